"""Every target of a year, of whatever document and period."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.laporan.cells import target_cell
from apps.pengukuran.facts import FaktaIndikator, FaktaTarget, fakta_target, fetch_kinerja
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, Target
from apps.siklus.facts import NAMA_TRIWULAN

NASIONAL = Target.Sumber.NASIONAL


class Baris(NamedTuple):
    """A target of an indicator for a period, and the perjanjian kinerja that promises it."""

    indikator: FaktaIndikator
    isi: FaktaTarget
    triwulan: int = 0
    perjanjian: PerjanjianKinerja | None = None

    @property
    def sumber(self) -> str:
        return str(Target.Sumber(self.isi.sumber).label)

    @property
    def periode(self) -> str:
        return NAMA_TRIWULAN[self.triwulan]


class TargetDaftar(DaftarBaris[Baris]):
    """Earlier versions of a perjanjian kinerja stand beside the one that counts; their number tells them apart."""

    halaman = "daftar_target"
    slug = "target"
    judul = "Target"
    penjelasan = "Target Renstra, perjanjian kinerja, nasional, dan triwulan setiap indikator."
    kosong = "Tidak ada target yang cocok."
    cari = "Cari indikator atau catatan"

    def semua(self) -> Sequence[Baris]:
        tahun = self.scope.tahun
        adopsi = AdopsiIndikator.objects.visible_to(self.view.request.user).berlaku(tahun)  # type: ignore[arg-type]
        targets = (
            Target.objects.filter(adopsi__in=adopsi.filter(entitas=self.scope.entitas), tahun=tahun)
            .select_related("tingkat", "perjanjian")
            .order_by("sumber", "triwulan", "perjanjian__versi", "pk")
        )
        milik: dict[int, list[Target]] = {}
        for target in targets:
            milik.setdefault(target.adopsi_id, []).append(target)
        indikator = sorted(fetch_kinerja(self.scope.entitas, tahun).indikator, key=lambda i: i.nomor)
        return [baris for i in indikator for baris in self._rows(i, milik.get(i.adopsi_id, []))]

    def _rows(self, indikator: FaktaIndikator, targets: Sequence[Target]) -> Iterator[Baris]:
        """What was written down, and the national promise that counts where the entitas wrote none down itself."""
        nasional = indikator.target_nasional.get(self.scope.tahun)
        if nasional and all(target.sumber != NASIONAL for target in targets):
            yield Baris(indikator, nasional)
        for target in targets:
            yield Baris(indikator, fakta_target(target), target.triwulan, target.perjanjian)

    def teks(self, baris: Baris) -> str:
        i = baris.indikator
        return f"{i.nomor} {i.nama} {i.penanggung_jawab} {baris.sumber} {baris.isi.catatan}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Baris]]:
        return (
            Pilihan("sumber", "Sumber", lambda b: b.sumber),
            Pilihan("periode", "Periode", lambda b: b.periode),
            Pilihan("subbagian", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Baris], ...]:
        return (
            Kolom("nomor", "No", lambda b: b.indikator.nomor, "nomor", 6, tetap=True),
            Kolom(
                "nama",
                "Indikator",
                lambda b: b.indikator.nama,
                lebar=46,
                tautan=lambda b: self.url("indikator", b.indikator.nomor),
                tetap=True,
                penuh=True,
            ),
            Kolom("sumber", "Sumber", lambda b: b.sumber, lebar=20),
            Kolom("periode", "Periode", lambda b: b.periode, urut=lambda b: b.triwulan),
            Kolom("target", "Target", lambda b: target_cell(b.indikator, b.isi), "persen"),
            Kolom("penanggung_jawab", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab, lebar=30, penuh=True),
            Kolom("catatan", "Catatan", lambda b: b.isi.catatan, lebar=36, penuh=True),
            Kolom("perjanjian", "Perjanjian kinerja", self._perjanjian, lebar=36, awal=False, penuh=True),
            Kolom("versi", "Versi", lambda b: b.perjanjian.versi if b.perjanjian else None, "nomor", 7, awal=False),
            Kolom(
                "tanggal",
                "Tanggal perjanjian",
                lambda b: b.perjanjian.tanggal if b.perjanjian else None,
                "tanggal",
                18,
                awal=False,
            ),
        )

    def _perjanjian(self, baris: Baris) -> str:
        return baris.perjanjian.nama if baris.perjanjian else ""
