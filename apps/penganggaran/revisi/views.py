"""The versions of a DIPA: everybody of the satker reads, the keepers of the budget say what is known about each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.anggaran.facts import fetch_pohon
from apps.anggaran.facts.versi import FaktaVersi, bandingkan_pohon, bawaan, fetch_versi, jalan_pagu
from apps.anggaran.models import Dipa, VersiDipa
from apps.anggaran.services.versi import KeteranganVersi, VersiBasi, ubah_versi
from apps.dokumen.services import BerkasRusak, kirim_berkas
from apps.laporan.renderers.html import table_view
from apps.laporan.table import Table
from apps.laporan.views import DOWNLOADS, DownloadView, ScopedView
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.revisi.forms import VersiForm
from apps.penganggaran.revisi.presenters import langkah_rows, ringkasan, tabel_perubahan
from apps.ui.numbers import format_tanggal

STATUS_BASI = 409


class VersiMixin(ScopedView):
    """The versions of the year's DIPA, and which two of them the address compares."""

    @cached_property
    def daftar_versi(self) -> list[FaktaVersi]:
        dipa = Dipa.objects.filter(satker=self.scope.entitas.satker, tahun=self.scope.tahun).first()
        return fetch_versi(dipa) if dipa else []

    @cached_property
    def dibandingkan(self) -> tuple[FaktaVersi, FaktaVersi] | None:
        """The versions of ?dari= and ?ke= (their urutan); the last two with lines when nothing sensible is asked."""
        menurut = {str(v.urutan): v for v in self.daftar_versi}
        dari, ke = (menurut.get(self.request.GET.get(nama, "")) for nama in ("dari", "ke"))
        return (dari, ke) if dari and ke else bawaan(self.daftar_versi)

    def tabel(self, *, ringkas: bool) -> Table | None:
        """What changed between the two; None when the lines of one of them are not known."""
        if self.dibandingkan is None or not all(v.dirinci for v in self.dibandingkan):
            return None
        dari, ke = self.dibandingkan
        versi = VersiDipa.objects.select_related("dipa").in_bulk([dari.id, ke.id])
        lama, baru = (fetch_pohon(versi[v.id], None) for v in (dari, ke))
        perubahan = bandingkan_pohon(lama.akar, baru.akar)
        satker = self.scope.entitas.satker.nama_singkat
        return tabel_perubahan(perubahan, dari, ke, tahun=self.scope.tahun, subjudul=satker, ringkas=ringkas)


class RevisiPage(VersiMixin, HalamanAnggaran):
    """All versions, the road between them, and what changed between two of them."""

    template_name = "penganggaran/revisi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jalan = jalan_pagu(self.daftar_versi)
        tabel = self.tabel(ringkas=True)
        return super().get_context_data(
            **kwargs,
            langkah=langkah_rows(jalan, self.url),
            ringkasan=ringkasan(jalan),
            view=table_view(tabel) if tabel else None,
            unduhan=self._unduhan(),
            pilihan=[{"urutan": v.urutan, "nama": v.nama, "dirinci": v.dirinci} for v in self.daftar_versi],
            dari=self.dibandingkan[0].urutan if self.dibandingkan else None,
            ke=self.dibandingkan[1].urutan if self.dibandingkan else None,
            tanpa_rincian=self._tanpa_rincian(),
            daftar_tahun=self._tahun(),
        )

    def _unduhan(self) -> list[dict[str, str]]:
        if self.dibandingkan is None:
            return []
        dari, ke = self.dibandingkan
        return [
            {
                "label": label,
                "url": f"{self.url('unduh_perubahan_anggaran', kind)}?dari={dari.urutan}&ke={ke.urutan}",
            }
            for kind, label in DOWNLOADS
        ]

    def _tanpa_rincian(self) -> str:
        """Why there is nothing to compare, in a sentence."""
        kosong = [v.nama for v in self.dibandingkan or self.daftar_versi if not v.dirinci]
        if not kosong:
            return "Baru ada satu versi yang dimuat, jadi belum ada yang dapat dibandingkan."
        return (
            f"Rincian {' dan '.join(kosong)} tidak dimuat, jadi perubahan setiap pos tidak dapat ditampilkan. "
            "Impor berkas versi itu bila masih ada."
        )

    def _tahun(self) -> list[dict[str, Any]]:
        ini = self.scope.tahun
        ada = Dipa.objects.filter(satker=self.scope.entitas.satker).values_list("tahun", flat=True)
        return [
            {"tahun": t, "url": self._address("anggaran_revisi", t), "aktif": t == ini} for t in sorted({*ada, ini})
        ]


