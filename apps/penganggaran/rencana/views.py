"""The plan of withdrawals (RPD, halaman III DIPA): kegiatan by months of one version, typed or pasted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.anggaran.facts.rencana import FaktaRencana, fetch_rencana, rencana_sebelumnya, versi_berisi
from apps.anggaran.models import VersiDipa
from apps.anggaran.services import LembarBasi, LembarDitolak, simpan_rencana
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.isi.views import BASI
from apps.penganggaran.ketikan import Ketikan, baca_ketikan, teks_jumlah
from apps.penganggaran.lembar import BULAN, Baris, Kolom, susun_lembar
from apps.ui.forms import ErrorItem


class RencanaPage(HalamanAnggaran):
    """Everybody of the satker reads it, its keepers write; ?versi= names another version than the last."""

    template_name = "penganggaran/rencana.html"

    @cached_property
    def daftar_versi(self) -> list[VersiDipa]:
        return versi_berisi(self.dipa) if self.dipa else []

    @cached_property
    def fakta(self) -> FaktaRencana | None:
        """The plan of the chosen version; None without a DIPA or without lines in it. 404 for an unknown version."""
        urutan = self.request.GET.get("versi", "")
        versi = [v for v in self.daftar_versi if not urutan or str(v.urutan) == urutan]
        if urutan and not versi:
            raise Http404("Versi DIPA ini tidak ada.")
        return fetch_rencana(versi[0]) if versi else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengelola)
        if self.fakta is None:
            raise Http404("DIPA tahun ini belum ada.")
        if self.ditutup:
            catat_penolakan(request, self.ditutup)
            return self._tampil(Ketikan(), [{"teks": self.ditutup, "href": ""}])
        ketikan = self._baca(self.fakta)
        if request.POST.get("sidik") != self.fakta.sidik:
            return self._tampil(ketikan, [{"teks": BASI, "href": ""}])
        return self._tampil(ketikan) if ketikan.galat else self._simpan(self.fakta, ketikan)

    def _baca(self, fakta: FaktaRencana) -> Ketikan:
        ada = {b.id: b.rencana for b in fakta.baris}
        return baca_ketikan(self.request.POST, ada, BULAN, lambda pos_id, bulan: ada[pos_id].get(bulan), negatif=False)

    def _simpan(self, fakta: FaktaRencana, ketikan: Ketikan) -> HttpResponse:
        try:
            jumlah = simpan_rencana(
                pelaku=self.request.user,  # type: ignore[arg-type]
                versi=fakta.versi,
                nilai=ketikan.menurut_baris(),
                sidik=fakta.sidik,
            )
        except LembarBasi:
            del self.fakta
            return self._tampil(self._baca(self.fakta or fakta), [{"teks": BASI, "href": ""}])
        except LembarDitolak as error:
            ketikan.galat |= error.errors
            return self._tampil(ketikan)
        except ValidationError as error:
            catat_penolakan(self.request, " ".join(error.messages))
            return self._tampil(ketikan, [{"teks": kalimat, "href": ""} for kalimat in error.messages])
        messages.success(self.request, f"{jumlah} sel disimpan." if jumlah else "Tidak ada yang berubah.")
        return HttpResponseRedirect(f"{self._alamat(fakta.versi)}&tersimpan=1")

    def _alamat(self, versi: VersiDipa) -> str:
        return f"{self.request.path}?versi={versi.urutan}"

    def _tampil(self, ketikan: Ketikan, galat: list[ErrorItem] | None = None) -> HttpResponse:
        """The sheet again with everything typed, and why it was not saved."""
        return self.render_to_response(self.get_context_data(ketikan=ketikan, galat=galat or []))

    def _salinan(self, fakta: FaktaRencana, lama: FaktaRencana) -> Ketikan:
        """The plan of an earlier version as if it had been typed here; nothing is saved by it."""
        dahulu = {b.id: b.rencana for b in lama.baris}
        jumlah = {(b.id, bulan): j for b in fakta.baris for bulan, j in dahulu.get(b.id, {}).items()}
        return Ketikan({kunci: teks_jumlah(j) for kunci, j in jumlah.items()}, dict(jumlah))

    def get_context_data(
        self, ketikan: Ketikan | None = None, galat: list[ErrorItem] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        kwargs.setdefault("daftar_tahun", self.years("anggaran_rencana"))
        fakta = self.fakta
        if fakta is None:
            return super().get_context_data(**kwargs, view=None)
        hanya_baca = str(getattr(self.boleh_mengelola, "alasan", "")) or self.ditutup
        lama = None if fakta.ada or hanya_baca else rencana_sebelumnya(fakta.versi)
        disalin = lama is not None and ketikan is None and "salin" in self.request.GET
        if lama and disalin:
            ketikan = self._salinan(fakta, lama)
        kolom = [Kolom(bulan, terkunci=hanya_baca) for bulan in BULAN]
        baris = [Baris(b.id, b.kode, b.nama, b.pagu, b.rencana) for b in fakta.baris]
        view = susun_lembar(kolom, baris, ketikan, mulai=1)
        semua_galat = [*(galat or []), *view.galat]
        return super().get_context_data(
            **kwargs,
            view=view,
            form={"errors": semua_galat},
            galat=semua_galat,
            sidik=fakta.sidik,
            versi=fakta.versi,
            url_simpan=self._alamat(fakta.versi),
            kunci_simpanan=f"{self.request.user.pk}-{fakta.versi.pk}",
            hanya_baca=hanya_baca,
            ada=fakta.ada,
            salin={"nama": lama.versi.nama, "url": f"{self._alamat(fakta.versi)}&salin=1"} if lama else None,
            disalin=disalin,
            daftar_versi=[
                {"nama": v.nama, "url": self._alamat(v), "aktif": v.pk == fakta.versi.pk} for v in self.daftar_versi
            ],
            tersimpan="tersimpan" in self.request.GET and not semua_galat,
        )
