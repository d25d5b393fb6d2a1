"""Addresses of the evaluation meetings, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.rapat import views, views_berkas, views_lembar, views_notulen

urlpatterns = [
    path("rapat/", views.DaftarPage.as_view(), name="rapat_daftar"),
    path("rapat/tambah/", views.TambahPage.as_view(), name="rapat_tambah"),
    path("rapat/tindak-lanjut/<int:pk>/", views_notulen.TindakLanjutPage.as_view(), name="tindak_lanjut"),
    path("rapat/<int:pk>/", views.RapatPage.as_view(), name="rapat"),
    path("rapat/<int:pk>/ubah/", views.UbahPage.as_view(), name="rapat_ubah"),
    path("rapat/<int:pk>/hapus/", views.HapusPage.as_view(), name="rapat_hapus"),
    path("rapat/<int:pk>/peserta/", views_notulen.PesertaPage.as_view(), name="rapat_peserta"),
    path("rapat/<int:pk>/notulen/", views_notulen.NotulenPage.as_view(), name="rapat_notulen"),
    path("rapat/<int:pk>/keputusan/", views_notulen.KeputusanPage.as_view(), name="rapat_keputusan"),
    path(
        "rapat/<int:pk>/keputusan/<int:keputusan_id>/",
        views_notulen.UbahKeputusanPage.as_view(),
        name="rapat_keputusan_ubah",
    ),
    path("rapat/<int:pk>/berkas/", views_berkas.TambahBerkasPage.as_view(), name="rapat_berkas"),
    path("rapat/<int:pk>/berkas/<int:berkas_id>/", views_berkas.UnduhBerkas.as_view(), name="rapat_berkas_unduh"),
    path(
        "rapat/<int:pk>/berkas/<int:berkas_id>/hapus/",
        views_berkas.HapusBerkasPage.as_view(),
        name="rapat_berkas_hapus",
    ),
    path("rapat/<int:pk>/cetak/<slug:lembar>/", views_lembar.LembarPage.as_view(), name="rapat_cetak"),
    path("rapat/<int:pk>/paparan.pptx", views_lembar.PaparanUnduh.as_view(), name="rapat_paparan"),
]