class VersiPage(HalamanAnggaran):
    """One version: what is known about it, and the form of the keepers of the budget."""

    template_name = "penganggaran/versi.html"
    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def versi(self) -> VersiDipa:
        """The version of the address; 404 for another satker's or year's."""
        versi = (
            VersiDipa.objects.filter(
                pk=self.kwargs["pk"], dipa__satker=self.scope.entitas.satker, dipa__tahun=self.scope.tahun
            )
            .select_related("dipa__satker", "berkas")
            .first()
        )
        if versi is None:
            raise Http404("Versi DIPA ini tidak ada.")
        return versi

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tersimpan = KeteranganVersi.dari(self.versi)
        kwargs.setdefault("form", self.form(tersimpan) if self.boleh_mengubah else None)
        return super().get_context_data(
            **kwargs,
            versi=self.versi,
            sidik=tersimpan.sidik,
            url=self.url("anggaran_versi", self.versi.pk),
            url_berkas=self.url("anggaran_versi_berkas", self.versi.pk) if self.versi.berkas_id else "",
            alasan=getattr(self.boleh_mengubah, "alasan", ""),
            daftar_tahun=[],
            remah=[{"label": "Revisi", "url": self.url("anggaran_revisi")}, {"label": self.versi.nama}],
        )

    @staticmethod
    def form(tersimpan: KeteranganVersi, data: Any = None) -> VersiForm:
        """The form as it stands, or as it was sent."""
        return VersiForm(data, initial={nama: getattr(tersimpan, nama) for nama in KeteranganVersi.__slots__})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        form = self.form(KeteranganVersi.dari(self.versi), request.POST)
        if not form.is_valid():
            return self._lagi(form)
        nilai = {nama: form.cleaned_data[nama] for nama in KeteranganVersi.__slots__}
        try:
            berubah = ubah_versi(
                pelaku=request.user,  # type: ignore[arg-type]
                versi=self.versi,
                keterangan=KeteranganVersi(**nilai),
                sidik=form.cleaned_data["sidik"],
            )
        except VersiBasi as galat:
            return self._lagi(form, STATUS_BASI, basi=_basi(KeteranganVersi(**nilai), galat.tersimpan))
        except PermissionDenied as galat:
            catat_penolakan(request, str(galat))
            form.add_error(None, str(galat))
            return self._lagi(form)
        except ValidationError as galat:
            form.add_error(None, galat.messages)  # type: ignore[arg-type]
            return self._lagi(form)
        messages.success(
            request, f"Keterangan {self.versi.nama} disimpan." if berubah else "Tidak ada yang berubah pada versi ini."
        )
        return HttpResponseRedirect(self.url("anggaran_revisi"))

    def _lagi(self, form: VersiForm, status: int = 200, **extra: Any) -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(form=form, **extra), status=status)


def _basi(anda: KeteranganVersi, sekarang: KeteranganVersi) -> list[dict[str, str]]:
    """Both states side by side, field by field where they differ."""

    def kata(nilai: Any) -> str:
        if not nilai:
            return "kosong"
        return format_tanggal(nilai) if hasattr(nilai, "year") else str(nilai)

    label = {nama: field.label for nama, field in VersiForm.base_fields.items()}
    return [
        {"label": str(label[nama]), "anda": kata(getattr(anda, nama)), "sekarang": kata(getattr(sekarang, nama))}
        for nama in KeteranganVersi.__slots__
        if getattr(anda, nama) != getattr(sekarang, nama)
    ]


class VersiBerkas(ScopedView):
    """Sends the file of a version, checked against its fingerprint."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        versi = (
            VersiDipa.objects.filter(
                pk=kwargs["pk"], dipa__satker=self.scope.entitas.satker, dipa__tahun=self.scope.tahun
            )
            .select_related("berkas")
            .first()
        )
        if versi is None or versi.berkas is None:
            raise Http404("Versi ini tidak punya berkas.")
        try:
            return kirim_berkas(versi.berkas)
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url("anggaran_revisi"))


class PerubahanUnduh(VersiMixin, DownloadView):
    """What changed between two versions, every line, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tabel = self.tabel(ringkas=False)
        if tabel is None:
            raise Http404("Rincian salah satu versi tidak dimuat.")
        return self.send_table(tabel, kwargs["bentuk"])
