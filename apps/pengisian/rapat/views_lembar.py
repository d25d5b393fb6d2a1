"""What is printed for a meeting, made from the store each time it is asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from apps.laporan.paparan.bahan import fetch_bahan
from apps.laporan.paparan.rapat import paparan_rapat
from apps.laporan.renderers.pptx import MIME, render_slides
from apps.laporan.views import DownloadView, download
from apps.pengisian.converters import PeriodeConverter
from apps.pengisian.rapat.dasar import RapatView
from apps.pengisian.rapat.presenters import hari_dan_jam, kalimat_hitungan, kehadiran
from apps.pengisian.rapat.views import TindakLanjutMixin
from apps.rapat.facts import fetch_keputusan, fetch_sebelumnya

# What can be printed, by its name in the address.
LEMBAR = {"agenda": "Agenda", "daftar-hadir": "Daftar hadir", "notulen": "Notulen"}
# Lines on an attendance sheet for people whom nobody invited.
BARIS_KOSONG = 8


class LembarPage(RapatView, TindakLanjutMixin):
    """One sheet for paper: agenda, attendance, or minutes."""

    def get_template_names(self) -> list[str]:
        return [f"pengisian/rapat/cetak_{self.lembar.replace('-', '_')}.html"]

    @cached_property
    def lembar(self) -> str:
        """The sheet of the address; 404 for one that does not exist."""
        if self.kwargs["lembar"] not in LEMBAR:
            raise Http404("Lembar ini tidak ada. Pilih agenda, daftar hadir, atau notulen.")
        return self.kwargs["lembar"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rapat = self.rapat
        isi = {"agenda": self._agenda, "daftar-hadir": self._daftar_hadir, "notulen": self._notulen}[self.lembar]()
        return super().get_context_data(
            **kwargs,
            **isi,
            rapat=rapat,
            judul=LEMBAR[self.lembar],
            waktu=hari_dan_jam(rapat),
            satker=self.scope.entitas.satker,
            remah=self.remah(LEMBAR[self.lembar]),
        )

    def _agenda(self) -> dict[str, Any]:
        sebelumnya = fetch_sebelumnya(self.rapat)
        return {
            "sebelumnya": self.baris_tindak_lanjut(sebelumnya),
            "sebelumnya_teks": kalimat_hitungan(sebelumnya, timezone.localdate()),
        }

    def _daftar_hadir(self) -> dict[str, Any]:
        peserta = list(self.rapat.peserta.all())
        return {"peserta": peserta, "kosong": range(len(peserta) + 1, len(peserta) + BARIS_KOSONG + 1)}

    def _notulen(self) -> dict[str, Any]:
        peserta = list(self.rapat.peserta.all())
        return {
            "hadir": [p for p in peserta if p.hadir],
            "kehadiran": kehadiran(peserta),
            "pembahasan": list(self.rapat.pembahasan.select_related("sasaran").order_by("sasaran__nomor")),
            "keputusan": self.baris_tindak_lanjut(fetch_keputusan(self.rapat)),
        }


class PaparanUnduh(RapatView, DownloadView):
    """The slides of a meeting, from the figures as they are now."""

    figures_chosen = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rapat = self.rapat
        slides = paparan_rapat(fetch_bahan(rapat, timezone.localdate()))
        content = render_slides(slides, title=str(rapat), author=rapat.entitas.nama)
        periode = PeriodeConverter().to_url(rapat.triwulan)
        return download(content, MIME, f"{self.stem(f'paparan-rapat-{periode}')}.pptx")
