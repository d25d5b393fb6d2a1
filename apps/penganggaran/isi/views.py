"""The sheet of months: what was spent on each komponen, typed or pasted by an office without files of SAKTI."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property

from apps.anggaran.facts.lembar import KETIKAN, FaktaLembar, fetch_lembar
from apps.anggaran.models import KeadaanRealisasi
from apps.anggaran.services import LembarBasi, LembarDitolak, simpan_realisasi_bulanan
from apps.anggaran.services.realisasi import Susunan, susun_bulanan
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.isi.forms import LembarForm
from apps.penganggaran.isi.presenters import baris_bulan, bulan_berikut, kolom_bulan, sidik_susunan, susunan_view
from apps.penganggaran.ketikan import Ketikan, baca_ketikan
from apps.penganggaran.lembar import Kolom, susun_lembar
from apps.ui.forms import ErrorItem, error_items

BASI = (
    "Lembar ini sudah diubah orang lain sejak Anda membukanya. Sel yang tidak Anda ubah kini menampilkan nilai "
    "terbaru. Periksa, lalu simpan lagi."
)


class IsiPage(HalamanAnggaran):
    """Everybody of the satker reads it, the keepers of the budget write."""

    template_name = "penganggaran/isi.html"

    @cached_property
    def lembar(self) -> FaktaLembar | None:
        """The sheet; None without a DIPA or without lines in it."""
        lembar = fetch_lembar(self.dipa) if self.dipa else None
        return lembar if lembar and lembar.versi else None

    @cached_property
    def kolom(self) -> list[Kolom]:
        hanya_baca = str(getattr(self.boleh_mengelola, "alasan", "")) or self.ditutup
        return kolom_bulan(self.lembar, timezone.localdate(), hanya_baca) if self.lembar else []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengelola)
        if self.lembar is None:
            raise Http404("DIPA tahun ini belum ada.")
        if self.ditutup:
            catat_penolakan(request, self.ditutup)
            return self._tampil(Ketikan(), None, [{"teks": self.ditutup, "href": ""}])
        ketikan = self._baca(self.lembar)
        form = LembarForm(request.POST)
        form.is_valid()
        if request.POST.get("sidik") != self.lembar.sidik:
            return self._tampil(ketikan, form, [{"teks": BASI, "href": ""}])
        if ketikan.galat or form.errors:
            return self._tampil(ketikan, form)
        return self._periksa(self.lembar, ketikan, form)

    def _baca(self, lembar: FaktaLembar) -> Ketikan:
        terbuka = [k.bulan for k in self.kolom if not k.terkunci]
        return baca_ketikan(self.request.POST, (b.id for b in lembar.baris), terbuka, lembar.jumlah, negatif=True)

    def _periksa(self, lembar: FaktaLembar, ketikan: Ketikan, form: LembarForm) -> HttpResponse:
        """Work out what saving would change; what corrects something or is unusual is confirmed first."""
        nilai, basis = ketikan.menurut_bulan(), form.cleaned_data["basis"]
        susunan = susun_bulanan(lembar, nilai, basis, timezone.localdate())
        ketikan.galat |= susunan.galat
        if ketikan.galat:
            return self._tampil(ketikan, form)
        if susunan.perbaikan or susunan.peringatan:
            form.tuntut(sidik_susunan(susunan), alasan=bool(susunan.perbaikan))
            if form.errors:
                return self._tampil(ketikan, form, susunan=susunan)
        return self._simpan(lembar, ketikan, form)

    def _simpan(self, lembar: FaktaLembar, ketikan: Ketikan, form: LembarForm) -> HttpResponse:
        try:
            keadaan = simpan_realisasi_bulanan(
                pelaku=self.request.user,  # type: ignore[arg-type]
                dipa=lembar.dipa,
                basis=form.cleaned_data["basis"],
                nilai=ketikan.menurut_bulan(),
                alasan=form.cleaned_data["alasan"],
                sidik=lembar.sidik,
            )
        except LembarBasi:
            del self.lembar, self.kolom
            return self._tampil(self._baca(self.lembar or lembar), form, [{"teks": BASI, "href": ""}])
        except LembarDitolak as error:
            ketikan.galat |= error.errors
            return self._tampil(ketikan, form)
        except ValidationError as error:
            catat_penolakan(self.request, " ".join(error.messages))
            return self._tampil(ketikan, form, [{"teks": kalimat, "href": ""} for kalimat in error.messages])
        messages.success(self.request, f"{len(keadaan)} bulan disimpan." if keadaan else "Tidak ada yang berubah.")
        return HttpResponseRedirect(f"{self.request.path}?tersimpan=1")

    def _tampil(
        self,
        ketikan: Ketikan,
        form: LembarForm | None,
        galat: list[ErrorItem] | None = None,
        susunan: Susunan | None = None,
    ) -> HttpResponse:
        """The sheet again with everything typed, and why it was not saved."""
        return self.render_to_response(
            self.get_context_data(ketikan=ketikan, form=form, galat=galat or [], susunan=susunan)
        )

    def get_context_data(
        self,
        ketikan: Ketikan | None = None,
        form: LembarForm | None = None,
        galat: list[ErrorItem] | None = None,
        susunan: Susunan | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        kwargs.setdefault("daftar_tahun", self.years("anggaran_isi"))
        lembar = self.lembar
        if lembar is None:
            return super().get_context_data(**kwargs, view=None)
        view = susun_lembar(self.kolom, baris_bulan(lembar), ketikan, mulai=bulan_berikut(self.kolom, lembar))
        form = form or LembarForm(initial={"basis": _basis_terakhir(lembar)})
        semua_galat = [*(galat or []), *error_items(form), *view.galat]
        return super().get_context_data(
            **kwargs,
            view=view,
            formulir=form,
            form={"errors": semua_galat},
            galat=semua_galat,
            susunan=susunan_view(susunan, lembar) if susunan else None,
            sidik=lembar.sidik,
            versi=lembar.versi,
            kunci_simpanan=f"{self.request.user.pk}-{lembar.dipa.pk}",
            hanya_baca=getattr(self.boleh_mengelola, "alasan", "") or self.ditutup,
            terkunci=[k.terkunci for k in self.kolom if k.terkunci and k.kumulatif],
            tersimpan="tersimpan" in self.request.GET and not semua_galat,
        )


def _basis_terakhir(lembar: FaktaLembar) -> str:
    """The basis of the last typed month; not named where nothing was typed yet."""
    diketik = [m.keadaan for m in lembar.bulan.values() if m.keadaan and m.keadaan.sistem_sumber == KETIKAN]
    return diketik[-1].basis if diketik else KeadaanRealisasi.Basis.TIDAK_DISEBUT
