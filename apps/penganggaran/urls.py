"""Addresses of the budget, below /<entitas>/<tahun>/anggaran/; each topic keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("apps.penganggaran.rekonsiliasi.urls")),
]
