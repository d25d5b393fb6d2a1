"""Addresses of the budget, below /<entitas>/<tahun>/anggaran/; each topic keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.penganggaran.efisiensi.urls")),
    path("", include("apps.penganggaran.sasaran.urls")),
    path("", include("apps.penganggaran.ikhtisar.urls")),
    path("", include("apps.penganggaran.pohon.urls")),
    path("", include("apps.penganggaran.revisi.urls")),
    path("", include("apps.penganggaran.bulanan.urls")),
    path("", include("apps.penganggaran.nilai.urls")),
    path("", include("apps.penganggaran.rekonsiliasi.urls")),
    path("", include("apps.penganggaran.impor.urls")),
    path("", include("apps.penganggaran.keluaran.urls")),
    path("", include("apps.penganggaran.dukungan.urls")),
    path("", include("apps.penganggaran.isi.urls")),
    path("", include("apps.penganggaran.rencana.urls")),
]
