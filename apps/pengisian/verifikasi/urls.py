"""Addresses of verifikasi, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.verifikasi import views

urlpatterns = [
    path("verifikasi/<int:nomor>/<periode:triwulan>/", views.PemeriksaanPage.as_view(), name="verifikasi"),
    path("langkah/<int:pk>/<slug:langkah>/", views.LangkahView.as_view(), name="langkah"),
]
