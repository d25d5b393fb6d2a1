"""Recording a NKA or an IKPA."""

from django import forms

from apps.anggaran.services.nilai import UKURAN_NILAI
from apps.penganggaran.nilai.facts import NAMA
from apps.ui.forms import NumberField, tahun_wajar

TANGGAL_TAK_TERBACA = "Tanggal ini tidak dapat dibaca. Pilih tanggalnya, misalnya 14 Februari 2025."


class NilaiForm(forms.Form):
    """One value with where it was read and when; sidik is the state that the form showed."""

    ukuran = forms.ChoiceField(
        label="Nilai apa",
        choices=[(ukuran.value, NAMA[ukuran]) for ukuran in UKURAN_NILAI],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih NKA atau IKPA.", "invalid_choice": "Pilih NKA atau IKPA."},
    )
    angka = NumberField(
        kind="indeks",
        label="Nilai",
        help_text="Antara 0 dan 100, misalnya 93,71.",
        error_messages={"required": "Tulis nilainya."},
    )
    sumber = forms.CharField(
        label="Sumber",
        max_length=200,
        help_text="Aplikasi, surat, atau laporan tempat nilai ini dibaca.",
        error_messages={"required": "Tulis sumbernya.", "max_length": "Sumber paling banyak 200 huruf."},
    )
    tanggal = forms.DateField(
        label="Tanggal nilai",
        validators=[tahun_wajar],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Pilih tanggalnya.", "invalid": TANGGAL_TAK_TERBACA},
    )
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
