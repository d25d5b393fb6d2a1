"""Sheets of Renstra, indicators and targets."""

from typing import Any

from import_export import fields

from apps.organisasi.models import Entitas, Pejabat, Subbagian
from apps.organisasi.resources import KODE, NAMA, entitas, satker
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
from apps.ui.numbers import NumberError, NumberKind, parse_number
from apps.ui.resources import SheetResource, column, sheet
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    DateWidget,
    LookupWidget,
    NumberWidget,
    Row,
    Sel,
    TextWidget,
    YearWidget,
)


def entitas_filter(row: Row, prefix: str = "") -> dict[str, str]:
    """The filter for the row's entitas ("5371" or "5371-sekretariat")."""
    kode, _, jenis = row["Entitas"].partition("-")
    return {f"{prefix}satker__kode": kode, f"{prefix}jenis": jenis or Entitas.Jenis.LEMBAGA}


def adopsi(*, required: bool = True) -> LookupWidget:
    """What the row's entitas adopted of an indicator in the row's year."""

    def find(row: Row, text: str) -> dict[str, Any]:
        tahun = parse_number(row["Tahun"], "bulat") or 0
        return {
            **entitas_filter(row, "entitas__"),
            "indikator__kode": text,
            "dari__lte": tahun,
            "sampai__gte": tahun,
        }

    return LookupWidget(
        AdopsiIndikator,
        find,
        "Indikator",
        show="indikator__kode",
        required=required,
        related=["indikator__skala", "entitas__satker"],
    )


# How a number of each unit is typed.
JENIS_ANGKA: dict[str, NumberKind] = {
    Indikator.Satuan.PERSEN: "persen",
    Indikator.Satuan.INDEKS: "indeks",
    Indikator.Satuan.JUMLAH: "jumlah",
}


def read_value(adopsi: AdopsiIndikator, text: str) -> tuple[Any, TingkatSkala | None]:
    """Read a target or realisasi as the adopted indicator's unit wants it: (number, None) or (None, level)."""
    return read_as(adopsi.indikator, text)


def read_as(indikator: Indikator, text: str) -> tuple[Any, TingkatSkala | None]:
    """Read a value as the indicator's unit wants it: (number, None) or (None, level)."""
    if indikator.skala_id is None:
        try:
            return parse_number(text, JENIS_ANGKA[indikator.satuan]), None
        except NumberError as error:
            raise ValueError(str(error)) from error
    tingkat = TingkatSkala.objects.filter(skala=indikator.skala_id, kode__iexact=text.strip()).first()
    if tingkat is None:
        pilihan = ", ".join(TingkatSkala.objects.filter(skala=indikator.skala_id).values_list("kode", flat=True))
        raise ValueError(f"“{text}” bukan tingkat skala ini. Pilih salah satu: {pilihan}.")
    return None, tingkat


class NilaiWidget(TextWidget):
    """A target or a realisasi: a number, a level of the indicator's scale, or the words for neither."""

    def __init__(self, kata: str = "", *, required: bool = False) -> None:
        super().__init__(required=required)
        self.kata = kata

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        kata = f", atau “{self.kata}”" if self.kata else ""
        return f"Angka, desimalnya dengan koma (72,55), kode tingkat skala{kata}."


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


RENSTRA = {
    "renstra": column("Renstra", LookupWidget(Renstra, lambda row, text: {"kode": text}, "Renstra")),
}
RENSTRA_ADOPSI = "indikator__sasaran__tujuan__renstra"
ENTITAS = {"entitas": column("Entitas", entitas())}
TAHUN = {"tahun": column("Tahun", YearWidget())}
ADOPSI = {"adopsi": column("Indikator", adopsi())}
NOMOR = {"nomor": column("Nomor", NumberWidget(required=True))}
CATATAN = {"catatan": column("Catatan")}
ISI = {"isi": column("Isi", TextWidget(required=True))}
TRIWULAN = {"triwulan": column("Triwulan", NumberWidget(required=True))}


def _tujuan(row: Row, text: str) -> dict[str, Any]:
    return {"renstra__kode": row["Renstra"], "nomor": parse_number(text, "bulat")}


def _sasaran(row: Row, text: str) -> dict[str, Any]:
    return {"tujuan__renstra__kode": row["Renstra"], "nomor": parse_number(text, "bulat")}


def _indikator(row: Row, text: str) -> dict[str, Any]:
    return {"sasaran__tujuan__renstra__kode": row["Renstra"], "kode": text}


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
        {"skala": column("Skala", LookupWidget(Skala, lambda row, text: {"kode": text}, "Skala"))}
        | KODE
        | {
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
            "gaya": column("Warna", ChoiceWidget(KategoriCapaian.Gaya.values)),
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
            "satuan": column("Satuan", ChoiceWidget(Indikator.Satuan.values)),
            "skala": column("Skala", LookupWidget(Skala, lambda row, text: {"kode": text}, "Skala", required=False)),
            "arah": column("Arah", ChoiceWidget(Indikator.Arah.values)),
            "definisi": column("Definisi"),
            "cara_perhitungan": column("Cara perhitungan"),
            "label_pembilang": column("Label pembilang"),
            "label_penyebut": column("Label penyebut"),
            "pembilang_boleh_lebih": column("Pembilang boleh lebih", BooleanWidget()),
            "nama_satuan": column("Nama satuan"),
            "sifat": column("Sifat"),
            "ukuran_keberhasilan": column("Ukuran keberhasilan"),
            "sumber_data": column("Sumber data"),
            "agregasi": column("Agregasi triwulan", ChoiceWidget(Indikator.Agregasi.values)),
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
