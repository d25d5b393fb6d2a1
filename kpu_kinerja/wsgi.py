"""WSGI application, served by gunicorn in an office."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpu_kinerja.settings")

application = get_wsgi_application()

# Every page's code is loaded here, once before the workers part, instead of while the first person waits for a page.
get_resolver().url_patterns  # noqa: B018 -- reading it is what loads it
