"""Admin site of Kinerja KPU."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse


class AdminSite(admin.AdminSite):
    site_header = "Kinerja KPU: administrasi"
    site_title = "Kinerja KPU"
    index_title = "Data dan pengaturan"
    site_url = "/"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Send people to the one login page, so that lock-out and wording are the same everywhere."""
        return redirect_to_login(request.get_full_path())
