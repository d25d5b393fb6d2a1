"""What a person may bring in by a file: the same rules as on the pages, asked for each row that would change."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from apps.audit.services import Pelaku
from apps.audit.states import state_of
from apps.organisasi.models import Satker
from apps.organisasi.permissions import (
    Anggota,
    Keputusan,
    boleh_mengelola,
    boleh_mengelola_anggaran,
    boleh_mengisi,
    boleh_menyunting_rencana,
)
from apps.organisasi.scope import anggota_of
from apps.pengukuran.models import Realisasi
from apps.pengukuran.situasi import situasi_of
from apps.perencanaan.kolom import AdopsiWidget
from apps.perencanaan.models import AdopsiIndikator, RencanaAksi, Renstra, Target
from apps.pertukaran.ekspor import leluhur
from apps.pertukaran.lembar import MENURUT_MODEL
from apps.siklus.facts import fetch_satu_periode
from apps.ui.resources import SheetResource
from apps.ui.widgets import LookupWidget, Row, follow

MILIK_LAIN = "Baris ini bukan milik {satker}. Hapus barisnya: di sini hanya data kantor Anda yang dapat dimuat."
BUKAN_KAMI = "“{teks}” bukan {satker}. Hapus baris ini: di sini hanya data kantor Anda yang dapat dimuat."
OWNER_HEADINGS = ("Satker", "Entitas", "Pemilik")
BERSAMA = "Data ini dipakai bersama oleh semua satker. Hanya pengelola aplikasi yang mengubahnya."
PENGELOLA = "Data untuk seluruh aplikasi hanya dimuat pengelola aplikasi."
PUSAT = "Isi kolom ini hanya diubah pengelola aplikasi. Kembalikan seperti semula."
DI_ATAS = "Data ini milik {pemilik}. Kantor Anda hanya memakainya; kembalikan isinya seperti semula."


@dataclass(frozen=True)
class Wewenang:
    """Who brings the file in, and for which satker; satker None is everything: a superuser or a command."""

    pelaku: Pelaku
    satker: Satker | None = None

    @cached_property
    def anggota(self) -> Anggota:
        """What the person is in the satker, or in the application, now: the work may have waited for days."""
        pengguna: Any = self.pelaku
        if not getattr(pengguna, "is_active", True):
            return Anggota(None)
        # A command of the server is no account.
        return anggota_of(pengguna, self.satker) if self.satker else Anggota(None, superuser=_pengelola(pengguna))


def _pengelola(pelaku: Any) -> bool:
    return bool(getattr(pelaku, "is_superuser", True))


@dataclass
class PenjagaImpor:
    """Asked about every row while a file is read; it refuses in the person's words."""

    wewenang: Wewenang
    _di_atas: dict[int, Satker] = field(default_factory=dict)
    _izin: dict[tuple, Keputusan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        satker = self.wewenang.satker
        self._di_atas.update({atas.pk: atas for atas in leluhur(satker)} if satker else {})

    def sebelum_baca(self, lembar: SheetResource, row: Row) -> None:
        """Another satker does not exist for this one, whether there is one of that code or not."""
        satker = self.wewenang.satker
        if satker is None:
            return
        dikenal = {satker.kode, *(atas.kode for atas in self._di_atas.values())}
        if any(isinstance(kolom.widget, AdopsiWidget) for kolom in lembar.columns()):
            # What an office above adopted is its own affair: not even the years of it are told.
            dikenal = {satker.kode}
        faults = {}
        for kolom in lembar.columns():
            teks = row.get(kolom.column_name, "").strip()
            asing = kolom.column_name in OWNER_HEADINGS and teks and teks.partition("-")[0] not in dikenal
            if asing:
                faults[kolom.attribute] = BUKAN_KAMI.format(teks=teks, satker=satker)
        for nama in OWNER_HEADINGS:
            teks = (row.get(nama) or "").strip() if nama in lembar.sheet_context and not faults else ""
            if teks and teks.partition("-")[0] not in dikenal:
                faults[nama] = BUKAN_KAMI.format(teks=teks, satker=satker)
        if faults:
            raise ValidationError(faults)

    def tampak(self, rujukan: models.Model) -> bool:
        """What a cell names exists where the satker reads it; what all share does for everybody."""
        asal = MENURUT_MODEL.get(type(rujukan))
        return asal is None or self._terbaca(asal, rujukan)

    def sebelum_isi(self, lembar: SheetResource, tersimpan: models.Model) -> None:
        """Asked while the row still says whose it is: a cell could make it one's own, an empty one tell its value."""
        if not self._terbaca(lembar, tersimpan):
            raise ValidationError(MILIK_LAIN.format(satker=self.wewenang.satker))

    def sebelum_banding(self, lembar: SheetResource, objek: models.Model, row: Row) -> None:
        """Another satker's rows and references do not exist for this one."""
        self.sebelum_isi(lembar, objek)
        faults = {}
        for kolom in lembar.columns():
            rujukan = getattr(objek, kolom.attribute, None) if isinstance(kolom.widget, LookupWidget) else None
            if rujukan is not None and not self.tampak(rujukan):
                faults[kolom.attribute] = kolom.widget.not_found(row[kolom.column_name])
        if faults:
            raise ValidationError(faults)

    def _terbaca(self, lembar: type[SheetResource] | SheetResource, objek: models.Model) -> bool:
        """The satker's own row; of the offices above they themselves, and of their plans those that it may read."""
        satker = self.wewenang.satker
        if satker is None or lembar.satker_path is None:
            return True
        pemilik = _pemilik(lembar.satker_path, objek)
        if pemilik is None or pemilik.pk == satker.pk:
            return pemilik is not None
        if pemilik.pk not in self._di_atas:
            return False
        return lembar.satker_path == "" or (
            lembar.part_of_plan() and follow(objek, lembar.renstra_path or "").pk in self._rencana
        )

    @cached_property
    def _rencana(self) -> set[int]:
        """The plans that the satker reads."""
        satker = self.wewenang.satker
        return set(Renstra.objects.terbaca([satker.pk]).values_list("pk", flat=True)) if satker else set()

    def sebelum_simpan(self, lembar: SheetResource, objek: models.Model, tersimpan: models.Model | None) -> Any:
        satker = self.wewenang.satker
        if satker is None and not boleh_mengelola(self.wewenang.anggota):
            raise ValidationError(PENGELOLA, code="izin")
        if satker is not None:
            if lembar.satker_path is None:
                raise ValidationError(BERSAMA)
            for baris in filter(None, (tersimpan, objek)):
                pemilik = _pemilik(lembar.satker_path, baris)
                if pemilik is not None and pemilik.pk != satker.pk:
                    raise ValidationError(DI_ATAS.format(pemilik=pemilik))
            if tersimpan is not None:
                _tolak_pusat(lembar, objek, tersimpan)
            # The row as it stands, too: a cell could make it one's own, an effort of the office one's indicator's.
            for baris in filter(None, (tersimpan, objek)):
                if not (izin := self._boleh(baris)):
                    raise ValidationError(getattr(izin, "alasan", ""), code="izin")
        return state_of(tersimpan) if tersimpan is not None else None

    def _boleh(self, objek: Any) -> Keputusan:
        anggota = self.wewenang.anggota
        if izin := boleh_mengelola(anggota):
            return izin
        app = objek._meta.app_label
        if app == "anggaran":
            return boleh_mengelola_anggaran(anggota)
        if _rencana_aksi(objek):
            return boleh_menyunting_rencana(anggota, objek.adopsi.subbagian_id, objek.alasan_terkunci())
        isian = _tempat_isian(objek)
        if isian is None:
            return izin if app != "pengukuran" else boleh_mengisi(anggota, None)
        kunci = (isian.adopsi.pk, isian.tahun, isian.triwulan)
        if kunci not in self._izin:
            self._izin[kunci] = self._boleh_mengisi(isian)
        return self._izin[kunci]

    def _boleh_mengisi(self, isian: "TempatIsian") -> Keputusan:
        """What belongs to a realisasi is written as on its page: own subbagian, a draft, an open period."""
        pengguna: Any = self.wewenang.pelaku
        periode = fetch_satu_periode(isian.adopsi.entitas, isian.tahun, isian.triwulan)
        tersimpan = Realisasi.objects.filter(adopsi=isian.adopsi, tahun=isian.tahun, triwulan=isian.triwulan).first()
        return situasi_of(pengguna, self.wewenang.anggota, isian.adopsi, periode, tersimpan).boleh_mengubah


@dataclass(frozen=True)
class TempatIsian:
    """Which indicator in which period a row belongs to."""

    adopsi: AdopsiIndikator
    tahun: int
    triwulan: int


def _rencana_aksi(objek: Any) -> bool:
    """Whether a row is what the page Rencana aksi writes: a step or the target of a quarter."""
    return isinstance(objek, RencanaAksi) or (isinstance(objek, Target) and objek.sumber == Target.Sumber.TRIWULAN)


def _tempat_isian(objek: Any) -> TempatIsian | None:
    """The entry that a row is part of; None for what belongs to no single indicator."""
    induk = getattr(objek, "realisasi", None) or getattr(objek, "tabel", None) or objek
    if not isinstance(getattr(induk, "adopsi", None), AdopsiIndikator) or objek._meta.app_label != "pengukuran":
        return None
    return TempatIsian(induk.adopsi, induk.tahun, getattr(induk, "triwulan", 0))


def _tolak_pusat(lembar: SheetResource, objek: models.Model, tersimpan: models.Model) -> None:
    """Refuse another place of an office among the others, which decides who reads it."""
    faults = {nama: PUSAT for nama in lembar.pusat if getattr(objek, nama) != getattr(tersimpan, nama)}
    if faults:
        raise ValidationError(faults)


def _pemilik(milik: str, objek: Any) -> Satker | None:
    return follow(objek, milik)
