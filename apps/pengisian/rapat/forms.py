"""What is asked about a meeting: when and where, who decided what, and what became of it."""

from datetime import time
from typing import Any

from django import forms
from django.db.models import Q

from apps.dokumen.uploads import EvidenceFileField
from apps.organisasi.models import Keanggotaan, Pengguna, Subbagian
from apps.pengisian.isian.fields import TanggalField, TeksField
from apps.perencanaan.models import AdopsiIndikator
from apps.rapat.models import BerkasRapat, Keputusan, Rapat, TindakLanjut
from apps.siklus.models import TRIWULAN

MAX_NAMA, MAX_TEMPAT = 150, 200


class JamField(forms.TimeField):
    """An hour of the day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={"invalid": "Jam tidak terbaca. Tulis misalnya 09:00."},
            **kwargs,
        )

    def to_python(self, value: Any) -> time | None:
        jam = super().to_python(value)
        return jam.replace(second=0) if jam else None


def _tanggal(label: str, kosong: str, **kwargs: Any) -> TanggalField:
    field = TanggalField(label=label, required=True, **kwargs)
    field.error_messages["required"] = kosong
    return field


class JadwalForm(forms.Form):
    """When and where a meeting is, and about which period."""

    triwulan = forms.TypedChoiceField(
        label="Periode yang dievaluasi",
        choices=[*TRIWULAN[1:], TRIWULAN[0]],
        coerce=int,
        error_messages={"required": "Pilih periodenya.", "invalid_choice": "Pilih salah satu periode."},
    )
    tanggal = _tanggal("Tanggal rapat", "Isi tanggal rapatnya.")
    mulai = JamField(label="Pukul mulai")
    tempat = TeksField(label="Tempat", baris=1, max_length=MAX_TEMPAT)
    pimpinan_rapat = TeksField(label="Pimpinan rapat", baris=1, max_length=MAX_NAMA)
    jabatan_pimpinan = TeksField(
        label="Jabatan pimpinan rapat", baris=1, max_length=MAX_NAMA, help_text="Seperti di bawah tanda tangan notulen."
    )
    notulis = TeksField(label="Notulis", baris=1, max_length=MAX_NAMA)


class RapatForm(JadwalForm):
    """The same with the agenda, which is written when a meeting is called and changed here."""

    acara = TeksField(
        label="Acara",
        baris=10,
        help_text="Satu butir setiap baris, menurut urutannya. Nomornya diberikan aplikasi.",
    )


class NotulenForm(forms.Form):
    """What was said: one text for each sasaran, and one for the rest."""

    def __init__(self, *args: Any, sasaran: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for s in sasaran:
            self.fields[f"sasaran-{s.pk}"] = TeksField(label=f"Sasaran {s.nomor}. {s.nama}", baris=4)
        self.fields["catatan"] = TeksField(
            label="Catatan lain",
            baris=5,
            help_text="Jalannya rapat, arahan pimpinan, dan hal di luar sasaran.",
        )


class KeputusanForm(forms.Form):
    """A decision with owner and deadline."""

    uraian = TeksField(
        label="Keputusan",
        baris=3,
        required=True,
        help_text="Apa yang harus dikerjakan, dalam satu kalimat.",
        error_messages={"required": "Tuliskan keputusannya."},
    )
    subbagian = forms.ModelChoiceField(
        label="Subbagian penanggung jawab", queryset=Subbagian.objects.none(), required=False, empty_label="Pilih"
    )
    pengguna = forms.ModelChoiceField(
        label="Orang yang bertanggung jawab",
        queryset=Pengguna.objects.none(),
        required=False,
        empty_label="Pilih",
        help_text="Isi subbagian, orang, atau keduanya.",
    )
    tenggat = _tanggal("Tenggat", "Isi tenggatnya, supaya keputusan ini dapat ditagih.")
    adopsi = forms.ModelChoiceField(
        label="Indikator yang dibahas", queryset=AdopsiIndikator.objects.none(), required=False, empty_label="Tidak ada"
    )

    def __init__(self, *args: Any, rapat: Rapat, keputusan: Keputusan | None = None, **kwargs: Any) -> None:
        """keputusan is the one that is changed: its owner can be kept after leaving the office."""
        super().__init__(*args, **kwargs)
        satker = rapat.entitas.satker_id
        subbagian = Subbagian.objects.filter(satker=satker).order_by("urutan")
        anggota = Keanggotaan.objects.aktif().filter(satker=satker)
        bekerja = Q(pk__in=anggota.values("pengguna"), is_active=True)
        pemilik = Q(pk=keputusan.pengguna_id if keputusan else None)
        orang = Pengguna.objects.filter(bekerja | pemilik).order_by("nama")
        indikator = (
            AdopsiIndikator.objects.berlaku(rapat.tahun)
            .filter(entitas=rapat.entitas_id)
            .select_related("indikator")
            .order_by("nomor")
        )
        for nama, baris in (("subbagian", subbagian), ("pengguna", orang), ("adopsi", indikator)):
            self.fields[nama].queryset = baris  # type: ignore[attr-defined]
        self.fields["adopsi"].label_from_instance = lambda a: f"{a.nomor}. {a.indikator.nama}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            not data.get("subbagian")
            and not data.get("pengguna")
            and not {"subbagian", "pengguna"} & self.errors.keys()
        ):
            constraint = next(c for c in Keputusan._meta.constraints if c.name == "keputusan_bertanggung_jawab")
            self.add_error("subbagian", str(constraint.violation_error_message))
        return data


class TindakLanjutForm(forms.Form):
    """What became of a decision."""

    status = forms.ChoiceField(
        label="Status",
        choices=[
            (TindakLanjut.Status.TERBUKA, "Masih dikerjakan"),
            (TindakLanjut.Status.SELESAI, "Selesai"),
            (TindakLanjut.Status.TIDAK_DILANJUTKAN, "Tidak dilanjutkan"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih statusnya.", "invalid_choice": "Pilih salah satu status."},
    )
    keterangan = TeksField(
        label="Keterangan",
        baris=4,
        required=True,
        help_text="Apa yang sudah dilakukan, atau mengapa tidak dilanjutkan. Dibacakan pada rapat berikutnya.",
        error_messages={"required": "Tuliskan apa yang sudah dilakukan, atau mengapa tidak dilanjutkan."},
    )


class BerkasForm(forms.Form):
    """A signed paper of the meeting."""

    jenis = forms.ChoiceField(
        label="Jenis berkas",
        choices=BerkasRapat.Jenis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis berkasnya.", "invalid_choice": "Pilih salah satu jenis."},
    )
    unggahan = EvidenceFileField(label="Berkas")
