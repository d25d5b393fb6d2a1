"""Small drawings inside a line of text or a row of a list: a bullet bar and a sparkline, as geometry for a template.

They repeat for the eye what stands in words beside them, so they are hidden from readers of the screen. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from apps.laporan.charts.drawing import number
from apps.ui.numbers import round_guarded

# One unit of the bullet bar is one percent; what lies beyond the axis is cut and marked.
SUMBU, SERATUS = 120, 100
PANJANG_TERKECIL = Fraction(3, 2)
LEBAR, TINGGI, TEPI = 64, 20, 4


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar of capaian on an axis of 0 to 120 percent with its target at 100; panjang "" means nothing to draw."""

    panjang: str
    nada: str
    terpotong: bool

    @property
    def ada(self) -> bool:
        return bool(self.panjang)


def bullet(capaian: Fraction | None, nada: str = "") -> Bullet:
    """Lay out a capaian in percent (0–…); nada is the tone of its category ("ok", "good", "warn", "bad").

    >>> bullet(Fraction(8195, 100), "good").panjang, bullet(Fraction(200)).terpotong, bullet(None).ada
    ('81.95', True, False)
    """
    if capaian is None:
        return Bullet("", nada, False)
    terpotong = capaian > SUMBU
    panjang = min(max(capaian, PANJANG_TERKECIL if capaian else Fraction(0)), Fraction(SUMBU))
    return Bullet(number(float(panjang)), nada, terpotong)


def batang(persen: Fraction | None) -> str:
    """The length of a <progress> bar from 0 to 100 as the browser reads it; "" without a value.

    >>> batang(Fraction(9985, 100)), batang(Fraction(130)), batang(None)
    ('99.85', '100', '')
    """
    return "" if persen is None else str(round_guarded(max(Fraction(0), min(persen, Fraction(100)))))


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a bar of 100 units: where it begins, how wide it is, its tone, and what it says."""

    mulai: str
    lebar: str
    nada: str
    label: str
    jumlah: int


def susunan(bagian: Iterable[tuple[str, str, int]]) -> tuple[Bagian, ...]:
    """Lay out parts of a whole as (label, tone, count); what counts nothing is left out.

    >>> [(b.mulai, b.lebar) for b in susunan([("di atas", "ok", 1), ("tepat", "good", 0), ("di bawah", "warn", 3)])]
    [('0', '25'), ('25', '75')]
    """
    ada = [(label, nada, jumlah) for label, nada, jumlah in bagian if jumlah]
    seluruhnya = sum(jumlah for _, _, jumlah in ada)
    hasil, sebelum = [], 0
    for label, nada, jumlah in ada:
        mulai, lebar = number(sebelum * 100 / seluruhnya), number(jumlah * 100 / seluruhnya)
        hasil.append(Bagian(mulai, lebar, nada, label, jumlah))
        sebelum += jumlah
    return tuple(hasil)


@dataclass(frozen=True, slots=True)
class Titik:
    """A point of a sparkline in units of its 64 × 20 box."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line over years: path of the connected points, points that stand alone, and the last one if it is known."""

    garis: str
    titik: tuple[Titik, ...]
    akhir: Titik | None
    teks: str


def sparkline(nilai: Sequence[Fraction | None], teks: str = "") -> Sparkline:
    """Lay out values in order of their years; None breaks the line, teks says the same in words.

    Values lie between the lowest and the highest of them; equal ones in the middle.

    >>> sparkline([Fraction(1), Fraction(2), Fraction(3)]).garis
    'M4 16L32 10L60 4'
    """
    ada = [n for n in nilai if n is not None]
    if not ada:
        return Sparkline("", (), None, teks)
    rendah, tinggi = min(ada), max(ada)
    letak = [None if n is None else (_x(index, len(nilai)), _y(n, rendah, tinggi)) for index, n in enumerate(nilai)]
    potongan: list[list[tuple[float, float]]] = [[]]
    for titik in letak:
        if titik is None:
            potongan.append([])
        else:
            potongan[-1].append(titik)
    garis = "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in satu) for satu in potongan if len(satu) > 1)
    akhir = letak[-1]
    lepas = tuple(_titik(satu[0]) for satu in potongan if len(satu) == 1 and satu[0] is not akhir)
    return Sparkline(garis, lepas, _titik(akhir) if akhir else None, teks)


def _titik(letak: tuple[float, float]) -> Titik:
    return Titik(number(letak[0]), number(letak[1]))


def _x(index: int, count: int) -> float:
    return TEPI + (LEBAR - 2 * TEPI) * (index / (count - 1) if count > 1 else 1)


def _y(nilai: Fraction, rendah: Fraction, tinggi: Fraction) -> float:
    if tinggi == rendah:
        return TINGGI / 2
    return TINGGI - TEPI - (TINGGI - 2 * TEPI) * float((nilai - rendah) / (tinggi - rendah))
