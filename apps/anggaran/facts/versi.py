"""Versions of a DIPA: the road from DIPA awal to the last one, and what a revision changed line by line.

The comparison is pure: two trees in, the lines that differ out, matched by the path of their code.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Sum

from apps.anggaran.facts.pohon import FaktaPos
from apps.anggaran.facts.pos import Asal, fetch_asal
from apps.anggaran.models import Dipa, VersiDipa
from apps.dokumen.models import AngkaKutipan

# What the LKj calls the total of DIPA awal, of which it prints no lines.
PAGU_AWAL = "pagu awal"
Perubahan = Literal["baru", "hilang", "berubah"]


@dataclass(frozen=True, slots=True)
class FaktaVersi:
    """A version with its pagu in whole rupiah: the sum of its lines, or without lines what a document says.

    pagu is None when neither is known; kutipan names the document when the pagu is only quoted.
    """

    id: int
    urutan: int
    nama: str
    nomor: str
    tanggal: date | None
    jenis: str
    alasan: str
    sumber: str
    pagu: int | None
    baris: int
    kutipan: str = ""
    berkas_id: int | None = None
    berkas: str = ""
    sha256: str = ""
    asal: Asal | None = None

    @property
    def dirinci(self) -> bool:
        """Whether the lines of this version are known."""
        return self.baris > 0


@dataclass(frozen=True, slots=True)
class Langkah:
    """A step of the road: a version and the difference to the last one before it whose pagu is known."""

    versi: FaktaVersi
    dari: FaktaVersi | None
    selisih: int | None


def jalan_pagu(versi: Iterable[FaktaVersi]) -> list[Langkah]:
    """The road through the versions in their order; the differences sum up to last pagu − first pagu."""
    langkah = []
    lalu: FaktaVersi | None = None
    for v in versi:
        known = v.pagu is not None and lalu is not None and lalu.pagu is not None
        selisih = v.pagu - lalu.pagu if known else None  # type: ignore[operator,union-attr]
        langkah.append(Langkah(v, lalu, selisih))
        lalu = v if v.pagu is not None else lalu
    return langkah


@dataclass(frozen=True, slots=True)
class PerubahanPos:
    """A line that differs between two versions, with the lines below it that do.

    lama and baru are whole rupiah, None where the version does not know the line. The differences of the lines below
    always sum up to its own: an amount that stood on the line itself in one of the versions gets a line of its own
    (``tanpa_rincian``).
    """

    jalur: str
    jenis: str
    kode: str
    nama: str
    lama: int | None
    baru: int | None
    blokir_lama: int = 0
    blokir_baru: int = 0
    anak: tuple["PerubahanPos", ...] = ()
    tanpa_rincian: bool = False

    @property
    def selisih(self) -> int:
        return (self.baru or 0) - (self.lama or 0)

    @property
    def perubahan(self) -> Perubahan:
        if self.lama is None:
            return "baru"
        return "hilang" if self.baru is None else "berubah"

    def semua(self) -> Iterator["PerubahanPos"]:
        """This line and everything below it, from the top down."""
        yield self
        for anak in self.anak:
            yield from anak.semua()


def bandingkan_pohon(lama: Iterable[FaktaPos], baru: Iterable[FaktaPos]) -> tuple[PerubahanPos, ...]:
    """The lines that differ between two trees, in order of their code; equal lines are left out."""
    dulu = {pos.jalur: pos for pos in lama}
    kini = {pos.jalur: pos for pos in baru}
    jalur = sorted(dulu.keys() | kini.keys(), key=lambda j: ((kini.get(j) or dulu[j]).nomor, j))
    return tuple(satu for j in jalur if (satu := _beda(dulu.get(j), kini.get(j))))


def _beda(lama: FaktaPos | None, baru: FaktaPos | None) -> PerubahanPos | None:
    satu = baru or lama
    if satu is None:
        return None
    anak = bandingkan_pohon(lama.anak if lama else (), baru.anak if baru else ())
    jumlah = (_pagu(lama), _pagu(baru), lama.blokir if lama else 0, baru.blokir if baru else 0)
    if not anak and jumlah[0] == jumlah[1] and jumlah[2] == jumlah[3]:
        return None
    if (lama and lama.anak) or (baru and baru.anak):
        sendiri = _sendiri(lama, baru)
        anak = (sendiri, *anak) if sendiri else anak
    return PerubahanPos(satu.jalur, satu.jenis, satu.kode_tampil, satu.nama_tampil, *jumlah, anak)


def _pagu(pos: FaktaPos | None) -> int | None:
    return None if pos is None else pos.pagu


def _sendiri(lama: FaktaPos | None, baru: FaktaPos | None) -> PerubahanPos | None:
    """What stands on a line itself beside the lines below it; None when that did not change."""
    dulu, kini = (pos.pagu - sum(anak.pagu for anak in pos.anak) if pos else 0 for pos in (lama, baru))
    if dulu == kini:
        return None
    satu = baru or lama
    assert satu is not None  # noqa: S101 - amounts differ, so there is a line
    return PerubahanPos(
        satu.jalur, satu.jenis, "", "Tanpa rincian di bawahnya", dulu or None, kini or None, tanpa_rincian=True
    )


def fetch_versi(dipa: Dipa) -> list[FaktaVersi]:
    """The versions of a DIPA in their order: three queries."""
    versi = list(
        VersiDipa.objects.filter(dipa=dipa)
        .select_related("berkas")
        .annotate(jumlah=Sum("pagu__jumlah"), baris=Count("pagu"))
        .order_by("urutan")
    )
    kutipan = AngkaKutipan.objects.filter(
        entitas__satker=dipa.satker_id, tahun=dipa.tahun, ukuran=AngkaKutipan.Ukuran.PAGU, subjek=PAGU_AWAL
    ).first()
    asal = fetch_asal(VersiDipa, [v.pk for v in versi])
    return [_fakta(v, kutipan if v.urutan == 0 else None, asal.get(v.pk)) for v in versi]


def _fakta(v: VersiDipa, kutipan: AngkaKutipan | None, asal: Asal | None) -> FaktaVersi:
    baris, jumlah = v.baris, v.jumlah  # type: ignore[attr-defined]
    dikutip = kutipan if kutipan and not baris else None
    return FaktaVersi(
        id=v.pk,
        urutan=v.urutan,
        nama=v.nama,
        nomor=v.nomor,
        tanggal=v.tanggal,
        jenis=v.jenis,
        alasan=v.alasan,
        sumber=v.sumber,
        pagu=int(jumlah) if baris else dikutip.rupiah if dikutip else None,
        baris=baris,
        kutipan=dikutip.sumber if dikutip else "",
        berkas_id=v.berkas_id,
        berkas=v.berkas.nama if v.berkas else "",
        sha256=v.berkas.sha256 if v.berkas else "",
        asal=asal,
    )


def bawaan(versi: Sequence[FaktaVersi]) -> tuple[FaktaVersi, FaktaVersi] | None:
    """What is compared when nobody chose: the last version that has lines with the one before it that has."""
    dirinci = [v for v in versi if v.dirinci]
    return (dirinci[-2], dirinci[-1]) if len(dirinci) > 1 else None
