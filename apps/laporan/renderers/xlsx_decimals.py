"""Decimals that come and go: "two decimals when there are any" cannot be said in one Excel number format.

A cell gets the format that its present value needs, right in every program, and a conditional format switches to the
other one when an edit of the cell or of those it is calculated from makes decimals appear or go.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from apps.laporan.renderers.xlsx_formulas import runs

# A rule over more areas than this is slow in Excel.
MAX_AREAS = 200


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule: in this column, cells of this format get the other one where test, with the cell for "{}", holds."""

    column: int
    present: str
    test: str
    other: str


@dataclass
class Decimals:
    """The rules of one sheet, gathered cell by cell."""

    rows: dict[Switch, list[int]] = field(default_factory=dict)
    # How many number cells each column has, those without a rule included.
    numbers: Counter[int] = field(default_factory=Counter)

    def add(self, row: int, column: int, present: str, test: str | None, other: str) -> None:
        """Note a number cell with its format; without a test it never switches."""
        self.numbers[column] += 1
        if test:
            self.rows.setdefault(Switch(column, present, test, other), []).append(row)

    def write(self, sheet: Worksheet, look: Callable[[str], Format]) -> None:
        """Write one conditional format per rule, relative to its first cell; look makes a Format of a number format."""
        for switch, rows in self.rows.items():
            column, areas = switch.column, runs(rows)
            if len(areas) > MAX_AREAS and self._holds_for_all(switch):
                areas = [(rows[0], rows[-1])]
            ranges = " ".join(xl_range(first, column, last, column) for first, last in areas)
            criteria = "=" + switch.test.replace("{}", xl_rowcol_to_cell(rows[0], column))
            rule = {"type": "formula", "criteria": criteria, "format": look(switch.other)}
            rule |= {"multi_range": ranges} if " " in ranges else {}
            sheet.conditional_format(rows[0], column, rows[-1], column, rule)

    def _holds_for_all(self, switch: Switch) -> bool:
        """Whether every number of the column has one of the two formats, so that the rule fits all of them."""
        pair = {switch.present, switch.other}
        fitting = sum(
            len(rows) for s, rows in self.rows.items() if s.column == switch.column and {s.present, s.other} == pair
        )
        return fitting == self.numbers[switch.column]
