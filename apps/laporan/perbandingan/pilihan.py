"""What a comparison of performance shows, as it stands in an address. Pure: names and lists of texts in, a choice out.

Whatever an address says, the choice is one that can be shown: what is not known is left out and said, and a choice has
one address only, the shortest that leads back to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

# More than this is no longer read as a comparison: lines of the table, and columns of measures beside each other.
MAKS_INDIKATOR, MAKS_KOLOM = 60, 20
# What the form sends with it, so that nothing ticked is told from nothing asked.
TAMPILKAN = "tampil"
# How much of an unknown value is repeated in the message, and of how many.
POTONG, SEBUT = 20, 3

T = TypeVar("T")
Parameter = Mapping[str, Sequence[str]]


class Ukuran(StrEnum):
    """What is shown of an indicator in a year, in the order of the columns."""

    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    SELISIH = "selisih"
    KATEGORI = "kategori"


class Acuan(StrEnum):
    """What the years are held against: the national target of the plan, and the plan's own at its end."""

    NASIONAL = "nasional"
    RENSTRA = "renstra"


# What can be drawn, the first choice first.
GAMBAR = (Ukuran.CAPAIAN, Ukuran.REALISASI, Ukuran.TARGET, Ukuran.SELISIH)


@dataclass(frozen=True, slots=True)
class Tersedia:
    """What can be chosen here: numbers of indicators, years in order, and those of the plan, which stand by default."""

    indikator: tuple[int, ...]
    tahun: tuple[int, ...]
    bawaan: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A choice that can be shown. sudut is the measure that is drawn."""

    indikator: tuple[int, ...]
    tahun: tuple[int, ...]
    ukuran: tuple[Ukuran, ...] = (Ukuran.CAPAIAN,)
    acuan: tuple[Acuan, ...] = ()
    sudut: Ukuran = Ukuran.CAPAIAN


@dataclass
class Pembaca:
    """Reads the parameters of an address and gathers what must be said about them."""

    parameter: Parameter
    pesan: list[str] = field(default_factory=list)

    def pilih(self, nama: str, kata: str, dikenal: Mapping[str, T]) -> list[T]:
        """The known values of a parameter in the order of ``dikenal``; unknown ones are named in a message."""
        diminta = list(dict.fromkeys(self.parameter.get(nama, ())))
        asing = [satu for satu in diminta if satu and satu not in dikenal]
        if asing:
            sebut = ", ".join(f"“{satu[:POTONG]}”" for satu in asing[:SEBUT])
            lain = f" dan {len(asing) - SEBUT} lagi" if len(asing) > SEBUT else ""
            self.pesan.append(f"{kata} {sebut}{lain} tidak dikenal, jadi tidak ditampilkan.")
        return [nilai for teks, nilai in dikenal.items() if teks in diminta]

    def diminta(self, nama: str) -> bool:
        """Whether something was to be chosen here, by the address or by the form."""
        return nama in self.parameter or TAMPILKAN in self.parameter

    def wajib(self, nama: str, kata: str, dikenal: Mapping[str, T], bawaan: Sequence[T], ganti: str) -> list[T]:
        """As :meth:`pilih`; when nothing remains the default, with a message that says what stands there instead."""
        terpilih = self.pilih(nama, kata, dikenal)
        if terpilih:
            return terpilih
        if self.diminta(nama) and dikenal:
            self.pesan.append(f"Belum ada {kata.lower()} yang dipilih; {ganti}.")
        return list(bawaan)

    def satu(self, nama: str, kata: str, dikenal: Mapping[str, T], bawaan: T) -> T:
        """One value; the default when it is not given or not known."""
        terpilih = self.pilih(nama, kata, dikenal)
        return terpilih[0] if terpilih else bawaan


def baca(parameter: Parameter, tersedia: Tersedia) -> tuple[Pilihan, tuple[str, ...]]:
    """Read a choice from an address (``i``, ``t``, ``u``, ``garis``, ``sudut``) with what must be said about it."""
    pembaca = Pembaca(parameter)
    nomor = pembaca.wajib(
        "i", "Indikator", {str(n): n for n in tersedia.indikator}, tersedia.indikator, "semua indikator ditampilkan"
    )
    tahun = baca_tahun(pembaca, tersedia.tahun, tersedia.bawaan)
    ukuran = pembaca.wajib("u", "Ukuran", {u.value: u for u in Ukuran}, (Ukuran.CAPAIAN,), "yang ditampilkan capaian")
    acuan = pembaca.pilih("garis", "Garis acuan", {g.value: g for g in Acuan})
    sudut = pembaca.satu("sudut", "Ukuran grafik", {u.value: u for u in GAMBAR}, sudut_bawaan(ukuran))
    if len(nomor) > MAKS_INDIKATOR:
        pembaca.pesan.append(
            f"{len(nomor)} indikator terlalu banyak untuk satu halaman; yang ditampilkan {MAKS_INDIKATOR} yang pertama."
        )
    muat = MAKS_KOLOM // len(ukuran)
    if len(tahun) > muat:
        pembaca.pesan.append(
            f"{len(ukuran)} ukuran selama {len(tahun)} tahun terlalu lebar untuk dibaca; yang ditampilkan {muat} tahun "
            "terakhir. Kurangi ukurannya untuk melihat semua tahun."
        )
    pilihan = Pilihan(tuple(nomor[:MAKS_INDIKATOR]), tuple(tahun[-muat:]), tuple(ukuran), tuple(acuan), sudut)
    return pilihan, tuple(pembaca.pesan)


def baca_tahun(pembaca: Pembaca, tersedia: Sequence[int], bawaan: Sequence[int]) -> list[int]:
    """The years that are asked for (``t``)."""
    return pembaca.wajib("t", "Tahun", {str(t): t for t in tersedia}, bawaan, f"yang ditampilkan {tulis_tahun(bawaan)}")


def sudut_bawaan(ukuran: Sequence[Ukuran]) -> Ukuran:
    """The measure that is drawn when none is asked for: the first of those shown that can be, else capaian."""
    return next((u for u in GAMBAR if u in ukuran), Ukuran.CAPAIAN)


def alamat(pilihan: Pilihan, tersedia: Tersedia) -> str:
    """The one address of a choice, without "?": what stands by default is left out.

    >>> alamat(Pilihan((6,), (2023, 2024)), Tersedia((1, 6), (2023, 2024), (2023, 2024)))
    'i=6'
    """
    bagian: list[tuple[str, object]] = []
    if pilihan.indikator != tersedia.indikator:
        bagian += [("i", nomor) for nomor in pilihan.indikator]
    if pilihan.tahun != tersedia.bawaan:
        bagian += [("t", tahun) for tahun in pilihan.tahun]
    if pilihan.ukuran != (Ukuran.CAPAIAN,):
        bagian += [("u", ukuran.value) for ukuran in pilihan.ukuran]
    bagian += [("garis", acuan.value) for acuan in pilihan.acuan]
    if pilihan.sudut != sudut_bawaan(pilihan.ukuran):
        bagian.append(("sudut", pilihan.sudut.value))
    return urlencode(bagian)


def tulis_tahun(tahun: Sequence[int]) -> str:
    """Years as titles name them.

    >>> tulis_tahun([2020, 2021, 2022]), tulis_tahun([2020, 2022, 2024]), tulis_tahun([2024])
    ('2020-2022', '2020, 2022, dan 2024', '2024')
    """
    if len(tahun) > 1 and tahun[-1] - tahun[0] == len(tahun) - 1:
        return f"{tahun[0]}-{tahun[-1]}"
    return sebutkan([str(satu) for satu in tahun])


def sebutkan(kata: Sequence[str]) -> str:
    """Words as a sentence lists them.

    >>> sebutkan(["3", "4"]), sebutkan(["2020", "2022", "2024"])
    ('3 dan 4', '2020, 2022, dan 2024')
    """
    if len(kata) <= 2:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"
