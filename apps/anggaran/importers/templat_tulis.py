"""Writing the template, empty with examples or filled with the lines of a year. Pure: no Django."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from apps.anggaran.importers.baris import BarisBerkas, Jumlah, KepalaBerkas
from apps.anggaran.importers.templat import KEADAAN, KOLOM, LEMBAR, SATKER, TAHUN, TOTAL

RUPIAH = "[$-421]#,##0"
TANGGAL = "dd/mm/yyyy"
_LEBAR = (42, 62, 14, 20, 18, 20)
_KOLOM_ANGKA = KOLOM.index("Pagu")
_TEBAL = ("bagian_anggaran", "unit", "program", "kegiatan")
_HURUF_SEBARIS, _TINGGI = 70, 14
_BARIS_KEPALA = 6
_BARIS_TOTAL = _BARIS_KEPALA + 1
# A constant, so that the same lines give the same bytes.
_DIBUAT = datetime(2024, 12, 31)
_MAROON, _TINTA, _REDUP, _GARIS = "8C1C13", "262626", "6B6460", "CFC7C4"
_LATAR_KEPALA, _LATAR_INDUK, _LATAR_JUMLAH = "F3E7E5", "FAF5F3", "F7F0EE"
CONTOH = (
    BarisBerkas(0, "komponen", ("076", "01", "CQ", "6639", "BDB", "001", "051"), "Contoh komponen", Jumlah()),
    BarisBerkas(
        0, "subkomponen", ("076", "01", "CQ", "6639", "BDB", "001", "051", "A"), "Contoh subkomponen", Jumlah()
    ),
    BarisBerkas(
        0,
        "akun",
        ("076", "01", "CQ", "6639", "BDB", "001", "051", "A", "521211"),
        "Belanja Bahan (contoh; ganti dengan baris Anda)",
        Jumlah(pagu=1_000_000, blokir=0, realisasi=250_000),
        sumber_dana="RM",
    ),
)
PETUNJUK = (
    ("Cara mengisi", ""),
    (SATKER, "Kode wilayah satker, misalnya 5371. Nama di sebelahnya boleh kosong."),
    (TAHUN, "Tahun anggaran, empat angka."),
    (KEADAAN, "Tanggal terakhir realisasi yang dihitung, misalnya 31/12/2024. Kosongkan bila hanya mengisi pagu."),
    (
        TOTAL,
        "Jumlah yang Anda ketahui dari dokumen aslinya, diketik sebagai angka. Jumlah ini dicocokkan dengan rincian "
        "sampai rupiah terakhir; bila berbeda, berkas ditolak dan selisihnya disebut.",
    ),
    ("Kolom", ""),
    (
        "Kode",
        "Kode lengkap dengan titik, misalnya 076.01.CQ.6639.BDB.001.051.A.521211. Untuk item, tambahkan nomor enam "
        "angka di belakang akun, misalnya .000017. Setiap kode hanya sekali.",
    ),
    ("Uraian", "Nama baris. Item dikenali dari uraiannya, jadi wajib diisi; di tingkat lain boleh kosong."),
    ("Sumber dana", "Misalnya RM, PNBP, atau HLD. Boleh kosong."),
    (
        "Pagu",
        "Rupiah bulat, hanya di baris terbawah. Baris induk (program, kegiatan, dan seterusnya) cukup memuat nama; "
        "jumlahnya dihitung dari rinciannya.",
    ),
    ("Blokir", "Bagian pagu yang diblokir. Boleh kosong."),
    (
        "Realisasi s.d.",
        "Realisasi sejak awal tahun sampai tanggal di atas. Isi semua baris terbawah (tulis 0 bila belum ada), atau "
        "kosongkan semuanya bila hanya mengisi pagu.",
    ),
    ("Perhatikan", ""),
    ("Angka", "Tulis angka biasa, bukan rumus, tanpa sen."),
    ("Susunan", "Jangan mengubah judul kolom atau nama lembar. Baris boleh ditambah, dihapus, dan diurutkan."),
    ("Contoh", "Tiga baris contoh di templat kosong harus diganti dengan baris Anda."),
)


def tulis_templat(kepala: KepalaBerkas, baris: Iterable[BarisBerkas] = CONTOH, jumlah: Jumlah | None = None) -> bytes:
    """The template as an Excel file: with three lines as an example, or filled with these lines and their sums.

    Of a line above the leaves only the name is written. kepala.kode_satker is the region code (5371). Without jumlah
    the total stays empty, so that examples that were left standing are never taken for a budget.
    """
    isi = BytesIO()
    aman = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(isi, {**aman, "default_format_properties": {"font_name": "Arial", "font_size": 10}}) as buku:
        buku.set_properties({"title": f"Anggaran {kepala.tahun}", "author": "Kinerja KPU", "created": _DIBUAT})
        _Lembar(buku, kepala).tulis(list(baris), jumlah or Jumlah())
        _tulis_petunjuk(buku)
    return isi.getvalue()


class _Lembar:
    """The sheet that is filled in."""

    def __init__(self, buku: Workbook, kepala: KepalaBerkas) -> None:
        self._kepala = kepala
        self._buku = buku
        self._lembar: Worksheet = buku.add_worksheet(LEMBAR)
        kotak = {"border": 1, "border_color": _GARIS, "font_color": _TINTA, "valign": "top"}
        khusus: dict[str, dict[str, object]] = {
            "teks": {"text_wrap": True},
            "kode": {"num_format": "@"},
            "angka": {"num_format": RUPIAH},
        }
        # By boldness, by having lines below it, and by what stands in the cell.
        self._gaya: dict[tuple[bool, bool, str], Format] = {
            (tebal, induk, jenis): buku.add_format(
                {**kotak, **gaya, "bold": tebal, **({"bg_color": _LATAR_INDUK} if induk else {})}
            )
            for tebal, induk in ((False, False), (False, True), (True, True))
            for jenis, gaya in khusus.items()
        }

    def tulis(self, baris: list[BarisBerkas], jumlah: Jumlah) -> None:
        """Write head, header, the row of sums, and the lines."""
        self._atur()
        self._tulis_kepala()
        self._tulis_jumlah(jumlah)
        berikut: list[BarisBerkas | None] = [*baris[1:], None]
        for nomor, (satu, sesudah) in enumerate(zip(baris, berikut, strict=True), _BARIS_TOTAL + 1):
            induk = sesudah is not None and sesudah.jalur[: len(satu.jalur)] == satu.jalur
            self._tulis_baris(nomor, satu, induk=induk)

    def _atur(self) -> None:
        lembar = self._lembar
        lembar.hide_gridlines(2)
        lembar.set_landscape()
        lembar.set_paper(9)
        lembar.fit_to_pages(1, 0)
        lembar.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        lembar.set_footer(f"&L&8 Anggaran {self._kepala.tahun}&R&8 Halaman &P dari &N", {"margin": 0.3})
        lembar.repeat_rows(_BARIS_KEPALA)
        lembar.freeze_panes(_BARIS_TOTAL + 1, 2)
        # Whole columns, because a code typed into a new row ("076.01") must not become a number.
        kode, angka = self._buku.add_format({"num_format": "@"}), self._buku.add_format({"num_format": RUPIAH})
        for kolom, lebar in enumerate(_LEBAR):
            lembar.set_column(kolom, kolom, lebar, kode if kolom < _KOLOM_ANGKA else angka)

    def _tulis_kepala(self) -> None:
        tebal = self._buku.add_format({"bold": True, "font_color": _TINTA})
        isian = self._buku.add_format({"border": 1, "border_color": _GARIS, "align": "left"})
        tanggal = self._buku.add_format({"border": 1, "border_color": _GARIS, "align": "left", "num_format": TANGGAL})
        judul = self._buku.add_format({"bold": True, "font_size": 13, "font_color": _MAROON})
        redup = self._buku.add_format({"font_color": _REDUP})
        lembar, kepala = self._lembar, self._kepala
        lembar.write_string(0, 0, f"Anggaran dan realisasi {kepala.tahun}", judul)
        lembar.write_string(1, 0, "Cara mengisi ada di lembar Petunjuk. Rupiah bulat, tanpa rumus.", redup)
        lembar.write_string(2, 0, SATKER, tebal)
        lembar.write_string(2, 1, kepala.kode_satker, isian)
        lembar.write_string(2, 2, kepala.nama_satker)
        lembar.write_string(3, 0, TAHUN, tebal)
        lembar.write_number(3, 1, kepala.tahun, isian)
        lembar.write_string(4, 0, KEADAAN, tebal)
        _tulis_tanggal(lembar, 4, 1, kepala.per_tanggal, tanggal)
        nama_kolom = self._buku.add_format(
            {
                "bold": True, "bg_color": _LATAR_KEPALA, "border": 1, "border_color": _GARIS, "align": "center",
                "valign": "vcenter", "text_wrap": True,
            }
        )  # fmt: skip
        lembar.set_row(_BARIS_KEPALA, 24)
        for kolom, nama in enumerate(KOLOM):
            lembar.write_string(_BARIS_KEPALA, kolom, nama, nama_kolom)

    def _tulis_jumlah(self, jumlah: Jumlah) -> None:
        gaya = {"bold": True, "bg_color": _LATAR_JUMLAH, "border": 1, "border_color": _GARIS, "bottom": 2}
        teks = self._buku.add_format({**gaya, "bottom_color": _MAROON})
        angka = self._buku.add_format({**gaya, "bottom_color": _MAROON, "num_format": RUPIAH})
        for kolom in range(_KOLOM_ANGKA):
            self._lembar.write_string(_BARIS_TOTAL, kolom, TOTAL if kolom == 0 else "", teks)
        self._tulis_angka(_BARIS_TOTAL, jumlah, angka)

    def _tulis_baris(self, nomor: int, satu: BarisBerkas, *, induk: bool) -> None:
        lembar = self._lembar
        tebal = induk and satu.jenis in _TEBAL
        teks, angka = self._gaya[tebal, induk, "teks"], self._gaya[tebal, induk, "angka"]
        lembar.set_row(nomor, _TINGGI * (len(satu.nama) // _HURUF_SEBARIS + 1))
        lembar.write_string(nomor, 0, satu.kode_lengkap, self._gaya[tebal, induk, "kode"])
        lembar.write_string(nomor, 1, satu.nama, teks)
        lembar.write_string(nomor, 2, satu.sumber_dana, teks)
        self._tulis_angka(nomor, Jumlah() if induk else satu.jumlah, angka)

    def _tulis_angka(self, nomor: int, jumlah: Jumlah, gaya: Format) -> None:
        for kolom, nilai in enumerate((jumlah.pagu, jumlah.blokir, jumlah.realisasi), _KOLOM_ANGKA):
            if nilai is None:
                self._lembar.write_blank(nomor, kolom, None, gaya)
            else:
                self._lembar.write_number(nomor, kolom, nilai, gaya)


def _tulis_tanggal(lembar: Worksheet, baris: int, kolom: int, nilai: date | None, gaya: Format) -> None:
    if nilai is None:
        lembar.write_blank(baris, kolom, None, gaya)
    else:
        lembar.write_datetime(baris, kolom, datetime(nilai.year, nilai.month, nilai.day), gaya)


def _tulis_petunjuk(buku: Workbook) -> None:
    lembar = buku.add_worksheet("Petunjuk")
    lembar.hide_gridlines(2)
    lembar.set_portrait()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.set_column(0, 0, 24)
    lembar.set_column(1, 1, 84)
    bagian = buku.add_format({"bold": True, "font_size": 12, "font_color": _MAROON})
    nama = buku.add_format({"bold": True, "valign": "top", "text_wrap": True, "font_color": _TINTA})
    teks = buku.add_format({"valign": "top", "text_wrap": True, "font_color": _TINTA})
    for nomor, (label, isi) in enumerate(PETUNJUK):
        lembar.write_string(nomor, 0, label, nama if isi else bagian)
        if isi:
            lembar.write_string(nomor, 1, isi, teks)
        lembar.set_row(nomor, 14 * (len(isi) // 100 + 1) + 3 if isi else 24)
