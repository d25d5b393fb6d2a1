"""Addresses of grid, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.grid import views

urlpatterns = [path("grid/<slug:subbagian>/", views.GridPage.as_view(), name="grid")]
