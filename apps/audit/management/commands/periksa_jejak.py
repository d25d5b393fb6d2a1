"""Check every chain of the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import verify


class Command(BaseCommand):
    help = "Periksa keutuhan jejak audit: setiap sidik dihitung ulang."

    def handle(self, *args: Any, **options: Any) -> None:
        rusak = 0
        # An entry without a head is a fault that only the entries themselves can show.
        entries = Jejak.objects.order_by().values_list("rantai")
        for (rantai,) in KepalaRantai.objects.values_list("rantai").union(entries).order_by("rantai"):
            hasil = verify(rantai)
            nama = hasil.rantai or "sistem"
            self.stdout.write(f"{nama}: {hasil.jumlah} jejak, sidik terakhir {hasil.sidik}")
            for masalah in hasil.masalah:
                self.stderr.write(f"{nama}: {masalah}")
            rusak += bool(hasil.masalah)
        if rusak:
            raise CommandError("Jejak audit tidak utuh.")
