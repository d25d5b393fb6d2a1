"""The command-line contract: manage.py tabel and manage.py diagram."""

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core.management import CommandError, call_command

from apps.laporan.outline import Outline
from apps.laporan.renderers.data import to_csv
from apps.laporan.table import Cell, Column, Kind, Row, Table
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi
from apps.ui.numbers import exact_text, format_bulat, format_persen

pytestmark = pytest.mark.django_db
KINDS = set(get_args(Kind))


def printed(capsys: pytest.CaptureFixture[str], *args: str, **options: Any) -> str:
    call_command(*args, satker="5371", tahun=2024, **options)
    return capsys.readouterr().out


def test_json_of_every_table_follows_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1, 31):
        table = json.loads(printed(capsys, "tabel", str(number)))
        assert set(table) == {"nomor", "judul", "slug", "pengantar", "header", "kolom", "baris", "catatan"}
        assert table["nomor"] == number
        keys = [column["kunci"] for column in table["kolom"]]
        assert all(set(column) == {"kunci", "label", "jenis"} for column in table["kolom"])
        assert all(set(cell) == {"teks", "colspan", "rowspan"} for line in table["header"] for cell in line)
        assert table["baris"], number
        for row in table["baris"]:
            assert set(row) == {"gaya", "tingkat", "nilai", "teks", "tanda", "alasan"}
            assert row["gaya"] in ("isi", "bagian", "jumlah")
            assert isinstance(row["tingkat"], int)
            assert list(row["nilai"]) == list(row["teks"]) == keys
            assert all(value is None or isinstance(value, str) for value in row["nilai"].values())
            assert all(isinstance(text, str) for text in row["teks"].values())
            assert set(row["tanda"]) <= set(keys)
            assert set(row["alasan"]) <= set(keys)
            assert all(isinstance(text, str) and text for text in [*row["tanda"].values(), *row["alasan"].values()])


def test_types_of_the_contract_hold_around_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1, 31):
        table = json.loads(printed(capsys, "tabel", str(number)))
        assert isinstance(table["judul"], str)
        assert re.fullmatch(r"[a-z-]+(/\d+)?", table["slug"])
        assert all(len(line) == 2 and all(isinstance(part, str) for part in line) for line in table["pengantar"])
        assert {column["jenis"] for column in table["kolom"]} <= KINDS
        assert sum(cell["colspan"] for cell in table["header"][0]) == len(table["kolom"])
        assert all(isinstance(note, str) and note for note in table["catatan"])


