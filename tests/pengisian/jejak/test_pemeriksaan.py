"""The check of journal, rows, files and anchors on a page."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from apps.audit.anchors import write_anchors
from apps.audit.models import Jejak
from tests.pengisian.jejak.reading import at, by_class, page, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def anchored(settings, tmp_path: Path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "berkas"
    write_anchors(tmp_path / "jangkar")


def test_the_check_says_what_it_looked_at_and_that_all_is_well(client_of, anchored) -> None:
    call_command("catat_keadaan")
    client, url = client_of("auditor"), at("jejak_pemeriksaan")
    first = page(client.get(url)).text_content()
    assert "Periksa sekarang" in first
    assert "Hasil" not in first
    # The people of the test came after what was recorded, as nobody in an office does.
    call_command("catat_keadaan")
    response = client.post(url)
    assert response["Location"] == url
    root = page(client.get(url))
    assert "Utuh" in texts(root, by_class("chip"))
    jumlah = Jejak.objects.filter(rantai="5371").count()
    looked = texts(root, by_class("checked") + "/li")
    assert looked[0].startswith(f"Rantai: {jumlah} jejak, sidik terakhir ")
    assert [line.split(":")[0] for line in looked] == ["Rantai", "Basis data", "Berkas", "Edisi", "Jangkar"]


def test_a_figure_changed_by_sql_is_named(client_of, anchored, realisasi) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pengukuran_realisasi SET sumber = 'Entah' WHERE id = %s", [realisasi.pk])
    client, url = client_of("auditor"), at("jejak_pemeriksaan")
    client.post(url)
    found = texts(page(client.get(url)), by_class("findings") + "/li")
    assert any("Partisipasi Pemilih" in line for line in found)


def test_the_check_tells_nothing_of_another_satker(client_of, anchored, satker_lain) -> None:
    """The other office and its rows were never journalled, which is a finding, but not for our eyes."""
    client, url = client_of("auditor"), at("jejak_pemeriksaan")
    client.post(url)
    assert "Kab. Lain" not in client.get(url).content.decode()
    other = client_of("satker_lain")
    theirs = reverse("jejak_pemeriksaan", args=["9999", 2024])
    other.post(theirs)
    assert "Kab. Lain" in other.get(theirs).content.decode()


def test_only_those_who_read_the_journal_start_a_check(client_of) -> None:
    assert client_of("operator").post(at("jejak_pemeriksaan")).status_code == 403
    assert client_of("satker_lain").post(at("jejak_pemeriksaan")).status_code == 404


def test_a_journal_beyond_what_a_page_can_check_is_sent_to_the_command(client_of, monkeypatch) -> None:
    monkeypatch.setattr("apps.dasbor.jejak.pemeriksaan.MAX_JEJAK", 0)
    client, url = client_of("auditor"), at("jejak_pemeriksaan")
    root = page(client.get(url))
    assert "verifikasi_jejak" in root.text_content()
    assert not root.xpath("//main//button[text()='Periksa sekarang']")
    text = client.post(url, follow=True).content.decode()
    assert "Jalankan perintah verifikasi_jejak." in text


def test_the_latest_anchors_of_the_own_chain_are_shown(client_of, anchored) -> None:
    head = Jejak.objects.filter(rantai="5371").order_by("-nomor").first()
    shown = texts(page(client_of("pimpinan").get(at("jejak_pemeriksaan"))), "//table//code")
    assert shown == [head.sidik]
