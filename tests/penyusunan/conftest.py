"""KPU Kota Kupang on the eve of 2025: the next Renstra is loaded, ten of its indicators are adopted."""

from pathlib import Path

import pytest

from apps.audit.services import Sistem
from apps.organisasi.models import Entitas
from apps.perencanaan.models import AdopsiIndikator
from apps.pertukaran.muat import muat_folder
from tests.penyusunan.renstra_baru import tulis_renstra_baru


@pytest.fixture
def baru(entitas: Entitas, tmp_path: Path) -> dict[int, AdopsiIndikator]:
    """What the entitas answers for in 2025, by number."""
    muat_folder(tulis_renstra_baru(tmp_path / "renstra"), Sistem("Uji"))
    adopsi = AdopsiIndikator.objects.berlaku(2025).filter(entitas=entitas).select_related("indikator")
    return {a.nomor: a for a in adopsi}
