"""Anchors: heads of chains written down where the owner of the database cannot rewrite them.

A chain that was rewritten from some entry on, with all fingerprints recomputed, is whole in itself. Only a head that
was noted elsewhere before shows it.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

from apps.audit.models import Jejak, KepalaRantai
from apps.audit.states import canonical_json

CHUNK = 500


class Anchor(NamedTuple):
    """The head of a chain as it was at some time."""

    waktu: str
    rantai: str
    nomor: int
    sidik: str


def heads() -> list[Anchor]:
    """The present heads of all chains that have an entry."""
    waktu = timezone.localtime().isoformat(timespec="seconds")
    found = KepalaRantai.objects.filter(nomor__gt=0).order_by("rantai")
    return [Anchor(waktu, kepala.rantai, kepala.nomor, kepala.sidik) for kepala in found]


def write_anchors(folder: Path) -> tuple[Path, list[Anchor]]:
    """Append today's heads to the day's file, which is meant to be copied to another host. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"jangkar-{timezone.localdate().isoformat()}.jsonl"
    anchors = heads()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(canonical_json(anchor._asdict()) + "\n" for anchor in anchors)
        file.flush()
        os.fsync(file.fileno())
    return path, anchors


def parse_anchor(line: str) -> Anchor | None:
    """Read one line; None when it is not an anchor."""
    try:
        anchor = Anchor(**json.loads(line))
    except (ValueError, TypeError):
        return None
    kinds = [str, str, int, str]
    return anchor if [type(value) for value in anchor] == kinds else None


def check_anchors(lines: Iterable[str]) -> tuple[int, list[str]]:
    """Look for every anchor in its chain; returns how many were read, and a sentence for each that is missing."""
    findings: list[str] = []
    anchors: dict[tuple[str, int, str], Anchor] = {}
    count = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        count += 1
        if anchor := parse_anchor(line):
            anchors.setdefault((anchor.rantai, anchor.nomor, anchor.sidik), anchor)
        else:
            findings.append(f"Jangkar baris {number} tidak terbaca.")
    by_chain: dict[str, list[Anchor]] = {}
    for anchor in anchors.values():
        by_chain.setdefault(anchor.rantai, []).append(anchor)
    for rantai, own in by_chain.items():
        for start in range(0, len(own), CHUNK):
            findings += _missing(rantai, own[start : start + CHUNK])
    return count, findings


def _missing(rantai: str, anchors: list[Anchor]) -> list[str]:
    """The anchors that are not in the chain."""
    numbers = [anchor.nomor for anchor in anchors]
    present = set(Jejak.objects.filter(rantai=rantai, nomor__in=numbers).values_list("nomor", "sidik"))
    missing = [anchor for anchor in anchors if (anchor.nomor, anchor.sidik) not in present]
    return [
        f"Rantai {rantai or 'sistem'} tidak lagi memuat jejak nomor {anchor.nomor} dengan sidik {anchor.sidik[:12]}…, "
        f"yang dijangkarkan pada {anchor.waktu}: jejaknya dihapus atau ditulis ulang."
        for anchor in missing
    ]
