"""Months of the budget against the plan of withdrawals, of the satker or of one line (?pos=)."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from apps.anggaran.facts import DeretPos
from apps.laporan.charts.svg import render_svg
from apps.laporan.diagrams.bulanan import KumulatifBulanan
from apps.laporan.renderers.html import table_view
from apps.laporan.report import Konteks
from apps.laporan.tables.anggaran_bulanan import RealisasiBulanan, RincianBulanan
from apps.laporan.views import DOWNLOADS, DownloadView, ScopedView
from apps.penganggaran.bulanan.presenters import keadaan_rows, nama_pos, pilihan_pos, ringkas_deret, tautan
from apps.penganggaran.dasar import HalamanAnggaran

POS = "pos"


class PosChosen(ScopedView):
    """A view about one line, named in its address; without a name about the satker as a whole."""

    @property
    def ctx(self) -> Konteks:
        """The year, without how far its indicators are: that says nothing about money."""
        return replace(self.outline.ctx, keadaan="")

    @cached_property
    def deret(self) -> DeretPos | None:
        """The line; None when the year has no budget. 404 for a line that it does not have."""
        bulanan = self.outline.fakta.bulanan
        jalur = self.request.GET.get(POS, "")
        deret = bulanan.cari(jalur) if bulanan else None
        if deret is None and jalur:
            raise Http404("Program atau kegiatan ini tidak ada dalam anggaran tahun ini.")
        return deret


class BulananPage(PosChosen, HalamanAnggaran):
    """The matrix of months, one line in detail, and the states that they come from."""

    template_name = "penganggaran/bulanan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline, deret = self.outline, self.deret
        kwargs["daftar_tahun"] = self.years("anggaran_bulanan")
        bulanan = outline.fakta.bulanan
        if bulanan is None or deret is None:
            return super().get_context_data(**kwargs, asal=outline.ctx.asal)
        if bulanan.tersedia:
            kwargs |= self._bulan(deret)
        return super().get_context_data(
            **kwargs,
            asal=outline.ctx.asal,
            ada=True,
            alasan=bulanan.alasan,
            pilihan=pilihan_pos(bulanan, deret.jalur),
            judul_pos=nama_pos(deret),
            keadaan=keadaan_rows(bulanan.keadaan),
        )

    def _bulan(self, deret: DeretPos) -> dict[str, Any]:
        """What is shown of a year with months: the line in figures, picture and table, and all lines by month."""
        fakta, ctx = self.outline.fakta, self.ctx
        chart = KumulatifBulanan(deret.jalur).build(fakta, ctx)
        url = self.url("anggaran_bulanan")
        tanya = f"?{POS}={deret.jalur}" if deret.jalur else ""
        return {
            "ringkas": ringkas_deret(deret),
            "svg": SafeString(render_svg(chart)),
            "svg_sempit": SafeString(render_svg(chart, width=390)),
            "rincian": table_view(RincianBulanan(deret.jalur).build(fakta, ctx)),
            "unduhan_rincian": self._unduhan("rincian-bulanan", tanya),
            "matriks": table_view(RealisasiBulanan().build(fakta, ctx), tautan(url)),
            "unduhan_matriks": self._unduhan("bulanan"),
        }

    def _unduhan(self, isi: str, tanya: str = "") -> list[dict[str, str]]:
        return [{"label": label, "url": self.url("unduh_bulanan", isi, kind) + tanya} for kind, label in DOWNLOADS]


class UnduhBulanan(PosChosen, DownloadView):
    """The months of all lines, or of one in detail, as a file."""

    def stem(self, label: str) -> str:
        jalur = self.request.GET.get(POS, "")
        return super().stem(f"{label}-{jalur}" if jalur else label)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        jalur = self.deret.jalur if self.deret else ""
        report = RealisasiBulanan() if kwargs["isi"] == "bulanan" else RincianBulanan(jalur)
        return self.send_table(report.build(self.outline.fakta, self.ctx), kwargs["bentuk"])
