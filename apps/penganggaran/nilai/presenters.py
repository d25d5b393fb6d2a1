"""NKA and IKPA made ready for their page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from apps.anggaran.services.nilai import UKURAN_NILAI
from apps.dokumen.models import AngkaKutipan
from apps.penganggaran.nilai.facts import DASAR_SKALA, NADA, NAMA, SKALA, FaktaNilai
from apps.ui.numbers import format_angka, format_tanggal

TANPA_TANGGAL = "tanggal tidak disebut"


def nilai_view(
    nilai: Sequence[FaktaNilai], tahun: Iterable[int], alamat_ubah: Callable[[FaktaNilai], str] | None
) -> list[dict[str, Any]]:
    """Each measure with its own scale and its values by year, the last year first; a year without any says so."""
    urut = sorted(tahun, reverse=True)
    return [
        {
            "kode": ukuran.value,
            "nama": NAMA[ukuran],
            "skala": [{"kategori": nama, "nada": NADA[nama], "rentang": teks} for nama, teks in SKALA[ukuran]()],
            "dasar": DASAR_SKALA[ukuran],
            "baris": [row for t in urut for row in _rows(nilai, ukuran, t, alamat_ubah)],
        }
        for ukuran in UKURAN_NILAI
    ]


def _rows(
    nilai: Sequence[FaktaNilai], ukuran: str, tahun: int, alamat_ubah: Callable[[FaktaNilai], str] | None
) -> list[dict[str, Any]]:
    found = [n for n in nilai if n.ukuran == ukuran and n.tahun == tahun]
    return [
        {
            "tahun": tahun,
            "nilai": format_angka(n.angka),
            "kategori": n.kategori,
            "nada": n.nada,
            "sumber": n.sumber,
            "tanggal": format_tanggal(n.tanggal) if n.tanggal else TANPA_TANGGAL,
            "catatan": n.catatan,
            "url": alamat_ubah(n) if alamat_ubah else "",
        }
        for n in found
    ] or [{"tahun": tahun}]


def kata_nilai(ukuran: str, angka: Decimal | None, sumber: str, tanggal: date | None) -> str:
    """A value in one line, for comparing two of them."""
    nilai = "-" if angka is None else format_angka(angka)
    nama = NAMA[AngkaKutipan.Ukuran(ukuran)]
    return f"{nama} {nilai}, {sumber}, {format_tanggal(tanggal) if tanggal else TANPA_TANGGAL}"
