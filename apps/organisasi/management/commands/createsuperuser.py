"""Django's createsuperuser, with an entry in the journal."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from apps.audit.services import Sistem
from apps.organisasi.accounts import record_new_account
from apps.organisasi.models import Pengguna


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, then record it.

        Not in one transaction: the command asks its questions in between, and nobody could write until they are
        answered. An account that missed its entry is found by verifikasi_jejak.
        """
        known = set(Pengguna.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        for pengguna in Pengguna.objects.exclude(pk__in=known):
            record_new_account(pengguna, Sistem("Perintah createsuperuser"))
