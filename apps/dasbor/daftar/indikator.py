"""The indicators of a year with target, realisasi and capaian, and all of their sheet."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.laporan.cells import Footnotes, capaian_cell, kategori_cell, realisasi_cell, selisih_cell, target_cell
from apps.laporan.table import Cell
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran, FaktaTarget
from apps.perencanaan.models import Indikator


class Baris(NamedTuple):
    """An indicator below its sasaran."""

    sasaran: FaktaSasaran
    indikator: FaktaIndikator


class IndikatorDaftar(DaftarBaris[Baris]):
    """The figures are those of the tables: the same facts, of all figures or of the approved ones."""

    halaman = "daftar_indikator"
    slug = "indikator"
    judul = "Capaian indikator"
    penjelasan = "Pilih indikator untuk melihat perhitungan, riwayat, dan lembar indikatornya."
    kosong = "Tidak ada indikator yang cocok."
    cari = "Cari indikator"
    memilih_angka = True
    menu_sendiri = True

    @cached_property
    def kinerja(self) -> FaktaKinerja:
        """The facts of the year."""
        return self.view.outline.fakta.kinerja

    def semua(self) -> Sequence[Baris]:
        rows = [Baris(sasaran, indikator) for sasaran in self.kinerja.sasaran for indikator in sasaran.indikator]
        self._notes = Footnotes()
        for baris in rows:
            # The marks go by the order of the plan, whatever the order of the list.
            self._realisasi(baris)
        return rows

    def teks(self, baris: Baris) -> str:
        i = baris.indikator
        return f"{i.nomor} {i.nama} {i.penanggung_jawab} SS {baris.sasaran.nomor} {baris.sasaran.nama}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Baris]]:
        return (
            Pilihan("sasaran", "Sasaran", lambda b: f"SS {b.sasaran.nomor}"),
            Pilihan("subbagian", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab),
            Pilihan("kategori", "Kategori", lambda b: str(self._kategori(b).value or "")),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Baris], ...]:
        tahun = self.scope.tahun
        return (
            Kolom("nomor", "No", lambda b: b.indikator.nomor, "nomor", 6, tetap=True),
            Kolom(
                "nama", "Indikator", lambda b: b.indikator.nama, lebar=46, tautan=self._tautan, tetap=True, penuh=True
            ),
            Kolom("sasaran", "Sasaran", lambda b: f"SS {b.sasaran.nomor}", lebar=10, urut=lambda b: b.sasaran.nomor),
            Kolom("nama_sasaran", "Nama sasaran", lambda b: b.sasaran.nama, lebar=40, awal=False, penuh=True),
            Kolom("penanggung_jawab", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab, lebar=30, penuh=True),
            Kolom("target", "Target", lambda b: target_cell(b.indikator, b.indikator.target(tahun)), "persen"),
            Kolom(
                "target_renstra",
                "Target Renstra",
                lambda b: self._target(b.indikator, b.indikator.target_renstra),
                "persen",
                awal=False,
            ),
            Kolom(
                "target_nasional",
                "Target nasional",
                lambda b: self._target(b.indikator, b.indikator.target_nasional),
                "persen",
                awal=False,
            ),
            Kolom("realisasi", "Realisasi", self._realisasi, "persen"),
            Kolom("selisih", "Selisih", lambda b: selisih_cell(b.indikator, tahun), "poin", awal=False),
            Kolom("capaian", "Capaian", lambda b: capaian_cell(self.kinerja, b.indikator, tahun, "", ""), "persen"),
            Kolom("kategori", "Kategori", self._kategori, lebar=16, urut=self._urut_capaian, nada=self._nada),
            *self._lembar(),
        )

    def _lembar(self) -> tuple[Kolom[Baris], ...]:
        """The sheet of an indicator."""
        panjang = partial(Kolom[Baris], lebar=50, awal=False, penuh=True)
        return (
            Kolom("satuan", "Satuan", lambda b: Indikator.Satuan(b.indikator.satuan).label, lebar=16, awal=False),
            Kolom("arah", "Arah", lambda b: Indikator.Arah(b.indikator.arah).label, lebar=22, awal=False),
            Kolom(
                "agregasi",
                "Dari triwulan ke tahun",
                lambda b: Indikator.Agregasi(b.indikator.agregasi).label,
                lebar=22,
                awal=False,
            ),
            Kolom("sifat", "Sifat", lambda b: b.indikator.sifat, awal=False),
            Kolom("wajib_bukti", "Bukti wajib", lambda b: ya_tidak(b.indikator.wajib_bukti), lebar=10, awal=False),
            panjang("definisi", "Definisi", lambda b: b.indikator.definisi),
            panjang("cara_perhitungan", "Cara perhitungan", lambda b: b.indikator.cara_perhitungan),
            panjang("ukuran", "Ukuran keberhasilan", lambda b: b.indikator.ukuran_keberhasilan),
            panjang("sumber_data", "Sumber data", lambda b: b.indikator.sumber_data),
        )

    def _tautan(self, baris: Baris) -> str:
        return self.url("indikator", baris.indikator.nomor)

    def _target(self, indikator: FaktaIndikator, target: Mapping[int, FaktaTarget]) -> Cell:
        ada = target.get(self.scope.tahun)
        return target_cell(indikator, ada) if ada else Cell(reason="Target belum diisi.")

    def _realisasi(self, baris: Baris) -> Cell:
        return realisasi_cell(baris.indikator, baris.indikator.realisasi_tahun(self.scope.tahun), self._notes)

    def _kategori(self, baris: Baris) -> Cell:
        return kategori_cell(self.kinerja, baris.indikator, self.scope.tahun)

    def _urut_capaian(self, baris: Baris) -> tuple[bool, object]:
        nilai = self.kinerja.capaian(baris.indikator).nilai
        return nilai is not None, nilai or 0

    def _nada(self, baris: Baris) -> str:
        kategori = self.kinerja.kategori(self.kinerja.capaian(baris.indikator))
        return kategori.gaya if kategori else ""

    def catatan(self) -> list[str]:
        return self._notes.lines()


def ya_tidak(benar: bool) -> str:
    """A yes or no in words."""
    return "Ya" if benar else "Tidak"
