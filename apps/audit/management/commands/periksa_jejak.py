"""Check every chain of the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.audit.models import KepalaRantai
from apps.audit.services import verify


class Command(BaseCommand):
    help = "Periksa keutuhan jejak audit: setiap sidik dihitung ulang."

    def handle(self, *args: Any, **options: Any) -> None:
        rusak = 0
        for kepala in KepalaRantai.objects.order_by("rantai"):
            hasil = verify(kepala.rantai)
            nama = hasil.rantai or "sistem"
            self.stdout.write(f"{nama}: {hasil.jumlah} jejak, sidik terakhir {hasil.sidik}")
            for masalah in hasil.masalah:
                self.stderr.write(f"{nama}: {masalah}")
            rusak += bool(hasil.masalah)
        if rusak:
            raise CommandError("Jejak audit tidak utuh.")
