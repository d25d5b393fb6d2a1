"""The application's addresses, and one bare page to measure them against."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

# Body of the bare page by name; the bench puts the bytes of the page that it is compared with here.
BODIES: dict[str, bytes] = {}


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Send bytes that are there already: what remains is the middleware, the session, the user and gzip."""
    return HttpResponse(BODIES[name], headers={"X-Pengguna": str(request.user.pk)})


urlpatterns = [path("polos/<slug:name>/", bare), path("", include("kpu_kinerja.urls"))]
