"""NKA and IKPA over the years of the plan: everybody reads, the keepers of the budget record and correct."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.anggaran.services import NilaiBasi, catat_nilai, sidik_nilai
from apps.anggaran.services.nilai import UKURAN_NILAI
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.nilai.facts import NAMA, FaktaNilai, fetch_nilai
from apps.penganggaran.nilai.forms import NilaiForm
from apps.penganggaran.nilai.presenters import kata_nilai, nilai_view

STATUS_BASI = 409


class NilaiPage(HalamanAnggaran):
    """The quoted values, and the form for a new one."""

    template_name = "penganggaran/nilai.html"
    http_method_names = ["get", "post", "head", "options"]

    @property
    def kutipan(self) -> AngkaKutipan | None:
        """The value that is corrected; None on the page of all."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tahun = [butir["tahun"] for butir in self.years("anggaran_nilai")]
        nilai = fetch_nilai(self.scope.entitas.satker, tahun)
        boleh = bool(self.boleh_mengubah)
        if boleh:
            kwargs.setdefault("form", self.form())
        return super().get_context_data(
            **kwargs,
            ukuran=nilai_view(nilai, tahun, self.alamat_ubah if boleh else None),
            boleh_mencatat=boleh,
            alasan=getattr(self.boleh_mengubah, "alasan", "") if self.boleh_mengelola else "",
            daftar_tahun=self.years("anggaran_nilai"),
            perbaikan=self.kutipan is not None,
            url_semua=self.url("anggaran_nilai"),
        )

    def alamat_ubah(self, nilai: FaktaNilai) -> str:
        """Where a value is corrected: below its own entitas and year, known to be open; "" for others."""
        sini = (nilai.entitas_id, nilai.tahun) == (self.scope.entitas.pk, self.scope.tahun)
        return self.url("anggaran_nilai_ubah", nilai.id) if sini else ""

    def form(self, data: Any = None) -> NilaiForm:
        """The form as it stands, or as it was sent."""
        kutipan = self.kutipan
        if kutipan is None:
            return NilaiForm(data)
        awal = {nama: getattr(kutipan, nama) for nama in ("ukuran", "angka", "sumber", "tanggal", "catatan")}
        return NilaiForm(data, initial={**awal, "sidik": sidik_nilai(kutipan)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.lagi(form=form)
        kutipan = self.kutipan
        isian = form.cleaned_data
        try:
            catat_nilai(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                kutipan_id=kutipan.pk if kutipan else None,
                sidik=isian.pop("sidik") if kutipan else None,
                **{nama: isian[nama] for nama in ("ukuran", "angka", "sumber", "tanggal", "catatan")},
            )
        except NilaiBasi as galat:
            return self.lagi(STATUS_BASI, form=self._diperbarui(request, galat), basi=self._basi(form, galat))
        except ValidationError as galat:
            _tambah_galat(form, galat)
            return self.lagi(form=form)
        nama = NAMA[AngkaKutipan.Ukuran(isian["ukuran"])]
        messages.success(request, f"{nama} tahun {self.scope.tahun} sudah dicatat.")
        return HttpResponseRedirect(self.url("anggaran_nilai"))

    def lagi(self, status: int = 200, **extra: Any) -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(**extra), status=status)

    def _diperbarui(self, request: HttpRequest, galat: NilaiBasi) -> NilaiForm:
        """What was typed, now on top of the state that the page shows beside it."""
        return NilaiForm({**request.POST.dict(), "sidik": sidik_nilai(galat.tersimpan)})

    @staticmethod
    def _basi(form: NilaiForm, galat: NilaiBasi) -> dict[str, str]:
        """Both values side by side, for whoever must choose between them."""
        kini = galat.tersimpan
        return {
            "anda": kata_nilai(**{n: form.cleaned_data[n] for n in ("ukuran", "angka", "sumber", "tanggal")}),
            "sekarang": kata_nilai(kini.ukuran, kini.angka, kini.sumber, kini.tanggal),
        }


class UbahNilaiPage(NilaiPage):
    """The correction of one value; the old one stays in the journal."""

    @cached_property
    def kutipan(self) -> AngkaKutipan:
        tempat = {"entitas": self.scope.entitas, "tahun": self.scope.tahun}
        found = AngkaKutipan.objects.filter(pk=self.kwargs["pk"], ukuran__in=UKURAN_NILAI, **tempat).first()
        if found is None:
            raise Http404("Nilai ini tidak ada tahun ini.")
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _ = self.kutipan
        require(self.boleh_mengubah)
        return self.lagi()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _ = self.kutipan
        return super().post(request, *args, **kwargs)


def _tambah_galat(form: Form, galat: ValidationError) -> None:
    """What the service found wrong, on the field that mends it where the form has it."""
    for nama, kalimat in getattr(galat, "message_dict", {"__all__": galat.messages}).items():
        for satu in kalimat:
            form.add_error(nama if nama in form.fields else None, satu)
