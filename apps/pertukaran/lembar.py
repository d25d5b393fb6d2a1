"""All sheets that data comes and goes by, in the order of dependence: what is referred to comes first."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from apps.anggaran.resources import SHEETS as ANGGARAN
from apps.dokumen.resources import SHEETS as DOKUMEN
from apps.laporan.resources import SHEETS as LAPORAN
from apps.organisasi.models import Entitas
from apps.organisasi.resources import SHEETS as ORGANISASI
from apps.pengukuran.resources import SHEETS as PENGUKURAN
from apps.perencanaan.resources import SHEETS as PERENCANAAN
from apps.siklus.resources import SHEETS as SIKLUS
from apps.ui.resources import SheetResource
from apps.ui.widgets import LookupWidget

SHEETS: tuple[type[SheetResource], ...] = (
    *ORGANISASI,
    *SIKLUS,
    *PERENCANAAN,
    *PENGUKURAN,
    *ANGGARAN,
    *DOKUMEN,
    *LAPORAN,
)
# By both names: a CSV file bears the short one, a sheet of a workbook the one that people read.
MENURUT_NAMA = {nama: satu for satu in SHEETS for nama in (satu.sheet_name, satu.sheet_title)}
# The sheet that says most of a model; of the targets it is those of the Renstra.
MENURUT_MODEL = {satu._meta.model: satu for satu in reversed(SHEETS)}


def judul_atribut(jenis: type[SheetResource], atribut: str) -> str:
    """The heading under which a sheet writes an attribute; "" where it writes it in parts."""
    for field in jenis().columns():
        akhir = f"__{field.widget.show}" if isinstance(field.widget, LookupWidget) else ""
        if f"{field.attribute}{akhir}" == atribut:
            return field.column_name
    return ""


def kunci_entitas(baris: Mapping[str, Any]) -> str:
    """The key of an entitas, which its own sheet writes in two cells."""
    return baris["Satker"] if baris["Jenis"] == Entitas.Jenis.LEMBAGA else f"{baris['Satker']}-{baris['Jenis']}"


def lembar_of(model: type[models.Model], keadaan: Mapping[str, Any]) -> type[SheetResource] | None:
    """The sheet on which a row of this state stands: which one a target is on, its level decides."""
    milik = (satu for satu in SHEETS if satu._meta.model is model)
    return next((satu for satu in milik if all(keadaan.get(nama) == isi for nama, isi in satu.only.items())), None)
