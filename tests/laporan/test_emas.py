"""Golden test: every cell of the 30 tables against the printed LKj 2024, apart from the listed differences.

The list is docs/perbedaan-lkj-2024.md: a difference that is not listed fails, and so does a listed one that is none.
"""

import json
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from apps.laporan.outline import Outline
from apps.laporan.renderers.data import to_dict
from tests.laporan.folding import fold

WITNESS = Path(__file__).parent.parent / "emas" / "lkj-2024"
LIST = Path(settings.BASE_DIR) / "docs" / "perbedaan-lkj-2024.md"
# The transcription names the columns of the supporting table by what stands in them.
RENAMED = {"partai": "kolom_1", "hasil": "kolom_2"}
# Columns that our class shows for every sasaran while the LKj prints them in some of the tables only.
ADDED_COLUMNS = {11: {"sasaran"}, **{n: {"no", "realisasi", "capaian"} for n in (14, 19, 23, 26)}}

Place = tuple[int, str, str]


def listed() -> dict[Place, tuple[str, str]]:
    """The listed differences: place → (printed, ours)."""
    rows = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.strip().strip("|").split("|")]
        if not line.startswith("|") or not parts[0].isdigit():
            continue
        number, row, column, printed, ours, reason = parts
        assert reason, f"alasan kosong: {line}"
        place = (int(number), row, column)
        assert place not in rows, f"terdaftar dua kali: {place}"
        rows[place] = tuple(text.replace("(kosong)", "").replace("<br>", "\n") for text in (printed, ours))
    return rows  # type: ignore[return-value]


def printed_header(witness: dict[str, Any]) -> dict[str, str]:
    """The lowest printed label above each column."""
    header = witness["header"][:1] if witness["nomor"] == 12 else witness["header"]
    labels = {}
    for index, key in enumerate(witness["kolom"]):
        labels[key] = next(line[index] for line in reversed(header) if line[index])
    return labels


def compare(witness: dict[str, Any], table: dict[str, Any]) -> dict[Place, tuple[str, str]]:
    """All differences between a printed table and ours after folding."""
    number = witness["nomor"]
    found: dict[Place, tuple[str, str]] = {}

    def check(row: str, column: str, printed: str | None, ours: str | None) -> None:
        if fold(printed) != fold(ours):
            found[number, row, column] = (printed or "", ours or "")

    check("judul", "", witness["judul"], table["judul"])
    labels = {column["kunci"]: column["label"] for column in table["kolom"]}
    for key, label in printed_header(witness).items():
        check(f"kepala:{key}", "", label, labels.get(RENAMED.get(key, key), "(tidak ada)"))
    assert len(witness["pengantar"]) == len(table["pengantar"])
    for index, (printed, ours) in enumerate(zip(witness["pengantar"], table["pengantar"], strict=True), start=1):
        check(f"pengantar:{index}", "", " : ".join(printed).strip(), " : ".join(ours))
    assert len(witness["baris"]) == len(table["baris"]), f"tabel {number}: jumlah baris"
    for index, (printed, ours) in enumerate(zip(witness["baris"], table["baris"], strict=True), start=1):
        for key, text in printed["sel"].items():
            own = RENAMED.get(key, key)
            check(str(index), key, text, ours["teks"][own] + ours["tanda"].get(own, ""))
    for index, (printed, ours) in enumerate(zip_longest(witness["catatan"], table["catatan"]), start=1):
        check(f"catatan:{index}", "", printed, ours)
    return found


@pytest.fixture
def tables(outline: Outline) -> dict[int, dict[str, Any]]:
    return {entry.number: to_dict(outline.table(entry)) for entry in outline.tables}  # type: ignore[misc]


def witnesses() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(WITNESS.glob("tabel-*.json"))]


def test_there_are_thirty_tables_and_three_diagrams(outline: Outline) -> None:
    assert [entry.number for entry in outline.tables] == list(range(1, 31))
    assert [entry.number for entry in outline.diagrams] == [1, 2, 3]
    assert len(witnesses()) == 30


@pytest.mark.parametrize("witness", witnesses(), ids=lambda witness: f"tabel-{witness['nomor']}")
def test_every_cell_equals_the_print_or_is_a_listed_difference(witness: dict[str, Any], tables: dict) -> None:
    number = witness["nomor"]
    expected = {place: texts for place, texts in listed().items() if place[0] == number}
    assert compare(witness, tables[number]) == expected


@pytest.mark.parametrize("witness", witnesses(), ids=lambda witness: f"tabel-{witness['nomor']}")
def test_styles_and_columns_follow_the_print(witness: dict[str, Any], tables: dict) -> None:
    number = witness["nomor"]
    assert [row["gaya"] for row in witness["baris"]] == [row["gaya"] for row in tables[number]["baris"]]
    ours = {column["kunci"] for column in tables[number]["kolom"]}
    printed = {RENAMED.get(key, key) for key in witness["kolom"]}
    assert printed <= ours
    assert ours - printed == ADDED_COLUMNS.get(number, set())
