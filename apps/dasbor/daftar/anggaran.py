"""Every line of the budget of a year, at every level of its tree."""

from collections.abc import Sequence
from functools import cached_property

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, fetch_satu_tahun
from apps.anggaran.models import PosAnggaran
from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.indikator import ya_tidak
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.dasbor.kelompok import keadaan_anggaran
from apps.laporan.table import Cell
from apps.laporan.tables.anggaran import money, persen, sisa

JENJANG = list(PosAnggaran.Jenis.values)
# What everybody calls them.
PENDEK = {"kro": "KRO", "ro": "RO"}


class AnggaranDaftar(DaftarBaris[FaktaPos]):
    """The lines of the tree as it counts now; a line above others is their sum, so the list itself is never summed."""

    halaman = "daftar_anggaran"
    slug = "pos-anggaran"
    judul = "Pos anggaran"
    penjelasan = "Pagu, realisasi, dan sisa setiap pos, dari program sampai item."
    kosong = "Tidak ada pos anggaran yang cocok."
    cari = "Cari kode atau uraian"
    urutan = "kode"

    @cached_property
    def anggaran(self) -> FaktaAnggaran | None:
        """The budget of the year; None when it has no lines."""
        return fetch_satu_tahun(self.scope.entitas.satker, self.scope.tahun)[1]

    def semua(self) -> Sequence[FaktaPos]:
        rows = list(self.anggaran.semua()) if self.anggaran else []
        self._tempat = {pos.id: tempat for tempat, pos in enumerate(rows)}
        return rows

    def teks(self, baris: FaktaPos) -> str:
        return f"{baris.kode_terbaca} {baris.nama_tampil}"

    @property
    def pilihan(self) -> Sequence[Pilihan[FaktaPos]]:
        return (
            Pilihan("jenis", "Jenis pos", self._jenis),
            Pilihan("sumber_dana", "Sumber dana", lambda p: p.sumber_dana),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[FaktaPos], ...]:
        return (
            # In the order of the tree: items stand as in their file, which their codes do not tell.
            Kolom("kode", "Kode", lambda p: p.kode_terbaca, lebar=26, urut=self._urut, tetap=True, penuh=True),
            Kolom(
                "uraian",
                "Uraian",
                lambda p: p.nama_tampil,
                lebar=52,
                tautan=lambda p: self.url("anggaran_pos", p.id),
                tetap=True,
                penuh=True,
            ),
            Kolom("jenis", "Jenis", self._jenis, lebar=16, urut=lambda p: JENJANG.index(p.jenis)),
            Kolom("sumber_dana", "Sumber dana", lambda p: p.sumber_dana, lebar=12, awal=False),
            Kolom("pagu", "Pagu (Rp)", lambda p: money(p.pagu, p.realisasi)["pagu"], "rupiah", 18),
            Kolom("blokir", "Blokir (Rp)", lambda p: p.blokir, "rupiah", 16, awal=False),
            Kolom("realisasi", "Realisasi (Rp)", lambda p: money(p.pagu, p.realisasi)["realisasi"], "rupiah", 18),
            Kolom("sisa", "Sisa (Rp)", lambda p: sisa(p.pagu, p.realisasi), "rupiah", 18),
            Kolom("serapan", "Serapan", lambda p: persen(p.pagu, p.realisasi), "persen", 10),
            Kolom("capaian_ro", "Capaian RO", self._capaian, "persen", 12, awal=False),
            Kolom("asumsi", "Capaian asumsi", self._asumsi, lebar=10, awal=False),
            Kolom("prioritas", "Prioritas nasional", lambda p: ya_tidak(p.prioritas_nasional), lebar=10, awal=False),
        )

    def _urut(self, pos: FaktaPos) -> int:
        return self._tempat[pos.id]

    def _jenis(self, pos: FaktaPos) -> str:
        return PENDEK.get(pos.jenis) or str(PosAnggaran.Jenis(pos.jenis).label)

    def _capaian(self, pos: FaktaPos) -> Cell:
        if pos.jenis != "ro":
            return Cell()
        return Cell(reason="Capaian RO belum diisi.") if pos.capaian is None else Cell(pos.capaian * 100)

    def _asumsi(self, pos: FaktaPos) -> str:
        return ya_tidak(pos.asumsi) if pos.jenis == "ro" else ""

    def catatan(self) -> list[str]:
        return [keadaan_anggaran(self.anggaran)] if self.anggaran else []
