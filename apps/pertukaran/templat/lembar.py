"""Writing one sheet of data: locked headings, cells of the right kind, drop-downs, marked faults. Pure: no Django."""

from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from apps.laporan.renderers.xlsx_formulas import runs
from apps.laporan.renderers.xlsx_layout import CHARACTER, INDENT, line_height, lines, text_width, usable
from apps.pertukaran.templat.bentuk import IsiSel, JenisKolom, KhususBaris, Kolom, LembarTulis
from apps.pertukaran.templat.gaya import BARIS_TERAKHIR, LATAR_LEMAH, MAROON, Buku
from apps.pertukaran.templat.pilihan import Pilihan
from apps.pertukaran.templat.sel import jenis_sel, tulis_sel

_LEBAR = {"tahun": 8.0, "tanggal": 12.0, "rupiah": 17.0}
_LEBAR_TERKECIL, _LEBAR_TERBESAR, _LEBAR_BEKU = 9.0, 48.0, 55.0
# Wider sheets are printed on pages side by side: on one they could not be read.
_LEBAR_SEHALAMAN, _SKALA_CETAK = 210.0, 75
# The widths of a column are taken from so many rows; the rest wraps.
_CONTOH_LEBAR = 300
# Shorter texts never wrap: no column is narrower.
_PENDEK = 8
_IZIN = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
    "sort": True, "autofilter": True,
}  # fmt: skip
TERLALU_PANJANG = "Teks ini lebih panjang dari yang dapat dimuat sel Excel, maka tidak ditulis. Gunakan unduhan CSV."


