"""All sheets that data comes and goes by, in the order of dependence: what is referred to comes first."""

from apps.anggaran.resources import SHEETS as ANGGARAN
from apps.dokumen.resources import SHEETS as DOKUMEN
from apps.laporan.resources import SHEETS as LAPORAN
from apps.organisasi.resources import SHEETS as ORGANISASI
from apps.pengukuran.resources import SHEETS as PENGUKURAN
from apps.perencanaan.resources import SHEETS as PERENCANAAN
from apps.siklus.resources import SHEETS as SIKLUS
from apps.ui.resources import SheetResource

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
