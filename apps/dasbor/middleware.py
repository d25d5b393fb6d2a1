"""What every answer to a signed-in person has in common."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from apps.organisasi.penolakan import catat_penolakan


class PrivateAnswersMiddleware:
    """Keeps pages and downloads of signed-in people out of every cache: computers in an office are shared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusalMiddleware:
    """Notes in the journal every PermissionDenied that a signed-in person meets, once the view has ended.

    By then the refused transaction is rolled back, so the note stands. The exception goes on to become the 403 page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied):
            catat_penolakan(request, str(exception))
