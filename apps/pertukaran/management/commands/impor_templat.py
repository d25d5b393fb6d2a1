"""Bring in a workbook (or CSV, or ZIP of CSV files) of data: shown as JSON, applied when asked for."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit.services import Sistem
from apps.dokumen.rules import ContentError
from apps.pertukaran.buku import BukuDitolak
from apps.pertukaran.services.perintah import impor_berkas


class Command(BaseCommand):
    help = "Periksa sebuah berkas data (templat XLSX, CSV, atau ZIP berisi CSV); --terapkan menyimpannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--terapkan", action="store_true", help="Simpan, bila tidak ada yang ditolak.")

    def handle(self, *args: Any, berkas: Path, terapkan: bool, **options: Any) -> None:
        try:
            with berkas.open("rb") as file:
                hasil = impor_berkas(file, berkas.name, Sistem("Perintah impor_templat"), terapkan=terapkan)
        except OSError as error:
            raise CommandError(f"Berkas {berkas} tidak dapat dibuka. Periksa namanya.") from error
        except (BukuDitolak, ContentError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(hasil.data(), ensure_ascii=False, indent=1))
        if hasil.ditolak:
            raise SystemExit(1)
