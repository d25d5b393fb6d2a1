"""Addresses of tugas, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.tugas import views

urlpatterns = [
    path("tugas/", views.TugasPage.as_view(), name="tugas"),
    path("papan/", views.PapanPage.as_view(), name="papan"),
]
