"""All addresses of the application, and stand-ins for pages that these tests link to but do not open."""

from django.http import HttpResponse
from django.urls import NoReverseMatch, include, path, reverse

from kpu_kinerja.urls import urlpatterns as asli

LAIN = {
    "isi": ("isi/<int:nomor>/<periode:triwulan>/", ["5371", 2024, 1, 0]),
    "grid": ("grid/<slug:subbagian>/", ["5371", 2024, "teknis"]),
    "sahkan": ("pengesahan/<periode:triwulan>/", ["5371", 2024, 0]),
    "bukti_unduh": ("bukti/<int:pk>/unduh/", ["5371", 2024, 1]),
    "riwayat": ("riwayat/<int:nomor>/<periode:triwulan>/", ["5371", 2024, 1, 0]),
}


def _missing(name: str, args: list[object]) -> bool:
    try:
        reverse(name, args=args, urlconf="kpu_kinerja.urls")
    except NoReverseMatch:
        return True
    return False


def _stand_in(request, **kwargs: object) -> HttpResponse:  # type: ignore[no-untyped-def]
    return HttpResponse("")


urlpatterns = [
    *asli,
    path(
        "<kunci:kunci>/<tahun:tahun>/",
        include([path(route, _stand_in, name=name) for name, (route, args) in LAIN.items() if _missing(name, args)]),
    ),
]
