"""Addresses of periode, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.periode import views

urlpatterns = [
    path("periode/", views.PeriodePage.as_view(), name="periode"),
    path("periode/<periode:triwulan>/", views.AturPage.as_view(), name="periode_atur"),
    path("periode/<periode:triwulan>/perpanjangan/", views.PerpanjanganView.as_view(), name="perpanjangan"),
]
