"""What is asked of somebody who brings a budget file in: the file, and later what it is."""

from typing import Any

from django import forms

from apps.anggaran.importers.lembar import kenali
from apps.anggaran.models import KeadaanRealisasi
from apps.anggaran.services.penerapan import Pilihan
from apps.dokumen.uploads import CheckedFileField
from apps.ui.forms import tahun_wajar


class LembarField(CheckedFileField):
    """A budget file: an Excel workbook, or a CSV copy of it, which is text. What stands in it is read later."""

    endings = ("xlsx", "csv")
    accepted = "Berkas .xlsx dari SAKTI atau salinan .csv"

    def check(self, file: Any) -> None:
        kenali(file, file.name or "")


class UnggahForm(forms.Form):
    """The file to bring in."""

    unggahan = LembarField(label="Berkas anggaran")


class TerapkanForm(forms.Form):
    """What the file makes: the version with its papers, and what its realisasi rests on."""

    nama = forms.CharField(label="Nama versi", max_length=100, required=False)
    nomor = forms.CharField(label="Nomor revisi", max_length=40, required=False)
    tanggal = forms.DateField(
        label="Tanggal revisi",
        validators=[tahun_wajar],
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tulis tanggalnya, misalnya 14/02/2025."},
    )
    jenis = forms.CharField(
        label="Jenis revisi", max_length=60, required=False, help_text="Misalnya pergeseran anggaran atau revisi POK."
    )
    alasan = forms.CharField(label="Alasan revisi", required=False, widget=forms.Textarea({"rows": 2}))
    basis = forms.ChoiceField(
        label="Basis realisasi",
        choices=KeadaanRealisasi.Basis.choices,
        initial=KeadaanRealisasi.Basis.TIDAK_DISEBUT,
        error_messages={"invalid_choice": "Pilih basis realisasinya.", "required": "Pilih basis realisasinya."},
    )
    sistem_sumber = forms.CharField(
        label="Sistem sumber", max_length=60, required=False, help_text="Misalnya OM-SPAN, bila bukan dari SAKTI."
    )
    pembanding = forms.BooleanField(
        label="Hanya untuk dibandingkan: tidak dihitung sebagai realisasi, pagunya tidak dipakai", required=False
    )
    alasan_perbaikan = forms.CharField(
        label="Alasan perbaikan realisasi",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Realisasi untuk tanggal ini sudah ada. Yang lama tetap tersimpan di sampingnya.",
    )

    def __init__(self, *args: Any, hasil: dict[str, Any], nama_usulan: str, **kwargs: Any) -> None:
        """Only what this file makes is asked for."""
        super().__init__(*args, **kwargs)
        self.fields["nama"].initial = nama_usulan
        if not hasil["versi_baru"]:
            for name in ("nama", "nomor", "tanggal", "jenis", "alasan"):
                del self.fields[name]
        if not hasil["ada_realisasi"]:
            for name in ("basis", "sistem_sumber", "pembanding"):
                del self.fields[name]
        elif hasil["bentuk"] == "fa_detail":
            del self.fields["sistem_sumber"]
        if not (hasil["keadaan_baru"] and hasil["perbaikan_ke"]):
            del self.fields["alasan_perbaikan"]

    def pilihan(self) -> Pilihan:
        """What the service takes."""
        return Pilihan(**self.cleaned_data)
