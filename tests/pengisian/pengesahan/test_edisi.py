"""The edition itself: self-contained, readable without the application, unchangeable, checked."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from apps.audit import triggers
from apps.audit.models import Jejak
from apps.audit.services import chained_content
from apps.audit.states import canonical_json
from apps.laporan.edisi import isi_unduhan, periksa_edisi, sidik_edisi, tabel_edisi
from apps.laporan.exports import FORMATS, render, to_json
from apps.laporan.outline import Outline
from apps.laporan.pengesahan import sidik_angka
from apps.laporan.renderers.html import table_view
from apps.laporan.renderers.stored import from_stored, to_stored
from apps.laporan.table import Cell, Column, Row, Table
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Analisis, Bukti, Narasi, Realisasi
from apps.perencanaan.models import Indikator
from apps.siklus.models import Edisi
from apps.siklus.triggers import EDISI
from kpu_kinerja import VERSI

pytestmark = pytest.mark.django_db
Setuju = Callable[..., Edisi]


@pytest.fixture
def edisi(terverifikasi: list[Realisasi], setuju: Setuju) -> Edisi:
    return Edisi.objects.get(pk=setuju().pk)


def test_an_edition_holds_the_whole_report_of_that_moment(edisi: Edisi, outline: Outline, entitas: Entitas) -> None:
    # The reconciliation has no number in the report.
    tabel = [*((entry.number, entry.address) for entry in outline.tables), (None, "rekonsiliasi-anggaran")]
    # Read again: only the database's own JSON counts.
    assert [(t["nomor"], t["slug"]) for t in edisi.isi["tabel"]] == tabel
    assert [d["nomor"] for d in edisi.isi["diagram"]] == [1, 2, 3]
    assert edisi.isi["aplikasi"]["versi"] == edisi.versi_kode == VERSI
    assert edisi.isi["entitas"]["kunci"] == "5371"
    assert [k["nama"] for k in edisi.isi["pengaturan"]["kategori"]]
    assert {s["kode"] for s in edisi.isi["pengaturan"]["skala"]}
    assert len(edisi.isi["indikator"]) == 12


def test_an_edition_keeps_the_sentences_and_the_texts_in_their_place(
    terverifikasi: list[Realisasi], setuju: Setuju, entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    enam = terverifikasi[5].adopsi
    isi = {"entitas": entitas, "tahun": 2024, "isi": "Kata kami.", "dasar": "Lama.", "diubah_oleh": cast["operator"]}
    Narasi.objects.create(**isi, adopsi=enam, perbandingan=1)
    Narasi.objects.create(**isi, sasaran=enam.indikator.sasaran, perbandingan=5)
    kept = Edisi.objects.get(pk=setuju().pk).isi["perbandingan"]
    assert [len(i["perbandingan"]) for i in kept["indikator"]] == [7] * 12
    assert [len(s["perbandingan"]) for s in kept["sasaran"]] == [7] * 5
    satu = next(i for i in kept["indikator"] if i["nomor"] == 6)["perbandingan"][0]
    assert satu["keadaan"] == "terisi"
    assert satu["kalimat"].startswith("Realisasi 2024 sebesar 69,66%, lebih rendah 15,34 poin persen daripada target")
    assert (satu["narasi"]["isi"], satu["narasi"]["dasar"]) == ("Kata kami.", "Lama.")
    assert satu["narasi"]["diubah_oleh"] == cast["operator"].nama
    tiga = next(s for s in kept["sasaran"] if s["nomor"] == 3)["perbandingan"]
    assert [p["narasi"] and p["narasi"]["isi"] for p in tiga] == [None, None, None, None, "Kata kami.", None, None]


def test_a_text_written_while_the_year_is_read_is_read_first(
    terverifikasi: list[Realisasi], entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    dulu = sidik_angka(entitas, 2024, 0)
    narasi = Narasi.objects.create(
        entitas=entitas,
        tahun=2024,
        adopsi=terverifikasi[0].adopsi,
        perbandingan=1,
        isi="Kata kami.",
        dasar="x",
        diubah_oleh=cast["operator"],
    )
    ditulis = sidik_angka(entitas, 2024, 0)
    narasi.save()
    assert len({dulu, ditulis, sidik_angka(entitas, 2024, 0)}) == 3
    narasi.delete()
    assert sidik_angka(entitas, 2024, 0) == dulu


def test_an_edition_holds_the_facts_behind_a_figure(
    terverifikasi: list[Realisasi], setuju: Setuju, cast: dict[str, Pengguna]
) -> None:
    enam = terverifikasi[5]
    Analisis.objects.create(realisasi=enam, hambatan="Cuaca.")
    Bukti.objects.create(
        realisasi=enam, jenis="tautan", judul="Rekap", tautan="https://kpu.go.id", ditambahkan_oleh=cast["operator"]
    )
    facts = setuju().isi["indikator"][5]
    ini = next(r for r in facts["realisasi"] if (r["tahun"], r["triwulan"]) == (2024, 0))
    assert ini["nilai"] == "69.66"
    assert ini["tahap"] == "disahkan"
    assert ini["analisis"]["hambatan"] == "Cuaca."
    assert ini["bukti"][0]["ditambahkan_oleh"] == cast["operator"].nama
    assert [(s["langkah"], s["oleh"]) for s in ini["langkah"]] == [("sahkan", cast["pimpinan"].nama)]
    assert {t["sumber"] for t in facts["target"]} >= {"renstra", "pk"}


def test_a_later_change_of_names_changes_no_edition(edisi: Edisi) -> None:
    Indikator.objects.update(nama="Nama baru")
    ulang = Edisi.objects.get(pk=edisi.pk)
    assert "Nama baru" not in json.dumps(ulang.isi)
    assert sidik_edisi(ulang.isi) == ulang.sha256


def test_every_stored_table_comes_back_as_it_was(outline: Outline) -> None:
    for entry in outline.tables:
        table = outline.table(entry)
        # Through text, as a database and a file keep it.
        back = from_stored(json.loads(json.dumps(to_stored(table))))
        assert table_view(back) == table_view(table), entry.address
        assert list(back.texts()) == list(table.texts())
        for kind in FORMATS:
            assert render(back, kind), kind


def test_a_stored_table_prints_the_stored_texts_whatever_the_values_would_print_now() -> None:
    table = Table("uji", "Uji", (Column("nama", "Nama"), Column("nilai", "Nilai", "persen")), (Row({}),))
    data = to_stored(
        Table("uji", "Uji", table.header, (Row({"nama": Cell("12"), "nilai": Cell(50)}), Row({"nilai": Cell("ada")})))
    )
    data["baris"][0]["teks"]["nilai"] = "50,000%"
    assert list(from_stored(data).texts()) == [{"nama": "12", "nilai": "50,000%"}, {"nama": "", "nilai": "ada"}]


def test_a_table_is_found_by_number_and_address(edisi: Edisi) -> None:
    assert tabel_edisi(edisi, "10").slug == tabel_edisi(edisi, "capaian-kinerja").slug == "capaian-kinerja"
    assert tabel_edisi(edisi, "99") is None


@pytest.mark.parametrize("statement", ["UPDATE siklus_edisi SET nomor = 9", "DELETE FROM siklus_edisi"])
def test_the_database_refuses_to_change_an_edition(edisi: Edisi, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match="Edisi tidak dapat diubah")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(periksa_edisi()) == []


def test_an_edition_cannot_be_replaced_by_inserting_it_again(edisi: Edisi) -> None:
    columns = [field.column for field in Edisi._meta.concrete_fields]
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    forged = ["9" if column == "nomor" else column for column in columns]
    statement = f"{verb} INTO siklus_edisi ({', '.join(columns)}) SELECT {', '.join(forged)} FROM siklus_edisi"  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Edisi.objects.get().nomor == 1


def tamper(edisi: Edisi, isi: dict[str, Any], sha256: str) -> None:
    triggers.remove(connection, EDISI)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE siklus_edisi SET isi = %s, sha256 = %s WHERE id = %s", [json.dumps(isi), sha256, edisi.pk]
        )
    triggers.install(connection, EDISI)


def test_a_changed_edition_is_found(edisi: Edisi) -> None:
    isi = json.loads(json.dumps(edisi.isi).replace("69.66", "96.66"))
    tamper(edisi, isi, edisi.sha256)
    assert list(periksa_edisi()) == ["Edisi 1 Tahunan 2024 5371: isinya tidak cocok dengan sidiknya."]


def test_an_edition_whose_anchor_is_gone_is_found(edisi: Edisi) -> None:
    isi = {**edisi.isi, "jejak": {**edisi.isi["jejak"], "sidik": "0" * 64}}
    tamper(edisi, isi, sidik_edisi(isi))
    [finding] = periksa_edisi()
    assert "yang dijangkarkan tidak ada lagi" in finding
    isi = {name: value for name, value in isi.items() if name != "jejak"}
    tamper(edisi, isi, sidik_edisi(isi))
    assert len(list(periksa_edisi())) == 1


def test_missing_triggers_are_found(edisi: Edisi) -> None:
    triggers.remove(connection, EDISI)
    assert [text for text in periksa_edisi() if "Pemicu" in text]
    triggers.install(connection, EDISI)


def test_the_anchor_is_the_head_of_the_journal_before_the_edition(edisi: Edisi) -> None:
    jejak = edisi.isi["jejak"]
    before = Jejak.objects.get(rantai="5371", nomor=jejak["nomor"])
    assert (before.sidik, before.objek_jenis) == (jejak["sidik"], "siklus.pengesahan")
    assert Jejak.objects.get(rantai="5371", nomor=jejak["nomor"] + 1).tindakan == "terbitkan_edisi"


def test_the_standalone_verifier_reads_the_download(edisi: Edisi, tmp_path: Path) -> None:
    journal, file = tmp_path / "jejak.jsonl", tmp_path / "edisi.json"
    lines = [
        canonical_json({**chained_content(entry), "sidik": entry.sidik})
        for entry in Jejak.objects.filter(rantai="5371").order_by("nomor")
    ]
    journal.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file.write_bytes(to_json(isi_unduhan(edisi)))
    checker = Path(settings.BASE_DIR) / "apps" / "audit" / "pemeriksa_mandiri.py"
    command = [sys.executable, str(checker), "--jejak", str(journal), "--edisi", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert edisi.sha256 in result.stdout
    file.write_text(file.read_text(encoding="utf-8").replace("69.66", "96.66"), encoding="utf-8")
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "tidak cocok dengan sidiknya" in result.stderr
