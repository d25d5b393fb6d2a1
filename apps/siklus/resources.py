"""Sheet of the periods."""

from apps.organisasi.resources import entitas
from apps.siklus.models import Periode
from apps.ui.resources import BooleanWidget, DateWidget, NumberWidget, column, sheet

SHEETS = (
    sheet(
        "periode",
        Periode,
        ["entitas", "tahun", "triwulan"],
        {
            "entitas": column("Entitas", entitas()),
            "tahun": column("Tahun", NumberWidget(required=True)),
            "triwulan": column("Triwulan", NumberWidget(required=True)),
            "dibuka": column("Dibuka", BooleanWidget()),
            "tenggat": column("Tenggat", DateWidget()),
        },
    ),
)
