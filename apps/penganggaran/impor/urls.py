"""Addresses of the import, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.impor import views

urlpatterns = [
    path("impor/", views.ImporPage.as_view(), name="anggaran_impor"),
    path("impor/<int:impor_id>/", views.RincianPage.as_view(), name="anggaran_impor_rincian"),
    path("impor/<int:impor_id>/kemajuan/", views.KemajuanView.as_view(), name="anggaran_impor_kemajuan"),
    path("impor/<int:impor_id>/berkas/", views.BerkasView.as_view(), name="anggaran_impor_berkas"),
    path("impor/templat.xlsx", views.TemplatView.as_view(), name="anggaran_templat"),
]
