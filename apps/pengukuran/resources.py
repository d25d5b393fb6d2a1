"""Sheets of realisasi, efforts and supporting tables."""

from typing import Any

from import_export import fields

from apps.pengukuran.models import (
    Analisis,
    BarisTabelPendukung,
    Peristiwa,
    Realisasi,
    TabelPendukung,
    Upaya,
    UpayaUmum,
)
from apps.pengukuran.models.analisis import JenisUpaya
from apps.perencanaan.resources import ADOPSI, ENTITAS, ISI, TAHUN, adopsi, entitas_filter, read_value
from apps.ui.numbers import parse_number
from apps.ui.resources import ChoiceWidget, DateWidget, LookupWidget, NumberWidget, Row, TextWidget, column, sheet


class RealisasiField(fields.Field):
    """The column "Realisasi": a number, a level, "belum terukur", or empty when pembilang and penyebut are given."""

    def save(self, instance: Realisasi, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        text = (row[self.column_name] or "").strip()
        belum = text.lower() == "belum terukur"
        instance.keadaan = Realisasi.Keadaan.BELUM_TERUKUR if belum else Realisasi.Keadaan.TERUKUR
        if not text and not (row["Pembilang"] or "").strip():
            raise ValueError("Realisasi wajib diisi. Tulis “belum terukur” beserta alasannya bila belum ada nilai.")
        instance.nilai, instance.tingkat = (None, None) if belum or not text else read_value(instance.adopsi, text)

    def get_value(self, instance: Realisasi) -> tuple:
        return instance.nilai, instance.tingkat_id, instance.keadaan


class CellsWidget(TextWidget):
    """Several cells in one, joined with "|"."""

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> list[str]:  # type: ignore[override]
        return [part.strip() for part in (value or "").split("|")]


def _peristiwa(row: Row, text: str) -> dict[str, Any]:
    return {**entitas_filter(row, "entitas__"), "kode": text}


def _tabel(row: Row, text: str) -> dict[str, Any]:
    return {
        **entitas_filter(row, "adopsi__entitas__"),
        "adopsi__indikator__kode": text,
        "tahun": parse_number(row["Tahun"], "bulat"),
    }


def _realisasi(row: Row, text: str) -> dict[str, Any]:
    return {**_tabel(row, text), "triwulan": parse_number(row["Triwulan"], "bulat")}


JENIS_URUTAN = {
    "jenis": column("Jenis", ChoiceWidget(JenisUpaya.values)),
    "urutan": column("Urutan", NumberWidget(required=True)),
}

SHEETS = (
    sheet(
        "peristiwa",
        Peristiwa,
        ["entitas", "kode"],
        ENTITAS
        | {"kode": column("Kode", TextWidget(required=True)), "nama": column("Nama", TextWidget(required=True))}
        | TAHUN
        | {"tanggal": column("Tanggal", DateWidget())},
    ),
    sheet(
        "realisasi",
        Realisasi,
        ["adopsi", "tahun", "triwulan"],
        ADOPSI
        | TAHUN
        | {
            "triwulan": column("Triwulan", NumberWidget(required=True)),
            "nilai": lambda name: RealisasiField(attribute=name, column_name="Realisasi"),
            "skor": column("Skor", NumberWidget("indeks")),
            "pembilang": column("Pembilang", NumberWidget("indeks")),
            "penyebut": column("Penyebut", NumberWidget("indeks")),
            "alasan": column("Alasan belum terukur"),
            "status_nilai": column("Status nilai", ChoiceWidget(Realisasi.StatusNilai.values)),
            "tanggal_final": column("Nilai final diharapkan", DateWidget()),
            "keandalan": column("Keandalan", ChoiceWidget(Realisasi.Keandalan.values, default="sah")),
            "alasan_keandalan": column("Alasan diragukan"),
            "catatan_kaki": column("Catatan kaki"),
            "sumber": column("Sumber"),
            "per_tanggal": column("Keadaan per", DateWidget()),
            "peristiwa": column("Peristiwa", LookupWidget(Peristiwa, _peristiwa, "Peristiwa", required=False)),
            "penjelasan": column("Penjelasan"),
            "alasan_tanpa_bukti": column("Alasan tanpa bukti"),
        },
        context=["Entitas"],
    ),
    sheet(
        "analisis",
        Analisis,
        ["realisasi"],
        {
            "realisasi": column(
                "Indikator", LookupWidget(Realisasi, _realisasi, "Realisasi indikator", related=["adopsi"])
            ),
            "uraian": column("Uraian"),
            "faktor_keberhasilan": column("Faktor keberhasilan"),
            "hambatan": column("Hambatan"),
            "alternatif": column("Alternatif"),
        },
        context=["Entitas", "Tahun", "Triwulan"],
    ),
    sheet(
        "upaya",
        Upaya,
        ["adopsi", "tahun", "triwulan", "jenis", "urutan"],
        ADOPSI
        | TAHUN
        | {"triwulan": column("Triwulan", NumberWidget(required=True))}
        | JENIS_URUTAN
        | ISI
        | {"penanggung_jawab": column("Penanggung jawab"), "tenggat": column("Tenggat", DateWidget())},
        context=["Entitas"],
    ),
    sheet(
        "upaya_umum",
        UpayaUmum,
        ["entitas", "tahun", "jenis", "urutan"],
        ENTITAS | TAHUN | JENIS_URUTAN | ISI | {"adopsi": column("Indikator", adopsi(required=False))},
    ),
    sheet(
        "tabel_pendukung",
        TabelPendukung,
        ["adopsi", "tahun"],
        ADOPSI | TAHUN | {"kolom": column("Kolom", CellsWidget()), "catatan": column("Catatan")},
        context=["Entitas"],
    ),
    sheet(
        "baris_tabel_pendukung",
        BarisTabelPendukung,
        ["tabel", "urutan"],
        {
            "tabel": column("Indikator", LookupWidget(TabelPendukung, _tabel, "Tabel pendukung indikator")),
            "urutan": column("Urutan", NumberWidget(required=True)),
            "tanda": column("Tanda"),
            "isi": column("Isi", CellsWidget()),
        },
        context=["Entitas", "Tahun"],
    ),
)
