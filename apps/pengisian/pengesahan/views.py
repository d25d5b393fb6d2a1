"""Pengesahan: the periods of a year, approving one, and opening one again. Rules and writing are in the services."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property

from apps.anggaran.facts import FaktaAnggaran, fetch_anggaran
from apps.laporan.pengesahan import KesiapanPeriode, buka_kembali, periksa_kesiapan, sahkan, sidik_angka
from apps.organisasi.permissions import boleh_membuka_kembali, boleh_mencatat_berita_acara, boleh_mengesahkan
from apps.organisasi.scope import require
from apps.pengisian.dasar import WorkPage
from apps.pengisian.pengesahan.forms import BeritaAcaraForm, BukaKembaliForm, SahkanForm
from apps.pengisian.pengesahan.presenters import (
    blockers,
    budget,
    differences,
    editions,
    fetch_pengesahan,
    figures,
    period_cards,
    state_of_period,
)
from apps.siklus.facts import fetch_satu_periode, nama_periode
from apps.siklus.models import Pengesahan


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """Give a form what a service refused, each at its field; what has no field stands above the form."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, texts in by_field.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


class PengesahanPage(WorkPage):
    """The periods of a year: what is approved, what still waits for what, and every edition there ever was."""

    template_name = "pengisian/pengesahan/daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entitas, tahun = self.scope.entitas, self.scope.tahun
        return super().get_context_data(
            **kwargs,
            periode=period_cards(
                periksa_kesiapan(entitas, tahun, self.pekerjaan),
                fetch_pengesahan(entitas, tahun),
                self.url,
                boleh_membuka=bool(boleh_membuka_kembali(self.scope.anggota)),
            ),
            daftar_tahun=self.years("pengesahan"),
        )


class PeriodPage(WorkPage):
    """Base of the pages about one period."""

    @property
    def triwulan(self) -> int:
        return self.kwargs["triwulan"]

    @property
    def nama(self) -> str:
        return nama_periode(self.scope.tahun, self.triwulan)

    def crumbs(self, label: str) -> list[dict[str, str]]:
        return [{"label": "Pengesahan", "url": self.url("pengesahan")}, {"label": label}]


