"""Adding, removing and downloading evidence; each also works by itself, without the entry page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.audit.services import record
from apps.dokumen.services import BerkasRusak, kirim_berkas
from apps.dokumen.uploads import EvidenceFileField
from apps.laporan.views import ScopedPage
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.permissions import boleh_melihat
from apps.organisasi.scope import require
from apps.pengisian.isian.daftar_bukti import bukti_view
from apps.pengisian.isian.dasar import IsianView
from apps.pengisian.isian.fields import TeksField, tanpa_kode
from apps.pengisian.isian.simpan import ULANGI_BERKAS, judul_dari, tebar_galat
from apps.pengukuran.models import Bukti, Realisasi
from apps.pengukuran.services import hapus_bukti, tambah_bukti
from apps.ui.forms import BoundField, error_items

TAUTAN_SALAH = "Tulis alamat web lengkap yang diawali https:// atau http://."


class BuktiBoundField(BoundField):
    """Says "(tidak wajib)" only of what no kind of evidence needs."""

    @property
    def is_optional(self) -> bool:
        return False


class TautanField(forms.CharField):
    """A web address: http or https and nothing else, because people will click on it."""

    default_validators = [URLValidator(schemes=("http", "https"), message=TAUTAN_SALAH), tanpa_kode]


class BuktiForm(forms.Form):
    """One piece of evidence: a file, a link or a note."""

    bound_field_class = BuktiBoundField
    use_required_attribute = False

    mengoreksi = forms.ModelChoiceField(
        label="Bukti yang dikoreksi", queryset=Bukti.objects.none(), required=False, empty_label="Pilih bukti"
    )
    jenis = forms.ChoiceField(
        label="Jenis bukti",
        choices=Bukti.Jenis.choices,
        widget=forms.RadioSelect,
        initial=Bukti.Jenis.BERKAS,
        error_messages={"required": "Pilih jenis bukti.", "invalid_choice": "Pilih berkas, tautan, atau catatan."},
    )
    judul = TeksField(
        label="Nama bukti",
        baris=1,
        max_length=200,
        help_text="Misalnya “Model D.Hasil Kabko”. Untuk berkas boleh kosong: nama berkasnya yang dipakai.",
    )
    unggahan = EvidenceFileField(label="Berkas", required=False)
    tautan = TautanField(label="Alamat tautan", max_length=200, required=False)
    catatan = TeksField(label="Isi catatan", baris=4)

    def __init__(self, *args: Any, koreksi: list[Bukti], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mengoreksi"]
        if koreksi:
            field.queryset = Bukti.objects.filter(pk__in=[b.pk for b in koreksi])
        else:
            del self.fields["mengoreksi"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        perlu = {"berkas": ("unggahan", "Pilih berkasnya."), "tautan": ("tautan", TAUTAN_SALAH)}
        perlu["catatan"] = ("catatan", "Tuliskan catatannya.")
        jenis = data.get("jenis", "")
        for kind, (name, sentence) in perlu.items():
            if kind != jenis:
                # Typed under another kind: not used, so it cannot be wrong.
                self.errors.pop(name, None)
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if jenis != Bukti.Jenis.BERKAS and not data.get("judul") and "judul" not in self.errors:
            self.add_error("judul", "Beri nama bukti ini.")
        return data

    def isian(self) -> dict[str, Any]:
        """What the service takes; only what belongs to the chosen kind."""
        data = self.cleaned_data
        jenis = data["jenis"]
        unggahan = data.get("unggahan") if jenis == Bukti.Jenis.BERKAS else None
        return {
            "jenis": jenis,
            "judul": data.get("judul") or (judul_dari(unggahan.name) if unggahan else ""),
            "unggahan": unggahan,
            "tautan": data.get("tautan", "") if jenis == Bukti.Jenis.TAUTAN else "",
            "catatan": data.get("catatan", "") if jenis == Bukti.Jenis.CATATAN else "",
            "mengoreksi": data.get("mengoreksi"),
        }


class AddEvidence(IsianView, ScopedPage):
    """Adds a file, a link or a note to a stored entry; after verification as a correction beside the old one."""

    template_name = "pengisian/isian/bukti_tambah.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kembali := self._belum_ada():
            return kembali
        form = self._form()
        if (jenis := request.GET.get("jenis")) in Bukti.Jenis.values:
            form.initial["jenis"] = jenis
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kembali := self._belum_ada():
            return kembali
        form = self._form(request.POST, request.FILES)
        if form.is_valid() and self._tambah(form, self.fakta.realisasi):
            messages.success(request, "Bukti ditambahkan.")
            return HttpResponseRedirect(f"{self.alamat('isi')}#bukti")
        galat = error_items(form)
        if request.FILES and not form.errors.get("unggahan"):
            galat.append({"teks": ULANGI_BERKAS, "href": "#id_unggahan"})
        return self.render_to_response(self.get_context_data(form=form, galat=galat))

    def _belum_ada(self) -> HttpResponse | None:
        """Evidence belongs to a value: without one the way leads back, in words."""
        if self.fakta.realisasi is None:
            self.require_pengisi()
            messages.warning(self.request, "Isi dan simpan dahulu nilainya, lalu tambahkan buktinya.")
            return HttpResponseRedirect(self.alamat("isi"))
        require(self.fakta.situasi.boleh_menambah_bukti)
        return None

    def _form(self, data: Any = None, files: Any = None) -> BuktiForm:
        return BuktiForm(data, files, koreksi=list(self.fakta.bukti) if self._koreksi else [])

    @property
    def _koreksi(self) -> bool:
        return self.fakta.situasi.isian.tahap == "diverifikasi"

    def _tambah(self, form: BuktiForm, realisasi: Realisasi | None) -> bool:
        try:
            if realisasi:
                tambah_bukti(pelaku=self.pelaku, realisasi_id=realisasi.pk, **form.isian())
        except ValidationError as error:
            tebar_galat(form, error)
            return False
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            indikator=self.fakta.indikator,
            periode=self.fakta.periode.nama,
            bukti=bukti_view(self),
            koreksi=self._koreksi,
            remah=self.remah("Tambah bukti"),
            url_isi=self.alamat("isi"),
        )


class BuktiView(IsianView):
    """Base: one piece of evidence of this entitas and year, with the entry it belongs to; anything else is a 404."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        realisasi = self.bukti.realisasi
        self.kwargs |= {"nomor": realisasi.adopsi.nomor, "triwulan": realisasi.triwulan}
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bukti(self) -> Bukti:
        milik = {"realisasi__adopsi__entitas": self.scope.entitas, "realisasi__tahun": self.scope.tahun}
        found = (
            Bukti.objects.select_related("berkas", "ditambahkan_oleh", "realisasi__adopsi")
            .filter(pk=self.kwargs["pk"], **milik)
            .first()
        )
        if found is None:
            raise Http404("Bukti ini tidak ada, atau sudah dihapus.")
        return found

    @property
    def url_isi(self) -> str:
        return f"{self.alamat('isi')}#bukti"


