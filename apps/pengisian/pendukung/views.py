"""The supporting table of an indicator: read by everybody, typed or pasted by the people who fill in."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_mengisi
from apps.organisasi.scope import require
from apps.pengisian.alamat import alamat_isian, alamat_tugas
from apps.pengisian.pendukung.forms import IsianTabel, baca_isian, dari_tersimpan, sel_views, terapkan
from apps.pengukuran.pendukung import FaktaPendukung, IsiPendukung, Tempelan, fetch_pendukung, susun_tempelan
from apps.pengukuran.services import PendukungBasi, simpan_tabel_pendukung
from apps.pengukuran.services.pendukung import MAX_KOLOM
from apps.ui.forms import ErrorItem
from apps.ui.pasted import PastedError

# A preview shows the beginning; the number says the rest.
BARIS_PRATINJAU = 15


@dataclass
class _Keadaan:
    """What a posted form leads to when it does not lead away: the table as typed, and what is to be said about it."""

    isian: IsianTabel
    galat: dict[str, str] = field(default_factory=dict)
    kini: IsiPendukung | None = None
    pratinjau: Tempelan | None = None
    fokus: str = ""
    belum_disimpan: str = ""


class PendukungPage(ScopedPage):
    """One form: its buttons change the table on the page; only "Simpan tabel" changes what is stored."""

    template_name = "pengisian/pendukung.html"

    @cached_property
    def fakta(self) -> FaktaPendukung:
        scope = self.scope
        nomor = self.kwargs["nomor"]
        fakta = fetch_pendukung(self.request.user, scope.anggota, scope.entitas, scope.tahun, nomor)  # type: ignore[arg-type]
        if fakta is None:
            raise Http404(f"Indikator {nomor} tidak memiliki tabel pendukung tahun {scope.tahun}.")
        return fakta

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(boleh_mengisi(self.scope.anggota, self.fakta.adopsi.subbagian_id))
        isian = baca_isian(request.POST)
        aksi = request.POST.get("aksi", "simpan")
        if aksi == "simpan":
            return self._simpan(isian)
        if aksi in ("pratinjau", "pakai"):
            return self._tempel(isian, pakai=aksi == "pakai")
        isian, fokus = terapkan(isian, aksi)
        return self._tampilkan(_Keadaan(isian, fokus=fokus, belum_disimpan="Perubahan pada tabel belum disimpan."))

    def _simpan(self, isian: IsianTabel) -> HttpResponse:
        keadaan = _Keadaan(isian)
        if isian.tempelan.strip():
            keadaan.galat["tempelan"] = "Ada tempelan yang belum dipakai. Lihat pratinjaunya, atau kosongkan kotak ini."
            return self._tampilkan(keadaan)
        try:
            berubah = simpan_tabel_pendukung(
                pelaku=self.request.user,  # type: ignore[arg-type]
                adopsi=self.fakta.adopsi,
                tahun=self.scope.tahun,
                versi=isian.versi,
                kolom=isian.kolom,
                baris=isian.disimpan,
                catatan=isian.catatan,
            )
        except PendukungBasi as error:
            keadaan.kini = error.tersimpan
            keadaan.galat["__all__"] = (
                f"{error} Bandingkan keduanya di bawah, lalu simpan lagi bila yang Anda ketik yang benar."
            )
        except PermissionDenied as error:
            catat_penolakan(self.request, str(error))
            keadaan.galat["__all__"] = f"{error} Yang Anda ketik belum disimpan."
        except ValidationError as error:
            keadaan.galat |= {place: " ".join(said) for place, said in error.message_dict.items()}
        else:
            messages.success(
                self.request, "Tabel pendukung disimpan." if berubah else "Tidak ada yang berubah pada tabel ini."
            )
            return HttpResponseRedirect(self.url("pendukung", self.kwargs["nomor"]))
        return self._tampilkan(keadaan)

    def _tempel(self, isian: IsianTabel, *, pakai: bool) -> HttpResponse:
        try:
            tempelan = susun_tempelan(isian.tempelan, isian.kolom, berjudul=isian.berjudul)
            if len(tempelan.kolom) > MAX_KOLOM:
                raise PastedError(f"Tabel pendukung paling banyak {MAX_KOLOM} kolom.")
        except PastedError as error:
            return self._tampilkan(_Keadaan(isian, galat={"tempelan": str(error)}))
        if not pakai:
            return self._tampilkan(_Keadaan(isian, pratinjau=tempelan, fokus="pratinjau"))
        baru = isian.dengan_tempelan(tempelan).dengan_cadangan()
        pesan = f"{len(tempelan.baris)} baris dari tempelan sudah ada di tabel, tetapi belum disimpan."
        return self._tampilkan(_Keadaan(baru, fokus="tabel", belum_disimpan=pesan))

    def _tampilkan(self, keadaan: _Keadaan) -> HttpResponse:
        return self.render_to_response(self.get_context_data(keadaan=keadaan, nomor=self.kwargs["nomor"]))

    def get_context_data(self, keadaan: _Keadaan | None = None, **kwargs: Any) -> dict[str, Any]:
        fakta, nomor = self.fakta, self.kwargs["nomor"]
        if keadaan is None:
            keadaan = _Keadaan(dari_tersimpan(fakta.isi))
        izin = fakta.situasi.boleh_mengubah
        # Typed text stays in its inputs even when the period has closed in the meantime.
        dapat_diubah = bool(izin) or bool(keadaan.galat)
        galat = _summary(keadaan)
        return super().get_context_data(
            **kwargs,
            judul_tabel=fakta.adopsi.indikator.judul_tabel_pendukung,
            indikator=fakta.adopsi.indikator.nama,
            form={"errors": galat},
            galat=galat,
            dapat_diubah=dapat_diubah,
            alasan="" if dapat_diubah else getattr(izin, "alasan", ""),
            tersimpan=keadaan.kini or fakta.isi,
            versi=(keadaan.kini or keadaan.isian).versi,
            basi=keadaan.kini is not None,
            isian=keadaan.isian,
            jumlah_baris=len(keadaan.isian.baris),
            jumlah_kolom=len(keadaan.isian.kolom),
            kolom=_columns(keadaan),
            baris=sel_views(keadaan.isian, keadaan.galat),
            galat_catatan=keadaan.galat.get("catatan", ""),
            galat_tempelan=keadaan.galat.get("tempelan", ""),
            pratinjau=_preview(keadaan.pratinjau),
            belum_disimpan=keadaan.belum_disimpan,
            fokus=keadaan.fokus,
            url_isian=alamat_isian(self.scope, nomor),
            url_laporan=self.url("tabel", f"tabel-pendukung/{nomor}") if fakta.isi.ada else "",
            remah=[
                {"label": "Tugas saya", "url": alamat_tugas(self.scope)},
                {"label": f"Indikator {nomor}", "url": alamat_isian(self.scope, nomor)},
                {"label": "Tabel pendukung"},
            ],
        )


def _columns(keadaan: _Keadaan) -> list[dict[str, Any]]:
    kolom = keadaan.isian.kolom
    return [
        {
            "posisi": j,
            "nama": f"kolom-{j}",
            "nomor": j + 1,
            "judul": judul,
            "galat": keadaan.galat.get(f"kolom-{j}", ""),
            "dapat_dihapus": j > 0 and len(kolom) > 2,
        }
        for j, judul in enumerate(kolom)
    ]


def _preview(tempelan: Tempelan | None) -> dict[str, Any] | None:
    if tempelan is None:
        return None
    sisa = len(tempelan.baris) - BARIS_PRATINJAU
    return {
        "kolom": tempelan.kolom,
        "baris": tempelan.baris[:BARIS_PRATINJAU],
        "jumlah": len(tempelan.baris),
        "sisa": f"… dan {sisa} baris lagi." if sisa > 0 else "",
        "catatan": tempelan.catatan,
    }


def _summary(keadaan: _Keadaan) -> list[ErrorItem]:
    """What must be mended, with where it stands."""

    def place(kunci: str) -> str:
        bagian, *angka = kunci.split("-")
        if bagian == "kolom":
            return f"Judul kolom {int(angka[0]) + 1}: "
        if bagian == "sel":
            return f"Baris {int(angka[0]) + 1}, kolom {int(angka[1]) + 2}: "
        if bagian == "tanda":
            return f"Tanda baris {int(angka[0]) + 1}: "
        return {"catatan": "Catatan: ", "tempelan": "Tempelan: "}.get(bagian, "")

    return [
        {"teks": f"{place(kunci)}{kalimat}", "href": "" if kunci == "__all__" else f"#{kunci}"}
        for kunci, kalimat in keadaan.galat.items()
    ]
