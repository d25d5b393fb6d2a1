"""Addresses of the pages that make next year's plan, below /<entitas>/<tahun>/rencana/; each topic keeps its own."""

from django.urls import URLPattern, URLResolver

from apps.penyusunan.indikator.urls import urlpatterns as indikator
from apps.penyusunan.tahun_baru.urls import urlpatterns as tahun_baru

urlpatterns: list[URLPattern | URLResolver] = [*tahun_baru, *indikator]
