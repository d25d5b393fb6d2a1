"""The history of one figure: everything that happened to it, in sentences, for everybody of the satker."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from apps.dasbor.daftar.berkas import tabel_semua
from apps.dasbor.daftar.jejak import RiwayatBerkas
from apps.dasbor.daftar.saringan import tersaring
from apps.dasbor.jejak.filters import RiwayatFilter
from apps.dasbor.jejak.linimasa import linimasa, with_query
from apps.laporan.views import DownloadView, ScopedPage, ScopedView
from apps.organisasi.permissions import boleh_melihat
from apps.organisasi.scope import require
from apps.pengukuran.riwayat import entri_angka
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.facts import NAMA_TRIWULAN, nama_periode


class RiwayatMixin(ScopedView):
    """Which figure the address names, and the entries that the filters leave of its history."""

    @cached_property
    def adopsi(self) -> AdopsiIndikator:
        require(boleh_melihat(self.scope.anggota))
        tahun, nomor = self.scope.tahun, self.kwargs["nomor"]
        adopsi = (
            AdopsiIndikator.objects.berlaku(tahun)
            .filter(entitas=self.scope.entitas, nomor=nomor)
            .select_related("indikator")
            .first()
        )
        if adopsi is None:
            raise Http404(f"Indikator {nomor} tidak ada tahun {tahun}.")
        return adopsi

    @property
    def periode(self) -> str:
        return nama_periode(self.scope.tahun, self.kwargs["triwulan"])

    @cached_property
    def found(self) -> RiwayatFilter:
        rantai = self.scope.entitas.satker.kode
        entries = entri_angka(rantai, self.adopsi.pk, self.scope.tahun, self.kwargs["triwulan"])
        return RiwayatFilter(self.request.GET, entries.order_by("-waktu", "-id"))


class RiwayatPage(RiwayatMixin, ScopedPage):
    """The timeline of a figure, newest first."""

    template_name = "dasbor/jejak/riwayat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nomor, triwulan = self.adopsi.nomor, self.kwargs["triwulan"]
        return super().get_context_data(
            **kwargs,
            **linimasa(self, self.found.qs, lengkap=False),
            saringan=self.found.form,
            tersaring=tersaring(self.found.form),
            url_bersih=self.url("riwayat", nomor, triwulan),
            url_excel=with_query(self.url("riwayat_unduh", nomor, triwulan), self.request),
            url_indikator=self.url("indikator", nomor),
            indikator=self.adopsi.indikator,
            periode=self.periode,
            daftar_periode=[
                {"label": nama, "url": self.url("riwayat", nomor, tw), "aktif": tw == triwulan}
                for tw, nama in NAMA_TRIWULAN.items()
            ],
            remah=[
                {"label": "Capaian indikator", "url": self.url("daftar_indikator")},
                {"label": f"Indikator {nomor}", "url": self.url("indikator", nomor)},
                {"label": f"Riwayat {self.periode}"},
            ],
        )


class RiwayatUnduh(RiwayatMixin, DownloadView):
    """The same history, all pages of it, as Excel."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nomor, nama = self.adopsi.nomor, self.adopsi.indikator.nama
        judul = f"Riwayat {self.periode}, indikator {nomor}: {nama}"
        table = tabel_semua(RiwayatBerkas(self), self.found.qs, judul=judul, slug=f"riwayat-indikator-{nomor}")
        return self.send_table(table, "xlsx")