def test_an_exact_value_is_plain_decimal_text_and_reads_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the column decides the format; a cell of its own kind (an index among percentages) is left out."""
    checked = 0
    for number in range(1, 31):
        table = json.loads(printed(capsys, "tabel", str(number)))
        for column in table["kolom"]:
            key, kind = column["kunci"], column["jenis"]
            for row in table["baris"]:
                exact, text = row["nilai"][key], row["teks"][key]
                if kind == "rupiah" and exact is not None:
                    assert re.fullmatch(r"-?\d+", exact)
                    assert text == (format_bulat(int(exact)) if exact != "0" else "-")
                    checked += 1
                elif kind == "persen" and text.endswith("%"):
                    assert re.fullmatch(r"-?\d+(\.\d+)?", exact)
                    assert text == format_persen(Decimal(exact))
                    checked += 1
    assert checked > 300


def test_table_ten_is_the_example_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    table = json.loads(printed(capsys, "tabel", "10"))
    assert table["judul"] == "Capaian Kinerja KPU Kota Kupang Tahun 2024"
    assert table["slug"] == "capaian-kinerja"
    turnout = table["baris"][7]
    assert (turnout["nilai"]["target"], turnout["teks"]["target"]) == ("85", "85%")
    assert (turnout["nilai"]["realisasi"], turnout["tanda"]) == ("69.66", {"realisasi": "*"})
    assert turnout["nilai"]["capaian"].startswith("81.952941176470588")
    assert turnout["teks"]["capaian"] == "81,95%"


def test_a_merged_cell_has_its_value_in_the_first_row_and_null_below(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "tabel", "7"))["baris"]
    assert [row["nilai"]["no"] for row in rows] == ["1", "2", None, None, None, "3", None, None, "4", None, "5", None]


def test_totals_of_the_budget_are_sums_of_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = json.loads(printed(capsys, "tabel", "30"))["baris"]
    for number in ("2", "8", "29"):
        total = json.loads(printed(capsys, "tabel", number))["baris"][-1]
        assert total["gaya"] == "jumlah"
        assert total["nilai"]["pagu"] == "56658099000"
        assert total["nilai"]["realisasi"] == "56575128312"
        assert int(total["nilai"]["realisasi"]) == sum(int(line["nilai"]["realisasi"] or 0) for line in lines)
    assert json.loads(printed(capsys, "tabel", "29"))["baris"][-1]["teks"]["persen"] == "99,85%"


def test_a_table_is_found_by_its_slug_too(capsys: pytest.CaptureFixture[str]) -> None:
    by_slug = printed(capsys, "tabel", "perbandingan-indikator/6")
    assert by_slug == printed(capsys, "tabel", "20")


def test_numerator_and_denominator_give_the_exact_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    row = Realisasi.objects.get(adopsi__nomor=6, tahun=2024, adopsi__entitas__satker__kode="5371")
    row.nilai, row.pembilang, row.penyebut = None, 2, 3
    row.full_clean()
    row.save()
    turnout = json.loads(printed(capsys, "tabel", "10"))["baris"][7]
    assert turnout["teks"]["realisasi"] == "66,67%"
    assert turnout["nilai"]["capaian"] == exact_text(Fraction(200, 3) / 85 * 100)


@pytest.mark.parametrize("tahun", [2020, 2023, 2025])
def test_another_year_follows_the_contract_too(capsys: pytest.CaptureFixture[str], tahun: int) -> None:
    count = len(Outline(Entitas.objects.select_related("satker").by_kunci("5371").get(), tahun).tables)
    for number in range(1, count + 1):
        call_command("tabel", str(number), satker="5371", tahun=tahun)
        table = json.loads(capsys.readouterr().out)
        assert (table["nomor"], bool(table["judul"])) == (number, True)
        assert table["baris"] or table["catatan"]
        keys = [column["kunci"] for column in table["kolom"]]
        assert all(list(row["nilai"]) == list(row["teks"]) == keys for row in table["baris"])


@pytest.mark.parametrize("name", ["json", "csv", "xlsx", "html"])
def test_a_file_is_written_in_every_format(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"tabel.{name}"
    call_command("tabel", "10", satker="5371", tahun=2024, format=name, output=path)
    start = {"json": b"{", "csv": b"\xef\xbb\xbfTujuan;", "xlsx": b"PK", "html": b"<!DOCTYPE html>"}[name]
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["json", "csv", "html"])
def test_what_is_printed_is_what_a_file_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = tmp_path / f"tabel.{name}"
    call_command("tabel", "13", satker="5371", tahun=2024, format=name, output=path)
    assert path.read_bytes().decode("utf-8-sig") == printed(capsys, "tabel", "13", format=name)


@pytest.mark.parametrize("name", ["csv", "xlsx", "html"])
def test_all_tables_go_into_a_folder_in_every_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert "30 tabel ditulis" in printed(capsys, "tabel", semua=True, format=name, output=tmp_path)
    assert len(list(tmp_path.glob(f"tabel-*.{name}"))) == 30


def test_all_tables_go_into_a_folder_with_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "tabel", semua=True, output=tmp_path / "semua")
    index = json.loads((tmp_path / "semua" / "daftar.json").read_text(encoding="utf-8"))
    assert [entry["nomor"] for entry in index] == list(range(1, 31))
    assert all((tmp_path / "semua" / entry["berkas"]).exists() for entry in index)


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (["tabel", "31"], {}, "Laporan ini memuat tabel 1 sampai 30"),
        (["tabel", "0"], {}, "Tabel “0” tidak ada"),
        (["tabel", "capaian"], {}, "Tabel “capaian” tidak ada"),
        (["tabel", "1"], {"satker": "1234"}, "Satker 1234 tidak ada"),
        (["tabel", "1"], {"satker": "5371-keuangan"}, "Satker 5371-keuangan tidak ada"),
        (["tabel", "1"], {"tahun": 2017}, "Kerangka laporan belum dimuat"),
        (["tabel"], {}, "Sebutkan satu nomor tabel"),
        (["tabel", "1"], {"semua": True}, "Sebutkan satu nomor tabel"),
        (["tabel"], {"semua": True}, "-o FOLDER"),
        (["tabel", "1"], {"format": "xlsx"}, "-o FILE.xlsx"),
        (["diagram", "9"], {}, "Laporan ini memuat diagram 1 sampai 3"),
        (["diagram", "1"], {"format": "png"}, "-o FILE.png"),
    ],
)
def test_a_wrong_call_says_what_to_do(args: list[str], options: dict[str, Any], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command(*args, **({"satker": "5371", "tahun": 2024} | options))


def test_csv_keeps_text_from_becoming_a_formula() -> None:
    texts = ["=1+1", "+62", "@satu", "-lain", "-", "biasa"]
    table = Table("x", "X", [Column("a", "A")], [Row({"a": Cell(text)}) for text in texts])
    rows = [line[0] for line in csv.reader(io.StringIO(to_csv(table)), delimiter=";")][1:]
    assert rows == ["'=1+1", "'+62", "'@satu", "'-lain", "-", "biasa"]


def test_csv_leaves_numbers_alone_that_begin_with_a_minus() -> None:
    rows = [Row({"a": Cell(-3000, kind="rupiah")}), Row({"a": Cell(Decimal("-80"), kind="persen")})]
    table = Table("x", "X", [Column("a", "A")], rows)
    assert to_csv(table).split("\r\n")[1:3] == ["-3.000", "-80%"]


def test_csv_has_indonesian_numbers_and_both_header_lines_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    lines = list(csv.reader(io.StringIO(printed(capsys, "tabel", "13", format="csv")), delimiter=";"))
    assert lines[0][:2] == ["Realisasi 2020-2023: 2020", "Realisasi 2020-2023: 2021"]
    assert lines[1] == ["-", "-", "30%", "35%", "40%", "40%", "100%", "40%"]
