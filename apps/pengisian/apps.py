from django.apps import AppConfig


class PengisianConfig(AppConfig):
    name = "apps.pengisian"
    verbose_name = "Pengisian"
