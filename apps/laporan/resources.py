"""Sheets of the outline and of the yearly report."""

from apps.laporan.models import Kerangka, Laporan, SimpulKerangka
from apps.organisasi.models import Pejabat
from apps.organisasi.resources import KODE, NAMA, entitas
from apps.ui.resources import column, sheet
from apps.ui.widgets import ChoiceWidget, CodeWidget, DateWidget, LookupWidget, NumberWidget, Row, YearWidget


def _simpul(row: Row, text: str) -> dict[str, str]:
    return {"kerangka__kode": row["Kerangka"], "kode": text}


KERANGKA = LookupWidget(Kerangka, lambda row, text: {"kode": text}, "Kerangka")

SHEETS = (
    sheet(
        "kerangka",
        Kerangka,
        ["kode"],
        KODE | NAMA | {"dasar": column("Dasar"), "dari_tahun": column("Dari tahun", YearWidget())},
    ),
    sheet(
        "simpul_kerangka",
        SimpulKerangka,
        ["kerangka", "kode"],
        {
            "kerangka": column("Kerangka", KERANGKA),
            "kode": column("Kode", CodeWidget(required=True)),
            "induk": column("Induk", LookupWidget(SimpulKerangka, _simpul, "Simpul induk", required=False)),
            "urutan": column("Urutan", NumberWidget(required=True)),
            "jenis": column("Jenis", ChoiceWidget(SimpulKerangka.Jenis)),
            "slug": column("Slug"),
            "judul": column("Judul"),
            "ulang": column("Diulang", ChoiceWidget(SimpulKerangka.Ulang, default="")),
        },
        judul="Simpul kerangka",
    ),
    sheet(
        "laporan",
        Laporan,
        ["entitas", "tahun"],
        {
            "entitas": column("Entitas", entitas()),
            "tahun": column("Tahun", YearWidget()),
            "kerangka": column("Kerangka", KERANGKA),
            "tempat": column("Tempat"),
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
            "keadaan_per": column("Keadaan per", DateWidget()),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
)
