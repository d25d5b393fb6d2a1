"""What an Excel cell holds: its number, its number format and, where the table declares one, its live formula. Pure.

Two promises are kept here. What Excel shows never differs from :func:`apps.laporan.table.cell_text` with its mark: a
number that would be shown otherwise (99,9999% as "100,00%") is stored as our guarded rounding. And a formula is written
only when it gives exactly the declared value from the numbers that stand in the cells; otherwise the value is written
and the figure stays right, only not live.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from apps.laporan.table import (
    Achievement,
    Cell,
    Column,
    Difference,
    EfficiencyScore,
    Formula,
    Product,
    Ratio,
    Sum,
    Table,
    cell_kind,
)
from apps.ui.numbers import round_guarded, round_half_up, round_selisih

# Excel keeps 15 digits; a longer number would be shown with zeros at its end, so it is written as text.
EXCEL_DIGITS = 15
# An Excel function takes at most 255 arguments, and a formula at most 8.192 characters.
MAX_ARGUMENTS, MAX_FORMULA = 255, 8_192
LOCALE = "[$-421]"
UNDEFINED = "-"
# Calculated figures that are neither percentages nor whole are rounded here, where only binary noise is lost.
INDEX_PLACES = 10
WHOLE_KINDS = frozenset({"rupiah", "bulat", "nomor"})
DAY, MOMENT = f"{LOCALE}d mmmm yyyy", f'{LOCALE}d mmmm yyyy "pukul" hh\\.mm'

Stored = int | float
Reference = Callable[[int, str], str]


def stored_number(cell: Cell, column: Column) -> Stored | None:
    """Return the number that Excel holds for a cell, or None when the cell is text or empty.

    A percentage becomes a ratio (40% is 0.4). The exact value is kept, so that whoever calculates on gets the full
    figure, unless Excel would show it differently from us. A calculated figure is held as its formula rounds it.
    """
    value, kind = cell.value, cell_kind(cell, column)
    if value is None or isinstance(value, str | date) or (kind == "nomor" and not isinstance(value, int)):
        return None
    if kind in WHOLE_KINDS:
        return int(value) if abs(value) < 10**EXCEL_DIGITS else None
    percent = kind == "persen"
    places = 4 if percent else 2
    exact = Fraction(value) / 100 if percent else Fraction(value)
    shown = round_guarded(value).scaleb(-2) if percent else _rounded(value, kind)
    if abs(shown) >= 10 ** (EXCEL_DIGITS - places):
        return None
    calculated = cell.formula is not None
    number = float(round_half_up(exact, INDEX_PLACES) if calculated else exact)
    as_excel_sees_it = round_half_up(Decimal(f"{number:.{EXCEL_DIGITS}g}"), places)
    minus_zero = shown == 0 and number < 0
    return float(shown) if (percent and calculated) or minus_zero or as_excel_sees_it != shown else number


def date_format(value: date) -> str:
    """Return the Excel number format of a day or moment, in words as :func:`cell_text` has it."""
    return MOMENT if isinstance(value, datetime) else DAY


def _rounded(value: int | Decimal | Fraction, kind: str) -> Decimal:
    return round_selisih(value) if kind == "poin" else round_half_up(value)


def number_format(cell: Cell, column: Column, *, decimals: bool) -> str:
    """Return the Excel number format of a cell, with unit and footnote mark as quoted text after the number."""
    kind = cell_kind(cell, column)
    unit = f" {cell.unit}" if kind == "jumlah" and cell.unit else ""
    mark = '"' + (unit + cell.mark).replace('"', '"\\""') + '"' if unit or cell.mark else ""
    if kind == "nomor":
        return "0" + mark
    if kind == "rupiah":
        return f'{LOCALE}#,##0{mark};-#,##0{mark};"-"{mark}'
    if kind == "persen":
        # Thousands are grouped only where there are any, so that the ordinary format stays the well-known one.
        large = cell.value is not None and not isinstance(cell.value, str | date) and abs(Fraction(cell.value)) >= 1000
        whole = "#,##0" if large else "0"
        return f"{LOCALE}{whole}{'.00' if decimals else ''}%{mark}"
    number = f"#,##0{'.00' if decimals and kind != 'bulat' else ''}{mark}"
    return f"{LOCALE}+{number};-{number};0{mark}" if kind == "poin" else f"{LOCALE}{number}"


def decimals_test(cell: Cell, column: Column, address: str) -> str | None:
    """Return the Excel condition "this number has decimals to show", None for kinds that never have any."""
    kind = cell_kind(cell, column)
    if kind in WHOLE_KINDS:
        return None
    fine, coarse = (4, 2) if kind == "persen" else (2, 0)
    return f"ROUND({address},{fine})<>ROUND({address},{coarse})"


def _guarded(x: str) -> str:
    """Excel's twin of round_guarded on the ratio scale. The ROUND within SIGN drops the noise of binary fractions."""
    return (
        f"IF(ROUND({x},4)=1,1+SIGN(ROUND({x}-1,14))*0.0001,IF(ROUND({x},4)=0,SIGN(ROUND({x},14))*0.0001,ROUND({x},4)))"
    )


