"""A refused file as a workbook in which every fault is marked where it stands, and listed on the first sheet."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import IO, Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from apps.dokumen.buku_kerja.pindai import nomor_kolom
from apps.laporan.renderers.xlsx_layout import line_height, lines, usable
from apps.pertukaran.ekspor import IsiLembar
from apps.pertukaran.lembar import MENURUT_NAMA
from apps.pertukaran.mesin import Penolakan
from apps.pertukaran.templat.bentuk import Kolom, LembarTulis
from apps.pertukaran.templat.gaya import GARIS, MAROON, REDUP, TINTA, Buku
from apps.pertukaran.templat.kolom import kolom_lembar
from apps.pertukaran.templat.mentah import LembarMentah, baca_mentah
from apps.pertukaran.templat.sel import tulis_sel
from apps.pertukaran.templat.tulis import tulis_semua_lembar
from apps.ui.numbers import format_bulat
from apps.ui.resources import SheetResource

LEMBAR = "Kesalahan"
_JUDUL = ("Lembar", "Sel", "Kolom", "Yang harus diperbaiki")
_LEBAR = (26.0, 9.0, 26.0, 90.0)
# Excel's own limits: rows, columns, letters of a name, links of a sheet; and how much anybody would still read.
_BARIS_EXCEL, _KOLOM_EXCEL, _MAX_NAMA, _MAX_DAFTAR = 1_048_576, 16_384, 31, 20_000
_MAX_TANDA, _MAX_HURUF, _MAX_KOLOM = 5_000, 1_000, 256
_TERPAKAI = ("petunjuk", "daftar pilihan", "kesalahan", "history")
_TERLARANG = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_TAK_UTUH = "Sebagian berkas tidak dapat disalin ke sini. Perbaiki berkas asli Anda menurut daftar di bawah ini."
_PERBAIKI = "Tidak ada yang disimpan. Perbaiki sel yang bertanda, lalu unggah buku kerja ini kembali."

# A cell by row and column from 0.
Letak = tuple[int, int]


def tandai_kesalahan(asli: IO[bytes], nama: str, penolakan: Sequence[Penolakan]) -> bytes:
    """The file that was refused, with its faults marked. What cannot be read of it is missing, never changed."""
    mentah = baca_mentah(asli, nama)
    menurut_sebutan = {satu.sebutan: satu for satu in mentah}
    nama_lembar = dict(zip(menurut_sebutan, _nama_lembar(menurut_sebutan.values()), strict=True))
    letak = [_letak(satu, menurut_sebutan.get(satu.lembar)) for satu in penolakan]
    salah: dict[str, dict[Letak, list[str]]] = defaultdict(lambda: defaultdict(list))
    for satu, sel in zip(penolakan[:_MAX_TANDA], letak, strict=False):
        if sel is not None:
            salah[satu.lembar][sel].append(_bersih(satu.pesan))
    kaki = f"Kesalahan dalam {_bersih(nama)}"
    buku = Buku(kaki, kaki)
    daftar = _Daftar(buku, kaki)
    daftar.tulis(penolakan, letak, nama_lembar, utuh=all(satu.utuh for satu in mentah))
    isi = _isi_dikenal(menurut_sebutan.values())
    lembar = [_lembar(satu, nama_lembar[sebutan], isi, salah[sebutan]) for sebutan, satu in menurut_sebutan.items()]
    tulis_semua_lembar(buku, lembar, kaki)
    return buku.tutup()


def _bersih(teks: str) -> str:
    """A text that every file can hold, whatever the name of an upload carried along."""
    return teks.encode("utf-8", "replace").decode()


def _nama_lembar(mentah: Iterable[LembarMentah]) -> list[str]:
    """Names that Excel takes: the one that people know for a known sheet, so that the file can be uploaded again."""
    terpakai, hasil = set(_TERPAKAI), []
    for satu in mentah:
        dikenal = MENURUT_NAMA.get(satu.nama)
        mau = dikenal.sheet_title if dikenal else _bersih(satu.nama).translate(_TERLARANG)
        polos = "".join(huruf if huruf.isprintable() else "-" for huruf in mau).strip("' ") or "Lembar"
        nama, salinan = polos[:_MAX_NAMA].strip("' "), 2
        while nama.casefold() in terpakai:
            nama, salinan = f"{polos[: _MAX_NAMA - 6].strip()} ({salinan})", salinan + 1
        terpakai.add(nama.casefold())
        hasil.append(nama)
    return hasil


def _letak(satu: Penolakan, lembar: LembarMentah | None) -> Letak | None:
    """Where a fault is marked: its cell, else the first of its row; nowhere for a fault of the whole sheet."""
    if lembar is None or not 1 <= satu.baris <= _BARIS_EXCEL:
        return None
    kolom = nomor_kolom(satu.huruf) - 1 if re.fullmatch("[A-Z]{1,3}", satu.huruf) else lembar.kolom(satu.kolom)
    return satu.baris - 1, kolom if 0 <= kolom < _KOLOM_EXCEL else 0


def _isi_dikenal(mentah: Iterable[LembarMentah]) -> dict[type[SheetResource], IsiLembar]:
    """The rows of known sheets by heading, for the lists of codes."""
    hasil = {}
    for satu in mentah:
        jenis = MENURUT_NAMA.get(satu.nama)
        if jenis is not None:
            resource, letak = jenis(), satu.judul
            baris: Iterable[Any] = (
                {judul: sel.get(letak.get(judul, -1)) for judul in resource.headings()} for sel in satu.baris[1:]
            )
            hasil[jenis] = IsiLembar(resource, tuple(baris))
    return hasil


def _lembar(
    mentah: LembarMentah,
    nama: str,
    isi: Mapping[type[SheetResource], IsiLembar],
    salah: Mapping[Letak, Sequence[str]],
) -> LembarTulis:
    jenis = MENURUT_NAMA.get(mentah.nama)
    dikenal = {kolom.judul: kolom for kolom in kolom_lembar(jenis(), isi)} if jenis else {}
    judul = {kolom: teks for teks, kolom in mentah.judul.items()}
    banyak = min(_MAX_KOLOM, max(judul, default=-1) + 1)
    return LembarTulis(
        nama,
        [replace(dikenal.get(judul.get(k, ""), Kolom("", "teks")), judul=judul.get(k, "")) for k in range(banyak)],
        mentah.baris[1:],
        salah={sel: "\n".join(dict.fromkeys(pesan))[:_MAX_HURUF] for sel, pesan in salah.items()},
    )


class _Daftar:
    """The sheet that lists the faults."""

    def __init__(self, buku: Buku, kaki: str) -> None:
        self._buku, self._lembar = buku, buku.lembar(LEMBAR, kaki)
        atas: dict[str, object] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": GARIS}
        self._teks = buku.gaya(**atas, font_color=TINTA)
        self._tautan = buku.gaya(**atas, font_color=MAROON, underline=1)

    def tulis(
        self,
        penolakan: Sequence[Penolakan],
        letak: Sequence[Letak | None],
        nama_lembar: Mapping[str, str],
        *,
        utuh: bool,
    ) -> None:
        lembar = self._lembar
        lembar.activate()
        lembar.set_tab_color(MAROON)
        lembar.fit_to_pages(1, 0)
        for kolom, lebar in enumerate(_LEBAR):
            lembar.set_column(kolom, kolom, lebar)
        banyak = len(penolakan)
        lembar.set_row(0, 24)
        judul = self._buku.gaya(bold=True, font_size=15, font_color=MAROON)
        lembar.write_string(0, 0, f"{format_bulat(banyak)} kesalahan" if banyak else "Tidak ada kesalahan", judul)
        lembar.write_string(1, 0, _PERBAIKI if utuh else _TAK_UTUH, self._buku.gaya(font_color=REDUP))
        for kolom, nama in enumerate(_JUDUL):
            lembar.write_string(3, kolom, nama, self._buku.gaya_judul(wajib=True))
        daftar = list(zip(penolakan, letak, strict=True))[:_MAX_DAFTAR]
        for nomor, (satu, sel) in enumerate(daftar, start=4):
            self._baris(nomor, satu, sel, nama_lembar.get(satu.lembar, ""))
        if banyak > _MAX_DAFTAR:
            sisa = f"… dan {format_bulat(banyak - _MAX_DAFTAR)} kesalahan lain."
            lembar.write_string(4 + _MAX_DAFTAR, 0, sisa, self._buku.gaya(font_color=REDUP))
        lembar.freeze_panes(4, 0)
        lembar.repeat_rows(3)

    def _baris(self, nomor: int, satu: Penolakan, sel: Letak | None, nama: str) -> None:
        teks = (nama or _bersih(satu.lembar), "", _bersih(satu.kolom), _bersih(satu.pesan))
        for kolom, isi in enumerate(teks):
            tulis_sel(self._buku, self._lembar, (nomor, kolom), isi[:_MAX_HURUF], self._teks)
        if nama:
            alamat = xl_rowcol_to_cell(*sel) if sel else "A1"
            tempat = f"internal:{quote_sheetname(nama)}!{alamat}"
            self._lembar.write_url(nomor, 1, tempat, self._tautan, alamat if sel else "lembar")
        tinggi = max(lines(isi[:_MAX_HURUF], usable([_LEBAR[kolom]])) for kolom, isi in enumerate(teks))
        self._lembar.set_row(nomor, line_height(tinggi))
