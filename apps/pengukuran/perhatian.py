"""What deserves attention in the figures of a period: rules declared as data. Pure: no Django.

A rule is a name, a tone, the place where one acts, and a function that says in a sentence why an indicator is on the
list, or nothing. A new rule is a new line in ATURAN, whose order is the order of the list.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from apps.pengukuran.formulas import NOL_TERLEWATI, Capaian, Posisi
from apps.ui.numbers import format_angka, format_persen

# Below this capaian (percent) an indicator is named however the office calls the category; beyond the other its target
# is asked about. Choices, told in the guide.
RENDAH = Fraction(70)
TINGGI = Fraction(120)


class Tempat(StrEnum):
    """Where one acts: the value itself, its causes, its evidence; or only looks."""

    NILAI = "nilai"
    HAMBATAN = "hambatan"
    BUKTI = "bukti"
    INDIKATOR = "indikator"


@dataclass(frozen=True, slots=True)
class Amatan:
    """What the rules look at: one indicator in one period.

    capaian_lalu is the reliable capaian of the year before (percent), None when there is none to compare with;
    dikerjakan says whether the period runs through the workflow, where causes and evidence are owed; hari_terlambat
    counts the days since the deadline of what is not handed in; dari_triwulan is what the quarters make up beside the
    value of the year (setahun), both as printed, so that an average is not told apart from its rounding.
    """

    nomor: int
    nama: str
    subbagian_id: int
    capaian: Capaian
    tahun_lalu: int = 0
    capaian_lalu: Fraction | None = None
    kejanggalan: tuple[str, ...] = ()
    dikerjakan: bool = False
    terisi: bool = False
    terukur: bool = False
    ada_hambatan: bool = False
    ada_bukti: bool = False
    hari_terlambat: int = 0
    setahun: str = ""
    dari_triwulan: str = ""

    @property
    def penurunan(self) -> Fraction:
        """Points of capaian lost since last year; 0 when it rose or cannot be compared."""
        if self.capaian.nilai is None or self.capaian_lalu is None:
            return Fraction(0)
        return max(self.capaian_lalu - self.capaian.nilai, Fraction(0))


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule; kalimat gets an indicator and all of them, and answers "" where it does not apply."""

    kode: str
    nama: str
    nada: str
    tempat: Tempat
    kalimat: Callable[[Amatan, Sequence[Amatan]], str]


@dataclass(frozen=True, slots=True)
class Temuan:
    """A rule that applies to an indicator, and why."""

    aturan: Aturan
    amatan: Amatan
    kalimat: str


@dataclass(frozen=True, slots=True)
class Perhatian:
    """An indicator with everything that was found about it, the weightiest first."""

    amatan: Amatan
    temuan: tuple[Temuan, ...]


def _terlambat(a: Amatan, semua: Sequence[Amatan]) -> str:
    return f"Belum diajukan, tenggat lewat {a.hari_terlambat} hari." if a.hari_terlambat > 0 else ""


def _rendah(a: Amatan, semua: Sequence[Amatan]) -> str:
    if a.capaian.alasan == NOL_TERLEWATI:
        return "Target 0 tidak tercapai."
    if a.capaian.nilai is None:
        return "Tingkatnya di bawah target." if a.capaian.posisi is Posisi.DI_BAWAH else ""
    return f"Capaian {format_persen(a.capaian.nilai)}, di bawah 70%." if a.capaian.nilai < RENDAH else ""


def _tanpa_hambatan(a: Amatan, semua: Sequence[Amatan]) -> str:
    kurang = a.dikerjakan and a.capaian.posisi is Posisi.DI_BAWAH and not a.ada_hambatan
    return "Di bawah target, hambatannya belum dijelaskan." if kurang else ""


def _turun_terbanyak(a: Amatan, semua: Sequence[Amatan]) -> str:
    terbanyak = max(satu.penurunan for satu in semua)
    if not a.penurunan or a.penurunan != terbanyak or a.capaian.nilai is None or a.capaian_lalu is None:
        return ""
    return (
        f"Capaian turun paling banyak: {format_angka(a.penurunan)} poin sejak {a.tahun_lalu} "
        f"({format_persen(a.capaian_lalu)} menjadi {format_persen(a.capaian.nilai)})."
    )


def _janggal(a: Amatan, semua: Sequence[Amatan]) -> str:
    return " ".join(a.kejanggalan)


def _lain_dari_triwulan(a: Amatan, semua: Sequence[Amatan]) -> str:
    beda = a.dari_triwulan and a.dari_triwulan != a.setahun
    return f"Setahun {a.setahun}, dari triwulan {a.dari_triwulan}." if beda else ""


def _tanpa_bukti(a: Amatan, semua: Sequence[Amatan]) -> str:
    return "Belum ada bukti dukung." if a.dikerjakan and a.terukur and not a.ada_bukti else ""


def _target_rendah(a: Amatan, semua: Sequence[Amatan]) -> str:
    nilai = a.capaian.tanpa_batas
    return f"Capaian {format_persen(nilai)}: target terlalu rendah?" if nilai is not None and nilai > TINGGI else ""


ATURAN: tuple[Aturan, ...] = (
    Aturan("terlambat", "Terlambat", "bad", Tempat.NILAI, _terlambat),
    Aturan("rendah", "Capaian rendah", "bad", Tempat.INDIKATOR, _rendah),
    Aturan("hambatan", "Hambatan belum dijelaskan", "warn", Tempat.HAMBATAN, _tanpa_hambatan),
    Aturan("turun", "Turun paling banyak", "warn", Tempat.INDIKATOR, _turun_terbanyak),
    Aturan("janggal", "Nilai tidak biasa", "warn", Tempat.NILAI, _janggal),
    Aturan("triwulan", "Tidak sama dengan triwulannya", "warn", Tempat.NILAI, _lain_dari_triwulan),
    Aturan("bukti", "Bukti belum ada", "warn", Tempat.BUKTI, _tanpa_bukti),
    Aturan("target", "Target terlalu rendah?", "good", Tempat.INDIKATOR, _target_rendah),
)


def temuan(amatan: Iterable[Amatan], aturan: Sequence[Aturan] = ATURAN) -> list[Perhatian]:
    """The indicators that deserve attention: by the weight of their first finding, then the lowest capaian first.

    >>> rendah = Amatan(8, "Disabilitas", 1, Capaian(Fraction(5966, 100), Fraction(5966, 100), Posisi.DI_BAWAH))
    >>> [[t.kalimat for t in p.temuan] for p in temuan([rendah])]
    [['Capaian 59,66%, di bawah 70%.']]
    """
    semua = list(amatan)
    found = []
    for a in semua:
        milik = tuple(Temuan(satu, a, kalimat) for satu in aturan if (kalimat := satu.kalimat(a, semua)))
        if milik:
            found.append(Perhatian(a, milik))
    urutan = {satu.kode: index for index, satu in enumerate(aturan)}
    return sorted(found, key=lambda p: (urutan[p.temuan[0].aturan.kode], _rendah_dulu(p.amatan), p.amatan.nomor))


def _rendah_dulu(a: Amatan) -> Fraction:
    return Fraction(-1) if a.capaian.nilai is None else a.capaian.nilai
