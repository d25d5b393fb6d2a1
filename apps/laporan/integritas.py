"""The whole check: is everything that was recorded still there, and nothing that was not?

A check takes the folder of the anchors and says what it looked at and what it found. CHECKS lists them all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from apps.audit import triggers
from apps.audit.anchors import check_anchors, parse_anchor
from apps.audit.rows import Only, check_rows
from apps.audit.verification import chains, consistent_view, verify
from apps.dokumen.models import Berkas
from apps.dokumen.services import periksa_berkas
from apps.laporan.edisi import periksa_edisi
from apps.organisasi.kepemilikan import milik_satker
from apps.organisasi.models import Satker
from apps.siklus.models import Edisi


@dataclass(frozen=True)
class Hasil:
    """What one check looked at (sentences to print) and what it found (a sentence each; empty when sound)."""

    diperiksa: tuple[str, ...]
    temuan: tuple[str, ...] = ()


def check_triggers(anchors: Path) -> Hasil:
    """The journal can only be appended to."""
    missing = triggers.missing(connection)
    temuan = ("Pemicu basis data yang menolak perubahan jejak tidak terpasang lengkap.",) if missing else ()
    return Hasil((), temuan)


def check_chains(anchors: Path) -> Hasil:
    """Every fingerprint of every chain."""
    results = [(rantai or "sistem", verify(rantai)) for rantai in chains()]
    return Hasil(
        tuple(f"Rantai {name}: {hasil.jumlah} jejak, sidik terakhir {hasil.sidik}" for name, hasil in results),
        tuple(f"Rantai {name}: {masalah}" for name, hasil in results for masalah in hasil.masalah),
    )


def check_database(anchors: Path, only: Only | None = None) -> Hasil:
    """Every audited row against its last entry."""
    results = check_rows(only)
    said = [f"Basis data: {sum(hasil.jumlah for hasil in results)} baris dari {len(results)} jenis data"]
    said += [
        f"{hasil.tak_terperiksa} baris {hasil.model._meta.verbose_name} tidak dapat diperiksa: kolomnya sudah dihapus"
        for hasil in results
        if hasil.tak_terperiksa
    ]
    return Hasil(tuple(said), tuple(temuan for hasil in results for temuan in hasil.temuan))


def _lines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("jangkar-*.jsonl")):
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from file


def check_anchor_files(anchors: Path) -> Hasil:
    """Every head that was ever anchored."""
    count, findings = check_anchors(_lines(anchors))
    return Hasil((f"Jangkar: {count} dalam {anchors}",), tuple(findings))


def check_files(anchors: Path) -> Hasil:
    """Every evidence file on disk against the fingerprint it was stored with."""
    return Hasil((f"Berkas: {Berkas.objects.count()}",), tuple(periksa_berkas()))


def check_editions(anchors: Path) -> Hasil:
    """Every edition against its fingerprint and its place in the journal."""
    return Hasil((f"Edisi: {Edisi.objects.count()}",), tuple(periksa_edisi()))


CHECKS: tuple[Callable[[Path], Hasil], ...] = (
    check_triggers,
    check_chains,
    check_database,
    check_files,
    check_editions,
    check_anchor_files,
)


def check_everything(anchors: Path | None = None) -> list[Hasil]:
    """Run every check on one moment of the database; anchors is the folder of anchor files, by default our own."""
    folder = anchors or settings.DATA_DIR / "jangkar"
    with consistent_view():
        return [check(folder) for check in CHECKS]


def check_satker(satker: Satker, anchors: Path | None = None) -> list[Hasil]:
    """The same for one satker: its chain, rows and what all share, files, editions, anchors; nothing of others."""
    folder = anchors or settings.DATA_DIR / "jangkar"
    only = Only(satker.kode, lambda model, pks: milik_satker(model, pks, satker))
    with consistent_view():
        chain = verify(satker.kode)
        own = [line for line in _lines(folder) if (a := parse_anchor(line)) is None or a.rantai == satker.kode]
        count, findings = check_anchors(own)
        return [
            check_triggers(folder),
            Hasil((f"Rantai: {chain.jumlah} jejak, sidik terakhir {chain.sidik}",), chain.masalah),
            check_database(folder, only),
            Hasil((f"Berkas: {Berkas.objects.filter(satker=satker).count()}",), tuple(periksa_berkas(satker))),
            Hasil((f"Edisi: {_editions(satker).count()}",), tuple(periksa_edisi(satker))),
            Hasil((f"Jangkar: {count}",), tuple(findings)),
        ]


def _editions(satker: Satker) -> QuerySet[Edisi]:
    return Edisi.objects.filter(pengesahan__periode__entitas__satker=satker)
