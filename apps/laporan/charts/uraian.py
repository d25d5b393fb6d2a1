"""What a chart says in words: what it shows, what is missing in it, what is doubted. Pure.

Every chart has its description, also one that a page builds by itself; :func:`complete` adds it with the notes.
"""

from collections.abc import Sequence
from dataclasses import replace

from apps.laporan.charts.chart import DOUBT_MARK, Chart, ChartKind, Series

PICTURES: dict[ChartKind, str] = {
    "batang": "Diagram batang mendatar",
    "batang-berkelompok": "Diagram batang mendatar",
    "batang-bertumpuk": "Diagram batang bertumpuk",
    "bullet": "Diagram batang mendatar dengan tanda target",
    "donat": "Diagram donat",
    "garis": "Diagram garis",
}


def complete(chart: Chart) -> Chart:
    """The chart with its description, and with notes on what is missing or doubted after its own notes."""
    notes = (*chart.notes, *(note for note in remarks(chart) if note not in chart.notes))
    return replace(chart, description=chart.description or describe(chart), notes=notes)


def describe(chart: Chart) -> str:
    """Say in words what the picture shows, for those who do not see it.

    >>> describe(Chart("s", "Serapan", None, "batang", ("A", "B"), (Series("Serapan", (50, 80), "persen"),)))
    'Diagram batang mendatar: serapan dari 2 kategori. Serapan tertinggi 80% (B). Serapan terendah 50% (A). \
Semua angka ada di tabel data diagram.'
    """
    if not chart.categories or not chart.series:
        return chart.empty_reason or "Belum ada data untuk diagram ini."
    names = _list([series.name.lower() for series in chart.series])
    unit = chart.category_label.lower()
    sentences = [f"{PICTURES[chart.kind]}: {names} dari {len(chart.categories)} {unit}."]
    sentences += [sentence for series in chart.series for sentence in _extremes(chart, series)]
    return " ".join([*sentences, *_doubts(chart), "Semua angka ada di tabel data diagram."])


def remarks(chart: Chart) -> list[str]:
    """Return the notes that the values themselves ask for: how many are missing, which are doubted and why."""
    if not chart.categories:
        return []
    return [note for series in chart.series for note in _missing(chart, series)] + _doubts(chart)


def _missing(chart: Chart, series: Series) -> list[str]:
    """Count what is not filled in; a line also names the gaps that have a reason, as its picture has no room."""
    absent = [index for index, value in enumerate(series.values) if value is None]
    plain = [index for index in absent if index not in series.blanks]
    notes = []
    if plain:
        notes.append(
            f"{series.name} {len(plain)} dari {len(chart.categories)} {chart.category_label.lower()} belum diisi."
        )
    if chart.kind == "garis":
        reasons = dict.fromkeys(series.blanks[index] for index in absent if index in series.blanks)
        for reason in reasons:
            places = [chart.categories[index] for index in absent if series.blanks.get(index) == reason]
            notes.append(f"{series.name} {_list(places)}: {reason.rstrip('.')}.")
    return notes


def _doubts(chart: Chart) -> list[str]:
    return [
        f"{DOUBT_MARK} {series.name} {chart.categories[index]} diragukan: {why.rstrip('.')}."
        for series in chart.series
        for index, why in series.doubtful.items()
        if series.doubted(index)
    ]


def _extremes(chart: Chart, series: Series) -> list[str]:
    """Return "Realisasi tertinggi Rp… (…)." and the lowest, when they differ."""
    sure = [None if series.doubted(index) else value for index, value in enumerate(series.values)]
    known = [value for value in sure if value is not None]
    if not known:
        return []
    words = [("tertinggi", max(known)), ("terendah", min(known))]
    sentences = []
    for word, value in words if max(known) != min(known) else [("seluruhnya", max(known))]:
        places = [index for index, other in enumerate(sure) if other == value]
        several = f"{len(places)} {chart.category_label.lower()}"
        text = series.text(places[0])
        where = chart.categories[places[0]] if len(places) == 1 else several
        sentences.append(f"{series.name} {word} {'nol' if text == '-' else text} ({where}).")
    return sentences


def _list(words: Sequence[str]) -> str:
    """Write a list as in a sentence: "a", "a dan b", "a, b, dan c"."""
    if len(words) <= 2:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
