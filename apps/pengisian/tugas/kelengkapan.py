"""How complete a group of tasks is: the parts of a bar, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pengukuran.tugas import KEADAAN, Keadaan, Tugas
from apps.ui.numbers import exact_text, round_half_up

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
class Bagian:
    """A part of a bar of 100 units: where it begins, how wide it is, what it shows."""

    mulai: str
    lebar: str
    nada: str
    label: str
    jumlah: int


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
    bagian, sebelum = [], 0
    for keadaan, nada in URUTAN:
        jumlah = sum(t.keadaan is keadaan for t in tugas)
        if jumlah:
            bagian.append(Bagian(_unit(sebelum, tugas), _unit(jumlah, tugas), nada, _label(keadaan), jumlah))
            sebelum += jumlah
    return Kelengkapan(
        jumlah=len(tugas),
        selesai=sum(t.keadaan in SELESAI_DIISI for t in tugas),
        terlambat=sum((t.sisa_hari or 0) < 0 for t in tugas),
        bagian=tuple(bagian),
    )


def _label(keadaan: Keadaan) -> str:
    return "Lengkap" if keadaan is Keadaan.LENGKAP else KEADAAN[keadaan][0]


def _unit(jumlah: int, tugas: Sequence[Tugas]) -> str:
    return exact_text(round_half_up(jumlah * 100, 2) / len(tugas))[:8]
