"""Addresses of the versions of the DIPA, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.revisi import views

urlpatterns = [
    path("revisi/", views.RevisiPage.as_view(), name="anggaran_revisi"),
    path("revisi/<int:pk>/", views.VersiPage.as_view(), name="anggaran_versi"),
    path("revisi/<int:pk>/berkas/", views.VersiBerkas.as_view(), name="anggaran_versi_berkas"),
    path("unduh/perubahan.<slug:bentuk>", views.PerubahanUnduh.as_view(), name="unduh_perubahan_anggaran"),
]
