"""Addresses of entry, checking and approval, below /<entitas>/<tahun>/; each topic keeps its own."""

from django.urls import include, path, register_converter

from apps.pengisian.converters import PeriodeConverter

register_converter(PeriodeConverter, "periode")

urlpatterns = [
    path("", include("apps.pengisian.isian.urls")),
    path("", include("apps.pengisian.grid.urls")),
    path("", include("apps.pengisian.pendukung.urls")),
    path("", include("apps.pengisian.narasi.urls")),
    path("", include("apps.pengisian.tugas.urls")),
    path("", include("apps.pengisian.verifikasi.urls")),
    path("", include("apps.pengisian.periode.urls")),
    path("", include("apps.pengisian.pengesahan.urls")),
    path("", include("apps.pengisian.pemberitahuan.urls")),
    path("", include("apps.pengisian.rapat.urls")),
]
