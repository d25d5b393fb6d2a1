"""A workbook of data with so many rows, read alone, shown, applied and brought in again, as ratios to reading."""

import io
import time
from collections.abc import Callable, Iterator
from typing import Any

YEAR, LEAVES, PER_RO = 2021, 1_660, 50


def _rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """A year's budget: about five thousand rows in six sheets, none of which is stored yet."""
    tempat = {"Satker": "5371", "Tahun": YEAR}
    keadaan = {**tempat, "Keadaan per": f"{YEAR}-12-31", "Perbaikan ke": 0}
    yield "DIPA", tempat
    yield "Versi DIPA", {**tempat, "Urutan": 0, "Nama": "DIPA awal"}
    yield "Keadaan realisasi", {**keadaan, "Basis": "sp2d", "Sistem sumber": "SAKTI"}
    for jalur, jenis in (("076", "bagian_anggaran"), ("076.01", "unit"), ("076.01.CQ", "program")):
        yield "Pos anggaran", {**tempat, "Jalur": jalur, "Jenis": jenis}
    for nomor in range(LEAVES):
        kegiatan = f"076.01.CQ.{1000 + nomor // PER_RO}"
        if nomor % PER_RO == 0:
            for jalur, jenis in ((kegiatan, "kegiatan"), (f"{kegiatan}.QGE", "kro"), (f"{kegiatan}.QGE.001", "ro")):
                yield "Pos anggaran", {**tempat, "Jalur": jalur, "Jenis": jenis}
        jalur = f"{kegiatan}.QGE.001.{100 + nomor % PER_RO}"
        yield "Pos anggaran", {**tempat, "Jalur": jalur, "Jenis": "komponen", "Nama": f"Komponen {nomor}"}
        yield "Pagu", {**tempat, "Versi": 0, "Jalur": jalur, "Pagu": 1_000_000 + nomor}
        yield "Realisasi anggaran", {**keadaan, "Jalur": jalur, "Realisasi": 900_000 + nomor}


def make_workbook() -> bytes:
    """The rows as an Excel file."""
    from xlsxwriter import Workbook

    from apps.pertukaran.lembar import MENURUT_NAMA

    lembar: dict[str, list[dict[str, Any]]] = {}
    for nama, isi in _rows():
        lembar.setdefault(nama, []).append(isi)
    keluar = io.BytesIO()
    with Workbook(keluar, {"in_memory": True, "strings_to_numbers": False}) as buku:
        for nama, baris in lembar.items():
            halaman, judul = buku.add_worksheet(nama), MENURUT_NAMA[nama]().headings()
            for nomor, isi in enumerate([dict(zip(judul, judul, strict=True)), *baris]):
                halaman.write_row(nomor, 0, [isi.get(satu, "") for satu in judul])
    return keluar.getvalue()


def measure() -> dict[str, float]:
    """Seconds of each step, and how many rows there were."""
    from apps.audit.services import Sistem
    from apps.pertukaran.buku import baca
    from apps.pertukaran.mesin import Hasil, Sumber, jalankan
    from apps.pertukaran.wewenang import Wewenang

    isi = make_workbook()
    membaca = _seconds(lambda: baca(io.BytesIO(isi), "data.xlsx"))
    hasil: list[Hasil] = []

    def impor(terapkan: bool) -> None:
        buku = baca(io.BytesIO(isi), "data.xlsx")
        hasil.append(jalankan(buku, Wewenang(Sistem("Pengukuran")), Sumber("data.xlsx"), terapkan=terapkan))

    times = {name: _seconds(lambda terapkan=terapkan: impor(terapkan)) for name, terapkan in STEPS.items()}  # type: ignore[misc]
    if [h.ditolak for h in hasil] != [[], [], []] or hasil[2].perubahan:
        raise RuntimeError(f"Tidak seperti seharusnya: {[h.data() for h in hasil]}")
    return {**times, "membaca": membaca, "baris": hasil[0].baru}


STEPS = {"Pratinjau": False, "Menerapkan": True, "Tanpa perubahan": False}


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
