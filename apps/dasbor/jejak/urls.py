"""Addresses of entries of the journal, of histories and of people, below /<entitas>/<tahun>/; its list stands in
apps.dasbor.daftar.urls.

The converter "periode" is registered by apps.pengisian.urls, which kpu_kinerja.urls includes first.
"""

from django.urls import path

from apps.dasbor.jejak import orang, pemeriksaan, riwayat, views

urlpatterns = [
    path("jejak/<int:nomor>/", views.JejakRincian.as_view(), name="jejak_rincian"),
    path("jejak/ekspor.jsonl", views.JejakEkspor.as_view(), name="jejak_ekspor"),
    path("jejak/pemeriksa_mandiri.py", views.Pemeriksa.as_view(), name="jejak_pemeriksa"),
    path("jejak/pemeriksaan/", pemeriksaan.PemeriksaanPage.as_view(), name="jejak_pemeriksaan"),
    path("riwayat/<int:nomor>/<periode:triwulan>/", riwayat.RiwayatPage.as_view(), name="riwayat"),
    path("riwayat/<int:nomor>/<periode:triwulan>/unduh.xlsx", riwayat.RiwayatUnduh.as_view(), name="riwayat_unduh"),
    path("orang/", orang.OrangDaftar.as_view(), name="orang_daftar"),
    path("orang/<int:pk>/", orang.OrangPage.as_view(), name="orang"),
    path("orang/<int:pk>/unduh.xlsx", orang.OrangUnduh.as_view(), name="orang_unduh"),
]
