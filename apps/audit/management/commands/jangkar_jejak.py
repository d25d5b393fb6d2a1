"""Write down the heads of all chains, for another host."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit.anchors import write_anchors


class Command(BaseCommand):
    help = "Tulis jangkar: sidik terakhir setiap rantai jejak, untuk disalin ke komputer lain setiap hari."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, help="Folder jangkar; bawaan: jangkar di dalam DATA_DIR.")

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        try:
            path, anchors = write_anchors(folder or settings.DATA_DIR / "jangkar")
        except OSError as error:
            raise CommandError(f"Jangkar tidak dapat ditulis: {error.strerror}.") from error
        self.stdout.write(f"{path}: {len(anchors)} rantai. Salin berkas ini ke komputer lain.")
