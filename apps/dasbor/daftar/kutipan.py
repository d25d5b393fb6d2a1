"""Figures that documents print and that we do not compute: never summed, always with their source."""

from collections.abc import Sequence
from functools import cached_property

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.dokumen.models import AngkaKutipan
from apps.laporan.table import Cell

PERSEN = (AngkaKutipan.Ukuran.SERAPAN, AngkaKutipan.Ukuran.EFISIENSI)


class KutipanDaftar(DaftarBaris[AngkaKutipan]):
    """The quoted figures of a year."""

    halaman = "kutipan"
    slug = "angka-kutipan"
    judul = "Angka kutipan"
    penjelasan = "Angka yang dicetak dokumen lain dan tidak dihitung di sini. Angka kutipan tidak pernah dijumlahkan."
    kosong = "Belum ada angka kutipan yang cocok."
    kartu_lega = True
    urutan = "subjek"
    cari = "Cari subjek, sumber, atau catatan"

    def semua(self) -> Sequence[AngkaKutipan]:
        quoted = AngkaKutipan.objects.visible_to(self.view.request.user)  # type: ignore[arg-type]
        return list(
            quoted.filter(entitas=self.scope.entitas, tahun=self.scope.tahun).order_by("sumber", "subjek", "pk")
        )

    def teks(self, baris: AngkaKutipan) -> str:
        return f"{baris.subjek} {baris.sumber} {baris.catatan}"

    @property
    def pilihan(self) -> Sequence[Pilihan[AngkaKutipan]]:
        return (
            Pilihan("ukuran", "Ukuran", lambda k: str(k.get_ukuran_display())),
            Pilihan("sumber", "Sumber", lambda k: k.sumber),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[AngkaKutipan], ...]:
        return (
            Kolom("subjek", "Subjek", lambda k: k.subjek, lebar=24, tetap=True, penuh=True),
            Kolom("ukuran", "Ukuran", lambda k: str(k.get_ukuran_display()), lebar=20),
            Kolom("nilai", "Nilai", _nilai, "indeks", 20),
            Kolom("sumber", "Sumber", lambda k: k.sumber, lebar=36, penuh=True),
            Kolom("halaman", "Halaman", lambda k: k.halaman, lebar=10),
            Kolom("tanggal", "Tanggal", lambda k: k.tanggal, "tanggal", 20),
            Kolom("catatan", "Catatan", lambda k: k.catatan, lebar=44, penuh=True),
        )


def _nilai(kutipan: AngkaKutipan) -> Cell:
    # A quoted amount of nothing reads as the 0 that was printed, not as the dash of our own tables.
    if kutipan.rupiah is not None:
        return Cell(kutipan.rupiah, kind="bulat")
    return Cell(kutipan.angka, kind="persen" if kutipan.ukuran in PERSEN else "indeks")
