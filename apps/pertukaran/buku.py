"""A file of data as sheets of text: a workbook, a CSV file, a ZIP archive of CSV files, or a folder of them.

Pure: no Django. What the rows mean is the business of the sheets (``resources.py`` of each app). Here stands what makes
a file readable at all, and what of it nobody would see: formulas, merged cells, hidden rows. A cell becomes the text
that its reader sees, with a comma for a point ("0,16"; "85%" where the cell shows a percentage), so that the one parser
of typed numbers reads it.
"""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO

from apps.dokumen.archive import BOM, RUSAK
from apps.dokumen.buku_kerja.lembar_xml import Persen, SelXml, baca_gaya, baris_lembar, teks_bersama
from apps.dokumen.buku_kerja.pindai import anggota_lembar, huruf_kolom, lembar_tersembunyi
from apps.dokumen.buku_kerja.pindai_rinci import PindaianRinci, pecah_alamat, pindai_rinci
from apps.dokumen.content import require_workbook
from apps.dokumen.rules import MAX_UKURAN, TERLALU_BESAR, ContentError, ending_of
from apps.ui.numbers import exact_text, format_bulat

# Sheets of a workbook that hold no data.
BUKAN_DATA = ("Petunjuk", "Daftar pilihan", "Kesalahan")
MAX_BARIS = 50_000
MAX_KOLOM = 100
MAX_HURUF = 32_767
_MAX_TERURAI = 60 * 1024 * 1024
_MAX_LEMBAR = 80
# Excel keeps fifteen digits of a number and turns the others into zeros.
_ANGKA_UTUH = 10**15
DIBULATKAN = "Angka sepanjang ini dibulatkan Excel. Ubah format selnya menjadi Teks, lalu ketik ulang."
_TAK_TERSIMPAN = re.compile("\0")

# Whatever reading a damaged archive can end in.
_ARSIP_RUSAK = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
BUKAN_UTF8 = "Berkas bukan UTF-8. Simpan ulang sebagai CSV UTF-8."
JENIS_BERKAS = "Berkas ini {jenis}. Unggah templat XLSX, berkas CSV, atau ZIP berisi berkas-berkas CSV."


class BukuDitolak(Exception):
    """A file of which nothing can be read; its text says in Indonesian what to do."""


@dataclass(frozen=True)
class Temuan:
    """What is wrong with a place of a sheet, whatever its content means: row (0 = the sheet), heading or letters."""

    baris: int
    kolom: str
    pesan: str


@dataclass
class Lembar:
    """A sheet: its name, its headings, its rows (number as a spreadsheet counts it, cells by heading), what is wrong.

    huruf are the letters of each heading's column; "" in a CSV file.
    """

    nama: str
    berkas: str
    judul: list[str] = field(default_factory=list)
    baris: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)
    huruf: dict[str, str] = field(default_factory=dict)


Kemajuan = Callable[[int, int], None]


def baca_folder(folder: Path) -> list[Lembar]:
    """The CSV files of a folder. Raises BukuDitolak when there is none."""
    berkas = sorted(folder.glob("*.csv"))
    if not berkas:
        raise BukuDitolak("Tidak ada berkas CSV di folder ini.")
    return [_dari_berkas(satu) for satu in berkas]


def _dari_berkas(satu: Path) -> Lembar:
    if satu.is_symlink() or not satu.is_file():
        pesan = "Bukan berkas biasa. Salin berkas CSV-nya sendiri ke folder ini."
        return Lembar(satu.stem, satu.name, temuan=[Temuan(0, "", pesan)])
    return _lembar_csv(satu.read_bytes(), satu.name)


def baca(file: IO[bytes], nama: str) -> list[Lembar]:
    """The sheets of an uploaded file that can be read and sought, told by name and content. Raises BukuDitolak."""
    try:
        if file.seek(0, io.SEEK_END) > MAX_UKURAN:
            raise ContentError(TERLALU_BESAR)
        file.seek(0)
        akhiran = ending_of(nama)
        if akhiran == "csv":
            return [_lembar_csv(file.read(), Path(nama).name)]
        return _dari_zip(file) if akhiran == "zip" else _dari_xlsx(file, nama)
    except ContentError as error:
        raise BukuDitolak(str(error)) from error


# CSV


def _lembar_csv(isi: bytes, nama: str) -> Lembar:
    lembar = Lembar(Path(nama).stem, nama)
    if isi.count(b";") > MAX_BARIS * MAX_KOLOM:
        return _rusak(lembar, "Berkas ini berisi terlalu banyak kolom. Unduh templatnya lagi.")
    try:
        # Without newline translation: a line break inside quotes belongs to the cell.
        garis = csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
        banyak = _isi_csv(lembar, garis)
    except UnicodeDecodeError:
        return _rusak(Lembar(lembar.nama, nama), BUKAN_UTF8)
    except csv.Error as error:
        terlalu_panjang = "field limit" in str(error)
        pesan = "Ada sel yang terlalu panjang." if terlalu_panjang else "Tanda kutip dalam berkas tidak berpasangan."
        return _rusak(Lembar(lembar.nama, nama), pesan)
    if not banyak:
        return _rusak(lembar, "Berkas kosong; baris pertama harus berisi judul kolom.")
    return lembar if banyak <= MAX_BARIS else _rusak(Lembar(lembar.nama, nama), _terlalu_panjang(banyak))


