"""Addresses of divisi and subbagian, below /<entitas>/<tahun>/unit/."""

from django.urls import path

from apps.dasbor.unit import views

urlpatterns = [
    path("", views.UnitList.as_view(), name="daftar_unit"),
    path("divisi/<slug:kode>/", views.DivisiPage.as_view(), name="laporan_divisi"),
    path("subbagian/<slug:kode>/", views.SubbagianPage.as_view(), name="subbagian"),
]
