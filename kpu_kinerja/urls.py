"""All addresses of the application. Everything needs a login (LoginRequiredMiddleware) but what says otherwise."""

from django.contrib import admin
from django.urls import include, path

from apps.dasbor import masuk, views
from apps.dasbor.gaya.views import GayaPage
from apps.pertukaran.halaman.awal import MuatDariAdmin
from apps.pertukaran.urls import aplikasi

in_scope = [
    path("", include("apps.laporan.urls")),
    path("", include("apps.pengisian.urls")),
    path("anggaran/", include("apps.penganggaran.urls")),
    path("rencana/", include("apps.penyusunan.urls")),
    path("data/", include("apps.pertukaran.urls")),
    path("", include("apps.dasbor.urls")),
]

urlpatterns = [
    path("", views.HomeView.as_view(), name="beranda"),
    path("masuk/", masuk.SignInView.as_view(), name="masuk"),
    path("keluar/", masuk.SignOutView.as_view(), name="keluar"),
    path("sehat/", views.HealthView.as_view(), name="sehat"),
    path("gaya/", GayaPage.as_view(), name="gaya"),
    path("admin/", admin.site.urls),
    path("data/", include(aplikasi)),
    path("data/muat/", MuatDariAdmin.as_view(), name="muat_dari_admin"),
    path("<kunci:kunci>/<tahun:tahun>/", include(in_scope)),
]
