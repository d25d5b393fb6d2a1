"""The signed papers of a meeting: keeping one, fetching one, taking one away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.audit.services import record
from apps.dokumen.services import BerkasRusak, kirim_berkas
from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import boleh_melihat
from apps.organisasi.scope import require
from apps.pengisian.rapat.dasar import RapatFormPage, RapatView
from apps.pengisian.rapat.forms import BerkasForm
from apps.rapat.models import BerkasRapat
from apps.rapat.services import hapus_berkas, tambah_berkas


class TambahBerkasPage(RapatFormPage):
    """Keeps a paper as it was signed."""

    judul = "Simpan berkas bertanda tangan"
    tombol = "Simpan berkas"
    pengantar = "Pindai dokumen yang sudah ditandatangani. Berkasnya menjadi bukti bahwa rapat dilaksanakan."

    def form(self, data: Any = None, files: Any = None) -> BerkasForm:
        return BerkasForm(data, files)

    def simpan(self, form: BerkasForm) -> str:
        baris = tambah_berkas(pelaku=self.request.user, rapat_id=self.rapat.pk, **form.cleaned_data)  # type: ignore[arg-type]
        return f"{baris.get_jenis_display()} “{baris.berkas.nama}” disimpan."

    def tujuan(self) -> str:
        return f"{self.url_rapat}#berkas"


class BerkasView(RapatView):
    """Base: one paper of a meeting; anything else is a 404."""

    @cached_property
    def berkas(self) -> BerkasRapat:
        semua = self.rapat.berkas.select_related("berkas", "ditambahkan_oleh")
        found = semua.filter(pk=self.kwargs["berkas_id"]).first()
        if found is None:
            raise Http404("Berkas ini tidak ada, atau sudah dihapus.")
        return found


class UnduhBerkas(BerkasView):
    """Sends a paper, checked against its fingerprint; the journal notes who took it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(boleh_melihat(self.scope.anggota))
        berkas = self.berkas.berkas
        try:
            response = kirim_berkas(berkas)
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url_rapat)
        record(
            rantai=self.scope.entitas.satker.kode,
            pelaku=request.user,  # type: ignore[arg-type]
            tindakan="unduh_bukti",
            objek=self.berkas,
            sesudah={"berkas": berkas.nama, "sha256": berkas.sha256},
        )
        return response


class HapusBerkasPage(BerkasView, ScopedPage):
    """Asks once, then takes a paper away from the meeting."""

    template_name = "pengisian/rapat/hapus.html"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        nama = str(self.berkas)
        try:
            hapus_berkas(pelaku=request.user, rapat_id=self.rapat.pk, berkas_id=self.berkas.pk)  # type: ignore[arg-type]
        except ValidationError as galat:
            messages.error(request, f"Berkas tidak dihapus. {' '.join(galat.messages)}")
        else:
            messages.success(request, f"{nama} dihapus dari rapat ini.")
        return HttpResponseRedirect(f"{self.url_rapat}#berkas")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            judul="Hapus berkas",
            tanya="Hapus berkas ini dari rapat?",
            butir=str(self.berkas),
            teks=f"Disimpan {self.berkas.ditambahkan_oleh.nama}. Penghapusannya tetap tercatat dalam jejak.",
            tombol="Hapus berkas",
            url_batal=self.url_rapat,
            remah=self.remah("Hapus berkas"),
        )
