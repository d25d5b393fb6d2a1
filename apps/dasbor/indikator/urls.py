"""Addresses of the indicator pages, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.dasbor.indikator import views

urlpatterns = [
    path("indikator/<int:nomor>/", views.IndikatorPage.as_view(), name="indikator"),
    path("unduh/tren-indikator/<int:nomor>.<slug:bentuk>", views.TrenDownload.as_view(), name="unduh_tren"),
]
