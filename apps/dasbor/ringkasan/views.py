"""The dashboard of a year or of one of its quarters."""

from typing import Any

from apps.dasbor.mulai import langkah_awal
from apps.dasbor.perhatian import perhatian_of, perhatian_view
from apps.dasbor.ringkasan.presenters import (
    capaian_view,
    kelengkapan_view,
    kelompok_view,
    langkah_view,
    renstra_view,
    uang_view,
)
from apps.dasbor.triwulan import angka_triwulan
from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import boleh_membaca_jejak
from apps.pengukuran.amatan import fetch_pengerjaan
from apps.siklus.facts import akhir_triwulan, nama_periode

# So many indicators that deserve attention are read at a glance; the others unfold.
SEKILAS = 5


class SummaryPage(ScopedPage):
    """What is reached and what is not and why, where the money went, what is still missing, how far it is checked."""

    template_name = "dasbor/ringkasan.html"
    figures_chosen = True
    periods_chosen = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline, triwulan = self.outline, self.triwulan
        kinerja, uang = outline.fakta.kinerja, outline.fakta.ringkas
        sasaran, catatan = kelompok_view(kinerja, triwulan, self.url)
        pengerjaan = fetch_pengerjaan(kinerja, triwulan)
        perhatian = perhatian_view(perhatian_of(outline, pengerjaan), triwulan, self.scope.anggota, self.url)
        return super().get_context_data(
            **kwargs,
            judul=f"Dasbor kinerja {nama_periode(self.scope.tahun, triwulan).removeprefix('Tahunan ')}",
            asal=outline.ctx.asal,
            renstra=renstra_view(outline),
            capaian=capaian_view(kinerja),
            kelengkapan=kelengkapan_view(kinerja, berjalan=outline.keadaan.berjalan),
            sasaran=sasaran,
            catatan=catatan,
            rentang=outline.ctx.rentang_pendek,
            uang=uang_view(uang, akhir_triwulan(self.scope.tahun, triwulan) if triwulan else None) if uang else None,
            perhatian=perhatian[:SEKILAS],
            perhatian_lain=perhatian[SEKILAS:],
            langkah=langkah_view(kinerja, pengerjaan, lambda nomor: self.url("riwayat", nomor, triwulan)),
            keadaan=self.figure_state(),
            periode=self.periods(),
            mulai=langkah_awal(self),
            angka_triwulan=angka_triwulan(self, [kinerja]),
            daftar_tahun=self.years("dasbor"),
            renstra_lain=self.other_plans(),
            entitas_lain=self.other_entities(),
            url_tabel=self.url("tabel", "capaian-kinerja"),
            url_anggaran=self.url("anggaran"),
            url_program=self.url("tabel", "realisasi-anggaran"),
            url_perubahan=self.url("anggaran_revisi"),
            url_papan=self.url("papan"),
            url_jejak=self.url("jejak") if boleh_membaca_jejak(self.scope.anggota) else "",
            url_buku_kerja=self.url("buku_kerja"),
        )
