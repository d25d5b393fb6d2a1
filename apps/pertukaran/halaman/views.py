"""Data in and out: templates, upload, progress, preview, applying, and what came in before."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import TemplateView, View

from apps.audit.services import record
from apps.dokumen.models import Berkas as StoredFile
from apps.dokumen.services import BerkasRusak, buka_berkas, kirim_berkas
from apps.laporan.exports import FORMATS
from apps.laporan.views import download
from apps.organisasi.models import Pengguna
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import Keputusan, boleh_mengurus_impor_data
from apps.organisasi.scope import require
from apps.pertukaran.halaman.dasar import Tempat
from apps.pertukaran.halaman.forms import SaringForm, UnggahForm
from apps.pertukaran.halaman.kantor import satker_view
from apps.pertukaran.halaman.presenters import (
    OLEH_PERINTAH,
    Pilihan,
    daftar_view,
    diperbaiki,
    kemajuan_view,
    lembar_berbuat,
    lembar_diam,
    lembar_view,
    pilihan_daftar,
    ringkasan,
    status_view,
    tertahan,
    tombol_batal,
    tombol_terapkan,
)
from apps.pertukaran.hasil import penolakan_of
from apps.pertukaran.kelompok import KELOMPOK, MENURUT_KELOMPOK, SEMUANYA, Kelompok
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.antrean import minta_pembatalan, minta_penerapan, ulangi_impor, unggah_data
from apps.pertukaran.services.pembatalan import periksa_pembatalan
from apps.pertukaran.templat.kesalahan import tandai_kesalahan
from apps.pertukaran.templat.tulis import templat_baru, templat_satker
from apps.ui.forms import error_items

TERBARU = 50
Status = ImporData.Status


class Masuk(Tempat, TemplateView):
    """The templates to fill in, the form for a file, and the files that came in."""

    template_name = "pertukaran/masuk.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_memuat)
        form = UnggahForm(request.POST, request.FILES)
        if form.is_valid():
            unggahan = form.cleaned_data["unggahan"]
            try:
                impor = unggah_data(
                    pelaku=request.user,  # type: ignore[arg-type]
                    satker=self.satker,
                    tahun=self.tahun,
                    isi=unggahan,
                    nama=unggahan.name,
                )
            except ValidationError as error:
                form.add_error("unggahan", error.messages)  # type: ignore[arg-type]
            else:
                return HttpResponseRedirect(self.alamat("impor", impor.pk))
        return self.render_to_response(self.get_context_data(form=form, **self.kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        impor = self.semua_impor.select_related("oleh").annotate(jumlah=F("hasil__jumlah")).defer("hasil", "ditulis")
        kwargs.setdefault("form", UnggahForm())
        return super().get_context_data(
            **kwargs,
            **self.kerangka,
            # Under no office: the page leads to every one.
            **({} if self.satker else satker_view(self.request.GET.get("q", "").strip())),
            galat=error_items(kwargs["form"]),
            alasan=getattr(self.boleh_memuat, "alasan", ""),
            satker=self.satker,
            url_semua=self.alamat("templat", SEMUANYA.nama),
            templat=[_templat(satu, self.alamat("templat", satu.nama)) for satu in KELOMPOK if satu is not SEMUANYA],
            impor=[
                {
                    "nama": satu.nama,
                    "url": self.alamat_impor(satu),
                    "status": status_view(satu, satu.jumlah),
                    "isi": [ringkasan(satu.jumlah)],
                    "oleh": satu.oleh or OLEH_PERINTAH,
                    "waktu": satu.waktu,
                }
                for satu in impor[:TERBARU]
            ],
        )


def _templat(kelompok: Kelompok, url: str) -> dict[str, str]:
    return {"judul": kelompok.judul, "kalimat": kelompok.kalimat, "url": url}


class Templat(Tempat, View):
    """A template: filled with what is stored of the satker, or with what all share where none is chosen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kelompok = MENURUT_KELOMPOK.get(kwargs["kelompok"])
        if kelompok is None:
            raise Http404("Templat ini tidak ada.")
        if self.satker is not None:
            nama = f"{self.satker.kode}-{self.tahun}"
            isi = templat_satker(self.satker, self.tahun, kelompok)
        else:
            nama, isi = "kosong", templat_baru(kelompok)
        return download(isi, FORMATS["xlsx"].mime, f"templat-{kelompok.nama}-{nama}.xlsx")


