"""The two comparisons as a page sees them: what is chosen, its table and diagrams, and the form that chooses."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from apps.laporan.charts.chart import Chart
from apps.laporan.outline import Outline
from apps.laporan.perbandingan.anggaran import GrafikAnggaran
from apps.laporan.perbandingan.kinerja import susun_grafik, tidak_digambar
from apps.laporan.perbandingan.pilihan import (
    GAMBAR,
    Acuan,
    Parameter,
    Pilihan,
    Tersedia,
    Ukuran,
    alamat,
    baca,
    tulis_tahun,
)
from apps.laporan.perbandingan.pilihan_anggaran import (
    PilihanAnggaran,
    SudutAnggaran,
    Tingkat,
    alamat_anggaran,
    baca_anggaran,
)
from apps.laporan.report import Report
from apps.laporan.table import Table
from apps.laporan.tables.perbandingan import SELURUHNYA, PerbandinganAnggaran, PerbandinganKinerja
from apps.pengukuran.formulas import Posisi

NAMA_UKURAN = {
    Ukuran.TARGET: "Target",
    Ukuran.REALISASI: "Realisasi",
    Ukuran.CAPAIAN: "Capaian",
    Ukuran.SELISIH: "Selisih realisasi dan target",
    Ukuran.KATEGORI: "Kategori",
}
NAMA_ACUAN = {Acuan.NASIONAL: "Target nasional", Acuan.RENSTRA: "Target Renstra"}


@dataclass(frozen=True, slots=True)
class Butir:
    """One thing that can be ticked."""

    nilai: str
    label: str
    terpilih: bool


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Things to tick below a heading of their own; judul "" is none."""

    judul: str
    butir: tuple[Butir, ...]


@dataclass(frozen=True, slots=True)
class Isian:
    """A fieldset: several values of one parameter, or with tunggal just one. semua offers to tick all of a group."""

    legenda: str
    nama: str
    kelompok: tuple[Kelompok, ...]
    tunggal: bool = False
    semua: bool = False
    petunjuk: str = ""


@dataclass(frozen=True, slots=True)
class SiapPakai:
    """A ready-made choice: its name and its address."""

    label: str
    alamat: str


class Topik(ABC):
    """What is compared. alamat is the one address of the choice, pesan what must be said about the one asked for."""

    slug: str
    alamat: str
    pesan: tuple[str, ...]
    outline: Outline

    @abstractmethod
    def laporan(self) -> Report:
        """The report class of the choice."""

    @abstractmethod
    def grafik(self) -> list[Chart]:
        """The diagrams of the choice."""

    @abstractmethod
    def isian(self) -> list[Isian]:
        """The form."""

    @abstractmethod
    def siap_pakai(self) -> list[SiapPakai]:
        """Choices that are asked for again and again."""

    @property
    @abstractmethod
    def ringkas(self) -> str:
        """The choice in a few words."""

    def catatan_grafik(self) -> str:
        """What the diagrams leave out; "" when nothing."""
        return ""

    def tabel(self) -> Table:
        """The table of the choice."""
        return self.outline.build(self.laporan())


