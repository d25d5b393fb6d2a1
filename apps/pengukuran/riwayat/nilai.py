"""Recorded values as people read them: figures by the kind of the indicator, dates in words, names for numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models

from apps.pengukuran.formulas import persen_dari
from apps.pengukuran.riwayat.kamus import Kamus
from apps.perencanaan.models import TingkatSkala
from apps.ui.numbers import format_angka, format_bulat, format_nilai, format_rinci, format_tanggal
from apps.ui.templatetags.ui import waktu

Keadaan = Mapping[str, Any]
KOSONG = "kosong"
# The columns that together state the value of a realisasi or a target.
NILAI = ("keadaan", "nilai", "tingkat_id", "skor", "pembilang", "penyebut", "tanpa_target")
# Longer texts are cut in a sentence; the entry itself shows them whole.
MAX_TEKS = 240


def angka(value: Decimal | Fraction, satuan: str, *, rinci: bool = False) -> str:
    """A figure of an indicator: "60,10%" for persen, "60,10" for the others; with all decimals when asked."""
    if rinci:
        return format_rinci(value) + ("%" if satuan == "persen" else "")
    return format_nilai(value, satuan)


def nilai_realisasi(keadaan: Keadaan, satuan: str, kamus: Kamus, *, rinci: bool = False) -> str:
    """The value that a recorded realisasi or target states, in one phrase; "" when it states none."""
    if keadaan.get("keadaan") == "belum_terukur":
        return "belum terukur"
    if keadaan.get("tanpa_target"):
        return "tanpa target"
    if tingkat := keadaan.get("tingkat_id"):
        skor = keadaan.get("skor")
        return kamus.sebut(TingkatSkala, tingkat) + (f" (skor {format_angka(Decimal(skor))})" if skor else "")
    pembilang, penyebut = (_desimal(keadaan.get(nama)) for nama in ("pembilang", "penyebut"))
    if pembilang is not None and penyebut:
        persen = angka(persen_dari(pembilang, penyebut), "persen", rinci=rinci)
        return f"{persen} ({format_angka(pembilang)} dari {format_angka(penyebut)})"
    nilai = _desimal(keadaan.get("nilai"))
    return "" if nilai is None else angka(nilai, satuan, rinci=rinci)


def perubahan_nilai(sebelum: Keadaan, sesudah: Keadaan, satuan: str, kamus: Kamus) -> tuple[str, str] | None:
    """Both values when they differ; with all their decimals where rounding would make them look the same."""
    if all(sebelum.get(nama) == sesudah.get(nama) for nama in NILAI):
        return None
    for rinci in (False, True):
        dulu = nilai_realisasi(sebelum, satuan, kamus, rinci=rinci)
        kini = nilai_realisasi(sesudah, satuan, kamus, rinci=rinci)
        if dulu != kini:
            return dulu, kini
    return None


def isi(column: Any, value: Any, kamus: Kamus, *, utuh: bool = False) -> str:
    """The value of one column in words; texts in quotation marks, cut unless they are wanted whole."""
    if value is None or value in ("", [], {}):
        return KOSONG
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if getattr(column, "choices", None):
        return str(dict(column.flatchoices).get(value, value))
    if column is not None and column.is_relation and column.related_model:
        return ", ".join(
            kamus.sebut(column.related_model, pk) for pk in (value if isinstance(value, list) else [value])
        )
    if isinstance(column, models.DateTimeField):
        return _waktu(value)
    if isinstance(column, models.DateField):
        return format_tanggal(date.fromisoformat(value))
    if isinstance(column, models.DecimalField):
        return format_rinci(Decimal(str(value)))
    if isinstance(column, models.BigIntegerField) and not column.primary_key:
        return format_bulat(int(value))
    return _teks(value, utuh=utuh)


def berubah(column: Any, dulu: str, kini: str) -> str:
    """A change of one column: "sumber data diubah dari “A” menjadi “B”"."""
    nama = str(getattr(column, "verbose_name", column))
    if dulu == KOSONG:
        return f"{nama} diisi {kini}"
    if kini == KOSONG:
        return f"{nama} {dulu} dikosongkan"
    return f"{nama} diubah dari {dulu} menjadi {kini}"


def _desimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _waktu(value: str) -> str:
    return waktu(datetime.fromisoformat(value))


def _teks(value: Any, *, utuh: bool) -> str:
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        text = "; ".join(map(str, value))
    elif isinstance(value, dict):
        text = "; ".join(f"{nama}: {butir}" for nama, butir in value.items())
    else:
        text = str(value)
    text = text if utuh else " ".join(text.split())
    return f"“{text}”" if utuh or len(text) <= MAX_TEKS else f"“{text[:MAX_TEKS].rstrip()} …”"
