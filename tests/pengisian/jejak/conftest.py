"""Entries of the journal as the services write them, and the office at work of the tests of pengukuran."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from apps.audit.models import Jejak
from apps.pengukuran.models import Realisasi
from tests.pengukuran.conftest import adopsi, isi, langkah, lengkap, periode, realisasi

__all__ = ["adopsi", "isi", "langkah", "lengkap", "periode", "realisasi"]


@pytest.fixture
def entri() -> Callable[..., Jejak]:
    """An entry that was never written: by Ani on 3 July 2024, 10.42 in the office, from 10.0.0.5."""

    def make(jenis: str = "", tindakan: str = "ubah", **fields: Any) -> Jejak:
        values = {"objek_id": "1", "objek": "Objek", "pelaku": "Ani", "pelaku_id": "7", "asal": "10.0.0.5"}
        waktu = datetime(2024, 7, 3, 2, 42, tzinfo=UTC)
        return Jejak(**{"nomor": 5, "waktu": waktu, "objek_jenis": jenis, "tindakan": tindakan} | values | fields)

    return make


@pytest.fixture
def worked_on(lengkap, periode, isi, langkah, cast) -> Realisasi:
    """Indicator 6 of 2024: changed, handed in, returned with a reason."""
    isi(cast["operator"], 1, nilai="71.25", penjelasan="Rekap baru")
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "kembalikan", lengkap, alasan="Bukti kurang jelas")
    return lengkap
