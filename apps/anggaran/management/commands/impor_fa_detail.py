"""Read a budget file and print what it would change; with --terapkan also change it."""

import json
from argparse import BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.anggaran.importers.baris import BerkasDitolak, Penolakan
from apps.anggaran.importers.pemeriksaan import baca
from apps.anggaran.services.antrean import jenis_berkas
from apps.anggaran.services.impor import data_ditolak, susun_pratinjau, terapkan
from apps.anggaran.services.penerapan import Pilihan
from apps.audit.services import Sistem
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Satker


class Command(BaseCommand):
    help = "Membaca Laporan Fa Detail (SAKTI) atau templat anggaran: mencetak pratinjaunya (JSON), atau menerapkannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path, help="Berkas .xlsx atau .csv.")
        parser.add_argument("--satker", required=True, help="Kode satker, misalnya 5371.")
        parser.add_argument("--tahun", required=True, type=int, help="Tahun anggaran.")
        parser.add_argument("--terapkan", action=BooleanOptionalAction, default=False, help="Simpan perubahannya.")
        parser.add_argument("--alasan", default="", help="Alasan, bila memperbaiki realisasi tanggal yang sudah ada.")

    def handle(self, *args: Any, berkas: Path, satker: str, tahun: int, **options: Any) -> None:
        office = Satker.objects.filter(kode=satker).first()
        if office is None:
            raise CommandError(f"Satker {satker} tidak ada.")
        if not berkas.is_file():
            raise CommandError(f"Berkas {berkas} tidak ada.")
        try:
            hasil = self._run(berkas, office, tahun, options)
        except BerkasDitolak as error:
            hasil = data_ditolak(error.penolakan)
        except ValidationError as error:
            hasil = data_ditolak([Penolakan(0, message) for message in error.messages])
        self.stdout.write(json.dumps(hasil, ensure_ascii=False, indent=2))
        if hasil["ditolak"]:
            raise SystemExit(1)

    def _run(self, path: Path, satker: Satker, tahun: int, options: dict[str, Any]) -> dict[str, Any]:
        with path.open("rb") as file:
            pratinjau = susun_pratinjau(satker, tahun, baca(file, path.name))
            hasil = pratinjau.data() | {"diterapkan": False}
            if options["terapkan"] and pratinjau.perbandingan.ada:
                pelaku = Sistem("Perintah impor_fa_detail")
                file.seek(0)
                with transaksi_berkas():
                    disimpan = simpan_berkas(
                        satker=satker, isi=file, nama=path.name, pelaku=pelaku, jenis=jenis_berkas(path.name)
                    )
                    terapkan(
                        pelaku=pelaku,
                        satker=satker,
                        tahun=tahun,
                        pratinjau=pratinjau,
                        berkas=disimpan,
                        pilihan=Pilihan(alasan_perbaikan=options["alasan"]),
                    )
                hasil["diterapkan"] = True
        return hasil
