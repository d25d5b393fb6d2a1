from django.apps import AppConfig


class AnggaranConfig(AppConfig):
    name = "apps.anggaran"
    verbose_name = "Anggaran"
