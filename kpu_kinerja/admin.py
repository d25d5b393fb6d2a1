"""Admin site of Kinerja KPU."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import PasswordChangeView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme


def boolean_icon(value: bool | None) -> str:
    """Draw yes and no with words that a screen reader says in Indonesian; Django's function says "True"."""
    name, words = {True: ("yes", "Ya"), False: ("no", "Tidak"), None: ("unknown", "Tidak diketahui")}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)


admin_list._boolean_icon = boolean_icon  # type: ignore[attr-defined]

NO_ACCESS = "Akun Anda belum diberi akses ke halaman administrasi. Mintalah kepada administrator satker Anda."


# What libraries bring along is named in their own English.
OTHERS = {
    "axes": "Percobaan masuk",
    "AccessAttempt": "Percobaan yang dihitung",
    "AccessFailureLog": "Percobaan yang gagal",
    "AccessLog": "Masuk dan keluar",
    "django_tasks_database": "Pekerjaan latar",
    "DBTaskResult": "Pekerjaan",
}


class AdminSite(admin.AdminSite):
    site_header = "Kinerja KPU: administrasi"
    site_title = "Kinerja KPU"
    index_title = "Data dan pengaturan"
    site_url = "/"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Send people to the one login page, so that lock-out and wording are the same everywhere.

        Somebody who is signed in but has no access here is told so; another round of signing in would never end.
        """
        target = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
            target = reverse(f"{self.name}:index")
        if not request.user.is_authenticated:
            return redirect_to_login(target)
        if not self.has_permission(request):
            raise PermissionDenied(NO_ACCESS)
        return HttpResponseRedirect(target)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Change one's own password; the journal notes that it happened, never what it is."""
        from apps.organisasi.admin import record_new_password
        from apps.organisasi.admin_base.forms import KataSandiSendiriForm

        view = PasswordChangeView.as_view(
            form_class=KataSandiSendiriForm,
            template_name="admin/kata_sandi.html",
            title="Ganti kata sandi",
            success_url=reverse(f"{self.name}:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        user: Any = request.user
        with transaction.atomic():
            before = user.password
            response = view(request)
            if user.password != before:
                record_new_password(user, user)
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Our own apps in the order of the work, not of the alphabet; the journal, which only tells, at the end."""
        order = {config.label: number for number, config in enumerate(apps.get_app_configs())}
        order["audit"] = len(order)
        found = super().get_app_list(request, app_label)
        for app in found:
            app["name"] = OTHERS.get(app["app_label"], app["name"])
            for model in app["models"]:
                model["name"] = OTHERS.get(model["object_name"], model["name"])
        return sorted(found, key=lambda app: order[app["app_label"]])
