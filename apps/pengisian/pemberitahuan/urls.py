"""Addresses of pemberitahuan, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.pemberitahuan import views

urlpatterns = [path("pemberitahuan/", views.PemberitahuanPage.as_view(), name="pemberitahuan")]
