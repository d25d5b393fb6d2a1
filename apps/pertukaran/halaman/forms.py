"""What is asked of somebody who brings data in: the file, and later what of its preview is looked at."""

from typing import Any

from django import forms

from apps.dokumen.content import KOSONG
from apps.dokumen.rules import TERLALU_BESAR, UKURAN_TERTULIS, ContentError
from apps.dokumen.uploads import OversizedFile
from apps.pertukaran.jenis import kenali


class DataField(forms.FileField):
    """A file of data: a workbook, a CSV file, or a ZIP archive of them. What stands in it is read later."""

    default_error_messages = {"required": "Pilih berkasnya.", "invalid": "Pilih berkasnya.", "empty": KOSONG}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput({"accept": ".xlsx,.csv,.zip"}))
        kwargs.setdefault(
            "help_text", f"Templat .xlsx yang sudah diisi, .csv, atau .zip berisi CSV, paling besar {UKURAN_TERTULIS}."
        )
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        if isinstance(data, OversizedFile):
            raise forms.ValidationError(TERLALU_BESAR, code="too_large")
        file = super().to_python(data)
        if file is not None:
            try:
                kenali(file, file.name or "")
            except ContentError as error:
                raise forms.ValidationError(str(error), code="content") from error
        return file


class UnggahForm(forms.Form):
    """The file to bring in."""

    unggahan = DataField(label="Berkas data")


class SaringForm(forms.Form):
    """Which rows of a preview are shown; the state stands in the address."""

    daftar = forms.ChoiceField(label="Tampilkan", required=False)
    lembar = forms.ChoiceField(label="Lembar", required=False)
    q = forms.CharField(label="Cari", required=False, max_length=100)

    def __init__(self, *args: Any, daftar: list[tuple[str, str]], lembar: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["daftar"].choices = daftar  # type: ignore[attr-defined]
        self.fields["lembar"].choices = [("", "Semua lembar"), *((nama, nama) for nama in lembar)]  # type: ignore[attr-defined]
