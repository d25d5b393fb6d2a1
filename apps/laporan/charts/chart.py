"""A chart as pure data: categories and series of exact values. Renderers only draw it. No Django in here.

Every figure that a chart shows can also be read: :meth:`Chart.data_table` carries the same values as a table.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from apps.laporan.table import Cell, Column, Kind, Row, Table
from apps.ui.numbers import Number, exact_text, format_bulat, format_nilai, format_persen, format_rupiah, format_selisih

ChartKind = Literal["batang", "batang-berkelompok", "batang-bertumpuk", "bullet", "donat", "garis"]
# What a series stands for decides how it is drawn; "" leaves that to its place among the others.
Role = Literal["", "realisasi", "target", "nasional"]

BELUM_DIISI = "belum diisi"
SHORT_BLANK = 24
# How many series each kind can tell apart without relying on colour.
MAX_SERIES: dict[ChartKind, int] = {
    "batang": 1,
    "batang-berkelompok": 3,
    "batang-bertumpuk": 6,
    "bullet": 2,
    "donat": 1,
    "garis": 3,
}
# A ring of more parts cannot be read; bars can.
MAX_PARTS = 3
# Kinds that show parts of a whole.
WHOLES = ("batang-bertumpuk", "donat")
# The mark of doubt in tables, cells and pictures alike.
DOUBT_MARK = "†"


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one series, one per category; None is a value that is not there, which is not zero.

    kind decides how values are written, as in tables; blanks says by position what stands in place of a missing
    value when that is not "belum diisi"; doubtful says by position why a value is doubted. A series of kind "tingkat"
    has levels, the codes of its scale from the worst to the best, and its values are places in them from 0. One of
    kind "jumlah" has a unit, what it counts.
    """

    name: str
    values: tuple[Number | None, ...]
    kind: Kind = "rupiah"
    blanks: Mapping[int, str] = field(default_factory=dict)
    role: Role = ""
    doubtful: Mapping[int, str] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "tingkat") != bool(self.levels):
            raise ValueError(f"{self.name}: levels belong to kind tingkat, and it needs them")
        if self.levels and any(value not in range(len(self.levels)) for value in self.numbers()):
            raise ValueError(f"{self.name}: a value is no place in the levels")

    def text(self, index: int) -> str:
        """Write a value as it stands beside its bar: in full, with its unit; rupiah 0 is "-" as in the tables."""
        value = self.values[index]
        if value is None:
            return self.blanks.get(index, BELUM_DIISI)
        if self.levels:
            return self.levels[int(value)]
        if self.kind == "rupiah":
            return format_rupiah(int(value)) if value else "-"
        if self.kind == "persen":
            return format_persen(value)
        if self.kind == "poin":
            return format_selisih(value)
        return format_bulat(int(value)) if self.kind == "bulat" else format_nilai(value, self.kind, self.unit)

    def label(self, index: int) -> str:
        """The text with the mark of a value that is doubted."""
        return self.text(index) + (DOUBT_MARK if self.doubted(index) else "")

    def doubted(self, index: int) -> bool:
        """Whether a value is there and doubted."""
        return self.values[index] is not None and index in self.doubtful

    def cell(self, index: int) -> Cell:
        """The value as a cell of the data table."""
        value = self.values[index]
        if value is None:
            words = self.text(index)
            # A whole sentence stands below the table.
            return Cell(blank=words) if len(words) <= SHORT_BLANK else Cell(blank="-", reason=words)
        # Why a value is doubted stands in the notes of the chart, by this mark.
        mark = DOUBT_MARK if self.doubted(index) else ""
        return Cell(self.text(index) if self.levels else value, mark=mark, unit=self.unit)

    @property
    def texts(self) -> tuple[str, ...]:
        """All values as they stand beside their bars."""
        return tuple(self.text(index) for index in range(len(self.values)))

    def numbers(self) -> list[Fraction]:
        """The values that are there, exact."""
        return [Fraction(value) for value in self.values if value is not None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart. number is None outside an outline; empty_reason says in Indonesian why there is nothing."""

    slug: str
    title: str
    number: int | None
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    description: str = ""
    notes: Sequence[str] = ()
    subtitle: str = ""
    empty_reason: str = ""
    # What the categories are ("Program"): heads their column in the data table.
    category_label: str = "Kategori"
    # What stands below a line instead of the categories, where their names are long ("Jan" for "Januari").
    short: tuple[str, ...] = ()
    # Where the axis of a bullet chart ends at the latest; a bar beyond is cut, marked, and keeps its true label.
    limit: Number | None = None
    # Whether the axis of lines may begin above zero; the picture then says so.
    zoom: bool = False

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError(f"{self.slug}: every series needs one value per category")
        if self.short and len(self.short) != len(self.categories):
            raise ValueError(f"{self.slug}: every category needs its short name")
        if len(self.series) > MAX_SERIES[self.kind]:
            raise ValueError(f"{self.slug}: too many series for {self.kind}")
        if len({series.levels for series in self.series}) > 1 or (self.levels and self.kind != "garis"):
            raise ValueError(f"{self.slug}: levels are drawn as lines on one scale")
        roles = [series.role for series in self.series if series.role]
        if len(set(roles)) < len(roles):
            raise ValueError(f"{self.slug}: two series of the same role look alike")
        if self.kind == "donat" and len(self.categories) > MAX_PARTS:
            raise ValueError(f"{self.slug}: a ring shows at most {MAX_PARTS} parts; use bars for more")
        if self.kind in WHOLES and any(value < 0 for series in self.series for value in series.numbers()):
            raise ValueError(f"{self.slug}: a part of a whole is never negative")
        if self.kind == "bullet" and any(series.role != "target" for series in self.series[1:]):
            raise ValueError(f"{self.slug}: the second series of a bullet chart is its target")
        if (self.limit is not None and (self.kind != "bullet" or self.limit <= 0)) or (
            self.zoom and self.kind != "garis"
        ):
            raise ValueError(f"{self.slug}: limit is of bullet charts and above zero, zoom of lines")

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of an ordinal value axis, the worst first; none when values are numbers."""
        return self.series[0].levels if self.series else ()

    @property
    def caption(self) -> str:
        """The full caption: "Diagram 1. Anggaran dan Realisasi"."""
        return f"Diagram {self.number}. {self.title}" if self.number else self.title

    @property
    def anchor(self) -> str:
        """The slug as it stands in ids of a page."""
        return re.sub(r"[^a-z0-9]+", "-", self.slug.lower())

    def data_table(self) -> Table:
        """Return the same values as a table: a row per category, a column per series."""
        columns = [Column(f"seri_{n}", series.name, series.kind, width=18) for n, series in enumerate(self.series, 1)]
        rows = [
            Row(
                {"kategori": Cell(category)}
                | {column.key: series.cell(index) for column, series in zip(columns, self.series, strict=True)}
            )
            for index, category in enumerate(self.categories)
        ]
        return Table(
            slug=f"diagram-{self.slug}",
            title=self.title,
            header=(Column("kategori", self.category_label, width=60), *columns),
            rows=tuple(rows),
            number=self.number,
            notes=tuple(self.notes),
            empty_reason=self.empty_reason,
            subtitle=self.subtitle,
            label="Data Diagram",
        )


def to_dict(chart: Chart) -> dict[str, object]:
    """Return the chart for JSON: exact values as strings or null, and each value as it is written.

    What few charts have (roles, levels, doubts, a limit, an axis above zero) has a key only where it says something.
    """
    special: dict[str, object] = {}
    if chart.limit is not None:
        special["batas"] = exact_text(chart.limit)
    if chart.zoom:
        special["sumbu_dari_nol"] = False
    return {
        "nomor": chart.number,
        "judul": chart.title,
        "slug": chart.slug,
        "jenis": chart.kind,
        "kategori": list(chart.categories),
        "seri": [_series_dict(series) for series in chart.series],
        "catatan": list(chart.notes) + ([chart.empty_reason] if chart.empty_reason else []),
        **special,
    }


def _series_dict(series: Series) -> dict[str, object]:
    special: dict[str, object] = {}
    if series.role:
        special["peran"] = series.role
    if series.levels:
        special["tingkat"] = list(series.levels)
    if doubts := {str(index): why for index, why in series.doubtful.items() if series.doubted(index)}:
        special["diragukan"] = doubts
    return {
        "nama": series.name,
        "jenis": series.kind,
        "nilai": [None if value is None else exact_text(value) for value in series.values],
        "teks": list(series.texts),
        **special,
    }
