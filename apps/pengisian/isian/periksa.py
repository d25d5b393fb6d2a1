"""Periksa jawaban: everything once more before it is handed in; handing in, and taking it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.pengisian.isian import presenters
from apps.pengisian.isian.daftar_bukti import bukti_view
from apps.pengisian.isian.dasar import IsianView
from apps.pengisian.isian.jawaban import jangkar
from apps.pengukuran.services import Basi, BelumLengkap, jalankan_langkah
from apps.pengukuran.workflow import LANGKAH

BERUBAH = "Isian ini berubah sejak Anda membuka halaman ini. Periksa lagi jawabannya, lalu ulangi."
# What may be asked for here, and what is said when it is done.
SELESAI = {
    "ajukan": "Realisasi {periode} sudah diajukan. Verifikator akan memeriksanya; sebelum itu Anda dapat menariknya.",
    "tarik": "Pengajuan ditarik kembali. Isian ini menjadi draf lagi dan dapat diubah.",
}


class CheckAnswers(IsianView, ScopedPage):
    """All answers in words, what is missing, and the one button that hands them in."""

    template_name = "pengisian/isian/periksa.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.fakta.realisasi is None:
            messages.warning(request, "Belum ada yang dapat diperiksa: isi dan simpan dahulu nilainya.")
            return HttpResponseRedirect(self.alamat("isi"))
        return self.render_to_response(self.get_context_data(realisasi=self.fakta.realisasi))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        langkah, versi = request.POST.get("aksi", ""), request.POST.get("versi", "")
        if self.fakta.realisasi is None or langkah not in SELESAI:
            return HttpResponseRedirect(self.alamat("isi_periksa"))
        try:
            jalankan_langkah(
                pelaku=self.pelaku,
                realisasi_id=self.fakta.realisasi.pk,
                versi=int(versi) if versi.isdecimal() and len(versi) < 10 else -1,
                langkah=langkah,
            )
        except Basi:
            messages.error(request, BERUBAH)
        except PermissionDenied as error:
            self.require_pengisi()
            catat_penolakan(request, str(error))
            messages.error(request, str(error))
            return HttpResponseRedirect(self.alamat("isi"))
        except BelumLengkap:
            messages.error(request, "Belum dapat diajukan. Lengkapi dahulu yang disebut di bawah ini.")
        else:
            messages.success(request, SELESAI[langkah].format(periode=presenters.periode_kalimat(self.fakta)))
            return HttpResponseRedirect(self.alamat("isi"))
        return HttpResponseRedirect(self.alamat("isi_periksa"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fakta = self.fakta
        hasil = fakta.hitung(kwargs["realisasi"])
        boleh_ubah = fakta.situasi.boleh_mengubah
        draf = self.draf_tersimpan()
        return super().get_context_data(
            **kwargs,
            indikator=fakta.indikator,
            periode=fakta.periode.nama,
            periode_kalimat=presenters.periode_kalimat(fakta),
            kepala=presenters.kepala(fakta, ada_draf=draf is not None),
            kelompok=self.jawaban_tersimpan(),
            kekurangan=[
                {"teks": k.kalimat, "href": f"{self.alamat('isi')}#{jangkar(k.jangkar)}"} for k in fakta.kekurangan()
            ]
            if boleh_ubah
            else [],
            bukti=bukti_view(self),
            perhitungan=self.perhitungan_tersimpan(hasil),
            versi=fakta.versi,
            ada_draf=draf is not None,
            boleh_ubah=bool(boleh_ubah),
            alasan=str(getattr(boleh_ubah, "alasan", "")),
            boleh_tarik=bool(LANGKAH["tarik"].izin(fakta.situasi)),
            remah=self.remah("Periksa jawaban"),
            url_isi=self.alamat("isi"),
        )
