"""Addresses of the role pages, below /<entitas>/<tahun>/."""

from django.urls import include, path

from apps.dasbor import views
from apps.dasbor.ringkasan.views import SummaryPage

urlpatterns = [
    path("", SummaryPage.as_view(), name="dasbor"),
    path("indikator/", views.IndikatorList.as_view(), name="daftar_indikator"),
    path("indikator/<int:nomor>/", views.IndikatorPage.as_view(), name="indikator"),
    path("kutipan/", views.KutipanList.as_view(), name="kutipan"),
    path("", include("apps.dasbor.jejak.urls")),
]
