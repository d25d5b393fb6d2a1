"""The rencana aksi of one indicator: everybody of the satker reads it, those who fill it in write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import Keputusan, boleh_mengelola, boleh_menyunting_rencana
from apps.organisasi.scope import require
from apps.penyusunan.isian_target import IsianTarget, baca_target, isian_target
from apps.penyusunan.uraian import baca_uraian
from apps.perencanaan.rencana import TRIWULAN_RENCANA, RencanaIndikator, fetch_rencana
from apps.perencanaan.services.rencana import IsiTriwulan, simpan_rencana
from apps.perencanaan.services.tahun_baru import RencanaBasi
from apps.siklus.facts import NAMA_TRIWULAN
from apps.ui.forms import ErrorItem

STATUS_BASI = 409
BASI = (
    "Rencana ini sudah diubah orang lain sejak Anda membukanya. Isian Anda masih ada di bawah; simpan lagi bila itu "
    "yang dimaksud."
)
# Empty lines to write in, and how many a quarter can have: more are not steps but a mistake.
CADANGAN, MAX_BARIS = 2, 40


def nama_target(triwulan: int) -> str:
    return f"target-{triwulan}"


def nama_kegiatan(triwulan: int, nomor: int) -> str:
    return f"kegiatan-{triwulan}-{nomor}"


@dataclass(frozen=True, slots=True)
class BarisView:
    """A line to edit."""

    nama: str
    label: str
    teks: str
    galat: str


@dataclass(frozen=True, slots=True)
class TriwulanView:
    """A quarter with its inputs, or as it stands where this person may not write."""

    nama: str
    alasan: str
    target: str
    kegiatan: tuple[str, ...]
    isian: IsianTarget | None = None
    baris: tuple[BarisView, ...] = ()


class RencanaIndikatorPage(ScopedPage):
    """Quarter targets and steps of an indicator in the year of the address."""

    template_name = "penyusunan/indikator.html"
    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def rencana(self) -> RencanaIndikator:
        rencana = fetch_rencana(self.scope.entitas, self.scope.tahun, self.kwargs["nomor"])
        if rencana is None:
            raise Http404("Indikator ini tidak ada pada tahun tersebut.")
        return rencana

    def boleh(self, triwulan: int) -> Keputusan:
        adopsi = self.rencana.adopsi
        return boleh_menyunting_rencana(self.scope.anggota, adopsi.subbagian_id, self.rencana.terkunci(triwulan))

    def get_context_data(
        self, galat: dict[str, str] | None = None, umum: list[ErrorItem] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        r, galat = self.rencana, galat or {}
        triwulan = [self._triwulan(t, galat) for t in TRIWULAN_RENCANA]
        semua = [*(umum or []), *_galat_rows(triwulan)]
        kelola = bool(boleh_mengelola(self.scope.anggota))
        return super().get_context_data(
            **kwargs,
            judul=f"{r.adopsi.nomor}. {r.adopsi.indikator.nama}",
            target_pk=r.ukuran.tampil(r.janji_pk) or "-",
            target_renstra=r.ukuran.tampil(r.janji_renstra) or "-",
            penanggung_jawab=r.adopsi.subbagian.nama,
            beda=r.beda,
            triwulan=triwulan,
            alasan=next((t.alasan for t in triwulan if t.alasan), ""),
            dapat_disimpan=any(t.isian for t in triwulan),
            galat=semua,
            form={"errors": semua},
            sidik=r.sidik,
            daftar_tahun=self._tahun(),
            remah=[
                {"label": f"Rencana tahun {self.scope.tahun}", "url": self.url("tahun_baru")}
                if kelola
                else {"label": "Capaian indikator", "url": self.url("daftar_indikator")},
                {"label": f"Rencana aksi indikator {r.adopsi.nomor}"},
            ],
        )

    def _tahun(self) -> list[dict[str, Any]]:
        """The years in which the satker answers for the indicator."""
        adopsi = self.rencana.adopsi
        semua = self.years("rencana_indikator", adopsi.nomor)
        return [butir for butir in semua if adopsi.dari <= butir["tahun"] <= adopsi.sampai]

    def _triwulan(self, triwulan: int, galat: dict[str, str]) -> TriwulanView:
        r, izin = self.rencana, self.boleh(triwulan)
        satu, nama = r.triwulan[triwulan], NAMA_TRIWULAN[triwulan]
        uraian = tuple(k.uraian for k in satu.kegiatan)
        tampak = r.ukuran.tampil(satu.target)
        if not izin:
            return TriwulanView(nama, str(getattr(izin, "alasan", "")), tampak, uraian)
        kunci = nama_target(triwulan)
        teks = self._teks(kunci, r.ukuran.ketik(satu.target))
        isian = isian_target(kunci, f"Target {nama}", r.ukuran, teks, galat.get(kunci, ""), kosong="Belum ditetapkan")
        baris = tuple(
            BarisView(n, f"Kegiatan {nomor} {nama}", isi, galat.get(n, ""))
            for nomor, (n, isi) in enumerate(self._baris(triwulan), start=1)
        )
        return TriwulanView(nama, "", tampak, uraian, isian, baris)

    def _teks(self, nama: str, tersimpan: str) -> str:
        """What stands in an input: what was sent, else what is stored."""
        return self.request.POST.get(nama, tersimpan) if self.request.method == "POST" else tersimpan

    def _baris(self, triwulan: int) -> list[tuple[str, str]]:
        """The lines of a quarter by the name of their input: those sent or stored, and empty ones to write in."""
        if self.request.method == "POST":
            nama = (nama_kegiatan(triwulan, n) for n in range(1, MAX_BARIS + 1))
            diketik = [(n, self.request.POST[n]) for n in nama if n in self.request.POST]
            if diketik:
                return diketik
        uraian = [*(k.uraian for k in self.rencana.triwulan[triwulan].kegiatan), *([""] * CADANGAN)]
        return [(nama_kegiatan(triwulan, n), isi) for n, isi in enumerate(uraian, start=1)]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        terbuka = [t for t in TRIWULAN_RENCANA if self.boleh(t)]
        if not terbuka:
            require(self.boleh(TRIWULAN_RENCANA[0]))
        galat: dict[str, str] = {}
        isi = {t: self._baca(t, galat) for t in terbuka}
        if request.POST.get("sidik") != self.rencana.sidik:
            return self._lagi(STATUS_BASI, galat, [{"teks": BASI, "href": ""}])
        if galat:
            return self._lagi(200, galat)
        try:
            berubah = simpan_rencana(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                tahun=self.scope.tahun,
                nomor=self.kwargs["nomor"],
                isi=isi,
                sidik=self.rencana.sidik,
            )
        except RencanaBasi:
            return self._lagi(STATUS_BASI, galat, [{"teks": BASI, "href": ""}])
        except ValidationError as error:
            return self._lagi(200, galat, [{"teks": satu, "href": ""} for satu in error.messages])
        messages.success(request, "Rencana aksi disimpan." if berubah else "Tidak ada yang berubah.")
        return HttpResponseRedirect(request.path)

    def _baca(self, triwulan: int, galat: dict[str, str]) -> IsiTriwulan:
        r, kunci = self.rencana, nama_target(triwulan)
        target = baca_target(r.ukuran, kunci, self._teks(kunci, r.ukuran.ketik(r.triwulan[triwulan].target)), galat)
        uraian = [baca_uraian(nama, isi, galat) for nama, isi in self._baris(triwulan)]
        return IsiTriwulan(target, [satu for satu in uraian if satu])

    def _lagi(self, status: int, galat: dict[str, str], umum: list[ErrorItem] | None = None) -> HttpResponse:
        """The page once more with what was typed, over what stands there now."""
        del self.rencana
        return self.render_to_response(self.get_context_data(galat=galat, umum=umum), status=status)


def _galat_rows(triwulan: list[TriwulanView]) -> Iterator[ErrorItem]:
    """The faults of all inputs in the order of the page."""
    for t in triwulan:
        if t.isian and t.isian.galat:
            yield {"teks": f"{t.isian.label}: {t.isian.galat}", "href": f"#{t.isian.nama}"}
        for b in t.baris:
            if b.galat:
                yield {"teks": f"{b.label}: {b.galat}", "href": f"#{b.nama}"}
