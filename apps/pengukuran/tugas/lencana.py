"""The badge of the menu: how many things wait, counted for every page without fetching the work itself."""

from dataclasses import dataclass

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota, Peran
from apps.pengukuran.formulas import Agregasi
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.pengukuran.tugas.antrean import boleh_diperiksa
from apps.pengukuran.tugas.keadaan import BERJALAN, owed
from apps.perencanaan.models import AdopsiIndikator, Target
from apps.siklus.facts import SELURUH_TAHUN
from apps.siklus.models import Pengesahan, Periode


@dataclass(slots=True)
class _Isian:
    """An adopted indicator: who fills it in, what is planned for its quarters, and what was entered by triwulan."""

    subbagian_id: int
    agregasi: Agregasi
    ditarget: tuple[bool, ...]
    # The stage of each realisasi and who handed it in last.
    ada: dict[int, tuple[str, int | None]]

    def pada(self, triwulan: int) -> tuple[str, int | None] | None:
        """The realisasi of a period; a draft of nobody where one is owed, None where none is."""
        ditarget = bool(triwulan) and self.ditarget[triwulan - 1]
        kosong = (Realisasi.Tahap.DRAF, None) if owed(self.agregasi, triwulan, ditarget=ditarget) else None
        return self.ada.get(triwulan, kosong)


def jumlah_menunggu(entitas: Entitas, tahun: int, pengguna: Pengguna, anggota: Anggota) -> int:
    """How many things wait for this person on the tasks page: two queries at most.

    Counts what :func:`~apps.pengukuran.tugas.hitung_menunggu` counts where the tasks were fetched anyway.
    """
    if not anggota.peran & {Peran.OPERATOR, Peran.VERIFIKATOR, Peran.PIMPINAN}:
        return 0
    disahkan = Pengesahan.objects.filter(
        Q(periode__triwulan=SELURUH_TAHUN) | Q(periode__triwulan=OuterRef("triwulan")),
        periode__entitas=entitas,
        periode__tahun=tahun,
        dibuka_kembali__isnull=True,
    )
    baris = Periode.objects.filter(~Exists(disahkan), entitas=entitas, tahun=tahun).values_list("triwulan", "dibuka")
    if not (periode := dict(baris)):
        return 0
    semua = _fetch_isian(entitas, tahun)
    hitung = _Hitung(pengguna.pk, anggota, entitas.satker.verifikasi_sendiri)
    belum = any(
        triwulan in periode and tahap in (Realisasi.Tahap.DRAF, Realisasi.Tahap.DIAJUKAN)
        for isian in semua
        for triwulan, (tahap, _) in isian.ada.items()
    )
    return sum(
        # The year waits for its quarters too, as penghalang says.
        hitung.satu_periode(triwulan, dibuka, semua, tertahan=belum and triwulan == SELURUH_TAHUN)
        for triwulan, dibuka in periode.items()
    )


def _fetch_isian(entitas: Entitas, tahun: int) -> list[_Isian]:
    """What the entitas answers for in a year, with what was entered: one query."""
    ditarget = Target.objects.dijanjikan_triwulan(tahun).filter(adopsi=OuterRef("pk"))
    pengaju = TransisiRealisasi.objects.filter(realisasi=OuterRef("isian"), langkah=TransisiRealisasi.Langkah.AJUKAN)
    rows = (
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas)
        .order_by()
        .annotate(
            isian=FilteredRelation("realisasi", condition=Q(realisasi__tahun=tahun)),
            pengaju=Subquery(pengaju.order_by("-pk").values("oleh")[:1]),
            **{f"target_{t}": Exists(ditarget.filter(triwulan=t)) for t in range(1, 5)},
        )
        .values_list(
            *("pk", "subbagian_id", "indikator__agregasi", "target_1", "target_2", "target_3", "target_4"),
            *("isian__triwulan", "isian__tahap", "pengaju"),
        )
    )
    semua: dict[int, _Isian] = {}
    for pk, subbagian_id, agregasi, *target, triwulan, tahap, pengaju_id in rows:
        isian = semua.setdefault(pk, _Isian(subbagian_id, Agregasi(agregasi), tuple(target), {}))
        if triwulan is not None:
            isian.ada[triwulan] = (tahap, pengaju_id)
    return list(semua.values())


@dataclass(frozen=True)
class _Hitung:
    """Counts for one person without building the tasks."""

    pengguna_id: int
    anggota: Anggota
    sendiri_diizinkan: bool

    def satu_periode(self, triwulan: int, dibuka: bool, semua: list[_Isian], *, tertahan: bool) -> int:
        """What waits in one period; tertahan: something else keeps it from being approved."""
        isian = [(i.subbagian_id, *pada) for i in semua if (pada := i.pada(triwulan))]
        if not dibuka and not any(tahap in BERJALAN for _, tahap, _ in isian):
            return 0
        jumlah = sum(self._menunggu(dibuka, *satu) for satu in isian)
        siap = bool(isian) and not tertahan and all(tahap == Realisasi.Tahap.DIVERIFIKASI for _, tahap, _ in isian)
        return jumlah + (siap and Peran.PIMPINAN in self.anggota.peran)

    def _menunggu(self, dibuka: bool, subbagian_id: int, tahap: str, pengaju_id: int | None) -> bool:
        if dibuka and tahap == Realisasi.Tahap.DRAF:
            return subbagian_id in self.anggota.subbagian
        memeriksa = tahap == Realisasi.Tahap.DIAJUKAN and Peran.VERIFIKATOR in self.anggota.peran
        return memeriksa and boleh_diperiksa(pengaju_id, self.pengguna_id, self.sendiri_diizinkan)
