"""What a diagram class is: slug, title and content, declared as report tables are."""

from collections.abc import Sequence
from typing import ClassVar

from apps.laporan.charts.chart import Chart, ChartKind, Series
from apps.laporan.report import Fakta, Konteks


class Diagram:
    """Base of all diagrams. Subclasses declare; :meth:`build` puts the chart together."""

    slug: ClassVar[str]
    kind: ClassVar[ChartKind]
    category_label: ClassVar[str]
    empty_reason: ClassVar[str] = "Belum ada data untuk tahun ini."
    # Notes that always stand below the diagram, such as what a percentage is of.
    explanation: ClassVar[tuple[str, ...]] = ()
    # What kind of picture it is, for those who do not see it; and short names below a line.
    picture: ClassVar[str] = "Diagram batang mendatar"
    short: ClassVar[tuple[str, ...]] = ()

    def title(self, ctx: Konteks) -> str:
        raise NotImplementedError

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        """Return the categories and the series; no categories when there is no data."""
        raise NotImplementedError

    def build(self, fakta: Fakta, ctx: Konteks, number: int | None = None) -> Chart:
        """Lay the facts out as a finished chart."""
        categories, series = self.content(fakta)
        return Chart(
            slug=self.slug,
            title=self.title(ctx),
            number=number,
            kind=self.kind,
            categories=tuple(categories),
            series=tuple(series),
            description=self._description(categories, series),
            notes=(*self.explanation, *self._missing(len(categories), series)) if categories else (),
            subtitle=ctx.subjudul,
            empty_reason="" if categories else self.empty_reason,
            category_label=self.category_label,
            short=self.short if categories else (),
        )

    def _description(self, categories: Sequence[str], series: Sequence[Series]) -> str:
        """Say in words what the picture shows, for those who do not see it."""
        if not categories:
            return self.empty_reason
        names = " dan ".join(one.name.lower() for one in series)
        sentences = [f"{self.picture}: {names} dari {len(categories)} {self.category_label.lower()}."]
        sentences += [sentence for one in series for sentence in self._extremes(one, categories)]
        return " ".join([*sentences, "Semua angka ada di tabel data diagram."])

    def _missing(self, count: int, series: Sequence[Series]) -> list[str]:
        missing = [(one.name, len(one.values) - len(one.numbers()) - len(one.blanks)) for one in series]
        unit = self.category_label.lower()
        return [f"{name} {number} dari {count} {unit} belum diisi." for name, number in missing if number]

    def _extremes(self, series: Series, categories: Sequence[str]) -> list[str]:
        """Return "Realisasi tertinggi Rp… (…)." and the lowest, when they differ."""
        known = series.numbers()
        if not known:
            return []
        words = [("tertinggi", max(known)), ("terendah", min(known))]
        sentences = []
        for word, value in words if max(known) != min(known) else [("seluruhnya", max(known))]:
            places = [index for index, other in enumerate(series.values) if other == value]
            single = categories[places[0]] if len(places) == 1 else f"{len(places)} {self.category_label.lower()}"
            text = series.text(places[0])
            sentences.append(f"{series.name} {word} {'nol' if text == '-' else text} ({single}).")
        return sentences
