"""Load a folder of data sheets."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit.services import Sistem
from apps.pertukaran.loading import LoadError, load_folder


class Command(BaseCommand):
    help = "Muat lembar-lembar data (CSV) dari sebuah folder; semuanya atau tidak sama sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Folder berisi berkas CSV, misalnya data/kota-kupang.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"Folder {folder} tidak ada.")
        try:
            results = load_folder(folder, Sistem("Perintah muat_data"))
        except LoadError as error:
            raise CommandError(f"{error}\nTidak ada data yang dimuat.") from error
        changed = [result for result in results if result.baru or result.berubah]
        for result in changed:
            self.stdout.write(f"{result.berkas}: {result.baru} baru, {result.berubah} berubah, {result.sama} sama")
        if not changed:
            self.stdout.write("Tidak ada perubahan: data sudah sama.")
