"""The words of one comparison, as typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from apps.pengukuran.services.narasi import ISI_WAJIB, MAX_ISI
from apps.ui.numbers import format_bulat


class NarasiForm(forms.Form):
    """One text, and what it was written beside: the version and the generated sentence that the page showed."""

    isi = forms.CharField(
        label="Teks perbandingan",
        max_length=MAX_ISI,
        help_text="Pisahkan paragraf dengan satu baris kosong.",
        widget=forms.Textarea({"rows": 10}),
        error_messages={
            "required": ISI_WAJIB,
            "max_length": f"Paling banyak {format_bulat(MAX_ISI)} huruf. Ringkaskan.",
        },
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    dasar = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id="narasi-%s")

    def clean_dasar(self) -> str:
        """With the line ends that the sentence was shown with: a browser sends its own."""
        return str(self.cleaned_data["dasar"]).replace("\r\n", "\n")
