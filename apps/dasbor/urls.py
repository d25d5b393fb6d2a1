"""Addresses of the role pages, below /<entitas>/<tahun>/."""

from django.urls import include, path

from apps.dasbor.ringkasan.views import SummaryPage

urlpatterns = [
    path("", SummaryPage.as_view(), name="dasbor"),
    path("", include("apps.dasbor.daftar.urls")),
    path("", include("apps.dasbor.indikator.urls")),
    path("", include("apps.dasbor.jejak.urls")),
    path("", include("apps.dasbor.sasaran.urls")),
    path("", include("apps.dasbor.kantor.urls")),
    path("unit/", include("apps.dasbor.unit.urls")),
]
