"""Load a folder of data sheets."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from apps.audit.services import Sistem
from apps.pertukaran.buku import BukuDitolak
from apps.pertukaran.muat import MuatDitolak, muat_folder
from apps.pertukaran.services.perintah import catat_impor


class Command(BaseCommand):
    help = "Muat lembar-lembar data (CSV) dari sebuah folder; semuanya atau tidak sama sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Folder berisi berkas CSV, misalnya data/kota-kupang.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"Folder {folder} tidak ada.")
        try:
            with transaction.atomic():
                hasil = muat_folder(folder, Sistem("Perintah muat_data"))
                catat_impor(hasil, f"folder {folder.resolve().name}", None)
        except (BukuDitolak, MuatDitolak) as error:
            raise CommandError(f"{error}\nTidak ada data yang dimuat.") from error
        berubah = [satu for satu in hasil.lembar if satu.baru or satu.berubah]
        for satu in berubah:
            self.stdout.write(f"{satu.lembar}: {satu.baru} baru, {satu.berubah} berubah, {satu.sama} sama")
        if not berubah:
            self.stdout.write("Tidak ada perubahan: data sudah sama.")
