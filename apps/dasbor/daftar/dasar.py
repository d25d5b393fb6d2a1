"""What a list declares, and the two kinds of them: over rows in memory, and over a queryset of any length."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

import django_filters
from django import forms
from django.db.models import Model, QuerySet

from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan, SaringanBaris, saring
from apps.laporan.views import ScopedView
from apps.organisasi.permissions import Keputusan, boleh_melihat

B = TypeVar("B")
M = TypeVar("M", bound=Model)
KOLOM = "kolom"


class Daftar(Generic[B]):
    """A list of one scope, as the address of a view asks for it.

    halaman is the name of its page's address, and "unduh_" with it that of its files. urutan is the order in which it
    opens. menu_sendiri: whether the menu names the list itself. memilih_angka: whether it can be asked for approved
    figures only; lists of raw work cannot. kartu_lega: on phones a card has two columns instead of three, because
    names, moments or amounts stand in them.
    """

    halaman: ClassVar[str]
    slug: ClassVar[str]
    judul: ClassVar[str]
    penjelasan: ClassVar[str]
    kosong: ClassVar[str] = "Tidak ada baris yang cocok."
    urutan: ClassVar[str] = "nomor"
    per_tahun: ClassVar[bool] = True
    memilih_angka: ClassVar[bool] = False
    menu_sendiri: ClassVar[bool] = False
    kartu_lega: ClassVar[bool] = False
    templat: ClassVar[str] = "dasbor/daftar/daftar.html"

    def __init__(self, view: ScopedView) -> None:
        self.view, self.scope, self.url = view, view.scope, view.url

    def izin(self) -> Keputusan:
        """Whether the person may see the list; most are for everybody of the satker."""
        return boleh_melihat(self.scope.anggota)

    @cached_property
    def kolom(self) -> tuple[Kolom[B], ...]:
        """All columns, from left to right."""
        raise NotImplementedError

    @cached_property
    def form(self) -> forms.BaseForm:
        """What the list can be narrowed to, bound to the address."""
        raise NotImplementedError

    @cached_property
    def baris(self) -> Sequence[B] | QuerySet[Any]:
        """The rows that the form leaves."""
        raise NotImplementedError

    def lengkapi(self, baris: Sequence[B], kolom: Iterable[Kolom[B]]) -> Sequence[B]:
        """Fetch what these columns of these rows need beyond the rows: a page, or part of a file."""
        return baris

    def catatan(self) -> list[str]:
        """What must be said below the list, once its rows have been read."""
        return []

    def dicatat(self, bentuk: str) -> None:
        """Note that the list left as a file, where that must be noted."""

    @cached_property
    def dipilih(self) -> tuple[Kolom[B], ...]:
        """The columns to show: those that the address names, else those that the list opens with."""
        asked = {*self.view.request.GET.getlist(KOLOM)} & {k.kunci for k in self.kolom if not k.tetap}
        return tuple(k for k in self.kolom if k.tetap or (k.kunci in asked if asked else k.awal))

    @property
    def kolom_bawaan(self) -> bool:
        """Whether the columns are those that the list opens with."""
        return self.dipilih == tuple(k for k in self.kolom if k.tetap or k.awal)

    def cari_kolom(self, alias: str) -> Kolom[B]:
        """The column that an order ("-nama") names."""
        return next(k for k in self.kolom if k.kunci == alias.removeprefix("-"))


class DaftarBaris(Daftar[B]):
    """A list whose rows fit into memory: those of one year of one satker. Every column orders it."""

    cari: ClassVar[str] = "Cari kata"

    def semua(self) -> Sequence[B]:
        """All rows, in their natural order."""
        raise NotImplementedError

    def teks(self, baris: B) -> str:
        """Where words are looked for."""
        raise NotImplementedError

    @property
    def pilihan(self) -> Sequence[Pilihan[B]]:
        """What rows can be narrowed to besides."""
        return ()

    @cached_property
    def _semua(self) -> Sequence[B]:
        return self.semua()

    @cached_property
    def form(self) -> forms.BaseForm:
        return SaringanBaris(self.view.request.GET, self.cari, self.pilihan, self._semua)

    @cached_property
    def baris(self) -> Sequence[B]:
        return saring(self._semua, self.form, self.teks, self.pilihan)  # type: ignore[arg-type]


class DaftarEntri(Daftar[M]):
    """A list over a queryset of any length, which the database narrows, orders and counts."""

    saringan: ClassVar[type[django_filters.FilterSet]]

    def semua(self) -> QuerySet[M]:
        """All rows."""
        raise NotImplementedError

    @cached_property
    def _found(self) -> django_filters.FilterSet:
        return self.saringan(self.view.request.GET, self.semua())

    @cached_property
    def form(self) -> forms.BaseForm:
        return self._found.form

    @cached_property
    def baris(self) -> QuerySet[M]:
        return self._found.qs
