"""A row of a file as people read it: what it is, whose and of which year, and its cells in words.

How a cell reads is the business of its widget (``words`` in ``apps/ui/widgets.py``). Nothing is asked of the database:
what a cell names was loaded when the row was compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.ui.importing import Catatan
from apps.ui.resources import SheetResource
from apps.ui.widgets import Sel, cell_words, follow, name_of

# Parts of a key that say where a row belongs; the others say which one it is.
_TEMPAT = ("Satker", "Entitas", "Renstra", "Kerangka", "Tahun")
# What a key says by number and people by words.
_UCAPAN: Mapping[tuple[str, Sel], str] = {("Triwulan", 0): "setahun penuh"}


@dataclass(frozen=True)
class Bacaan:
    """nama is what the row is, tempat where it belongs; together they are as unique as the key.

    sel are the cells that differ: heading, before, after; of a new row those that say something beside the key.
    """

    nama: str
    tempat: str
    sel: tuple[tuple[str, str, str], ...]


class Pembaca:
    """Reads the rows of one sheet to people."""

    def __init__(self, resource: SheetResource) -> None:
        self._konteks = resource.sheet_context
        self._widget = {field.column_name: field.widget for field in resource.columns()}
        self._kunci = resource.key_headings()
        self._sendiri = [judul for judul in self._kunci if judul not in _TEMPAT]
        nama = resource.fields["nama"].column_name if "nama" in resource.fields else ""
        # A row with a name of its own is called by it, beside the last part of its key.
        self._bernama = self._sendiri[-1] if nama and nama not in self._kunci and self._sendiri else ""
        # What of a new row need not be said again.
        self._terbaca = {*self._kunci, nama}

    def baca(self, satu: Catatan) -> Bacaan:
        bagian = {judul: self._bagian(judul, satu) for judul in self._kunci}
        tempat = [bagian[judul] for judul in self._kunci if judul in _TEMPAT]
        # What has a name first, then the numbers and days.
        sendiri = sorted(self._sendiri, key=lambda judul: judul != self._bernama and _terhitung(satu.kini.get(judul)))
        nama = [bagian[judul] for judul in sendiri]
        return Bacaan(_gabung(nama or tempat), _gabung(tempat if nama else []), tuple(self._sel(satu)))

    def _sel(self, satu: Catatan) -> Iterator[tuple[str, str, str]]:
        for judul, kini in satu.kini.items():
            lama = satu.lama.get(judul)
            terbaca = satu.baru and (judul in self._terbaca or kini is None or kini == "")
            if kini == lama or terbaca or judul not in self._widget:
                continue
            kata = self._widget[judul].words
            yield judul, kata(lama, satu.dinamai_lama.get(judul)), kata(kini, satu.dinamai.get(judul))

    def _bagian(self, judul: str, satu: Catatan) -> str:
        """A part of the key: "Indeks RB (indeks-rb)", "Triwulan 1", "2024"."""
        sel = satu.kini.get(judul)
        if sel is None or sel == "":
            return ""
        if judul in self._konteks:
            teks, bernama = cell_words(sel), follow(satu.objek, self._konteks[judul].rpartition("__")[0])
        else:
            bernama = satu.dinamai.get(judul)
            teks = cell_words(sel) if bernama else self._widget[judul].words(sel)
        if _terhitung(sel):
            # A number says nothing without its heading, a year does.
            teks, bernama = teks if judul == "Tahun" else _UCAPAN.get((judul, sel), f"{judul} {teks}"), None
        nama = name_of(satu.objek) if judul == self._bernama else name_of(bernama)
        return f"{nama} ({teks})" if nama else teks


def _terhitung(sel: Sel) -> bool:
    return isinstance(sel, (int, Decimal, date))


def _gabung(bagian: list[str]) -> str:
    return " · ".join(filter(None, bagian))
