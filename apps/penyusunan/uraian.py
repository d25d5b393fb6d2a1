"""A line of a rencana aksi as people type it."""

from django import forms
from django.core.exceptions import ValidationError

_FIELD = forms.CharField(
    required=False, max_length=4_000, error_messages={"max_length": "Terlalu panjang. Paling banyak 4.000 huruf."}
)


def baca_uraian(nama: str, teks: str, galat: dict[str, str]) -> str:
    """Read the input of that name, with the line ends of everything else that is stored; a fault goes into galat."""
    try:
        uraian: str = _FIELD.clean(teks.replace("\r\n", "\n"))
    except ValidationError as error:
        galat[nama] = " ".join(error.messages)
        return ""
    return uraian