class _Satu(Tempat):
    """What the views of one import share."""

    @property
    def pengguna(self) -> Pengguna:
        pengguna: Any = self.request.user
        return pengguna

    @property
    def boleh_mengurus(self) -> Keputusan:
        return boleh_mengurus_impor_data(self.anggota, self.pengguna.pk, self.impor.oleh_id)

    @property
    def url_ini(self) -> str:
        return self.alamat_impor(self.impor)

    def _catat_unduhan(self, berkas: StoredFile) -> None:
        """Who takes the kept file stands in the journal."""
        rantai = self.satker.kode if self.satker else ""
        record(rantai=rantai, pelaku=self.pengguna, tindakan="unduh_bukti", objek=berkas)

    def remah(self, *lagi: dict[str, str]) -> list[dict[str, str]]:
        milik = {"label": self.impor.nama}
        awal = [{"label": "Data masuk dan keluar", "url": self.alamat("masuk")}]
        return [*awal, {**milik, "url": self.url_ini}, *lagi] if lagi else [*awal, milik]


class Impor(_Satu, TemplateView):
    """One import: its progress, then what it would change with the button that applies it, or what must be mended."""

    template_name = "pertukaran/impor.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengurus)
        aksi, impor = request.POST.get("aksi", ""), {"pelaku": self.pengguna, "impor_id": self.impor.pk}
        try:
            if aksi == "ulangi":
                ulangi_impor(**impor)  # type: ignore[arg-type]
            else:
                minta_penerapan(**impor, sidik=request.POST.get("sidik", ""))  # type: ignore[arg-type]
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            catat_penolakan(request, " ".join(error.messages))
        return HttpResponseRedirect(self.url_ini)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        impor = self.impor
        hasil = impor.hasil if impor.status not in (Status.MENUNGGU, Status.DIBACA) else None
        return super().get_context_data(
            **kwargs,
            **self.kerangka,
            impor=impor,
            oleh=impor.oleh or OLEH_PERINTAH,
            status=status_view(impor, (impor.hasil or {}).get("jumlah")),
            kemajuan=kemajuan_view(impor),
            boleh_mengurus=bool(self.boleh_mengurus),
            alasan=getattr(self.boleh_mengurus, "alasan", "") if impor.status == Status.SIAP else "",
            url=self.url_ini,
            url_kemajuan=self.alamat("impor_kemajuan", impor.pk),
            url_berkas=self.alamat("impor_berkas", impor.pk) if impor.berkas else "",
            url_tandai=self.alamat("impor_kesalahan", impor.pk) if self._bertanda else "",
            url_batal=self.alamat("impor_batal", impor.pk) if impor.status == Status.DITERAPKAN else "",
            remah=self.remah(),
            pratinjau=self._pratinjau(hasil) if hasil else None,
        )

    @property
    def _bertanda(self) -> bool:
        """Whether there are cells to mark."""
        ditolak = (self.impor.hasil or {}).get("ditolak", ())
        return self.impor.status == Status.DITOLAK and any(satu["baris"] for satu in ditolak)

    def _pratinjau(self, hasil: dict[str, Any]) -> dict[str, Any]:
        sudah = self.impor.status in (Status.DITERAPKAN, Status.MEMBATALKAN, Status.DIBATALKAN)
        daftar = pilihan_daftar(hasil, sudah=sudah)
        asal = {"daftar": daftar[0][0], "lembar": "", "q": ""} if daftar else {}
        form = SaringForm({**asal, **self.request.GET.dict()}, daftar=daftar, lembar=lembar_berbuat(hasil))
        diminta = {**asal, **form.cleaned_data} if form.is_valid() else asal
        halaman = self.request.GET.get("halaman", "")
        nomor = int(halaman) if halaman.isascii() and halaman.isdigit() and len(halaman) < 6 else 1
        pilihan = Pilihan(**{**diminta, "daftar": diminta.get("daftar") or asal.get("daftar", "")}, halaman=nomor)
        return {
            "jumlah": hasil["jumlah"],
            "lembar": lembar_view(hasil),
            "lembar_diam": lembar_diam(hasil),
            "ringkasan": ringkasan(hasil["jumlah"]),
            "diperbaiki": diperbaiki(hasil["jumlah"]),
            "tertahan": tertahan(hasil["jumlah"]),
            "url_tertahan": Pilihan(daftar="tertahan").alamat(self.url_ini),
            "tombol": tombol_terapkan(hasil["jumlah"]),
            "galat": hasil["galat"],
            "halangan": hasil["halangan"],
            "saringan": form,
            "tersaring": bool(pilihan.lembar or pilihan.q),
            "url_bersih": Pilihan(daftar=pilihan.daftar).alamat(self.url_ini),
            "daftar": daftar_view(hasil, pilihan, self.url_ini) if daftar else None,
        }


