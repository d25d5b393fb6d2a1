"""Sheets of Renstra, indicators and targets."""

from typing import Any

from import_export import fields

from apps.organisasi.models import Pejabat, Subbagian
from apps.organisasi.resources import KODE, NAMA, satker
from apps.perencanaan.kolom import (
    ADOPSI,
    CATATAN,
    ENTITAS,
    ISI,
    NOMOR,
    RENSTRA,
    RENSTRA_ADOPSI,
    TAHUN,
    TRIWULAN,
    NilaiWidget,
    entitas_filter,
    read_as,
    read_value,
)
from apps.perencanaan.models import (
    AdopsiIndikator,
    Indikator,
    KategoriCapaian,
    Misi,
    PerjanjianKinerja,
    PrioritasNasional,
    RencanaAksi,
    Renstra,
    SasaranStrategis,
    Skala,
    Target,
    TargetIndikator,
    TingkatSkala,
    Tujuan,
)
from apps.ui.numbers import parse_number
from apps.ui.resources import SheetResource, column, sheet
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    CodeWidget,
    DateWidget,
    LookupWidget,
    NumberWidget,
    Row,
    Sel,
    TextWidget,
    YearWidget,
)


class TargetField(fields.Field):
    """The column "Target": a number, a level, or "tanpa target"."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute, "Target", widget=NilaiWidget("tanpa target", required=True))

    def save(self, instance: Target, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        text = (row[self.column_name] or "").strip()
        if not text:
            raise ValueError("Target wajib diisi. Tulis “tanpa target” bila memang tidak ada.")
        instance.tanpa_target = text.lower() in ("tanpa target", "-")
        instance.nilai, instance.tingkat = (None, None) if instance.tanpa_target else read_value(instance.adopsi, text)

    def export(self, instance: Target, **kwargs: Any) -> Sel:
        if instance.tanpa_target:
            return "tanpa target"
        return instance.nilai if instance.tingkat is None else instance.tingkat.kode


class TargetIndikatorField(fields.Field):
    """The column "Target" of the nation: a number or a level; a year without one has no row."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute, "Target", widget=NilaiWidget(required=True))

    def save(self, instance: TargetIndikator, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        text = (row[self.column_name] or "").strip()
        if not text:
            raise ValueError("Target wajib diisi. Hapus barisnya bila tahun itu memang tanpa target.")
        instance.nilai, instance.tingkat = read_as(instance.indikator, text)

    def export(self, instance: TargetIndikator, **kwargs: Any) -> Sel:
        return instance.nilai if instance.tingkat is None else instance.tingkat.kode


class SumberField(fields.Field):
    """A fixed source of all targets of a sheet; it has no column of its own and reads the year's."""

    without_column = True

    def __init__(self, sumber: str) -> None:
        super().__init__(attribute="sumber", column_name="Tahun")
        self.sumber = sumber

    def clean(self, row: Row, **kwargs: Any) -> str:
        return self.sumber


def _tujuan(row: Row, text: str) -> dict[str, Any]:
    return {"renstra__kode": row["Renstra"], "nomor": parse_number(text, "bulat")}


def _sasaran(row: Row, text: str) -> dict[str, Any]:
    return {"tujuan__renstra__kode": row["Renstra"], "nomor": parse_number(text, "bulat")}


def _indikator(row: Row, text: str) -> dict[str, Any]:
    return {"sasaran__tujuan__renstra__kode": row["Renstra"], "kode": text}


def _skala(*, required: bool = True) -> LookupWidget:
    return LookupWidget(Skala, lambda row, text: {"kode": text}, "Skala", required=required, shared=True)


def _pk(row: Row, text: str) -> dict[str, Any]:
    return {
        **entitas_filter(row, "entitas__"),
        "tahun": parse_number(row["Tahun"], "bulat"),
        "versi": parse_number(text, "bulat"),
    }


def _target_sheet(
    nama: str, sumber: str, key: list[str], extra: dict | None = None, judul: str = ""
) -> type[SheetResource]:
    columns = ADOPSI | TAHUN | (extra or {}) | {"nilai": TargetField} | CATATAN
    columns["sumber"] = lambda name: SumberField(sumber)
    of_plan = sumber == Target.Sumber.RENSTRA
    return sheet(
        nama,
        Target,
        ["adopsi", "tahun", *key, "sumber"],
        columns,
        context={"Entitas": "adopsi__entitas__kunci"},
        judul=judul,
        milik="adopsi__entitas__satker",
        tahun="" if of_plan else "tahun",
        renstra=f"adopsi__{RENSTRA_ADOPSI}" if of_plan else None,
        related=["tingkat"],
        only={"sumber": sumber},
    )


SHEETS = (
    sheet("skala", Skala, ["kode"], KODE | NAMA | {"dasar": column("Dasar")}),
    sheet(
        "tingkat_skala",
        TingkatSkala,
        ["skala", "kode"],
        {"skala": column("Skala", _skala())}
        | {
            "kode": column("Kode", CodeWidget(required=True, petunjuk="Kode tingkat seperti dicetak, misalnya WTP.")),
            "nama": column("Nama"),
            "peringkat": column("Peringkat", NumberWidget(required=True)),
            "batas_bawah": column("Skor di atas", NumberWidget("indeks")),
        },
    ),
    sheet(
        "renstra",
        Renstra,
        ["kode"],
        {"pemilik": column("Pemilik", satker())}
        | KODE
        | NAMA
        | {
            "tahun_awal": column("Tahun awal", YearWidget()),
            "tahun_akhir": column("Tahun akhir", YearWidget()),
            "nomor_sk": column("Nomor SK"),
            "tanggal_sk": column("Tanggal SK", DateWidget()),
            "terbit": column("Terbit", DateWidget()),
            "visi": column("Visi"),
            "batas_capaian": column("Batas capaian", NumberWidget()),
            "label_nasional": column("Sumber target nasional"),
        },
        milik="pemilik",
        renstra="",
    ),
    sheet(
        "kategori",
        KategoriCapaian,
        ["renstra", "nama"],
        RENSTRA
        | NAMA
        | {
            "batas_bawah": column("Batas bawah", NumberWidget("persen", required=True)),
            "gaya": column("Warna", ChoiceWidget(KategoriCapaian.Gaya)),
        },
        milik="renstra__pemilik",
        renstra="renstra",
        judul="Kategori capaian",
    ),
    sheet("misi", Misi, ["renstra", "nomor"], RENSTRA | NOMOR | ISI, milik="renstra__pemilik", renstra="renstra"),
    sheet("tujuan", Tujuan, ["renstra", "nomor"], RENSTRA | NOMOR | NAMA, milik="renstra__pemilik", renstra="renstra"),
    sheet(
        "sasaran",
        SasaranStrategis,
        ["tujuan", "nomor"],
        {"tujuan": column("Tujuan", LookupWidget(Tujuan, _tujuan, "Tujuan", show="nomor"))} | NOMOR | NAMA,
        context={"Renstra": "tujuan__renstra__kode"},
        milik="tujuan__renstra__pemilik",
        renstra="tujuan__renstra",
        judul="Sasaran strategis",
    ),
    sheet(
        "indikator",
        Indikator,
        ["sasaran", "kode"],
        {"sasaran": column("Sasaran", LookupWidget(SasaranStrategis, _sasaran, "Sasaran", show="nomor"))}
        | KODE
        | NOMOR
        | NAMA
        | {
            "nama_iku": column("Nama IKU"),
            "nama_tabel": column("Nama tabel"),
            "nama_judul_tabel": column("Nama judul tabel"),
            "judul_ikk": column("Judul IKK"),
            "satuan": column("Satuan", ChoiceWidget(Indikator.Satuan)),
            "skala": column("Skala", _skala(required=False)),
            "arah": column("Arah", ChoiceWidget(Indikator.Arah)),
            "definisi": column("Definisi"),
            "cara_perhitungan": column("Cara perhitungan"),
            "label_pembilang": column("Label pembilang"),
            "label_penyebut": column("Label penyebut"),
            "pembilang_boleh_lebih": column("Pembilang boleh lebih", BooleanWidget()),
            "nama_satuan": column("Nama satuan"),
            "sifat": column("Sifat"),
            "ukuran_keberhasilan": column("Ukuran keberhasilan"),
            "sumber_data": column("Sumber data"),
            "agregasi": column("Agregasi triwulan", ChoiceWidget(Indikator.Agregasi)),
            "wajib_bukti": column("Bukti wajib", BooleanWidget()),
            "judul_tabel_pendukung": column("Judul tabel pendukung"),
        },
        context={"Renstra": "sasaran__tujuan__renstra__kode"},
        milik="sasaran__tujuan__renstra__pemilik",
        renstra="sasaran__tujuan__renstra",
    ),
    sheet(
        "target_indikator",
        TargetIndikator,
        ["indikator", "tahun"],
        {
            "indikator": column("Indikator", LookupWidget(Indikator, _indikator, "Indikator", related=["skala"])),
            **TAHUN,
            "nilai": TargetIndikatorField,
        },
        context={"Renstra": f"{RENSTRA_ADOPSI}__kode"},
        milik=f"{RENSTRA_ADOPSI}__pemilik",
        renstra=RENSTRA_ADOPSI,
        related=["tingkat"],
    ),
    sheet(
        "adopsi",
        AdopsiIndikator,
        ["entitas", "indikator", "dari"],
        ENTITAS
        | {
            "indikator": column("Indikator", LookupWidget(Indikator, _indikator, "Indikator")),
            "dari": column("Dari", YearWidget()),
            "sampai": column("Sampai", YearWidget()),
            "subbagian": column(
                "Penanggung jawab",
                LookupWidget(
                    Subbagian,
                    lambda row, text: {"satker__kode": row["Entitas"].partition("-")[0], "kode": text},
                    "Subbagian",
                ),
            ),
        }
        | NOMOR,
        context={"Renstra": f"{RENSTRA_ADOPSI}__kode"},
        milik="entitas__satker",
        renstra=RENSTRA_ADOPSI,
        judul="Adopsi indikator",
    ),
    _target_sheet("target_renstra", Target.Sumber.RENSTRA, [], judul="Target Renstra"),
    sheet(
        "perjanjian_kinerja",
        PerjanjianKinerja,
        ["entitas", "tahun", "versi"],
        ENTITAS
        | TAHUN
        | {
            "versi": column("Versi", NumberWidget(required=True)),
            "nama": column("Nama", TextWidget(required=True)),
            "tanggal": column("Tanggal", DateWidget()),
            "penandatangan": column(
                "Penandatangan",
                LookupWidget(
                    Pejabat,
                    lambda row, text: {"satker__kode": row["Entitas"].partition("-")[0], "kode": text},
                    "Pejabat",
                    required=False,
                ),
            ),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
    _target_sheet(
        "target_pk",
        Target.Sumber.PK,
        ["perjanjian"],
        {"perjanjian": column("Versi", LookupWidget(PerjanjianKinerja, _pk, "Perjanjian kinerja versi", show="versi"))},
        judul="Target PK",
    ),
    _target_sheet("target_nasional", Target.Sumber.NASIONAL, []),
    _target_sheet("target_triwulan", Target.Sumber.TRIWULAN, ["triwulan"], TRIWULAN),
    sheet(
        "rencana_aksi",
        RencanaAksi,
        ["adopsi", "tahun", "triwulan", "urutan"],
        ADOPSI
        | TAHUN
        | TRIWULAN
        | {
            "urutan": column("Urutan", NumberWidget(required=True)),
            "uraian": column("Uraian", TextWidget(required=True)),
        },
        context={"Entitas": "adopsi__entitas__kunci"},
        milik="adopsi__entitas__satker",
        tahun="tahun",
    ),
    sheet(
        "prioritas_nasional",
        PrioritasNasional,
        ["entitas", "tahun", "urutan"],
        ENTITAS
        | TAHUN
        | {
            "urutan": column("Urutan", NumberWidget(required=True)),
            "prioritas": column("Prioritas nasional", TextWidget(required=True)),
            "program": column("Program prioritas", TextWidget(required=True)),
            "kegiatan": column("Kegiatan prioritas", TextWidget(required=True)),
            "proyek": column("Proyek prioritas", TextWidget(required=True)),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
)
