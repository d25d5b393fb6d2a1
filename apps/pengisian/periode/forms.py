"""Opening a period, and giving more time in it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from apps.organisasi.models import Keanggotaan, Pengguna, Satker, Subbagian
from apps.ui.forms import tahun_wajar

TANGGAL_TAK_TERBACA = "Tanggal ini tidak dapat dibaca. Pilih tanggalnya, misalnya 14 Februari 2025."


def date_input() -> forms.DateInput:
    """A date field of the browser; it wants and sends the ISO form."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PeriodeForm(forms.Form):
    """Whether a period takes entries and until when; sidik is the state that the form showed."""

    dibuka = forms.TypedChoiceField(
        label="Pengisian",
        choices=[("ya", "Dibuka"), ("tidak", "Ditutup")],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih dibuka atau ditutup."},
    )
    tenggat = forms.DateField(
        label="Tenggat pengisian",
        validators=[tahun_wajar],
        required=False,
        help_text="Hari terakhir subbagian dapat mengisi. Tanpa tanggal, periode terbuka sampai Anda menutupnya.",
        widget=date_input(),
        error_messages={"invalid": TANGGAL_TAK_TERBACA},
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, tenggat_kini: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tenggat_kini = tenggat_kini

    def clean_tenggat(self) -> date | None:
        """A deadline that has passed opens nothing; one that stands already may stay."""
        tenggat: date | None = self.cleaned_data["tenggat"]
        baru = tenggat if tenggat != self.tenggat_kini and self.cleaned_data.get("dibuka") else None
        if baru and baru < timezone.localdate():
            raise forms.ValidationError("Tenggat ini sudah lewat. Pilih hari ini atau sesudahnya.")
        return tenggat


class PerpanjanganForm(forms.Form):
    """More time for one subbagian or one person: one choice, so that it is never both and never neither."""

    untuk = forms.ChoiceField(label="Untuk siapa", error_messages={"required": "Pilih satu subbagian atau satu orang."})
    sampai = forms.DateField(
        label="Berlaku sampai",
        validators=[tahun_wajar],
        widget=date_input(),
        error_messages={"required": "Pilih tanggalnya.", "invalid": TANGGAL_TAK_TERBACA},
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Dicatat dalam jejak bersama nama Anda.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasannya."},
    )

    def __init__(self, *args: Any, satker: Satker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subbagian = Subbagian.objects.filter(satker=satker).order_by("urutan")
        anggota = Keanggotaan.objects.aktif().filter(satker=satker, peran__in=["operator", "verifikator"])
        orang = Pengguna.objects.filter(pk__in=anggota.values("pengguna"), is_active=True).order_by("nama")
        self._pilihan: dict[str, Subbagian | Pengguna] = {
            **{f"subbagian-{s.pk}": s for s in subbagian},
            **{f"orang-{o.pk}": o for o in orang},
        }
        self.fields["untuk"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih"),
            ("Subbagian", [(kode, str(satu)) for kode, satu in self._pilihan.items() if kode[0] == "s"]),
            ("Orang", [(kode, str(satu)) for kode, satu in self._pilihan.items() if kode[0] == "o"]),
        ]

    def sasaran(self) -> dict[str, Any]:
        """Whom the extension is for, as the service asks for it."""
        satu = self._pilihan[self.cleaned_data["untuk"]]
        return {"subbagian": satu} if isinstance(satu, Subbagian) else {"pengguna": satu}
