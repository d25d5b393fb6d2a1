"""Addresses of the output, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.keluaran import views

urlpatterns = [
    path("keluaran/", views.KeluaranPage.as_view(), name="anggaran_keluaran"),
    path("keluaran/<int:ro>/hitung/", views.HitungView.as_view(), name="keluaran_hitung"),
]
