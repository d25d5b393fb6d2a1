"""The page of one indicator: its figure, its years, the seven comparisons, its evidence and its sheet."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from apps.dasbor.indikator.catatan import CatatanIndikator, fetch_catatan
from apps.dasbor.indikator.perbandingan import perbandingan_view
from apps.dasbor.indikator.presenters import (
    angka_view,
    lembar_view,
    pecahan_view,
    rincian_view,
    riwayat_view,
    uang_view,
)
from apps.dasbor.jejak.telusur import ANALISIS, fetch_alur, telusur
from apps.laporan.bagan import BaganView, bagan_view
from apps.laporan.diagrams.kinerja import tren_indikator
from apps.laporan.keadaan import chip_angka
from apps.laporan.tujuh_perbandingan import perbandingan_indikator
from apps.laporan.views import DownloadView, ScopedPage
from apps.organisasi.permissions import boleh_mengisi, boleh_menyunting_narasi
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.models import Realisasi
from apps.pengukuran.narasi import susun_sebab
from apps.siklus.facts import nama_periode


def find(kinerja: FaktaKinerja, nomor: int) -> tuple[FaktaSasaran, FaktaIndikator]:
    """An indicator of the year with its sasaran; 404 when the year has none of that number."""
    for sasaran in kinerja.sasaran:
        for indikator in sasaran.indikator:
            if indikator.nomor == nomor:
                return sasaran, indikator
    raise Http404(f"Indikator {nomor} tidak ada tahun {kinerja.tahun}.")


class IndikatorPage(ScopedPage):
    """Everything about one indicator in a year or a quarter, on one page that reads and prints as a report does."""

    template_name = "dasbor/indikator.html"
    figures_chosen = True
    periods_chosen = True
    part_of_office = True

    @cached_property
    def found(self) -> tuple[FaktaSasaran, FaktaIndikator]:
        return find(self.outline.fakta.kinerja, self.kwargs["nomor"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta, triwulan = self.outline.fakta, self.outline.ctx.triwulan
        kinerja, (sasaran, indikator) = fakta.kinerja, self.found
        alur = fetch_alur(indikator.adopsi_id, kinerja.tahun)
        catatan = fetch_catatan(self.scope.entitas.pk, indikator.adopsi_id, kinerja.tahun, triwulan)
        ini = next((r for r in alur if r["triwulan"] == triwulan), {})
        keadaan = self.outline.keadaan
        if keadaan.hanya_disahkan and keadaan.berjalan:
            # The way of a figure tells of it in reasons and titles; a quarter may be approved before its year.
            alur = [r for r in alur if r["tahap"] == Realisasi.Tahap.DISAHKAN]
        if keadaan.hanya_disahkan and keadaan.berjalan and not indikator.realisasi_tahun(kinerja.tahun).terisi:
            # Words and parts of a figure say what it is.
            catatan, ini = CatatanIndikator(bukti=catatan.bukti), {}
        elif keadaan.tertahan:
            # A year that was opened again: its figure may still stand, but texts may have been edited since.
            catatan = replace(catatan, narasi={})
        return super().get_context_data(
            **kwargs,
            sasaran=sasaran,
            indikator=indikator,
            periode_ini=nama_periode(kinerja.tahun, triwulan) if triwulan else str(kinerja.tahun),
            keadaan=self.figure_state(),
            periode=self.periods(),
            chip_angka=chip_angka(indikator.realisasi_tahun(kinerja.tahun), self.outline.keadaan),
            angka=angka_view(kinerja, indikator),
            pecahan=pecahan_view(indikator, kinerja.tahun),
            peristiwa=ini.get("peristiwa__nama") or "",
            rincian=rincian_view(catatan.rincian),
            bagan=self._trend(),
            riwayat=riwayat_view(kinerja, indikator, triwulan),
            perbandingan=self._comparisons(catatan, ini),
            telusur=telusur(alur, catatan.bukti, kinerja.tahun, self.url, indikator.nomor),
            lembar=lembar_view(indikator),
            url_tabel=self.url("tabel", f"perbandingan-indikator/{indikator.nomor}"),
            url_uang=self.url("anggaran_sasaran"),
            url_isian=self._entry(),
            url_rencana=self.url("rencana_indikator", indikator.nomor),
            remah=[
                {"label": "Capaian indikator", "url": self.url("daftar_indikator")},
                {"label": f"Indikator {indikator.nomor}"},
            ],
            daftar_tahun=self.years("indikator", indikator.nomor),
        )

    def _entry(self) -> str:
        """Where whoever fills in this figure does so, while the year is at work; "" for whoever only reads."""
        _, indikator = self.found
        if not self.outline.keadaan.berjalan or not boleh_mengisi(self.scope.anggota, indikator.subbagian_id):
            return ""
        return self.url("isi", indikator.nomor, self.outline.ctx.triwulan)

    def _trend(self) -> BaganView | None:
        """The years as a diagram; a quarter is no point of it."""
        if self.outline.ctx.triwulan:
            return None
        _, indikator = self.found
        chart = tren_indikator(self.outline.fakta.kinerja, indikator)
        return bagan_view(chart, partial(self.url, "unduh_tren", indikator.nomor))

    def _comparisons(self, catatan: CatatanIndikator, ini: Any) -> list[dict[str, Any]]:
        fakta, triwulan = self.outline.fakta, self.outline.ctx.triwulan
        _, indikator = self.found
        analisis = {nama: ini.get(f"analisis__{nama}") or "" for nama in ANALISIS}
        semua = perbandingan_indikator(
            fakta.kinerja, indikator, fakta.dukungan, susun_sebab(catatan.upaya, **analisis), triwulan
        )
        uang = None if triwulan or fakta.dukungan is None else fakta.dukungan.bagian({indikator.adopsi_id})
        keadaan = self.outline.keadaan
        izin = boleh_menyunting_narasi(
            self.scope.anggota, [indikator.subbagian_id], keadaan.kalimat if keadaan.berlaku else ""
        )

        def sunting(nomor: int) -> str:
            return self.url("narasi", indikator.nomor, nomor)

        isian = self.url("isi", indikator.nomor, triwulan)
        # Kegiatan are chosen on the page of entry; what they lack afterwards stands beside their money.
        pendukung = f"{isian}#kegiatan" if uang and not uang.dukungan else self.url("anggaran_sasaran")
        tempat = {6: pendukung, 7: pendukung}
        ini_realisasi = indikator.realisasi_tahun(fakta.tahun)
        if not ini_realisasi.tertahan:
            tempat[5] = isian
            if not ini_realisasi.terisi:
                tempat[1] = isian
        return perbandingan_view(
            semua,
            catatan.narasi,
            sunting if izin and not triwulan else None,
            pasangan={6: uang_view(uang)},
            tempat=tempat,
        )


class TrenDownload(DownloadView):
    """The years of an indicator as a picture or as data."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kinerja = self.outline.fakta.kinerja
        return self.send_chart(tren_indikator(kinerja, find(kinerja, kwargs["nomor"])[1]), kwargs["bentuk"])
