"""Addresses of the shares, below /<entitas>/<tahun>/anggaran/."""

from django.urls import path

from apps.penganggaran.dukungan import views

urlpatterns = [path("dukungan/", views.DukunganPage.as_view(), name="anggaran_dukungan")]