class TopikKinerja(Topik):
    """Indicators over the years."""

    slug = "kinerja"

    def __init__(self, outline: Outline, parameter: Parameter) -> None:
        kinerja = outline.fakta.kinerja
        rencana = tuple(kinerja.renstra.tahun) if kinerja.renstra else (outline.ctx.tahun,)
        berangka = {tahun for i in kinerja.indikator for tahun in i.realisasi}
        nomor = tuple(sorted(i.nomor for i in kinerja.indikator))
        self.outline = outline
        self.tersedia = Tersedia(nomor, tuple(sorted({*rencana, *berangka})), rencana)
        self.pilihan, self.pesan = baca(parameter, self.tersedia)
        self.alamat = alamat(self.pilihan, self.tersedia)

    def laporan(self) -> Report:
        return PerbandinganKinerja(self.pilihan)

    def grafik(self) -> list[Chart]:
        return susun_grafik(self.pilihan, self.outline.fakta, self.outline.ctx)

    def catatan_grafik(self) -> str:
        return tidak_digambar(self.pilihan, self.outline.fakta)

    @property
    def ringkas(self) -> str:
        ukuran = ", ".join(ukuran.value for ukuran in self.pilihan.ukuran)
        return f"{len(self.pilihan.indikator)} indikator · {tulis_tahun(self.pilihan.tahun)} · {ukuran}"

    def isian(self) -> list[Isian]:
        pilihan, akhir = self.pilihan, self.outline.ctx.tahun_akhir
        sasaran = tuple(
            Kelompok(
                f"SS {s.nomor}. {s.nama}",
                tuple(Butir(str(i.nomor), f"{i.nomor}. {i.nama}", i.nomor in pilihan.indikator) for i in s.indikator),
            )
            for s in self.outline.fakta.kinerja.sasaran
        )
        acuan = [(a.value, f"{NAMA_ACUAN[a]} {akhir}", a in pilihan.acuan) for a in Acuan]
        return [
            Isian("Ukuran", "u", _satu((u.value, NAMA_UKURAN[u], u in pilihan.ukuran) for u in Ukuran)),
            _tahun(self.tersedia.tahun, pilihan.tahun),
            Isian("Indikator", "i", sasaran, semua=True),
            Isian("Garis acuan", "garis", _satu(acuan)),
            Isian(
                "Ukuran dalam diagram",
                "sudut",
                _satu((u.value, NAMA_UKURAN[u], u is pilihan.sudut) for u in GAMBAR),
                tunggal=True,
            ),
        ]

    def siap_pakai(self) -> list[SiapPakai]:
        semua = Pilihan(self.tersedia.indikator, self.tersedia.bawaan)
        rentang, tahun = tulis_tahun(self.tersedia.bawaan), self.outline.ctx.tahun
        pilihan = [
            (f"Semua capaian {rentang}", semua),
            ("Target, realisasi, dan capaian", replace(semua, ukuran=SELURUHNYA)),
            (
                "Realisasi terhadap target nasional",
                replace(semua, ukuran=(Ukuran.REALISASI,), acuan=(Acuan.NASIONAL,), sudut=Ukuran.REALISASI),
            ),
        ]
        kinerja = self.outline.fakta.kinerja
        kurang = [i.nomor for i in kinerja.indikator if kinerja.capaian(i).posisi is Posisi.DI_BAWAH]
        if kurang:
            pilihan.insert(1, (f"Hanya di bawah 100% pada {tahun}", replace(semua, indikator=tuple(sorted(kurang)))))
        # What the page would cut down is not offered as it stands.
        return [SiapPakai(nama, alamat(self._muat(satu), self.tersedia)) for nama, satu in pilihan]

    def _muat(self, pilihan: Pilihan) -> Pilihan:
        parameter = {
            "i": [str(n) for n in pilihan.indikator],
            "t": [str(t) for t in pilihan.tahun],
            "u": [u.value for u in pilihan.ukuran],
            "garis": [a.value for a in pilihan.acuan],
            "sudut": [pilihan.sudut.value],
        }
        return baca(parameter, self.tersedia)[0]


class TopikAnggaran(Topik):
    """Programs and kegiatan over the years."""

    slug = "anggaran"

    def __init__(self, outline: Outline, parameter: Parameter) -> None:
        self.outline = outline
        self.tahun = tuple(sorted(outline.fakta.anggaran_tahunan))
        self.pilihan, self.pesan = baca_anggaran(parameter, self.tahun)
        self.alamat = alamat_anggaran(self.pilihan, self.tahun)

    def laporan(self) -> Report:
        return PerbandinganAnggaran(self.pilihan)

    def grafik(self) -> list[Chart]:
        if not self.pilihan.tahun:
            return []
        return [GrafikAnggaran(self.pilihan).build(self.outline.fakta, self.outline.ctx)]

    @property
    def ringkas(self) -> str:
        return f"per {self.pilihan.tingkat.value} · {tulis_tahun(self.pilihan.tahun) or 'belum ada tahun beranggaran'}"

    def isian(self) -> list[Isian]:
        pilihan = self.pilihan
        tingkat = {Tingkat.PROGRAM: "Program", Tingkat.KEGIATAN: "Program dan kegiatan"}
        return [
            *([_tahun(self.tahun, pilihan.tahun)] if self.tahun else []),
            Isian(
                "Rincian",
                "tingkat",
                _satu((t.value, label, t is pilihan.tingkat) for t, label in tingkat.items()),
                tunggal=True,
            ),
            Isian(
                "Ukuran dalam diagram",
                "sudut",
                _satu((s.value, s.value.capitalize(), s is pilihan.sudut) for s in SudutAnggaran),
                tunggal=True,
            ),
        ]

    def siap_pakai(self) -> list[SiapPakai]:
        semua = PilihanAnggaran(self.tahun)
        pilihan = [
            ("Semua program dan kegiatan", semua),
            ("Per program", replace(semua, tingkat=Tingkat.PROGRAM)),
            ("Serapan per kegiatan", replace(semua, sudut=SudutAnggaran.SERAPAN)),
        ]
        return [SiapPakai(nama, alamat_anggaran(satu, self.tahun)) for nama, satu in pilihan]


def _satu(butir: Iterable[tuple[str, str, bool]]) -> tuple[Kelompok, ...]:
    return (Kelompok("", tuple(Butir(*satu) for satu in butir)),)


def _tahun(tersedia: Sequence[int], terpilih: Sequence[int]) -> Isian:
    return Isian("Tahun", "t", _satu((str(t), str(t), t in terpilih) for t in tersedia))


TOPIK: dict[str, Callable[[Outline, Any], Topik]] = {"kinerja": TopikKinerja, "anggaran": TopikAnggaran}
