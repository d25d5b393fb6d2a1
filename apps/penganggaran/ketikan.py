"""A sheet of lines by months as a form posts it: what was touched, what cannot be read, what somebody changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from apps.anggaran.services.lembar import Kunci
from apps.ui.numbers import NumberError, format_bulat, parse_number

Jumlah = int | None
SETAHUN = 12


def nama_sel(pos_id: int, bulan: int) -> str:
    """The name and id of a cell's input."""
    return f"sel-{pos_id}-{bulan}"


def nama_dasar(pos_id: int) -> str:
    """The name of what a line showed when the form was opened, so that only what a person touched is saved."""
    return f"dasar-{pos_id}"


def teks_dasar(jumlah: Iterable[Jumlah]) -> str:
    """The twelve amounts of a line in one field: a field for each cell would double the form."""
    return ";".join("" if j is None else str(j) for j in jumlah)


def _baca_dasar(teks: str | None) -> list[Jumlah] | None:
    """The amounts that a line showed; None when the field is missing or was tampered with."""
    bagian = (teks or "").split(";")
    try:
        return [int(b) if b else None for b in bagian] if len(bagian) == SETAHUN else None
    except ValueError:
        return None


def teks_jumlah(jumlah: Jumlah) -> str:
    """An amount as it would be typed; empty when there is none."""
    return "" if jumlah is None else format_bulat(jumlah)


@dataclass
class Ketikan:
    """The touched cells of a posted sheet: their texts, the amounts of those that can be read, errors by cell."""

    teks: dict[Kunci, str] = field(default_factory=dict)
    jumlah: dict[Kunci, Jumlah] = field(default_factory=dict)
    galat: dict[Kunci, str] = field(default_factory=dict)

    def menurut_bulan(self) -> dict[int, dict[int, Jumlah]]:
        """The amounts by month and line."""
        hasil: dict[int, dict[int, Jumlah]] = {}
        for (pos_id, bulan), jumlah in self.jumlah.items():
            hasil.setdefault(bulan, {})[pos_id] = jumlah
        return hasil

    def menurut_baris(self) -> dict[int, dict[int, Jumlah]]:
        """The amounts by line and month."""
        hasil: dict[int, dict[int, Jumlah]] = {}
        for (pos_id, bulan), jumlah in self.jumlah.items():
            hasil.setdefault(pos_id, {})[bulan] = jumlah
        return hasil


def baca_ketikan(
    post: QueryDict, baris: Iterable[int], bulan: Iterable[int], kini: Callable[[int, int], Jumlah], *, negatif: bool
) -> Ketikan:
    """Read the cells of the given lines and months; kini tells what stands in a cell now.

    A cell that shows what it showed before was not touched: it stays as it is now. One that somebody else changed
    meanwhile is an error that shows both amounts.
    """
    ketikan = Ketikan()
    bulan = list(bulan)
    for pos_id in baris:
        dasar = _baca_dasar(post.get(nama_dasar(pos_id)))
        for b in bulan:
            teks = post.get(nama_sel(pos_id, b))
            if teks is not None:
                sekarang = kini(pos_id, b)
                _baca_sel(ketikan, (pos_id, b), teks, dasar[b - 1] if dasar else sekarang, sekarang, negatif)
    return ketikan


def _baca_sel(ketikan: Ketikan, kunci: Kunci, teks: str, dasar: Jumlah, kini: Jumlah, negatif: bool) -> None:
    try:
        jumlah = parse_number(teks, "rupiah", negative=negatif)
    except NumberError as error:
        ketikan.teks[kunci] = teks
        ketikan.galat[kunci] = str(error)
        return
    if jumlah in (dasar, kini):
        return
    ketikan.teks[kunci] = teks
    ketikan.jumlah[kunci] = int(jumlah) if jumlah is not None else None
    if dasar != kini:
        ada = f"“{teks_jumlah(kini)}”" if kini is not None else "kosong"
        anda = f"mengetik “{teks.strip()}”" if teks.strip() else "mengosongkannya"
        ketikan.galat[kunci] = (
            f"Sel ini sudah diubah orang lain: kini {ada}, Anda {anda}. Simpan lagi bila nilai Anda yang benar."
        )
