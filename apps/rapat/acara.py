"""The agenda that a meeting begins with; whoever prepares it changes what is different this time. No Django."""

from collections.abc import Iterable

JUMLAH_TRIWULAN = 4


def acara_baku(periode: str, tahun: int, triwulan: int, sasaran: Iterable[tuple[int, str]]) -> list[str]:
    """The items of an evaluation meeting in their order; sasaran are (number, name) of the year's plan.

    >>> acara_baku("Triwulan III 2024", 2024, 3, [(1, "Terwujudnya …")])[1:3]
    ['Tindak lanjut keputusan rapat sebelumnya', 'Capaian Triwulan III 2024: sasaran 1. Terwujudnya …']
    """
    return [
        "Pembukaan oleh pimpinan rapat",
        "Tindak lanjut keputusan rapat sebelumnya",
        *(f"Capaian {periode}: sasaran {nomor}. {nama}" for nomor, nama in sasaran),
        "Indikator yang perlu perhatian: penyebab dan perbaikannya",
        "Penyerapan anggaran dibandingkan dengan rencana",
        f"Rencana kegiatan {_berikutnya(tahun, triwulan)}",
        "Keputusan rapat, penanggung jawab, dan tenggatnya",
        "Penutup",
    ]


def _berikutnya(tahun: int, triwulan: int) -> str:
    """The time that a meeting plans for: the next quarter, or the next year."""
    if triwulan in (0, JUMLAH_TRIWULAN):
        return f"tahun {tahun + 1}"
    return f"Triwulan {('II', 'III', 'IV')[triwulan - 1]} {tahun}"