class RemoveEvidence(BuktiView, ScopedPage):
    """Asks once, then takes evidence away from a draft."""

    template_name = "pengisian/isian/bukti_hapus.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.fakta.situasi.boleh_mengubah)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_pengisi()
        judul = self.bukti.judul
        try:
            hapus_bukti(pelaku=self.pelaku, bukti=self.bukti)
        except PermissionDenied as error:
            catat_penolakan(request, str(error))
            messages.error(request, f"Bukti tidak dihapus. {error}")
        except ValidationError as error:
            messages.error(request, f"Bukti tidak dihapus. {' '.join(error.messages)}")
        except ProtectedError:
            messages.error(request, "Bukti tidak dihapus: bukti lain mengoreksinya, jadi keduanya tetap disimpan.")
        else:
            messages.success(request, f"Bukti “{judul}” dihapus dari isian ini.")
        return HttpResponseRedirect(self.url_isi)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            bukti=self.bukti,
            indikator=self.fakta.indikator,
            periode=self.fakta.periode.nama,
            remah=self.remah("Hapus bukti"),
            url_isi=self.url_isi,
        )


class DownloadEvidence(BuktiView):
    """Sends the file of a piece of evidence, checked against its fingerprint; the journal notes who took it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(boleh_melihat(self.scope.anggota))
        berkas = self.bukti.berkas
        if berkas is None:
            raise Http404("Bukti ini bukan berkas.")
        try:
            response = kirim_berkas(berkas)
        except BerkasRusak as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.url_isi)
        record(
            rantai=self.scope.entitas.satker.kode,
            pelaku=self.pelaku,
            tindakan="unduh_bukti",
            objek=self.bukti,
            sesudah={"berkas": berkas.nama, "sha256": berkas.sha256},
        )
        return response
