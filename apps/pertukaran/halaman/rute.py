"""The same addresses for both places where data comes and goes."""

from typing import Any

from django.urls import URLPattern, path
from django.views.generic import View

from apps.pertukaran.halaman import views


def rute(tempat: type[View], awalan: str) -> list[URLPattern]:
    """The addresses of one place; awalan begins their names."""

    def satu(alamat: str, isi: type, nama: str) -> URLPattern:
        halaman: Any = type(f"{isi.__name__}{tempat.__name__}", (tempat, isi), {})
        return path(alamat, halaman.as_view(), name=f"{awalan}_{nama}")

    return [
        satu("", views.Masuk, "masuk"),
        satu("templat/<slug:kelompok>.xlsx", views.Templat, "templat"),
        satu("impor/<int:impor_id>/", views.Impor, "impor"),
        satu("impor/<int:impor_id>/kemajuan/", views.Kemajuan, "impor_kemajuan"),
        satu("impor/<int:impor_id>/berkas/", views.Asli, "impor_berkas"),
        satu("impor/<int:impor_id>/kesalahan/", views.Kesalahan, "impor_kesalahan"),
        satu("impor/<int:impor_id>/batal/", views.Batal, "impor_batal"),
    ]
