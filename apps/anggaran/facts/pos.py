"""One line of the budget through time: its pagu in every version, its realisasi in every state.

A line above others is the sum of the leaves below it, per version and state, as everywhere.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, Sum

from apps.anggaran.models import ImporAnggaran, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.audit.models import Jejak


@dataclass(frozen=True, slots=True)
class Asal:
    """Who brought something in and when, and the number of its entry in the journal."""

    nomor: int
    pelaku: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class PaguVersi:
    """A line in one version, in whole rupiah; pagu is None where the version does not know the line."""

    versi_id: int
    nama: str
    tanggal: date | None
    pagu: int | None
    blokir: int
    sumber_dana: str
    asal: Asal | None = None


@dataclass(frozen=True, slots=True)
class RealisasiKeadaan:
    """A line in one cumulative state; dihitung says whether it is the one that counts for its date.

    impor is the import that brought it in, with the name of its file; None where no file did.
    """

    keadaan_id: int
    per_tanggal: date
    basis: str
    sumber: str
    perbaikan_ke: int
    alasan: str
    pembanding: bool
    dihitung: bool
    realisasi: int | None
    asal: Asal | None = None
    impor: tuple[int, str] | None = None


def di_bawah(pos: PosAnggaran, awalan: str = "") -> Q:
    """The condition that holds for a line and everything below it."""
    return Q(**{f"{awalan}dipa": pos.dipa_id}) & (
        Q(**{f"{awalan}jalur": pos.jalur}) | Q(**{f"{awalan}jalur__startswith": f"{pos.jalur}."})
    )


def fetch_pagu_versi(pos: PosAnggaran) -> list[PaguVersi]:
    """The pagu of a line in every version of its DIPA, the first one first: three queries."""
    versi = list(VersiDipa.objects.filter(dipa=pos.dipa_id).order_by("urutan"))
    bagian: dict[int, list[tuple[str, int, int]]] = {}
    for versi_id, dana, pagu, blokir in (
        Pagu.objects.filter(di_bawah(pos, "pos__"))
        .values_list("versi", "sumber_dana")
        .annotate(Sum("jumlah"), Sum("blokir"))
        .order_by("sumber_dana")
    ):
        bagian.setdefault(versi_id, []).append((dana, int(pagu), int(blokir)))
    asal = fetch_asal(VersiDipa, [v.pk for v in versi])
    return [
        PaguVersi(
            versi_id=v.pk,
            nama=v.nama,
            tanggal=v.tanggal,
            pagu=sum(pagu for _, pagu, _ in bagian[v.pk]) if v.pk in bagian else None,
            blokir=sum(blokir for _, _, blokir in bagian.get(v.pk, ())),
            sumber_dana=", ".join(dana for dana, _, _ in bagian.get(v.pk, ()) if dana),
            asal=asal.get(v.pk),
        )
        for v in versi
    ]


def fetch_realisasi_keadaan(pos: PosAnggaran) -> list[RealisasiKeadaan]:
    """The realisasi of a line in every state of its DIPA, corrections and comparisons too: four queries."""
    keadaan = list(KeadaanRealisasi.objects.filter(dipa=pos.dipa_id).order_by("per_tanggal", "urutan", "pk"))
    dihitung = {k.per_tanggal: k.pk for k in keadaan if not k.pembanding}
    nilai = NilaiRealisasi.objects.filter(di_bawah(pos, "pos__"))
    jumlah = dict(nilai.values("keadaan").annotate(j=Sum("jumlah")).values_list("keadaan", "j"))
    asal = fetch_asal(KeadaanRealisasi, [k.pk for k in keadaan])
    impor = {
        keadaan_id: (pk, nama)
        for keadaan_id, pk, nama in ImporAnggaran.objects.filter(keadaan__in=keadaan).values_list(
            "keadaan", "pk", "berkas__nama"
        )
    }
    return [
        RealisasiKeadaan(
            keadaan_id=k.pk,
            per_tanggal=k.per_tanggal,
            basis=k.get_basis_display(),
            sumber=k.sistem_sumber,
            perbaikan_ke=k.urutan,
            alasan=k.alasan,
            pembanding=k.pembanding,
            dihitung=dihitung.get(k.per_tanggal) == k.pk,
            realisasi=int(jumlah[k.pk]) if k.pk in jumlah else None,
            asal=asal.get(k.pk),
            impor=impor.get(k.pk),
        )
        for k in keadaan
    ]


def fetch_asal(model: type[VersiDipa] | type[KeadaanRealisasi], pks: list[int]) -> dict[int, Asal]:
    """Who brought in rows of a model, from the journal; rows loaded as a sheet of data have no entry of their own."""
    entri = Jejak.objects.filter(objek_jenis=model._meta.label_lower, objek_id__in=[str(pk) for pk in pks])
    rows = (
        entri.filter(sebelum__isnull=True)
        .exclude(tindakan="ditolak")
        .order_by("-id")
        .values_list("objek_id", "nomor", "pelaku", "waktu")
    )
    return {int(pk): Asal(nomor, pelaku, waktu) for pk, nomor, pelaku, waktu in rows}
