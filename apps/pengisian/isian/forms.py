"""The entry form: how a value is given, where it comes from, why it came out so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from apps.anggaran.models import PosAnggaran
from apps.dokumen.uploads import EvidenceFileField
from apps.pengisian.isian.fields import AngkaField, TanggalField, TeksField
from apps.pengukuran.isian import FaktaIsian
from apps.pengukuran.models import Peristiwa, Realisasi
from apps.pengukuran.services import AnalisisIsian, NilaiIsian
from apps.perencanaan.kolom import JENIS_ANGKA
from apps.perencanaan.models import TingkatSkala
from apps.ui.forms import BoundField

# The code of errors that only say that something has not been filled in yet; a draft may lack it.
BELUM = "belum"


class Cara(TextChoices):
    """How the value is given."""

    PECAHAN = "pecahan", "Pembilang dan penyebut"
    LANGSUNG = "langsung", "Nilai langsung"
    TINGKAT = "tingkat", "Pilih tingkat"
    BELUM_TERUKUR = "belum_terukur", "Belum terukur"


MILIK_CARA: dict[str, tuple[str, ...]] = {
    Cara.PECAHAN: ("pembilang", "penyebut"),
    Cara.LANGSUNG: ("nilai",),
    Cara.TINGKAT: ("tingkat", "skor"),
    Cara.BELUM_TERUKUR: ("alasan",),
}
TIDAK_WAJIB = frozenset(
    {"catatan_kaki", "peristiwa", "skor", "uraian", "faktor_keberhasilan", "alternatif", "penjelasan", "judul_bukti"}
)


@dataclass(frozen=True)
class Pilihan:
    """What can be chosen on one entry page: events of the year and kegiatan of its DIPA, and which are chosen."""

    peristiwa: tuple[Peristiwa, ...]
    kegiatan: tuple[PosAnggaran, ...]
    dukungan: tuple[int, ...]


class IsianBoundField(BoundField):
    """Says "(tidak wajib)" only where nothing ever asks for the field."""

    @property
    def is_optional(self) -> bool:
        return self.name in TIDAK_WAJIB


class TingkatField(forms.ModelChoiceField):
    """A level of the indicator's own scale."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.kode} · {obj.nama}" if obj.nama and obj.nama != obj.kode else obj.kode


