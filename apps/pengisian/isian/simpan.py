"""Saving one entry form: value, analysis, plans, supporting kegiatan and a file. All of it or nothing."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.anggaran.services import simpan_dukungan
from apps.dokumen.services import transaksi_berkas
from apps.organisasi.models import Pengguna
from apps.pengisian.isian.forms import BELUM, IsianForm
from apps.pengisian.isian.jawaban import (
    Kelompok,
    jawaban_analisis,
    jawaban_dukungan,
    jawaban_nilai,
    jawaban_rencana,
)
from apps.pengisian.isian.rencana import BarisRencana
from apps.pengukuran.isian import FaktaIsian
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import RencanaIsian, simpan_isian, tambah_bukti
from apps.ui.forms import ErrorItem, error_items

ULANGI_BERKAS = "Pilih lagi berkas buktinya: peramban tidak menyimpan pilihan berkas."


@dataclass
class Formulir:
    """The form of one entry page with its rows of efforts and plans."""

    fakta: FaktaIsian
    form: IsianForm
    rencana: list[BarisRencana] = field(default_factory=list)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rencana)])

    @property
    def hanya_belum_terisi(self) -> bool:
        """Whether nothing is wrong but that the value has not been filled in yet."""
        if any(errors for rows in self.rencana for form in rows.forms if (errors := form.errors)):
            return False
        return all(error.code == BELUM for errors in self.form.errors.as_data().values() for error in errors)

    def galat(self) -> list[ErrorItem]:
        """Every error for the summary, in the order of the page, each leading to its field."""
        items = error_items(self.form)
        for rows in self.rencana:
            for n, form in enumerate(rows.forms, 1):
                items += [{**item, "teks": f"{rows.label} {n}, {item['teks']}"} for item in error_items(form)]
        return items

    def daftar_rencana(self) -> list[RencanaIsian]:
        return [butir for rows in self.rencana for butir in rows.isian()]

    def realisasi_diketik(self) -> Realisasi:
        """What was typed as a realisasi that is not saved; its value must be valid."""
        f = self.fakta
        kunci = {"adopsi": f.adopsi, "tahun": f.kinerja.tahun, "triwulan": f.triwulan}
        tahap = f.realisasi.tahap if f.realisasi else Realisasi.Tahap.DRAF
        return Realisasi(**kunci, tahap=tahap, **self.form.nilai_isian().fields())

    def jawaban(self) -> list[Kelompok]:
        """What was typed as answers, to be laid beside what is stored; the form must be valid."""
        kelompok = [
            jawaban_nilai(self.fakta, self.realisasi_diketik()),
            jawaban_analisis(self.form.analisis_isian()),
            jawaban_rencana(self.daftar_rencana()),
        ]
        if "dukungan" in self.form.fields:
            dipilih = set(self.form.cleaned_data["dukungan"])
            pilihan: Any = self.form.fields["dukungan"]
            kelompok.append(jawaban_dukungan(label for pk, label in pilihan.choices if pk in dipilih))
        return kelompok

    def pertanyaan(self) -> list[str]:
        """What is unusual about the typed value and not yet explained, nor stored like that already."""
        if self.form.cleaned_data.get("penjelasan"):
            return []
        temuan = list(self.fakta.hitung(self.realisasi_diketik()).kejanggalan)
        tersimpan = self.fakta.hitung(self.fakta.realisasi).kejanggalan if self.fakta.realisasi else ()
        return [] if temuan == list(tersimpan) else temuan


def tanda_pertanyaan(temuan: list[str]) -> str:
    """The mark by which the form shows that exactly these remarks have been asked about."""
    return hashlib.sha256("\n".join(temuan).encode()).hexdigest()[:16] if temuan else ""


def simpan_formulir(formulir: Formulir, pelaku: Pengguna) -> Realisasi:
    """Save a valid form in one transaction.

    Raises Basi, PermissionDenied with the reason, ValidationError; then nothing is saved, the file neither.
    """
    fakta, data = formulir.fakta, formulir.form.cleaned_data
    with transaksi_berkas():
        realisasi = simpan_isian(
            pelaku=pelaku,
            adopsi=fakta.adopsi,
            tahun=fakta.kinerja.tahun,
            triwulan=fakta.triwulan,
            versi=data["versi"],
            nilai=formulir.form.nilai_isian(),
            analisis=formulir.form.analisis_isian(),
            rencana=formulir.daftar_rencana(),
        )
        if "dukungan" in formulir.form.fields:
            simpan_dukungan(
                pelaku=pelaku, adopsi=fakta.adopsi, tahun=fakta.kinerja.tahun, pos_ids=set(data["dukungan"])
            )
        if unggahan := data.get("unggahan"):
            tambah_bukti(
                pelaku=pelaku,
                realisasi_id=realisasi.pk,
                jenis="berkas",
                judul=data.get("judul_bukti") or judul_dari(unggahan.name),
                unggahan=unggahan,
            )
    return realisasi


def judul_dari(nama: str) -> str:
    """A name for evidence from the name of its file: without folder and ending."""
    return PurePath(nama).stem[:200] or "Berkas"


def tebar_galat(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused at the fields of a form; what has no field stands at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for nama, errors in error.error_dict.items():
        form.add_error(nama if nama in form.fields else None, list(errors))
