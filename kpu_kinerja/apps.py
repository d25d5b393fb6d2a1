"""The project's own admin site: Indonesian titles and the application's login page."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "kpu_kinerja.admin.AdminSite"
