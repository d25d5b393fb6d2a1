"""Sheets of realisasi, efforts and supporting tables."""

import re
from typing import Any

from import_export import fields

from apps.organisasi.resources import KODE, NAMA
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
from apps.perencanaan.kolom import ADOPSI, ENTITAS, ISI, TAHUN, NilaiWidget, adopsi, entitas_filter, read_value
from apps.siklus.kolom import TRIWULAN_ATAU_TAHUN
from apps.ui.numbers import parse_number
from apps.ui.resources import SheetResource, column, sheet
from apps.ui.widgets import (
    ChoiceWidget,
    DateWidget,
    LookupWidget,
    NumberWidget,
    Row,
    Sel,
    TextWidget,
    cell_text,
)


class RealisasiField(fields.Field):
    """The column "Realisasi": a number, a level, "belum terukur", or empty when pembilang and penyebut are given."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute, "Realisasi", widget=NilaiWidget("belum terukur"))

    def save(self, instance: Realisasi, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        text = (row[self.column_name] or "").strip()
        belum = text.lower() == "belum terukur"
        instance.keadaan = Realisasi.Keadaan.BELUM_TERUKUR if belum else Realisasi.Keadaan.TERUKUR
        if not text and not (row["Pembilang"] or "").strip():
            raise ValueError("Realisasi wajib diisi. Tulis “belum terukur” beserta alasannya bila belum ada nilai.")
        instance.nilai, instance.tingkat = (None, None) if belum or not text else read_value(instance.adopsi, text)

    def export(self, instance: Realisasi, **kwargs: Any) -> Sel:
        if instance.keadaan == Realisasi.Keadaan.BELUM_TERUKUR:
            return "belum terukur"
        return instance.nilai if instance.tingkat is None else instance.tingkat.kode


class RealisasiResource(SheetResource):
    """Realisasi: another value is another version, so that a form opened before is not saved over it."""

    def before_save_instance(self, instance: Any, row: Row, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk is not None:
            instance.versi += 1


_SEPARATED = re.compile(r"\\[\\|]|.", re.DOTALL)


class CellsWidget(TextWidget):
    """Several cells in one, joined with "|"; a "|" within a cell is written "\\|" and a backslash "\\\\".

    A backslash before anything else is itself, so that whoever types one need not know of this.
    """

    petunjuk = r"Isi sel-selnya, dipisahkan tanda |. Tanda | di dalam sel ditulis \|, garis miring terbalik \\."

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> list[str]:  # type: ignore[override]
        parts = [""]
        for sign in _SEPARATED.findall(super().clean(value, row) or ""):
            if sign == "|":
                parts.append("")
            else:
                parts[-1] += sign[-1]
        return [part.strip() for part in parts]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        return "|".join(part.replace("\\", r"\\").replace("|", r"\|") for part in value or [])

    def words(self, cell: Sel, named: Any = None) -> str:
        return " · ".join(self.clean(cell_text(cell)))


def _peristiwa(row: Row, text: str) -> dict[str, Any]:
    return {**entitas_filter(row, "entitas__"), "kode": text}


def _tabel(row: Row, text: str) -> dict[str, Any]:
    return {
        **entitas_filter(row, "adopsi__entitas__"),
        "adopsi__indikator__kode": text,
        "tahun": parse_number(row["Tahun"], "bulat"),
    }


def _realisasi(row: Row, text: str) -> dict[str, Any]:
    return {**_tabel(row, text), "triwulan": TRIWULAN_ATAU_TAHUN.clean(row["Triwulan"])}


ENTITAS_ADOPSI = {"Entitas": "adopsi__entitas__kunci"}
REALISASI = LookupWidget(
    Realisasi,
    _realisasi,
    "Realisasi indikator",
    show="adopsi__indikator__kode",
    related=["adopsi__entitas__satker"],
)
TABEL = LookupWidget(TabelPendukung, _tabel, "Tabel pendukung indikator", show="adopsi__indikator__kode")
JENIS_URUTAN = {
    "jenis": column("Jenis", ChoiceWidget(JenisUpaya)),
    "urutan": column("Urutan", NumberWidget(required=True)),
}

SHEETS = (
    sheet(
        "peristiwa",
        Peristiwa,
        ["entitas", "kode"],
        ENTITAS | KODE | NAMA | TAHUN | {"tanggal": column("Tanggal", DateWidget())},
        milik="entitas__satker",
        tahun="tahun",
    ),
    sheet(
        "realisasi",
        Realisasi,
        ["adopsi", "tahun", "triwulan"],
        ADOPSI
        | TAHUN
        | {
            "triwulan": column("Triwulan", TRIWULAN_ATAU_TAHUN),
            "nilai": RealisasiField,
            "skor": column("Skor", NumberWidget("indeks")),
            "pembilang": column("Pembilang", NumberWidget("indeks")),
            "penyebut": column("Penyebut", NumberWidget("indeks")),
            "alasan": column("Alasan belum terukur"),
            "status_nilai": column("Status nilai", ChoiceWidget(Realisasi.StatusNilai)),
            "tanggal_final": column("Nilai final diharapkan", DateWidget()),
            "keandalan": column("Keandalan", ChoiceWidget(Realisasi.Keandalan, default="sah")),
            "alasan_keandalan": column("Alasan diragukan"),
            "catatan_kaki": column("Catatan kaki"),
            "sumber": column("Sumber"),
            "per_tanggal": column("Keadaan per", DateWidget()),
            "peristiwa": column("Peristiwa", LookupWidget(Peristiwa, _peristiwa, "Peristiwa", required=False)),
            "penjelasan": column("Penjelasan"),
            "alasan_tanpa_bukti": column("Alasan tanpa bukti"),
        },
        context=ENTITAS_ADOPSI,
        milik="adopsi__entitas__satker",
        tahun="tahun",
        related=["tingkat"],
        base=RealisasiResource,
    ),
    sheet(
        "analisis",
        Analisis,
        ["realisasi"],
        {
            "realisasi": column("Indikator", REALISASI),
            "uraian": column("Uraian"),
            "faktor_keberhasilan": column("Faktor keberhasilan"),
            "hambatan": column("Hambatan"),
            "alternatif": column("Alternatif"),
        },
        context={
            "Entitas": "realisasi__adopsi__entitas__kunci",
            "Tahun": "realisasi__tahun",
            "Triwulan": "realisasi__triwulan",
        },
        milik="realisasi__adopsi__entitas__satker",
        tahun="realisasi__tahun",
    ),
    sheet(
        "upaya",
        Upaya,
        ["adopsi", "tahun", "triwulan", "jenis", "urutan"],
        ADOPSI
        | TAHUN
        | {"triwulan": column("Triwulan", TRIWULAN_ATAU_TAHUN)}
        | JENIS_URUTAN
        | ISI
        | {"penanggung_jawab": column("Penanggung jawab"), "tenggat": column("Tenggat", DateWidget())},
        context=ENTITAS_ADOPSI,
        milik="adopsi__entitas__satker",
        tahun="tahun",
    ),
    sheet(
        "upaya_umum",
        UpayaUmum,
        ["entitas", "tahun", "jenis", "urutan"],
        ENTITAS | TAHUN | JENIS_URUTAN | ISI | {"adopsi": column("Indikator", adopsi(required=False))},
        milik="entitas__satker",
        tahun="tahun",
    ),
    sheet(
        "tabel_pendukung",
        TabelPendukung,
        ["adopsi", "tahun"],
        ADOPSI | TAHUN | {"kolom": column("Kolom", CellsWidget()), "catatan": column("Catatan")},
        context=ENTITAS_ADOPSI,
        milik="adopsi__entitas__satker",
        tahun="tahun",
    ),
    sheet(
        "baris_tabel_pendukung",
        BarisTabelPendukung,
        ["tabel", "urutan"],
        {
            "tabel": column(
                "Indikator",
                TABEL,
            ),
            "urutan": column("Urutan", NumberWidget(required=True)),
            "tanda": column("Tanda"),
            "isi": column("Isi", CellsWidget()),
        },
        context={"Entitas": "tabel__adopsi__entitas__kunci", "Tahun": "tabel__tahun"},
        milik="tabel__adopsi__entitas__satker",
        tahun="tabel__tahun",
    ),
)
