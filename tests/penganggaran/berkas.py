"""Budget files as somebody brings them to the page, and their way through it."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.anggaran.importers.baris import IsiBerkas
from apps.anggaran.importers.contoh import buat_contoh
from apps.anggaran.importers.fa_detail_tulis import tulis_csv, tulis_xlsx
from apps.anggaran.models import ImporAnggaran

TAHUN = 2026
Terkirim = Callable[..., Any]


def contoh(banyak: int = 40, **pilihan: Any) -> IsiBerkas:
    return buat_contoh(banyak, tahun=TAHUN, **pilihan)


def xlsx(isi: IsiBerkas) -> bytes:
    file = io.BytesIO()
    tulis_xlsx(isi, file)
    return file.getvalue()


def csv(isi: IsiBerkas) -> bytes:
    file = io.BytesIO()
    tulis_csv(isi, file)
    return file.getvalue()


def revisi(isi: IsiBerkas, rupiah: int) -> IsiBerkas:
    """The last item gets more, and so does every line above it: the file still adds up."""

    def tambah(jumlah: Any) -> Any:
        return replace(jumlah, pagu=(jumlah.pagu or 0) + rupiah, sisa=(jumlah.sisa or 0) + rupiah)

    jalur = isi.baris[-1].jalur
    baris = [
        replace(b, jumlah=tambah(b.jumlah)) if jalur[: len(b.jalur)] == b.jalur and b.jumlah.pagu is not None else b
        for b in isi.baris
    ]
    return replace(isi, baris=baris, jumlah_seluruhnya=tambah(isi.jumlah_seluruhnya))


def alamat(nama: str = "anggaran_impor", *args: Any, tahun: int = TAHUN, kunci: str = "5371") -> str:
    return reverse(nama, args=[kunci, tahun, *args])


def kirim(client: Client, data: bytes, nama: str = "fa.xlsx", tahun: int = TAHUN) -> Any:
    """Post the form of the upload."""
    return client.post(alamat(tahun=tahun), {"unggahan": SimpleUploadedFile(nama, data)})


def terakhir() -> ImporAnggaran:
    return ImporAnggaran.objects.latest("pk")
