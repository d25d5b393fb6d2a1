"""The lines of the attendance sheet as they are typed."""

from dataclasses import dataclass

from django.http import QueryDict

from apps.rapat.models import Peserta
from apps.rapat.services import BarisPeserta
from apps.ui.pasted import clean_cell

BARIS_KOSONG = 5
MAX_BARIS = 120
# No version and no primary key that the database gives has more.
MAX_DIGIT = 18
SEL = ("nama", "jabatan", "unit")


@dataclass
class BarisKetikan:
    """A line of the form with what is wrong about it."""

    id: str = ""
    nama: str = ""
    jabatan: str = ""
    unit: str = ""
    hadir: bool = False
    galat: str = ""

    @classmethod
    def dari(cls, peserta: Peserta) -> "BarisKetikan":
        return cls(str(peserta.pk), peserta.nama, peserta.jabatan, peserta.unit, peserta.hadir)

    @property
    def terisi(self) -> bool:
        """Whether the line says anybody; an emptied one goes."""
        return bool(self.nama or self.jabatan or self.unit)

    def baris(self) -> BarisPeserta:
        """What the service takes."""
        return BarisPeserta(self.nama, self.jabatan, self.unit, self.hadir, bilangan(self.id))


def bilangan(teks: str) -> int | None:
    """A number that the page itself had sent; None for anything else, and for more digits than Python reads."""
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) <= MAX_DIGIT else None


def baris_kosong() -> list[BarisKetikan]:
    """Lines for people who come beside those that are invited."""
    return [BarisKetikan() for _ in range(BARIS_KOSONG)]


def baca_peserta(data: QueryDict) -> list[BarisKetikan]:
    """The lines of a sent form in their order."""
    return [
        BarisKetikan(
            id=data.get(f"id-{n}", ""),
            hadir=f"hadir-{n}" in data,
            **{nama: clean_cell(data.get(f"{nama}-{n}", "")) for nama in SEL},
        )
        for n in range(1, MAX_BARIS + 1)
        if f"nama-{n}" in data
    ]
