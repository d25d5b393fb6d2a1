"""What is said of a sheet of months as a whole: basis, reason, and that the changes were looked at."""

from typing import Any

from django import forms

from apps.anggaran.models import KeadaanRealisasi


class LembarForm(forms.Form):
    """susunan is the fingerprint of the changes that konfirmasi was given to; others must be confirmed anew."""

    basis = forms.ChoiceField(
        label="Basis realisasi",
        choices=KeadaanRealisasi.Basis.choices,
        error_messages={"invalid_choice": "Pilih basis realisasi: SPP, SPM, SP2D, atau tidak disebut."},
    )
    alasan = forms.CharField(
        label="Alasan perbaikan",
        required=False,
        max_length=1000,
        help_text="Disimpan bersama keadaan yang baru. Keadaan yang lama tetap ada.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    konfirmasi = forms.BooleanField(label="Sudah saya periksa dan benar.", required=False)
    susunan = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def tuntut(self, susunan: str, *, alasan: bool) -> None:
        """Ask for the confirmation of these very changes, and for a reason where something saved is corrected."""
        data: dict[str, Any] = self.cleaned_data
        self.fields["alasan"].required = alasan
        if data.get("susunan") != susunan:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["susunan"] = susunan  # type: ignore[index]
            self.data.pop("konfirmasi", None)  # type: ignore[attr-defined]
            self.add_error(None, "Periksa dahulu perubahan di bawah, lalu simpan lagi.")
            return
        if not data.get("konfirmasi"):
            self.add_error("konfirmasi", "Beri tanda bila perubahan di bawah sudah benar.")
        if alasan and not data.get("alasan", "").strip():
            self.add_error("alasan", "Tulis alasan perbaikan, misalnya nomor SP2D yang dikoreksi.")
