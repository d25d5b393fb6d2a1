"""What a chart says in words: what it shows, what is missing in it, what is doubted. Pure.

Every chart has its description, also one that a page builds by itself; :func:`complete` adds it with the notes.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from apps.laporan.charts.chart import DOUBT_MARK, Chart, ChartKind, Series
from apps.laporan.charts.scale import line_scale, tick_text

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
    names = _list([_lower(series.name) for series in chart.series])
    unit = chart.category_label.lower()
    sentences = [f"{PICTURES[chart.kind]}: {names} dari {len(chart.categories)} {unit}."]
    sentences += [sentence for series in chart.series for sentence in _extremes(chart, series)]
    doubted = sum(series.doubted(index) for series in chart.series for index in range(len(series.values)))
    sentences += [f"{doubted} nilai diragukan."] if doubted else []
    sentences += [note] if (note := axis_note(chart)) else []
    return " ".join([*sentences, "Semua angka ada di tabel data diagram."])


def axis_note(chart: Chart) -> str:
    """Return the sentence that says where the value axis begins when that is above zero; else nothing."""
    if not chart.zoom or chart.levels or not chart.series:
        return ""
    kind = chart.series[0].kind
    start = line_scale(extent(chart), kind, 1, zoom=True).low
    return f"Sumbu nilai mulai dari {tick_text(start, kind)}, bukan dari 0." if start > 0 else ""


def extent(chart: Chart) -> list[Fraction]:
    """The values that a value axis has to hold: one that is doubted stretches it to twice the others at most."""
    sure = [
        Fraction(value)
        for series in chart.series
        for index, value in enumerate(series.values)
        if value is not None and not series.doubted(index)
    ]
    everything = [value for series in chart.series for value in series.numbers()]
    high = max((abs(value) for value in sure), default=None)
    return everything if high is None else [value for value in everything if abs(value) <= 2 * high] or everything


def remarks(chart: Chart) -> list[str]:
    """Return the notes that the values themselves ask for: how many are missing, which are doubted and why."""
    if not chart.categories:
        return []
    notes = [note for series in chart.series for note in _missing(chart, series)] + _doubts(chart)
    if chart.limit is not None and any(value > chart.limit for value in chart.series[0].numbers()):
        end = tick_text(Fraction(chart.limit), chart.series[0].kind)
        notes.append(f"» Batang ini lebih panjang daripada sumbu, yang berakhir di {end}; angkanya ditulis utuh.")
    return notes


def _missing(chart: Chart, series: Series) -> list[str]:
    """Count what is not filled in; a line also names the gaps that have a reason, as its picture has no room.

    A national target exists for some years only; that is no gap.
    """
    if series.role == "nasional":
        return []
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
    """Say once for each reason which values are doubted."""
    notes = []
    for series in chart.series:
        for why in dict.fromkeys(series.doubtful.values()):
            places = [
                chart.categories[index]
                for index, other in series.doubtful.items()
                if other == why and series.doubted(index)
            ]
            if places:
                notes.append(f"{DOUBT_MARK} {series.name} {_list(places)} diragukan: {why.rstrip('.')}.")
    return notes


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


def _lower(name: str) -> str:
    """A name within a sentence; one that has capitals of its own keeps them."""
    return name.lower() if name[1:].islower() else name
