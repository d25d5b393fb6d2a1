"""What an entitas plans for an indicator in a year: its targets, and the rencana aksi quarter by quarter."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from apps.organisasi.models import Entitas
from apps.perencanaan.janji import Janji, Ukuran, beda_setahun
from apps.perencanaan.models import AdopsiIndikator, RencanaAksi, Target, TingkatSkala
from apps.siklus.facts import FaktaPeriode, fetch_periode

TRIWULAN_RENCANA = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Kegiatan:
    """A line of a rencana aksi."""

    id: int
    uraian: str


@dataclass(frozen=True, slots=True)
class RencanaTriwulan:
    """What is planned of an indicator in a quarter of a year."""

    target: Janji | None = None
    kegiatan: tuple[Kegiatan, ...] = ()


@dataclass
class Angka:
    """The stored plans of one adoption in one year."""

    renstra: Janji | None = None
    pk: Janji | None = None
    triwulan: dict[int, Janji] = field(default_factory=dict)
    kegiatan: dict[int, list[Kegiatan]] = field(default_factory=dict)

    def rencana(self) -> dict[int, RencanaTriwulan]:
        return {t: RencanaTriwulan(self.triwulan.get(t), tuple(self.kegiatan.get(t, ()))) for t in TRIWULAN_RENCANA}


KOSONG = Angka()
# By adoption and year.
Semua = dict[tuple[int, int], Angka]


def fetch_angka(adopsi: Sequence[AdopsiIndikator], tahun: Sequence[int]) -> Semua:
    semua: Semua = {}
    ids = [a.pk for a in adopsi]
    if not ids:
        return semua
    targets = Target.objects.filter(adopsi__in=ids, tahun__in=tahun).exclude(sumber=Target.Sumber.NASIONAL)
    # A later version of the perjanjian kinerja replaces an earlier one, as in all tables.
    for target in targets.order_by("perjanjian__versi"):
        satu = semua.setdefault((target.adopsi_id, target.tahun), Angka())
        if target.sumber == Target.Sumber.TRIWULAN:
            satu.triwulan[target.triwulan] = Janji.dari(target)
        else:
            setattr(satu, "pk" if target.sumber == Target.Sumber.PK else "renstra", Janji.dari(target))
    for aksi in RencanaAksi.objects.filter(adopsi__in=ids, tahun__in=tahun).order_by("urutan"):
        satu = semua.setdefault((aksi.adopsi_id, aksi.tahun), Angka())
        satu.kegiatan.setdefault(aksi.triwulan, []).append(Kegiatan(aksi.pk, aksi.uraian))
    return semua


def ukuran_dari(adopsi: Iterable[AdopsiIndikator]) -> dict[int, Ukuran]:
    """How the targets of each indicator are promised, by indicator id: one query when there are scales."""
    indikator = {a.indikator_id: a.indikator for a in adopsi}
    skala = {i.skala_id for i in indikator.values() if i.skala_id}
    tingkat: dict[int, list[TingkatSkala]] = {}
    for baris in TingkatSkala.objects.filter(skala__in=skala).order_by("peringkat") if skala else ():
        tingkat.setdefault(baris.skala_id, []).append(baris)
    return {
        pk: Ukuran(
            satuan=i.satuan,
            skala_id=i.skala_id,
            tingkat={t.pk: t.kode for t in tingkat.get(i.skala_id or 0, ())},
            peringkat={t.pk: t.peringkat for t in tingkat.get(i.skala_id or 0, ())},
            nama_satuan=i.nama_satuan,
        )
        for pk, i in indikator.items()
    }


@dataclass(frozen=True)
class RencanaIndikator:
    """The plan of one indicator in a year."""

    adopsi: AdopsiIndikator
    tahun: int
    ukuran: Ukuran
    janji_pk: Janji | None
    janji_renstra: Janji | None
    periode: dict[int, FaktaPeriode]
    triwulan: dict[int, RencanaTriwulan]

    def terkunci(self, triwulan: int) -> str:
        """Why nothing of a quarter may change any more; "" while it is open."""
        return self.periode[triwulan].disahkan

    @property
    def beda(self) -> str:
        """How the quarters make another year than is promised; "" where they do not."""
        triwulan = {t: satu.target for t, satu in self.triwulan.items()}
        return beda_setahun(self.ukuran, self.adopsi.indikator.agregasi, triwulan, self.janji_pk or self.janji_renstra)

    @property
    def sidik(self) -> str:
        """A fingerprint of what a form shows: it posts the one that it was made from."""
        isi = [
            (t, satu.target and satu.target.sidik, [(k.id, k.uraian) for k in satu.kegiatan], self.terkunci(t))
            for t, satu in self.triwulan.items()
        ]
        return hashlib.sha256(repr(isi).encode()).hexdigest()[:32]


def fetch_rencana(entitas: Entitas, tahun: int, nomor: int) -> RencanaIndikator | None:
    """The plan of the indicator with this number in the year's report: seven queries at most; None without one."""
    adopsi = (
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas, nomor=nomor)
        .select_related("indikator__sasaran", "subbagian", "entitas__satker")
        .first()
    )
    if adopsi is None:
        return None
    angka = fetch_angka([adopsi], [tahun]).get((adopsi.pk, tahun), KOSONG)
    return RencanaIndikator(
        adopsi=adopsi,
        tahun=tahun,
        ukuran=ukuran_dari([adopsi])[adopsi.indikator_id],
        janji_pk=angka.pk,
        janji_renstra=angka.renstra,
        periode=fetch_periode(entitas, tahun),
        triwulan=angka.rencana(),
    )
