"""Editing the words of a comparison beside the sentence that the figures give."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.laporan.report import Fakta
from apps.laporan.tujuh_perbandingan import fetch_perbandingan
from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_menyunting_narasi
from apps.organisasi.scope import require
from apps.pengisian import titipan
from apps.pengisian.narasi.forms import NarasiForm
from apps.pengukuran.facts import FaktaIndikator, FaktaSasaran
from apps.pengukuran.kalimat import JUDUL, Perbandingan
from apps.pengukuran.narasi import FaktaNarasi, PokokNarasi, fakta_narasi
from apps.pengukuran.services import NarasiBasi, kembalikan_ke_kalimat_awal, simpan_narasi
from apps.perencanaan.models import AdopsiIndikator, SasaranStrategis
from apps.ui.forms import error_items

STATUS_BASI = 409


class NarasiPage(ScopedPage):
    """One text; subclasses say what it is about. Nothing typed is lost, whatever happened meanwhile."""

    template_name = "pengisian/narasi.html"
    keeps_typed = "."

    def find(self, fakta: Fakta) -> FaktaIndikator | FaktaSasaran | None:
        """What the comparison is about, among the facts of the year; None when there is none."""
        raise NotImplementedError

    def row(self, found: Any) -> PokokNarasi:
        """The same as rows."""
        raise NotImplementedError

    def heading(self) -> str:
        """How the page calls it: "Indikator 6"."""
        raise NotImplementedError

    def url_pokok(self) -> str:
        """The page that shows the comparison."""
        raise NotImplementedError

    def trail(self) -> list[dict[str, str]]:
        """The pages above that page."""
        return []

    @cached_property
    def found(self) -> FaktaIndikator | FaktaSasaran:
        found = self.find(self.outline.fakta)
        if found is None or self.kwargs["perbandingan"] not in JUDUL:
            raise Http404("Perbandingan ini tidak ada pada tahun tersebut.")
        return found

    @cached_property
    def pokok(self) -> PokokNarasi:
        return self.row(self.found)

    @cached_property
    def perbandingan(self) -> Perbandingan:
        """The comparison as the figures make it now."""
        return fetch_perbandingan(self.outline.fakta, self.found)[self.kwargs["perbandingan"] - 1]

    def _kalimat_kini(self) -> str:
        """The sentence of figures that are read anew: what stood when the request began may have changed."""
        fakta = Fakta(self.scope.entitas, self.scope.tahun)
        found = self.find(fakta)
        return fetch_perbandingan(fakta, found)[self.kwargs["perbandingan"] - 1].kalimat if found else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.pokok.izin(self.scope.anggota))
        baris = self.pokok.baris(self.kwargs["perbandingan"])
        tersimpan = fakta_narasi(baris) if baris else None
        awal = {
            "isi": tersimpan.isi if tersimpan else self.perbandingan.kalimat,
            "versi": tersimpan.versi if tersimpan else 0,
            "dasar": self.perbandingan.kalimat,
        }
        # What was typed before the session ended comes back with the version it was typed beside.
        if kept := titipan.lihat(request):
            awal |= {name: kept[name][0] for name in awal if kept.get(name)}
        return self._tampil(NarasiForm(initial=awal), tersimpan, titipan=bool(kept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whether the year is closed is asked by the service, so that a refusal keeps what was typed.
        require(boleh_menyunting_narasi(self.scope.anggota, self.pokok.subbagian(), ""))
        kembalikan = request.POST.get("aksi") == "kembalikan"
        form = NarasiForm(request.POST)
        if not form.is_valid() and not kembalikan:
            return self._tampil(form)
        try:
            pesan = self._tulis(form, kembalikan=kembalikan)
        except NarasiBasi as error:
            form.add_error(None, f"{error} Bandingkan keduanya di bawah, lalu simpan lagi bila teks Anda yang benar.")
            return self._tampil(form, error.tersimpan, kini=error.kini, basi=True, status=STATUS_BASI)
        except PermissionDenied as error:
            catat_penolakan(request, str(error))
            form.add_error(None, f"{error} Yang Anda ketik belum disimpan.")
            return self._tampil(form)
        except ValidationError as error:
            form.add_error(None if "__all__" in error.message_dict else "isi", error.messages[0])
            return self._tampil(form)
        titipan.lupakan(request, request.path)
        messages.success(request, pesan)
        return HttpResponseRedirect(f"{self.url_pokok()}#perbandingan-{self.kwargs['perbandingan']}")

    def _tulis(self, form: NarasiForm, *, kembalikan: bool) -> str:
        """Do what was asked for and say so."""
        which: dict[str, Any] = {
            "pelaku": self.request.user,
            "pokok": self.pokok,
            "perbandingan": self.kwargs["perbandingan"],
            "versi": form.cleaned_data.get("versi") or 0,
            "kalimat_kini": self._kalimat_kini,
        }
        if kembalikan:
            ada = kembalikan_ke_kalimat_awal(**which)
            return "Kalimat awal dipakai lagi." if ada else "Kalimat awal sudah dipakai; tidak ada yang berubah."
        berubah = simpan_narasi(**which, isi=form.cleaned_data["isi"], dasar=form.cleaned_data["dasar"])
        return "Teks perbandingan disimpan." if berubah else "Tidak ada yang berubah pada teks ini."

    def _tampil(
        self,
        form: NarasiForm,
        tersimpan: FaktaNarasi | None = None,
        *,
        kini: str = "",
        basi: bool = False,
        titipan: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        kini = kini or self.perbandingan.kalimat
        if basi:
            # The next attempt is made beside what stands now.
            form.data = {**form.data.dict(), "versi": tersimpan.versi if tersimpan else 0, "dasar": kini}  # type: ignore[attr-defined]
        context = self.get_context_data(
            form=form,
            galat=error_items(form) if form.is_bound else [],
            tersimpan=tersimpan,
            basi=basi,
            kini=kini,
            titipan=titipan,
        )
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nomor, pokok = self.kwargs["perbandingan"], self.heading()
        tersimpan: FaktaNarasi | None = kwargs["tersimpan"]
        return super().get_context_data(
            **kwargs,
            judul_perbandingan=f"{nomor}. {JUDUL[nomor]}",
            pokok=pokok,
            nama=self.found.nama,
            ada=tersimpan is not None,
            berubah=tersimpan is not None and tersimpan.dasar != kwargs["kini"],
            saran=self.perbandingan.saran,
            bahan=self.perbandingan.isi,
            penanda=titipan.penanda_of(self.request.user.pk),  # type: ignore[arg-type]
            url_kembali=f"{self.url_pokok()}#perbandingan-{nomor}",
            remah=[
                *self.trail(),
                {"label": pokok, "url": self.url_pokok()},
                {"label": f"Perbandingan {nomor}"},
            ],
        )


class NarasiIndikator(NarasiPage):
    """A comparison of an indicator."""

    def find(self, fakta: Fakta) -> FaktaIndikator | None:
        return next((i for i in fakta.kinerja.indikator if i.nomor == self.kwargs["nomor"]), None)

    def row(self, found: FaktaIndikator) -> PokokNarasi:
        adopsi = AdopsiIndikator.objects.get(pk=found.adopsi_id)
        return PokokNarasi(self.scope.entitas, self.scope.tahun, adopsi=adopsi)

    def heading(self) -> str:
        return f"Indikator {self.kwargs['nomor']}"

    def url_pokok(self) -> str:
        return self.url("indikator", self.kwargs["nomor"])

    def trail(self) -> list[dict[str, str]]:
        return [{"label": "Capaian indikator", "url": self.url("daftar_indikator")}]


class NarasiSasaran(NarasiPage):
    """A comparison of a sasaran."""

    def find(self, fakta: Fakta) -> FaktaSasaran | None:
        return next((s for s in fakta.kinerja.sasaran if s.nomor == self.kwargs["nomor"]), None)

    def row(self, found: FaktaSasaran) -> PokokNarasi:
        adopsi = {i.adopsi_id for i in found.indikator}
        sasaran = SasaranStrategis.objects.filter(indikator__adopsi__in=adopsi).distinct().get()
        return PokokNarasi(self.scope.entitas, self.scope.tahun, sasaran=sasaran)

    def heading(self) -> str:
        return f"Sasaran {self.kwargs['nomor']}"

    def url_pokok(self) -> str:
        return self.url("sasaran", self.kwargs["nomor"])
