"""Addresses of the offices below a satker, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.dasbor.kantor.views import KantorDownload, KantorPage

urlpatterns = [
    path("kantor/", KantorPage.as_view(), name="kantor"),
    path("unduh/kantor/<slug:tabel>.<slug:bentuk>", KantorDownload.as_view(), name="unduh_kantor"),
]
