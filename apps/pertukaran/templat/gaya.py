"""The look of the workbooks that data comes and goes by, in one place. Pure: no Django."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from apps.pertukaran.templat.bentuk import IsiSel, JenisKolom
from apps.ui.numbers import exact_text

# A constant, so that the same rows give the same bytes.
DIBUAT = datetime(2024, 12, 31)
HURUF = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
MAROON, TINTA, REDUP, GARIS = "8C1C13", "262626", "6B6460", "CFC7C4"
LATAR_LEMAH, LATAR_SALAH = "F3E7E5", "FFD9D4"
# General shows as many decimals as the cell holds: no format may show 12,5 as 13.
_APA_ADANYA = "[$-421]General"
_FORMAT: dict[JenisKolom, str] = {
    "teks": "@", "kode": "@", "tahun": "0", "bulat": "[$-421]#,##0", "rupiah": "[$-421]#,##0",
    "angka": _APA_ADANYA, "persen": _APA_ADANYA, "tanggal": "dd/mm/yyyy", "nilai": _APA_ADANYA,
}  # fmt: skip
_KANAN = ("tahun", "bulat", "rupiah", "angka", "persen", "nilai")
# As many rows as a file may hold.
BARIS_TERAKHIR = 50_000
MAX_TEKS = 32_767
# What Excel holds of a number when it is typed again.
_ANGKA_PASTI = 15


class Buku:
    """A workbook in memory with a cache of formats: making a format is what costs time in XlsxWriter."""

    def __init__(self, judul: str, pokok: str) -> None:
        self._isi = BytesIO()
        # What people typed is text: never a formula, a link or a number, whatever it looks like.
        aman = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.buku = Workbook(self._isi, {**aman, "default_format_properties": dict(HURUF)})
        self.buku.set_properties(
            {"title": judul[:250], "subject": pokok[:250], "author": "Kinerja KPU", "created": DIBUAT}
        )
        self._gaya: dict[tuple[tuple[str, object], ...], Format] = {}

    def gaya(self, **sifat: object) -> Format:
        """The format with these properties."""
        kunci = tuple(sorted(sifat.items()))
        if kunci not in self._gaya:
            self._gaya[kunci] = self.buku.add_format(sifat)
        return self._gaya[kunci]

    def gaya_sel(self, jenis: JenisKolom, *, salah: bool = False) -> Format:
        """How a cell of a kind is shown; everybody may write into it."""
        latar: dict[str, object] = {"bg_color": LATAR_SALAH, "border": 1, "border_color": MAROON} if salah else {}
        return self.gaya(
            num_format=_FORMAT[jenis],
            align="right" if jenis in _KANAN else "left",
            valign="top",
            text_wrap=jenis == "teks",
            font_color=TINTA,
            locked=False,
            **latar,
        )

    def gaya_judul(self, *, wajib: bool) -> Format:
        """A heading: white on maroon where the cell must be filled, maroon on pale where it may stay empty."""
        warna = {"bg_color": MAROON, "font_color": "FFFFFF"} if wajib else {"bg_color": LATAR_LEMAH}
        return self.gaya(
            **{"font_color": MAROON, **warna}, bold=True, text_wrap=True, valign="vcenter", border=1,
            border_color=GARIS, locked=True,
        )  # fmt: skip

    def lembar(self, nama: str, kaki: str, *, berdiri: bool = False) -> Worksheet:
        """Add a sheet that prints on A4, one page wide, with the page number below."""
        lembar = self.buku.add_worksheet(nama)
        lembar.hide_gridlines(0 if not berdiri else 2)
        (lembar.set_portrait if berdiri else lembar.set_landscape)()
        lembar.set_paper(9)
        lembar.fit_to_pages(1, 0)
        lembar.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        # "&" begins a code in Excel's footers; the space keeps a leading digit out of the font size.
        pendek = kaki if len(kaki) <= 160 else kaki[:159] + "…"
        lembar.set_footer(f"&L&8 {pendek.replace('&', '&&')}&R&8 Halaman &P dari &N", {"margin": 0.3})
        return lembar

    def tulis_sel(self, lembar: Worksheet, baris: int, kolom: int, nilai: IsiSel, gaya: Format) -> bool:
        """Write a cell as what it is; an empty one is left empty. Says whether it could be written."""
        if nilai is None or nilai == "":
            return True
        if isinstance(nilai, (int, Decimal)) and not isinstance(nilai, bool) and not pasti(nilai):
            nilai = exact_text(nilai).replace(".", ",")
        if isinstance(nilai, str):
            return len(nilai) <= MAX_TEKS and lembar.write_string(baris, kolom, nilai, gaya) == 0
        if isinstance(nilai, date):
            waktu = datetime(nilai.year, nilai.month, nilai.day)
            return bool(lembar.write_datetime(baris, kolom, waktu, gaya) == 0)
        return bool(lembar.write_number(baris, kolom, nilai, gaya) == 0)

    def tutup(self) -> bytes:
        """Finish the workbook and return the file."""
        self.buku.close()
        return self._isi.getvalue()


def pasti(angka: int | Decimal) -> bool:
    """Whether Excel holds this number exactly; the others are written as text, so that no digit is lost.

    >>> pasti(56_658_099_000), pasti(1_234_567_890_123_456_789)
    (True, False)
    """
    return len(Decimal(angka).normalize().as_tuple().digits) <= _ANGKA_PASTI
