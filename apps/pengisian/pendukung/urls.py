"""Addresses of pendukung, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.pendukung import views

urlpatterns = [path("pendukung/<int:nomor>/", views.PendukungPage.as_view(), name="pendukung")]
