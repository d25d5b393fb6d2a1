"""Changing the perjanjian kinerja of a year that runs: the next version, with a reason."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from apps.penyusunan.isian_target import (
    IsianTarget,
    baca_target,
    dengan_catatan,
    isian_catatan,
    isian_target,
    nama_catatan,
)
from apps.penyusunan.tahun_baru.forms import PerubahanForm
from apps.penyusunan.tahun_baru.presenters import perjanjian_view
from apps.penyusunan.tahun_baru.views import HalamanRencana, galat_layanan
from apps.perencanaan.janji import Janji
from apps.perencanaan.models import PerjanjianKinerja
from apps.perencanaan.services.tahun_baru import RencanaBasi, ubah_perjanjian
from apps.perencanaan.tahun_baru import Calon, Keadaan
from apps.ui.forms import ErrorItem, error_items


def nama_target(calon: Calon) -> str:
    """The name and id of an indicator's input."""
    return f"target-{calon.id}"


class PerjanjianBaruPage(HalamanRencana):
    """A copy of the last version to change: its targets, its signature, and why."""

    template_name = "penyusunan/perjanjian_baru.html"

    @property
    def pk_kini(self) -> PerjanjianKinerja:
        """The version to start from; 404 while the year has none."""
        if self.fakta.pk_kini is None:
            raise Http404("Perjanjian kinerja tahun ini belum ada.")
        return self.fakta.pk_kini

    @property
    def calon(self) -> list[Calon]:
        return [c for c in self.fakta.calon if c.keadaan == Keadaan.SIAP]

    def form(self, data: Any = None) -> PerubahanForm:
        pk = self.pk_kini
        awal = {"nama": pk.nama, "penandatangan": pk.penandatangan_id}
        return PerubahanForm(data, pejabat=self.pejabat, initial=awal)

    def get_context_data(
        self,
        form: PerubahanForm | None = None,
        galat: list[ErrorItem] | None = None,
        galat_target: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        pk, disahkan = self.pk_kini, self.fakta.disahkan
        form = form or self.form()
        rows = [self._row(c, galat_target or {}) for c in self.calon]
        isian = [(row["nomor"], satu) for row in rows for satu in (row["isian"], row["catatan"]) if satu]
        salah = [(nomor, satu) for nomor, satu in isian if satu.galat]
        semua = [*(galat or []), *error_items(form)]
        semua += [{"teks": f"Indikator {nomor}: {satu.galat}", "href": f"#{satu.nama}"} for nomor, satu in salah]
        return super().get_context_data(
            **kwargs,
            perjanjian=perjanjian_view(self.fakta),
            disahkan=disahkan,
            versi_baru=pk.versi + 1,
            baris=rows,
            formulir=form,
            form={"errors": semua},
            galat=semua,
            sidik=self.fakta.sidik,
            daftar_tahun=[],
            remah=[
                {"label": f"Rencana tahun {self.scope.tahun}", "url": self.url("tahun_baru")},
                {"label": f"Versi {pk.versi + 1}"},
            ],
        )

    def _row(self, calon: Calon, galat: dict[str, str]) -> dict[str, Any]:
        return {
            "nomor": calon.adopsi.nomor,
            "nama": calon.adopsi.indikator.nama,
            "kini": calon.ukuran.tampil(calon.janji_kini) or "-",
            "renstra": calon.ukuran.tampil(calon.janji_renstra) or "-",
            "isian": self._isian(calon, galat),
            "catatan": isian_catatan(calon, self._catatan(calon), galat),
        }

    def _catatan(self, calon: Calon) -> str:
        """Why the target is worse than the nation's: what was sent, else what stands there."""
        tersimpan = calon.janji_kini.catatan if calon.janji_kini else ""
        if self.request.method == "POST":
            return self.request.POST.get(nama_catatan(calon), tersimpan)
        return tersimpan

    def _isian(self, calon: Calon, galat: dict[str, str]) -> IsianTarget:
        nama = nama_target(calon)
        teks = calon.ukuran.ketik(calon.janji_kini)
        if self.request.method == "POST":
            teks = self.request.POST.get(nama, teks)
        label = f"Target baru, indikator {calon.adopsi.nomor}"
        return isian_target(nama, label, calon.ukuran, teks, galat.get(nama, ""), kosong="Belum dijanjikan")

    def _baca(self, galat: dict[str, str]) -> dict[int, Janji]:
        """The targets of the new version; what is empty without having been promised stays out."""
        hasil: dict[int, Janji] = {}
        for calon in self.calon:
            nama = nama_target(calon)
            janji = baca_target(calon.ukuran, nama, self.request.POST.get(nama, ""), galat)
            if janji is not None:
                lama = calon.janji_kini.catatan if calon.janji_kini else ""
                janji = replace(janji, catatan=lama)
                hasil[calon.id] = dengan_catatan(calon, self.scope.tahun, janji, self._catatan(calon), galat)
            elif calon.janji_kini is not None and nama not in galat:
                galat[nama] = "Target ini sudah dijanjikan. Tulis targetnya, atau “tanpa target”."
        return hasil

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_open()
        form, galat = self.form(request.POST), {}  # type: tuple[PerubahanForm, dict[str, str]]
        target = self._baca(galat)
        lengkap = form.is_valid()
        if request.POST.get("sidik") != self.fakta.sidik:
            return self.lagi_basi(form=form, galat_target=galat)
        if galat or not lengkap:
            return self.lagi(form=form, galat_target=galat)
        try:
            baru = ubah_perjanjian(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                keterangan=form.keterangan(),
                target=target,
                alasan=form.cleaned_data["alasan"],
                sidik=self.fakta.sidik,
            )
        except RencanaBasi:
            return self.lagi_basi(form=form)
        except ValidationError as error:
            return self.lagi(form=form, galat=galat_layanan(error, form))
        messages.success(request, f"Perjanjian kinerja {baru.tahun} versi {baru.versi} disimpan.")
        return HttpResponseRedirect(self.url("tahun_baru"))
