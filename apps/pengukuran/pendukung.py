"""Facts of the supporting table of an indicator in a year (LKj Tabel 12), and what a pasted block makes of it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from apps.audit.services import canonical_json
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota
from apps.pengukuran.models import Realisasi, TabelPendukung
from apps.pengukuran.situasi import situasi_of
from apps.pengukuran.workflow import Situasi
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.facts import fetch_satu_periode
from apps.ui.pasted import PastedError, check_width, parse_block, without_header

KOLOM_AWAL = ("NOMOR URUT", "URAIAN")
_TANDA = re.compile(r"(.*[^\s*])\s?(\*{1,5})")
_NOMOR = re.compile(r"\d{1,4}\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class BarisPendukung:
    """A row: its cells after the number, its footnote mark, and the urutan it is stored under (0: not stored yet)."""

    isi: tuple[str, ...]
    tanda: str = ""
    urutan: int = 0


@dataclass(frozen=True, slots=True)
class IsiPendukung:
    """A supporting table as it stands. The first column is the number, which rows do not hold: they are counted."""

    kolom: tuple[str, ...] = KOLOM_AWAL
    baris: tuple[BarisPendukung, ...] = ()
    catatan: str = ""
    ada: bool = False

    @property
    def versi(self) -> str:
        """A fingerprint of all that is stored: a form posts it, and another one means that somebody saved since."""
        keadaan = [self.ada, self.kolom, [(b.urutan, b.isi, b.tanda) for b in self.baris], self.catatan]
        return hashlib.sha256(canonical_json(keadaan).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class FaktaPendukung:
    """The supporting table of an indicator for one person; it is written as long as the year's realisasi is."""

    adopsi: AdopsiIndikator
    tahun: int
    isi: IsiPendukung
    situasi: Situasi


def isi_pendukung(adopsi: AdopsiIndikator, tahun: int) -> IsiPendukung:
    """What is stored: two queries."""
    tabel = TabelPendukung.objects.filter(adopsi=adopsi, tahun=tahun).prefetch_related("baris").first()
    if tabel is None:
        return IsiPendukung()
    return IsiPendukung(
        kolom=tuple(map(str, tabel.kolom)),
        baris=tuple(
            BarisPendukung(tuple(map(str, b.isi)), b.tanda, b.urutan)
            for b in sorted(tabel.baris.all(), key=lambda b: b.urutan)
        ),
        catatan=tabel.catatan,
        ada=True,
    )


def situasi_pendukung(pengguna: Pengguna, anggota: Anggota, adopsi: AdopsiIndikator, tahun: int) -> Situasi:
    """The situation of the realisasi of the year, which the table belongs to."""
    realisasi = Realisasi.objects.filter(adopsi=adopsi, tahun=tahun, triwulan=0).first()
    return situasi_of(pengguna, anggota, adopsi, fetch_satu_periode(adopsi.entitas, tahun, 0), realisasi)


def fetch_pendukung(
    pengguna: Pengguna, anggota: Anggota, entitas: Entitas, tahun: int, nomor: int
) -> FaktaPendukung | None:
    """Fetch the table; None when there is no such indicator in the year, or it has no supporting table."""
    adopsi = (
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas, nomor=nomor)
        .exclude(indikator__judul_tabel_pendukung="")
        .select_related("indikator", "entitas__satker", "subbagian")
        .first()
    )
    if adopsi is None:
        return None
    situasi = situasi_pendukung(pengguna, anggota, adopsi, tahun)
    return FaktaPendukung(adopsi, tahun, isi_pendukung(adopsi, tahun), situasi)


@dataclass(frozen=True, slots=True)
class Tempelan:
    """What a pasted block makes of a table: titles and cells, and what was recognised, in sentences."""

    kolom: tuple[str, ...]
    baris: tuple[BarisPendukung, ...]
    catatan: tuple[str, ...] = ()


def susun_tempelan(teks: str, kolom: Sequence[str], *, berjudul: bool = False) -> Tempelan:
    """Fit a block into a table with these titles; berjudul takes the titles from its first row instead.

    A first row that repeats the titles is left out, and so is a column of numbers in the place of the number.
    Raises PastedError when the block does not fit.
    """
    rows = parse_block(teks)
    if not rows:
        raise PastedError("Tempelkan dahulu blok sel dari Excel.")
    width = check_width(rows)
    catatan = []
    if berjudul:
        judul, rows = rows[0], rows[1:]
        kolom = judul if _numbered(rows) else [kolom[0], *judul]
    else:
        bandingan = kolom if width == len(kolom) else kolom[1:]
        isi = without_header(rows, bandingan)
        if len(isi) < len(rows):
            catatan.append("Baris judul kolom dikenali dan tidak ikut menjadi isi.")
        rows = isi
    if not rows:
        raise PastedError("Tempelan hanya berisi judul kolom. Salin juga barisnya.")
    if width == len(kolom) and _numbered(rows):
        rows = [row[1:] for row in rows]
        catatan.append("Kolom nomor tidak ikut ditempel: baris diberi nomor urut sendiri.")
    elif width != len(kolom) - 1:
        raise PastedError(
            f"Tempelan berisi {width} kolom, padahal tabel ini punya {len(kolom) - 1} kolom selain nomor. "
            "Sesuaikan kolomnya, atau centang bahwa baris pertama berisi judul kolom."
        )
    baris = tuple(map(_row, rows))
    if any(b.tanda for b in baris):
        catatan.append("Tanda * di akhir sel pertama menjadi tanda catatan.")
    return Tempelan(tuple(kolom), baris, tuple(catatan))


def _row(cells: Sequence[str]) -> BarisPendukung:
    """A row of a block; stars at the end of its first cell are the mark that the report prints there."""
    found = _TANDA.fullmatch(cells[0])
    return BarisPendukung((found[1], *cells[1:]), found[2]) if found else BarisPendukung(tuple(cells))


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only counts the rows, and something stands beside it."""
    return bool(rows) and len(rows[0]) > 1 and all(_NOMOR.fullmatch(row[0]) for row in rows)
