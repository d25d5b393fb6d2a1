"""Bringing budget files in: upload, progress, preview, apply; and the template for offices without SAKTI files."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property

from apps.anggaran.facts import fetch_anggaran
from apps.anggaran.importers.baris import Jumlah, KepalaBerkas
from apps.anggaran.importers.templat_tulis import tulis_templat
from apps.anggaran.isi_templat import baris_templat
from apps.anggaran.models import ImporAnggaran, VersiDipa
from apps.anggaran.services.antrean import jenis_berkas, minta_penerapan, ulangi_impor, unggah_impor
from apps.anggaran.services.penerapan import nama_versi
from apps.audit.services import record
from apps.dokumen.services import BerkasRusak, kirim_berkas
from apps.laporan.exports import FORMATS
from apps.laporan.views import ScopedView
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.impor.forms import TerapkanForm, UnggahForm
from apps.penganggaran.impor.presenters import (
    daftar_view,
    kemajuan_view,
    penolakan_view,
    pratinjau_view,
    status_view,
)
from apps.ui.forms import TAHUN_WAJAR, error_items

TERBARU = 50
Status = ImporAnggaran.Status


class ImporPage(HalamanAnggaran):
    """The form for a file, and the files that came in."""

    template_name = "penganggaran/impor/daftar.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        form = UnggahForm(request.POST, request.FILES)
        if form.is_valid():
            unggahan = form.cleaned_data["unggahan"]
            try:
                impor = unggah_impor(
                    pelaku=request.user,  # type: ignore[arg-type]
                    satker=self.scope.entitas.satker,
                    tahun=self.scope.tahun,
                    isi=unggahan,
                    nama=unggahan.name,
                    jenis=jenis_berkas(unggahan.name),
                )
            except ValidationError as error:
                form.add_error("unggahan", error.messages)  # type: ignore[arg-type]
            else:
                return HttpResponseRedirect(self.url("anggaran_impor_rincian", impor.pk))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        satker = self.scope.entitas.satker
        impor = (
            ImporAnggaran.objects.filter(satker=satker, tahun=self.scope.tahun)
            .select_related("berkas", "oleh", "versi", "keadaan")
            .defer("hasil")[:TERBARU]
        )
        kwargs.setdefault("form", UnggahForm())
        pilihan = self.years("anggaran_impor")
        tahun_baru = min(pilihan[-1]["tahun"] + 1, TAHUN_WAJAR[-1])
        return super().get_context_data(
            **kwargs,
            galat=error_items(kwargs["form"]),
            alasan=getattr(self.boleh_mengubah, "alasan", ""),
            impor=[
                {
                    "nama": i.berkas.nama,
                    "url": self.url("anggaran_impor_rincian", i.pk),
                    "oleh": i.oleh,
                    "waktu": i.waktu,
                    "status": status_view(i),
                    "isi": [str(satu) for satu in (i.versi, i.keadaan) if satu],
                }
                for i in impor
            ],
            url_templat=self.url("anggaran_templat"),
            ada_dipa=self.dipa is not None,
            daftar_tahun=pilihan,
            tahun_baru=tahun_baru,
            url_tahun_baru=self._address("anggaran_impor", tahun_baru),
        )


class _SatuImpor(ScopedView):
    """What the views of one import share: the row, found within the satker and year of the address."""

    @cached_property
    def impor(self) -> ImporAnggaran:
        found = (
            ImporAnggaran.objects.filter(
                satker=self.scope.entitas.satker, tahun=self.scope.tahun, pk=self.kwargs["impor_id"]
            )
            .select_related("satker", "berkas", "oleh", "versi", "keadaan__dipa")
            .first()
        )
        if found is None:
            raise Http404("Impor ini tidak ada.")
        return found


class RincianPage(_SatuImpor, HalamanAnggaran):
    """One import: its progress, then its preview with the form that applies it, or why it is refused."""

    template_name = "penganggaran/impor/rincian.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        alamat = HttpResponseRedirect(self.url("anggaran_impor_rincian", self.impor.pk))
        if request.POST.get("aksi") == "ulangi":
            return self._ulangi(alamat)
        if self.impor.status != Status.SIAP:
            messages.warning(request, f"Impor ini tidak menunggu penerapan: {self.impor.get_status_display().lower()}.")
            return alamat
        form = self._form(request.POST)
        if form.is_valid():
            try:
                minta_penerapan(pelaku=request.user, impor_id=self.impor.pk, pilihan=form.pilihan())  # type: ignore[arg-type]
            except ValidationError as error:
                for name, said in getattr(error, "message_dict", {"": error.messages}).items():
                    form.add_error(name if name in form.fields else None, said)
            else:
                return alamat
        return self.render_to_response(self.get_context_data(form=form))

    def _ulangi(self, alamat: HttpResponse) -> HttpResponse:
        try:
            ulangi_impor(pelaku=self.request.user, impor_id=self.impor.pk)  # type: ignore[arg-type]
        except (ValidationError, PermissionDenied) as error:
            pesan = " ".join(getattr(error, "messages", [str(error)]))
            catat_penolakan(self.request, pesan)
            messages.warning(self.request, pesan)
        return alamat

    def _form(self, data: Any = None) -> TerapkanForm:
        urutan = VersiDipa.objects.filter(dipa__satker=self.impor.satker_id, dipa__tahun=self.scope.tahun).values_list(
            "urutan", flat=True
        )
        return TerapkanForm(data, hasil=self.impor.hasil or {}, nama_usulan=nama_versi(max(urutan, default=-1) + 1))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        impor, hasil = self.impor, self.impor.hasil or {}
        siap = impor.status == Status.SIAP
        ada_pratinjau = bool(hasil) and not hasil["ditolak"] and impor.status != Status.DITOLAK
        if siap and self.boleh_mengubah:
            kwargs.setdefault("form", self._form())
        halaman = self.request.GET.get("halaman", "1")
        alamat = self.url("anggaran_impor_rincian", impor.pk)
        return super().get_context_data(
            **kwargs,
            impor=impor,
            status=status_view(impor),
            kemajuan=kemajuan_view(impor),
            url=alamat,
            url_kemajuan=self.url("anggaran_impor_kemajuan", impor.pk),
            url_berkas=self.url("anggaran_impor_berkas", impor.pk),
            url_impor=self.url("anggaran_impor"),
            galat=error_items(kwargs["form"]) if "form" in kwargs else [],
            galat_terapan=hasil.get("galat", ""),
            alasan=getattr(self.boleh_mengubah, "alasan", "") if siap else "",
            ditolak=penolakan_view(hasil.get("ditolak", ())),
            pratinjau=pratinjau_view(hasil) if ada_pratinjau else None,
            daftar=daftar_view(
                hasil,
                self.request.GET.get("daftar", ""),
                int(halaman) if halaman.isascii() and halaman.isdigit() and len(halaman) < 6 else 1,
                alamat,
            )
            if ada_pratinjau
            else None,
            daftar_tahun=self.years("anggaran_impor"),
            remah=[{"label": "Impor anggaran", "url": self.url("anggaran_impor")}, {"label": impor.berkas.nama}],
        )


class KemajuanView(_SatuImpor):
    """The progress bar alone, asked for again and again; when the work is done, the page is loaded anew."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kemajuan = kemajuan_view(self.impor)
        response = render(
            request,
            "ui/komponen/kemajuan.html",
            {"kemajuan": kemajuan, "url_kemajuan": self.url("anggaran_impor_kemajuan", self.impor.pk)},
        )
        if not kemajuan["bergerak"] or kemajuan["macet"]:
            response["HX-Refresh"] = "true"
        return response


