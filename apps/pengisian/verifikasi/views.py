"""Checking an entry on one page, and the steps of the workflow that people take by a button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_memeriksa
from apps.organisasi.scope import require
from apps.pengisian.verifikasi.forms import KembalikanForm, LangkahForm
from apps.pengisian.verifikasi.presenters import (
    LANGKAH_PEMERIKSA,
    keputusan_view,
    pemeriksaan_view,
    perlu_batas,
)
from apps.pengukuran.dasar_diubah import fetch_dasar_diubah
from apps.pengukuran.isian import FaktaIsian, fetch_isian
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import Basi, BelumLengkap, jalankan_langkah, kembalikan
from apps.pengukuran.workflow import LANGKAH
from apps.siklus.facts import nama_periode

SELESAI = {
    "ajukan": "{nama} sudah diajukan. Verifikator akan memeriksanya.",
    "tarik": "{nama} sudah ditarik kembali dan dapat diubah lagi.",
    "periksa": "Pemeriksaan dimulai. Pengisi tidak dapat lagi menarik isian ini.",
    "verifikasi": "{nama} sudah diverifikasi.",
    "kembalikan": "{nama} sudah dikembalikan kepada pengisinya.",
}
STATUS_BASI = 409


class PemeriksaanPage(ScopedPage):
    """Everything that is needed to judge one entry; who may not judge reads why."""

    template_name = "pengisian/verifikasi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.pemeriksaan(self.kwargs["nomor"], self.kwargs["triwulan"]),
            **kwargs,
        )

    def fakta(self, nomor: int, triwulan: int) -> FaktaIsian:
        """The entry that is judged; 404 when the entitas answers for no such indicator."""
        fakta = fetch_isian(
            self.request.user,  # type: ignore[arg-type]
            self.scope.anggota,
            self.scope.entitas,
            self.scope.tahun,
            nomor,
            triwulan,
        )
        if fakta is None:
            raise Http404(f"Indikator {nomor} tidak ada tahun {self.scope.tahun}.")
        return fakta

    def pemeriksaan(self, nomor: int, triwulan: int, form: KembalikanForm | None = None) -> dict[str, Any]:
        """The context of the page; a form that was sent keeps what was typed but shows the present version."""
        fakta = self.fakta(nomor, triwulan)
        isian = pemeriksaan_view(fakta, fetch_dasar_diubah(fakta.realisasi), self.url)
        if form is None:
            form = KembalikanForm(dengan_batas=perlu_batas(fakta))
        return {
            "isian": isian,
            "keputusan": keputusan_view(fakta, self.url),
            "form": form,
            "versi": fakta.versi,
            "remah": [
                {"label": "Tugas saya", "url": self.url("tugas")},
                {"label": fakta.periode.nama, "url": self.url("papan")},
                {"label": f"Indikator {nomor}"},
            ],
        }


class LangkahView(PemeriksaanPage):
    """One step of the workflow by POST; what goes wrong is said on the page of the entry, with all that was typed."""

    http_method_names = ["post", "options"]
    realisasi: Realisasi

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kode = kwargs["langkah"]
        if kode not in LANGKAH:
            raise Http404("Langkah ini tidak ada.")
        self.realisasi = get_object_or_404(
            Realisasi.objects.visible_to(request.user).select_related("adopsi__indikator"),  # type: ignore[arg-type]
            pk=kwargs["pk"],
            adopsi__entitas=self.scope.entitas,
            tahun=self.scope.tahun,
        )
        if kode in LANGKAH_PEMERIKSA:
            require(boleh_memeriksa(self.scope.anggota))
        form = KembalikanForm(request.POST) if kode == "kembalikan" else LangkahForm(request.POST)
        if not form.is_valid():
            return self.halaman(form)
        try:
            self.jalankan(kode, form)
        except Basi:
            return self.basi(kode, form)
        except BelumLengkap as galat:
            messages.error(request, f"Belum dapat diajukan. {' '.join(k.kalimat for k in galat.kekurangan)}")
            return HttpResponseRedirect(self.url("isi", self.realisasi.adopsi.nomor, self.realisasi.triwulan))
        except ValidationError as galat:
            return self.tolak(form, galat)
        except PermissionDenied as galat:
            # A page that went stale offers steps that are gone; that is said as such, not as a missing right.
            if form.cleaned_data["versi"] == self.realisasi.versi:
                raise
            catat_penolakan(request, str(galat))
            return self.basi(kode, form)
        messages.success(request, SELESAI[kode].format(nama=self.nama))
        return HttpResponseRedirect(self.sesudah(kode))

    @property
    def nama(self) -> str:
        """The entry in words: "Indikator 6 (Tahunan 2024)"."""
        r = self.realisasi
        return f"Indikator {r.adopsi.nomor} ({nama_periode(r.tahun, r.triwulan)})"

    def jalankan(self, kode: str, form: LangkahForm) -> None:
        """Ask the service for the step."""
        pelaku: Any = self.request.user
        versi = form.cleaned_data["versi"] or 0
        if kode == "kembalikan":
            kembalikan(
                pelaku=pelaku,
                realisasi_id=self.realisasi.pk,
                versi=versi,
                alasan=form.cleaned_data["alasan"],
                batas=form.cleaned_data.get("batas"),
            )
        else:
            jalankan_langkah(pelaku=pelaku, realisasi_id=self.realisasi.pk, versi=versi, langkah=kode)

    def sesudah(self, kode: str) -> str:
        """Where a step leads: on to checking, back to the queue, or to the entry that is open again."""
        tempat = (self.realisasi.adopsi.nomor, self.realisasi.triwulan)
        if kode == "periksa":
            return self.url("verifikasi", *tempat)
        return self.url("isi", *tempat) if kode == "tarik" else self.url("tugas")

    def halaman(self, form: LangkahForm, status: int = 200, **extra: Any) -> HttpResponse:
        """The page of the entry with the form as it was sent."""
        nomor, triwulan = self.realisasi.adopsi.nomor, self.realisasi.triwulan
        isi = form if isinstance(form, KembalikanForm) else None
        context = self.pemeriksaan(nomor, triwulan, isi)
        return self.render_to_response({"view": self, **context, **extra}, status=status)

    def tolak(self, form: LangkahForm, galat: ValidationError) -> HttpResponse:
        """What the service found wrong, on the field that mends it where there is one."""
        for nama, kalimat in getattr(galat, "message_dict", {"__all__": galat.messages}).items():
            for satu in kalimat:
                form.add_error(nama if nama in form.fields else None, satu)
        return self.halaman(form)

    def basi(self, kode: str, form: LangkahForm) -> HttpResponse:
        """Somebody was faster: both values side by side, and what was typed stays."""
        if kode not in LANGKAH_PEMERIKSA:
            messages.warning(self.request, f"{self.nama} sudah berubah sejak Anda membukanya. Periksa dahulu.")
            return HttpResponseRedirect(self.url("isi", self.realisasi.adopsi.nomor, self.realisasi.triwulan))
        return self.halaman(form, STATUS_BASI, basi={"dilihat": form.cleaned_data["dilihat"] or "-"})
