"""A list as a file: what is seen, all pages of it, as a table of the report, whose renderers write every format."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from apps.dasbor.daftar.dasar import Daftar
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import saringan_kata
from apps.dasbor.daftar.tabel import SelData, urutan
from apps.laporan.table import Row, Table
from apps.ui.numbers import format_bulat, format_waktu

# Beyond this nobody works in a spreadsheet.
MAX_BARIS = 20_000
# Cells with the same remark: with more of them it stands below the sheet, once.
MAX_CATATAN = 50


def tabel_berkas(daftar: Daftar[Any]) -> Table:
    """The list as its address narrows and orders it, with the chosen columns."""
    kata, alias = saringan_kata(daftar.form), urutan(daftar, daftar.view.request)
    data = SelData(daftar, daftar.dipilih, daftar.baris)
    data.order_by((alias,))
    arah = "menurun" if alias.startswith("-") else "menaik"
    return susun_berkas(
        daftar,
        data,
        judul=f"{daftar.judul} {daftar.scope.tahun}" if daftar.per_tahun else daftar.judul,
        pengantar=[
            *([("Saringan", kata)] if kata else []),
            ("Urutan", f"{daftar.cari_kolom(alias).label}, {arah}"),
        ],
    )


def tabel_semua(daftar: Daftar[Any], baris: QuerySet[Any], *, judul: str, slug: str) -> Table:
    """Given rows in their order, with all columns of a list."""
    return susun_berkas(daftar, SelData(daftar, daftar.kolom, baris), judul=judul, slug=slug)


def susun_berkas(
    daftar: Daftar[Any], data: SelData, *, judul: str, slug: str = "", pengantar: Sequence[tuple[str, str]] = ()
) -> Table:
    """The table of a file: whose rows these are and when they were taken stands on top, what was cut off below."""
    rows = [Row(cells) for cells in data.cells(MAX_BARIS)]
    satker = daftar.scope.entitas.satker.nama_singkat
    return Table(
        slug=slug or daftar.slug,
        title=judul,
        subtitle=f"{satker} · diunduh {format_waktu(timezone.localtime())}",
        header=[k.kepala for k in data.kolom],
        rows=rows,
        intro=pengantar,
        notes=[*daftar.catatan(), *_reasons(rows, data.kolom), *_cut(data, len(rows))],
        empty_reason=daftar.kosong,
        filterable=bool(rows),
    )


def _reasons(rows: Sequence[Row], kolom: Sequence[Kolom[Any]]) -> list[str]:
    """Why cells are empty, where so many say the same that their remarks would bury a sheet."""
    counts = Counter(row.cell(k.kunci).reason for row in rows for k in kolom)
    return [reason for reason, count in counts.items() if reason and count > MAX_CATATAN]


def _cut(data: SelData, shown: int) -> list[str]:
    if len(data) <= shown:
        return []
    return [f"Hanya {format_bulat(shown)} baris pertama. Persempit saringannya untuk yang lain."]
