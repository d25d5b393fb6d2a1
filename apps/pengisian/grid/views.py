"""The sheet of one subbagian: its indicators by the periods of the year, typed or pasted, saved all at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.models import Subbagian
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_mengisi
from apps.organisasi.scope import require
from apps.pengisian.alamat import alamat_tugas
from apps.pengisian.grid.presenters import Kunci, grid_view, nama_dasar, nama_sel
from apps.pengukuran.grid import FaktaGrid, fetch_grid
from apps.pengukuran.services import GridDitolak, SelGrid, simpan_grid


def baca_sel(data: QueryDict, nomor: int, triwulan: int) -> SelGrid | None:
    """One cell as posted; None when the form did not hold it or it was tampered with."""
    teks, dasar = data.get(nama_sel(nomor, triwulan)), data.get(nama_dasar(nomor, triwulan), "")
    versi, _, awal = dasar.partition(" ")
    if teks is None or not (versi.isascii() and versi.isdigit() and len(versi) < 10):
        return None
    return SelGrid(nomor, triwulan, int(versi), teks, awal)


class GridPage(ScopedPage):
    """Everybody of the satker reads it; the people who fill in for the subbagian write, where the rules let them."""

    template_name = "pengisian/grid.html"

    @cached_property
    def _semua_subbagian(self) -> list[Subbagian]:
        return list(Subbagian.objects.filter(satker=self.scope.entitas.satker_id).order_by("urutan"))

    @cached_property
    def subbagian(self) -> Subbagian:
        for subbagian in self._semua_subbagian:
            if subbagian.kode == self.kwargs["subbagian"]:
                return subbagian
        raise Http404("Subbagian ini tidak ada di satker Anda.")

    def _fetch(self) -> FaktaGrid:
        scope = self.scope
        return fetch_grid(self.request.user, scope.anggota, scope.entitas, scope.tahun, self.subbagian)  # type: ignore[arg-type]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_mengisi(self.scope.anggota, self.subbagian.pk))
        terkirim = [baca_sel(request.POST, b.nomor, t) for b in self._fetch().baris for t in b.sel]
        isian = {(s.nomor, s.triwulan): s for s in terkirim if s is not None}
        try:
            jumlah = simpan_grid(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                sel=list(isian.values()),
            )
        except GridDitolak as error:
            if error.penolakan:
                catat_penolakan(request, " ".join(error.penolakan))
            return self.render_to_response(self.get_context_data(isian=isian, errors=error.errors))
        messages.success(request, f"{jumlah} nilai disimpan." if jumlah else "Tidak ada yang berubah.")
        return HttpResponseRedirect(f"{self.url('grid', self.subbagian.kode)}?tersimpan=1")

    def get_context_data(
        self,
        isian: dict[Kunci, SelGrid] | None = None,
        errors: dict[Kunci, str] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        fakta = self._fetch()
        izin = boleh_mengisi(self.scope.anggota, self.subbagian.pk)
        berindikator = {i.subbagian_id for i in fakta.kinerja.indikator}
        view = grid_view(
            self.scope,
            self.subbagian,
            fakta,
            timezone.localdate(),
            self.request.user.pk or 0,
            isian=isian,
            errors=errors,
        )
        return super().get_context_data(
            **kwargs,
            view=view,
            form={"errors": view.galat},
            judul_galat="Tidak ada yang disimpan. Perbaiki sel berikut, lalu simpan lagi.",
            nama_subbagian=self.subbagian.nama,
            hanya_baca=getattr(izin, "alasan", ""),
            tersimpan="tersimpan" in self.request.GET and not view.galat,
            subbagian_lain=[
                {"nama": s.nama, "url": reverse("grid", args=[self.scope.kunci, self.scope.tahun, s.kode])}
                for s in self._semua_subbagian
                if s.pk in berindikator and s.pk != self.subbagian.pk
            ],
            remah=[
                {"label": "Tugas saya", "url": alamat_tugas(self.scope)},
                {"label": f"Lembar isian {self.scope.tahun}"},
            ],
        )
