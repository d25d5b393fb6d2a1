"""Address of the adoption of indicators, below /<entitas>/<tahun>/rencana/."""

from django.urls import path

from apps.penyusunan.adopsi.views import AdopsiPage

urlpatterns = [path("adopsi/", AdopsiPage.as_view(), name="adopsi")]
