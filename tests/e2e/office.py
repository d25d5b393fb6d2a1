"""An office of our own for the browser: its database, its evidence files, its server, its command line."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from mulai import server_command, start, stop, wait_until_serving


@dataclass(frozen=True)
class Office:
    """A folder in which the application keeps everything, used as an office uses it: by pages and by commands.

    Processes of their own need neither the test database nor a hole in the journal's triggers.
    """

    root: Path

    @classmethod
    def prepared(cls, root: Path) -> "Office":
        """Prepare as `make run` does: migrated, with the example data, hashed static files."""
        office = cls(root)
        office.data.mkdir()
        office.manage("siapkan", check=True)
        return office

    def copy(self, root: Path) -> "Office":
        """Another office with the same data; the static files, which nobody changes, stay where they are."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("statis"), dirs_exist_ok=True)
        (root / "statis").symlink_to(self.root / "statis", target_is_directory=True)
        return Office(root)

    @property
    def data(self) -> Path:
        return self.root / "var"

    @property
    def database(self) -> Path:
        return self.root / "kinerja.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DATA_DIR": str(self.data),
            "DEBUG": "false",
            "HTTPS": "false",
            "SECRET_KEY": "hanya-untuk-uji-peramban-" + "x" * 40,
            "STATIC_ROOT": str(self.root / "statis"),
        }

    def manage(self, *arguments: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a management command on the data of this office; check raises when it fails."""
        with self._surroundings():
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.run(command, check=check, capture_output=True, text=True)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Serve with gunicorn and the real policy; yields the address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with self._surroundings():
            server = start(server_command(sys.executable, port))
            try:
                wait_until_serving(server, port)
                yield f"http://127.0.0.1:{port}"
            finally:
                stop([server])

    @contextmanager
    def work(self) -> Iterator[None]:
        """Do in the background what the pages put into the queue, as beside the server of an office."""
        with self._surroundings():
            worker = start([sys.executable, "manage.py", "db_worker"])
            try:
                yield
            finally:
                stop([worker])

    @contextmanager
    def _surroundings(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(settings.BASE_DIR)
            patch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            yield
