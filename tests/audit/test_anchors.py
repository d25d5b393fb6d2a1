"""Anchors and the checker that stands alone: what the database cannot say about itself."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from apps.audit import pemeriksa_mandiri
from apps.audit.anchors import check_anchors, heads, write_anchors
from apps.audit.exports import journal_lines
from apps.audit.models import Jejak
from apps.audit.services import Sistem, record, save_recorded
from apps.audit.verification import verify
from apps.laporan.integritas import check_everything
from apps.pengukuran.models import Realisasi
from tests.audit import tampering

pytestmark = pytest.mark.django_db
CHECKER = Path(pemeriksa_mandiri.__file__)


def findings(folder: Path) -> list[str]:
    return [temuan for hasil in check_everything(folder) for temuan in hasil.temuan]


def test_a_history_rewritten_consistently_is_found_against_the_anchor(tmp_path: Path) -> None:
    realisasi = Realisasi.objects.get(adopsi__nomor=2, tahun=2024)
    realisasi.nilai = 94
    save_recorded(realisasi, rantai="5371", pelaku=Sistem("Uji"))
    entry = Jejak.objects.get(rantai="5371", objek_jenis="pengukuran.realisasi", tindakan="ubah")
    record(rantai="5371", pelaku=Sistem("Uji"), tindakan="ubah", objek="Sesudahnya")
    write_anchors(tmp_path)
    assert findings(tmp_path) == []

    tampering.run("UPDATE pengukuran_realisasi SET nilai = 99 WHERE id = %s", realisasi.pk)
    tampering.rewrite("5371", entry.nomor, entry.sesudah | {"nilai": "99.0000"})
    assert not verify("5371").masalah
    assert len(findings(tmp_path)) == 1
    assert f"nomor {entry.nomor + 1} " in findings(tmp_path)[0]
    assert findings(tmp_path / "kosong") == []


def test_a_chain_cut_off_is_found_against_the_anchor() -> None:
    last = record(rantai="uji", pelaku=Sistem("Uji"), tindakan="ubah", objek="Satu")
    record(rantai="uji", pelaku=Sistem("Uji"), tindakan="ubah", objek="Dua")
    lines = [json.dumps(anchor._asdict()) for anchor in heads()]
    assert check_anchors(lines) == (len(lines), [])
    tampering.run("DELETE FROM audit_jejak WHERE rantai = 'uji' AND nomor = 2")
    tampering.run("UPDATE audit_kepalarantai SET nomor = 1, sidik = %s WHERE rantai = 'uji'", last.sidik)
    assert not verify("uji").masalah
    assert "tidak lagi memuat jejak nomor 2" in check_anchors(lines)[1][0]


def test_old_anchors_stay_true_while_the_chain_grows() -> None:
    lines = []
    for number in range(3):
        record(rantai="uji", pelaku=Sistem("Uji"), tindakan="ubah", objek=f"Objek {number}")
        lines += [json.dumps(anchor._asdict()) for anchor in heads()]
    assert [json.loads(line)["nomor"] for line in lines if '"uji"' in line] == [1, 2, 3]
    assert check_anchors(lines) == (len(lines), [])


@pytest.mark.parametrize("line", ["bukan json", "[]", "{}", '{"waktu":"","rantai":"","nomor":"1","sidik":""}', "null"])
def test_a_line_that_is_no_anchor_is_named(line: str) -> None:
    assert check_anchors([line]) == (1, ["Jangkar baris 1 tidak terbaca."])


def test_the_command_appends_to_the_file_of_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call_command("jangkar_jejak", folder=tmp_path / "jangkar")
    (path,) = (tmp_path / "jangkar").iterdir()
    assert re.fullmatch(r"jangkar-\d{4}-\d\d-\d\d\.jsonl", path.name)
    anchors = [json.loads(line) for line in path.read_text().splitlines()]
    assert all(set(anchor) == {"waktu", "rantai", "nomor", "sidik"} for anchor in anchors)
    assert [anchor["rantai"] for anchor in anchors] == ["", "0", "53", "5371"] * 2
    assert "4 rantai" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(CommandError, match="Jangkar tidak dapat ditulis"):
        call_command("jangkar_jejak", folder=tmp_path / "berkas")


def test_the_check_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("verifikasi_jejak", jangkar=tmp_path / "tiada")


# The checker that stands alone


def edition(**anchor: object) -> dict[str, object]:
    isi = {"judul": "Capaian “Kinerja” 2024", "nilai": ["69.66", None, 2], "jejak": anchor}
    return {"sha256": pemeriksa_mandiri.sha256(isi), "isi": isi}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An empty folder with the checker, the journal, an edition and the day's anchors."""
    realisasi = Realisasi.objects.get(adopsi__nomor=2, tahun=2024)
    realisasi.catatan_kaki = "Ejaan “baku” é \u2028 baris\nbaru"
    save_recorded(realisasi, rantai="5371", pelaku=Sistem("Uji"), alasan="Uji")
    shutil.copy(CHECKER, tmp_path)
    (tmp_path / "jejak.jsonl").write_text("".join(journal_lines("5371")), encoding="utf-8", newline="\n")
    hasil = verify("5371")
    content = edition(rantai="5371", nomor=hasil.jumlah, sidik=hasil.sidik)
    (tmp_path / "edisi.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    write_anchors(tmp_path)
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", CHECKER.name, "--jejak", "jejak.jsonl", "--edisi", "edisi.json"]
    command += ["--jangkar", "jangkar-*.jsonl"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env={})


def test_it_agrees_with_the_application(export: Path) -> None:
    answer, hasil = check(export), verify("5371")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"Rantai 5371: {hasil.jumlah} jejak, sidik terakhir {hasil.sidik}" in answer.stdout
    assert "1 jangkar rantai ini" in answer.stdout


def test_it_is_one_small_file_of_the_standard_library() -> None:
    source = CHECKER.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 150
    imported = set(re.findall(r"^(?:import|from) (\w+)", source, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


def test_any_changed_byte_of_the_journal_is_found(export: Path) -> None:
    content = (export / "jejak.jsonl").read_bytes()
    for place in range(3, len(content) - 1, len(content) // 60):
        changed = bytearray(content)
        changed[place] = ord("8") if changed[place] != ord("8") else ord("7")
        found: list[str] = []
        lines = bytes(changed).decode("utf-8", errors="replace").splitlines(keepends=True)
        pemeriksa_mandiri.check_journal(lines, found)
        assert found, place


@pytest.mark.parametrize(
    ("berkas", "old", "new", "message"),
    [
        ("jejak.jsonl", b'"alasan":"Uji"', b'"alasan":"uji"', "tidak cocok dengan sidiknya"),
        ("jejak.jsonl", b'"nomor":7,', b'"nomor":7.0,', "tidak terbaca"),
        ("jejak.jsonl", b'{"alasan":"Uji"', b'{"alasan":"x","alasan":"Uji"', "tidak terbaca"),
        ("edisi.json", b"69.66", b"79.66", "isinya tidak cocok"),
        ("edisi.json", b'"isi"', b'"lain"', "bukan berkas edisi"),
        ("edisi.json", b'"sha256": "', b'"sha256": "0', "isinya tidak cocok"),
    ],
)
def test_what_was_changed_is_named(export: Path, berkas: str, old: bytes, new: bytes, message: str) -> None:
    path = export / berkas
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    answer = check(export)
    assert answer.returncode == 1
    assert message in answer.stderr


def test_an_edition_of_a_history_that_was_rewritten_is_named(export: Path) -> None:
    first = Jejak.objects.filter(rantai="5371").order_by("nomor").first()
    tampering.rewrite("5371", 1, first.sesudah | {"baris": 99})
    (export / "jejak.jsonl").write_text("".join(journal_lines("5371")), encoding="utf-8", newline="\n")
    answer = check(export)
    assert answer.returncode == 1
    assert "edisi.json: jejak nomor" in answer.stderr
    assert "jsonl baris 4: jejak nomor" in answer.stderr


@pytest.mark.parametrize("missing", ["jejak.jsonl", "edisi.json"])
def test_a_file_that_is_missing_is_a_finding(export: Path, missing: str) -> None:
    (export / missing).unlink()
    answer = check(export)
    assert answer.returncode == 1
    assert f"{missing} tidak dapat dibaca. Periksa nama berkasnya" in answer.stderr


def test_without_a_journal_the_checker_says_how_to_name_it() -> None:
    answer = subprocess.run([sys.executable, str(CHECKER)], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "Sebutkan unduhan jejaknya" in answer.stderr


def test_the_default_folder_of_anchors_is_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    call_command("jangkar_jejak")
    (path,) = (tmp_path / "jangkar").iterdir()
    path.write_text(path.read_text().replace('"nomor":', '"nomor":1'))
    with pytest.raises(SystemExit):
        call_command("verifikasi_jejak")
