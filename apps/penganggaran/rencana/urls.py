"""Addresses of the plan of withdrawals, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.rencana import views

urlpatterns = [path("rencana/", views.RencanaPage.as_view(), name="anggaran_rencana")]
