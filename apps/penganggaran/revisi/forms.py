"""What the keepers of the budget say about a version."""

from django import forms

from apps.anggaran.models import VersiDipa
from apps.ui.forms import tahun_wajar

TANGGAL_TAK_TERBACA = "Tanggal ini tidak dapat dibaca. Pilih tanggalnya, misalnya 14 Februari 2025."


def _panjang(nama: str) -> int | None:
    return VersiDipa._meta.get_field(nama).max_length  # type: ignore[union-attr]


class VersiForm(forms.Form):
    """Number, date, kind, reason and source of a version; sidik is the state that the form showed."""

    nomor = forms.CharField(
        label="Nomor",
        required=False,
        max_length=_panjang("nomor"),
        help_text="Nomor DIPA atau nomor surat pengesahan revisi.",
    )
    tanggal = forms.DateField(
        label="Tanggal",
        validators=[tahun_wajar],
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": TANGGAL_TAK_TERBACA},
    )
    jenis = forms.CharField(
        label="Jenis revisi",
        required=False,
        max_length=_panjang("jenis"),
        help_text="Misalnya Revisi Kanwil DJPb, Revisi DJA, atau Revisi POK.",
    )
    alasan = forms.CharField(label="Alasan", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    sumber = forms.CharField(
        label="Sumber", required=False, max_length=_panjang("sumber"), help_text="Dokumen asal keterangan ini."
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
