"""What is written during and after a meeting: who came, what was said and decided, and what became of that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import Keputusan as Izin
from apps.organisasi.permissions import boleh_menutup_tindak_lanjut
from apps.organisasi.scope import require
from apps.pengisian.rapat.dasar import FormPage, RapatFormPage, RapatView, versi_kiriman
from apps.pengisian.rapat.forms import KeputusanForm, NotulenForm, TindakLanjutForm
from apps.pengisian.rapat.peserta import BarisKetikan, baca_peserta, baris_kosong
from apps.pengisian.rapat.presenters import tindak_lanjut_rows
from apps.rapat.facts import FaktaTindakLanjut, fetch_satu
from apps.rapat.models import Keputusan, Rapat, TindakLanjut
from apps.rapat.services import (
    IsiKeputusan,
    IsiNotulen,
    KeputusanBasi,
    RapatBasi,
    hapus_keputusan,
    lapor_tindak_lanjut,
    simpan_keputusan,
    simpan_notulen,
    simpan_peserta,
)
from apps.rapat.services.notulen import sasaran_tahun

STATUS_BASI = 409


class NotulenPage(RapatFormPage):
    """What was said, sasaran by sasaran."""

    judul = "Isi notulen"
    tombol = "Simpan notulen"
    pengantar = (
        "Tulis pokok pembahasannya saja. Keputusan ditulis tersendiri, supaya punya penanggung jawab dan tenggat."
    )

    @cached_property
    def sasaran(self) -> list[Any]:
        return list(sasaran_tahun(self.rapat.entitas_id, self.rapat.tahun))

    def form(self, data: Any = None, files: Any = None) -> NotulenForm:
        return NotulenForm(data, initial=self.awal(self.rapat), sasaran=self.sasaran)

    def awal(self, tersimpan: Rapat) -> dict[str, Any]:
        isi = {s.pk: "" for s in self.sasaran} | {p.sasaran_id: p.isi for p in tersimpan.pembahasan.all()}
        return {f"sasaran-{pk}": teks for pk, teks in isi.items()} | {"catatan": tersimpan.catatan}

    def simpan(self, form: NotulenForm) -> str:
        nilai = form.cleaned_data
        isi = IsiNotulen(nilai["catatan"].strip(), {s.pk: nilai[f"sasaran-{s.pk}"].strip() for s in self.sasaran})
        simpan_notulen(pelaku=self.request.user, rapat_id=self.rapat.pk, versi=self.versi_dikirim, isi=isi)  # type: ignore[arg-type]
        return "Notulen disimpan."


class PesertaPage(RapatView, ScopedPage):
    """The attendance sheet: everybody on one page, empty lines below for more."""

    template_name = "pengisian/rapat/peserta.html"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        ketikan = baca_peserta(request.POST)
        galat: dict[str, str] = {}
        try:
            simpan_peserta(
                pelaku=request.user,  # type: ignore[arg-type]
                rapat_id=self.rapat.pk,
                versi=versi_kiriman(request.POST.get("versi", "")),
                baris=[b.baris() for b in ketikan if b.terisi],
            )
        except RapatBasi as basi:
            return self._lagi(ketikan, STATUS_BASI, basi=str(basi), versi=basi.tersimpan.versi)
        except PermissionDenied as ditolak:
            catat_penolakan(request, str(ditolak))
            galat = {"__all__": str(ditolak)}
        except ValidationError as salah:
            galat = _menurut_tempat(salah)
        if galat:
            return self._lagi(ketikan, galat=galat)
        messages.success(request, "Daftar hadir disimpan.")
        return HttpResponseRedirect(self.url_rapat)

    def _lagi(self, ketikan: list[BarisKetikan], status: int = 200, **extra: Any) -> HttpResponse:
        galat = extra.pop("galat", {})
        terisi = [b for b in ketikan if b.terisi]
        for i, b in enumerate(terisi):
            b.galat = galat.get(f"nama-{i}", "")
        daftar = [{"teks": f"Baris {n}: {b.galat}", "href": f"#nama-{n}"} for n, b in enumerate(terisi, 1) if b.galat]
        daftar += [{"teks": teks, "href": ""} for tempat, teks in galat.items() if not tempat.startswith("nama-")]
        context = self.get_context_data(baris=terisi + baris_kosong(), galat=daftar, **extra)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "baris" not in kwargs:
            tersimpan = [BarisKetikan.dari(p) for p in self.rapat.peserta.all()]
            kwargs["baris"] = tersimpan + baris_kosong()
        kwargs.setdefault("versi", self.rapat.versi)
        return super().get_context_data(
            **kwargs, rapat=self.rapat, url_batal=self.url_rapat, remah=self.remah("Daftar hadir")
        )


def _menurut_tempat(salah: ValidationError) -> dict[str, str]:
    pesan = salah.message_dict if hasattr(salah, "error_dict") else {"__all__": salah.messages}
    return {tempat: " ".join(kalimat) for tempat, kalimat in pesan.items()}


class KeputusanPage(RapatFormPage):
    """Adds a decision to a meeting."""

    judul = "Catat keputusan"
    tombol = "Simpan keputusan"
    pengantar = "Setiap keputusan menjadi tugas penanggung jawabnya, dan ditanyakan lagi pada rapat berikutnya."

    def form(self, data: Any = None, files: Any = None) -> KeputusanForm:
        return KeputusanForm(data, rapat=self.rapat)

    def simpan(self, form: KeputusanForm) -> str:
        isi = IsiKeputusan(**form.cleaned_data)
        keputusan = simpan_keputusan(pelaku=self.request.user, rapat_id=self.rapat.pk, isi=isi)  # type: ignore[arg-type]
        return f"Keputusan {keputusan.nomor} disimpan."


class UbahKeputusanPage(RapatFormPage):
    """Changes a decision, or takes it out of the minutes."""

    template_name = "pengisian/rapat/keputusan.html"
    judul = "Ubah keputusan"
    tombol = "Simpan keputusan"

    @cached_property
    def keputusan(self) -> Keputusan:
        """The decision of the address; 404 for one of another meeting."""
        found = self.rapat.keputusan.select_related("subbagian", "pengguna", "adopsi")
        keputusan = found.filter(pk=self.kwargs["keputusan_id"]).first()
        if keputusan is None:
            raise Http404("Keputusan ini tidak ada, atau sudah dihapus.")
        return keputusan

    def versi(self) -> int:
        return self.keputusan.versi

    def form(self, data: Any = None, files: Any = None) -> KeputusanForm:
        awal = self.awal(self.keputusan)
        return KeputusanForm(data, rapat=self.rapat, keputusan=self.keputusan, initial=awal)

    def awal(self, tersimpan: Keputusan) -> dict[str, Any]:
        return {name: getattr(tersimpan, name) for name in IsiKeputusan.__slots__}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("aksi") != "hapus":
            return super().post(request, *args, **kwargs)
        require(self.izin())
        nomor = self.keputusan.nomor
        try:
            hapus_keputusan(
                pelaku=request.user,  # type: ignore[arg-type]
                rapat_id=self.rapat.pk,
                keputusan_id=self.keputusan.pk,
                versi=self.versi_dikirim,
            )
        except KeputusanBasi as galat:
            messages.error(request, f"Keputusan tidak dihapus. {galat} Periksa dahulu isinya sekarang.")
            return HttpResponseRedirect(self.url("rapat_keputusan_ubah", self.rapat.pk, self.keputusan.pk))
        except ValidationError as galat:
            messages.error(request, f"Keputusan tidak dihapus. {' '.join(galat.messages)}")
        else:
            messages.success(request, f"Keputusan {nomor} dihapus.")
        return HttpResponseRedirect(self.url_rapat)

    def simpan(self, form: KeputusanForm) -> str:
        simpan_keputusan(
            pelaku=self.request.user,  # type: ignore[arg-type]
            rapat_id=self.rapat.pk,
            isi=IsiKeputusan(**form.cleaned_data),
            keputusan_id=self.keputusan.pk,
            versi=self.versi_dikirim,
        )
        return f"Keputusan {self.keputusan.nomor} disimpan."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, keputusan=self.keputusan)


class TindakLanjutPage(FormPage):
    """One decision with what became of it; everybody reads, owner, verifikator and pimpinan report."""

    template_name = "pengisian/rapat/tindak_lanjut.html"
    judul = "Tindak lanjut"
    tombol = "Simpan laporan"

    @cached_property
    def fakta(self) -> FaktaTindakLanjut:
        """The decision of the address; 404 for one of another entitas or year."""
        fakta = fetch_satu(self.scope.entitas, self.scope.tahun, self.kwargs["pk"])
        if fakta is None:
            raise Http404("Keputusan ini tidak ada, atau sudah dihapus.")
        return fakta

    def izin(self) -> Izin:
        return boleh_menutup_tindak_lanjut(self.scope.anggota, self.request.user.pk or 0, self.fakta.pemilik)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs))

    def versi(self) -> int:
        return self.fakta.versi

    def form(self, data: Any = None, files: Any = None) -> TindakLanjutForm:
        return TindakLanjutForm(data, initial={"status": self.fakta.status, "keterangan": self.fakta.keterangan})

    def awal(self, tersimpan: TindakLanjut) -> dict[str, Any]:
        return {"status": tersimpan.status, "keterangan": tersimpan.keterangan}

    def simpan(self, form: TindakLanjutForm) -> str:
        lapor_tindak_lanjut(
            pelaku=self.request.user,  # type: ignore[arg-type]
            keputusan_id=self.fakta.id,
            versi=self.versi_dikirim,
            **form.cleaned_data,
        )
        return f"Tindak lanjut keputusan {self.fakta.nomor} {self.fakta.rapat} disimpan."

    def tujuan(self) -> str:
        return self.url("rapat", self.fakta.rapat_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        izin = self.izin()
        pk = self.request.user.pk or 0
        row = tindak_lanjut_rows([self.fakta], timezone.localdate(), self._address, self.scope.anggota, pk)[0]
        return super().get_context_data(
            **kwargs,
            t=row,
            boleh=bool(izin),
            alasan=getattr(izin, "alasan", ""),
            remah=[
                {"label": "Rapat evaluasi", "url": self.url("rapat_daftar")},
                {"label": self.fakta.rapat, "url": self.url("rapat", self.fakta.rapat_id)},
                {"label": f"Keputusan {self.fakta.nomor}", "url": ""},
            ],
        )
