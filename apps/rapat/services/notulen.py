"""The record of a meeting: who came, and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from apps.audit.services import delete_recorded, save_recorded
from apps.organisasi.models import Pengguna
from apps.perencanaan.models import SasaranStrategis
from apps.rapat.models import Pembahasan, Peserta, Rapat
from apps.rapat.services.rapat import kunci_rapat, simpan_rapat
from apps.ui.pasted import control_character

MAX_PESERTA = 100
MAX_NAMA, MAX_UNIT = 150, 200


@dataclass(frozen=True, slots=True)
class BarisPeserta:
    """A line of the attendance sheet; id is that of the stored line, None for a new one."""

    nama: str
    jabatan: str = ""
    unit: str = ""
    hadir: bool = False
    id: int | None = None


@transaction.atomic
def simpan_peserta(*, pelaku: Pengguna, rapat_id: int, versi: int, baris: Sequence[BarisPeserta]) -> Rapat:
    """Bring the attendance sheet to what was typed: lines left out go, new ones come, in their order.

    Raises as :func:`apps.rapat.services.rapat.kunci_rapat`; ValidationError by place ("nama-2", "__all__").
    """
    rapat = kunci_rapat(pelaku, rapat_id, versi)
    rantai = rapat.entitas.satker.kode
    _periksa(baris)
    lama = list(rapat.peserta.all())
    lanjutan = _lanjutan(baris, lama)
    berubah = False
    for peserta in lama:
        if peserta not in lanjutan:
            delete_recorded(peserta, rantai=rantai, pelaku=pelaku)
            berubah = True
    for urutan, (b, ada) in enumerate(zip(baris, lanjutan, strict=True), 1):
        peserta = ada or Peserta(rapat=rapat)
        peserta.urutan, peserta.nama, peserta.jabatan = urutan, b.nama, b.jabatan
        peserta.unit, peserta.hadir = b.unit, b.hadir
        berubah |= save_recorded(peserta, rantai=rantai, pelaku=pelaku)
    if berubah:
        simpan_rapat(rapat, pelaku)
    return rapat


def _lanjutan(baris: Sequence[BarisPeserta], lama: Sequence[Peserta]) -> list[Peserta | None]:
    """The stored line that each line goes on with, None for a new one: that of its name, so that names may change
    places, else the one that it was, which goes on once only.
    """
    menurut_nama = {p.nama: p for p in lama}
    hasil = [menurut_nama.get(b.nama) for b in baris]
    sisa = {p.pk: p for p in lama if p not in hasil}
    return [ada or sisa.pop(b.id or 0, None) for b, ada in zip(baris, hasil, strict=True)]


def _periksa(baris: Sequence[BarisPeserta]) -> None:
    errors: dict[str, str] = {}
    ada: set[str] = set()
    for i, b in enumerate(baris):
        if not b.nama:
            errors[f"nama-{i}"] = "Isi nama orang ini, atau kosongkan seluruh barisnya."
        elif b.nama.casefold() in ada:
            errors[f"nama-{i}"] = "Nama ini sudah ada dalam daftar hadir."
        elif len(b.nama) > MAX_NAMA or len(b.jabatan) > MAX_NAMA or len(b.unit) > MAX_UNIT:
            errors[f"nama-{i}"] = f"Nama dan jabatan paling banyak {MAX_NAMA} huruf, unit {MAX_UNIT} huruf."
        elif control_character(f"{b.nama}{b.jabatan}{b.unit}"):
            errors[f"nama-{i}"] = "Ada karakter yang tidak dapat dibaca. Ketik ulang baris ini."
        ada.add(b.nama.casefold())
    if len(baris) > MAX_PESERTA:
        errors["__all__"] = f"Daftar hadir paling banyak {MAX_PESERTA} orang."
    if errors:
        raise ValidationError(errors)


@dataclass(frozen=True, slots=True)
class IsiNotulen:
    """What was said: for the meeting as a whole, and by sasaran (primary key); an empty text takes a note away."""

    catatan: str = ""
    pembahasan: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def simpan_notulen(*, pelaku: Pengguna, rapat_id: int, versi: int, isi: IsiNotulen) -> Rapat:
    """Save what was said. Raises as :func:`apps.rapat.services.rapat.kunci_rapat`, ValidationError for another
    plan's sasaran.
    """
    rapat = kunci_rapat(pelaku, rapat_id, versi)
    rantai = rapat.entitas.satker.kode
    milik = {sasaran.pk for sasaran in sasaran_tahun(rapat.entitas_id, rapat.tahun)}
    if not milik >= isi.pembahasan.keys():
        raise ValidationError("Ada sasaran yang tidak berlaku pada tahun rapat ini. Muat ulang halamannya.")
    lama = {p.sasaran_id: p for p in rapat.pembahasan.all()}
    berubah = rapat.catatan != isi.catatan
    for sasaran_id, teks in isi.pembahasan.items():
        ada = lama.get(sasaran_id)
        if teks:
            pembahasan = ada or Pembahasan(rapat=rapat, sasaran_id=sasaran_id)
            pembahasan.isi = teks
            berubah |= save_recorded(pembahasan, rantai=rantai, pelaku=pelaku)
        elif ada:
            delete_recorded(ada, rantai=rantai, pelaku=pelaku)
            berubah = True
    if berubah:
        rapat.catatan = isi.catatan
        simpan_rapat(rapat, pelaku)
    return rapat


def sasaran_tahun(entitas_id: int, tahun: int) -> QuerySet[SasaranStrategis]:
    """The sasaran that an entitas answers for in a year, in the order of the plan."""
    berlaku = {
        "indikator__adopsi__entitas": entitas_id,
        "indikator__adopsi__dari__lte": tahun,
        "indikator__adopsi__sampai__gte": tahun,
    }
    return SasaranStrategis.objects.filter(**berlaku).order_by("tujuan__nomor", "nomor").distinct()
