"""Addresses of the months of the budget."""

from django.urls import path, register_converter

from apps.penganggaran.bulanan import views
from apps.penganggaran.bulanan.converters import IsiConverter

register_converter(IsiConverter, "isi_bulanan")

urlpatterns = [
    path("bulanan/", views.BulananPage.as_view(), name="anggaran_bulanan"),
    path("unduh/<isi_bulanan:isi>.<slug:bentuk>", views.UnduhBulanan.as_view(), name="unduh_bulanan"),
]
