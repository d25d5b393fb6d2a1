"""What a search box makes of what was typed."""

import pytest

from apps.ui.search import MAX_WORDS, matches_numbered, search_words


def test_words_are_distinct_lower_case_and_few() -> None:
    assert search_words("Opini  BPK opini") == ["opini", "bpk"]
    assert len(search_words(" ".join(map(str, range(1000))))) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "kind", "number", "expected"),
    [
        ("20", "tabel", 20, True),
        ("20", "tabel", 2, False),
        ("tabel 20", "tabel", 20, True),
        ("Tabel 20.", "tabel", 20, True),
        ("tabel 1", "diagram", 1, False),
        ("diagram 1", "diagram", 1, True),
        ("2024", "tabel", 20, True),
        ("anggaran", "tabel", 2, True),
        ("", "tabel", 5, True),
        ("opini", "tabel", 2, False),
    ],
)
def test_a_number_means_that_number_and_words_mean_the_title(text: str, kind: str, number: int, expected: bool) -> None:
    assert matches_numbered(text, kind, number, "Anggaran dan Realisasi Tahun 2024") is expected
