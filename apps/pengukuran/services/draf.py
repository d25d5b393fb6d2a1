"""Raw drafts: what somebody typed, kept as it is until it is saved or thrown away."""

from collections.abc import Mapping

from apps.organisasi.models import Pengguna
from apps.pengukuran.models import DrafIsian
from apps.perencanaan.models import AdopsiIndikator

# A form holds some thousand characters; more is not typing.
MAX_HURUF = 200_000


def simpan_draf(
    *, pengguna: Pengguna, adopsi: AdopsiIndikator, tahun: int, triwulan: int, isi: Mapping[str, list[str]]
) -> DrafIsian | None:
    """Keep the typed texts of a form by field name; None when there is more than anybody types."""
    if sum(len(text) for values in isi.values() for text in values) > MAX_HURUF:
        return None
    draf, _ = DrafIsian.objects.update_or_create(
        adopsi=adopsi, tahun=tahun, triwulan=triwulan, pengguna=pengguna, defaults={"isi": dict(isi)}
    )
    return draf


def buang_draf(*, pengguna: Pengguna, adopsi: AdopsiIndikator, tahun: int, triwulan: int) -> None:
    """Throw away what this person typed and did not save."""
    DrafIsian.objects.filter(adopsi=adopsi, tahun=tahun, triwulan=triwulan, pengguna=pengguna).delete()
