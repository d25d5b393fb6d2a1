from django.apps import AppConfig


class PenganggaranConfig(AppConfig):
    name = "apps.penganggaran"
    verbose_name = "Penganggaran"