class Kemajuan(_Satu, View):
    """The progress bar alone, asked for again and again; when the work is done, the page is loaded anew."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kemajuan = kemajuan_view(self.impor)
        isi = {"kemajuan": kemajuan, "url_kemajuan": self.alamat("impor_kemajuan", self.impor.pk)}
        response = render(request, "ui/komponen/kemajuan.html", isi)
        if not kemajuan["bergerak"] or kemajuan["macet"]:
            response["HX-Refresh"] = "true"
        return response


class Asli(_Satu, View):
    """The file as it came in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (berkas := self.impor.berkas) is None:
            raise Http404("Berkas ini tidak ada.")
        try:
            response = kirim_berkas(berkas)
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url_ini)
        self._catat_unduhan(berkas)
        return response


class Kesalahan(_Satu, View):
    """The refused file as a workbook in which every fault is marked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        impor = self.impor
        if impor.status != Status.DITOLAK or impor.berkas is None:
            raise Http404("Berkas ini tidak ditolak.")
        try:
            with buka_berkas(impor.berkas) as file:
                isi = tandai_kesalahan(file, impor.nama, penolakan_of(impor.hasil or {}))  # type: ignore[arg-type]
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url_ini)
        self._catat_unduhan(impor.berkas)
        return download(isi, FORMATS["xlsx"].mime, f"kesalahan-{impor.pk}.xlsx")


class Batal(_Satu, TemplateView):
    """What goes back when an import is taken back, asked once more."""

    template_name = "pertukaran/batal.html"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengurus)
        if self.impor.status != Status.DITERAPKAN:
            return HttpResponseRedirect(self.url_ini)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            minta_pembatalan(pelaku=self.pengguna, impor_id=self.impor.pk)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            catat_penolakan(request, " ".join(error.messages))
        return HttpResponseRedirect(self.url_ini)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hasil: dict[str, Any] = self.impor.hasil or {}
        jumlah = hasil["jumlah"]
        kembali, hapus = (
            daftar_view(hasil, Pilihan(daftar=nama), self.url_ini)["baris"] if jumlah[nama] else []
            for nama in ("berubah", "baru")
        )
        return super().get_context_data(
            **kwargs,
            **self.kerangka,
            impor=self.impor,
            tombol=tombol_batal(jumlah),
            halangan=periksa_pembatalan(self.impor),
            kembali=kembali,
            hapus=hapus,
            jumlah=jumlah,
            url=self.alamat("impor_batal", self.impor.pk),
            url_impor=self.url_ini,
            remah=self.remah({"label": "Batalkan"}),
        )
