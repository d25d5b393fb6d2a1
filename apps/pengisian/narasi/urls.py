"""Addresses at which a comparison is edited, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.narasi import views

urlpatterns = [
    path("indikator/<int:nomor>/perbandingan/<int:perbandingan>/", views.NarasiIndikator.as_view(), name="narasi"),
    path("sasaran/<int:nomor>/perbandingan/<int:perbandingan>/", views.NarasiSasaran.as_view(), name="narasi_sasaran"),
]
