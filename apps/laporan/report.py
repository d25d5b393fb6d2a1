"""What a report class is, and what it may know: facts fetched on demand, and the context of one report.

A report declares slug, title, header and rows. It knows no request, template, workbook or query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from apps.anggaran.facts import FaktaAnggaran, FaktaBulanan, FaktaPos, fetch_anggaran, fetch_bulanan
from apps.anggaran.facts.keluaran import FaktaKeluaran, fetch_keluaran
from apps.anggaran.facts.ringkas import RingkasAnggaran, fetch_ringkas
from apps.anggaran.facts.sasaran import FaktaDukungan, fetch_dukungan
from apps.anggaran.rekonsiliasi import Rekonsiliasi, fetch_rekonsiliasi
from apps.laporan.table import Column, Group, Row, Table
from apps.organisasi.facts import FaktaDivisi, FaktaKorwil, fetch_divisi, fetch_korwil
from apps.organisasi.models import Entitas
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran, fetch_kinerja
from apps.pengukuran.models import TabelPendukung
from apps.perencanaan.models import PrioritasNasional
from apps.siklus.facts import akhir_triwulan, tahun_belum_disahkan
from apps.ui.numbers import format_tanggal


@dataclass(frozen=True, slots=True)
class FaktaTabelPendukung:
    """A supporting table as it was entered: column titles, rows of (cells, mark), and a note."""

    kolom: tuple[str, ...]
    baris: tuple[tuple[tuple[str, ...], str], ...]
    catatan: str


@dataclass(frozen=True, slots=True)
class FaktaPrioritas:
    """A line of the national priorities."""

    prioritas: str
    program: str
    kegiatan: str
    proyek: str


class Fakta:
    """All facts of one entitas and year. Each part is fetched once, on first use, in a fixed number of queries."""

    def __init__(self, entitas: Entitas, tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False) -> None:
        """With a triwulan this year's figures are those of the quarter; hanya_disahkan leaves out unapproved ones."""
        self.entitas = entitas
        self.tahun = tahun
        self.triwulan = triwulan
        self.hanya_disahkan = hanya_disahkan

    @cached_property
    def kinerja(self) -> FaktaKinerja:
        return fetch_kinerja(self.entitas, self.tahun, triwulan=self.triwulan, hanya_disahkan=self.hanya_disahkan)

    @cached_property
    def _tertahan(self) -> frozenset[int]:
        """The years that are left out because they are not approved."""
        return tahun_belum_disahkan(self.entitas.pk) if self.hanya_disahkan else frozenset()

    @cached_property
    def anggaran_tahunan(self) -> dict[int, FaktaAnggaran]:
        """The budgets of all years of the plan that have one."""
        renstra = self.kinerja.renstra
        awal, akhir = (renstra.tahun_awal, renstra.tahun_akhir) if renstra else (self.tahun, self.tahun)
        semua = fetch_anggaran(self.entitas.satker, awal, akhir)
        return {tahun: anggaran for tahun, anggaran in semua.items() if tahun not in self._tertahan}

    @property
    def anggaran(self) -> FaktaAnggaran | None:
        """This year's budget; None when there is none."""
        return self.anggaran_tahunan.get(self.tahun)

    @cached_property
    def ringkas(self) -> RingkasAnggaran | None:
        """This year's budget by program, of a quarter as of its end; None when there is none."""
        if self.tahun in self._tertahan:
            return None
        sampai = akhir_triwulan(self.tahun, self.triwulan) if self.triwulan else None
        return fetch_ringkas(self.entitas.satker, self.tahun, sampai)

    @cached_property
    def dukungan(self) -> FaktaDukungan | None:
        """How this year's budget is divided over the indicators; None when there is no budget."""
        return fetch_dukungan(self.entitas, self.anggaran) if self.anggaran else None

    @cached_property
    def keluaran(self) -> list[tuple[FaktaPos, FaktaKeluaran]]:
        """This year's RO with what is known of their output."""
        return fetch_keluaran(self.anggaran) if self.anggaran else []

    @cached_property
    def rekonsiliasi(self) -> Rekonsiliasi:
        """What other sources say otherwise of this year's budget; empty where the year is withheld."""
        if self.tahun in self._tertahan:
            return Rekonsiliasi()
        return fetch_rekonsiliasi(self.entitas.satker, self.tahun)

    @cached_property
    def bulanan(self) -> FaktaBulanan | None:
        """The months of this year's budget; None when there is none."""
        return fetch_bulanan(self.anggaran) if self.anggaran else None

    @cached_property
    def divisi(self) -> list[FaktaDivisi]:
        return fetch_divisi(self.entitas.satker, self.tahun)

    @cached_property
    def korwil(self) -> list[FaktaKorwil]:
        return fetch_korwil(self.entitas.satker, self.tahun)

    @cached_property
    def prioritas(self) -> list[FaktaPrioritas]:
        baris = PrioritasNasional.objects.filter(entitas=self.entitas, tahun=self.tahun).order_by("urutan")
        return [FaktaPrioritas(p.prioritas, p.program, p.kegiatan, p.proyek) for p in baris]

    @cached_property
    def tabel_pendukung(self) -> dict[int, FaktaTabelPendukung]:
        """This year's supporting tables, by adoption."""
        if self.tahun in self._tertahan:
            return {}
        tabel = (
            TabelPendukung.objects.filter(adopsi__entitas=self.entitas, tahun=self.tahun)
            .prefetch_related("baris")
            .order_by("adopsi")
        )
        return {
            t.adopsi_id: FaktaTabelPendukung(
                tuple(t.kolom), tuple((tuple(b.isi), b.tanda) for b in t.baris.all()), t.catatan
            )
            for t in tabel
        }


