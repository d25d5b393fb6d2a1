"""What of a year's tasks waits for whom; lists in, lists out."""

from collections.abc import Iterable
from dataclasses import replace

from apps.organisasi.permissions import Anggota, Peran
from apps.pengukuran.tugas.butir import Tugas
from apps.pengukuran.tugas.keadaan import TERVERIFIKASI
from apps.siklus.facts import FaktaPeriode


def untuk_orang(tugas: Iterable[Tugas], pengguna_id: int) -> list[Tugas]:
    """The same tasks with the deadlines that count for one person, who may have an extension of their own."""
    return [
        replace(t, pengguna_id=pengguna_id, tenggat=t.periode.keadaan(t.indikator.subbagian_id, pengguna_id).batas)
        for t in tugas
    ]


def milik(tugas: Iterable[Tugas], anggota: Anggota) -> list[Tugas]:
    """The tasks of the subbagian that a person fills in for."""
    return [t for t in tugas if t.indikator.subbagian_id in anggota.subbagian]


def antrean(tugas: Iterable[Tugas], anggota: Anggota) -> list[Tugas]:
    """What is handed in and waits for a verifikator, own hand-ins included; empty for everybody else."""
    return [t for t in tugas if t.menunggu_pemeriksa] if Peran.VERIFIKATOR in anggota.peran else []


def boleh_diperiksa(pengaju_id: int | None, pengguna_id: int, sendiri_diizinkan: bool) -> bool:
    """Whether this verifikator can verify what that person handed in, or a colleague must."""
    return sendiri_diizinkan or pengaju_id != pengguna_id


def menunggu(
    tugas: Iterable[Tugas], anggota: Anggota, pengguna_id: int, *, sendiri_diizinkan: bool = False
) -> list[Tugas]:
    """What waits for this person: own entries that are open, and, for a verifikator, what others handed in."""
    semua = list(tugas)
    pengisian = [t for t in milik(semua, anggota) if t.menunggu_pengisi]
    periksa = [t for t in antrean(semua, anggota) if boleh_diperiksa(t.pengaju_id, pengguna_id, sendiri_diizinkan)]
    return [*pengisian, *periksa]


def penghalang(tugas: Iterable[Tugas], triwulan: int) -> list[Tugas]:
    """What a pengesahan of a period waits for, of all tasks of the year, closed periods included.

    A quarter waits for what is owed in it and not verified. The year closes its quarters, so it also waits for every
    quarter's figure that was begun and is not verified; one that nobody began stays empty and does not hold it up.
    """

    def counts(t: Tugas) -> bool:
        return t.periode.triwulan == triwulan or (not triwulan and t.realisasi_id is not None)

    belum = [t for t in tugas if t.keadaan not in TERVERIFIKASI and counts(t)]
    return sorted(belum, key=lambda t: t.periode.triwulan != triwulan)


def siap_disahkan(tugas: Iterable[Tugas]) -> list[FaktaPeriode]:
    """The periods that only wait for their pengesahan; ask with the tasks of closed periods too."""
    semua = list(tugas)
    return [
        milik_periode[0].periode
        for triwulan, milik_periode in per_periode(semua).items()
        if not milik_periode[0].periode.disahkan and not penghalang(semua, triwulan)
    ]


def yang_berjalan(tugas: Iterable[Tugas]) -> list[Tugas]:
    """Only the tasks of periods that are opened, approved or still being checked."""
    kelompok = per_periode(tugas).values()
    tampil = (k for k in kelompok if k[0].periode.dibuka or k[0].periode.disahkan or any(t.berjalan for t in k))
    return [t for k in tampil for t in k]


def per_periode(tugas: Iterable[Tugas]) -> dict[int, list[Tugas]]:
    """The tasks by triwulan (0 = the year), in the order in which they come."""
    kelompok: dict[int, list[Tugas]] = {}
    for t in tugas:
        kelompok.setdefault(t.periode.triwulan, []).append(t)
    return kelompok


def hitung_menunggu(
    tugas: Iterable[Tugas], anggota: Anggota, pengguna_id: int, *, sendiri_diizinkan: bool = False
) -> int:
    """How many things wait for this person, of all tasks of the year; for a pimpinan the periods to approve too."""
    semua = list(tugas)
    jumlah = len(menunggu(semua, anggota, pengguna_id, sendiri_diizinkan=sendiri_diizinkan))
    return jumlah + (len(siap_disahkan(semua)) if Peran.PIMPINAN in anggota.peran else 0)
