"""Money beside performance: what each sasaran and indicator got and spent, beside what it reached."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.laporan.renderers.html import table_view
from apps.laporan.sumber_daya import kalimat_sumber_daya
from apps.laporan.views import DOWNLOADS, DownloadView
from apps.penganggaran.dasar import HalamanAnggaran

SASARAN, PENDUKUNG = "anggaran-sasaran", "kegiatan-pendukung"


class SasaranPage(HalamanAnggaran):
    """Analyses 6 and 7 of BAB III: a sentence for each indicator, the figures, and the kegiatan behind them."""

    template_name = "penganggaran/sasaran.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta = self.outline.fakta
        kinerja, uang = fakta.kinerja, fakta.dukungan
        didukung = {d.adopsi_id for d in uang.dukungan} if uang else set()
        kwargs.setdefault("daftar_tahun", self.years("anggaran_sasaran"))
        return super().get_context_data(
            **kwargs,
            view=table_view(self.outline.comparison(SASARAN), self.link),
            view_pendukung=table_view(self.outline.comparison(PENDUKUNG), self.link),
            asal=self.outline.ctx.asal,
            keadaan=self.figure_state(),
            ada_anggaran=uang is not None,
            ada_kaitan=bool(didukung),
            tanpa=[i.nomor for i in kinerja.indikator if i.adopsi_id not in didukung],
            kalimat=[
                {
                    "nomor": i.nomor,
                    "nama": i.nama,
                    "url": self.url("indikator", i.nomor),
                    "teks": kalimat_sumber_daya(kinerja.capaian(i), uang.bagian({i.adopsi_id})),
                }
                for i in kinerja.indikator
                if uang and i.adopsi_id in didukung
            ],
            unduhan=self._downloads("unduh_sasaran"),
            unduhan_pendukung=self._downloads("unduh_pendukung"),
            url_dukungan=self.url("anggaran_dukungan"),
        )

    def _downloads(self, name: str) -> list[dict[str, str]]:
        return [{"label": label, "url": self.url(name, kind)} for kind, label in DOWNLOADS]


class SasaranDownload(DownloadView):
    """One of the two tables as a file; the address says which."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.comparison(kwargs["slug"]), kwargs["bentuk"])