class BerkasView(_SatuImpor):
    """The file as it came in; who fetches it stands in the journal."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        berkas = self.impor.berkas
        try:
            response = kirim_berkas(berkas)
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url("anggaran_impor_rincian", self.impor.pk))
        record(rantai=self.impor.satker.kode, pelaku=request.user, tindakan="unduh_bukti", objek=berkas)  # type: ignore[arg-type]
        return response


class TemplatView(ScopedView):
    """The template: filled with the lines of the year when there are any, else with an example."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        satker, tahun = self.scope.entitas.satker, self.scope.tahun
        fakta = fetch_anggaran(satker, tahun, tahun).get(tahun)
        kepala = KepalaBerkas("templat", satker.kode, satker.nama, tahun, fakta.per_tanggal if fakta else None)
        if fakta is None:
            isi = tulis_templat(kepala)
        else:
            jumlah = Jumlah(pagu=fakta.pagu, blokir=sum(pos.blokir for pos in fakta.akar), realisasi=fakta.realisasi)
            isi = tulis_templat(kepala, baris_templat(fakta), jumlah)
        nama = f"templat-anggaran-{satker.kode}-{tahun}-{date.today():%Y%m%d}.xlsx"
        return HttpResponse(
            isi,
            content_type=FORMATS["xlsx"].mime,
            headers={"Content-Disposition": f'attachment; filename="{nama}"'},
        )
