"""Addresses of templates and imports, below /<entitas>/<tahun>/data/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