class IsianForm(forms.Form):
    """The value of an indicator in a period with all that is said about it; fields that do not apply are left out."""

    bound_field_class = IsianBoundField
    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    cara = forms.ChoiceField(label="Bagaimana nilai ini diisi?", widget=forms.RadioSelect, required=False)
    pembilang = AngkaField(label="Pembilang", kind="jumlah", utuh=13, desimal=2)
    penyebut = AngkaField(label="Penyebut", kind="jumlah", utuh=13, desimal=2)
    nilai = AngkaField(label="Nilai realisasi", kind="indeks")
    tingkat = TingkatField(
        label="Tingkat yang dicapai", queryset=TingkatSkala.objects.none(), required=False, widget=forms.RadioSelect
    )
    skor = AngkaField(
        label="Skor di balik tingkat", kind="indeks", utuh=5, desimal=2, help_text="Misalnya 72,55, bila diketahui."
    )
    alasan = TeksField(label="Alasan belum terukur", baris=2)
    penjelasan = TeksField(label="Penjelasan nilai yang tidak biasa", baris=2)
    status_nilai = forms.ChoiceField(
        label="Status nilai", choices=Realisasi.StatusNilai.choices, widget=forms.RadioSelect, required=False
    )
    tanggal_final = TanggalField(label="Nilai final diharapkan pada")
    keandalan = forms.ChoiceField(
        label="Keandalan nilai", choices=Realisasi.Keandalan.choices, widget=forms.RadioSelect, required=False
    )
    alasan_keandalan = TeksField(label="Alasan diragukan", baris=2)
    catatan_kaki = TeksField(label="Catatan kaki", baris=2, help_text="Tampil dengan tanda * di bawah tabel.")
    sumber = TeksField(label="Sumber data", baris=1, max_length=300)
    per_tanggal = TanggalField(label="Keadaan per tanggal")
    peristiwa = forms.ModelChoiceField(
        label="Peristiwa",
        queryset=Peristiwa.objects.none(),
        required=False,
        empty_label="Tidak terkait peristiwa",
        error_messages={"invalid_choice": "Pilih peristiwa dari daftar tahun ini."},
    )
    uraian = TeksField(label="Uraian capaian", baris=3)
    faktor_keberhasilan = TeksField(label="Faktor keberhasilan", baris=3)
    hambatan = TeksField(label="Hambatan dan penyebab", baris=3)
    alternatif = TeksField(label="Alternatif yang telah dilakukan", baris=3)
    dukungan = forms.TypedMultipleChoiceField(
        label="Kegiatan yang mendukung indikator ini",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih kegiatan dari DIPA tahun ini."},
    )
    unggahan = EvidenceFileField(label="Tambah berkas bukti", required=False)
    judul_bukti = TeksField(
        label="Nama bukti", baris=1, max_length=200, help_text="Bila kosong, nama berkasnya yang dipakai."
    )
    alasan_tanpa_bukti = TeksField(label="Alasan tidak ada bukti dukung", baris=2)

    def __init__(self, *args: Any, fakta: FaktaIsian, pilihan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fakta = fakta
        self._fit_value_fields()
        self._choose("cara", self._ways())
        if pilihan.peristiwa:
            field: Any = self.fields["peristiwa"]
            field.queryset = Peristiwa.objects.filter(pk__in=[p.pk for p in pilihan.peristiwa])
        else:
            del self.fields["peristiwa"]
        if pilihan.kegiatan:
            self._choose("dukungan", [(p.pk, f"{p.kode} {p.nama}") for p in pilihan.kegiatan])
        else:
            del self.fields["dukungan"]
        if fakta.adopsi.indikator.wajib_bukti:
            del self.fields["alasan_tanpa_bukti"]

    def _fit_value_fields(self) -> None:
        indikator = self.fakta.adopsi.indikator
        bertingkat = indikator.satuan == indikator.Satuan.TINGKAT
        pecahan = not bertingkat and punya_pecahan(self.fakta)
        buang = [
            *(("nilai",) if bertingkat else ("tingkat", "skor")),
            *(() if pecahan else ("pembilang", "penyebut")),
        ]
        for name in buang:
            del self.fields[name]
        if bertingkat:
            tingkat: Any = self.fields["tingkat"]
            tingkat.queryset = TingkatSkala.objects.filter(skala=indikator.skala_id).order_by("peringkat")
            tingkat.empty_label = None
            tingkat.error_messages["invalid_choice"] = f"Pilih tingkat dari skala {indikator.skala}."
            return
        if indikator.satuan == indikator.Satuan.PERSEN:
            self.fields["nilai"].label = "Nilai realisasi dalam persen"
        elif indikator.satuan == indikator.Satuan.JUMLAH:
            label = f"Jumlah ({indikator.nama_satuan})"
            self.fields["nilai"] = AngkaField(label=label, kind=JENIS_ANGKA[indikator.satuan])
        if pecahan:
            self.fields["pembilang"].label = indikator.label_pembilang or "Pembilang"
            self.fields["penyebut"].label = indikator.label_penyebut or "Penyebut"

    def _ways(self) -> list[tuple[str, str]]:
        persen = self.fakta.adopsi.indikator.satuan == "persen"
        label = {Cara.LANGSUNG: "Nilai persen langsung"} if persen else {}
        return [(c.value, label.get(c, str(c.label))) for c in Cara if MILIK_CARA[c][0] in self.fields]

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        cara = data.get("cara") or ""
        # What was typed under another way of giving the value is not used, so it cannot be wrong.
        for name in (n for c, names in MILIK_CARA.items() if c != cara for n in names):
            self.errors.pop(name, None)
        if not cara and "cara" not in self.errors:
            self.add_error("cara", ValidationError("Pilih cara mengisi nilai ini.", code=BELUM))
        for name in MILIK_CARA.get(cara, ()):
            if name != "skor" and name in self.fields and name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, ValidationError(self._missing(name), code=BELUM))
        if cara == Cara.PECAHAN:
            self._check_parts(data)
        if data.get("keandalan") == Realisasi.Keandalan.DIRAGUKAN and not data.get("alasan_keandalan"):
            self._say("alasan_keandalan", "Tuliskan alasan mengapa nilai ini diragukan.")
        # A name alone would be dropped in silence, and its writer believe that the file is there.
        if data.get("judul_bukti") and not data.get("unggahan") and "unggahan" not in self.errors:
            self._say("judul_bukti", "Pilih juga berkasnya, atau kosongkan nama bukti ini.")
        return data

    def _missing(self, name: str) -> str:
        if name == "alasan":
            return "Tuliskan alasan mengapa belum terukur."
        return "Pilih salah satu tingkat." if name == "tingkat" else "Isi angkanya."

    def _check_parts(self, data: Mapping[str, Any]) -> None:
        pembilang, penyebut = data.get("pembilang"), data.get("penyebut")
        boleh_lebih = self.fakta.adopsi.indikator.pembilang_boleh_lebih
        if penyebut == 0:
            self._say("penyebut", "Penyebut harus lebih besar dari nol.")
        elif pembilang is not None and penyebut is not None and pembilang > penyebut and not boleh_lebih:
            self._say("pembilang", "Pembilang tidak boleh lebih besar daripada penyebut. Periksa keduanya.")

    def _say(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def nilai_isian(self) -> NilaiIsian:
        """The value as the service takes it; what belongs to another way of giving it is left out."""
        data = self.cleaned_data
        cara = data["cara"]
        dipakai: dict[str, Any] = {name: data.get(name) for name in MILIK_CARA[cara]}
        sementara = data.get("status_nilai") == Realisasi.StatusNilai.SEMENTARA
        diragukan = data.get("keandalan") == Realisasi.Keandalan.DIRAGUKAN
        lama = self.fakta.realisasi.alasan_tanpa_bukti if self.fakta.realisasi else ""
        return NilaiIsian(
            keadaan=Realisasi.Keadaan.BELUM_TERUKUR if cara == Cara.BELUM_TERUKUR else Realisasi.Keadaan.TERUKUR,
            status_nilai=data.get("status_nilai") or Realisasi.StatusNilai.FINAL,
            tanggal_final=data.get("tanggal_final") if sementara else None,
            keandalan=data.get("keandalan") or Realisasi.Keandalan.SAH,
            alasan_keandalan=data.get("alasan_keandalan", "") if diragukan else "",
            catatan_kaki=data.get("catatan_kaki", ""),
            sumber=data.get("sumber", ""),
            per_tanggal=data.get("per_tanggal"),
            peristiwa=data.get("peristiwa"),
            penjelasan=data.get("penjelasan", ""),
            alasan_tanpa_bukti=data.get("alasan_tanpa_bukti", lama),
            **dipakai,
        )

    def analisis_isian(self) -> AnalisisIsian:
        """The analysis as the service takes it."""
        return AnalisisIsian(**{name: self.cleaned_data[name] for name in AnalisisIsian.__slots__})


def punya_pecahan(fakta: FaktaIsian) -> bool:
    """Whether the value may be given by its parts: the indicator names them, or they are already stored."""
    tersimpan = fakta.realisasi is not None and fakta.realisasi.pembilang is not None
    return fakta.adopsi.indikator.punya_bagian or tersimpan


def cara_dari(fakta: FaktaIsian) -> str:
    """How the stored value was given; for a new one the way that the indicator suggests."""
    realisasi = fakta.realisasi
    if realisasi is None:
        if fakta.adopsi.indikator.satuan == "tingkat":
            return Cara.TINGKAT
        return Cara.PECAHAN if punya_pecahan(fakta) else Cara.LANGSUNG
    if realisasi.keadaan == Realisasi.Keadaan.BELUM_TERUKUR:
        return Cara.BELUM_TERUKUR
    if realisasi.tingkat_id:
        return Cara.TINGKAT
    return Cara.PECAHAN if realisasi.pembilang is not None else Cara.LANGSUNG


def awal_dari(fakta: FaktaIsian, dukungan: Iterable[int]) -> dict[str, Any]:
    """The stored state as initial values; what a new entry can already know stands there, too."""
    awal: dict[str, Any] = {
        "versi": fakta.versi,
        "cara": cara_dari(fakta),
        "status_nilai": Realisasi.StatusNilai.FINAL,
        "keandalan": Realisasi.Keandalan.SAH,
        "sumber": fakta.indikator.sumber_data[:300],
        "dukungan": list(dukungan),
    }
    if fakta.realisasi:
        tersimpan = NilaiIsian.__slots__
        awal |= {name: getattr(fakta.realisasi, name) for name in tersimpan if name not in ("tingkat", "peristiwa")}
        awal |= {"tingkat": fakta.realisasi.tingkat_id, "peristiwa": fakta.realisasi.peristiwa_id}
    if fakta.analisis:
        awal |= {name: getattr(fakta.analisis, name) for name in AnalisisIsian.__slots__}
    return awal
