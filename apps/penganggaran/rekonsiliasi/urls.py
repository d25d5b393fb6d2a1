"""Addresses of the reconciliation, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.rekonsiliasi import views

urlpatterns = [
    path("rekonsiliasi/", views.RekonsiliasiPage.as_view(), name="anggaran_rekonsiliasi"),
    path("rekonsiliasi/unduh.<slug:bentuk>", views.RekonsiliasiDownload.as_view(), name="unduh_rekonsiliasi"),
]
