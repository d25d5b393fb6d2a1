"""What is asked about one difference: why it is there."""

from collections.abc import Mapping
from typing import Any

from django import forms

from apps.anggaran.rekonsiliasi import Kelompok
from apps.anggaran.services.selisih import PENJELASAN_WAJIB


class PenjelasanForm(forms.Form):
    """The explanation of one group of equal differences; a page holds many, so each names its field after its group."""

    penjelasan = forms.CharField(
        label="Penjelasan",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": PENJELASAN_WAJIB,
            "max_length": "Penjelasan paling panjang 2.000 huruf. Ringkaskan.",
        },
    )

    def __init__(self, kelompok: Kelompok | None, data: Mapping[str, Any] | None = None) -> None:
        said = kelompok.pertama.penjelasan if kelompok else None
        super().__init__(
            data,
            auto_id=f"{kelompok.id if kelompok else 'selisih'}-%s",
            initial={"penjelasan": said.teks if said else ""},
        )
