"""Record the rows that the journal does not know yet: once, after an upgrade from a version that kept no digests."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from apps.audit.rows import audited_models, unrecorded
from apps.audit.services import Sistem, lock_chain, record_rows


class Command(BaseCommand):
    help = "Catat keadaan baris yang belum pernah tercatat dalam jejak; baris yang berubah di luar jejak tetap temuan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        # The rows of one model belong to many satker, and this is an act on the system as a whole.
        lock_chain("")
        for model in audited_models():
            if pks := unrecorded(model):
                objek = f"Keadaan awal {model._meta.verbose_name}"
                record_rows(
                    rantai="",
                    pelaku=Sistem("Perintah catat_keadaan"),
                    tindakan="catat_keadaan",
                    objek=objek,
                    model=model,
                    pks=pks,
                    rincian={"baris": len(pks)},
                )
                self.stdout.write(f"{objek}: {len(pks)} baris")
