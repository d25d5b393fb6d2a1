"""Addresses of the pages that make next year's plan, below /<entitas>/<tahun>/rencana/; each topic keeps its own."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
