"""What a comparison of the budget shows, as it stands in an address. Pure, as its sister for performance."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from apps.laporan.perbandingan.pilihan import Parameter, Pembaca, baca_tahun


class Tingkat(StrEnum):
    """How deep the lines go."""

    PROGRAM = "program"
    KEGIATAN = "kegiatan"


class SudutAnggaran(StrEnum):
    """What is drawn."""

    REALISASI = "realisasi"
    PAGU = "pagu"
    SERAPAN = "serapan"


@dataclass(frozen=True, slots=True)
class PilihanAnggaran:
    """A choice that can be shown: years with a budget, the depth of the lines, and what is drawn."""

    tahun: tuple[int, ...]
    tingkat: Tingkat = Tingkat.KEGIATAN
    sudut: SudutAnggaran = SudutAnggaran.REALISASI


def baca_anggaran(parameter: Parameter, tahun: Sequence[int]) -> tuple[PilihanAnggaran, tuple[str, ...]]:
    """Read a choice from an address (``t``, ``tingkat``, ``sudut``); tahun are the years that have a budget."""
    pembaca = Pembaca(parameter)
    pilihan = PilihanAnggaran(
        tuple(baca_tahun(pembaca, tahun, tahun)),
        pembaca.satu("tingkat", "Tingkat", {t.value: t for t in Tingkat}, Tingkat.KEGIATAN),
        pembaca.satu("sudut", "Ukuran grafik", {s.value: s for s in SudutAnggaran}, SudutAnggaran.REALISASI),
    )
    return pilihan, tuple(pembaca.pesan)


def alamat_anggaran(pilihan: PilihanAnggaran, tahun: Sequence[int]) -> str:
    """The one address of a choice, without "?".

    >>> alamat_anggaran(PilihanAnggaran((2024,), Tingkat.PROGRAM), (2023, 2024))
    't=2024&tingkat=program'
    """
    bagian: list[tuple[str, object]] = []
    if pilihan.tahun != tuple(tahun):
        bagian += [("t", satu) for satu in pilihan.tahun]
    if pilihan.tingkat is not Tingkat.KEGIATAN:
        bagian.append(("tingkat", pilihan.tingkat.value))
    if pilihan.sudut is not SudutAnggaran.REALISASI:
        bagian.append(("sudut", pilihan.sudut.value))
    return urlencode(bagian)
