"""Addresses of periode, below /<entitas>/<tahun>/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
