"""Sheet of the periods."""

from apps.organisasi.resources import entitas
from apps.siklus.models import Periode
from apps.ui.resources import column, sheet
from apps.ui.widgets import BooleanWidget, DateWidget, NumberWidget, YearWidget

SHEETS = (
    sheet(
        "periode",
        Periode,
        ["entitas", "tahun", "triwulan"],
        {
            "entitas": column("Entitas", entitas()),
            "tahun": column("Tahun", YearWidget()),
            "triwulan": column("Triwulan", NumberWidget(required=True)),
            "dibuka": column("Dibuka", BooleanWidget()),
            "tenggat": column("Tenggat", DateWidget()),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
)
