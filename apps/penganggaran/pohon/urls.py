"""Addresses of the budget tree, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.pohon import views

urlpatterns = [
    path("pohon/", views.PohonPage.as_view(), name="anggaran_pohon"),
]