@dataclass(frozen=True)
class Konteks:
    """Where a report stands: which office, which year, and for repeated tables which sasaran or indicator."""

    satker: str
    kunci: str
    tahun: int
    tahun_awal: int
    tahun_akhir: int
    keadaan_per: date | None = None
    triwulan: int = 0
    keadaan: str = ""
    sasaran: FaktaSasaran | None = None
    indikator: FaktaIndikator | None = None

    @property
    def sasaran_ini(self) -> FaktaSasaran:
        """The sasaran that a repeated table stands below. Raises LookupError outside one."""
        if self.sasaran is None:
            raise LookupError("Tabel ini hanya ada di bawah sebuah sasaran.")
        return self.sasaran

    @property
    def indikator_ini(self) -> FaktaIndikator:
        """The indicator that a repeated table stands below. Raises LookupError outside one."""
        if self.indikator is None:
            raise LookupError("Tabel ini hanya ada di bawah sebuah indikator.")
        return self.indikator

    @property
    def rentang(self) -> str:
        """The years of the plan as the LKj writes them: "2020-2024"."""
        if self.tahun_awal == self.tahun_akhir:
            return str(self.tahun_awal)
        return f"{self.tahun_awal}-{self.tahun_akhir}"

    @property
    def rentang_pendek(self) -> str:
        """The years of the plan where there is little room: "2020–24"."""
        if self.tahun_awal == self.tahun_akhir:
            return str(self.tahun_awal)
        return f"{self.tahun_awal}–{self.tahun_akhir % 100:02d}"

    @property
    def tahun_lalu(self) -> range:
        """The years of the plan before this one; empty in its first year."""
        return range(self.tahun_awal, self.tahun)

    @property
    def subjudul(self) -> str:
        """The line below a caption: office, date of the data, and how far its figures are."""
        return f"{self.asal} · {self.keadaan.removesuffix('.')}" if self.keadaan else self.asal

    @property
    def asal(self) -> str:
        """Whose report it is, and the date of its data."""
        keadaan = f" · keadaan {format_tanggal(self.keadaan_per)}" if self.keadaan_per else ""
        return f"{self.satker} · Tahun {self.tahun}{keadaan}"


class Report:
    """Base of all report tables. Subclasses declare; :meth:`build` puts the table together."""

    slug: ClassVar[str]
    empty_reason: ClassVar[str] = "Belum ada data untuk tahun ini."
    numbered_columns: ClassVar[bool] = False
    fold_below: ClassVar[int | None] = None

    def title(self, ctx: Konteks) -> str:
        raise NotImplementedError

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        raise NotImplementedError

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        """Return the rows and the notes below the table."""
        raise NotImplementedError

    def intro(self, ctx: Konteks) -> list[tuple[str, str]]:
        """Labelled lines above the table."""
        return []

    def address(self, ctx: Konteks) -> str:
        """The slug with its parameter: what stays when numbers move."""
        if ctx.indikator:
            return f"{self.slug}/{ctx.indikator.nomor}"
        return f"{self.slug}/{ctx.sasaran.nomor}" if ctx.sasaran else self.slug

    def build(self, fakta: Fakta, ctx: Konteks, number: int | None = None) -> Table:
        """Lay the facts out as a finished table."""
        rows, notes = self.rows(fakta, ctx)
        return Table(
            slug=self.address(ctx),
            title=self.title(ctx),
            header=tuple(self.header(fakta, ctx)),
            rows=tuple(rows),
            number=number,
            intro=tuple(self.intro(ctx)),
            notes=tuple(notes),
            empty_reason="" if rows else self.empty_reason,
            numbered_columns=self.numbered_columns,
            subtitle=ctx.subjudul,
            fold_below=self.fold_below,
        )
