"""The five periods of a year: everybody reads them, the administrator opens, closes and extends them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import Denied, boleh_mengelola
from apps.organisasi.scope import require
from apps.pengisian.periode.forms import PeriodeForm, PerpanjanganForm
from apps.pengisian.periode.presenters import periode_rows, periode_view, perpanjangan_rows, tenggat_text
from apps.siklus.facts import FaktaPeriode, fetch_periode, fetch_satu_periode
from apps.siklus.models import Periode, Perpanjangan
from apps.siklus.services import PeriodeBasi, atur_periode, beri_perpanjangan, sidik_periode
from apps.ui.numbers import format_tanggal

STATUS_BASI = 409


def add_errors(form: Form, galat: ValidationError) -> None:
    """What a service found wrong, on the field that mends it where the form has it."""
    for nama, kalimat in getattr(galat, "message_dict", {"__all__": galat.messages}).items():
        for satu in kalimat:
            form.add_error(nama if nama in form.fields else None, satu)


class PeriodePage(ScopedPage):
    """The periods of a year at a glance."""

    template_name = "pengisian/periode.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        periode = fetch_periode(self.scope.entitas, self.scope.tahun)
        boleh = boleh_mengelola(self.scope.anggota)
        return super().get_context_data(
            **kwargs,
            periode=periode_rows(periode.values(), timezone.localdate(), self.url),
            mengelola=bool(boleh),
            alasan=getattr(boleh, "alasan", ""),
            daftar_tahun=self.years("periode"),
        )


class AturPage(ScopedPage):
    """One period: its state and extensions, and the forms of the administrator."""

    template_name = "pengisian/periode_atur.html"
    http_method_names = ["get", "post", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta = self.fakta()
        hari = timezone.localdate()
        boleh = boleh_mengelola(self.scope.anggota)
        mengelola = bool(boleh) and not fakta.disahkan
        daftar = Perpanjangan.objects.filter(periode=fakta.id).select_related("subbagian", "pengguna", "diberikan_oleh")
        if mengelola:
            kwargs.setdefault("form", self.form(fakta))
            kwargs.setdefault("form_perpanjangan", PerpanjanganForm(satker=self.scope.entitas.satker))
        return super().get_context_data(
            **kwargs,
            periode=periode_view(fakta, hari, self.url),
            ada=fakta.id is not None,
            mengelola=mengelola,
            alasan=fakta.disahkan or getattr(boleh, "alasan", ""),
            sidik=sidik_periode(fakta.dibuka, fakta.tenggat),
            perpanjangan=perpanjangan_rows(daftar, hari),
            url_perpanjangan=self.url("perpanjangan", fakta.triwulan),
            remah=[
                {"label": "Periode", "url": self.url("periode")},
                {"label": fakta.nama},
            ],
        )

    def fakta(self) -> FaktaPeriode:
        """The period of the address."""
        return fetch_satu_periode(self.scope.entitas, self.scope.tahun, self.kwargs["triwulan"])

    def fakta_terbuka(self) -> FaktaPeriode:
        """The period, for somebody who changes it; a refusal says why."""
        require(boleh_mengelola(self.scope.anggota))
        fakta = self.fakta()
        require(Denied(fakta.disahkan) if fakta.disahkan else True)
        return fakta

    @staticmethod
    def form(fakta: FaktaPeriode, data: Any = None) -> PeriodeForm:
        """The form as it stands, or as it was sent."""
        awal = {"dibuka": "ya" if fakta.dibuka else "tidak", "tenggat": fakta.tenggat}
        return PeriodeForm(data, initial=awal, tenggat_kini=fakta.tenggat)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        fakta = self.fakta_terbuka()
        form = self.form(fakta, request.POST)
        if not form.is_valid():
            return self.lagi(form=form)
        nilai = form.cleaned_data
        try:
            atur_periode(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                triwulan=fakta.triwulan,
                dibuka=nilai["dibuka"],
                tenggat=nilai["tenggat"],
                sidik=nilai["sidik"],
            )
        except PeriodeBasi as galat:
            return self.lagi(STATUS_BASI, form=form, basi=self.basi(form, galat.tersimpan))
        except ValidationError as galat:
            add_errors(form, galat)
            return self.lagi(form=form)
        buka = f"dibuka, {_sampai(nilai['tenggat'])}" if nilai["dibuka"] else "ditutup"
        messages.success(request, f"{fakta.nama} {buka}.")
        return HttpResponseRedirect(self.url("periode"))

    def lagi(self, status: int = 200, **extra: Any) -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(**extra), status=status)

    @staticmethod
    def basi(form: PeriodeForm, tersimpan: Periode) -> dict[str, str]:
        """Both states side by side, for whoever must choose between them."""

        def words(dibuka: bool, tenggat: Any) -> str:
            return f"{'Dibuka' if dibuka else 'Ditutup'}, {tenggat_text(tenggat)}"

        return {
            "anda": words(form.cleaned_data["dibuka"], form.cleaned_data["tenggat"]),
            "sekarang": words(tersimpan.dibuka, tersimpan.tenggat),
        }


class PerpanjanganView(AturPage):
    """Gives more time to a subbagian or a person; a fault is said on the page of the period."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        fakta = self.fakta_terbuka()
        form = PerpanjanganForm(request.POST, satker=self.scope.entitas.satker)
        if not form.is_valid():
            return self.lagi(form_perpanjangan=form)
        tempat = {"entitas": self.scope.entitas, "tahun": self.scope.tahun, "triwulan": fakta.triwulan}
        periode = Periode.objects.select_related("entitas__satker").filter(**tempat).first()
        if periode is None:
            form.add_error(None, f"{fakta.nama} belum dibuka. Buka periodenya dahulu.")
            return self.lagi(form_perpanjangan=form)
        sampai = form.cleaned_data["sampai"]
        try:
            beri_perpanjangan(
                pelaku=request.user,  # type: ignore[arg-type]
                periode=periode,
                sampai=sampai,
                alasan=form.cleaned_data["alasan"],
                **form.sasaran(),
            )
        except ValidationError as galat:
            add_errors(form, galat)
            return self.lagi(form_perpanjangan=form)
        messages.success(request, f"Perpanjangan {fakta.nama} sampai {format_tanggal(sampai)} sudah diberikan.")
        return HttpResponseRedirect(self.url("periode_atur", fakta.triwulan))


def _sampai(tenggat: Any) -> str:
    return f"dengan tenggat {format_tanggal(tenggat)}" if tenggat else "tanpa tenggat"
