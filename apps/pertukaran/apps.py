from django.apps import AppConfig


class PertukaranConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "apps.pertukaran"
    verbose_name = "Pertukaran data"
