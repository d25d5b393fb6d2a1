"""The plan of withdrawals (RPD, halaman III DIPA) of one version: its kegiatan with pagu and months. Four queries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from apps.anggaran.models import Dipa, Pagu, PosAnggaran, RencanaPenarikan, VersiDipa


@dataclass(frozen=True, slots=True)
class BarisRencana:
    """A kegiatan with its pagu in this version, summed from the leaves, and its plan by month in whole rupiah."""

    id: int
    kode: str
    nama: str
    pagu: int
    rencana: Mapping[int, int]


@dataclass(frozen=True)
class FaktaRencana:
    """The plan of one version, in order of the codes."""

    versi: VersiDipa
    baris: tuple[BarisRencana, ...]

    @property
    def ada(self) -> bool:
        """Whether anything is planned in this version."""
        return any(baris.rencana for baris in self.baris)

    @cached_property
    def sidik(self) -> str:
        """A fingerprint of the plan and the pagu beside it: another one means somebody wrote."""
        isi = [self.versi.pk, [(b.id, b.pagu, sorted(b.rencana.items())) for b in self.baris]]
        return hashlib.sha256(json.dumps(isi).encode()).hexdigest()[:32]


def versi_berisi(dipa: Dipa) -> list[VersiDipa]:
    """The versions of a DIPA that have lines, the last one first."""
    return list(VersiDipa.objects.filter(dipa=dipa, pagu__isnull=False).distinct().order_by("-urutan"))


def fetch_rencana(versi: VersiDipa) -> FaktaRencana:
    """Fetch the plan of a version; a kegiatan without pagu in it is listed only while something is planned for it."""
    jenis = PosAnggaran.Jenis.KEGIATAN
    kegiatan = list(PosAnggaran.objects.filter(dipa=versi.dipa_id, jenis=jenis).order_by("jalur"))
    milik = {pos.jalur for pos in kegiatan}
    pagu: dict[str, int] = {}
    for jalur, jumlah in Pagu.objects.filter(versi=versi).order_by().values_list("pos__jalur", "jumlah"):
        if di := milik.intersection(accumulate(jalur.split("."), "{}.{}".format)):
            [kunci] = di
            pagu[kunci] = pagu.get(kunci, 0) + jumlah
    rencana: dict[int, dict[int, int]] = {}
    rows = RencanaPenarikan.objects.filter(versi=versi).order_by("bulan").values_list("pos_id", "bulan", "jumlah")
    for pos_id, bulan, jumlah in rows:
        rencana.setdefault(pos_id, {})[bulan] = jumlah
    return FaktaRencana(
        versi=versi,
        baris=tuple(
            BarisRencana(pos.pk, pos.kode, pos.nama, pagu.get(pos.jalur, 0), rencana.get(pos.pk, {}))
            for pos in kegiatan
            if pos.jalur in pagu or pos.pk in rencana
        ),
    )


def rencana_sebelumnya(versi: VersiDipa) -> FaktaRencana | None:
    """The plan of the nearest version before this one that has any; None when none has."""
    sebelum = (
        VersiDipa.objects.filter(dipa=versi.dipa_id, urutan__lt=versi.urutan, rencana__isnull=False)
        .order_by("-urutan")
        .first()
    )
    return fetch_rencana(sebelum) if sebelum else None
