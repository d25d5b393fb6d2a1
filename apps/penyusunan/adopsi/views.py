"""Adopting the indicators of a published Renstra: tick them, say who answers for them, save."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.models import Subbagian
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_mengelola
from apps.organisasi.scope import require
from apps.penyusunan.adopsi.facts import Rencana, fetch_rencana, renstra_terbuka
from apps.penyusunan.adopsi.isian import SEMUA, Isian, baca
from apps.penyusunan.adopsi.presenters import daftar_view, ringkasan_galat, tempat_galat
from apps.penyusunan.adopsi.services import AdopsiDitolak, adopsi_indikator
from apps.perencanaan.models import Renstra


class AdopsiPage(ScopedPage):
    """For administrators; ?renstra= names one of several plans that cover the year."""

    template_name = "penyusunan/adopsi.html"

    @cached_property
    def terbuka(self) -> list[Renstra]:
        """Every plan that is open to the satker, whatever its years."""
        return renstra_terbuka(self.scope.entitas.satker)

    @cached_property
    def daftar_renstra(self) -> list[Renstra]:
        return [r for r in self.terbuka if r.tahun_awal <= self.scope.tahun <= r.tahun_akhir]

    @cached_property
    def rencana(self) -> Rencana | None:
        """The chosen plan; None where no plan covers the year. 404 for one that is not open."""
        asked = self.request.GET.get("renstra", "")
        found = [r for r in self.daftar_renstra if not asked or r.kode == asked]
        if asked and not found:
            raise Http404("Renstra ini tidak ada, atau belum terbit bagi satker Anda.")
        return fetch_rencana(found[0], self.scope.entitas, self.scope.tahun) if found else None

    @cached_property
    def subbagian(self) -> dict[int, str]:
        milik = Subbagian.objects.filter(satker=self.scope.entitas.satker_id).order_by("urutan")
        return dict(milik.values_list("pk", "nama"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_mengelola(self.scope.anggota))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_mengelola(self.scope.anggota))
        if self.rencana is None:
            raise Http404("Belum ada Renstra untuk tahun ini.")
        isian = baca(request.POST, self.rencana, self.subbagian)
        return self._tampil(isian) if isian.galat else self._simpan(self.rencana, isian)

    def _simpan(self, rencana: Rencana, isian: Isian) -> HttpResponse:
        try:
            jumlah = adopsi_indikator(
                pelaku=self.request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                renstra_id=rencana.id,
                pilihan=isian.pilihan,
            )
        except AdopsiDitolak as error:
            isian.galat |= tempat_galat(error.errors)
            if error.terkunci:
                catat_penolakan(self.request, error.terkunci)
        except ValidationError as error:
            isian.galat[""] = " ".join(error.messages)
        else:
            messages.success(self.request, f"{jumlah} indikator diadopsi dari {rencana.nama}.")
            return HttpResponseRedirect(self.request.get_full_path())
        return self._tampil(isian)

    def _tampil(self, isian: Isian) -> HttpResponse:
        """The form again with everything that was ticked and typed, and why nothing was saved."""
        return self.render_to_response(self.get_context_data(isian=isian))

    def offered_years(self) -> Collection[int]:
        """The years of the plan at work and of every plan that can be adopted: the next one begins here."""
        return {*super().offered_years(), *(t for r in self.terbuka for t in range(r.tahun_awal, r.tahun_akhir + 1))}

    def get_context_data(self, isian: Isian | None = None, **kwargs: Any) -> dict[str, Any]:
        rencana = self.rencana
        kwargs |= {"daftar_tahun": self.years("adopsi"), "daftar_renstra": self._pilihan_renstra(rencana)}
        if rencana is None:
            return super().get_context_data(**kwargs, rencana=None)
        galat = ringkasan_galat(rencana, isian.galat) if isian else []
        return super().get_context_data(
            **kwargs,
            rencana=rencana,
            rentang=f"{rencana.tahun[0]}–{rencana.tahun[-1]}",
            jumlah=len(list(rencana.calon)),
            sisa=len(rencana.sisa),
            sasaran=daftar_view(rencana, isian, self._alamat_ubah(rencana)),
            subbagian=[{"id": str(pk), "nama": nama} for pk, nama in self.subbagian.items()],
            penanggung_jawab=isian.teks.get(SEMUA, "") if isian else "",
            galat_penanggung_jawab=isian.galat.get(SEMUA, "") if isian else "",
            galat=galat,
            form={"errors": galat},
            url_admin=reverse("admin:index") if self.request.user.is_staff else "",  # type: ignore[union-attr]
            url_daftar=self.url("daftar_indikator"),
        )

    def _pilihan_renstra(self, rencana: Rencana | None) -> list[dict[str, Any]]:
        return [
            {
                "nama": f"{renstra.nama} ({renstra.pemilik})",
                "url": f"{self.request.path}?{urlencode({'renstra': renstra.kode})}",
                "aktif": rencana is not None and renstra.pk == rencana.id,
            }
            for renstra in self.daftar_renstra
        ]

    def _alamat_ubah(self, rencana: Rencana) -> dict[int, str]:
        """Where an adoption is changed; only who enters the administration is led there."""
        if not self.request.user.is_staff:  # type: ignore[union-attr]
            return {}
        adopsi = [calon.adopsi.id for calon in rencana.calon if calon.adopsi]
        return {pk: reverse("admin:perencanaan_adopsiindikator_change", args=[pk]) for pk in adopsi}
