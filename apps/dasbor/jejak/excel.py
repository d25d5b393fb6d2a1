"""Entries of the journal as a workbook: texts stay texts, moments are real ones."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook

from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN
from apps.dasbor.jejak.filters import jenis_objek
from apps.laporan.exports import FORMATS
from apps.pengukuran.riwayat import Kalimat, kalimat_semua

# Beyond this nobody works in a spreadsheet; the whole chain leaves as JSONL.
MAX_BARIS = 10_000
SEKALIGUS = 500
MAX_HURUF = 32_000
COLUMNS = (
    ("Nomor", 9),
    ("Waktu", 18),
    ("Pelaku", 26),
    ("Asal", 18),
    ("Tindakan", 22),
    ("Jenis objek", 20),
    ("Objek", 40),
    ("Kejadian", 70),
    ("Alasan", 40),
    ("Sidik", 24),
)


def kirim_entri(entries: QuerySet[Jejak], *, judul: str, berkas: str, lengkap: bool = True) -> HttpResponse:
    """Send the given entries as an Excel file, in their order."""
    return HttpResponse(
        buku_entri(entries, judul=judul, lengkap=lengkap),
        content_type=FORMATS["xlsx"].mime,
        headers={"Content-Disposition": f'attachment; filename="{berkas}"'},
    )


def buku_entri(entries: QuerySet[Jejak], *, judul: str, lengkap: bool = True) -> bytes:
    """A workbook with a row for each entry: title, when it was made, header, rows."""
    output = BytesIO()
    safe = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(output, {**safe, "remove_timezone": True}) as book:
        sheet = book.add_worksheet("Jejak")
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss", "align": "left", "valign": "top"})
        for number, (_, width) in enumerate(COLUMNS):
            sheet.set_column(number, number, width)
        sheet.write_string(0, 0, judul, bold)
        sheet.write_string(1, 0, f"Diunduh {timezone.localtime():%d/%m/%Y %H:%M}, waktu setempat")
        for column, (label, _) in enumerate(COLUMNS):
            sheet.write_string(3, column, label, bold)
        sheet.freeze_panes(4, 0)
        last = 3
        for last, (jejak, kalimat) in enumerate(_rows(entries, lengkap), start=4):
            sheet.write_number(last, 0, jejak.nomor, wrap)
            sheet.write_datetime(last, 1, timezone.localtime(jejak.waktu).replace(tzinfo=None), moment)
            for column, text in enumerate(_texts(jejak, kalimat), start=2):
                sheet.write_string(last, column, text[:MAX_HURUF], wrap)
        sheet.autofilter(3, 0, max(last, 4), len(COLUMNS) - 1)
        if entries.count() > MAX_BARIS:
            sheet.write_string(last + 1, 0, f"Hanya {MAX_BARIS} baris pertama. Persempit saringannya untuk yang lain.")
    return output.getvalue()


def _texts(jejak: Jejak, kalimat: Kalimat) -> list[str]:
    return [
        jejak.pelaku,
        jejak.asal,
        TINDAKAN.get(jejak.tindakan, jejak.tindakan),
        jenis_objek(jejak.objek_jenis),
        jejak.objek,
        ". ".join([kalimat.utama, *kalimat.rincian]) + ".",
        jejak.alasan,
        jejak.sidik,
    ]


def _rows(entries: QuerySet[Jejak], lengkap: bool) -> Iterator[tuple[Jejak, Kalimat]]:
    stream = entries[:MAX_BARIS].iterator(chunk_size=SEKALIGUS)
    while batch := list(islice(stream, SEKALIGUS)):
        yield from zip(batch, kalimat_semua(batch, lengkap=lengkap), strict=True)
