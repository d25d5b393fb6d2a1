"""The plain Excel template for offices without a SAKTI file: its form, and reading it. Pure: no Django.

What is exported in this form and imported again changes nothing. ``templat_tulis`` writes it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from apps.anggaran.importers.baris import (
    BENTUK_KODE,
    TINGKAT,
    BarisBerkas,
    BerkasDitolak,
    IsiBerkas,
    Jumlah,
    KepalaBerkas,
    PemberiKunci,
)
from apps.anggaran.importers.lembar import AngkaDitolak, Baris, Sel, rapikan, rupiah
from apps.anggaran.importers.penampung import Penampung
from apps.dokumen.buku_kerja.pindai import huruf_kolom
from apps.ui.numbers import MONTHS

LEMBAR = "Anggaran"
TOTAL = "JUMLAH SELURUHNYA"
SATKER, TAHUN, KEADAAN = "Satker", "Tahun", "Keadaan per"
KOLOM = ("Kode", "Uraian", "Sumber dana", "Pagu", "Blokir", "Realisasi s.d.")
_KODE, _URAIAN, _SUMBER, _PAGU, _BLOKIR, _REALISASI = range(1, len(KOLOM) + 1)
_ANGKA = {"pagu": _PAGU, "blokir": _BLOKIR, "realisasi": _REALISASI}
_ITEM = re.compile(r"\d{6}")
# Above the akun every level is there; only the subkomponen may be left out.
_TETAP = TINGKAT[: TINGKAT.index("subkomponen")]
_TANGGAL = re.compile(r"(\d{1,2})[/ .-](\d{1,2}|[A-Za-z]+)[/ .-](\d{4})")
MAX_NAMA, MAX_SUMBER = 1000, 20


def tampak_templat(baris: Iterable[Baris]) -> bool:
    """Whether the first rows of a sheet hold the header of the template."""
    return any(_kepala_kolom(sel) for _, sel in baris)


def baca_templat(baris: Iterable[Baris]) -> IsiBerkas:
    """Read the rows of the template. Raises BerkasDitolak with every reason found."""
    pembaca = _Pembaca()
    for nomor, sel in baris:
        if sel:
            pembaca.terima(nomor, sel)
    return pembaca.selesai()


def _kepala_kolom(sel: Mapping[int, Sel]) -> bool:
    return [rapikan(sel.get(kolom, "")).casefold() for kolom in range(1, len(KOLOM) + 1)] == [
        nama.casefold() for nama in KOLOM
    ]


def jenis_segmen(segmen: list[str]) -> list[str] | None:
    """The level of each segment of a whole code, None for a code that has another form.

    >>> jenis_segmen("076.01.WA.3355.EBA.994.001.511111".split("."))[-2:]
    ['komponen', 'akun']
    """
    jenis = list(_TETAP[: len(segmen)])
    sisa = segmen[len(jenis) :]
    if sisa and not BENTUK_KODE["akun"].fullmatch(sisa[0]):
        jenis.append("subkomponen")
        sisa = sisa[1:]
    jenis += ("akun", "item")[: len(sisa)]
    if len(jenis) != len(segmen):
        return None
    bentuk = {**BENTUK_KODE, "item": _ITEM}
    return jenis if all(bentuk[satu].fullmatch(kode) for satu, kode in zip(jenis, segmen, strict=True)) else None


def baca_tanggal(sel: Sel) -> date | None:
    """A day in a cell: a date of Excel, "31/12/2024", or "31 Desember 2024"; None for everything else."""
    if isinstance(sel, date):
        return sel
    cocok = _TANGGAL.fullmatch(rapikan(sel))
    if cocok is None:
        return None
    bulan = [nama.casefold() for nama in MONTHS]
    nomor = (
        cocok[2] if cocok[2].isdigit() else bulan.index(cocok[2].casefold()) + 1 if cocok[2].casefold() in bulan else 0
    )
    try:
        return date(int(cocok[3]), int(nomor), int(cocok[1]))
    except ValueError:
        return None


class _Pembaca:
    """Goes through the rows; lines may stand in any order, and lines above the finest may be missing."""

    def __init__(self) -> None:
        self.ditolak = Penampung()
        self._satker = ("", "")
        self._tahun: int | None = None
        self._per_tanggal: date | None = None
        self._berisi = False
        self._jumlah: Jumlah | None = None
        self._baris_jumlah = 0
        self._terlihat: dict[tuple[str, ...], int] = {}
        self._simpul: dict[tuple[str, ...], BarisBerkas] = {}
        self._anak: dict[tuple[str, ...], list[tuple[str, ...]]] = {(): []}
        self._kunci = PemberiKunci()

    def terima(self, nomor: int, sel: Mapping[int, Sel]) -> None:
        """Take one row that is not empty."""
        kode = rapikan(sel.get(_KODE, ""))
        if _kepala_kolom(sel):
            self._berisi = True
        elif kode.casefold() == TOTAL.casefold() or rapikan(sel.get(_URAIAN, "")).casefold() == TOTAL.casefold():
            self._terima_total(nomor, sel)
        elif not self._berisi:
            self._terima_kepala(nomor, kode.rstrip(" :").casefold(), sel)
        elif kode or any(kolom in sel for kolom in range(1, len(KOLOM) + 1)):
            self._terima_baris(nomor, kode.upper(), sel)

    def selesai(self) -> IsiBerkas:
        """The whole file. Raises BerkasDitolak."""
        if not self._satker[0]:
            self.ditolak.tambah(0, f"Kode satker kosong. Isi di sebelah kanan “{SATKER}”, misalnya 5371.")
        if self._tahun is None:
            self.ditolak.tambah(0, f"Tahun kosong atau bukan tahun. Isi di sebelah kanan “{TAHUN}”, misalnya 2024.")
        if self._jumlah is None:
            self.ditolak.tambah(
                0, f"Baris {TOTAL} tidak ditemukan. Tulis di kolom Kode, dengan jumlah pagu untuk dicocokkan."
            )
        baris = list(self._urut(()))
        self._periksa_realisasi(baris)
        if self.ditolak or self._tahun is None or self._jumlah is None:
            raise BerkasDitolak(self.ditolak.semua())
        kepala = KepalaBerkas("templat", *self._satker, self._tahun, self._per_tanggal)
        return IsiBerkas(kepala, baris, self._jumlah, self._baris_jumlah)

    def _urut(self, jalur: tuple[str, ...]) -> Iterator[BarisBerkas]:
        """The lines from the top down, each above what belongs to it."""
        for anak in self._anak.get(jalur, ()):
            yield self._simpul[anak]
            yield from self._urut(anak)

    def _periksa_realisasi(self, baris: list[BarisBerkas]) -> None:
        """Realisasi is there for every line or for none: an empty cell between others is not zero."""
        daun = [satu for satu in baris if satu.jalur not in self._anak]
        terisi = [satu for satu in daun if satu.jumlah.realisasi is not None]
        if not terisi:
            self._per_tanggal = None
            return
        if self._per_tanggal is None:
            self.ditolak.tambah(
                0, f"Realisasi terisi tetapi “{KEADAAN}” kosong. Isi tanggalnya, misalnya 31/12/{self._tahun or 2024}."
            )
        elif self._tahun is not None and self._per_tanggal.year != self._tahun:
            self.ditolak.tambah(
                0,
                f"“{KEADAAN}” bertahun {self._per_tanggal.year}, sedangkan “{TAHUN}” {self._tahun}. Samakan tahunnya.",
            )
        if len(terisi) < len(daun):
            for satu in daun:
                if satu.jumlah.realisasi is None:
                    self.ditolak.tambah(
                        satu.baris,
                        "Realisasi kosong, padahal baris lain terisi. Tulis 0 bila belum ada realisasi, atau kosongkan "
                        "semuanya bila hanya pagu.",
                        huruf_kolom(_REALISASI),
                    )

    def _terima_kepala(self, nomor: int, label: str, sel: Mapping[int, Sel]) -> None:
        nilai = sel.get(_URAIAN, "")
        if label == SATKER.casefold():
            self._satker = (rapikan(nilai), rapikan(sel.get(_SUMBER, "")))
        elif label == TAHUN.casefold():
            teks = rapikan(nilai)
            self._tahun = int(teks) if re.fullmatch(r"[12]\d{3}", teks) else None
        elif label == KEADAAN.casefold() and rapikan(nilai):
            self._per_tanggal = baca_tanggal(nilai)
            if self._per_tanggal is None:
                self.ditolak.tambah(nomor, f"“{rapikan(nilai)}” bukan tanggal. Tulis seperti 31/12/2024.", "B")

    def _terima_total(self, nomor: int, sel: Mapping[int, Sel]) -> None:
        if self._jumlah is not None:
            self.ditolak.tambah(nomor, f"{TOTAL} sudah ada di baris {self._baris_jumlah}. Sisakan satu.")
            return
        self._jumlah, self._baris_jumlah = self._angka(nomor, sel) or Jumlah(), nomor

    def _terima_baris(self, nomor: int, kode: str, sel: Mapping[int, Sel]) -> None:
        segmen = kode.split(".")
        jenis = jenis_segmen(segmen)
        if jenis is None:
            self.ditolak.tambah(
                nomor,
                f"Kode “{kode[:80]}” tidak dikenal. Tulis lengkap, misalnya 076.01.CQ.6639.BDB.001.051.A.521211."
                if kode
                else "Kode kosong, padahal barisnya terisi. Tulis kodenya, atau kosongkan seluruh baris.",
                huruf_kolom(_KODE),
            )
            return
        lama = self._terlihat.setdefault(tuple(segmen), nomor)
        if lama != nomor:
            self.ditolak.tambah(nomor, f"Kode {kode} sudah ada di baris {lama}. Hapus salah satunya.", "A")
            return
        nama, sumber = rapikan(sel.get(_URAIAN, "")), rapikan(sel.get(_SUMBER, ""))
        if jenis[-1] == "item" and not nama:
            self.ditolak.tambah(nomor, "Uraian item kosong. Item dikenali dari uraiannya; isi uraiannya.", "B")
        elif len(nama) > MAX_NAMA or len(sumber) > MAX_SUMBER:
            self.ditolak.tambah(
                nomor, f"Uraian paling banyak {MAX_NAMA} huruf dan sumber dana {MAX_SUMBER} huruf. Ringkaskan."
            )
        elif (jumlah := self._angka(nomor, sel)) is not None:
            item = segmen[-1] if jenis[-1] == "item" else ""
            jalur = tuple(segmen[:-1])
            jalur = (*jalur, self._kunci.kunci(jalur, nama) if item else segmen[-1])
            self._pasang(BarisBerkas(nomor, jenis[-1], jalur, nama, jumlah, item, sumber), jenis)

    def _pasang(self, baris: BarisBerkas, jenis: list[str]) -> None:
        """Put a line below its parents; those that the file does not name stand there without a name."""
        for panjang in range(1, len(baris.jalur)):
            jalur = baris.jalur[:panjang]
            if jalur not in self._simpul:
                self._sisip(BarisBerkas(0, jenis[panjang - 1], jalur, "", Jumlah()))
        self._sisip(baris)

    def _sisip(self, baris: BarisBerkas) -> None:
        if baris.jalur not in self._simpul:
            self._anak.setdefault(baris.jalur[:-1], []).append(baris.jalur)
        self._simpul[baris.jalur] = baris

    def _angka(self, nomor: int, sel: Mapping[int, Sel]) -> Jumlah | None:
        hasil: dict[str, int] = {}
        for nama, kolom in _ANGKA.items():
            isi = sel.get(kolom, "")
            if isinstance(isi, str) and not rapikan(isi):
                continue
            try:
                hasil[nama] = rupiah(isi)
            except AngkaDitolak as error:
                self.ditolak.tambah(nomor, str(error), huruf_kolom(kolom))
        return Jumlah(**hasil)
