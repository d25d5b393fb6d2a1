"""Addresses of the role pages, below /<entitas>/<tahun>/."""

from django.urls import include, path

from apps.dasbor import views
from apps.dasbor.ringkasan.views import SummaryPage

urlpatterns = [
    path("", SummaryPage.as_view(), name="dasbor"),
    path("indikator/", views.IndikatorList.as_view(), name="daftar_indikator"),
    path("", include("apps.dasbor.indikator.urls")),
    path("kutipan/", views.KutipanList.as_view(), name="kutipan"),
    path("", include("apps.dasbor.jejak.urls")),
    path("", include("apps.dasbor.sasaran.urls")),
    path("", include("apps.dasbor.kantor.urls")),
    path("unit/", include("apps.dasbor.unit.urls")),
]
