"""Addresses of NKA and IKPA."""

from django.urls import path

from apps.penganggaran.nilai import views

urlpatterns = [
    path("nilai/", views.NilaiPage.as_view(), name="anggaran_nilai"),
    path("nilai/<int:pk>/", views.UbahNilaiPage.as_view(), name="anggaran_nilai_ubah"),
]
