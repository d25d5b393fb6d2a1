"""Everything that the lines of one DIPA carry, so that any version beside any state is put together without a query.

For comparisons, which need several of them at once: two queries whatever their number.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import CharField, Value

from apps.anggaran.facts.pohon import FaktaAnggaran, Garis, fakta_anggaran, volume_terakhir
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa

PAGU, REALISASI = "pagu", "realisasi"


@dataclass(frozen=True)
class BahanAnggaran:
    """Lines without amounts, and the amounts (whole rupiah) of the leaves by version and by state."""

    dipa: Dipa
    garis: tuple[Garis, ...]
    pagu: dict[int, dict[int, int]]
    realisasi: dict[int, dict[int, int]]

    def anggaran(self, versi: VersiDipa, keadaan: KeadaanRealisasi | None) -> FaktaAnggaran:
        """The tree of one version beside one state, summed as everywhere; both must have been fetched."""
        pagu = self.pagu.get(versi.pk, {})
        nilai = self.realisasi.get(keadaan.pk, {}) if keadaan else {}
        garis = [g._replace(pagu=pagu.get(g.id), realisasi=nilai.get(g.id)) for g in self.garis]
        return fakta_anggaran(garis, versi, keadaan)


def fetch_bahan(dipa: Dipa, versi: Collection[VersiDipa], keadaan: Collection[KeadaanRealisasi]) -> BahanAnggaran:
    """Fetch the lines of a DIPA with their amounts in these versions and states: two queries."""
    garis = (
        PosAnggaran.objects.filter(dipa=dipa)
        .annotate(volume=volume_terakhir())
        .order_by("jalur")
        .values_list(
            *("id", "dipa_id", "induk_id", "jalur", "kode", "jenis", "nama", "prioritas_nasional"),
            *("capaian__target_volume", "capaian__capaian", "capaian__asumsi", "volume"),
        )
    )
    pagu = Pagu.objects.filter(versi__in=versi).order_by().annotate(jenis=Value(PAGU, CharField()))
    nilai = NilaiRealisasi.objects.filter(keadaan__in=keadaan).order_by().annotate(jenis=Value(REALISASI, CharField()))
    jumlah = pagu.values_list("jenis", "versi", "pos", "jumlah").union(
        nilai.values_list("jenis", "keadaan", "pos", "jumlah"), all=True
    )
    menurut: dict[str, dict[int, dict[int, int]]] = {PAGU: {}, REALISASI: {}}
    for jenis, pemilik, pos_id, rupiah in jumlah:
        menurut[jenis].setdefault(pemilik, {})[pos_id] = rupiah
    return BahanAnggaran(
        dipa,
        tuple(Garis._make((*row[:8], None, None, None, None, None, *row[8:])) for row in garis),
        menurut[PAGU],
        menurut[REALISASI],
    )
