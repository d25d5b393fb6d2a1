"""Check that everything recorded is still there: chains, rows, anchors."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.laporan.integritas import check_everything


class Command(BaseCommand):
    help = "Periksa keutuhan jejak audit dan bahwa isi basis data sama dengan yang tercatat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jangkar", type=Path, help="Folder jangkar dari komputer lain; bawaan: dalam DATA_DIR.")

    def handle(self, *args: Any, jangkar: Path | None, **options: Any) -> None:
        if jangkar and not jangkar.is_dir():
            raise CommandError(f"Folder {jangkar} tidak ada.")
        results = check_everything(jangkar)
        for line in (line for hasil in results for line in hasil.diperiksa):
            self.stdout.write(line)
        findings = [temuan for hasil in results for temuan in hasil.temuan]
        for temuan in findings:
            self.stderr.write(temuan)
        if findings:
            # Not CommandError: one line per finding and nothing else, for whoever reads it by machine.
            raise SystemExit(1)
        self.stdout.write("Tidak ada temuan.")
