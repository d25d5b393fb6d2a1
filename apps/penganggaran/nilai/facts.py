"""Quoted NKA and IKPA, each with the category of its own scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.anggaran.formulas import kategori_ikpa, kategori_nka, skala_ikpa, skala_nka
from apps.anggaran.services.nilai import UKURAN_NILAI
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Satker

KATEGORI = {AngkaKutipan.Ukuran.NKA: kategori_nka, AngkaKutipan.Ukuran.IKPA: kategori_ikpa}
SKALA = {AngkaKutipan.Ukuran.NKA: skala_nka, AngkaKutipan.Ukuran.IKPA: skala_ikpa}
DASAR_SKALA = {
    AngkaKutipan.Ukuran.NKA: "PMK 107 Tahun 2024",
    AngkaKutipan.Ukuran.IKPA: "Ditjen Perbendaharaan",
}
NAMA = {
    AngkaKutipan.Ukuran.NKA: "Nilai Kinerja Anggaran (NKA)",
    AngkaKutipan.Ukuran.IKPA: "Indikator Kinerja Pelaksanaan Anggaran (IKPA)",
}
NADA = {"Sangat baik": "ok", "Baik": "good", "Cukup": "warn", "Kurang": "bad", "Sangat kurang": "bad"}


@dataclass(frozen=True, slots=True)
class FaktaNilai:
    """One quoted value (0–100) and what its scale calls it."""

    id: int
    entitas_id: int
    tahun: int
    ukuran: str
    angka: Decimal
    kategori: str
    sumber: str
    tanggal: date | None
    catatan: str

    @property
    def nada(self) -> str:
        return NADA[self.kategori]


def fetch_nilai(satker: Satker, tahun: Iterable[int]) -> list[FaktaNilai]:
    """The quoted values of these years, the latest of a year first: one query."""
    kutipan = AngkaKutipan.objects.filter(
        entitas__satker=satker, tahun__in=list(tahun), ukuran__in=UKURAN_NILAI, angka__isnull=False
    )
    # Without a date a value is older than any with one.
    urut = sorted(kutipan, key=lambda k: (k.tahun, k.tanggal or date.min, k.pk), reverse=True)
    return [_fakta(k, k.angka) for k in urut if k.angka is not None]


def terbaru(nilai: Iterable[FaktaNilai], ukuran: str, tahun: int) -> FaktaNilai | None:
    """The latest value of a year."""
    return next((n for n in nilai if n.ukuran == ukuran and n.tahun == tahun), None)


def _fakta(k: AngkaKutipan, angka: Decimal) -> FaktaNilai:
    ukuran = AngkaKutipan.Ukuran(k.ukuran)
    return FaktaNilai(
        id=k.pk,
        entitas_id=k.entitas_id,
        tahun=k.tahun,
        ukuran=k.ukuran,
        angka=angka,
        kategori=KATEGORI[ukuran](angka),
        sumber=f"{k.sumber}, hlm. {k.halaman}" if k.halaman else k.sumber,
        tanggal=k.tanggal,
        catatan=k.catatan,
    )