class PenulisLembar:
    """Writes one sheet of a workbook."""

    def __init__(self, buku: Buku, isi: LembarTulis, pilihan: Pilihan, kaki: str) -> None:
        self._buku, self._isi, self._pilihan = buku, isi, pilihan
        self._lembar = buku.lembar(isi.nama, kaki)
        self._gaya_sel: dict[tuple[JenisKolom, bool], Format] = {}
        self._lebar = [self._lebar_kolom(nomor, kolom) for nomor, kolom in enumerate(isi.kolom)]

    def tulis(self) -> None:
        """Write all of it."""
        self._atur()
        self._tulis_judul()
        self._tulis_baris()
        self._tulis_salah()
        for nomor, kolom in enumerate(self._isi.kolom):
            self._batasi(nomor, kolom)

    def _lebar_kolom(self, nomor: int, kolom: Kolom) -> float:
        teks = [_tampak(baris.get(nomor)) for baris in self._isi.baris[:_CONTOH_LEBAR]]
        isi = max((text_width(satu) for satu in teks), default=0) / CHARACTER + 3.5
        # The arrow of the filter takes room from the heading.
        kata = max((text_width(satu, bold=True) for satu in kolom.judul.split()), default=0) / CHARACTER + 4.5
        sedikit = max(_LEBAR_TERKECIL, _LEBAR.get(kolom.jenis, 0), kata)
        return round(min(_LEBAR_TERBESAR, max(sedikit, isi)), 1)

    def _atur(self) -> None:
        lembar, banyak = self._lembar, len(self._lebar)
        # Whole columns: a code typed into a new row ("076.01") must not become a number.
        for nomor, kolom in enumerate(self._isi.kolom):
            lembar.set_column(nomor, nomor, self._lebar[nomor], self._buku.gaya_sel(kolom.jenis))
        # A row can be deleted in a protected sheet only where none of its cells is locked.
        lembar.atur_sisa(banyak, self._buku.gaya(locked=False))
        lembar.freeze_panes(1, self._beku())
        lembar.repeat_rows(0)
        if sum(self._lebar) <= _LEBAR_SEHALAMAN:
            lembar.fit_to_pages(1, 0)
        else:
            lembar.set_print_scale(_SKALA_CETAK)
            lembar.repeat_columns(0, max(0, self._beku() - 1))
        if banyak:
            lembar.autofilter(0, 0, max(1, len(self._isi.baris)), banyak - 1)
        lembar.ignore_errors({"number_stored_as_text": f"A1:XFD{BARIS_TERAKHIR}"})
        lembar.protect("", _IZIN)
        lembar.set_comments_author("Kinerja KPU")
        if self._isi.salah:
            lembar.set_tab_color(MAROON)

    def _beku(self) -> int:
        """How many columns stay in sight: those that identify a row, as long as they leave room for the rest."""
        banyak, terpakai = 0, 0.0
        for kolom, satu in zip(self._isi.kolom, self._lebar, strict=True):
            terpakai += satu
            if not kolom.kunci or terpakai > _LEBAR_BEKU:
                break
            banyak += 1
        return banyak

    def _tulis_judul(self) -> None:
        tinggi = 1
        for nomor, kolom in enumerate(self._isi.kolom):
            gaya = self._buku.gaya_judul(wajib=kolom.wajib, salah=(0, nomor) in self._isi.salah)
            tulis_sel(self._buku, self._lembar, (0, nomor), kolom.judul, gaya)
            if kolom.petunjuk:
                self._komentar(0, nomor, keterangan_kolom(kolom))
            tinggi = max(tinggi, lines(kolom.judul, usable([self._lebar[nomor] - 2.5]), bold=True))
        self._lembar.set_row(0, line_height(tinggi) + 6)

    def _tulis_baris(self) -> None:
        ruang = [usable([satu]) - INDENT for satu in self._lebar]
        for nomor, baris in enumerate(self._isi.baris, start=1):
            tinggi = 1
            for kolom, nilai in baris.items():
                gaya = self._gaya(kolom, nilai, salah=(nomor, kolom) in self._isi.salah)
                if not tulis_sel(self._buku, self._lembar, (nomor, kolom), nilai, gaya):
                    self._komentar(nomor, kolom, TERLALU_PANJANG)
                elif isinstance(nilai, str) and kolom < len(ruang) and (len(nilai) > _PENDEK or "\n" in nilai):
                    tinggi = max(tinggi, lines(nilai, ruang[kolom]))
            if tinggi > 1:
                self._lembar.set_row(nomor, line_height(tinggi))

    def _gaya(self, kolom: int, nilai: IsiSel, *, salah: bool) -> Format:
        """The look of a cell: that of its column, unless a date would become a number by it or the other way round."""
        jenis = self._isi.kolom[kolom].jenis if kolom < len(self._isi.kolom) else "teks"
        if isinstance(nilai, date) or (jenis == "tanggal" and isinstance(nilai, (int, float, Decimal))):
            jenis = jenis_sel(nilai)
        if (jenis, salah) not in self._gaya_sel:
            self._gaya_sel[jenis, salah] = self._buku.gaya_sel(jenis, salah=salah)
        return self._gaya_sel[jenis, salah]

    def _tulis_salah(self) -> None:
        for (baris, kolom), pesan in self._isi.salah.items():
            ada = baris == 0 or (baris <= len(self._isi.baris) and kolom in self._isi.baris[baris - 1])
            if not ada:
                self._lembar.write_blank(baris, kolom, None, self._gaya(kolom, None, salah=True))
            self._komentar(baris, kolom, pesan)

    def _komentar(self, baris: int, kolom: int, teks: str) -> None:
        tinggi = max(50, 15 * lines(teks, 270, size=9) + 14)
        rupa = {"width": 300, "height": tinggi, "font_size": 9, "font_name": "Arial", "color": f"#{LATAR_LEMAH}"}
        self._lembar.write_comment(baris, kolom, teks, rupa)

    def _batasi(self, nomor: int, kolom: Kolom) -> None:
        if aturan := self._pilihan.aturan(kolom):
            self._lembar.data_validation(1, nomor, BARIS_TERAKHIR, nomor, aturan)
        for satu in self._isi.khusus:
            if satu.kolom == kolom.judul:
                self._batasi_baris(nomor, satu)

    def _batasi_baris(self, kolom: int, khusus: KhususBaris) -> None:
        (awal, akhir), *lain = runs([satu - 1 for satu in khusus.baris])
        if khusus.pilihan:
            aturan = self._pilihan.daftar(khusus.kolom, khusus.pilihan)
        else:
            aturan = self._pilihan.persen(khusus.kolom, xl_rowcol_to_cell(awal, kolom))
        aturan["other_cells"] = [[dari, kolom, sampai, kolom] for dari, sampai in lain]
        self._lembar.data_validation(awal, kolom, akhir, kolom, aturan)


def _tampak(nilai: IsiSel) -> str:
    """A cell as long as it is on screen."""
    if isinstance(nilai, int):
        return f"{nilai:,}"
    return "" if nilai is None else max(str(nilai)[:500].split("\n"), key=len)


def keterangan_kolom(kolom: Kolom) -> str:
    """What the comment of a heading says."""
    baris = [kolom.petunjuk]
    if kolom.kunci:
        baris.append("Wajib diisi; bagian dari kunci baris: bila diganti, baris ini menjadi data lain.")
    elif kolom.wajib:
        baris.append("Wajib diisi.")
    elif kolom.kosong:
        baris.append(f"Sel kosong berarti “{kolom.kosong}”.")
    else:
        baris.append("Boleh kosong. Untuk menghapus isi yang sudah tersimpan, tulis KOSONGKAN.")
    return "\n".join(baris)
