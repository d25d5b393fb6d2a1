"""The journal of a satker: list, one entry, and what can be taken out of it."""

from pathlib import Path
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.audit import pemeriksa_mandiri
from apps.audit.exports import journal_lines
from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN, record
from apps.dasbor.jejak.excel import kirim_entri
from apps.dasbor.jejak.filters import JejakFilter, jenis_objek
from apps.dasbor.jejak.linimasa import with_query
from apps.dasbor.jejak.rincian import selisih
from apps.dasbor.tables import FULL, arrange
from apps.laporan.views import ScopedPage, ScopedView
from apps.organisasi.permissions import boleh_membaca_jejak
from apps.organisasi.scope import require
from apps.pengukuran.riwayat import fetch_kamus, kalimat
from apps.ui.templatetags.ui import waktu


class JejakTable(tables.Table):
    """Journal entries of a satker, newest first; each leads to its page."""

    nomor = tables.Column("No", attrs={"td": {"class": "nowrap", "data-label": "Nomor"}})
    waktu = tables.Column("Waktu", attrs={"td": {"class": "nowrap wide"}})
    pelaku = tables.Column("Pelaku", attrs=FULL)
    tindakan = tables.Column("Tindakan", attrs=FULL)
    objek = tables.Column("Objek", attrs=FULL)
    asal = tables.Column("Dari", orderable=False, attrs=FULL)

    class Meta:
        attrs = {"caption": "Jejak audit", "class": "cards journal"}
        empty_text = "Belum ada jejak yang cocok."
        order_by = "-nomor"

    def render_nomor(self, value: int) -> SafeString:
        url = self.context["view"].url("jejak_rincian", value)
        return format_html('<a href="{}" aria-label="Jejak nomor {}">{}</a>', url, value, value)

    def render_waktu(self, value: object) -> str:
        return waktu(value)  # type: ignore[arg-type]

    def render_tindakan(self, value: str) -> str:
        return TINDAKAN.get(value, value)

    def render_objek(self, value: str, record: Jejak) -> SafeString:
        jenis = jenis_objek(record.objek_jenis)
        return format_html('{}<span class="kind">{}</span>', value, jenis) if jenis else format_html("{}", value)


class JejakMixin(ScopedView):
    """The journal of the own satker, for those who answer for the data as a whole."""

    @property
    def rantai(self) -> str:
        return self.scope.entitas.satker.kode

    def entries(self) -> QuerySet[Jejak]:
        require(boleh_membaca_jejak(self.scope.anggota))
        return Jejak.objects.filter(rantai=self.rantai).order_by("-nomor")

    def catat_unduhan(self, objek: str) -> None:
        """What leaves the journal is itself noted in it."""
        record(rantai=self.rantai, pelaku=self.request.user, tindakan="unduh_jejak", objek=objek)  # type: ignore[arg-type]


class JejakList(JejakMixin, ScopedPage):
    """The journal: narrowed by person, act, kind, days and words; the state stands in the address."""

    template_name = "dasbor/jejak/daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = JejakFilter(self.request.GET, self.entries())
        # Only its digests make an entry large, and the list shows none of it.
        table = JejakTable(found.qs.defer("sebelum", "sesudah"))
        arrange(table, self.request)
        return super().get_context_data(
            **kwargs,
            table=table,
            saringan=found.form,
            tersaring=found.tersaring,
            url_bersih=self.url("jejak"),
            url_excel=with_query(self.url("jejak_unduh"), self.request),
            url_ekspor=self.url("jejak_ekspor"),
            url_pemeriksa=self.url("jejak_pemeriksa"),
            url_pemeriksaan=self.url("jejak_pemeriksaan"),
        )


class JejakRincian(JejakMixin, ScopedPage):
    """One entry: who, when, from where, what before and after, why, and its place in the chain."""

    template_name = "dasbor/jejak/rincian.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.entries()
        nomor = self.kwargs["nomor"]
        jejak = entries.filter(nomor=nomor).first()
        if jejak is None:
            raise Http404(f"Jejak nomor {nomor} tidak ada.")
        kamus = fetch_kamus([jejak])
        beda = selisih(jejak, kamus)
        ada = set(entries.filter(nomor__in=[nomor - 1, nomor + 1]).values_list("nomor", flat=True))
        return super().get_context_data(
            **kwargs,
            jejak=jejak,
            kalimat=kalimat(jejak, kamus),
            tindakan=TINDAKAN.get(jejak.tindakan, jejak.tindakan),
            jenis=jenis_objek(jejak.objek_jenis),
            berubah=[b for b in beda if b.beda],
            tetap=[b for b in beda if not b.beda],
            sebelum=self.url("jejak_rincian", nomor - 1) if nomor - 1 in ada else "",
            sesudah=self.url("jejak_rincian", nomor + 1) if nomor + 1 in ada else "",
            remah=[{"label": "Jejak audit", "url": self.url("jejak")}, {"label": f"Jejak nomor {nomor}"}],
        )


class JejakUnduh(JejakMixin, ScopedView):
    """What the list shows, all pages of it, as Excel."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = JejakFilter(request.GET, self.entries())
        self.catat_unduhan("Jejak audit (Excel)")
        return kirim_entri(
            found.qs,
            judul=f"Jejak audit {self.scope.entitas.satker.nama_singkat}",
            berkas=f"jejak-{self.scope.entitas.satker.kode}.xlsx",
        )


class JejakEkspor(JejakMixin, ScopedView):
    """The whole chain as JSONL, for the verifier that needs no application; streamed, whatever its size."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.entries()
        self.catat_unduhan("Seluruh rantai jejak audit (JSONL)")
        return StreamingHttpResponse(
            journal_lines(self.rantai),
            content_type="application/x-ndjson; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="jejak-{self.rantai}.jsonl"'},
        )


class Pemeriksa(JejakMixin, ScopedView):
    """The verifier that stands alone, to be run by somebody who trusts neither server nor database."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.entries()
        return HttpResponse(
            Path(pemeriksa_mandiri.__file__).read_bytes(),
            content_type="text/x-python; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="pemeriksa_mandiri.py"'},
        )
