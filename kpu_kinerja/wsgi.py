"""WSGI application, served by gunicorn in an office."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpu_kinerja.settings")

application = get_wsgi_application()
