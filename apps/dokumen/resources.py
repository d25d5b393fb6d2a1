"""Sheet of the quoted figures."""

from apps.dokumen.models import AngkaKutipan
from apps.organisasi.resources import entitas
from apps.ui.resources import column, sheet
from apps.ui.widgets import ChoiceWidget, DateWidget, NumberWidget, TextWidget, YearWidget

SHEETS = (
    sheet(
        "angka_kutipan",
        AngkaKutipan,
        ["entitas", "tahun", "subjek", "ukuran", "sumber"],
        {
            "entitas": column("Entitas", entitas()),
            "tahun": column("Tahun", YearWidget()),
            "subjek": column("Subjek", TextWidget(required=True)),
            "ukuran": column("Ukuran", ChoiceWidget(AngkaKutipan.Ukuran)),
            "rupiah": column("Rupiah", NumberWidget("rupiah")),
            "angka": column("Angka", NumberWidget("angka")),
            "sumber": column("Sumber", TextWidget(required=True)),
            "halaman": column("Halaman"),
            "tanggal": column("Tanggal", DateWidget()),
            "catatan": column("Catatan"),
        },
        milik="entitas__satker",
        tahun="tahun",
    ),
)
