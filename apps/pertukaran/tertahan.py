"""Faults that only follow from another one: a row that names a row which is itself refused is mended with that one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from apps.pertukaran.lembar import MENURUT_MODEL, judul_atribut, kunci_entitas
from apps.pertukaran.wewenang import OWNER_HEADINGS
from apps.ui.resources import SheetResource
from apps.ui.widgets import NotThere, SheetWidget

Sel = Mapping[str, str]


@dataclass(frozen=True)
class _Cara:
    """How rows of a model are known from the cells of a sheet that names them.

    judul is the heading of their code, maksud what a refused code probably means, bersama what else of their key both
    sheets say: year, plan, whose it is; pemilik the kode of the satker where they only say it in different columns.
    """

    model: type[models.Model]
    judul: str
    bersama: tuple[str, ...]
    pemilik: bool
    maksud: Callable[[str], str] = field(compare=False)

    def kunci(self, teks: str, sel: Sel) -> tuple[str, ...]:
        return (teks, _pemilik(sel) if self.pemilik else "", *(sel.get(nama, "").strip() for nama in self.bersama))

    def kunci_sendiri(self, sel: Sel) -> tuple[str, ...]:
        """The same of a row of that model."""
        return self.kunci(self.maksud(sel.get(self.judul, "").strip()) if self.judul else kunci_entitas(sel), sel)


@dataclass
class _Indeks:
    """Refused rows by such a key; the first so many are in it."""

    menurut: dict[tuple[str, ...], str] = field(default_factory=dict)
    banyak: int = 0


class Tertolak:
    """The rows of a file that were refused so far, found again by what names them."""

    def __init__(self) -> None:
        self._baris: dict[type[models.Model], list[tuple[Sel, str]]] = {}
        self._lembar: dict[type[models.Model], str] = {}
        self._indeks: dict[_Cara, _Indeks] = {}

    def catat(self, resource: SheetResource, sel: Sel, tempat: str) -> None:
        """A row was refused; tempat is where its cause stands."""
        self._baris.setdefault(resource._meta.model, []).append((sel, tempat))

    def catat_lembar(self, resource: SheetResource, tempat: str) -> None:
        """No row of a sheet could be read."""
        self._lembar[resource._meta.model] = tempat

    def sebab(self, dicari: NotThere | None, sel: Sel) -> str:
        """Where the cause of a fault stands if it only follows; "" for a fault of its own.

        dicari is what was not there, sel are the cells of the row that names it.
        """
        if dicari is None or not (dicari.model in self._baris or dicari.model in self._lembar):
            return ""
        if dicari.model in self._lembar:
            return self._lembar[dicari.model]
        cara = _cara(dicari, sel)
        indeks = self._indeks.setdefault(cara, _Indeks())
        baris = self._baris[dicari.model]
        for satu, tempat in baris[indeks.banyak :]:
            indeks.menurut.setdefault(cara.kunci_sendiri(satu), tempat)
        indeks.banyak = len(baris)
        return indeks.menurut.get(cara.kunci(dicari.text, sel), "")


def _cara(dicari: NotThere, sel: Sel) -> _Cara:
    jenis = MENURUT_MODEL[dicari.model]
    kunci, judul = jenis().key_headings(), judul_atribut(jenis, dicari.show)
    bersama = tuple(nama for nama in kunci if nama in sel and nama not in (judul, *OWNER_HEADINGS))
    pemilik = _menyebut_pemilik(kunci) and _menyebut_pemilik(sel)
    return _Cara(dicari.model, judul, bersama, pemilik, _maksud(jenis, judul))


def _maksud(jenis: type[SheetResource], judul: str) -> Callable[[str], str]:
    """What a refused cell of a column probably says: "76" of Excel is the "076" that the rows below it name."""
    kolom = (field.widget for field in jenis().columns() if field.column_name == judul)
    return next((widget.meant for widget in kolom if isinstance(widget, SheetWidget)), str)


def _menyebut_pemilik(judul: Iterable[str]) -> bool:
    return any(nama in OWNER_HEADINGS for nama in judul)


def _pemilik(sel: Sel) -> str:
    return next((sel[nama].strip().partition("-")[0] for nama in OWNER_HEADINGS if sel.get(nama)), "")
