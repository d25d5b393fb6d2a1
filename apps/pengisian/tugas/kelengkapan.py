"""How complete a group of tasks is: the parts of a bar, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.laporan.charts.kecil import Bagian, susunan
from apps.pengukuran.tugas import KEADAAN, Keadaan, Tugas

# From what is furthest to what has not begun; each with the tone of its part of the bar.
URUTAN: tuple[tuple[Keadaan, str], ...] = (
    (Keadaan.DISAHKAN, "disahkan"),
    (Keadaan.DIVERIFIKASI, "diverifikasi"),
    (Keadaan.DIAJUKAN, "diajukan"),
    (Keadaan.LENGKAP, "draf"),
    (Keadaan.SEBAGIAN, "draf"),
    (Keadaan.DIKEMBALIKAN, "dikembalikan"),
    (Keadaan.BELUM, "belum"),
)
# Handed in or further: nothing more is asked of those who fill in.
SELESAI_DIISI = frozenset({Keadaan.DIAJUKAN, Keadaan.DIVERIFIKASI, Keadaan.DISAHKAN})


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """A group of tasks: how many in which state, how many are late."""

    jumlah: int
    selesai: int
    terlambat: int
    bagian: tuple[Bagian, ...]

    @property
    def teks(self) -> str:
        """What is done, in words: "7 dari 12 sudah diajukan"."""
        return f"{self.selesai} dari {self.jumlah} sudah diajukan"

    @property
    def rincian(self) -> str:
        """Every state with its number: "3 diverifikasi, 4 diajukan, 5 belum diisi"."""
        return ", ".join(f"{b.jumlah} {b.label.lower()}" for b in self.bagian)


def kelengkapan(tugas: Sequence[Tugas]) -> Kelengkapan:
    """Count a group of tasks."""
    bagian = susunan((_label(keadaan), nada, sum(t.keadaan is keadaan for t in tugas)) for keadaan, nada in URUTAN)
    return Kelengkapan(
        jumlah=len(tugas),
        selesai=sum(t.keadaan in SELESAI_DIISI for t in tugas),
        terlambat=sum((t.sisa_hari or 0) < 0 for t in tugas),
        bagian=bagian,
    )


def _label(keadaan: Keadaan) -> str:
    return "Lengkap" if keadaan is Keadaan.LENGKAP else KEADAAN[keadaan][0]