def _guarded_result(x: Fraction) -> Fraction:
    """Calculate :func:`_guarded` as Excel does."""
    rounded = Fraction(round_half_up(x, 4))
    for line in (1, 0):
        if rounded == line:
            distance = round_half_up(x - line, 14)
            return line + Fraction((distance > 0) - (distance < 0), 10_000)
    return rounded


def _calculated(text: str, result: Fraction, kind: str) -> tuple[str, Fraction]:
    """A sum or difference: whole numbers as they are; elsewhere the noise of binary fractions could tip a rounding."""
    if kind in WHOLE_KINDS:
        return text, result
    if kind == "persen":
        return _guarded(f"ROUND({text},12)"), _guarded_result(Fraction(round_half_up(result, 12)))
    return f"ROUND({text},{INDEX_PLACES})", Fraction(round_half_up(result, INDEX_PLACES))


class Formulas:
    """The live formulas of one table.

    reference gives the address of a cell ("D8") by row index and column key; numbers holds, row by row, what
    :func:`stored_number` says of every cell.
    """

    def __init__(self, table: Table, reference: Reference) -> None:
        self.table = table
        self.reference = reference
        self.columns = {column.key: column for column in table.columns}
        self.numbers: list[dict[str, Stored | None]] = [
            {key: stored_number(row.cell(key), column) for key, column in self.columns.items()} for row in table.rows
        ]

    def formula(self, index: int, key: str) -> str | None:
        """Return the formula of a cell, or None when it declares none or the formula would not give its value."""
        cell = self.table.rows[index].cell(key)
        if cell.formula is None or (cell.value is None and cell.blank + cell.mark != UNDEFINED):
            return None
        kind, stored = self._kind(index, key), self.numbers[index][key]
        candidate = self._candidate(cell.formula, index, key, kind)
        if candidate is None:
            return None
        text, result = candidate
        if result is None or stored is None:
            agrees = result is None and cell.value is None
        elif kind in WHOLE_KINDS:
            agrees = result == stored
        else:
            places = 4 if kind == "persen" else INDEX_PLACES
            agrees = round_half_up(result, places) == round_half_up(_fraction(stored), places)
        return f"={text}" if agrees else None

    def _candidate(self, formula: Formula, index: int, key: str, kind: str) -> tuple[str, Fraction | None] | None:
        """The formula's text and what Excel will make of it; a result of None is the text "-"."""
        if isinstance(formula, Sum):
            return self._sum(formula, key, kind)
        if isinstance(formula, Difference):
            return self._difference(formula, index, kind)
        if isinstance(formula, Product):
            return self._product(formula, index, kind)
        if isinstance(formula, EfficiencyScore):
            return self._score(formula, index, kind)
        if isinstance(formula, Ratio):
            formula = Achievement("maksimal", target=formula.denominator, realisasi=formula.numerator)
        # A ratio makes sense only as a percentage.
        return self._achievement(formula, index) if kind == "persen" else None

    def _kind(self, index: int, key: str) -> str:
        return cell_kind(self.table.rows[index].cell(key), self.columns[key])

    def _is_percent(self, index: int, key: str) -> bool:
        return self._kind(index, key) == "persen"

    def _pair(self, index: int, first: str, second: str) -> tuple[Fraction, Fraction] | None:
        """Two cells of a row, when both are numbers on one scale (ratios and plain numbers do not mix)."""
        a, b = self.numbers[index][first], self.numbers[index][second]
        if a is None or b is None or self._is_percent(index, first) != self._is_percent(index, second):
            return None
        return _fraction(a), _fraction(b)

    def _difference(self, formula: Difference, index: int, kind: str) -> tuple[str, Fraction] | None:
        pair = self._pair(index, formula.minuend, formula.subtrahend)
        percent = self._is_percent(index, formula.minuend)
        if pair is None or (percent != (kind == "persen") and kind != "poin"):
            return None
        text = f"{self.reference(index, formula.minuend)}-{self.reference(index, formula.subtrahend)}"
        if percent and kind == "poin":
            return _calculated(f"({text})*100", (pair[0] - pair[1]) * 100, kind)
        return _calculated(text, pair[0] - pair[1], kind)

    def _product(self, formula: Product, index: int, kind: str) -> tuple[str, Fraction] | None:
        a, b = self.numbers[index][formula.amount], self.numbers[index][formula.percentage]
        fits = kind in WHOLE_KINDS and self._kind(index, formula.amount) in WHOLE_KINDS
        if a is None or b is None or not fits or not self._is_percent(index, formula.percentage):
            return None
        text = f"ROUND({self.reference(index, formula.amount)}*{self.reference(index, formula.percentage)},0)"
        return text, Fraction(round_half_up(_fraction(a) * _fraction(b), 0))

    def _score(self, formula: EfficiencyScore, index: int, kind: str) -> tuple[str, Fraction | None] | None:
        """NE as apps.anggaran.formulas has it: 50 + E ÷ 20 × 50 with E held between −20 and 20 percent."""
        pair = self._pair(index, formula.left_over, formula.due)
        if pair is None or kind != "indeks":
            return None
        a, b = self.reference(index, formula.left_over), self.reference(index, formula.due)
        score = f"ROUND(50+250*MAX(-0.2,MIN(0.2,{a}/{b})),{INDEX_PLACES})"
        text = f'IF(COUNT({a},{b})<2,"{UNDEFINED}",IF({b}=0,"{UNDEFINED}",{score}))'
        if pair[1] == 0:
            return text, None
        e = max(Fraction(-1, 5), min(Fraction(1, 5), pair[0] / pair[1]))
        return text, Fraction(round_half_up(50 + 250 * e, INDEX_PLACES))

    def _sum(self, formula: Sum, key: str, kind: str) -> tuple[str, Fraction] | None:
        # Cells without a number ("-" or empty) take no part, in Excel's SUM as here.
        numbers = [(row, self.numbers[row][key]) for row in formula.rows]
        parts = [(row, _fraction(number)) for row, number in numbers if number is not None]
        if not parts or any(self._is_percent(row, key) != (kind == "persen") for row, _ in parts):
            return None
        cells = [
            self.reference(first, key) + (f":{self.reference(last, key)}" if last > first else "")
            for first, last in runs(sorted(set(formula.rows)))
        ]
        while len(cells) > MAX_ARGUMENTS:
            cells = [f"SUM({','.join(group)})" for group in _groups(cells, MAX_ARGUMENTS)]
        text = f"SUM({','.join(cells)})"
        if len(text) >= MAX_FORMULA:
            return None
        return _calculated(text, sum((value for _, value in parts), Fraction(0)), kind)

    def _achievement(self, formula: Achievement, index: int) -> tuple[str, Fraction | None] | None:
        """Capaian as domain notes §3: the same three directions as apps.pengukuran.formulas, on the ratio scale.

        Whatever stands in the two cells after an edit, the result is a percentage or "-", never an error value.
        """
        pair = self._pair(index, formula.realisasi, formula.target)
        if pair is None:
            return None
        r, t = self.reference(index, formula.realisasi), self.reference(index, formula.target)
        text, calculate = _DIRECTIONS[formula.direction]
        x, zero = text.format(r=r, t=t), f'"{UNDEFINED}"'
        reached = Fraction(1)
        if formula.cap is not None:
            reached = min(reached, Fraction(formula.cap, 100))
            x = f"MIN({formula.cap / 100:g},{x})"
        if formula.direction == "minimal":
            zero = f'IF({r}=0,{float(reached):g},"{UNDEFINED}")'
        guarded = f'IF(COUNT({r},{t})<2,"{UNDEFINED}",IF({t}=0,{zero},{_guarded(x)}))'
        if pair[1] == 0:
            return guarded, reached if formula.direction == "minimal" and pair[0] == 0 else None
        result = calculate(pair[0] / pair[1])
        return guarded, _guarded_result(result if formula.cap is None else min(result, Fraction(formula.cap, 100)))


# Per direction: the Excel text over {r} and {t}, and the same over the ratio r ÷ t. For a ratio from 0 up, "stabil"
# (r ÷ t up to the target, 2 minus r ÷ t above it) is simply the smaller of the two.
_DIRECTIONS: dict[str, tuple[str, Callable[[Fraction], Fraction]]] = {
    "maksimal": ("{r}/{t}", lambda ratio: ratio),
    "minimal": ("MAX(0,2-{r}/{t})", lambda ratio: max(Fraction(0), 2 - ratio)),
    "stabil": ("MAX(0,MIN({r}/{t},2-{r}/{t}))", lambda ratio: max(Fraction(0), min(ratio, 2 - ratio))),
}


def _fraction(number: Stored) -> Fraction:
    """The decimal number that a person sees behind a binary one: 0.1 is one tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def _groups(cells: Sequence[str], size: int) -> list[Sequence[str]]:
    return [cells[start : start + size] for start in range(0, len(cells), size)]


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbouring rows: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    ends = [last for last, following in pairwise(rows) if following != last + 1] + [rows[-1]]
    starts = [rows[0]] + [following for last, following in pairwise(rows) if following != last + 1]
    return list(zip(starts, ends, strict=True))
