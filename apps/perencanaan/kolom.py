"""Columns that many sheets share: whose a row is, which year and indicator it is about, and how its value is read."""

from decimal import Decimal
from typing import Any

from django.db import models

from apps.organisasi.models import Entitas
from apps.organisasi.resources import entitas
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, TingkatSkala
from apps.siklus.kolom import TriwulanWidget
from apps.ui.numbers import NumberError, NumberKind, format_jumlah, parse_number
from apps.ui.resources import column
from apps.ui.widgets import LookupWidget, NotThere, NumberWidget, Row, Sel, TextWidget, YearWidget, follow


def entitas_filter(row: Row, prefix: str = "") -> dict[str, str]:
    """The filter for the row's entitas ("5371" or "5371-sekretariat")."""
    kode, _, jenis = row["Entitas"].partition("-")
    return {f"{prefix}satker__kode": kode, f"{prefix}jenis": jenis or Entitas.Jenis.LEMBAGA}


class AdopsiWidget(LookupWidget):
    """An indicator as the row's entitas adopted it; a right code in a wrong year is another fault than a wrong code."""

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> models.Model | None:
        try:
            return super().clean(value, row)
        except ValueError as error:
            if row is None or str(error) != self.not_found((value or "").strip()):
                raise
            # Asked only now: where everything is in order it costs nothing.
            raise ValueError(_di_luar_masa(row, (value or "").strip()) or str(error)) from error


def _di_luar_masa(row: Row, kode: str) -> str:
    """That the entitas adopted the indicator, but for other years; "" where it never did."""
    ada = AdopsiIndikator.objects.filter(indikator__kode=kode, **entitas_filter(row, "entitas__"))
    masa = ", ".join(f"{dari}–{sampai}" for dari, sampai in ada.order_by("dari").values_list("dari", "sampai"))
    return f"Indikator “{kode}” tidak diadopsi untuk {row['Tahun'].strip()} (diadopsi {masa})." if masa else ""


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

    return AdopsiWidget(
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
        pesan = f"“{text}” bukan tingkat skala ini. Pilih salah satu: {pilihan}."
        raise NotThere(pesan, TingkatSkala, "kode", text.strip())
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

    def named(self, instance: models.Model, attribute: str) -> Any:
        """The indicator, whose unit the number has."""
        return follow(instance, "adopsi__indikator") or follow(instance, "indikator")

    def words(self, cell: Sel, named: Any = None) -> str:
        if not isinstance(cell, (int, Decimal)):
            return super().words(cell)
        return f"{format_jumlah(cell)}%" if named.satuan == Indikator.Satuan.PERSEN else format_jumlah(cell)


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
TRIWULAN = {"triwulan": column("Triwulan", TriwulanWidget(setahun=False))}
