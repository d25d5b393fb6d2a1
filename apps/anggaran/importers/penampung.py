"""Reasons why a file is refused, as many as a person can use. Pure: no Django."""

from apps.anggaran.importers.baris import Penolakan
from apps.ui.numbers import format_bulat

MAX_ALASAN = 100


class Penampung:
    """Collects refusals in the order in which they are found; beyond MAX_ALASAN it only counts."""

    def __init__(self) -> None:
        self._penolakan: list[Penolakan] = []
        self._lebih = 0

    def __bool__(self) -> bool:
        return bool(self._penolakan)

    def tambah(self, baris: int, alasan: str, kolom: str = "") -> None:
        """Note a reason at a row (0 = the file as a whole) and a column."""
        if len(self._penolakan) < MAX_ALASAN:
            self._penolakan.append(Penolakan(baris, alasan, kolom))
        else:
            self._lebih += 1

    def semua(self) -> list[Penolakan]:
        """The reasons; the last one says how many more there are."""
        if not self._lebih:
            return list(self._penolakan)
        return [*self._penolakan, Penolakan(0, f"Masih ada {format_bulat(self._lebih)} kesalahan lain.")]
