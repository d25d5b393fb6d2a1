"""Sheet of the periods."""

from apps.organisasi.resources import entitas
from apps.siklus.kolom import TRIWULAN_ATAU_TAHUN
from apps.siklus.models import Periode
from apps.ui.resources import column, sheet
from apps.ui.widgets import BooleanWidget, DateWidget, YearWidget

SHEETS = (
    sheet(
        "periode",
        Periode,
        ["entitas", "tahun", "triwulan"],
        {
            "entitas": column("Entitas", entitas()),
            "tahun": column("Tahun", YearWidget()),
            "triwulan": column("Triwulan", TRIWULAN_ATAU_TAHUN),
            "dibuka": column("Dibuka", BooleanWidget()),
            "tenggat": column("Tenggat", DateWidget()),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
)
