"""The sheet of months of a year: its lines, and what each counting state says about them. Five queries.

The lines are the leaves of the version that counts, cut at komponen, because nobody types items twelve times over.
Amounts of states that name a line no leaf stands on any more, for example of a komponen that a revision dropped,
keep that line in the sheet. Where one amount stands above another, the upper line is the one of the sheet: what is
known of a RO as a whole cannot be divided among its komponen, and no state may carry both.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from apps.anggaran.facts.pohon import versi_berlaku
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa

# The source of a state whose months people typed; every other one came from a file and is corrected by another file.
KETIKAN = "Ketikan"
BULAN_SETAHUN = range(1, 13)


@dataclass(frozen=True, slots=True)
class BarisLembar:
    """A line of the sheet with its pagu in whole rupiah, and the kegiatan that it is of (itself above a kegiatan)."""

    id: int
    kode: str
    nama: str
    pagu: int
    kegiatan: str
    nama_kegiatan: str


@dataclass(frozen=True, slots=True)
class BulanLembar:
    """What is known at the end of a month: the counting state, and its cumulative amounts by line of the sheet."""

    bulan: int
    keadaan: KeadaanRealisasi | None
    kumulatif: Mapping[int, int]

    @property
    def dari_berkas(self) -> bool:
        """Whether the state came from a file; it is then corrected by loading a file again, not by typing."""
        return self.keadaan is not None and self.keadaan.sistem_sumber != KETIKAN


@dataclass(frozen=True)
class FaktaLembar:
    """The sheet of a DIPA. versi is None while the DIPA has no lines; there are no rows then."""

    dipa: Dipa
    versi: VersiDipa | None
    baris: tuple[BarisLembar, ...]
    bulan: Mapping[int, BulanLembar]

    def sebelum(self, bulan: int) -> BulanLembar | None:
        """The last month before this one whose end is known; None when there is none."""
        return next((self.bulan[b] for b in range(bulan - 1, 0, -1) if self.bulan[b].keadaan), None)

    def jumlah(self, pos_id: int, bulan: int) -> int | None:
        """The amount of a line since the last known month before; None where the state does not know the line.

        A line that the month before does not know starts from 0: the state was whole when it was written.
        """
        kini = self.bulan[bulan].kumulatif.get(pos_id)
        if kini is None:
            return None
        lalu = self.sebelum(bulan)
        return kini - (lalu.kumulatif.get(pos_id, 0) if lalu else 0)

    @cached_property
    def sidik(self) -> str:
        """A fingerprint of the lines, their pagu and all counting amounts: another one means somebody wrote."""
        isi = [
            self.versi.pk if self.versi else None,
            [(b.id, b.pagu) for b in self.baris],
            [(m.keadaan.pk, m.keadaan.basis, sorted(m.kumulatif.items())) for m in self.bulan.values() if m.keadaan],
        ]
        return hashlib.sha256(json.dumps(isi).encode()).hexdigest()[:32]


class _Pos(NamedTuple):
    id: int
    induk_id: int | None
    jenis: str
    jalur: str
    nama: str


class _Garis:
    """Which line of the sheet each pos belongs to."""

    def __init__(self, pos: Iterable[_Pos], bernilai: Iterable[int]) -> None:
        self.pos = {p.id: p for p in pos}
        calon = {self._potong(i) for i in bernilai}
        self.terpilih = {i for i in calon if not any(a in calon for a in self.leluhur(i)[1:])}

    def leluhur(self, pos_id: int) -> list[int]:
        """The pos and everything above it, from below."""
        jalan, kini = [], self.pos.get(pos_id)
        while kini:
            jalan.append(kini.id)
            kini = self.pos.get(kini.induk_id) if kini.induk_id else None
        return jalan

    def _potong(self, pos_id: int) -> int:
        jenis = PosAnggaran.Jenis.KOMPONEN
        return next((i for i in self.leluhur(pos_id) if self.pos[i].jenis == jenis), pos_id)

    def baris_of(self, pos_id: int) -> int:
        return next(i for i in self.leluhur(pos_id) if i in self.terpilih)

    def jumlahkan(self, nilai: Iterable[tuple[int, int]]) -> dict[int, int]:
        """Amounts by pos summed to the lines of the sheet."""
        hasil: dict[int, int] = {}
        for pos_id, jumlah in nilai:
            baris = self.baris_of(pos_id)
            hasil[baris] = hasil.get(baris, 0) + jumlah
        return hasil

    def susun(self, pagu: Mapping[int, int]) -> tuple[BarisLembar, ...]:
        return tuple(self._baris(p, pagu) for p in sorted(self.pos.values(), key=_jalur) if p.id in self.terpilih)

    def _baris(self, pos: _Pos, pagu: Mapping[int, int]) -> BarisLembar:
        jenis = PosAnggaran.Jenis.KEGIATAN
        kegiatan = next((self.pos[i] for i in self.leluhur(pos.id) if self.pos[i].jenis == jenis), pos)
        return BarisLembar(
            id=pos.id,
            kode=_kode(pos.jalur, 3),
            nama=pos.nama,
            pagu=pagu.get(pos.id, 0),
            kegiatan=_kode(kegiatan.jalur, 3),
            nama_kegiatan=kegiatan.nama,
        )


def _jalur(pos: _Pos) -> str:
    return pos.jalur


def _kode(jalur: str, mulai: int) -> str:
    """The code without its first segments; "6639.BDB.001" from "076.01.CQ.6639.BDB.001"."""
    return jalur.split(".", mulai)[-1]


def keadaan_per_bulan(dipa: Dipa) -> dict[int, KeadaanRealisasi]:
    """The state that counts at the end of each month: the last of its last date."""
    return {k.per_tanggal.month: k for k in KeadaanRealisasi.objects.berlaku().filter(dipa=dipa)}


def fetch_lembar(dipa: Dipa) -> FaktaLembar:
    """Fetch the sheet of months of a DIPA."""
    versi = versi_berlaku(dipa.satker, dipa.tahun, dipa.tahun).get(dipa.pk)
    kosong = {bulan: BulanLembar(bulan, None, {}) for bulan in BULAN_SETAHUN}
    if versi is None:
        return FaktaLembar(dipa, None, (), kosong)
    keadaan = keadaan_per_bulan(dipa)
    pagu = list(Pagu.objects.filter(versi=versi).values_list("pos_id", "jumlah"))
    nilai: dict[int, list[tuple[int, int]]] = {k.pk: [] for k in keadaan.values()}
    rows = NilaiRealisasi.objects.filter(keadaan__in=nilai).order_by().values_list("keadaan_id", "pos_id", "jumlah")
    for keadaan_id, pos_id, jumlah in rows:
        nilai[keadaan_id].append((pos_id, jumlah))
    pos = PosAnggaran.objects.filter(dipa=dipa).order_by().values_list("id", "induk_id", "jenis", "jalur", "nama")
    bernilai = {pos_id for pos_id, _ in pagu}.union(*({i for i, _ in satu} for satu in nilai.values()))
    garis = _Garis(map(_Pos._make, pos), bernilai)
    return FaktaLembar(
        dipa=dipa,
        versi=versi,
        baris=garis.susun(garis.jumlahkan(pagu)),
        bulan=kosong | {b: BulanLembar(b, k, garis.jumlahkan(nilai[k.pk])) for b, k in keadaan.items()},
    )
