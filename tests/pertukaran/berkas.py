"""Files of data as an office would upload them, made from the sheets of the demonstration."""

import io
import zipfile
from pathlib import Path
from typing import Any

from apps.organisasi.models import Pengguna, Satker
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.antrean import minta_pembatalan, minta_penerapan, unggah_data
from apps.pertukaran.services.pembatalan import batalkan_impor
from apps.pertukaran.services.pengolahan import baca_data, terapkan_data
from tests.conftest import DATA

TAHUN = 2024
PEJABAT = "5371;ismael-manoe;Ismael Manoe;"


def lembar(nama: str, *ganti: tuple[str, str], tambah: str = "") -> bytes:
    """A sheet of the demonstration with some of its text replaced and lines added."""
    teks = (DATA / f"{nama}.csv").read_text(encoding="utf-8")
    for lama, baru in ganti:
        assert lama in teks, lama
        teks = teks.replace(lama, baru, 1)
    return (teks + tambah).encode()


def arsip(isi: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zip_file:
        for nama, data in isi.items():
            zip_file.writestr(f"{nama}.csv", data)
    return file.getvalue()


def kantor_baru(kode: str = "5399") -> bytes:
    """A whole new office: the demonstration under another code, in one archive."""

    def pindah(path: Path) -> bytes:
        teks = path.read_text(encoding="utf-8").replace("renstra-5371-2020", f"renstra-{kode}-2020")
        baris = [kode + satu[4:] if satu.startswith("5371") else satu for satu in teks.split("\n")]
        return "\n".join(baris).replace(";5371;", f";{kode};").encode()

    organisasi = ("satker", "entitas", "pejabat", "divisi", "subbagian", "renstra", "kategori", "misi", "tujuan")
    return arsip({nama: pindah(DATA / f"{nama}.csv") for nama in organisasi})


def unggah(
    pelaku: Pengguna, satker: Satker | None, isi: bytes, nama: str = "pejabat.csv", tahun: int | None = TAHUN
) -> ImporData:
    """Uploaded and tried, as the worker would."""
    impor = unggah_data(pelaku=pelaku, satker=satker, tahun=tahun if satker else None, isi=io.BytesIO(isi), nama=nama)
    baca_data(impor.pk)
    return segar(impor)


def terapkan(pelaku: Pengguna, impor: ImporData) -> ImporData:
    minta_penerapan(pelaku=pelaku, impor_id=impor.pk, sidik=impor.sidik)
    terapkan_data(impor.pk)
    return segar(impor)


def batalkan(pelaku: Pengguna, impor: ImporData) -> ImporData:
    minta_pembatalan(pelaku=pelaku, impor_id=impor.pk)
    batalkan_impor(impor.pk)
    return segar(impor)


def segar(impor: ImporData) -> ImporData:
    return ImporData.objects.select_related("satker", "berkas").get(pk=impor.pk)


def penolakan(impor: ImporData) -> list[tuple[Any, ...]]:
    assert impor.hasil is not None
    return [(satu["lembar"], satu["baris"], satu["kolom"]) for satu in impor.hasil["ditolak"]]
