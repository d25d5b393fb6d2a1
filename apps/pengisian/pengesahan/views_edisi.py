"""Editions: the past as it was published. Everything shown here comes from the edition itself, nothing is computed."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property

from apps.audit.services import record
from apps.dokumen.services import BerkasRusak, kirim_berkas
from apps.laporan.banding import bandingkan
from apps.laporan.edisi import isi_unduhan, tabel_edisi
from apps.laporan.exports import FORMATS, render, to_json
from apps.laporan.renderers.html import table_view
from apps.laporan.renderers.stored import from_stored
from apps.laporan.views import DOWNLOADS, ScopedPage, ScopedView
from apps.pengisian.pengesahan.presenters import edition_parts
from apps.siklus.models import Edisi


class EdisiView(ScopedView):
    """Base: an edition of this entitas and year; any other is a 404."""

    def edition(self, pk: int) -> Edisi:
        edisi = (
            Edisi.objects.filter(
                pk=pk,
                pengesahan__periode__entitas=self.scope.entitas,
                pengesahan__periode__tahun=self.scope.tahun,
            )
            .select_related(
                "pengesahan__periode__entitas__satker",
                "pengesahan__berita_acara",
                "pengesahan__disahkan_oleh",
                "pengesahan__dibuka_oleh",
            )
            .first()
        )
        if edisi is None:
            raise Http404("Edisi ini tidak ada. Pilih edisi dari halaman Pengesahan.")
        return edisi

    @cached_property
    def edisi(self) -> Edisi:
        return self.edition(self.kwargs["pk"])

    def crumbs(self, edisi: Edisi, *labels: str) -> list[dict[str, str]]:
        trail = [{"label": "Pengesahan", "url": self.url("pengesahan")}]
        if labels:
            trail.append({"label": str(edisi), "url": self.url("edisi", edisi.pk)})
        return [*trail, {"label": labels[-1] if labels else str(edisi)}]


class EdisiPage(EdisiView, ScopedPage):
    """What an edition is: when, by whom, on what grounds, its fingerprint and anchor, and all of its tables."""

    template_name = "pengisian/pengesahan/edisi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edisi = self.edisi
        lain = Edisi.objects.filter(pengesahan__periode=edisi.pengesahan.periode).exclude(pk=edisi.pk)
        return super().get_context_data(
            **kwargs,
            edisi=edisi,
            pengesahan=edisi.pengesahan,
            **edition_parts(edisi, self.url),
            banding=[
                {"label": f"Bandingkan dengan edisi {nomor}", "url": self.url("edisi_banding", *sorted((pk, edisi.pk)))}
                for pk, nomor in lain.order_by("nomor").values_list("pk", "nomor")
            ],
            url_unduh=self.url("edisi_unduh", edisi.pk),
            url_lembar=self.url("edisi_lembar", edisi.pk),
            url_berita_acara=self.url("berita_acara_unduh", edisi.pk) if edisi.pengesahan.berita_acara else "",
            remah=self.crumbs(edisi),
        )


class EdisiTablePage(EdisiView, ScopedPage):
    """One table of an edition; ?bentuk=xlsx, csv or json sends it as a file."""

    template_name = "pengisian/pengesahan/tabel.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = tabel_edisi(self.edisi, kwargs["alamat"])
        if table is None:
            raise Http404("Tabel ini tidak ada dalam edisi ini.")
        kind = request.GET.get("bentuk")
        if kind is not None:
            if kind not in FORMATS:
                raise Http404("Bentuk berkas ini tidak ada.")
            nama = f"{table.slug.replace('/', '-')}-{_file_name(self.edisi)}.{kind}"
            return _file(render(table, kind), FORMATS[kind].mime, nama)
        here = self.url("edisi_tabel", self.edisi.pk, table.slug)
        return self.render_to_response(
            self.get_context_data(
                edisi=self.edisi,
                view=table_view(table),
                unduhan=[{"label": label, "url": f"{here}?bentuk={kind}"} for kind, label in DOWNLOADS],
                url_edisi=self.url("edisi", self.edisi.pk),
                remah=self.crumbs(self.edisi, table.caption if not table.number else f"Tabel {table.number}"),
            )
        )


class LembarPage(EdisiView, ScopedPage):
    """The sheet that is printed, signed and attached to the berita acara: figures, edition, fingerprint, anchor."""

    template_name = "pengisian/pengesahan/lembar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = self.edisi.isi
        # The table of all figures is the quarter's only one, and one of the year's.
        angka = next(t for t in isi["tabel"] if t["slug"] in ("capaian-triwulan", "capaian-kinerja"))
        return super().get_context_data(
            **kwargs,
            edisi=self.edisi,
            pengesahan=self.edisi.pengesahan,
            view=table_view(from_stored(angka)),
            jejak=isi["jejak"],
            satker=isi["satker"],
            penandatangan=self.edisi.pengesahan.penandatangan.splitlines(),
            remah=self.crumbs(self.edisi, "Lembar pengesahan"),
        )


class BandingPage(EdisiView, ScopedPage):
    """Two editions of the same period, cell by cell."""

    template_name = "pengisian/pengesahan/banding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The address names them by number, the page by what they are.
        lama, baru = (self.edition(kwargs.pop(name)) for name in ("lama", "baru"))
        if lama.pengesahan.periode_id != baru.pengesahan.periode_id:
            raise Http404("Hanya edisi dari periode yang sama yang dapat dibandingkan.")
        bagian = bandingkan(lama.isi, baru.isi)
        return super().get_context_data(
            **kwargs,
            lama=lama,
            baru=baru,
            bagian=bagian,
            jumlah=sum(len(b.sel) for b in bagian),
            url_lama=self.url("edisi", lama.pk),
            url_baru=self.url("edisi", baru.pk),
            remah=self.crumbs(baru, f"Dibandingkan dengan edisi {lama.nomor}"),
        )


class EdisiDownload(EdisiView):
    """The whole edition as the file that the standalone verifier reads."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _file(to_json(isi_unduhan(self.edisi)), "application/json", f"edisi-{_file_name(self.edisi)}.json")


class BeritaAcaraDownload(EdisiView):
    """The scan of the signed berita acara; like every download of evidence it stands in the journal."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        berkas = self.edisi.pengesahan.berita_acara
        if berkas is None:
            raise Http404("Edisi ini tidak memiliki pindaian berita acara.")
        try:
            response = kirim_berkas(berkas)
        except BerkasRusak as error:
            raise Http404(str(error)) from error
        with transaction.atomic():
            record(
                rantai=self.scope.entitas.satker.kode,
                pelaku=request.user,  # type: ignore[arg-type]
                tindakan="unduh_bukti",
                objek=berkas,
                pokok=self.edisi.pokok_jejak(),
            )
        return response


def _file_name(edisi: Edisi) -> str:
    periode = edisi.pengesahan.periode
    nama = f"triwulan-{periode.triwulan}" if periode.triwulan else "tahunan"
    return f"{periode.entitas.kunci}-{periode.tahun}-{nama}-{edisi.nomor}"


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})
