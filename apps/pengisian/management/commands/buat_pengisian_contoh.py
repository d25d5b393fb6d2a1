"""An office in the middle of its work, for the demonstration: periods open, some figures handed in, one returned.

Everything goes through the services, as if the example accounts had done it in the browser.
"""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import (
    AnalisisIsian,
    NilaiIsian,
    jalankan_langkah,
    simpan_isian,
    tambah_bukti,
)
from apps.siklus.services import atur_periode

KUNCI, TAHUN = "5371", 2024
# How many days from today the periods stay open: the year, and its last quarter.
TENGGAT = {0: 14, 4: 6}
# Indicators by number, and how far each is brought.
DIAJUKAN = (5, 6, 10)
DIVERIFIKASI = (1,)
DIKEMBALIKAN = {
    6: "Mohon lampirkan rekapitulasi resmi (Model D.Hasil) sebagai bukti dukung dan jelaskan hambatannya.",
}
BUKTI = "Contoh bukti untuk peragaan: di kantor, lampirkan berkas aslinya."


class Command(BaseCommand):
    help = "Membuka periode contoh dan menjalankan sebagian pengisiannya dengan akun contoh."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        orang = {
            p.username: p for p in Pengguna.objects.filter(username__in=("operator", "verifikator", "administrator"))
        }
        if len(orang) < 3:
            raise CommandError("Buat akun contoh dahulu: manage.py buat_akun_contoh.")
        self.operator, self.verifikator = orang["operator"], orang["verifikator"]
        entitas = Entitas.objects.select_related("satker").by_kunci(KUNCI).get()
        for triwulan, hari in TENGGAT.items():
            atur_periode(
                pelaku=orang["administrator"],
                entitas=entitas,
                tahun=TAHUN,
                triwulan=triwulan,
                dibuka=True,
                tenggat=timezone.localdate() + timedelta(days=hari),
            )
        for nomor in (*DIVERIFIKASI, *DIAJUKAN):
            self._walk(entitas, nomor)

    def _walk(self, entitas: Entitas, nomor: int) -> None:
        """Bring one indicator as far as the lists above say."""
        realisasi = Realisasi.objects.select_related("adopsi__indikator", "adopsi__entitas__satker").get(
            adopsi__entitas=entitas, adopsi__nomor=nomor, tahun=TAHUN, triwulan=0
        )
        if nomor in DIKEMBALIKAN:
            self._explain(realisasi)
        tambah_bukti(
            pelaku=self.operator, realisasi_id=realisasi.pk, jenis="catatan", judul="Bukti contoh", catatan=BUKTI
        )
        self._step(self.operator, realisasi, "ajukan")
        if nomor in DIKEMBALIKAN:
            self._step(self.verifikator, realisasi, "periksa")
            self._step(self.verifikator, realisasi, "kembalikan", DIKEMBALIKAN[nomor])
        if nomor in DIVERIFIKASI:
            self._step(self.verifikator, realisasi, "verifikasi")

    def _explain(self, realisasi: Realisasi) -> None:
        """Below target needs a cause; the value itself stays as the LKj printed it."""
        nilai = NilaiIsian(**{name: getattr(realisasi, name) for name in NilaiIsian.__slots__})
        simpan_isian(
            pelaku=self.operator,
            adopsi=realisasi.adopsi,
            tahun=TAHUN,
            triwulan=0,
            versi=realisasi.versi,
            nilai=nilai,
            analisis=AnalisisIsian(hambatan="Contoh: diisi saat peragaan."),
        )

    def _step(self, pelaku: Pengguna, realisasi: Realisasi, langkah: str, alasan: str = "") -> None:
        versi = Realisasi.objects.values_list("versi", flat=True).get(pk=realisasi.pk)
        jalankan_langkah(pelaku=pelaku, realisasi_id=realisasi.pk, versi=versi, langkah=langkah, alasan=alasan)
