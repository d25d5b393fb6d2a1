"""Addresses of the budget tree, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.pohon import views

urlpatterns = [
    path("pohon/", views.PohonPage.as_view(), name="anggaran_pohon"),
    path("pohon/<int:pk>/", views.PosPage.as_view(), name="anggaran_pos"),
    path("unduh/pohon.<slug:bentuk>", views.PohonUnduh.as_view(), name="unduh_anggaran"),
]
