"""Taking a realisasi through the workflow, a step at a time; the table of steps is apps.pengukuran.workflow."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from apps.audit.services import lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.isian import periksa_isian
from apps.pengukuran.kelengkapan import Kekurangan
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.pengukuran.services.isian import DI_LUAR_WEWENANG, Basi
from apps.pengukuran.situasi import situasi_of
from apps.pengukuran.workflow import LANGKAH, Langkah, Situasi
from apps.siklus.facts import fetch_satu_periode

ALASAN_WAJIB = "Tuliskan alasannya, supaya pengisi tahu apa yang perlu diperbaiki."


class BelumLengkap(Exception):
    """The realisasi cannot be handed in yet; ``kekurangan`` says what is missing."""

    def __init__(self, kekurangan: Sequence[Kekurangan]) -> None:
        self.kekurangan = list(kekurangan)
        super().__init__("Isian belum lengkap.")


@transaction.atomic
def jalankan_langkah(*, pelaku: Pengguna, realisasi_id: int, versi: int, langkah: str, alasan: str = "") -> Realisasi:
    """Take one step ("ajukan", "tarik", "periksa", "verifikasi", "kembalikan") for a person.

    versi is the version that the page showed. Raises Basi when it is stale, PermissionDenied with the reason,
    ValidationError when a reason is missing, BelumLengkap when something is missing before handing in.
    """
    step = LANGKAH[langkah]
    awal = Realisasi.objects.visible_to(pelaku).select_related("adopsi__entitas__satker").get(pk=realisasi_id)
    satker = awal.adopsi.entitas.satker
    lock_chain(satker.kode)
    realisasi = Realisasi.objects.select_related("adopsi__indikator__skala", "adopsi__entitas__satker").get(
        pk=realisasi_id
    )
    situasi = _situasi(pelaku, realisasi)
    require(step.izin(situasi))
    if versi != realisasi.versi:
        raise Basi(realisasi)
    alasan = alasan.strip()
    if step.beralasan and not alasan:
        raise ValidationError({"alasan": ALASAN_WAJIB})
    if langkah == "ajukan" and (kurang := periksa_isian(pelaku, situasi.anggota, realisasi)):
        raise BelumLengkap(kurang)
    _terapkan(pelaku, realisasi, step, situasi, alasan)
    if not Realisasi.objects.visible_to(pelaku).filter(pk=realisasi.pk).exists():
        raise PermissionDenied(DI_LUAR_WEWENANG)
    return realisasi


def _situasi(pelaku: Pengguna, realisasi: Realisasi) -> Situasi:
    adopsi = realisasi.adopsi
    periode = fetch_satu_periode(adopsi.entitas, realisasi.tahun, realisasi.triwulan)
    return situasi_of(pelaku, anggota_of(pelaku, adopsi.entitas.satker), adopsi, periode, realisasi)


def _terapkan(pelaku: Pengguna, realisasi: Realisasi, step: Langkah, situasi: Situasi, alasan: str) -> None:
    dari = realisasi.tahap
    realisasi.tahap = step.ke
    realisasi.versi += 1
    realisasi.diperiksa_oleh = pelaku if step.kode == "periksa" else None
    realisasi.verifikasi_sendiri = step.kode == "verifikasi" and situasi.isian.pengaju_id == pelaku.pk
    catat_langkah(pelaku=pelaku, realisasi=realisasi, langkah=step.kode, dari=dari, alasan=alasan)


def catat_langkah(*, pelaku: Pengguna, realisasi: Realisasi, langkah: str, dari: str, alasan: str = "") -> None:
    """Write a step that has been decided: the realisasi as it now is, and the step itself; both in the journal."""
    rantai = realisasi.adopsi.entitas.satker.kode
    save_recorded(realisasi, rantai=rantai, pelaku=pelaku, tindakan=langkah, alasan=alasan)
    transisi = TransisiRealisasi(
        realisasi=realisasi, langkah=langkah, dari=dari, ke=realisasi.tahap, oleh=pelaku, alasan=alasan
    )
    save_recorded(transisi, rantai=rantai, pelaku=pelaku, tindakan=langkah, alasan=alasan)
