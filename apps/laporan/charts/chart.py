"""A chart as pure data: categories and series of exact values. Renderers only draw it. No Django in here.

Every figure that a chart shows can also be read: :meth:`Chart.data_table` carries the same values as a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from apps.laporan.table import Cell, Column, Kind, Row, Table
from apps.ui.numbers import Number, exact_text, format_angka, format_bulat, format_persen, format_rupiah, format_selisih

ChartKind = Literal["batang", "batang-berkelompok", "garis"]

BELUM_DIISI = "belum diisi"
# How many series bars or lines can tell apart without relying on colour.
MAX_SERIES = 3


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one series, one per category; None is a value that is not there, which is not zero.

    kind decides how values are written, as in tables; blanks says by position what stands in place of a missing
    value when that is not "belum diisi".
    """

    name: str
    values: tuple[Number | None, ...]
    kind: Kind = "rupiah"
    blanks: Mapping[int, str] = field(default_factory=dict)

    def text(self, index: int) -> str:
        """Write a value as it stands beside its bar: in full, with its unit; rupiah 0 is "-" as in the tables."""
        value = self.values[index]
        if value is None:
            return self.blanks.get(index, BELUM_DIISI)
        if self.kind == "rupiah":
            return format_rupiah(int(value)) if value else "-"
        if self.kind == "persen":
            return format_persen(value)
        if self.kind == "poin":
            return format_selisih(value)
        return format_bulat(int(value)) if self.kind == "bulat" else format_angka(value)

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

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError(f"{self.slug}: every series needs one value per category")
        if self.short and len(self.short) != len(self.categories):
            raise ValueError(f"{self.slug}: every category needs its short name")
        if len(self.series) > (1 if self.kind == "batang" else MAX_SERIES):
            raise ValueError(f"{self.slug}: too many series for {self.kind}")

    @property
    def caption(self) -> str:
        """The full caption: "Diagram 1. Anggaran dan Realisasi"."""
        return f"Diagram {self.number}. {self.title}" if self.number else self.title

    def data_table(self) -> Table:
        """Return the same values as a table: a row per category, a column per series."""
        columns = [Column(f"seri_{n}", series.name, series.kind, width=18) for n, series in enumerate(self.series, 1)]
        rows = [
            Row(
                {"kategori": Cell(category)}
                | {
                    column.key: Cell(series.values[index], blank=series.blanks.get(index, BELUM_DIISI))
                    for column, series in zip(columns, self.series, strict=True)
                }
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
    """Return the chart for JSON: exact values as strings or null, and each value as it is written."""
    return {
        "nomor": chart.number,
        "judul": chart.title,
        "slug": chart.slug,
        "jenis": chart.kind,
        "kategori": list(chart.categories),
        "seri": [
            {
                "nama": series.name,
                "jenis": series.kind,
                "nilai": [None if value is None else exact_text(value) for value in series.values],
                "teks": list(series.texts),
            }
            for series in chart.series
        ],
        "catatan": list(chart.notes) + ([chart.empty_reason] if chart.empty_reason else []),
    }
