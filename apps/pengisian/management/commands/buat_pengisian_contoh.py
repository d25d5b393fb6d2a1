"""An office in the middle of its work, for the demonstration: periods open, some figures handed in, one returned.

Everything goes through the services, as if the example accounts had done it in the browser.
"""

from datetime import date, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import (
    AnalisisIsian,
    NilaiIsian,
    jalankan_langkah,
    simpan_isian,
    tambah_bukti,
)
from apps.rapat.acara import acara_baku
from apps.rapat.models import Rapat
from apps.rapat.services import (
    BarisPeserta,
    IsiKeputusan,
    IsiNotulen,
    IsiRapat,
    buat_rapat,
    lapor_tindak_lanjut,
    simpan_keputusan,
    simpan_notulen,
    simpan_peserta,
)
from apps.rapat.services.notulen import sasaran_tahun
from apps.siklus.facts import SELURUH_TAHUN, nama_periode
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
# The meeting of a quarter that is over. What it decided is an example too, and says so.
TRIWULAN_RAPAT, HARI_RAPAT = 3, date(2024, 10, 14)
# How many days from today the year is evaluated.
HARI_RAPAT_TAHUNAN = 7
CATATAN = "Contoh untuk peragaan: rapat ini dan keputusannya bukan catatan kejadian yang sebenarnya."
PEMBAHASAN = "Contoh: penyebab capaian di bawah target dan rencana perbaikannya ditulis di sini."
# Decisions: what, which subbagian, the day or how many days from today, and what was reported.
KEPUTUSAN: tuple[tuple[str, str, date | int, str], ...] = (
    (
        "Contoh: menyusun jadwal pengumpulan data dukung Triwulan IV.",
        "perencanaan",
        date(2024, 10, 31),
        "Contoh: jadwal sudah dibagikan kepada semua subbagian.",
    ),
    ("Contoh: melengkapi bukti dukung indikator partisipasi pemilih.", "teknis", 10, ""),
)
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
        self._meet(entitas)

    def _meet(self, entitas: Entitas) -> None:
        """Hold the meeting of the quarter before, and call the one of the year, at which its decisions come back.

        Only the example accounts are said to have been there.
        """
        rapat = self._call(entitas, TRIWULAN_RAPAT, HARI_RAPAT)
        self._call(entitas, SELURUH_TAHUN, timezone.localdate() + timedelta(days=HARI_RAPAT_TAHUNAN))
        sasaran = list(sasaran_tahun(entitas.pk, TAHUN))
        peserta = [BarisPeserta(p.nama, p.jabatan, p.unit, False, p.pk) for p in rapat.peserta.all()]
        contoh = [BarisPeserta(p.nama, "Akun contoh", "", True) for p in (self.operator, self.verifikator)]
        simpan_peserta(pelaku=self.verifikator, rapat_id=rapat.pk, versi=rapat.versi, baris=[*peserta, *contoh])
        rapat.refresh_from_db()
        isi = IsiNotulen(CATATAN, {sasaran[0].pk: PEMBAHASAN} if sasaran else {})
        simpan_notulen(pelaku=self.verifikator, rapat_id=rapat.pk, versi=rapat.versi, isi=isi)
        for keputusan in KEPUTUSAN:
            self._decide(rapat, *keputusan)

    def _call(self, entitas: Entitas, triwulan: int, tanggal: date) -> Rapat:
        nama = nama_periode(TAHUN, triwulan)
        sasaran = [(s.nomor, s.nama) for s in sasaran_tahun(entitas.pk, TAHUN)]
        return buat_rapat(
            pelaku=self.verifikator,
            entitas=entitas,
            tahun=TAHUN,
            isi=IsiRapat(
                triwulan=triwulan,
                tanggal=tanggal,
                mulai=time(9),
                tempat="Contoh: ruang rapat kantor",
                pimpinan_rapat="Pimpinan contoh",
                jabatan_pimpinan="Pimpinan rapat (contoh)",
                notulis=self.verifikator.nama,
                acara="\n".join(acara_baku(nama, TAHUN, triwulan, sasaran)),
            ),
        )

    def _decide(self, rapat: Rapat, uraian: str, kode: str, tenggat: date | int, laporan: str) -> None:
        subbagian = Subbagian.objects.get(satker=rapat.entitas.satker_id, kode=kode)
        hari = tenggat if isinstance(tenggat, date) else timezone.localdate() + timedelta(days=tenggat)
        keputusan = simpan_keputusan(
            pelaku=self.verifikator, rapat_id=rapat.pk, isi=IsiKeputusan(uraian, hari, subbagian=subbagian)
        )
        if laporan:
            lapor_tindak_lanjut(
                pelaku=self.verifikator, keputusan_id=keputusan.pk, versi=0, status="selesai", keterangan=laporan
            )

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
