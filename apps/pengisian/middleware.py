"""Signing in again without losing what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from apps.pengisian.titipan import buang_milik_orang_lain, titipkan


class KeepTypedLoginMiddleware(LoginRequiredMiddleware):
    """Asks for a login like Django's own, and first puts away what was posted to a view that says keeps_typed, with
    the address that shows it again (relative to its own).

    It runs after the CSRF check, so only a form of this site gets here.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.user.is_authenticated:
            buang_milik_orang_lain(request)
            return None
        tujuan = getattr(getattr(view_func, "view_class", None), "keeps_typed", "")
        if request.method == "POST" and tujuan:
            titipkan(request, tujuan)
        return super().process_view(request, view_func, view_args, view_kwargs)
