"""Print report tables: one by number or slug, or all of them into a folder."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.laporan.exports import FORMATS, render
from apps.laporan.outline import NotInOutline, Outline
from apps.organisasi.models import Entitas

FIRST_YEAR, LAST_YEAR = 2000, 2099


def write_file(path: Path, content: bytes) -> None:
    """Write an output file; what keeps it from being written is said in one line."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} tidak dapat ditulis: {error.strerror}.") from error


def add_report_arguments(parser: CommandParser) -> None:
    """The arguments that say which report is meant."""
    parser.add_argument("--satker", required=True, help="Kode satker, misalnya 5371 atau 5371-sekretariat.")
    parser.add_argument("--tahun", required=True, type=int, help="Tahun laporan, misalnya 2024.")


def open_outline(satker: str, tahun: int, *, hanya_disahkan: bool = False) -> Outline:
    """The outline of the named entitas and year. Raises CommandError when there is no such entitas."""
    if not FIRST_YEAR <= tahun <= LAST_YEAR:
        raise CommandError(f"Tahun {tahun} tidak dikenal. Pilih tahun {FIRST_YEAR} sampai {LAST_YEAR}.")
    entitas = Entitas.objects.select_related("satker").by_kunci(satker).first()
    if entitas is None:
        raise CommandError(f"Satker {satker} tidak ada. Muat datanya dahulu dengan muat_data.")
    return Outline(entitas, tahun, hanya_disahkan=hanya_disahkan)


class Command(BaseCommand):
    help = "Cetak tabel laporan dalam bentuk JSON, CSV, Excel, atau HTML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "tabel", nargs="?", help="Nomor atau slug tabel, misalnya 10 atau perbandingan-indikator/6."
        )
        add_report_arguments(parser)
        parser.add_argument("--format", choices=sorted(FORMATS), default="json")
        parser.add_argument("--hanya-disahkan", action="store_true", help="Hanya angka yang sudah disahkan.")
        parser.add_argument("--semua", action="store_true", help="Cetak semua tabel ke folder -o.")
        parser.add_argument("-o", "--output", type=Path, help="Berkas keluaran, atau folder bersama --semua.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["tabel"]) == options["semua"]:
            raise CommandError("Sebutkan satu nomor tabel, atau --semua.")
        if options["semua"] and not options["output"]:
            raise CommandError("--semua memerlukan folder keluaran: -o FOLDER.")
        outline = open_outline(options["satker"], options["tahun"], hanya_disahkan=options["hanya_disahkan"])
        if options["semua"]:
            self._all(outline, options["format"], options["output"])
            return
        try:
            entry = outline.find("tabel", options["tabel"])
        except NotInOutline as error:
            raise CommandError(str(error)) from error
        content = render(outline.table(entry), options["format"])
        if options["output"]:
            write_file(options["output"], content)
        elif options["format"] == "xlsx":
            raise CommandError("Excel tidak dapat dicetak ke layar. Sebutkan berkasnya: -o FILE.xlsx.")
        else:
            self.stdout.write(content.decode("utf-8-sig"), ending="")

    def _all(self, outline: Outline, format_name: str, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"Folder {folder} tidak dapat dibuat: {error.strerror}.") from error
        index = []
        for entry in outline.tables:
            name = f"tabel-{entry.number:02d}.{format_name}"
            write_file(folder / name, render(outline.table(entry), format_name))
            index.append({"nomor": entry.number, "slug": entry.address, "judul": entry.title, "berkas": name})
        (folder / "daftar.json").write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(f"{len(index)} tabel ditulis ke {folder}.")
