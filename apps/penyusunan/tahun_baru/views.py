"""Beginning a year: the administrator chooses what is carried over from the last one."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.models import MasaJabatan
from apps.organisasi.permissions import Denied, boleh_mengelola
from apps.organisasi.scope import require
from apps.penyusunan.tahun_baru.forms import KeteranganForm, keterangan_awal
from apps.penyusunan.tahun_baru.ketikan import PERIODE, Ketikan
from apps.penyusunan.tahun_baru.presenters import (
    ada_yang_dibawa,
    calon_rows,
    dapat_berjanji,
    galat_rows,
    hasil_text,
    periode_kurang,
    perjanjian_view,
    rencana_rows,
    tidak_dibawa,
)
from apps.perencanaan.models import PerjanjianKinerja
from apps.perencanaan.services.tahun_baru import KeteranganPK, RencanaBasi, mulai_tahun
from apps.perencanaan.tahun_baru import TahunBaru, fetch_penandatangan, fetch_tahun_baru
from apps.ui.forms import TAHUN_WAJAR, ErrorItem, error_items

STATUS_BASI = 409
BASI = (
    "Rencana ini sudah diubah orang lain sejak Anda membukanya. Belum ada yang disimpan, dan isian Anda masih ada di "
    "bawah. Periksa, lalu simpan lagi."
)


class HalamanRencana(ScopedPage):
    """Base of the pages about the plan of a year: for the administrator, while the year is not approved."""

    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def fakta(self) -> TahunBaru:
        return fetch_tahun_baru(self.scope.entitas, self.scope.tahun)

    @cached_property
    def pejabat(self) -> list[MasaJabatan]:
        return fetch_penandatangan(self.scope.entitas, self.scope.tahun)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_mengelola(self.scope.anggota))
        return super().get(request, *args, **kwargs)

    def require_open(self) -> None:
        """Refuse with the reason whoever may not write here, and everybody once the year is approved."""
        require(boleh_mengelola(self.scope.anggota))
        require(Denied(self.fakta.disahkan) if self.fakta.disahkan else True)

    def lagi(self, status: int = 200, **extra: Any) -> HttpResponse:
        """The page once more with what was typed, and why nothing was saved."""
        return self.render_to_response(self.get_context_data(**extra), status=status)

    def lagi_basi(self, **extra: Any) -> HttpResponse:
        """The same over what stands there now."""
        del self.fakta
        return self.lagi(STATUS_BASI, galat=[{"teks": BASI, "href": ""}], **extra)

    def offered_years(self) -> Collection[int]:
        """The years that have a perjanjian kinerja, this one, and the next: one query."""
        ada = PerjanjianKinerja.objects.filter(entitas=self.scope.entitas).values_list("tahun", flat=True)
        return {*ada, self.scope.tahun, self.scope.tahun + 1}


def galat_layanan(error: ValidationError, form: KeteranganForm | None) -> list[ErrorItem]:
    """What a service found wrong: on the field that mends it where the form has it, else for the summary."""
    sisa: list[ErrorItem] = []
    for nama, kalimat in getattr(error, "message_dict", {"": error.messages}).items():
        if form is not None and nama in form.fields:
            form.add_error(nama, kalimat)
        else:
            sisa += [{"teks": satu, "href": ""} for satu in kalimat]
    return sisa


class TahunBaruPage(HalamanRencana):
    """What the year has, what it can take over, and the form that takes it over."""

    template_name = "penyusunan/tahun_baru.html"

    def form(self, data: Any = None) -> KeteranganForm:
        return KeteranganForm(data, pejabat=self.pejabat, initial=keterangan_awal(self.fakta, self.pejabat))

    def get_context_data(
        self,
        ketikan: Ketikan | None = None,
        form: KeteranganForm | None = None,
        galat: list[ErrorItem] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        fakta = self.fakta
        # What was typed is shown over what stands there now.
        ketikan = Ketikan(fakta, ketikan.teks, ketikan.galat) if ketikan else Ketikan(fakta)
        terbuka = not fakta.disahkan and ada_yang_dibawa(fakta)
        form = (form or self.form()) if terbuka and dapat_berjanji(fakta) else None
        rows = [] if fakta.disahkan else calon_rows(ketikan)
        depan = self.scope.tahun + 1
        semua = [*(galat or []), *(error_items(form) if form else []), *galat_rows(rows)]
        return super().get_context_data(
            **kwargs,
            fakta=fakta,
            perjanjian=perjanjian_view(fakta),
            rencana=rencana_rows(fakta, self.url),
            calon=rows,
            tidak_dibawa=[] if fakta.disahkan else tidak_dibawa(fakta),
            terbuka=terbuka,
            formulir=form,
            form={"errors": semua},
            galat=semua,
            sidik=fakta.sidik,
            periode_kurang=periode_kurang(fakta),
            nama_periode=PERIODE,
            periode_dibuat=ketikan.dicentang(PERIODE, saran=True),
            tahun_depan=depan,
            url_depan=self._address("tahun_baru", depan) if depan in TAHUN_WAJAR else "",
            url_periode=self.url("periode"),
            url_tabel=self.url("tabel", "perjanjian-kinerja"),
            url_versi=self.url("perjanjian_baru"),
            url_adopsi=self.url("adopsi"),
            daftar_tahun=self.years("tahun_baru"),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_open()
        ketikan = Ketikan(self.fakta, request.POST.dict())
        bawaan = ketikan.bawaan()
        form = self.form(request.POST) if dapat_berjanji(self.fakta) else None
        if request.POST.get("sidik") != self.fakta.sidik:
            return self.lagi_basi(ketikan=ketikan, form=form)
        if ketikan.galat or (form and not form.is_valid()):
            return self.lagi(ketikan=ketikan, form=form)
        try:
            hasil = mulai_tahun(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                keterangan=form.keterangan() if form else KeteranganPK(""),
                bawaan=bawaan,
                periode=PERIODE in request.POST,
                sidik=self.fakta.sidik,
            )
        except RencanaBasi:
            return self.lagi_basi(ketikan=ketikan, form=form)
        except ValidationError as error:
            return self.lagi(ketikan=ketikan, form=form, galat=galat_layanan(error, form))
        messages.success(request, hasil_text(self.scope.tahun, hasil))
        return HttpResponseRedirect(request.path)
