"""What a verifikator types: the version that the page showed and, for a return, the reason and more time."""

from django import forms

from apps.ui.forms import tahun_wajar

# A reason is read by people; more than this is not one.
MAX_ALASAN = 4_000


class LangkahForm(forms.Form):
    """The hidden part of every step: which version was shown, and what value stood there."""

    versi = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    dilihat = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)


class KembalikanForm(LangkahForm):
    """Sending back: the reason is asked for by the service, which words it for the reader."""

    alasan = forms.CharField(
        label="Apa yang perlu diperbaiki",
        help_text="Pengisi membaca kalimat ini apa adanya. Sebutkan bagiannya dan apa yang diharapkan.",
        max_length=MAX_ALASAN,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tuliskan alasannya, supaya pengisi tahu apa yang perlu diperbaiki."},
    )
    batas = forms.DateField(
        label="Batas perbaikan",
        validators=[tahun_wajar],
        required=False,
        help_text="Subbagian ini boleh mengisi sampai tanggal itu, walaupun tenggat periode sudah lewat.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal ini tidak dapat dibaca. Pilih tanggalnya, misalnya 14 Februari 2025."},
    )

    def __init__(self, *args: object, dengan_batas: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not dengan_batas:
            del self.fields["batas"]
