"""Deadlines in words."""

import pytest

from apps.ui.durations import sisa_waktu


@pytest.mark.parametrize(
    ("hari", "kata"),
    [(7, "sisa 7 hari"), (1, "sisa 1 hari"), (0, "hari ini"), (-1, "terlambat 1 hari"), (-30, "terlambat 30 hari")],
)
def test_the_days_until_a_deadline_are_said_in_words(hari: int, kata: str) -> None:
    assert sisa_waktu(hari) == kata