class SahkanPage(PeriodPage):
    """One period before its pengesahan: all of its figures, and the form of whoever may approve or record it."""

    template_name = "pengisian/pengesahan/sahkan.html"

    @cached_property
    def kesiapan(self) -> KesiapanPeriode:
        return periksa_kesiapan(self.scope.entitas, self.scope.tahun, self.pekerjaan)[self.triwulan]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups, notes = figures(self.pekerjaan.kinerja[self.triwulan], self.url)
        pengesahan = fetch_pengesahan(self.scope.entitas, self.scope.tahun)
        label, nada = state_of_period(self.kesiapan)
        anggota, siap = self.scope.anggota, self.kesiapan.dapat_disahkan
        kwargs.setdefault("form_sahkan", SahkanForm() if siap and boleh_mengesahkan(anggota) else None)
        may_record = siap and boleh_mencatat_berita_acara(anggota)
        kwargs.setdefault("form_berita_acara", BeritaAcaraForm() if may_record else None)
        # The title says "Galat: " for whichever form was sent.
        kwargs.setdefault("form", kwargs["form_sahkan"] or kwargs["form_berita_acara"])
        return super().get_context_data(
            **kwargs,
            nama=self.nama,
            chip=label,
            nada=nada,
            alasan=self.kesiapan.alasan,
            penghalang=blockers(self.kesiapan.penghalang, self.url) if not self.kesiapan.alasan else [],
            selisih=differences(self.kesiapan, self.url),
            siap=siap,
            edisi=editions([p for p in pengesahan if p.periode.triwulan == self.triwulan], self.url),
            tanpa_wewenang="" if kwargs["form"] else self._why_no_form(),
            # Who sends again after a fault approves the figures as they are shown now.
            sidik=sidik_angka(self.scope.entitas, self.scope.tahun, self.triwulan),
            sasaran=groups,
            catatan=notes,
            anggaran=None if self.triwulan else budget(self._anggaran(), self.url),
            url_tabel="" if self.triwulan else self.url("daftar_tabel"),
            remah=self.crumbs(self.nama),
        )

    def _anggaran(self) -> FaktaAnggaran | None:
        tahun = self.scope.tahun
        return fetch_anggaran(self.scope.entitas.satker, tahun, tahun).get(tahun)

    def _why_no_form(self) -> str:
        keputusan = boleh_mengesahkan(self.scope.anggota)
        return getattr(keputusan, "alasan", "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        cara = request.POST.get("cara")
        if cara == Pengesahan.Cara.BERITA_ACARA:
            require(boleh_mencatat_berita_acara(self.scope.anggota))
            return self._approve(cara, BeritaAcaraForm(request.POST, request.FILES), "form_berita_acara")
        require(boleh_mengesahkan(self.scope.anggota))
        return self._approve(Pengesahan.Cara.APLIKASI, SahkanForm(request.POST), "form_sahkan")

    def _approve(self, cara: str, form: forms.Form, name: str) -> HttpResponse:
        if form.is_valid():
            given = {key: value for key, value in form.cleaned_data.items() if key != "konfirmasi"}
            if cara == Pengesahan.Cara.APLIKASI:
                given |= {"tanggal": timezone.localdate(), "penandatangan": self.request.user.nama}  # type: ignore[union-attr]
            try:
                edisi = sahkan(
                    pelaku=self.request.user,  # type: ignore[arg-type]
                    entitas=self.scope.entitas,
                    tahun=self.scope.tahun,
                    triwulan=self.triwulan,
                    cara=cara,
                    sidik=self.request.POST.get("sidik", ""),
                    **given,
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(self.request, f"{self.nama} disahkan. Edisi {edisi.nomor} sudah terbit.")
                return HttpResponseRedirect(self.url("edisi", edisi.pk))
        return self.render_to_response(self.get_context_data(**{name: form, "form": form}))


class BukaKembaliPage(PeriodPage):
    """Opening an approved period again: the reason, and until when it may be mended."""

    template_name = "pengisian/pengesahan/buka_kembali.html"

    @cached_property
    def pengesahan(self) -> Pengesahan | None:
        """The pengesahan that closes this very period; None when it is open, or closed by its year."""
        return (
            Pengesahan.objects.filter(
                periode__entitas=self.scope.entitas,
                periode__tahun=self.scope.tahun,
                periode__triwulan=self.triwulan,
                dibuka_kembali__isnull=True,
            )
            .select_related("periode", "edisi", "disahkan_oleh")
            .defer("edisi__isi")
            .first()
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_membuka_kembali(self.scope.anggota))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tertutup = fetch_satu_periode(self.scope.entitas, self.scope.tahun, self.triwulan).disahkan
        kwargs.setdefault("form", BukaKembaliForm() if self.pengesahan else None)
        return super().get_context_data(
            **kwargs,
            nama=self.nama,
            pengesahan=self.pengesahan,
            alasan=tertutup or f"{self.nama} belum disahkan, jadi tidak perlu dibuka kembali.",
            url_kembali=self.url("pengesahan"),
            remah=self.crumbs(f"Buka kembali {self.nama}"),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_membuka_kembali(self.scope.anggota))
        if self.pengesahan is None:
            raise Http404(f"{self.nama} tidak sedang disahkan. Muat ulang halaman Pengesahan.")
        form = BukaKembaliForm(request.POST)
        if form.is_valid():
            try:
                buka_kembali(pelaku=request.user, pengesahan=self.pengesahan, **form.cleaned_data)  # type: ignore[arg-type]
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, f"{self.nama} dibuka kembali. Edisi yang sudah terbit tetap tersimpan.")
                return HttpResponseRedirect(self.url("pengesahan"))
        return self.render_to_response(self.get_context_data(form=form))