def _isi_csv(lembar: Lembar, garis: Iterator[list[str]]) -> int:
    """Take the rows one by one, so that no file fills the memory before it is found too long; returns how many."""
    judul: list[str] = []
    nomor = 0
    for nomor, satu in enumerate(garis, start=1):
        if nomor == 1:
            judul = [sel.strip() for sel in satu]
            _pasang_judul(lembar, judul)
        elif nomor <= MAX_BARIS and any(sel.strip() for sel in satu):
            _baris_csv(lembar, judul, nomor, satu)
    return nomor


def _baris_csv(lembar: Lembar, judul: Sequence[str], nomor: int, sel: Sequence[str]) -> None:
    if len(sel) != len(judul):
        pesan = f"Ada {len(sel)} sel, seharusnya {len(judul)}. Periksa titik koma di dalam teks."
        lembar.temuan.append(Temuan(nomor, "", pesan))
    elif any(_TAK_TERSIMPAN.search(satu) for satu in sel):
        pesan = "Baris ini memuat karakter yang tidak dapat disimpan. Ketik ulang isinya."
        lembar.temuan.append(Temuan(nomor, "", pesan))
    else:
        lembar.baris.append((nomor, dict(zip(judul, sel, strict=True))))


def _rusak(lembar: Lembar, pesan: str) -> Lembar:
    lembar.temuan.append(Temuan(0, "", pesan))
    return lembar


def _terlalu_panjang(banyak: int) -> str:
    return f"Lembar ini berisi {format_bulat(banyak)} baris; paling banyak {format_bulat(MAX_BARIS)}. Bagi berkasnya."


def _pasang_judul(lembar: Lembar, judul: Sequence[str]) -> None:
    """Set the headings and name those that stand twice."""
    lembar.judul = list(dict.fromkeys(filter(None, judul)))
    for nama, banyak in Counter(judul).items():
        if nama and banyak > 1:
            lembar.temuan.append(Temuan(1, nama, "Kolom ini muncul lebih dari sekali. Sisakan satu."))
    if len(lembar.judul) > MAX_KOLOM:
        raise ContentError(f"Lembar “{lembar.nama}” berisi lebih dari {MAX_KOLOM} kolom. Unduh templatnya lagi.")


def _dari_zip(file: IO[bytes]) -> list[Lembar]:
    """The CSV files of an archive, wherever its folders; nothing is unpacked beyond what a person could have typed."""
    hasil, sisa = [], _MAX_TERURAI
    try:
        with zipfile.ZipFile(file) as arsip:
            anggota = [satu for satu in arsip.infolist() if _berkas_data(satu)]
            if not anggota:
                raise BukuDitolak("ZIP ini tidak berisi berkas CSV.")
            if len(anggota) > _MAX_LEMBAR:
                raise ContentError(BOM)
            for satu in anggota:
                with arsip.open(satu) as isi:
                    data = isi.read(sisa + 1)
                sisa -= len(data)
                if sisa < 0:
                    raise ContentError(BOM)
                hasil.append(_lembar_csv(data, Path(satu.filename).name))
    except _ARSIP_RUSAK as error:
        raise ContentError(RUSAK) from error
    ganda = [nama for nama, banyak in Counter(satu.nama for satu in hasil).items() if banyak > 1]
    if ganda:
        kalimat = (
            f"ZIP ini memuat dua berkas {ganda[0]}.csv. Sisakan satu, atau unggah setiap foldernya sebagai ZIP sendiri."
        )
        raise BukuDitolak(kalimat)
    return hasil


def _berkas_data(satu: zipfile.ZipInfo) -> bool:
    nama = Path(satu.filename).name
    sampah = nama.startswith(".") or "__MACOSX" in satu.filename
    return not satu.is_dir() and not sampah and ending_of(nama) == "csv"


# XLSX


