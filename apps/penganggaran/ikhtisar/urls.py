"""Addresses of the overview of the budget."""

from django.urls import path

from apps.penganggaran.ikhtisar import views

urlpatterns = [path("", views.IkhtisarPage.as_view(), name="anggaran")]
