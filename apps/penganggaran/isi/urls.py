"""Addresses of the sheet of months, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.isi import views

urlpatterns = [path("isi/", views.IsiPage.as_view(), name="anggaran_isi")]
