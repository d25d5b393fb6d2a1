"""From where: the address of a request, the command, or the server."""

import subprocess
import sys
from pathlib import Path

import pytest
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.test import Client, RequestFactory

from apps.audit.middleware import UNKNOWN, OriginMiddleware, client_address
from apps.audit.models import Jejak
from apps.audit.origin import LONGEST, SERVER, acting_from, current_origin
from apps.audit.services import Sistem, record
from apps.audit.verification import verify
from apps.organisasi.models import Pengguna, Satker
from tests.audit import tampering


def test_the_innermost_origin_counts_and_the_outer_comes_back() -> None:
    assert current_origin() == SERVER
    with acting_from("perintah muat_data"):
        with acting_from("127.0.0.1"):
            assert current_origin() == "127.0.0.1"
        assert current_origin() == "perintah muat_data"
    assert current_origin() == SERVER


def test_an_origin_fits_its_column() -> None:
    with acting_from("x" * 500):
        assert len(current_origin()) == LONGEST == Jejak._meta.get_field("asal").max_length


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "10.0.0.9", "127.0.0.1"),
        (0, "", "127.0.0.1"),
        (1, "10.0.0.9", "10.0.0.9"),
        (1, "6.6.6.6, 10.0.0.9", "10.0.0.9"),
        (2, "6.6.6.6, 10.0.0.9, 10.0.0.1", "10.0.0.9"),
        (2, "10.0.0.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "bukan alamat", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_what_trusted_proxies_saw_counts(settings, proxies: int, forwarded: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", **headers)
    assert client_address(request) == expected
    assert get_client_ip_address(request) == expected


def test_a_request_without_an_address_says_so() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="")
    assert OriginMiddleware(lambda request: current_origin())(request) == UNKNOWN  # type: ignore[arg-type, return-value]


@pytest.mark.django_db
def test_what_a_request_records_carries_its_address(satker: Satker) -> None:
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.force_login(Pengguna.objects.create_superuser("super", password="sandi", nama="Super"))
    data = {"satker": satker.pk, "jenis": "lain", "nama": "", "kode": "baru", "urutan": 90}
    data |= {"nama": "Divisi Baru", "dasar": ""}
    for prefix in ("peran", "uraian_tugas"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    assert client.post("/admin/organisasi/divisi/add/", data).status_code == 302
    assert Jejak.objects.first().asal == "10.1.2.3"


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [("lain", "realisasi/1/2024/0"), ("10.1.2.3", "lain")])
def test_origin_and_subject_are_covered_by_the_fingerprint(changed: tuple[str, str]) -> None:
    with acting_from("10.1.2.3"):
        entry = record(rantai="uji", pelaku=Sistem(), tindakan="ubah", objek="x", pokok="realisasi/1/2024/0")
    assert (entry.asal, entry.pokok, entry.bentuk) == ("10.1.2.3", "realisasi/1/2024/0", 2)
    assert not verify("uji").masalah
    tampering.run("UPDATE audit_jejak SET asal = %s, pokok = %s WHERE rantai = 'uji'", *changed)
    assert verify("uji").masalah


@pytest.mark.django_db
def test_an_entry_is_about_what_its_row_says(satker: Satker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Satker, "pokok_jejak", lambda self: f"satker/{self.kode}", raising=False)
    assert record(rantai="uji", pelaku=Sistem(), tindakan="ubah", objek=satker).pokok == "satker/5371"
    assert record(rantai="uji", pelaku=Sistem(), tindakan="ubah", objek=satker, pokok="lain").pokok == "lain"


def test_a_command_says_its_name(tmp_path: Path) -> None:
    """Through manage.py itself, in a process of its own."""
    environment = {"DATA_DIR": str(tmp_path), "PATH": "", "DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite3'}"}
    program = "import manage, sys; sys.argv = ['manage.py', 'shell', '-c', sys.argv[1]]; manage.main()"
    code = "from apps.audit.origin import current_origin; print(current_origin())"
    answer = subprocess.run(
        [sys.executable, "-c", program, code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.splitlines()[-1] == "perintah shell"
