"""Lines of text as people type them in a plan: of a rencana aksi, and the reason of a target."""

from django import forms
from django.core.exceptions import ValidationError


def _field(paling_banyak: int, tertulis: str) -> forms.CharField:
    pesan = f"Terlalu panjang. Paling banyak {tertulis} huruf."
    return forms.CharField(required=False, max_length=paling_banyak, error_messages={"max_length": pesan})


_URAIAN, _ALASAN = _field(4_000, "4.000"), _field(300, "300")


def baca_uraian(nama: str, teks: str, galat: dict[str, str]) -> str:
    """Read the input of that name, with the line ends of everything else that is stored; a fault goes into galat."""
    return _baca(_URAIAN, nama, teks, galat)


def baca_alasan(nama: str, teks: str, galat: dict[str, str]) -> str:
    """Read why a target is no better, as its column can hold it; a fault goes into galat."""
    return _baca(_ALASAN, nama, teks, galat)


def _baca(field: forms.CharField, nama: str, teks: str, galat: dict[str, str]) -> str:
    try:
        bersih: str = field.clean(teks.replace("\r\n", "\n"))
    except ValidationError as error:
        galat[nama] = " ".join(error.messages)
        return ""
    return bersih
