from django.apps import AppConfig


class RapatConfig(AppConfig):
    name = "apps.rapat"
    verbose_name = "Rapat evaluasi"
