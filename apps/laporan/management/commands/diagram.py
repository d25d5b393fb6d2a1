"""Print a diagram of a report as picture or data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.laporan.exports import CHART_FORMATS, render_chart
from apps.laporan.management.commands.tabel import add_report_arguments, open_outline, write_file
from apps.laporan.outline import NotInOutline


class Command(BaseCommand):
    help = "Cetak diagram laporan sebagai SVG, PNG, atau JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("diagram", help="Nomor atau slug diagram, misalnya 1 atau anggaran-program.")
        add_report_arguments(parser)
        parser.add_argument("--format", choices=sorted(CHART_FORMATS), default="svg")
        parser.add_argument("-o", "--output", type=Path, help="Berkas keluaran.")

    def handle(self, *args: Any, **options: Any) -> None:
        outline = open_outline(options["satker"], options["tahun"])
        try:
            entry = outline.find("diagram", options["diagram"])
        except NotInOutline as error:
            raise CommandError(str(error)) from error
        content = render_chart(outline.chart(entry), options["format"])
        if options["output"]:
            write_file(options["output"], content)
        elif options["format"] == "png":
            raise CommandError("Gambar PNG tidak dapat dicetak ke layar. Sebutkan berkasnya: -o FILE.png.")
        else:
            self.stdout.write(content.decode(), ending="")
