"""Every target of a year, of whatever document and period."""

from collections.abc import Sequence
from functools import cached_property

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.laporan.cells import target_cell
from apps.laporan.table import Cell
from apps.pengukuran.facts import FaktaIndikator, fakta_target, fetch_kinerja
from apps.perencanaan.models import AdopsiIndikator, Target
from apps.siklus.facts import NAMA_TRIWULAN


class TargetDaftar(DaftarBaris[Target]):
    """Earlier versions of a perjanjian kinerja stand beside the one that counts; their number tells them apart."""

    halaman = "daftar_target"
    slug = "target"
    judul = "Target"
    penjelasan = "Target Renstra, perjanjian kinerja, nasional, dan triwulan setiap indikator."
    kosong = "Tidak ada target yang cocok."
    cari = "Cari indikator atau catatan"

    @cached_property
    def _indikator(self) -> dict[int, FaktaIndikator]:
        return {i.adopsi_id: i for i in fetch_kinerja(self.scope.entitas, self.scope.tahun).indikator}

    def semua(self) -> Sequence[Target]:
        tahun = self.scope.tahun
        adopsi = AdopsiIndikator.objects.visible_to(self.view.request.user).berlaku(tahun)  # type: ignore[arg-type]
        return list(
            Target.objects.filter(adopsi__in=adopsi.filter(entitas=self.scope.entitas), tahun=tahun)
            .select_related("tingkat", "perjanjian")
            .order_by("adopsi__nomor", "sumber", "triwulan", "perjanjian__versi", "pk")
        )

    def teks(self, baris: Target) -> str:
        i = self._indikator[baris.adopsi_id]
        return f"{i.nomor} {i.nama} {i.penanggung_jawab} {baris.get_sumber_display()} {baris.catatan}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Target]]:
        return (
            Pilihan("sumber", "Sumber", lambda t: t.get_sumber_display()),
            Pilihan("periode", "Periode", lambda t: NAMA_TRIWULAN[t.triwulan]),
            Pilihan("subbagian", "Penanggung jawab", lambda t: self._indikator[t.adopsi_id].penanggung_jawab),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Target], ...]:
        milik = self._indikator
        return (
            Kolom("nomor", "No", lambda t: milik[t.adopsi_id].nomor, "nomor", 6, tetap=True),
            Kolom(
                "nama",
                "Indikator",
                lambda t: milik[t.adopsi_id].nama,
                lebar=46,
                tautan=lambda t: self.url("indikator", milik[t.adopsi_id].nomor),
                tetap=True,
                penuh=True,
            ),
            Kolom("sumber", "Sumber", lambda t: t.get_sumber_display(), lebar=20),
            Kolom("periode", "Periode", lambda t: NAMA_TRIWULAN[t.triwulan], urut=lambda t: t.triwulan),
            Kolom("target", "Target", self._target, "persen"),
            Kolom("penanggung_jawab", "Penanggung jawab", self._subbagian, lebar=30, penuh=True),
            Kolom("catatan", "Catatan", lambda t: t.catatan, lebar=36, penuh=True),
            Kolom("perjanjian", "Perjanjian kinerja", self._perjanjian, lebar=36, awal=False, penuh=True),
            Kolom("versi", "Versi", lambda t: t.perjanjian.versi if t.perjanjian else None, "nomor", 7, awal=False),
            Kolom(
                "tanggal", "Tanggal perjanjian", lambda t: t.perjanjian and t.perjanjian.tanggal, "tanggal", awal=False
            ),
        )

    def _target(self, target: Target) -> Cell:
        return target_cell(self._indikator[target.adopsi_id], fakta_target(target))

    def _subbagian(self, target: Target) -> str:
        return self._indikator[target.adopsi_id].penanggung_jawab

    def _perjanjian(self, target: Target) -> str:
        return target.perjanjian.nama if target.perjanjian else ""
