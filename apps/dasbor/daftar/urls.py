"""Addresses of the lists, below /<entitas>/<tahun>/: each has a page, and its files beside it."""

from typing import Any

from django.urls import URLPattern, path

from apps.dasbor.daftar.anggaran import AnggaranDaftar
from apps.dasbor.daftar.bukti import BuktiDaftar
from apps.dasbor.daftar.dasar import Daftar
from apps.dasbor.daftar.indikator import IndikatorDaftar
from apps.dasbor.daftar.jejak import JejakDaftar
from apps.dasbor.daftar.kutipan import KutipanDaftar
from apps.dasbor.daftar.pengguna import PenggunaDaftar
from apps.dasbor.daftar.realisasi import RealisasiDaftar
from apps.dasbor.daftar.target import TargetDaftar
from apps.dasbor.daftar.views import DaftarIndex, DaftarPage, DaftarUnduh

SEMUA: dict[str, type[Daftar[Any]]] = {
    "indikator/": IndikatorDaftar,
    "daftar/target/": TargetDaftar,
    "daftar/realisasi/": RealisasiDaftar,
    "daftar/anggaran/": AnggaranDaftar,
    "daftar/bukti/": BuktiDaftar,
    "kutipan/": KutipanDaftar,
    "jejak/": JejakDaftar,
    "daftar/pengguna/": PenggunaDaftar,
}


def _pair(alamat: str, daftar: type[Daftar[Any]]) -> list[URLPattern]:
    given = {"daftar": daftar, "figures_chosen": daftar.memilih_angka}
    return [
        path(alamat, DaftarPage.as_view(**given), name=daftar.halaman),
        path(f"{alamat}unduh.<str:bentuk>", DaftarUnduh.as_view(**given), name=f"unduh_{daftar.halaman}"),
    ]


urlpatterns = [
    path("daftar/", DaftarIndex.as_view(semua=tuple(SEMUA.values())), name="daftar_data"),
    *(pattern for alamat, daftar in SEMUA.items() for pattern in _pair(alamat, daftar)),
]
