"""What is asked of somebody who brings data in: the file, and later what of its preview is looked at."""

from typing import Any

from django import forms

from apps.dokumen.uploads import CheckedFileField
from apps.pertukaran.jenis import kenali


class DataField(CheckedFileField):
    """A file of data: a workbook, a CSV file, or a ZIP archive of them. What stands in it is read later."""

    endings = ("xlsx", "csv", "zip")
    accepted = "Templat .xlsx yang sudah diisi, .csv, atau .zip berisi CSV"

    def check(self, file: Any) -> None:
        kenali(file, file.name or "")


class UnggahForm(forms.Form):
    """The file to bring in."""

    unggahan = DataField(label="Berkas data")


class SaringForm(forms.Form):
    """Which rows of a preview are shown; the state stands in the address."""

    daftar = forms.ChoiceField(label="Tampilkan", required=False)
    lembar = forms.ChoiceField(label="Lembar", required=False)
    q = forms.CharField(label="Cari", required=False, max_length=100, widget=forms.TextInput({"type": "search"}))

    def __init__(self, *args: Any, daftar: list[tuple[str, str]], lembar: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["daftar"].choices = daftar  # type: ignore[attr-defined]
        self.fields["lembar"].choices = [("", "Semua lembar"), *((nama, nama) for nama in lembar)]  # type: ignore[attr-defined]
