"""Addresses that several topics of entry link to."""

from django.urls import reverse

from apps.organisasi.scope import Scope


def alamat_isian(scope: Scope, nomor: int, triwulan: int = 0) -> str:
    """The entry page of an indicator in a period."""
    return reverse("isi", args=[scope.kunci, scope.tahun, nomor, triwulan])


def alamat_tugas(scope: Scope) -> str:
    """The list of what a person owes."""
    return reverse("tugas", args=[scope.kunci, scope.tahun])
