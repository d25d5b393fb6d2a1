"""Addresses of beginning a year, below /<entitas>/<tahun>/rencana/."""

from django.urls import path

from apps.penyusunan.tahun_baru import views, views_versi

urlpatterns = [
    path("tahun-baru/", views.TahunBaruPage.as_view(), name="tahun_baru"),
    path("perjanjian-baru/", views_versi.PerjanjianBaruPage.as_view(), name="perjanjian_baru"),
]
