"""The budget of a year at a glance."""

from typing import Any

from django.utils.safestring import SafeString

from apps.dokumen.models import AngkaKutipan
from apps.laporan.charts.svg import render_svg
from apps.laporan.diagrams.bulanan import KumulatifBulanan
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.ikhtisar.presenters import (
    deviasi_view,
    efisiensi_view,
    nilai_tile,
    perhatian,
    serapan_rows,
    tahun_rows,
    uang_view,
)
from apps.penganggaran.nilai.facts import fetch_nilai


class IkhtisarPage(HalamanAnggaran):
    """Pagu, realisasi, months against the plan, efficiency and quoted values, and what needs a look."""

    template_name = "penganggaran/ikhtisar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta, ctx = self.outline.fakta, self.outline.ctx
        context = super().get_context_data(
            **kwargs, asal=ctx.asal, url_perbandingan=self.url("perbandingan", "anggaran")
        )
        anggaran, bulanan = fakta.anggaran, fakta.bulanan
        if anggaran is None or bulanan is None:
            return context | {
                "url_impor": self.url("anggaran_impor"),
                "tahun_lain": tahun_rows(fakta.anggaran_tahunan, ctx.tahun, self._tahun),
            }
        nilai = fetch_nilai(self.scope.entitas.satker, [ctx.tahun])
        chart = KumulatifBulanan().build(fakta, ctx)
        url_bulanan = self.url("anggaran_bulanan")
        return context | {
            "uang": uang_view(anggaran),
            "efisiensi": efisiensi_view(anggaran),
            "nka": nilai_tile(nilai, AngkaKutipan.Ukuran.NKA, ctx.tahun),
            "ikpa": nilai_tile(nilai, AngkaKutipan.Ukuran.IKPA, ctx.tahun),
            "deviasi": deviasi_view(bulanan),
            "alasan_bulanan": bulanan.alasan,
            "svg": SafeString(render_svg(chart)),
            "svg_sempit": SafeString(render_svg(chart, width=390)),
            "serapan": serapan_rows(anggaran, url_bulanan),
            "perhatian": perhatian(anggaran, bulanan, len(fakta.rekonsiliasi.terbuka), self.url),
            "tahun_lain": tahun_rows(fakta.anggaran_tahunan, ctx.tahun, self._tahun),
            "url_tabel": self.url("tabel", "realisasi-anggaran"),
            "url_pohon": self.url("anggaran_pohon"),
            "url_efisiensi": self.url("anggaran_efisiensi"),
            "url_bulanan": url_bulanan,
            "url_nilai": self.url("anggaran_nilai"),
        }

    def _tahun(self, tahun: int) -> str:
        return self._address("anggaran", tahun)
