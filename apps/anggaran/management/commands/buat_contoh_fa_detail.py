"""Write a made-up "Laporan Fa Detail" of any length, to try the import with."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.anggaran.importers.contoh import MIN_BARIS, buat_contoh
from apps.anggaran.importers.fa_detail_tulis import Bentuk, tulis_csv, tulis_xlsx

# With its headers and footnotes such a report stays below the rows that an import takes.
MAX_BARIS = 180_000
MAX_GESER = 50


class Command(BaseCommand):
    help = "Buat berkas contoh Laporan Fa Detail SAKTI (16 Segmen) dengan angka karangan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--baris", type=int, required=True, help="Banyaknya baris berkode, program sampai item.")
        parser.add_argument("-o", "--output", type=Path, required=True, help="Berkas keluaran.")
        parser.add_argument("--benih", type=int, default=0, help="Benih acak; benih sama, angka sama.")
        parser.add_argument("--tahun", type=int, default=2024)
        parser.add_argument("--bulan", type=int, default=12, choices=range(1, 13), metavar="1-12")
        parser.add_argument("--satker-kode", default="654321", help="Kode satker SAKTI, enam angka.")
        parser.add_argument("--satker-nama", default="KPU KOTA KUPANG")
        parser.add_argument("--geser", type=int, default=0, help="Geser kolomnya, seperti di versi laporan lain.")
        parser.add_argument("--csv", action="store_true", help="Tulis CSV, bukan Excel.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not MIN_BARIS <= options["baris"] <= MAX_BARIS:
            raise CommandError(f"Banyaknya baris harus {MIN_BARIS} sampai {MAX_BARIS}.")
        if not 0 <= options["geser"] <= MAX_GESER or not 2000 <= options["tahun"] <= 2099:
            raise CommandError(f"Geser harus 0 sampai {MAX_GESER}, dan tahun 2000 sampai 2099.")
        if len(options["satker_kode"]) != 6 or not options["satker_kode"].isdigit():
            raise CommandError("Kode satker SAKTI harus enam angka.")
        isi = buat_contoh(
            options["baris"],
            benih=options["benih"],
            tahun=options["tahun"],
            bulan=options["bulan"],
            kode_satker=options["satker_kode"],
            nama_satker=options["satker_nama"],
        )
        tulis = tulis_csv if options["csv"] else tulis_xlsx
        try:
            with options["output"].open("wb") as file:
                tulis(isi, file, Bentuk(geser=options["geser"]))
        except OSError as error:
            raise CommandError(f"{options['output']} tidak dapat ditulis: {error.strerror}.") from error
        self.stdout.write(f"{options['baris']} baris ditulis ke {options['output']}.")
