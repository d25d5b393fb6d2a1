"""What is said of a perjanjian kinerja as a whole: its name, when it was signed and by whom."""

from collections.abc import Iterable
from typing import Any

from django import forms

from apps.organisasi.models import MasaJabatan
from apps.perencanaan.services.tahun_baru import KeteranganPK
from apps.perencanaan.tahun_baru import TahunBaru
from apps.ui.forms import tahun_wajar


class KeteranganForm(forms.Form):
    """sidik is the state of the plan that the form showed."""

    nama = forms.CharField(
        label="Nama perjanjian kinerja", max_length=200, error_messages={"required": "Tulis nama perjanjian kinerja."}
    )
    penandatangan = forms.TypedChoiceField(
        label="Penandatangan",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Pilih salah satu pejabat pada daftar."},
    )
    tanggal = forms.DateField(
        label="Tanggal ditandatangani",
        validators=[tahun_wajar],
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal ini tidak dapat dibaca. Pilih tanggalnya, misalnya 14 Februari 2025."},
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, pejabat: Iterable[MasaJabatan] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # Who holds two offices signs in the first of them.
        orang: dict[str, str] = {}
        for masa in pejabat:
            orang.setdefault(str(masa.pejabat_id), f"{masa.pejabat.nama} ({masa.get_jabatan_display()})")
        self.fields["penandatangan"].choices = [("", "Belum ditentukan"), *orang.items()]  # type: ignore[attr-defined]

    def keterangan(self) -> KeteranganPK:
        """What was said, for the service; call after is_valid()."""
        nilai = self.cleaned_data
        return KeteranganPK(nilai["nama"], nilai["tanggal"], nilai["penandatangan"])


class PerubahanForm(KeteranganForm):
    """The same of a version that replaces another one, with the reason."""

    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=2_000,
        help_text="Dicatat dalam jejak bersama nama Anda.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasan perubahannya."},
    )


def keterangan_awal(fakta: TahunBaru, pejabat: Iterable[MasaJabatan]) -> dict[str, Any]:
    """What a new perjanjian kinerja is likely to say: last year's name with the new year, and whoever signed it.

    The last version of a year may be called "Perubahan"; the first of the next one changes nothing yet.
    """
    lalu, ini = fakta.pk_lalu, str(fakta.tahun)
    nama = f"Perjanjian Kinerja {fakta.entitas.nama} Tahun {ini}"
    if lalu and str(lalu.tahun) in lalu.nama:
        nama = lalu.nama.replace(" Perubahan", "").replace(str(lalu.tahun), ini)
    menjabat = [masa.pejabat_id for masa in pejabat]
    penandatangan = lalu.penandatangan_id if lalu and lalu.penandatangan_id in menjabat else None
    return {"nama": nama, "penandatangan": penandatangan or next(iter(menjabat), None)}