def _dari_xlsx(file: IO[bytes], nama: str) -> list[Lembar]:
    require_workbook(file, nama, JENIS_BERKAS)
    try:
        arsip = zipfile.ZipFile(file)
        anggota = {nama: satu for nama, satu in anggota_lembar(arsip).items() if nama not in BUKAN_DATA}
        if len(anggota) > _MAX_LEMBAR:
            raise ContentError(BOM)
        bersama, gaya, tersembunyi = teks_bersama(arsip), baca_gaya(arsip), lembar_tersembunyi(arsip)
        hasil, sisa = [], MAX_BARIS
        for judul, satu in anggota.items():
            pindaian = pindai_rinci(arsip, satu)
            lembar = Lembar(judul, nama)
            hasil.append(lembar)
            if judul in tersembunyi:
                _rusak(lembar, "Lembar ini tersembunyi. Tampilkan dahulu agar isinya terlihat, atau hapus.")
            if pindaian.baris > MAX_BARIS:
                _rusak(lembar, _terlalu_panjang(pindaian.baris))
                continue
            _isi_lembar(lembar, pindaian, baris_lembar(arsip, satu, bersama, gaya))
            sisa -= len(lembar.baris)
            if sisa < 0:
                raise ContentError(f"Berkas ini berisi lebih dari {format_bulat(MAX_BARIS)} baris. Bagi berkasnya.")
    except _ARSIP_RUSAK as error:
        raise ContentError(RUSAK) from error
    return hasil


def _isi_lembar(lembar: Lembar, pindaian: PindaianRinci, baris: Iterator[tuple[int, dict[int, SelXml]]]) -> None:
    judul: dict[int, str] = {}
    for nomor, sel in baris:
        teks = {kolom: teks_sel(nilai) for kolom, nilai in sel.items()}
        teks = {kolom: satu for kolom, satu in teks.items() if satu.strip()}
        if nomor == 1:
            judul = teks
            _pasang_judul(lembar, list(judul.values()))
            lembar.huruf = {nama: huruf_kolom(kolom) for kolom, nama in reversed(judul.items())}
            continue
        if not judul:
            break
        if not teks:
            continue
        if nomor in pindaian.baris_tersembunyi:
            pesan = "Baris ini tersembunyi. Tampilkan dahulu (hapus saringannya) agar isinya terlihat, atau hapus."
            lembar.temuan.append(Temuan(nomor, "", pesan))
        for kolom, satu in teks.items():
            if kolom in judul and _dibulatkan(sel[kolom]):
                lembar.temuan.append(Temuan(nomor, judul[kolom], DIBULATKAN))
            if kolom not in judul:
                pesan = f"Sel {huruf_kolom(kolom)}{nomor} berisi “{satu[:40]}”, tetapi kolomnya tanpa judul."
                lembar.temuan.append(Temuan(nomor, huruf_kolom(kolom), pesan))
            elif len(satu) > MAX_HURUF:
                lembar.temuan.append(Temuan(nomor, judul[kolom], "Sel ini terlalu panjang. Ringkaskan."))
        lembar.baris.append((nomor, {nama: teks.get(kolom, "") for kolom, nama in judul.items()}))
    if not judul:
        _rusak(lembar, "Baris pertama lembar ini kosong; seharusnya berisi judul kolom. Unduh templatnya lagi.")
    _temuan_bentuk(lembar, pindaian, judul)


def _dibulatkan(nilai: SelXml) -> bool:
    """Whether a cell holds a number of which Excel has lost digits, like a NIP typed into a number cell."""
    return isinstance(nilai, float) and abs(nilai) >= _ANGKA_UTUH


def _temuan_bentuk(lembar: Lembar, pindaian: PindaianRinci, judul: dict[int, str]) -> None:
    def tambah(alamat: str, pesan: str) -> None:
        baris, kolom = pecah_alamat(alamat)
        lembar.temuan.append(Temuan(baris, judul.get(kolom, huruf_kolom(kolom)), pesan))

    for alamat in pindaian.rumus:
        tambah(alamat, f"Sel {alamat} berisi rumus. Salin, lalu tempel sebagai nilai.")
    for alamat in pindaian.galat:
        tambah(alamat, f"Sel {alamat} berisi galat Excel (seperti #N/A). Tulis isinya.")
    for dari, ke in pindaian.gabungan:
        tambah(dari, f"Sel {dari}:{ke} digabung. Pisahkan (Batalkan Penggabungan Sel), lalu isi setiap selnya.")
    for kolom in sorted(pindaian.kolom_tersembunyi & set(judul)):
        lembar.temuan.append(Temuan(1, judul[kolom], "Kolom ini tersembunyi. Tampilkan dahulu agar isinya terlihat."))


def teks_sel(nilai: SelXml) -> str:
    """The text that the reader of a cell sees, as the parsers of this application want it.

    >>> teks_sel(0.16), teks_sel(5371.0), teks_sel(Persen(Decimal("85"))), teks_sel(date(2024, 12, 31)), teks_sel(True)
    ('0,16', '5371', '85%', '2024-12-31', 'ya')
    """
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, Persen):
        return exact_text(nilai.angka).replace(".", ",") + "%"
    if isinstance(nilai, float):
        # Written as short as it can be read back: what Excel holds as 0.16 is 0,16 and not its seventeen digits.
        tertulis = Decimal(repr(nilai))
        return exact_text(tertulis).replace(".", ",") if tertulis.is_finite() else str(nilai)
    return nilai.replace("\r\n", "\n").replace("\r", "\n")
