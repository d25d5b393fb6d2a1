"""From a sheet as it is declared to its columns as they are written: what each holds, and which codes it may name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models
from import_export import fields

from apps.organisasi.models import Entitas
from apps.perencanaan.kolom import NilaiWidget
from apps.perencanaan.models import Indikator, TingkatSkala
from apps.pertukaran.ekspor import IsiLembar
from apps.pertukaran.lembar import MENURUT_MODEL, judul_atribut, kunci_entitas
from apps.pertukaran.templat.bentuk import IsiSel, JenisKolom, KhususBaris, Kolom, LembarTulis
from apps.pertukaran.templat.kalimat import CONTOH, KALIMAT
from apps.siklus.kolom import TRIWULAN_ATAU_TAHUN
from apps.ui.resources import SheetResource
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    DateWidget,
    LookupWidget,
    ManyLookupWidget,
    NumberWidget,
    YearWidget,
)

Jenis = type[SheetResource]
Rujukan = Mapping[Jenis, IsiLembar]
# A model and the attribute of it that a cell says.
Asal = tuple[type[models.Model], str]

_JENIS_ANGKA: Mapping[str, JenisKolom] = {
    "rupiah": "rupiah", "bulat": "bulat", "jumlah": "angka", "persen": "persen", "indeks": "angka",
    "angka": "angka",
}  # fmt: skip
_PETUNJUK_KONTEKS = {
    "Satker": "Kode satker, misalnya 5371.",
    "Entitas": "5371 untuk lembaga, 5371-sekretariat untuk sekretariatnya.",
    "Renstra": "Kode Renstra, seperti di lembar Renstra.",
    "Tahun": "Tahun, empat angka.",
    "Triwulan": TRIWULAN_ATAU_TAHUN.petunjuk,
    "Perbaikan ke": "Bilangan bulat; 0 untuk keadaan yang pertama.",
}
_PILIHAN_KONTEKS: Mapping[str, tuple[int, ...]] = {"Triwulan": TRIWULAN_ATAU_TAHUN.pilihan}
_BERISI_KODE = ("kode", "kunci")


def susun(isi: Sequence[IsiLembar], rujukan: Iterable[IsiLembar] = ()) -> list[LembarTulis]:
    """The sheets to write; rujukan are rows of other sheets, which are only named in lists."""
    semua = {type(satu.resource): satu for satu in (*rujukan, *isi)}
    return [_lembar(satu, semua) for satu in isi]


def _lembar(isi: IsiLembar, semua: Rujukan) -> LembarTulis:
    kolom = kolom_lembar(isi.resource, semua)
    baris = [
        {nomor: nilai for nomor, satu in enumerate(kolom) if (nilai := baris.get(satu.judul)) not in (None, "")}
        for baris in isi.baris
    ]
    nama = isi.resource.sheet_name
    return LembarTulis(
        isi.resource.sheet_title,
        kolom,
        baris,
        list(_khusus(isi, semua)),
        kalimat=KALIMAT[nama],
        contoh=CONTOH.get(nama, ()),
    )


def kolom_lembar(resource: SheetResource, semua: Rujukan) -> list[Kolom]:
    """The columns of a sheet, in order."""
    kunci = resource.key_headings()
    menurut_judul = {field.column_name: field for field in resource.columns()}
    return [
        _kolom_isian(resource, menurut_judul[judul], judul in kunci, semua)
        if judul in menurut_judul
        else _kolom_konteks(resource, judul, semua)
        for judul in resource.headings()
    ]


def dirujuk(jenis: Iterable[Jenis]) -> set[Jenis]:
    """The sheets whose rows are named in the columns of these."""
    hasil: set[Jenis] = set()
    for satu in jenis:
        resource = satu()
        asal = [_asal_konteks(resource, judul) for judul in resource.sheet_context]
        for field in resource.columns():
            asal.append(_asal(field))
            if isinstance(field.widget, NilaiWidget):
                asal += [(Indikator, "kode"), (TingkatSkala, "kode")]
        hasil |= {MENURUT_MODEL[satu[0]] for satu in asal if satu}
    return hasil


# Columns


def _kolom_konteks(resource: SheetResource, judul: str, semua: Rujukan) -> Kolom:
    jalur, _, atribut = resource.sheet_context[judul].rpartition("__")
    jenis = _jenis_atribut(_model_di(resource._meta.model, jalur), atribut)
    acuan = _acuan(_asal_konteks(resource, judul), semua)
    pilihan = _PILIHAN_KONTEKS.get(judul, ())
    return Kolom(judul, jenis, _PETUNJUK_KONTEKS[judul], kunci=True, wajib=True, pilihan=pilihan, **acuan)


def _kolom_isian(resource: SheetResource, field: fields.Field, kunci: bool, semua: Rujukan) -> Kolom:
    wajib = kunci or _wajib(resource, field)
    return Kolom(
        field.column_name,
        _jenis(field),
        field.widget.petunjuk,
        kunci=kunci,
        wajib=wajib,
        kosong="" if wajib else _arti_kosong(field.widget),
        pilihan=tuple(field.widget.pilihan),
        **_acuan(_asal(field), semua),
    )


def _jenis(field: fields.Field) -> JenisKolom:
    widget = field.widget
    if isinstance(widget, YearWidget):
        return "tahun"
    if isinstance(widget, NumberWidget):
        return _JENIS_ANGKA[widget.kind]
    if isinstance(widget, DateWidget):
        return "tanggal"
    if isinstance(widget, LookupWidget):
        return _jenis_atribut(widget.model, widget.show)
    if isinstance(widget, NilaiWidget):
        return "nilai"
    return "teks"


def _jenis_atribut(model: type[models.Model], jalur: str) -> JenisKolom:
    """What kind of value an attribute of a model is, when it is told by path."""
    induk, _, nama = jalur.rpartition("__")
    atribut = next((f for f in _model_di(model, induk)._meta.concrete_fields if f.name == nama), None)
    if isinstance(atribut, models.IntegerField):
        return "tahun" if nama == "tahun" else "bulat"
    return "tanggal" if isinstance(atribut, models.DateField) else "kode"


def _wajib(resource: SheetResource, field: fields.Field) -> bool:
    widget = field.widget
    if isinstance(widget, (BooleanWidget, ManyLookupWidget)):
        return False
    if isinstance(widget, ChoiceWidget):
        return widget.default is None and "" not in widget.codes
    if getattr(widget, "required", False):
        return True
    atribut = resource._meta.model._meta.get_field(field.attribute)
    return isinstance(widget, DateWidget) and not atribut.null


def _arti_kosong(widget: Any) -> str:
    """What an empty cell means, where it is not simply nothing."""
    if isinstance(widget, BooleanWidget):
        return "tidak"
    bawaan = getattr(widget, "default", None)
    return "" if bawaan is None else str(bawaan)


# What a column refers to


def _asal(field: fields.Field) -> Asal | None:
    """The model and attribute that a cell names; of several in one cell no list can be offered."""
    widget = field.widget
    return (widget.model, widget.show) if isinstance(widget, LookupWidget) else None


def _asal_konteks(resource: SheetResource, judul: str) -> Asal | None:
    """What a heading that only locates the row names; None for a year and the like."""
    jalur, _, atribut = resource.sheet_context[judul].rpartition("__")
    return (_model_di(resource._meta.model, jalur), atribut) if atribut in _BERISI_KODE else None


def _model_di(model: type[models.Model], jalur: str) -> type[models.Model]:
    for nama in filter(None, jalur.split("__")):
        model = model._meta.get_field(nama).related_model  # type: ignore[assignment,union-attr]
    return model


def _acuan(asal: Asal | None, semua: Rujukan) -> dict[str, Any]:
    """Where the codes of a column stand (sheet and heading), and which there are."""
    if asal is None:
        return {}
    jenis = MENURUT_MODEL[asal[0]]
    judul = judul_atribut(jenis, asal[1])
    isi = semua.get(jenis)
    nilai = (satu for satu in _nilai(isi, judul) if satu is not None) if isi else ()
    return {"acuan": (jenis.sheet_title, judul) if judul else None, "daftar": tuple(dict.fromkeys(nilai))}


def _nilai(isi: IsiLembar, judul: str) -> Iterator[IsiSel]:
    for baris in isi.baris:
        if judul:
            yield baris[judul]
        elif isi.resource._meta.model is Entitas:
            yield kunci_entitas(baris)


# What single rows may hold


def _khusus(isi: IsiLembar, semua: Rujukan) -> Iterator[KhususBaris]:
    """For targets and realisasi: the levels of the row's scale, or that it is a percentage."""
    for field in isi.resource.columns():
        if not isinstance(field.widget, NilaiWidget):
            continue
        tingkat, indikator = _tingkat(semua), _indikator(semua)
        menurut: dict[tuple[str, ...], list[int]] = {}
        for nomor, baris in enumerate(isi.baris, start=2):
            skala, satuan = indikator.get(str(baris["Indikator"]), (None, None))
            if skala in tingkat:
                menurut.setdefault((*tingkat[skala], *filter(None, [field.widget.kata])), []).append(nomor)
            elif satuan == Indikator.Satuan.PERSEN:
                menurut.setdefault((), []).append(nomor)
        for pilihan, nomor_baris in menurut.items():
            yield KhususBaris(field.column_name, tuple(nomor_baris), pilihan)


def _tingkat(semua: Rujukan) -> dict[Any, tuple[str, ...]]:
    isi = semua.get(MENURUT_MODEL[TingkatSkala])
    hasil: dict[Any, tuple[str, ...]] = {}
    for baris in isi.baris if isi else ():
        hasil[baris["Skala"]] = (*hasil.get(baris["Skala"], ()), str(baris["Kode"]))
    return hasil


def _indikator(semua: Rujukan) -> dict[str, tuple[Any, Any]]:
    """Scale and unit of each indicator; of a code that two plans use differently nothing is said."""
    isi = semua.get(MENURUT_MODEL[Indikator])
    hasil: dict[str, tuple[Any, Any]] = {}
    for baris in isi.baris if isi else ():
        ini = (baris["Skala"], baris["Satuan"])
        kode = str(baris["Kode"])
        hasil[kode] = ini if hasil.get(kode, ini) == ini else (None, None)
    return hasil
