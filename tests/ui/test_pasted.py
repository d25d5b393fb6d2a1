"""Blocks pasted from a spreadsheet: read as they were copied, or refused with the row that is wrong."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.ui import pasted
from apps.ui.pasted import PastedError, check_width, clean_cell, control_character, parse_block, without_header

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).filter(
    lambda text: not control_character(text)
)
BLOCKS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
)


def copied(text: str) -> str:
    """A cell as a spreadsheet copies it."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\t\n\r"') else text


def block(rows: list[list[str]], end: str = "\r\n") -> str:
    return "".join("\t".join(map(copied, row)) + end for row in rows)


def test_the_examples_of_the_module_hold() -> None:
    assert doctest.testmod(pasted).failed == 0


@given(BLOCKS.filter(lambda rows: any(cell.strip("\r\n\ufeff") for cell in rows[-1]) or len(rows[-1]) > 1))
def test_what_was_copied_is_read_again(rows: list[list[str]]) -> None:
    if rows[0][0].startswith("\ufeff"):
        rows[0][0] = "x"
    assert parse_block(block(rows)) == [[clean_cell(cell) for cell in row] for row in rows]


@given(st.text())
def test_any_text_is_read_or_refused_and_never_worse(text: str) -> None:
    try:
        rows = parse_block(text)
    except PastedError as error:
        assert str(error).endswith(".")
        return
    assert len(rows) <= pasted.MAX_BARIS
    assert not any(control_character(cell) or cell != clean_cell(cell) for row in rows for cell in row)


def test_excel_leaves_a_line_break_at_the_end_and_spaces_that_do_not_break() -> None:
    assert parse_block("1\u00a0234\tB\r\n\r\n") == [["1 234", "B"]]
    assert parse_block("") == parse_block("\r\n") == []


def test_line_breaks_and_tabs_inside_quotes_belong_to_the_cell() -> None:
    assert parse_block('"a\nb\tc"\t"d ""e"""') == [["a b c", 'd "e"']]


def test_a_quote_that_closes_nothing_is_a_quote() -> None:
    assert parse_block('"setengah\tB\r\n12" x\tC') == [['"setengah', "B"], ['12" x', "C"]]


def test_formulas_stay_text() -> None:
    assert parse_block("=1+1\t+62\t@nama\t-") == [["=1+1", "+62", "@nama", "-"]]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\u2066"])
def test_characters_nobody_can_read_are_refused_with_their_row(sign: str) -> None:
    with pytest.raises(PastedError, match="Baris 2 memuat karakter") as refused:
        parse_block(f"a\tb\nc{sign}\td")
    assert refused.value.baris == 2


def test_too_many_rows_are_refused() -> None:
    assert len(parse_block("a\n" * 500)) == 500
    with pytest.raises(PastedError, match="lebih dari 500 baris"):
        parse_block("a\n" * 501)


def test_a_ragged_block_names_its_row() -> None:
    with pytest.raises(PastedError, match="Baris 3 berisi 1 sel, padahal baris pertama 2"):
        check_width(parse_block("a\tb\nc\td\ne"))


def test_only_a_row_that_equals_the_titles_is_a_header() -> None:
    rows = [["nomor urut", "Partai Politik"], ["1", "A"]]
    assert without_header(rows, ["NOMOR URUT", "PARTAI POLITIK"]) == [["1", "A"]]
    assert without_header(rows, ["NOMOR URUT", "PARTAI"]) == rows
    assert without_header([], ["A"]) == []
