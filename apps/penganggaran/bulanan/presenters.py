"""Months of the budget made ready for the pages: which line is looked at, and the states behind it."""

from collections.abc import Callable, Iterable
from typing import Any

from apps.anggaran.facts import DeretPos, FaktaBulanan, FaktaKeadaan
from apps.penganggaran.angka import persen, rupiah, serapan_of, uang
from apps.ui.numbers import MONTHS, format_tanggal

SEMUA = "Seluruh satker"


def nama_pos(deret: DeretPos) -> str:
    """A line as people name it: code and name."""
    return f"{deret.kode} {deret.nama}".strip() if deret.jalur else SEMUA


def pilihan_pos(bulanan: FaktaBulanan, dipilih: str) -> list[dict[str, Any]]:
    """The lines that can be chosen, kegiatan set in below their program."""
    return [
        {
            "nilai": deret.jalur,
            "nama": f"{'— ' if deret.jenis == 'kegiatan' else ''}{nama_pos(deret)}",
            "dipilih": deret.jalur == dipilih,
        }
        for deret in bulanan.semua()
    ]


def ringkas_deret(deret: DeretPos) -> dict[str, Any]:
    """A line in a few figures: pagu, what was spent and when last, and how far that is from the plan."""
    akhir = next((bulan for bulan in reversed(deret.bulan) if bulan.kumulatif is not None), None)
    selisih = akhir.deviasi_kumulatif if akhir else None
    return {
        "pagu": rupiah(deret.pagu),
        "realisasi": rupiah(deret.realisasi),
        "serapan": persen(serapan_of(deret.realisasi, deret.pagu)),
        "sampai": f"s.d. {MONTHS[akhir.bulan - 1]}" if akhir else "",
        "deviasi": rupiah(None if selisih is None else abs(selisih)),
        "deviasi_persen": persen(akhir.deviasi_kumulatif_persen) if akhir else "-",
        "deviasi_arti": arti_deviasi(selisih),
    }


def arti_deviasi(selisih: int | None) -> str:
    """A deviation in words."""
    if selisih is None:
        return "rencana belum diisi"
    return "di atas rencana" if selisih > 0 else "di bawah rencana" if selisih < 0 else "sesuai rencana"


def keadaan_rows(keadaan: Iterable[FaktaKeadaan]) -> list[dict[str, Any]]:
    """The states from the last to the first, and what each is for."""
    return [
        {
            "tanggal": format_tanggal(k.per_tanggal),
            "jumlah": uang(k.jumlah),
            "sumber": k.sumber,
            "basis": k.basis,
            "peran": _peran(k)[0],
            "nada": _peran(k)[1],
            "perbaikan": f"Perbaikan ke-{k.perbaikan}" if k.perbaikan else "",
            "alasan": k.alasan,
            "berkas": k.berkas,
        }
        for k in keadaan
    ]


def _peran(k: FaktaKeadaan) -> tuple[str, str]:
    if k.pembanding:
        return "Pembanding", "warn"
    return ("Dihitung", "ok") if k.dihitung else ("Diganti keadaan berikutnya", "")


def tautan(url: str) -> Callable[[str], str]:
    """The address of a line named in a table, on the page of months."""

    def link(ref: str) -> str:
        jenis, _, jalur = ref.partition("/")
        return (f"{url}?pos={jalur}" if jalur else url) if jenis == "bulanan" else ""

    return link
