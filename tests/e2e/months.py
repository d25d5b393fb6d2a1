"""A year with months for the pages of the budget; the demonstration only knows the total of 2024."""

from datetime import date

from apps.organisasi.models import Satker
from tests.anggaran.kantor import Kantor

TAHUN = 2021


def fill() -> None:
    """A gap, a correction, a comparison, a negative month and the plan of one kegiatan."""
    kantor = Kantor(Satker.objects.get(kode="5371"), TAHUN)
    kantor.keadaan(date(TAHUN, 1, 31), 100, 10, basis="sp2d")
    kantor.keadaan(date(TAHUN, 3, 31), 510, 60, basis="sp2d", urutan=1, alasan="Berkas terpotong.")
    kantor.keadaan(date(TAHUN, 3, 31), 512, 60, sistem_sumber="OM-SPAN", pembanding=True)
    kantor.keadaan(date(TAHUN, 4, 30), 470, 60, basis="sp2d")
    kantor.rencana(0, b1=200, b2=200, b3=200, b4=200)
