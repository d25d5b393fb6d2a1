"""What the pages of a meeting share: finding it, who may change it, and forms that lose nothing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage, ScopedView
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import Denied, Keputusan, boleh_mengelola_rapat
from apps.organisasi.scope import require
from apps.pengisian.rapat.peserta import bilangan
from apps.rapat.models import Rapat
from apps.rapat.services import KeputusanBasi, RapatBasi, TindakLanjutBasi
from apps.siklus.models import alasan_disahkan
from apps.ui.numbers import format_tanggal

STATUS_BASI = 409
HILANG = "Data ini sudah dihapus orang lain."
ULANGI_BERKAS = "Peramban tidak menyimpan pilihan berkas. Pilih lagi berkasnya sebelum mengirim."


class RapatView(ScopedView):
    """Base of every view of one meeting; a meeting of another entitas or year is a 404."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else may delete what a request is about while it waits for its turn to write."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except ObjectDoesNotExist as galat:
            raise Http404(HILANG) from galat

    @cached_property
    def rapat(self) -> Rapat:
        """The meeting of the address."""
        milik = {"entitas": self.scope.entitas, "tahun": self.scope.tahun}
        rapat = Rapat.objects.select_related("entitas__satker").filter(pk=self.kwargs["pk"], **milik).first()
        if rapat is None:
            raise Http404("Rapat ini tidak ada, atau sudah dihapus.")
        return rapat

    @cached_property
    def terkunci(self) -> str:
        """Why nothing of the meeting's record changes any more; "" while its period is open."""
        return alasan_disahkan(self.rapat.entitas_id, self.rapat.tahun, self.rapat.triwulan)

    @cached_property
    def boleh_mengubah(self) -> Keputusan:
        """Keeping meetings, and the period not approved; a refusal says which of them is in the way."""
        izin = boleh_mengelola_rapat(self.scope.anggota)
        return Denied(self.terkunci) if izin and self.terkunci else izin

    @property
    def url_rapat(self) -> str:
        return self.url("rapat", self.rapat.pk)

    def remah(self, *label: str) -> list[dict[str, str]]:
        """The way here: the list, the meeting, then what this page is."""
        jalan = [
            {"label": "Rapat evaluasi", "url": self.url("rapat_daftar")},
            {"label": self.rapat.periode, "url": self.url_rapat if label else ""},
        ]
        return [*jalan, *({"label": teks, "url": ""} for teks in label)]


class FormPage(ScopedPage):
    """One form on one page. Subclasses say what it is (judul, tombol), build it and save it."""

    template_name = "pengisian/rapat/form.html"
    http_method_names = ["get", "post", "head", "options"]
    judul = ""
    tombol = "Simpan"
    pengantar = ""

    def izin(self) -> Keputusan:
        """Whether the person may do this at all."""
        raise NotImplementedError

    def form(self, data: Any = None, files: Any = None) -> forms.Form:
        """The form as it stands, or as it was sent."""
        raise NotImplementedError

    def simpan(self, form: Any) -> str:
        """Save what is valid; returns the sentence that says so."""
        raise NotImplementedError

    def tujuan(self) -> str:
        """Where to go after saving."""
        raise NotImplementedError

    def versi(self) -> int:
        """The version that the form is about; sent along with it."""
        return 0

    def awal(self, tersimpan: Any) -> dict[str, Any]:
        """What is stored, by the names of the form's fields: told beside what was typed when the form is stale."""
        return {}

    @property
    def versi_dikirim(self) -> int:
        """The version that the sent form showed; anything else than a number is a stale form."""
        return versi_kiriman(self.request.POST.get("versi", ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.izin())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.izin())
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.lagi(form)
        try:
            pesan = self.simpan(form)
        except (RapatBasi, KeputusanBasi, TindakLanjutBasi) as galat:
            beda = perbedaan(form, self.awal(galat.tersimpan))
            return self.lagi(form, STATUS_BASI, basi=str(galat), beda=beda, versi=galat.tersimpan.versi)
        except PermissionDenied as galat:
            catat_penolakan(request, str(galat))
            form.add_error(None, str(galat))
            return self.lagi(form)
        except ValidationError as galat:
            tebar(form, galat)
            return self.lagi(form)
        except ObjectDoesNotExist:
            form.add_error(None, f"{HILANG} Yang Anda ketik belum disimpan.")
            return self.lagi(form)
        messages.success(request, pesan)
        return HttpResponseRedirect(self.tujuan())

    def lagi(self, form: forms.Form, status: int = 200, **extra: Any) -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(form=form, **extra), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        kwargs.setdefault("versi", self.versi())
        return super().get_context_data(
            **kwargs,
            judul=self.judul,
            tombol=self.tombol,
            pengantar=self.pengantar,
            url_batal=self.tujuan(),
            pilih_lagi=ULANGI_BERKAS if kwargs["form"].is_bound and kwargs["form"].is_multipart() else "",
        )


class RapatFormPage(RapatView, FormPage):
    """A form about one meeting; leads back to it."""

    def izin(self) -> Keputusan:
        return self.boleh_mengubah

    def tujuan(self) -> str:
        return self.url_rapat

    def versi(self) -> int:
        return self.rapat.versi

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, rapat=self.rapat, remah=self.remah(self.judul))


def versi_kiriman(teks: str) -> int:
    """The version that a form sends back; -1, which is never the stored one, for anything that is none."""
    versi = bilangan(teks)
    return -1 if versi is None else versi


def tebar(form: forms.Form, galat: ValidationError) -> None:
    """Give a form what a service refused, each at its field; what has no field stands above the form."""
    menurut = galat.message_dict if hasattr(galat, "error_dict") else {NON_FIELD_ERRORS: galat.messages}
    for nama, kalimat in menurut.items():
        for satu in kalimat:
            form.add_error(nama if nama in form.fields else None, satu)


def perbedaan(form: forms.Form, tersimpan: dict[str, Any]) -> list[dict[str, str]]:
    """What was typed beside what is stored, field by field where they differ."""

    def kata(nama: str, nilai: Any) -> str:
        pilihan = dict(getattr(form.fields[nama], "choices", None) or {})
        if nilai in (None, ""):
            return "kosong"
        if hasattr(nilai, "year"):
            return format_tanggal(nilai)
        return f"{nilai:%H.%M}" if hasattr(nilai, "minute") else str(pilihan.get(nilai, nilai))

    return [
        {
            "label": str(form.fields[nama].label),
            "anda": kata(nama, form.cleaned_data.get(nama)),
            "sekarang": kata(nama, nilai),
        }
        for nama, nilai in tersimpan.items()
        if nama in form.fields and form.cleaned_data.get(nama) != nilai
    ]
