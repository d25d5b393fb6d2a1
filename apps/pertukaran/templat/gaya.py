"""The look of the workbooks that data comes and goes by, in one place. Pure: no Django."""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from apps.pertukaran.templat.bentuk import JenisKolom

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
KOLOM_TERAKHIR = 16_383


class Lembaran(Worksheet):
    """A sheet whose row heights are only what its program would find by itself: they follow when a cell changes."""

    def atur_sisa(self, dari: int, gaya: Format) -> None:
        """Give the columns behind the last one a format, without a walk over all of them for each row."""
        batas = self.dim_colmin, self.dim_colmax  # type: ignore[has-type]
        self.set_column(dari, KOLOM_TERAKHIR, None, gaya)
        self.dim_colmin, self.dim_colmax = batas

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]] = []) -> None:  # noqa: B006
        if tag == "row":
            attributes = [satu for satu in attributes if satu[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


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
        tanda: dict[str, object] = {"bg_color": LATAR_SALAH, "border_color": MAROON} if salah else {}
        return self.gaya(
            num_format=_FORMAT[jenis],
            align="right" if jenis in _KANAN else "left",
            indent=1,
            valign="top",
            text_wrap=jenis == "teks",
            font_color=TINTA,
            locked=False,
            border=1,
            **{"border_color": GARIS, **tanda},
        )

    def gaya_judul(self, *, wajib: bool, salah: bool = False) -> Format:
        """A heading: white on maroon where the cell must be filled, maroon on pale where it may stay empty."""
        warna = {"bg_color": MAROON, "font_color": "FFFFFF"} if wajib else {"bg_color": LATAR_LEMAH}
        warna |= {"bg_color": LATAR_SALAH, "font_color": MAROON} if salah else {}
        return self.gaya(
            **{"font_color": MAROON, **warna}, bold=True, text_wrap=True, valign="vcenter", border=1,
            border_color=GARIS, locked=True,
        )  # fmt: skip

    def gaya_persen(self, seperti: Format) -> Format:
        """The look of a cell that shows its number as a percentage."""
        return self.gaya(
            num_format="0.00##%", align="right", valign="top", font_color=TINTA, locked=False, border=1,
            border_color=GARIS, **({"bg_color": LATAR_SALAH} if seperti.bg_color else {}),
        )  # fmt: skip

    def lembar(self, nama: str, kaki: str) -> Lembaran:
        """Add a sheet that prints on A4 landscape, with the page number below."""
        lembar = self.buku.add_worksheet(nama, Lembaran)
        lembar.set_landscape()
        lembar.set_paper(9)
        lembar.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        # "&" begins a code in Excel's footers; the space keeps a leading digit out of the font size.
        pendek = kaki if len(kaki) <= 160 else kaki[:159] + "…"
        lembar.set_footer(f"&L&8 {pendek.replace('&', '&&')}&R&8 Halaman &P dari &N", {"margin": 0.3})
        return lembar

    def tutup(self) -> bytes:
        """Finish the workbook and return the file."""
        self.buku.close()
        return self._isi.getvalue()
