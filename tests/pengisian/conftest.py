"""The office at work of the services' tests serves the pages' tests too."""

from tests.pengukuran.conftest import adopsi, isi, langkah, lengkap, periode, realisasi

__all__ = ["adopsi", "isi", "langkah", "lengkap", "periode", "realisasi"]
