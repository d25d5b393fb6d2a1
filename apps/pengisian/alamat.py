"""Addresses that several topics of entry link to."""

from django.urls import NoReverseMatch, reverse

from apps.organisasi.scope import Scope


def alamat_isian(scope: Scope, nomor: int, triwulan: int = 0) -> str:
    """The entry page of an indicator in a period; where that page is not served, the page of the indicator."""
    try:
        return reverse("isi", args=[scope.kunci, scope.tahun, nomor, triwulan])
    except NoReverseMatch:
        return reverse("indikator", args=[scope.kunci, scope.tahun, nomor])


def alamat_tugas(scope: Scope) -> str:
    """The list of what a person owes; where that page is not served, the summary of the year."""
    try:
        return reverse("tugas", args=[scope.kunci, scope.tahun])
    except NoReverseMatch:
        return reverse("dasbor", args=[scope.kunci, scope.tahun])
