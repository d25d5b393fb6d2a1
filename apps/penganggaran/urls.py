"""Addresses of the budget, below /<entitas>/<tahun>/anggaran/; each topic keeps its own."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
