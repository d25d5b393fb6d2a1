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
    """Keep the typed texts of a form by field name; None when there is more than anybody types.

    All as typed but for the NUL character, which nobody types and PostgreSQL cannot keep.
    """
    if sum(len(name) + sum(map(len, values)) for name, values in isi.items()) > MAX_HURUF:
        return None
    terbaca = {name.replace("\0", ""): [text.replace("\0", "") for text in values] for name, values in isi.items()}
    draf, _ = DrafIsian.objects.update_or_create(
        adopsi=adopsi, tahun=tahun, triwulan=triwulan, pengguna=pengguna, defaults={"isi": terbaca}
    )
    return draf


def buang_draf(*, pengguna: Pengguna, adopsi: AdopsiIndikator, tahun: int, triwulan: int) -> None:
    """Throw away what this person typed and did not save."""
    DrafIsian.objects.filter(adopsi=adopsi, tahun=tahun, triwulan=triwulan, pengguna=pengguna).delete()
