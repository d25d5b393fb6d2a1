"""Addresses of sasaran, tujuan and the tree of performance, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.dasbor.sasaran import pohon, views

urlpatterns = [
    path("sasaran/", views.SasaranList.as_view(), name="daftar_sasaran"),
    path("sasaran/<int:nomor>/", views.SasaranPage.as_view(), name="sasaran"),
    path("tujuan/<int:nomor>/", views.TujuanPage.as_view(), name="tujuan"),
    path("pohon-kinerja/", pohon.PohonKinerjaPage.as_view(), name="pohon_kinerja"),
    path("unduh/pohon-kinerja.<slug:bentuk>", pohon.PohonKinerjaUnduh.as_view(), name="unduh_pohon_kinerja"),
]
