"""The reconciliation of a budget year: everybody reads it, its keepers and the verifikator explain."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.anggaran.rekonsiliasi import Kelompok, Rekonsiliasi
from apps.anggaran.services import SelisihBasi, jelaskan_selisih, tarik_penjelasan
from apps.laporan.tables.rekonsiliasi import RekonsiliasiAnggaran
from apps.laporan.views import DownloadView
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import Denied, Keputusan, boleh_menjelaskan_selisih
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.rekonsiliasi.forms import PenjelasanForm
from apps.penganggaran.rekonsiliasi.presenters import bare_view, counts, group_view
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.forms import error_items

STATUS_BASI = 409


class RekonsiliasiPage(HalamanAnggaran):
    """All differences of a year; each group of equal ones is a form of its own."""

    template_name = "penganggaran/rekonsiliasi.html"

    @property
    def rekonsiliasi(self) -> Rekonsiliasi:
        return self.outline.fakta.rekonsiliasi

    @cached_property
    def boleh(self) -> Keputusan:
        """Whether this person may write, and whether the year still takes it."""
        izin = boleh_menjelaskan_selisih(self.scope.anggota)
        terkunci = alasan_anggaran_disahkan(self.scope.entitas.satker_id, self.scope.tahun)
        return Denied(terkunci) if izin and terkunci else izin

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rekonsiliasi = self.rekonsiliasi
        form: PenjelasanForm | None = kwargs.get("form")
        ditulis: Kelompok | None = kwargs.pop("kelompok", None)

        def view(kelompok: Kelompok) -> dict[str, Any]:
            own = form if ditulis is not None and kelompok.id == ditulis.id else None
            return group_view(kelompok, self.url, own or (PenjelasanForm(kelompok) if self.boleh else None))

        return super().get_context_data(
            **kwargs,
            ada_dipa=self.dipa is not None,
            hitungan=counts(rekonsiliasi),
            terbuka=[view(k) for k in rekonsiliasi.terbuka],
            dijelaskan=[view(k) for k in rekonsiliasi.dijelaskan],
            tak_sebanding=[bare_view(t) for t in rekonsiliasi.tak_sebanding],
            alasan="" if self.boleh or not rekonsiliasi.selisih else getattr(self.boleh, "alasan", ""),
            galat=error_items(form) if form else [],
            unduhan=[
                {"label": label, "url": self.url("unduh_rekonsiliasi", kind)}
                for kind, label in (("xlsx", "Excel"), ("csv", "CSV"))
            ],
            daftar_tahun=self.years("anggaran_rekonsiliasi"),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_menjelaskan_selisih(self.scope.anggota))
        kunci = request.POST.getlist("kunci")
        which: dict[str, Any] = {
            "pelaku": request.user,
            "satker": self.scope.entitas.satker,
            "tahun": self.scope.tahun,
            "kunci": kunci,
            "versi": request.POST.get("versi", ""),
        }
        form = PenjelasanForm(self._group_of(kunci), request.POST)
        tarik = request.POST.get("aksi") == "tarik"
        if not tarik and not form.is_valid():
            return self._again(kunci, form)
        try:
            if tarik:
                tarik_penjelasan(**which)
                pesan = "Penjelasan ditarik kembali. Selisih ini menunggu penjelasan lagi."
            else:
                which |= {name: request.POST.get(name, "") for name in ("nilai_kita", "nilai_lain")}
                ditulis = jelaskan_selisih(**which, penjelasan=form.cleaned_data["penjelasan"])
                pesan = _saved(ditulis)
        except SelisihBasi as error:
            form.is_valid()
            form.add_error("penjelasan", f"{error} Periksa keadaan sekarang, lalu simpan lagi bila masih sesuai.")
            return self._again([s.kunci for s in error.kini], form, status=STATUS_BASI)
        except (PermissionDenied, ValidationError) as error:
            sentence = str(error) if isinstance(error, PermissionDenied) else " ".join(error.messages)
            catat_penolakan(request, sentence)
            form.is_valid()
            form.add_error("penjelasan", f"{sentence} Yang Anda ketik belum disimpan.")
            return self._again(kunci, form)
        messages.success(request, pesan)
        return HttpResponseRedirect(self.url("anggaran_rekonsiliasi"))

    def _group_of(self, kunci: list[str]) -> Kelompok | None:
        """The group that holds the first of these differences that still exists."""
        return next((k for k in self.rekonsiliasi.kelompok if set(kunci) & set(k.kunci)), None)

    def _again(self, kunci: list[str], form: PenjelasanForm, status: int = 200) -> HttpResponse:
        """The page once more with what was typed, at its difference or, when that is gone, above the list."""
        kelompok = self._group_of(kunci)
        context = self.get_context_data(form=form, kelompok=kelompok, tanpa_tempat=kelompok is None)
        return self.render_to_response(context, status=status)


def _saved(ditulis: int) -> str:
    if not ditulis:
        return "Penjelasan ini sudah tersimpan; tidak ada yang berubah."
    return "Penjelasan disimpan." if ditulis == 1 else f"Penjelasan disimpan untuk {ditulis} cetakan yang sama."


class RekonsiliasiDownload(DownloadView):
    """The list as a file."""

    figures_chosen = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.comparison(RekonsiliasiAnggaran.slug), kwargs["bentuk"])
