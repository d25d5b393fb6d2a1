"""Capaian and kategori. Pure functions over exact numbers; the only place where they are calculated.

Percentages use the scale 0–100. Rules: LKj 2024 BAB III.A (the two formulas and the categories) and domain notes §3.
An undefined capaian is never 0: it has no value, carries its reason, and stays out of every average. Where it is
certain that the target was missed, it counts as below all the same (docs/adr/0016).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Exact = int | Decimal | Fraction
SERATUS = Fraction(100)
# More than nothing where nothing may be: no percentage can tell it, so the reason has to.
NOL_TERLEWATI = "Target 0 tidak tercapai; persentasenya tidak dapat dihitung."


class Arah(StrEnum):
    """Which way is better."""

    MAKSIMAL = "maksimal"
    MINIMAL = "minimal"
    STABIL = "stabil"


class Posisi(StrEnum):
    """Where a realisasi stands against its target, before any cap."""

    DI_ATAS = "di_atas"
    TEPAT = "tepat"
    DI_BAWAH = "di_bawah"


@dataclass(frozen=True, slots=True)
class Tingkat:
    """A level of an ordinal scale: peringkat 1 is the best; skor is the numeric score behind it, if known."""

    kode: str
    peringkat: int
    skor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Capaian:
    """A capaian in percent, or the reason why there is none.

    nilai is limited by the cap of the Renstra, tanpa_batas is not; posisi counts from the uncapped value; catatan is a
    remark for the reader ("melampaui target").
    """

    nilai: Fraction | None = None
    tanpa_batas: Fraction | None = None
    posisi: Posisi | None = None
    alasan: str = ""
    catatan: str = ""


def posisi_dari(capaian: Fraction) -> Posisi:
    """Compare an uncapped capaian with exactly 100."""
    if capaian == SERATUS:
        return Posisi.TEPAT
    return Posisi.DI_ATAS if capaian > SERATUS else Posisi.DI_BAWAH


def tidak_terdefinisi(alasan: str) -> Capaian:
    """A capaian that does not exist, with its reason in Indonesian."""
    return Capaian(alasan=alasan)


def _selesai(mentah: Fraction, batas: int | None, catatan: str = "") -> Capaian:
    if batas is not None and mentah > batas:
        return Capaian(Fraction(batas), mentah, posisi_dari(mentah), catatan=f"Dibatasi {batas}% menurut Renstra.")
    return Capaian(mentah, mentah, posisi_dari(mentah), catatan=catatan)


def capaian_numerik(realisasi: Exact, target: Exact, arah: Arah, batas: int | None = None) -> Capaian:
    """Capaian of a numeric indicator in percent.

    - maksimal: R ÷ T × 100 [LKj]. 93,52 of 80 → 116,90.
    - minimal: (T − (R − T)) ÷ T × 100 [LKj]. 0,00 of 0,16 → 200; above twice the target it stays at 0 and says so.
    - stabil: R ≤ T → R ÷ T × 100, else 200 − R ÷ T × 100. 110 of 100 → 90.

    With T = 0 there is nothing to divide by: maksimal and stabil are undefined; minimal is 100 when R is 0 too, else it
    is below target without a percentage.
    batas caps the value (100, 120, or None for no cap); the uncapped value is kept.

    >>> capaian_numerik(Decimal("93.52"), 80, Arah.MAKSIMAL).nilai == Decimal("116.9")
    True
    """
    r, t = Fraction(realisasi), Fraction(target)
    if t == 0:
        if arah is not Arah.MINIMAL:
            return tidak_terdefinisi("Target 0: capaian tidak dapat dihitung.")
        if r == 0:
            return _selesai(SERATUS, batas, "Target 0 tercapai.")
        return Capaian(posisi=Posisi.DI_BAWAH, alasan=NOL_TERLEWATI)
    rasio = r / t * 100
    if arah is Arah.MAKSIMAL or (arah is Arah.STABIL and r <= t):
        return _selesai(rasio, batas)
    mentah = 200 - rasio
    if mentah < 0:
        return _selesai(Fraction(0), batas, "Realisasi lebih dari dua kali target: capaian ditetapkan 0%.")
    return _selesai(mentah, batas)


@dataclass(frozen=True, slots=True)
class Selisih:
    """realisasi − target in points, or the reason why there is none."""

    nilai: Fraction | None = None
    alasan: str = ""


def selisih_numerik(realisasi: Exact, target: Exact) -> Selisih:
    """realisasi − target in points (percentage points where both are percentages), whichever way is better.

    >>> selisih_numerik(Decimal("93.52"), 80).nilai == Decimal("13.52")
    True
    """
    return Selisih(Fraction(realisasi) - Fraction(target))


def capaian_tingkat(realisasi: Tingkat, target: Tingkat) -> Capaian:
    """Capaian of an ordinal indicator.

    At or above the target is 100 and counts as exactly reached (above is remarked). Below has no percentage and counts
    as below, unless both numeric scores are known: then it is the ratio of the scores. Rule: domain notes §3.

    >>> capaian_tingkat(Tingkat("BB", 3), Tingkat("B", 4)).nilai
    Fraction(100, 1)
    """
    if realisasi.peringkat <= target.peringkat:
        lebih = realisasi.peringkat < target.peringkat
        return Capaian(SERATUS, SERATUS, Posisi.TEPAT, catatan="Melampaui target." if lebih else "")
    if realisasi.skor is not None and target.skor:
        rasio = Fraction(realisasi.skor) / Fraction(target.skor) * 100
        return Capaian(rasio, rasio, Posisi.DI_BAWAH)
    return Capaian(posisi=Posisi.DI_BAWAH, alasan="Tidak tercapai: tingkat di bawah target tidak punya persentase.")


def persen_dari(pembilang: Exact, penyebut: Exact) -> Fraction:
    """pembilang ÷ penyebut × 100, exact. Raises ZeroDivisionError when penyebut is 0.

    >>> persen_dari(1, 3)
    Fraction(100, 3)
    """
    return Fraction(pembilang) / Fraction(penyebut) * 100


class Agregasi(StrEnum):
    """How the quarters of an indicator make up its year [Kemenkeu practice; domain notes §3]."""

    JUMLAH = "jumlah"
    TERAKHIR = "terakhir"
    RATA_RATA = "rata_rata"
    AKHIR_TAHUN = "akhir_tahun"


def dari_triwulan(nilai: Sequence[Exact], agregasi: Agregasi) -> Fraction | None:
    """The year's value from those of its quarters, in order; None without any, and for what is measured at year end.

    >>> dari_triwulan([10, 20, 30], Agregasi.RATA_RATA), dari_triwulan([10, 20, 30], Agregasi.TERAKHIR)
    (Fraction(20, 1), Fraction(30, 1))
    """
    if not nilai or agregasi is Agregasi.AKHIR_TAHUN:
        return None
    semua = [Fraction(n) for n in nilai]
    if agregasi is Agregasi.TERAKHIR:
        return semua[-1]
    jumlah = sum(semua, Fraction(0))
    return jumlah if agregasi is Agregasi.JUMLAH else jumlah / len(semua)


@dataclass(frozen=True, slots=True)
class Kategori:
    """A category of capaian: it begins at batas_bawah (percent) and ends where the next higher one begins."""

    nama: str
    batas_bawah: Decimal
    gaya: str = ""


def kategori(capaian: Exact, skala: Sequence[Kategori]) -> Kategori:
    """The category of a capaian: the one with the highest lower bound that is reached.

    Lower bounds only, so that no gap can exist (the LKj leaves 69–70 open); the lowest category takes the rest.

    >>> kategori(Decimal("81.95"), [Kategori("Kurang", Decimal(0)), Kategori("Baik", Decimal(70))]).nama
    'Baik'
    """
    menurun = sorted(skala, key=lambda k: k.batas_bawah, reverse=True)
    return next((k for k in menurun if Fraction(capaian) >= Fraction(k.batas_bawah)), menurun[-1])


@dataclass(frozen=True, slots=True)
class Rata:
    """Mean capaian of a group: over how many of its indicators it could be taken ("n dari m indikator").

    terlewat counts those that missed their target without a percentage: the mean cannot tell of them.
    """

    nilai: Fraction | None
    terukur: int
    seluruhnya: int
    terlewat: int = 0

    @property
    def luar(self) -> str:
        """What must be said beside the mean, in place of a category; "" where it tells of every miss."""
        return f"{self.terlewat} tidak tercapai di luar rata-rata" if self.terlewat else ""


def rata_capaian(capaian: Iterable[Capaian]) -> Rata:
    """Capaian of a sasaran or tujuan: mean of the defined capaian, each limited to 100.

    The limit keeps an excess from hiding a failure. Sasaran 3 of 2024: 81,95 / 62,41 / 59,66 → 68,01.
    """
    semua = list(capaian)
    ada = [min(c.nilai, SERATUS) for c in semua if c.nilai is not None]
    terlewat = sum(c.nilai is None and c.posisi is Posisi.DI_BAWAH for c in semua)
    return Rata(sum(ada, Fraction(0)) / len(ada) if ada else None, len(ada), len(semua), terlewat)


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many indicators stand above, exactly at and below 100, and how many cannot be judged."""

    di_atas: int = 0
    tepat: int = 0
    di_bawah: int = 0
    tidak_dinilai: int = 0


def hitung_posisi(capaian: Iterable[Capaian]) -> Hitungan:
    """Count positions by uncapped values. LKj 2024: 2 / 7 / 3 of 12."""
    posisi = [c.posisi for c in capaian]
    return Hitungan(
        di_atas=posisi.count(Posisi.DI_ATAS),
        tepat=posisi.count(Posisi.TEPAT),
        di_bawah=posisi.count(Posisi.DI_BAWAH),
        tidak_dinilai=posisi.count(None),
    )
