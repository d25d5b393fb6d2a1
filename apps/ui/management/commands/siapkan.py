"""Prepare the embedded demonstration in one process: migrate, load the example once, collect static files."""

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

# The office, another one of other kinds, the plan after with what that office adopted, and a second one below the same
# provinsi; later ones build on earlier.
EXAMPLES = ("kota-kupang", "contoh-lain", "contoh-nasional", "contoh-lain-2025", "contoh-kota")


class Command(BaseCommand):
    help = "Menyiapkan basis data, data contoh, akun contoh, dan berkas statis; aman diulang."
    # mulai.py waits for this at every start; the checks belong to tests and CI.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        self.load_example()
        self.collect_static()
        call_command("buat_akun_contoh", "--daftar", stdout=self.stdout)

    def load_example(self) -> None:
        """Load the example into a database in which nobody has an account yet, and only there.

        The database itself tells whether this was done. A marker beside it could be lost or belong to another one,
        and accounts with known passwords would then enter an office's own data.
        """
        if get_user_model().objects.exists():
            return
        self.stdout.write("Memuat data contoh KPU Kota Kupang dan satker rekaan …")
        # All or nothing: an interrupted load is begun again at the next start. A refusal speaks for itself, and what
        # they report of success is for people who call them on purpose.
        with transaction.atomic():
            for folder in EXAMPLES:
                call_command("muat_data", str(settings.BASE_DIR / "data" / folder), stdout=StringIO())
            call_command("buat_akun_contoh", stdout=StringIO())
            call_command("buat_pengisian_contoh", stdout=StringIO())

    def collect_static(self) -> None:
        """Collect static files when any source is newer or other than what was collected last."""
        stamp = Path(settings.STATIC_ROOT) / ".sidik"
        fingerprint = static_fingerprint()
        if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
            return
        self.stdout.write("Mengumpulkan berkas statis …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(fingerprint, encoding="ascii")


def static_fingerprint() -> str:
    """Return a digest over path, size and time of every static source, of packages too; contents are not read."""
    lines = [str(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            lines.append(f"{path}\0{state.st_size}\0{state.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
