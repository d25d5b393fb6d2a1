"""What is asked before a period is approved or opened again."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from apps.dokumen.uploads import EvidenceFileField
from apps.ui.forms import tahun_wajar


class DateInput(forms.DateInput):
    """The browser's own calendar; it wants and sends 2025-02-14."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _a_week_from_now() -> date:
    return timezone.localdate() + timedelta(days=7)


class SahkanForm(forms.Form):
    """A pimpinan approves in the application: one confirmation, and the berita acara when there is one."""

    konfirmasi = forms.BooleanField(
        label="Saya sudah memeriksa angka di atas dan mengesahkannya.",
        error_messages={"required": "Centang pernyataan ini bila Anda mengesahkan angkanya."},
    )
    nomor_berita_acara = forms.CharField(
        label="Nomor berita acara pleno",
        max_length=100,
        required=False,
        help_text="Bila rapat pleno sudah menghasilkan berita acara.",
    )


class BeritaAcaraForm(forms.Form):
    """A verifikator records the signed berita acara with its scan."""

    nomor_berita_acara = forms.CharField(
        label="Nomor berita acara pleno",
        max_length=100,
        error_messages={"required": "Tuliskan nomornya seperti pada berita acara."},
    )
    tanggal = forms.DateField(
        label="Tanggal pengesahan",
        validators=[tahun_wajar],
        widget=DateInput(),
        help_text="Tanggal rapat pleno.",
        error_messages={"required": "Isi tanggal rapat pleno."},
    )
    penandatangan = forms.CharField(
        label="Yang menandatangani",
        widget=forms.Textarea({"rows": 3}),
        help_text="Nama dan jabatan, satu orang per baris.",
        error_messages={"required": "Tuliskan siapa yang menandatangani berita acara."},
    )
    unggahan = EvidenceFileField(label="Pindaian berita acara yang sudah ditandatangani")


class BukaKembaliForm(forms.Form):
    """Why an approved period is opened again, and until when."""

    alasan = forms.CharField(
        label="Alasan pembukaan kembali",
        widget=forms.Textarea({"rows": 4}),
        help_text="Apa yang keliru, dan siapa yang meminta perbaikan. Alasan ini tetap tercatat.",
        error_messages={"required": "Tuliskan alasannya."},
    )
    tenggat = forms.DateField(
        label="Tenggat perbaikan",
        validators=[tahun_wajar],
        widget=DateInput(),
        initial=_a_week_from_now,
        error_messages={"required": "Isi tenggatnya."},
    )
