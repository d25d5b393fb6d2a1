"""Efisiensi: E and NE of the satker, its programs, kegiatan and RO, each with its working."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from apps.laporan.renderers.html import table_view
from apps.laporan.views import DOWNLOADS, DownloadView
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.efisiensi.presenters import perhitungan

SLUG = "efisiensi-ro"


class EfisiensiPage(HalamanAnggaran):
    """The table, and above it the working of the line that is asked for (?pos=<jalur>), by default of the satker."""

    template_name = "penganggaran/efisiensi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        anggaran = self.outline.fakta.anggaran
        jalur = self.request.GET.get("pos", "")
        pos = next((p for p in anggaran.semua() if p.jalur == jalur), None) if anggaran and jalur else None
        if jalur and (pos is None or not any(True for _ in pos.turunan("ro"))):
            raise Http404("Baris anggaran ini tidak ada, atau tidak memuat rincian output.")
        kwargs.setdefault("daftar_tahun", self.years("anggaran_efisiensi"))
        return super().get_context_data(
            **kwargs,
            view=table_view(self.outline.comparison(SLUG), self._working),
            hitung=perhitungan(anggaran, pos) if anggaran else None,
            satu=pos is not None,
            asal=self.outline.ctx.asal,
            unduhan=[{"label": label, "url": self.url("unduh_efisiensi", kind)} for kind, label in DOWNLOADS],
            url_satker=self.url("anggaran_efisiensi"),
            url_keluaran=self.url("anggaran_keluaran"),
        )

    def _working(self, ref: str) -> str:
        """The address of the working of a line ("pos/076.01.CQ")."""
        kind, _, jalur = ref.partition("/")
        return f"{self.url('anggaran_efisiensi')}?pos={jalur}#perhitungan" if kind == "pos" else ""


class EfisiensiDownload(DownloadView):
    """The table as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.comparison(SLUG), kwargs["bentuk"])
