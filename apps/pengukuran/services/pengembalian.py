"""Sending work back so that it can be mended: with the reason and, where time has run out, with more time."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services.langkah import jalankan_langkah
from apps.siklus.facts import fetch_satu_periode
from apps.siklus.models import Periode
from apps.siklus.services import catat_perpanjangan
from apps.ui.numbers import format_tanggal


@transaction.atomic
def kembalikan(*, pelaku: Pengguna, realisasi_id: int, versi: int, alasan: str, batas: date | None = None) -> Realisasi:
    """Return an entry to its subbagian; batas gives that subbagian until then, where its deadline is earlier.

    Both or neither. Raises as :func:`jalankan_langkah`, and ValidationError for a batas that gives no more time.
    """
    realisasi = jalankan_langkah(
        pelaku=pelaku, realisasi_id=realisasi_id, versi=versi, langkah="kembalikan", alasan=alasan
    )
    if batas is None:
        return realisasi
    adopsi = realisasi.adopsi
    berlaku = (
        fetch_satu_periode(adopsi.entitas, realisasi.tahun, realisasi.triwulan).keadaan(adopsi.subbagian_id, None).batas
    )
    if batas < timezone.localdate():
        raise ValidationError({"batas": "Batas perbaikan sudah lewat. Pilih hari ini atau sesudahnya."})
    if berlaku is None or batas <= berlaku:
        sampai = f"sampai {format_tanggal(berlaku)}" if berlaku else "tanpa tenggat"
        raise ValidationError(
            {"batas": f"Subbagian ini masih dapat mengisi {sampai}. Pilih tanggal sesudahnya, atau kosongkan."}
        )
    catat_perpanjangan(
        pelaku=pelaku,
        periode=Periode.objects.select_related("entitas__satker").get(
            entitas=adopsi.entitas, tahun=realisasi.tahun, triwulan=realisasi.triwulan
        ),
        subbagian=adopsi.subbagian,
        sampai=batas,
        alasan=f"Perbaikan indikator {adopsi.nomor}: {alasan.strip()}",
    )
    return realisasi
