"""Serapan, efisiensi (E, NE), capaian RO, months, the scales of NKA and IKPA. Pure, over whole rupiah and ratios.

Rules: PMK 214/2017 and PMK 22/2021 for E and NE, PMK 107/2024 for NKA; domain notes §5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

# What every table and diagram says when a year has no budget.
TANPA_ANGGARAN = "Anggaran tahun ini belum dimuat. Masukkan DIPA dan realisasinya."
# In rupiah, without their signs: no database adds up more than this exactly, whatever the order of the lines.
MAKS_JUMLAH = 10**18 - 1


def serapan(realisasi: int | Fraction, pagu: int | Fraction) -> Fraction | None:
    """realisasi ÷ pagu × 100 in percent; None when there is no pagu to spend from.

    >>> serapan(0, 3000)
    Fraction(0, 1)
    """
    return Fraction(realisasi, pagu) * 100 if pagu else None


@dataclass(frozen=True, slots=True)
class RincianOutput:
    """What efisiensi needs of one RO: pagu and realisasi in rupiah, capaian as a ratio (1 = 100%), None if missing."""

    pagu: int | Fraction
    realisasi: int | Fraction | None
    capaian: Fraction | Decimal | None

    def bagian(self, porsi: Fraction | Decimal | int) -> "RincianOutput":
        """A share of this RO in percent: pagu and realisasi are divided, capaian stays."""
        bagi = Fraction(porsi) / 100
        return RincianOutput(self.pagu * bagi, None if self.realisasi is None else self.realisasi * bagi, self.capaian)


@dataclass(frozen=True, slots=True)
class Efisiensi:
    """E in percent with its working (seharusnya = Σ pagu × capaian, in rupiah), or the reason why it is undefined."""

    nilai: Fraction | None
    seharusnya: Fraction | None = None
    realisasi: int | Fraction = 0
    alasan: str = ""


def efisiensi(ro: Iterable[RincianOutput]) -> Efisiensi:
    """E = Σ(pagu × capaian − realisasi) ÷ Σ(pagu × capaian) × 100.

    A missing capaian is never taken as 100%, a missing realisasi never as 0: E is then undefined. Worked: pagu 4/1/5
    bn, capaian 1,22/0,80/1,42, realisasi 3,8/0,975/4,725 bn → 25,665%.
    """
    semua = list(ro)
    if not semua:
        return Efisiensi(None, alasan="Belum ada rincian output.")
    realisasi = sum(r.realisasi for r in semua if r.realisasi is not None)
    if belum := sum(r.realisasi is None for r in semua):
        return Efisiensi(None, alasan=f"Realisasi {belum} dari {len(semua)} rincian output belum dimuat.")
    seharusnya = Fraction(0)
    tanpa = 0
    for r in semua:
        if r.capaian is None:
            tanpa += 1
        else:
            seharusnya += r.pagu * Fraction(r.capaian)
    if tanpa:
        return Efisiensi(None, alasan=f"Capaian {tanpa} dari {len(semua)} rincian output belum diisi.")
    if seharusnya == 0:
        return Efisiensi(None, seharusnya, realisasi, "Pagu atau capaian semua rincian output 0.")
    return Efisiensi((seharusnya - realisasi) / seharusnya * 100, seharusnya, realisasi)


def nilai_efisiensi(e: Fraction | Decimal) -> Fraction:
    """NE = 50 + E ÷ 20 × 50, E held between −20 and 20 percent, so NE lies between 0 and 100.

    >>> nilai_efisiensi(Fraction(25)), nilai_efisiensi(Fraction(0))
    (Fraction(100, 1), Fraction(50, 1))
    """
    terbatas = max(Fraction(-20), min(Fraction(20), Fraction(e)))
    return 50 + terbatas / 20 * 50


def capaian_ro(target: Decimal | None, realisasi: Decimal | None, dinyatakan: Decimal | None) -> Fraction | None:
    """Capaian of an RO as a ratio: realised ÷ target volume; without both volumes what was stated (persen) ÷ 100.

    >>> capaian_ro(Decimal(4), Decimal(3), None), capaian_ro(Decimal(4), None, Decimal(90))
    (Fraction(3, 4), Fraction(9, 10))
    """
    if target and realisasi is not None:
        return Fraction(realisasi) / Fraction(target)
    return None if dinyatakan is None else Fraction(dinyatakan) / 100


def capaian_diasumsikan(
    target: Decimal | None, realisasi: Decimal | None, dinyatakan: Decimal | None, asumsi: bool
) -> bool:
    """Whether :func:`capaian_ro` of these is one that was only assumed: volumes that are known leave no room for it.

    >>> seratus = Decimal(100)
    >>> capaian_diasumsikan(None, None, seratus, True), capaian_diasumsikan(seratus, seratus, seratus, True)
    (True, False)
    """
    return asumsi and dinyatakan is not None and not (target and realisasi is not None)


# NKA: above the limit (PMK 107/2024). IKPA: from the limit on. Two scales, never shared.
_NKA = ((90, "Sangat baik"), (80, "Baik"), (60, "Cukup"), (50, "Kurang"), (0, "Sangat kurang"))
_IKPA = ((95, "Sangat baik"), (89, "Baik"), (70, "Cukup"), (0, "Kurang"))


def kategori_nka(nilai: Decimal) -> str:
    """The category of a nilai kinerja anggaran.

    >>> kategori_nka(Decimal("93.71")), kategori_nka(Decimal(90)), kategori_nka(Decimal(50))
    ('Sangat baik', 'Baik', 'Sangat kurang')
    """
    return next((nama for batas, nama in _NKA if nilai > batas), _NKA[-1][1])


def kategori_ikpa(nilai: Decimal) -> str:
    """The category of an indikator kinerja pelaksanaan anggaran.

    >>> kategori_ikpa(Decimal(95)), kategori_ikpa(Decimal("88.99")), kategori_ikpa(Decimal(1))
    ('Sangat baik', 'Cukup', 'Kurang')
    """
    return next((nama for batas, nama in _IKPA if nilai >= batas), _IKPA[-1][1])


def skala_nka() -> list[tuple[str, str]]:
    """The scale of NKA as people read it, from the best category down.

    >>> skala_nka()[0], skala_nka()[1], skala_nka()[-1]
    (('Sangat baik', 'di atas 90'), ('Baik', 'di atas 80 sampai 90'), ('Sangat kurang', '50 atau kurang'))
    """
    rentang = [f"di atas {_NKA[0][0]}"]
    rentang += [f"di atas {bawah} sampai {atas}" for (atas, _), (bawah, _) in pairwise(_NKA[:-1])]
    return [(nama, teks) for (_, nama), teks in zip(_NKA, [*rentang, f"{_NKA[-2][0]} atau kurang"], strict=True)]


def skala_ikpa() -> list[tuple[str, str]]:
    """The scale of IKPA as people read it, from the best category down.

    >>> skala_ikpa()[0], skala_ikpa()[1], skala_ikpa()[-1]
    (('Sangat baik', '95 atau lebih'), ('Baik', '89 sampai di bawah 95'), ('Kurang', 'di bawah 70'))
    """
    rentang = [f"{_IKPA[0][0]} atau lebih"]
    rentang += [f"{bawah} sampai di bawah {atas}" for (atas, _), (bawah, _) in pairwise(_IKPA[:-1])]
    return [(nama, teks) for (_, nama), teks in zip(_IKPA, [*rentang, f"di bawah {_IKPA[-2][0]}"], strict=True)]


@dataclass(frozen=True, slots=True)
class NilaiBulan:
    """What was spent in a month (1–12), or in several months together when states are missing in between.

    dari is the first month that it covers, sampai the last; kumulatif is the state at the end of ``sampai``. jumlah is
    negative when more was returned than spent.
    """

    dari: int
    sampai: int
    jumlah: int
    kumulatif: int

    @property
    def gabungan(self) -> bool:
        return self.dari != self.sampai


def bulanan(kumulatif: Sequence[int | None]) -> list[NilaiBulan]:
    """Months derived from the twelve cumulative amounts at the ends of the months (None where no state is known).

    A month after a gap covers the gap too, because nobody can divide it; months after the last state have no value.
    The amounts always add up to the last cumulative one. Worked: (100, None, 250, 240, …) → January 100,
    February–March 150, April −10.

    >>> [(b.dari, b.sampai, b.jumlah) for b in bulanan([100, None, 250, 240] + [None] * 8)]
    [(1, 1, 100), (2, 3, 150), (4, 4, -10)]
    """
    hasil, sebelum, dari = [], 0, 1
    for bulan, jumlah in enumerate(kumulatif, start=1):
        if jumlah is not None:
            hasil.append(NilaiBulan(dari, bulan, jumlah - sebelum, jumlah))
            sebelum, dari = jumlah, bulan + 1
    return hasil


def hanya_setahun(kumulatif: Sequence[int | None]) -> bool:
    """Whether nothing but the end of the year is known: such a year has a total and no months.

    >>> hanya_setahun([None] * 11 + [5]), hanya_setahun([None] * 10 + [4, 5]), hanya_setahun([None] * 12)
    (True, False, False)
    """
    return [bulan for bulan, jumlah in enumerate(kumulatif, start=1) if jumlah is not None] == [12]


def deviasi(realisasi: int, rencana: int) -> Fraction | None:
    """How far the spending is from its plan: (realisasi − rencana) ÷ rencana × 100 in percent; None without a plan.

    >>> deviasi(90, 100)
    Fraction(-10, 1)
    """
    return Fraction(realisasi - rencana, rencana) * 100 if rencana else None
