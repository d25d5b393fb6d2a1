"""Addresses of the budget, below /<entitas>/<tahun>/anggaran/; each topic keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.penganggaran.impor.urls")),
    path("", include("apps.penganggaran.isi.urls")),
    path("", include("apps.penganggaran.rencana.urls")),
]
