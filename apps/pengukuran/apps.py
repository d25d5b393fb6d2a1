from django.apps import AppConfig


class PengukuranConfig(AppConfig):
    name = "apps.pengukuran"
    verbose_name = "Pengukuran"
