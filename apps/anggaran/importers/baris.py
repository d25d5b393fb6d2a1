"""What every budget file is read into, whatever its form: coded lines in the order of the file. Pure: no Django.

A line knows its place by its own segments of the code ("076", "01", "CQ", "6639", …). Items carry a number of their
own in the file that moves between revisions, so an item is known by its text (:func:`kunci_item`).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Bentuk = Literal["fa_detail", "templat"]
# From the root to the finest line; each level may only stand below one before it.
TINGKAT = (
    "bagian_anggaran",
    "unit",
    "program",
    "kegiatan",
    "kro",
    "ro",
    "komponen",
    "subkomponen",
    "akun",
    "item",
)
# The form of a line's own segment. Codes like ZZ1 and 0A exist, so digits are only asked for where the rule says so.
BENTUK_KODE = {
    "bagian_anggaran": re.compile(r"\d{3}"),
    "unit": re.compile(r"\d{2}"),
    "program": re.compile(r"[A-Z][A-Z0-9]"),
    "kegiatan": re.compile(r"\d{4}"),
    "kro": re.compile(r"(?!\d{3}$)[A-Z0-9]{3}"),
    "ro": re.compile(r"[A-Z0-9]{3}"),
    "komponen": re.compile(r"\d{3}"),
    "subkomponen": re.compile(r"[A-Z0-9]{1,2}"),
    "akun": re.compile(r"\d{6}"),
    "item": re.compile(r"[0-9a-f]{8}(-\d+)?"),
}


@dataclass(frozen=True, slots=True)
class Jumlah:
    """The amounts of a line in whole rupiah; None where the file says nothing.

    lalu is the realisasi before the period, ini that of the period (it may be negative), realisasi the cumulative one.
    sisa is what the file itself prints: never used, only compared.
    """

    pagu: int | None = None
    blokir: int | None = None
    lalu: int | None = None
    ini: int | None = None
    realisasi: int | None = None
    sisa: int | None = None


@dataclass(frozen=True, slots=True)
class BarisBerkas:
    """A line of the file. baris is its row as a spreadsheet counts it; jalur are its segments from the root.

    nomor is the number of an item in this file ("000017"), "" on other levels. On the lines above the leaves the
    amounts are what the file printed: they are compared with the sums below them and never kept.
    """

    baris: int
    jenis: str
    jalur: tuple[str, ...]
    nama: str
    jumlah: Jumlah
    nomor: str = ""
    sumber_dana: str = ""

    @property
    def kode(self) -> str:
        return self.jalur[-1]

    @property
    def kode_lengkap(self) -> str:
        """The whole code as a person reads it; an item shows its number in the file."""
        return ".".join((*self.jalur[:-1], self.nomor or self.jalur[-1]))


@dataclass(frozen=True, slots=True)
class Penolakan:
    """Why a file is refused, and where: row as a spreadsheet counts it (0 = the file as a whole), column letter."""

    baris: int
    alasan: str
    kolom: str = ""

    def __str__(self) -> str:
        tempat = f"Baris {self.baris}" if self.baris else "Berkas"
        return f"{tempat}{f', kolom {self.kolom}' if self.kolom else ''}: {self.alasan}"


@dataclass(frozen=True)
class KepalaBerkas:
    """Whose file it is. kode_satker is SAKTI's six-digit code, or the region code where ``bentuk`` is "templat".

    per_tanggal is the day up to which the realisasi counts (the last day of the period); None when the file holds
    only pagu.
    """

    bentuk: Bentuk
    kode_satker: str
    nama_satker: str
    tahun: int
    per_tanggal: date | None


@dataclass(frozen=True)
class IsiBerkas:
    """A whole file: its head, its lines from the top down, and the amounts of its row JUMLAH SELURUHNYA."""

    kepala: KepalaBerkas
    baris: Sequence[BarisBerkas]
    jumlah_seluruhnya: Jumlah
    baris_jumlah: int = 0

    def daun(self) -> Iterator[BarisBerkas]:
        """The lines that have no line below them: what is kept."""
        for ini, berikut in zip(self.baris, [*self.baris[1:], None], strict=False):
            if berikut is None or berikut.jalur[: len(ini.jalur)] != ini.jalur:
                yield ini


class BerkasDitolak(Exception):
    """The file cannot be used; ``penolakan`` says why, place by place. Nothing was kept of it."""

    def __init__(self, penolakan: Sequence[Penolakan]) -> None:
        self.penolakan = list(penolakan)
        super().__init__("\n".join(map(str, self.penolakan)))


def kunci_item(uraian: str, kemunculan: int = 1) -> str:
    """The segment by which an item is known in every version: its text, not its number in one file.

    kemunculan tells equal texts below one akun apart, in the order of the file (1, 2, …).

    >>> kunci_item("Belanja  Bahan") == kunci_item("belanja bahan")
    True
    """
    rapi = " ".join(uraian.split()).casefold()
    sidik = hashlib.sha256(rapi.encode()).hexdigest()[:8]
    return sidik if kemunculan == 1 else f"{sidik}-{kemunculan}"


class PemberiKunci:
    """Gives the items of one file their segments, in the order of the file."""

    def __init__(self) -> None:
        self._kemunculan: Counter[tuple[tuple[str, ...], str]] = Counter()

    def kunci(self, akun: tuple[str, ...], uraian: str) -> str:
        """The segment of the next item with this text below this akun."""
        pertama = kunci_item(uraian)
        self._kemunculan[akun, pertama] += 1
        return kunci_item(uraian, self._kemunculan[akun, pertama])
