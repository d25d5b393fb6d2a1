"""Who there is: offices and what reports, their parts and officials, users and memberships."""

from apps.organisasi.models.base import unique_even_if_null
from apps.organisasi.models.pengguna import Keanggotaan, Pengguna
from apps.organisasi.models.satker import Entitas, Satker
from apps.organisasi.models.struktur import (
    Divisi,
    Korwil,
    MasaJabatan,
    Pejabat,
    PeranDivisi,
    Subbagian,
    UraianTugas,
)

__all__ = [
    "Divisi",
    "Entitas",
    "Keanggotaan",
    "Korwil",
    "MasaJabatan",
    "Pejabat",
    "Pengguna",
    "PeranDivisi",
    "Satker",
    "Subbagian",
    "UraianTugas",
    "unique_even_if_null",
]
