"""What is owed in a year, indicator by indicator and period by period, how far each is, and for whom it waits."""

from apps.pengukuran.tugas.antrean import (
    antrean,
    boleh_diperiksa,
    hitung_menunggu,
    menunggu,
    milik,
    penghalang,
    per_periode,
    siap_disahkan,
    untuk_orang,
    yang_berjalan,
)
from apps.pengukuran.tugas.butir import Tugas
from apps.pengukuran.tugas.fetch import Pekerjaan, fetch_pekerjaan, fetch_tugas
from apps.pengukuran.tugas.keadaan import BERJALAN, KEADAAN, MENUNGGU_PENGISI, TERVERIFIKASI, Keadaan, keadaan_of
from apps.pengukuran.tugas.lencana import jumlah_menunggu

__all__ = [
    "BERJALAN",
    "KEADAAN",
    "MENUNGGU_PENGISI",
    "TERVERIFIKASI",
    "Keadaan",
    "Pekerjaan",
    "Tugas",
    "antrean",
    "boleh_diperiksa",
    "fetch_pekerjaan",
    "fetch_tugas",
    "hitung_menunggu",
    "jumlah_menunggu",
    "keadaan_of",
    "menunggu",
    "milik",
    "penghalang",
    "per_periode",
    "siap_disahkan",
    "untuk_orang",
    "yang_berjalan",
]
