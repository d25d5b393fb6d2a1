"""Addresses of money beside performance, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.sasaran import views

urlpatterns = [
    path("sasaran/", views.SasaranPage.as_view(), name="anggaran_sasaran"),
    path("unduh/sasaran.<slug:bentuk>", views.SasaranDownload.as_view(), {"slug": views.SASARAN}, name="unduh_sasaran"),
    path(
        "unduh/kegiatan-pendukung.<slug:bentuk>",
        views.SasaranDownload.as_view(),
        {"slug": views.PENDUKUNG},
        name="unduh_pendukung",
    ),
]
