"""SAKTI's "Laporan Fa Detail (16 Segmen)", GLP039: rows of cells into lines. Pure: no Django.

Columns move between versions of the report. So the level is told from the shape of the code, wherever it stands, and
the amounts are taken in their order; the labels of the header only help where some of them are blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from apps.anggaran.importers.baris import (
    TINGKAT,
    BarisBerkas,
    BerkasDitolak,
    IsiBerkas,
    Jumlah,
    KepalaBerkas,
    PemberiKunci,
)
from apps.anggaran.importers.kepala_fa import KOLOM, KepalaFa, label_kolom
from apps.anggaran.importers.lembar import AngkaDitolak, Baris, Sel, rapikan, rupiah
from apps.anggaran.importers.penampung import Penampung
from apps.dokumen.buku_kerja.pindai import huruf_kolom

LEMBAR = "GLP039_LAPORAN REALISASI SUPER"
TOTAL = "jumlah seluruhnya"
# The form of the code as the report prints it, and which levels may stand right above the line.
_BENTUK = (
    ("program", re.compile(r"[A-Z][A-Z0-9]"), ("unit",)),
    ("kegiatan", re.compile(r"([A-Z][A-Z0-9])\.(\d{4})"), ("program",)),
    ("komponen", re.compile(r"\d{3}"), ("ro",)),
    ("kro", re.compile(r"[A-Z0-9]{3}"), ("kegiatan",)),
    ("ro", re.compile(r"([A-Z0-9]{3})\.([A-Z0-9]{3})"), ("kro",)),
    ("subkomponen", re.compile(r"(\d{3})\.([A-Z0-9]{1,2})"), ("komponen",)),
    ("akun", re.compile(r"\d{6}"), ("subkomponen", "komponen")),
)
_ITEM = re.compile(r"(\d{6})\. ?(.*)")
_SEPERTI_ANGKA = re.compile(r"\(?-?\d[\d.,]*\)?%?", re.ASCII)
_SEBUTAN = {"bagian_anggaran": "bagian anggaran", "kro": "KRO", "ro": "RO"}


def sebutan(jenis: str) -> str:
    """What a level is called in a sentence."""
    return _SEBUTAN.get(jenis, jenis)


def kapital(teks: str) -> str:
    """The same words as the beginning of a sentence; "RO" stays as it is."""
    return teks[:1].upper() + teks[1:]


def tampak_fa_detail(baris: Iterable[Baris]) -> bool:
    """Whether the first rows of a sheet are the head of this report."""
    label: set[str] = set()
    for _, sel in baris:
        label |= set(label_kolom(sel))
    return {"pagu", "lalu", "ini"} <= label


def baca_fa_detail(baris: Iterable[Baris]) -> IsiBerkas:
    """Read the rows of the report. Raises BerkasDitolak with every reason found; ``pemeriksaan`` checks the sums."""
    pembaca = _Pembaca()
    for nomor, sel in baris:
        if sel:
            pembaca.terima(nomor, sel)
    return pembaca.selesai()


class _Pembaca:
    """Goes through the rows from the top down; keeps the open levels, what was seen, and what is refused."""

    def __init__(self) -> None:
        self.kepala = KepalaFa()
        self.ditolak = Penampung()
        self.hasil: list[BarisBerkas] = []
        self.jumlah: Jumlah | None = None
        self.baris_jumlah = 0
        self._label: dict[str, int] = {}
        self._terbuka: list[tuple[str, str]] = []
        self._terlihat: dict[tuple[str, ...], int] = {}
        self._kunci = PemberiKunci()

    def terima(self, nomor: int, sel: Mapping[int, Sel]) -> None:
        """Take one row that is not empty."""
        urut = sorted(sel.items())
        if self.jumlah is not None and _ITEM.fullmatch(rapikan(urut[0][1])):
            self._terima_baris(nomor, urut)  # most rows are items: they need no further look
            return
        teks = " ".join(rapikan(isi) for _, isi in urut)
        if label := label_kolom(sel):
            self._label = label if "pagu" in label else {**self._label, **label}
        elif teks.casefold().startswith(TOTAL):
            self._terima_total(nomor, urut[1:])
        elif self.jumlah is None:
            self.kepala.baca(nomor, teks)
            if self._kode(rapikan(urut[0][1])) is not None and self._berangka(urut[1:]):
                self.ditolak.tambah(
                    nomor, "Baris JUMLAH SELURUHNYA tidak ditemukan di atas baris ini. Unduh ulang dari SAKTI."
                )
                self.jumlah = Jumlah()
                self._terima_baris(nomor, urut)
        else:
            self._terima_baris(nomor, urut)

    def selesai(self) -> IsiBerkas:
        """The whole file. Raises BerkasDitolak."""
        if self.jumlah is None:
            self.ditolak.tambah(
                0, "Baris JUMLAH SELURUHNYA tidak ditemukan. Berkas mungkin terpotong; unduh ulang dari SAKTI."
            )
        for alasan in self.kepala.kekurangan():
            self.ditolak.tambah(0, alasan)
        self._periksa_terpotong()
        if self.ditolak or self.jumlah is None or self.kepala.per_tanggal is None:
            raise BerkasDitolak(self.ditolak.semua())
        kode, nama = self.kepala.satker
        sampai = self.kepala.per_tanggal
        return IsiBerkas(
            KepalaBerkas("fa_detail", kode, nama, sampai.year, sampai),
            [*self._akar(), *self.hasil],
            self.jumlah,
            self.baris_jumlah,
        )

    def _akar(self) -> Iterator[BarisBerkas]:
        """Bagian anggaran and unit stand in the head only, without amounts."""
        if self.hasil:
            bagian, unit = self.kepala.akar
            for jenis, jalur, milik in (
                ("bagian_anggaran", (bagian,), "kementerian"),
                ("unit", (bagian, unit), "unit"),
            ):
                nama = getattr(self.kepala, milik)[1]
                yield BarisBerkas(self.kepala.tempat.get(milik, 0), jenis, jalur, nama, Jumlah())

    def _periksa_terpotong(self) -> None:
        """The report names the levels that it prints: a line that ends above the last of them lost its details."""
        terdalam = self.kepala.terdalam or max((satu.jenis for satu in self.hasil), key=TINGKAT.index, default="")
        for ini, berikut in zip(self.hasil, [*self.hasil[1:], None], strict=False):
            berlanjut = berikut is not None and berikut.jalur[: len(ini.jalur)] == ini.jalur
            if ini.jenis != terdalam and not berlanjut:
                self.ditolak.tambah(
                    ini.baris,
                    f"{kapital(sebutan(ini.jenis))} {ini.kode} tidak mempunyai rincian sampai {sebutan(terdalam)}. "
                    "Berkas mungkin terpotong; unduh ulang dari SAKTI.",
                )

    def _terima_total(self, nomor: int, nilai: list[tuple[int, Sel]]) -> None:
        jumlah = self._jumlah(nomor, [satu for satu in nilai if not self._label or self._bernilai(*satu)])
        if jumlah is None:
            self.jumlah = self.jumlah or Jumlah()
        elif self.jumlah is None:
            self.jumlah, self.baris_jumlah = jumlah, nomor
        elif jumlah != self.jumlah:
            self.ditolak.tambah(
                nomor, f"JUMLAH SELURUHNYA berbeda dari yang di baris {self.baris_jumlah}. Unduh ulang dari SAKTI."
            )

    def _terima_baris(self, nomor: int, urut: list[tuple[int, Sel]]) -> None:
        (_, pertama), sisa = urut[0], urut[1:]
        teks = rapikan(pertama)
        item = _ITEM.fullmatch(teks) if isinstance(pertama, str) else None
        kode = self._kode(teks) if isinstance(pertama, str) else None
        if item is None and kode is None:
            if self._berangka(urut):
                self.ditolak.tambah(
                    nomor, f"Kode “{teks[:60]}” tidak dikenal, padahal barisnya memuat angka. Periksa kodenya."
                )
            return
        if teks.isalpha() and not self._berangka(sisa):
            return  # a word of a footnote that happens to be as long as a code; it carries no money
        nama = [rapikan(isi) for kolom, isi in sisa if not self._bernilai(kolom, isi)]
        if not self._label and item is None and sisa:  # nothing says where the name ends: it is the first cell
            nama, nilai = [rapikan(sisa[0][1])], sisa[1:]
        else:
            nilai = [(kolom, isi) for kolom, isi in sisa if self._bernilai(kolom, isi)]
        jumlah = self._jumlah(nomor, nilai, kode=teks if item is None else item[1])
        if item is not None:
            jalur = self._tempatkan(nomor, "item", item[1], "", ("akun",))
            nama = [item[2], *nama]
        elif kode is not None:
            jenis, induk, segmen, atas = kode
            jalur = self._tempatkan(nomor, jenis, segmen, induk, atas)
        if jalur is None or jumlah is None:
            return
        self._simpan(nomor, jalur, " ".join(filter(None, nama)), jumlah, item[1] if item else "")

    def _simpan(self, nomor: int, jalur: tuple[str, ...], nama: str, jumlah: Jumlah, item: str) -> None:
        jenis = self._terbuka[-1][0]
        if item:
            if not nama:
                self.ditolak.tambah(nomor, f"Item {item} tidak mempunyai uraian. Unduh ulang dari SAKTI.")
                return
            jalur = (*jalur[:-1], self._kunci.kunci(jalur[:-1], nama))
        self.hasil.append(BarisBerkas(nomor, jenis, jalur, nama, jumlah, item))

    def _kode(self, teks: str) -> tuple[str, str, str, tuple[str, ...]] | None:
        """Level, segment of the parent where the code names it, own segment, and the levels that may stand above."""
        besar = teks.upper()
        for jenis, pola, atas in _BENTUK:
            if cocok := pola.fullmatch(besar):
                induk, segmen = cocok.groups() if pola.groups else ("", besar)
                return jenis, induk, segmen, atas
        return None

    def _tempatkan(
        self, nomor: int, jenis: str, segmen: str, induk: str, atas: tuple[str, ...]
    ) -> tuple[str, ...] | None:
        """Open the line below what stands above it. None, and a refusal, when it has no place there."""
        terbuka = list(self._terbuka) or [("unit", self.kepala.akar[1])]
        while terbuka and TINGKAT.index(terbuka[-1][0]) >= TINGKAT.index(jenis):
            terbuka.pop()
        # What is misplaced opens all the same, so that the lines below it do not repeat its fault.
        self._terbuka = [*terbuka, (jenis, segmen)]
        if not terbuka or terbuka[-1][0] not in atas or (induk and terbuka[-1][1] != induk):
            seharusnya = f"{sebutan(atas[0])} {induk}".strip()
            di_bawah = f"di bawah {sebutan(terbuka[-1][0])} {terbuka[-1][1]}" if terbuka else "tanpa induk"
            kode = f"{induk}.{segmen}" if induk else segmen
            self.ditolak.tambah(
                nomor,
                f"{kapital(sebutan(jenis))} {kode} berada {di_bawah}, seharusnya di bawah {seharusnya}. Berkas "
                "mungkin terpotong atau barisnya tertukar; unduh ulang dari SAKTI.",
            )
            return None
        jalur = (self.kepala.akar[0], *(kode for _, kode in self._terbuka))
        lama = self._terlihat.setdefault(jalur, nomor)
        if lama != nomor:
            self.ditolak.tambah(
                nomor,
                f"{kapital(sebutan(jenis))} {'.'.join(jalur)} sudah ada di baris {lama}. Satu kode hanya boleh "
                "sekali; unduh ulang dari SAKTI.",
            )
            return None
        return jalur

    def _bernilai(self, kolom: int, isi: Sel) -> bool:
        """Whether a cell to the right of the code is an amount and not a part of the name."""
        return not isinstance(isi, str) or kolom >= self._label.get("pagu", kolom + 1)

    def _berangka(self, urut: list[tuple[int, Sel]]) -> bool:
        """Whether a row holds amounts; dates and texts of footnotes are none."""
        batas = self._label.get("pagu", 0)
        return any(
            isinstance(isi, int | float) or (isinstance(isi, str) and _SEPERTI_ANGKA.fullmatch(rapikan(isi)))
            for kolom, isi in urut
            if kolom >= batas
        )

    def _jumlah(self, nomor: int, nilai: list[tuple[int, Sel]], kode: str = "") -> Jumlah | None:
        """The amounts of a row. None, and a refusal, when they cannot be told apart or read."""
        tempat = self._kolom(nilai)
        if not nilai or tempat is None:
            masalah = f"memuat {len(nilai)} angka yang kolomnya tidak jelas" if nilai else "tidak memuat angka"
            apa = f"Baris {kode}" if kode else "JUMLAH SELURUHNYA"
            self.ditolak.tambah(
                nomor,
                f"{apa} {masalah}. Seharusnya ada 7: pagu, lock, periode lalu, periode ini, s.d. periode, %, dan sisa. "
                "Unduh ulang dari SAKTI.",
            )
            return None
        hasil: dict[str, int] = {}
        for nama, (kolom, isi) in tempat.items():
            try:
                if nama != "persen":
                    hasil[nama] = rupiah(isi)
            except AngkaDitolak as error:
                self.ditolak.tambah(nomor, str(error), huruf_kolom(kolom))
                return None
        return Jumlah(**hasil)

    def _kolom(self, nilai: list[tuple[int, Sel]]) -> dict[str, tuple[int, Sel]] | None:
        """Which amount is which: all seven in order, fewer by the last label at or left of each."""
        if len(nilai) == len(KOLOM):
            return dict(zip(KOLOM, nilai, strict=True))
        if len(nilai) > len(KOLOM) or set(self._label) != set(KOLOM):
            return None
        hasil: dict[str, tuple[int, Sel]] = {}
        for kolom, isi in nilai:
            nama = max((satu for satu in KOLOM if self._label[satu] <= kolom), key=self._label.__getitem__, default="")
            if not nama or nama in hasil:
                return None
            hasil[nama] = (kolom, isi)
        return hasil
