"""Addresses of templates and imports: below /<entitas>/<tahun>/data/, and for the whole application below /data/."""

from apps.pertukaran.halaman.dasar import DiAplikasi, DiSatker
from apps.pertukaran.halaman.rute import rute

urlpatterns = rute(DiSatker, "data")
aplikasi = rute(DiAplikasi, "aplikasi_data")
