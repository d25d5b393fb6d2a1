"""The outline of an Excel sheet: which rows are grouped at which level, and which begin folded away. Pure."""

from itertools import pairwise

from apps.laporan.table import Table

# Excel groups seven levels deep; what lies deeper stays in the seventh.
MAX_LEVEL = 7
RowOptions = dict[str, int | bool]


def row_options(table: Table) -> list[RowOptions]:
    """What Excel must know of each row of a grouped table: its level, whether it is hidden, whether it hides others.

    Every row that begins folded opens one level at a time; the totals at the end are part of no group.
    """
    if table.fold_below is None:
        return [{} for _ in table.rows]
    levels = [0 if row.style == "jumlah" else row.level for row in table.rows]
    options: list[RowOptions] = []
    for level, following in pairwise([*levels, 0]):
        option: RowOptions = {}
        if level:
            option["level"] = min(level, MAX_LEVEL)
        if level > table.fold_below:
            option["hidden"] = True
        if following > level >= table.fold_below and level < MAX_LEVEL:
            option["collapsed"] = True
        options.append(option)
    return options
