"""Addresses of the pages that make next year's plan, below /<entitas>/<tahun>/rencana/; each topic keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.penyusunan.adopsi.urls")),
    path("", include("apps.penyusunan.tahun_baru.urls")),
    path("", include("apps.penyusunan.indikator.urls")),
]
