"""Two states of realisasi, line by line. Pure, over whole rupiah."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Titik:
    """A line (None = the total) at which both amounts are known, as deep as both go."""

    pos: int | None
    kita: int
    lain: int


def titik_banding(induk: Mapping[int, int | None], kita: Mapping[int, int], lain: Mapping[int, int]) -> Iterator[Titik]:
    """Where two sets of leaf amounts are compared: at the deepest lines that both know.

    induk names the parent of every line; kita and lain are the amounts of their leaves. Below a line whose parts both
    know completely the parts are compared, otherwise the line itself: what one source does not divide, or leaves out,
    cannot be held against the other. Every rupiah of either source is in exactly one place.

    >>> induk = {1: None, 2: 1, 3: 1}
    >>> [(t.pos, t.kita, t.lain) for t in titik_banding(induk, {2: 5, 3: 7}, {2: 5, 3: 8})]
    [(2, 5, 5), (3, 7, 8)]
    >>> [(t.pos, t.kita, t.lain) for t in titik_banding(induk, {2: 5, 3: 7}, {1: 13})]
    [(1, 12, 13)]
    """
    jumlah = [_sums(induk, nilai) for nilai in (kita, lain)]
    anak = [_children(induk, sums) for sums in jumlah]

    def visit(pos: int | None) -> Iterator[Titik]:
        bagian = anak[0].get(pos, set())
        if pos in kita or pos in lain or not bagian or bagian != anak[1].get(pos, set()):
            yield Titik(pos, jumlah[0][pos], jumlah[1][pos])
            return
        for child in sorted(bagian):
            yield from visit(child)

    if kita and lain:
        yield from visit(None)


def dilengkapi(induk: Mapping[int, int | None], nilai: Mapping[int, int], lain: Mapping[int, int]) -> dict[int, int]:
    """The leaf amounts of a complete state, with 0 where only the other one names a leaf: there nothing was spent.

    A leaf below or above one of its own is no such place: there the amounts are merely divided otherwise.

    >>> dilengkapi({1: None, 2: 1, 3: 1}, {2: 5}, {2: 5, 3: 8}), dilengkapi({1: None, 2: 1}, {1: 5}, {2: 5})
    ({2: 5, 3: 0}, {1: 5})
    """
    tahu = _sums(induk, nilai)

    def nothing(pos: int) -> bool:
        if pos in tahu:
            return False
        atas: int | None = pos
        while atas is not None and atas not in nilai:
            atas = induk[atas]
        return atas is None

    return {**nilai, **{pos: 0 for pos in lain if nothing(pos)}}


def _sums(induk: Mapping[int, int | None], nilai: Mapping[int, int]) -> dict[int | None, int]:
    """The sum of every line that has a known amount at or below it; None holds the total."""
    sums: dict[int | None, int] = {}
    for leaf, jumlah in nilai.items():
        pos: int | None = leaf
        while pos is not None:
            sums[pos] = sums.get(pos, 0) + jumlah
            pos = induk[pos]
        sums[None] = sums.get(None, 0) + jumlah
    return sums


def _children(induk: Mapping[int, int | None], sums: Mapping[int | None, int]) -> dict[int | None, set[int]]:
    children: dict[int | None, set[int]] = {}
    for pos in sums:
        if pos is not None:
            children.setdefault(induk[pos], set()).add(pos)
    return children
