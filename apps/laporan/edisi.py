"""Editions: what a pengesahan produced, as one self-contained JSON, its fingerprint, and its check.

Nothing in an edition is looked up again: a later change of a formula, a name or an official alters no published report.
Only text, whole numbers, true, false and null stand in it, so that its fingerprint is the same everywhere.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from apps.audit import triggers
from apps.audit.models import Jejak, KepalaRantai
from apps.laporan.charts.chart import to_dict as chart_to_dict
from apps.laporan.facts_edisi import fakta_indikator, fakta_pengaturan, fakta_perbandingan, fakta_rekonsiliasi
from apps.laporan.outline import Outline
from apps.laporan.renderers.stored import from_stored, to_stored
from apps.laporan.table import Table
from apps.laporan.tables.rekonsiliasi import RekonsiliasiAnggaran
from apps.organisasi.models import Satker
from apps.siklus.models import Edisi, Pengesahan
from apps.siklus.triggers import EDISI
from kpu_kinerja import VERSI

BENTUK = 1


def canonical(data: Any) -> str:
    """The one way in which an edition is written before it is hashed; the standalone verifier does the same."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sidik_edisi(isi: Mapping[str, Any]) -> str:
    """The fingerprint of an edition: SHA-256 over its canonical JSON."""
    return hashlib.sha256(canonical(isi).encode()).hexdigest()


def susun_edisi(pengesahan: Pengesahan, nomor: int, kepala: KepalaRantai) -> dict[str, Any]:
    """Put an edition together from the figures of this moment; kepala is the head of the journal before it.

    A year holds all tables and diagrams of its report and the reconciliation of its budget, a quarter the table of
    the quarter.
    """
    periode = pengesahan.periode
    entitas = periode.entitas
    outline = Outline(entitas, periode.tahun, triwulan=periode.triwulan)
    if periode.triwulan:
        tables, charts = [outline.period_table()], []
    else:
        tables = [outline.table(entry) for entry in outline.tables]
        if outline.fakta.rekonsiliasi.ada_beda:
            tables.append(outline.comparison(RekonsiliasiAnggaran.slug))
        charts = [outline.chart(entry) for entry in outline.diagrams]
    return {
        "bentuk": BENTUK,
        "aplikasi": {"nama": "Kinerja KPU", "versi": VERSI},
        "satker": {"kode": entitas.satker.kode, "nama": entitas.satker.nama},
        "entitas": {"kunci": entitas.kunci, "nama": entitas.nama},
        "periode": {"tahun": periode.tahun, "triwulan": periode.triwulan, "nama": str(periode)},
        "pengesahan": _pengesahan(pengesahan, nomor),
        "pengaturan": fakta_pengaturan(outline.fakta.kinerja),
        "indikator": fakta_indikator(entitas, periode.tahun, periode.triwulan),
        "perbandingan": fakta_perbandingan(outline.fakta),
        "rekonsiliasi": None if periode.triwulan else fakta_rekonsiliasi(outline.fakta.rekonsiliasi),
        "tabel": [to_stored(table) for table in tables],
        "diagram": [chart_to_dict(chart) for chart in charts],
        "jejak": {"rantai": kepala.rantai, "nomor": kepala.nomor, "sidik": kepala.sidik},
    }


def _pengesahan(pengesahan: Pengesahan, nomor: int) -> dict[str, Any]:
    berkas = pengesahan.berita_acara
    return {
        "nomor_edisi": nomor,
        "cara": pengesahan.cara,
        "tanggal": pengesahan.tanggal.isoformat(),
        "nomor_berita_acara": pengesahan.nomor_berita_acara,
        "penandatangan": pengesahan.penandatangan,
        "berita_acara": {"nama": berkas.nama, "sha256": berkas.sha256} if berkas else None,
        "dicatat_oleh": pengesahan.disahkan_oleh.nama,
    }


def isi_unduhan(edisi: Edisi) -> dict[str, Any]:
    """The file that people keep and that the standalone verifier reads."""
    return {"sha256": edisi.sha256, "isi": edisi.isi}


def tabel_edisi(edisi: Edisi, alamat: str) -> Table | None:
    """A table of an edition by its address; None when the edition has no such table."""
    found = (data for data in edisi.isi["tabel"] if alamat in (data["slug"], str(data["nomor"] or "")))
    data = next(found, None)
    return from_stored(data) if data else None


def periksa_edisi(satker: Satker | None = None) -> Iterator[str]:
    """Compute the fingerprint of every edition again and look for its anchor in the journal; a sentence per finding."""
    if triggers.missing(connection, EDISI):
        yield "Pemicu basis data yang menolak perubahan edisi tidak terpasang lengkap."
    editions = Edisi.objects.select_related("pengesahan__periode__entitas__satker").order_by("pk")
    if satker:
        editions = editions.filter(pengesahan__periode__entitas__satker=satker)
    for edisi in editions.iterator(chunk_size=10):
        nama = f"{edisi} {edisi.pengesahan.periode.entitas.kunci}"
        if sidik_edisi(edisi.isi) != edisi.sha256:
            yield f"{nama}: isinya tidak cocok dengan sidiknya."
            # What was changed in it says nothing about the journal.
            continue
        jangkar = {name: edisi.isi.get("jejak", {}).get(name) for name in ("rantai", "nomor", "sidik")}
        if not Jejak.objects.filter(**jangkar).exists():
            yield (
                f"{nama}: jejak nomor {jangkar['nomor']} dengan sidik {str(jangkar['sidik'])[:12]}… yang dijangkarkan "
                "tidak ada lagi: jejaknya dihapus atau ditulis ulang."
            )
