"""Writing single cells: each as what it is, so that it reads back as the same. Pure: no Django."""

import math
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from apps.dokumen.buku_kerja.lembar_xml import Persen
from apps.pertukaran.templat.bentuk import IsiSel, JenisKolom
from apps.pertukaran.templat.gaya import Buku
from apps.ui.numbers import exact_text

# In the units that Excel counts in.
MAX_TEKS = 32_767
# What Excel holds of a number when it is typed again.
_ANGKA_PASTI = 15
# Before this day programs disagree on what a number of days means.
_HARI_PASTI = date(1900, 3, 1)


def pasti(angka: int | float | Decimal) -> bool:
    """Whether Excel holds this number exactly; the others are written as text, so that no digit is lost.

    >>> pasti(56_658_099_000), pasti(1_234_567_890_123_456_789), pasti(0.1 + 0.2)
    (True, False, True)
    """
    if isinstance(angka, float):
        return math.isfinite(angka)
    return len(Decimal(angka).normalize().as_tuple().digits) <= _ANGKA_PASTI


def tulis_sel(buku: Buku, lembar: Worksheet, tempat: tuple[int, int], nilai: IsiSel, gaya: Format) -> bool:
    """Write a cell; an empty one is left empty. Says whether the cell can hold it."""
    if isinstance(nilai, bool):
        lembar.write_boolean(*tempat, nilai, gaya)
    elif isinstance(nilai, Persen):
        lembar.write_number(*tempat, float(nilai.angka / 100), buku.gaya_persen(gaya))
    elif isinstance(nilai, date) and nilai >= _HARI_PASTI:
        lembar.write_datetime(*tempat, datetime(nilai.year, nilai.month, nilai.day), gaya)
    elif isinstance(nilai, (int, float, Decimal)) and pasti(nilai):
        lembar.write_number(*tempat, nilai, gaya)
    elif nilai is not None and nilai != "":
        return _tulis_teks(buku, lembar, tempat, _teks(nilai), gaya)
    return True


def _teks(nilai: IsiSel) -> str:
    return exact_text(nilai).replace(".", ",") if isinstance(nilai, (int, Decimal)) else str(nilai)


def _tulis_teks(buku: Buku, lembar: Worksheet, tempat: tuple[int, int], teks: str, gaya: Format) -> bool:
    if len(teks) > MAX_TEKS // 2 and len(teks.encode("utf-16-le", "replace")) > MAX_TEKS * 2:
        return False
    if teks.startswith("<r>") and teks.endswith("</r>"):
        # XlsxWriter would take this for its own mark-up and write it as it is; in two pieces it is text.
        lembar.write_rich_string(*tempat, teks[:3], buku.gaya(), teks[3:], gaya)
    else:
        lembar.write_string(*tempat, teks, gaya)
    return True


def jenis_sel(nilai: IsiSel) -> JenisKolom:
    """The kind of column that a cell alone would belong to."""
    if isinstance(nilai, date):
        return "tanggal"
    return "kode" if isinstance(nilai, str) else "nilai"
