"""Addresses of the plan of one indicator, below /<entitas>/<tahun>/rencana/."""

from django.urls import path

from apps.penyusunan.indikator.views import RencanaIndikatorPage

urlpatterns = [path("indikator/<int:nomor>/", RencanaIndikatorPage.as_view(), name="rencana_indikator")]
