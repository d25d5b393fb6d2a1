from django.apps import AppConfig


class PenyusunanConfig(AppConfig):
    name = "apps.penyusunan"
    verbose_name = "Penyusunan rencana"
