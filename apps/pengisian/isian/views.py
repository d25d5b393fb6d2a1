"""The entry page: show, save, keep what was typed; the live working; the raw draft."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from apps.audit.models import Jejak
from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.pengisian import titipan
from apps.pengisian.isian import presenters
from apps.pengisian.isian.daftar_bukti import bukti_view
from apps.pengisian.isian.dasar import IsianView
from apps.pengisian.isian.forms import BELUM, MILIK_CARA, Cara, IsianForm, awal_dari
from apps.pengisian.isian.jawaban import jangkar, perbedaan
from apps.pengisian.isian.mentah import Mentah, mentah_dari, nomor_baris, sebagai_awal
from apps.pengisian.isian.rencana import BarisRencana, baris_dari, baris_mentah
from apps.pengisian.isian.simpan import (
    ULANGI_BERKAS,
    Formulir,
    simpan_formulir,
    tanda_pertanyaan,
    tebar_galat,
)
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.services import Basi, buang_draf, simpan_draf
from apps.pengukuran.workflow import LANGKAH

GANDA = ("dukungan",)


def perhitungan_ketikan(view: IsianView, form: IsianForm) -> dict[str, Any]:
    """The working of what is being typed, or in words what cannot be calculated yet."""
    form.is_valid()
    cara = form.cleaned_data.get("cara", "")
    bagian = ("cara", *MILIK_CARA.get(cara, ()))
    galat = [(name, error) for name in bagian if name in form.fields for error in form.errors.as_data().get(name, [])]
    if galat:
        masalah = [
            " ".join(error.messages)
            if error.code == BELUM
            else f"{form.fields[name].label}: {' '.join(error.messages)}"
            for name, error in galat
        ]
        return presenters.belum_dihitung(view.fakta, masalah)
    hasil = view.fakta.hitung(Formulir(view.fakta, form).realisasi_diketik())
    hambatan = form.data.get("hambatan", "")
    return presenters.perhitungan_view(view.fakta, hasil, temuan=view.boleh_temuan, hambatan=hambatan)


class FormulirView(IsianView):
    """Builds the form from what was posted, what was typed earlier, or what is stored."""

    def formulir(self, data: QueryDict | None = None, files: Any = None, mentah: Mentah | None = None) -> Formulir:
        fakta, pilihan = self.fakta, self.pilihan
        jenis = JenisUpaya.values
        if data is not None:
            form = IsianForm(data, files, fakta=fakta, pilihan=pilihan)
            return Formulir(fakta, form, [BarisRencana(j, data=data) for j in jenis])
        awal = awal_dari(fakta, pilihan.dukungan)
        if mentah is None:
            form = IsianForm(initial=awal, fakta=fakta, pilihan=pilihan)
            return Formulir(fakta, form, [BarisRencana(j, initial=baris_dari(j, fakta.upaya)) for j in jenis])
        # What was typed stands alone: a checkbox that is not there was taken away.
        form = IsianForm(initial=sebagai_awal(mentah, GANDA), fakta=fakta, pilihan=pilihan)
        return Formulir(fakta, form, [BarisRencana(j, initial=baris_mentah(j, mentah)) for j in jenis])


class EntryPage(FormulirView, ScopedPage):
    """One indicator in one period: enter, correct, see how it comes out; the same in words for those who read."""

    template_name = "pengisian/isian/isi.html"
    keeps_typed = "."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_pengisi()
        aksi = request.POST.get("aksi", "simpan")
        if not self.fakta.situasi.boleh_mengubah:
            return self._tertutup(str(getattr(self.fakta.situasi.boleh_mengubah, "alasan", "")))
        if aksi == "pakai":
            return self._pakai_usulan()
        if aksi == "bukti":
            self._simpan_mentah()
            return HttpResponseRedirect(f"{self.alamat('bukti_tambah')}?jenis=tautan")
        formulir = self.formulir(request.POST, request.FILES)
        if not formulir.is_valid():
            return self._belum_benar(formulir, aksi)
        temuan = formulir.pertanyaan()
        if temuan and request.POST.get("ditanya") != tanda_pertanyaan(temuan):
            self._simpan_mentah()
            return self._tampil(formulir, temuan=temuan)
        return self._simpan(formulir, aksi)

    def _simpan(self, formulir: Formulir, aksi: str) -> HttpResponse:
        try:
            simpan_formulir(formulir, self.pelaku)
        except Basi:
            return self._basi(formulir)
        except PermissionDenied as error:
            return self._tertutup(str(error))
        except ValidationError as error:
            tebar_galat(formulir.form, error)
            self._simpan_mentah()
            return self._tampil(formulir)
        titipan.lupakan(self.request, self.request.path)
        if aksi == "periksa":
            return HttpResponseRedirect(self.alamat("isi_periksa"))
        messages.success(self.request, "Draf disimpan. Belum diajukan: periksa dahulu, lalu ajukan.")
        return HttpResponseRedirect(self.request.path)

    def _belum_benar(self, formulir: Formulir, aksi: str) -> HttpResponse:
        """Something is wrong or missing: nothing enters the figures, all that was typed is kept."""
        kept = self._simpan_mentah()
        if not (kept and aksi == "simpan" and formulir.hanya_belum_terisi):
            return self._tampil(formulir)
        kurang = " ".join(
            dict.fromkeys(error for errors in formulir.form.errors.values() for error in map(str, errors))
        )
        berkas = f" {ULANGI_BERKAS}" if self.request.FILES else ""
        messages.warning(
            self.request, f"Ketikan Anda tidak hilang, tetapi nilainya belum ada, jadi belum tercatat. {kurang}{berkas}"
        )
        return HttpResponseRedirect(self.request.path)

    def _pakai_usulan(self) -> HttpResponse:
        """Take over what the quarters say; it stands in the form and is saved like anything typed."""
        mentah = mentah_dari(self.request.POST)
        if usulan := presenters.usulan(self.fakta):
            mentah |= {"cara": [Cara.LANGSUNG.value], "nilai": [usulan["ketik"]]}
            simpan_draf(pengguna=self.pelaku, **self.tempat, isi=mentah)
            titipan.lupakan(self.request, self.request.path)
        return HttpResponseRedirect(f"{self.request.path}#bagian-nilai")

    def _simpan_mentah(self) -> bool:
        draf = simpan_draf(pengguna=self.pelaku, **self.tempat, isi=mentah_dari(self.request.POST))
        if draf:
            titipan.lupakan(self.request, self.request.path)
        return draf is not None

    def _basi(self, formulir: Formulir) -> HttpResponse:
        """Somebody saved in between: both values side by side, and the form goes on from the new version."""
        self._simpan_mentah()
        self._segarkan()
        if not self.fakta.situasi.boleh_mengubah:
            return self._tertutup(str(getattr(self.fakta.situasi.boleh_mengubah, "alasan", "")))
        data = self.request.POST.copy()
        data["versi"] = str(self.fakta.versi)
        lanjutan = self.formulir(data, self.request.FILES)
        lanjutan.is_valid()
        return self._tampil(lanjutan, bentrok=self._bentrok(formulir))

    def _bentrok(self, formulir: Formulir) -> dict[str, Any]:
        realisasi = self.fakta.realisasi
        terakhir = (
            Jejak.objects.filter(objek_jenis="pengukuran.realisasi", objek_id=str(realisasi.pk)).first()
            if realisasi
            else None
        )
        return {
            "oleh": terakhir.pelaku if terakhir else "",
            "waktu": terakhir.waktu if terakhir else None,
            "baris": perbedaan(self.jawaban_tersimpan(), formulir.jawaban()),
        }

    def _segarkan(self) -> None:
        for name in ("fakta", "pilihan", "ketikan"):
            self.__dict__.pop(name, None)

    def _tertutup(self, alasan: str) -> HttpResponse:
        """It may not be written any more: what was typed is kept and shown beside what stands."""
        catat_penolakan(self.request, alasan)
        self._simpan_mentah()
        self._segarkan()
        context = self.get_context_data(ditolak=alasan)
        return self.render_to_response(context, status=403)

    def _tampil(
        self, formulir: Formulir, *, temuan: list[str] | None = None, bentrok: dict[str, Any] | None = None
    ) -> HttpResponse:
        ditanya = tanda_pertanyaan(temuan) if temuan else self.request.POST.get("ditanya", "")[:16]
        galat = formulir.galat()
        if self.request.FILES:
            galat.append({"teks": ULANGI_BERKAS, "href": "#id_unggahan"})
        return self.render_to_response(
            self.get_context_data(formulir=formulir, temuan=temuan, bentrok=bentrok, ditanya=ditanya, galat=galat)
        )

    @cached_property
    def ketikan(self) -> tuple[Mentah, datetime | None] | None:
        """What this person typed here and has not saved: from before the session ended, or the raw draft."""
        if titipan_isi := titipan.lihat(self.request):
            return titipan_isi, None
        draf = self.draf_tersimpan() if self.boleh_mengisi else None
        return (draf.isi, draf.waktu) if draf else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta = self.fakta
        tulis = bool(fakta.situasi.boleh_mengubah)
        bagian = self._bagian_tulis(**kwargs) if tulis else self._bagian_baca(**kwargs)
        return super().get_context_data(
            **{**kwargs, **bagian},
            tulis=tulis,
            fakta=fakta,
            indikator=fakta.indikator,
            periode=fakta.periode.nama,
            periode_kalimat=presenters.periode_kalimat(fakta),
            kepala=presenters.kepala(fakta, ada_draf=self.ketikan is not None),
            sebelumnya=presenters.sebelumnya_view(fakta),
            lembar=presenters.lembar(fakta),
            bukti=bukti_view(self),
            remah=self.remah(),
            url_riwayat=self.alamat("riwayat"),
            url_pendukung=self.url("pendukung", self.kwargs["nomor"]) if fakta.indikator.judul_tabel_pendukung else "",
            url_periksa=self.alamat("isi_periksa"),
            url_bukti=self.alamat("bukti_tambah"),
            url_draf=self.alamat("isi_draf"),
            url_hitung=self.alamat("isi_hitung"),
        )

    def _bagian_tulis(self, formulir: Formulir | None = None, **kwargs: Any) -> dict[str, Any]:
        draf = None
        if formulir is None:
            mentah = self.ketikan[0] if self.ketikan else None
            formulir = self.formulir(mentah=mentah)
            if self.ketikan:
                draf = {"waktu": self.ketikan[1]}
        temuan = kwargs.get("temuan") or []
        return {
            "formulir": formulir,
            "form": formulir.form,
            "draf": draf,
            "penanda": titipan.penanda_of(self.pelaku.pk),
            "ditanya": kwargs.get("ditanya", ""),
            "perhitungan": self._perhitungan(formulir),
            "tampil_penjelasan": bool(
                temuan or formulir.form["penjelasan"].value() or formulir.form.errors.get("penjelasan")
            ),
            "usulan": presenters.usulan(self.fakta),
            "kekurangan": self._kekurangan(),
        }

    def _bagian_baca(self, **kwargs: Any) -> dict[str, Any]:
        fakta = self.fakta
        hasil = fakta.hitung(fakta.realisasi) if fakta.realisasi else None
        return {
            "form": None,
            "alasan": str(getattr(fakta.situasi.boleh_mengubah, "alasan", "")),
            "boleh_tarik": bool(LANGKAH["tarik"].izin(fakta.situasi)),
            "url_verifikasi": self.alamat("verifikasi") if LANGKAH["periksa"].izin(fakta.situasi) else "",
            "kelompok": self.jawaban_tersimpan(),
            "ketikan": self._ketikan_terbaca(),
            "perhitungan": self.perhitungan_tersimpan(hasil)
            if hasil
            else presenters.belum_dihitung(fakta, ["Realisasi belum diisi."]),
        }

    def _ketikan_terbaca(self) -> list[tuple[str, str]]:
        """What was typed and could not be saved, as label and text."""
        if not self.ketikan:
            return []
        labels = {name: str(field.label) for name, field in self.formulir().form.fields.items() if name != "versi"}
        isi = self.ketikan[0]
        label_baris = {name: str(field.label) for name, field in BarisRencana("dilakukan").contoh.fields.items()}
        for jenis in JenisUpaya:
            for n in nomor_baris(isi, jenis):
                labels |= {
                    f"{jenis}-{n}-{name}": f"{jenis.label}, {label.lower()}" for name, label in label_baris.items()
                }
        return [(labels[name], values[-1]) for name, values in isi.items() if name in labels and values[-1:] > [""]]

    def _perhitungan(self, formulir: Formulir) -> dict[str, Any]:
        fakta = self.fakta
        if formulir.form.is_bound:
            return perhitungan_ketikan(self, formulir.form)
        if self.ketikan:
            return perhitungan_ketikan(self, self.formulir(_sebagai_post(self.ketikan[0])).form)
        if fakta.realisasi is None:
            return presenters.belum_dihitung(fakta, ["Perhitungan muncul di sini begitu nilainya diisi."])
        return self.perhitungan_tersimpan(fakta.hitung(fakta.realisasi))

    def _kekurangan(self) -> list[dict[str, str]]:
        """What is missing before the stored entry can be handed in; nothing before there is one."""
        if self.fakta.realisasi is None:
            return []
        return [{"teks": k.kalimat, "href": f"#{jangkar(k.jangkar)}"} for k in self.fakta.kekurangan()]


def _sebagai_post(mentah: Mentah) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in mentah.items():
        data.setlist(name, values)
    return data


class LiveWorking(FormulirView):
    """The working of what is being typed, as a fragment for the page; nothing is stored."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.alamat("isi"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.fakta.situasi.boleh_mengubah)
        hasil = perhitungan_ketikan(self, self.formulir(request.POST).form)
        return render(request, "pengisian/isian/hitung.html", {"perhitungan": hasil})


class RawDraft(IsianView):
    """Keeps what is being typed, or throws it away; the figures do not change."""

    keeps_typed = ".."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.alamat("isi"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_pengisi()
        if "buang" in request.POST:
            buang_draf(pengguna=self.pelaku, **self.tempat)
            titipan.lupakan(request, self.alamat("isi"))
            messages.success(request, "Ketikan yang belum disimpan sudah dibuang.")
            return HttpResponseRedirect(self.alamat("isi"))
        draf = simpan_draf(pengguna=self.pelaku, **self.tempat, isi=mentah_dari(request.POST))
        if draf is None:
            return JsonResponse({"galat": "Teks terlalu panjang untuk disimpan otomatis."}, status=413)
        titipan.lupakan(request, self.alamat("isi"))
        return JsonResponse({"pukul": f"{timezone.localtime(draf.waktu):%H.%M}"})
