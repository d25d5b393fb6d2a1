"""Addresses of pengesahan, below /<entitas>/<tahun>/."""

from django.urls import URLPattern, path

from apps.pengisian.pengesahan import views, views_edisi

urlpatterns: list[URLPattern] = [
    path("pengesahan/", views.PengesahanPage.as_view(), name="pengesahan"),
    path("pengesahan/<periode:triwulan>/", views.SahkanPage.as_view(), name="sahkan"),
    path("pengesahan/<periode:triwulan>/buka/", views.BukaKembaliPage.as_view(), name="buka_kembali"),
    path("edisi/<int:pk>/", views_edisi.EdisiPage.as_view(), name="edisi"),
    path("edisi/<int:pk>.json", views_edisi.EdisiDownload.as_view(), name="edisi_unduh"),
    path("edisi/<int:pk>/lembar/", views_edisi.LembarPage.as_view(), name="edisi_lembar"),
    path("edisi/<int:pk>/berita-acara/", views_edisi.BeritaAcaraDownload.as_view(), name="berita_acara_unduh"),
    path("edisi/<int:pk>/tabel/<alamat:alamat>/", views_edisi.EdisiTablePage.as_view(), name="edisi_tabel"),
    path("edisi/<int:lama>/banding/<int:baru>/", views_edisi.BandingPage.as_view(), name="edisi_banding"),
]
