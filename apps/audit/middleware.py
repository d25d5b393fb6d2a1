"""Tells the journal from which address a request came."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.audit.origin import acting_from

UNKNOWN = "alamat tidak diketahui"


def client_address(request: HttpRequest) -> str:
    """The address of whoever sent a request, "" when nothing says it.

    Behind n trusted proxies it is the n-th address from the right of X-Forwarded-For: each proxy appends the address
    that it saw, and everything further left was written by the sender and proves nothing.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies == 0 or len(seen) < proxies:
        return direct
    try:
        return str(ipaddress.ip_address(seen[-proxies]))
    except ValueError:
        return direct


class OriginMiddleware:
    """Everything that a request records carries the address that it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(client_address(request) or UNKNOWN):
            return self.get_response(request)
