"""Signing in and out, each noted in the journal."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from apps.audit.services import lock_chain
from apps.organisasi.accounts import chain_of
from apps.organisasi.forms import MasukForm
from apps.organisasi.models import Pengguna
from apps.organisasi.penolakan import catat_gagal_masuk, catat_keluar, catat_masuk


class SignInView(LoginView):
    """The login page. While django-axes keeps an account locked, further attempts leave no more entries."""

    authentication_form = MasukForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = request.POST.get("username", "")
        # What the form turns away before it looks for an account is no attempt to get in.
        tried = bool(typed.strip() and request.POST.get("password")) and "\0" not in typed
        counted = tried and AxesProxyHandler.is_allowed(request, {"username": typed})
        response = super().post(request, *args, **kwargs)
        if counted and not request.user.is_authenticated:
            terkunci = getattr(request, "axes_locked_out", False)
            catat_gagal_masuk(typed, "Akun dikunci sementara." if terkunci else "Nama pengguna atau kata sandi salah.")
        return response

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Nobody gets in without an entry; in line before the account is touched, as every other writer."""
        lock_chain(chain_of(form.get_user()))
        response = super().form_valid(form)
        catat_masuk(form.get_user())
        return response


class SignOutView(LogoutView):
    """Signs out by POST; a bookmarked address leads home instead of to an empty page."""

    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse("beranda"))

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, Pengguna):
            catat_keluar(request.user)
        return super().post(request, *args, **kwargs)  # type: ignore[return-value]
