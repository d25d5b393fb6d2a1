"""What a diagram class is: slug, title and content, declared as report tables are."""

from typing import ClassVar

from apps.laporan.charts.chart import Chart, ChartKind, Series
from apps.laporan.charts.uraian import complete
from apps.laporan.report import Fakta, Konteks


class Diagram:
    """Base of all diagrams. Subclasses declare; :meth:`build` puts the chart together."""

    slug: ClassVar[str]
    kind: ClassVar[ChartKind]
    category_label: ClassVar[str]
    empty_reason: ClassVar[str] = "Belum ada data untuk tahun ini."
    # Notes that always stand below the diagram, such as what a percentage is of.
    explanation: ClassVar[tuple[str, ...]] = ()
    # Short names below a line.
    short: ClassVar[tuple[str, ...]] = ()

    def title(self, ctx: Konteks) -> str:
        raise NotImplementedError

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        """Return the categories and the series; no categories when there is no data."""
        raise NotImplementedError

    def build(self, fakta: Fakta, ctx: Konteks, number: int | None = None) -> Chart:
        """Lay the facts out as a finished chart."""
        categories, series = self.content(fakta)
        chart = Chart(
            slug=self.slug,
            title=self.title(ctx),
            number=number,
            kind=self.kind,
            categories=tuple(categories),
            series=tuple(series),
            notes=self.explanation if categories else (),
            subtitle=ctx.subjudul,
            empty_reason="" if categories else self.empty_reason,
            category_label=self.category_label,
            short=self.short if categories else (),
        )
        return complete(chart)
