"""Every access rule, over plain facts. No queries, no Django: views and services ask here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Peran(StrEnum):
    """The roles of the application."""

    OPERATOR = "operator"
    VERIFIKATOR = "verifikator"
    PIMPINAN = "pimpinan"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(peran.value, peran.value.capitalize()) for peran in cls]


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal; falsy, and it says why in words for the person."""

    alasan: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Anggota:
    """What a person is in one satker. subbagian holds the ids that an operator enters data for."""

    satker_id: int | None
    peran: frozenset[Peran] = frozenset()
    subbagian: frozenset[int] = frozenset()
    superuser: bool = False

    @classmethod
    def dari(cls, satker_id: int, baris: Iterable[tuple[str, int | None]], *, superuser: bool = False) -> "Anggota":
        """Build from (peran, subbagian_id) pairs of one satker."""
        pasangan = list(baris)
        return cls(
            satker_id,
            frozenset(Peran(peran) for peran, _ in pasangan),
            frozenset(sub for peran, sub in pasangan if peran == Peran.OPERATOR and sub),
            superuser,
        )


Keputusan = bool | Denied


def boleh_melihat(anggota: Anggota) -> Keputusan:
    """Everybody who belongs to the satker reads all of its figures."""
    return bool(anggota.superuser or anggota.peran) or Denied("Anda tidak terdaftar di satker ini.")


def boleh_mengelola(anggota: Anggota) -> Keputusan:
    """Organisation, Renstra, budget and users are kept by the administrator."""
    if anggota.superuser or Peran.ADMINISTRATOR in anggota.peran:
        return True
    return Denied("Hanya administrator yang dapat mengubah data ini. Hubungi administrator satker Anda.")


def boleh_mengisi(anggota: Anggota, subbagian_id: int | None) -> Keputusan:
    """Entry is for the operators of the subbagian that answers for the indicator, and for the administrator."""
    if boleh_mengelola(anggota) or Peran.VERIFIKATOR in anggota.peran:
        return True
    if Peran.OPERATOR not in anggota.peran:
        return Denied("Peran Anda hanya membaca. Pengisian dilakukan operator subbagian.")
    if subbagian_id in anggota.subbagian:
        return True
    return Denied("Data ini diisi oleh subbagian lain.")


def boleh_membaca_jejak(anggota: Anggota) -> Keputusan:
    """The journal is read by those who answer for the data as a whole, not by operators."""
    if anggota.superuser or anggota.peran - {Peran.OPERATOR}:
        return True
    return Denied("Jejak audit dibaca oleh verifikator, pimpinan, administrator, dan auditor.")
