"""Saving what an entry form says: the value, its analysis, efforts and plans. All of it or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.models import Analisis, DrafIsian, Peristiwa, Realisasi, Upaya
from apps.pengukuran.situasi import situasi_of
from apps.perencanaan.models import AdopsiIndikator, TingkatSkala
from apps.siklus.facts import fetch_satu_periode

DI_LUAR_WEWENANG = "Perubahan dibatalkan: data ini akan berada di luar wewenang Anda."


class Basi(Exception):
    """Somebody saved another version since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: Realisasi | None) -> None:
        self.tersimpan = tersimpan
        super().__init__("Isian ini sudah diubah orang lain sejak Anda membukanya.")


@dataclass(frozen=True, slots=True)
class NilaiIsian:
    """The cleaned value of a realisasi: fields as in the model. Exactly one of number, parts, level, or a reason."""

    keadaan: str = Realisasi.Keadaan.TERUKUR
    nilai: Decimal | None = None
    tingkat: TingkatSkala | None = None
    skor: Decimal | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    alasan: str = ""
    status_nilai: str = Realisasi.StatusNilai.FINAL
    tanggal_final: date | None = None
    keandalan: str = Realisasi.Keandalan.SAH
    alasan_keandalan: str = ""
    catatan_kaki: str = ""
    sumber: str = ""
    per_tanggal: date | None = None
    peristiwa: Peristiwa | None = None
    penjelasan: str = ""
    alasan_tanpa_bukti: str = ""

    def fields(self) -> dict[str, Any]:
        """Field name to value, as the model holds them."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class AnalisisIsian:
    """The analysis of a realisasi; texts, empty when nothing was said."""

    uraian: str = ""
    faktor_keberhasilan: str = ""
    hambatan: str = ""
    alternatif: str = ""


@dataclass(frozen=True, slots=True)
class RencanaIsian:
    """An effort made or a follow-up plan, with who answers for it and by when."""

    jenis: str
    isi: str
    penanggung_jawab: str = ""
    tenggat: date | None = None


@dataclass(frozen=True, slots=True)
class _Tempat:
    """Which realisasi is meant."""

    adopsi: AdopsiIndikator
    tahun: int
    triwulan: int
    kunci: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kunci", {"adopsi": self.adopsi, "tahun": self.tahun, "triwulan": self.triwulan})


@transaction.atomic
def simpan_isian(
    *,
    pelaku: Pengguna,
    adopsi: AdopsiIndikator,
    tahun: int,
    triwulan: int,
    versi: int,
    nilai: NilaiIsian,
    analisis: AnalisisIsian | None = None,
    rencana: Sequence[RencanaIsian] | None = None,
    draf_tetap: bool = False,
) -> Realisasi:
    """Save an entry as a draft of the workflow; versi is the version that the form showed (0: there was none).

    analisis and rencana are left alone when None. The version counts on when anything changed; the person's raw
    draft of the form goes, unless draf_tetap says that it was not this form which was saved. Raises Basi for a
    stale version, PermissionDenied with the reason, ValidationError.
    """
    satker = adopsi.entitas.satker
    lock_chain(satker.kode)
    # Who answers for the indicator may have changed since the page was fetched.
    adopsi.refresh_from_db(fields=["subbagian", "dari", "sampai"])
    tempat = _Tempat(adopsi, tahun, triwulan)
    ada = Realisasi.objects.filter(**tempat.kunci).select_related("adopsi__indikator", "adopsi__entitas").first()
    if versi != (ada.versi if ada else 0):
        raise Basi(ada)
    periode = fetch_satu_periode(adopsi.entitas, tahun, triwulan)
    require(situasi_of(pelaku, anggota_of(pelaku, satker), adopsi, periode, ada).boleh_mengubah)

    realisasi = ada or Realisasi(**tempat.kunci, versi=0)
    berubah = _set(realisasi, nilai.fields())
    bagian = _save_parts(pelaku, tempat, realisasi, berubah, analisis, rencana)
    if not draf_tetap:
        DrafIsian.objects.filter(**tempat.kunci, pengguna=pelaku).delete()
    if (berubah or bagian) and not Realisasi.objects.visible_to(pelaku).filter(pk=realisasi.pk).exists():
        raise PermissionDenied(DI_LUAR_WEWENANG)
    return realisasi


def _save_parts(
    pelaku: Pengguna,
    tempat: _Tempat,
    realisasi: Realisasi,
    berubah: bool,
    analisis: AnalisisIsian | None,
    rencana: Sequence[RencanaIsian] | None,
) -> bool:
    """Save the row first, because the others hang on it, then its analysis and plans; the version counts once."""
    rantai = tempat.adopsi.entitas.satker.kode
    tulisan = _analysis_row(realisasi, analisis)
    selisih = _plan_changes(tempat, rencana)
    bagian = tulisan is not None or bool(selisih)
    if berubah or bagian:
        realisasi.versi += 1
        save_recorded(realisasi, rantai=rantai, pelaku=pelaku, alasan=realisasi.penjelasan)
    if tulisan is not None:
        tulisan.realisasi = realisasi
        save_recorded(tulisan, rantai=rantai, pelaku=pelaku)
    for upaya, hapus in selisih:
        if hapus:
            delete_recorded(upaya, rantai=rantai, pelaku=pelaku)
        else:
            save_recorded(upaya, rantai=rantai, pelaku=pelaku)
    return bagian


def _set(row: Any, values: dict[str, Any]) -> bool:
    """Put values on a row; whether any differs from what stood there."""
    berubah = row.pk is None or any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return berubah


def _analysis_row(realisasi: Realisasi, isian: AnalisisIsian | None) -> Analisis | None:
    """The analysis to save; None when it stays as it is, which an empty one of a new row does."""
    if isian is None:
        return None
    ada = Analisis.objects.filter(realisasi=realisasi).first() if realisasi.pk else None
    values = asdict(isian)
    if ada is None and not any(values.values()):
        return None
    row = ada or Analisis()
    return row if _set(row, values) else None


def _plan_changes(tempat: _Tempat, rencana: Sequence[RencanaIsian] | None) -> list[tuple[Upaya, bool]]:
    """The efforts and plans that differ from what is stored, each with whether it goes. Order is their number."""
    if rencana is None:
        return []
    ada = {(u.jenis, u.urutan): u for u in Upaya.objects.filter(**tempat.kunci)}
    nomor: dict[str, int] = {}
    selisih = []
    for isian in rencana:
        nomor[isian.jenis] = urutan = nomor.get(isian.jenis, 0) + 1
        upaya = ada.pop((isian.jenis, urutan), None) or Upaya(**tempat.kunci, jenis=isian.jenis, urutan=urutan)
        values = {"isi": isian.isi, "penanggung_jawab": isian.penanggung_jawab, "tenggat": isian.tenggat}
        if _set(upaya, values):
            selisih.append((upaya, False))
    return [*selisih, *((upaya, True) for upaya in ada.values())]
