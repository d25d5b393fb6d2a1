"""Write a template, filled with what is stored of a satker."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.laporan.management.commands.tabel import FIRST_YEAR, LAST_YEAR, write_file
from apps.organisasi.models import Satker
from apps.pertukaran.kelompok import MENURUT_KELOMPOK, SEMUANYA
from apps.pertukaran.templat.tulis import templat_satker


class Command(BaseCommand):
    help = "Tulis templat Excel berisi data sebuah satker; isinya dimuat kembali dengan impor_templat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--satker", required=True, help="Kode satker, misalnya 5371.")
        parser.add_argument("--tahun", type=int, help="Tahun data, misalnya 2024. Tanpa ini: semua tahun.")
        parser.add_argument("--kelompok", choices=sorted(MENURUT_KELOMPOK), default=SEMUANYA.nama)
        parser.add_argument("-o", "--output", type=Path, required=True, help="Berkas keluaran (.xlsx).")

    def handle(self, *args: Any, satker: str, tahun: int | None, kelompok: str, output: Path, **options: Any) -> None:
        if tahun is not None and not FIRST_YEAR <= tahun <= LAST_YEAR:
            raise CommandError(f"Tahun {tahun} tidak dikenal. Pilih tahun {FIRST_YEAR} sampai {LAST_YEAR}.")
        pemilik = Satker.objects.filter(kode=satker).first()
        if pemilik is None:
            raise CommandError(f"Satker {satker} tidak ada. Muat datanya dahulu dengan muat_data.")
        write_file(output, templat_satker(pemilik, tahun, MENURUT_KELOMPOK[kelompok]))
