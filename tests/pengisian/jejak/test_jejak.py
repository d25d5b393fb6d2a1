"""The journal: narrowed, entry by entry, and as it leaves."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from apps.audit import pemeriksa_mandiri
from apps.audit.models import Jejak
from apps.audit.services import record
from apps.organisasi.models import Divisi
from tests.pengisian.jejak.reading import (
    at,
    by_class,
    page,
    rows,
    sheet_of,
    texts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(satker, cast) -> list[Jejak]:
    """Three acts of two people on two kinds of objects, and one in another office."""
    divisi = Divisi.objects.filter(satker=satker).first()
    one = record(
        rantai="5371",
        pelaku=cast["operator"],
        tindakan="ubah",
        objek=divisi,
        sebelum={"nama": "A"},
        sesudah={"nama": "B"},
    )
    two = record(rantai="5371", pelaku=cast["verifikator"], tindakan="hapus", objek=cast["operator"], alasan="Pindah")
    three = record(rantai="5371", pelaku=cast["verifikator"], tindakan="tambah", objek="=1+1", sesudah={"nama": "B"})
    record(rantai="9999", pelaku=cast["satker_lain"], tindakan="tambah", objek="Rahasia kantor lain")
    return [one, two, three]


def test_the_journal_is_narrowed_by_person_act_kind_words_and_days(client_of, cast, three) -> None:
    client = client_of("auditor")
    numbers = [str(e.nomor) for e in three]
    assert rows(client.get(at("jejak"), {"pelaku": cast["verifikator"].nama})) == [numbers[2], numbers[1]]
    assert rows(client.get(at("jejak"), {"tindakan": "hapus"})) == [numbers[1]]
    assert rows(client.get(at("jejak"), {"jenis": "organisasi.divisi", "pelaku": cast["operator"].nama})) == [
        numbers[0]
    ]
    assert rows(client.get(at("jejak"), {"q": "pindah"})) == [numbers[1]]
    today = timezone.localdate()
    assert numbers[0] in rows(client.get(at("jejak"), {"dari": today.isoformat()}))
    assert rows(client.get(at("jejak"), {"dari": (today + timedelta(days=1)).isoformat()})) == []
    assert rows(client.get(at("jejak"), {"sampai": (today - timedelta(days=1)).isoformat()})) == []


def test_nonsense_in_a_filter_is_told_and_hides_nothing(client_of, three) -> None:
    root = page(client_of("auditor").get(at("jejak"), {"dari": "kemarin", "pelaku": "siapa"}))
    assert len(root.xpath(by_class("field-bad"))) == 2
    assert str(three[0].nomor) in texts(root, "//table//tbody/tr/td[1]")


def test_another_satkers_entries_are_never_seen(client_of, three) -> None:
    client = client_of("auditor")
    assert "Rahasia kantor lain" not in client.get(at("jejak")).content.decode()
    assert "Rahasia kantor lain" not in b"".join(client.get(at("jejak_ekspor")).streaming_content).decode()


def test_a_row_leads_to_its_entry_which_says_everything(client_of, three) -> None:
    client = client_of("auditor")
    link = page(client.get(at("jejak"))).xpath(f"//table//a[text()='{three[0].nomor}']/@href")
    assert link == [at("jejak_rincian", three[0].nomor)]
    root = page(client.get(link[0]))
    (row,) = root.xpath("//table/tbody/tr")
    assert [" ".join(c.text_content().split()) for c in row] == ["Nama", "“A”", "“B”"]
    text = root.text_content()
    assert three[0].sidik in text
    assert three[0].sidik_sebelum in text
    nomor = three[0].nomor
    assert root.xpath("//a[@rel='prev']/@href") == [at("jejak_rincian", nomor - 1)]
    assert root.xpath("//a[@rel='next']/@href") == [at("jejak_rincian", nomor + 1)]
    assert client.get(at("jejak_rincian", 10**9)).status_code == 404


def test_an_import_shows_its_counts_and_no_digests(client_of) -> None:
    entry = Jejak.objects.filter(rantai="5371", tindakan="impor_lembar").first()
    text = page(client_of("auditor").get(at("jejak_rincian", entry.nomor))).text_content()
    assert "Baris" in text
    assert next(iter(entry.sesudah["keadaan"].values())) not in text


def test_excel_holds_what_is_seen_as_text_and_real_moments(client_of, cast, three) -> None:
    asked = {"pelaku": cast["verifikator"].nama, "kolom": ["waktu", "objek", "kejadian", "alasan"]}
    sheet = sheet_of(client_of("auditor").get(at("unduh_jejak", "xlsx"), asked))
    top = next(cell.row for cell in sheet["A"] if cell.value == "Nomor")
    assert [cell.value for cell in sheet[top]] == ["Nomor", "Waktu", "Objek", "Kejadian", "Alasan"]
    first, second = (list(sheet[top + row]) for row in (1, 2))
    assert [first[0].value, second[0].value] == [three[2].nomor, three[1].nomor]
    assert sheet.max_row == top + 2
    assert (first[2].value, first[2].data_type) == ("=1+1", "s")
    assert first[1].is_date
    local = timezone.localtime(three[2].waktu).replace(tzinfo=None)
    assert abs((first[1].value - local).total_seconds()) < 1
    assert second[4].value == "Pindah"


def test_what_leaves_the_journal_is_noted_in_it(client_of, cast) -> None:
    client = client_of("auditor")
    client.get(at("unduh_jejak", "xlsx"))
    b"".join(client.get(at("jejak_ekspor")).streaming_content)
    taken = Jejak.objects.filter(tindakan="unduh_jejak").order_by("id").values_list("rantai", "pelaku_id", "objek")
    who = str(cast["auditor"].pk)
    assert list(taken) == [
        ("5371", who, "Jejak audit (Excel)"),
        ("5371", who, "Seluruh rantai jejak audit (JSONL)"),
    ]


def test_the_export_satisfies_the_verifier_that_stands_beside_it(client_of, tmp_path: Path) -> None:
    client = client_of("auditor")
    verifier = client.get(at("jejak_pemeriksa"))
    assert verifier.content == Path(pemeriksa_mandiri.__file__).read_bytes()
    script, journal = tmp_path / "pemeriksa_mandiri.py", tmp_path / "jejak.jsonl"
    script.write_bytes(verifier.content)
    response = client.get(at("jejak_ekspor"))
    assert response.streaming
    lines = b"".join(response.streaming_content)
    journal.write_bytes(lines)

    def verify() -> int:
        command = [sys.executable, str(script), "--jejak", str(journal)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert verify() == 0
    journal.write_bytes(lines.replace(b"Lembar", b"Lambar", 1))
    assert verify() == 1
