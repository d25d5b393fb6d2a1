"""Addresses of efisiensi, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.efisiensi import views

urlpatterns = [
    path("efisiensi/", views.EfisiensiPage.as_view(), name="anggaran_efisiensi"),
    path("unduh/efisiensi.<slug:bentuk>", views.EfisiensiDownload.as_view(), name="unduh_efisiensi"),
]
