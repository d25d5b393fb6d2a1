"""One entry of the journal made ready for its page: every column before and after, in words."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.pengukuran.riwayat.kamus import Kamus, kolom_of, model_of
from apps.pengukuran.riwayat.nilai import isi

# What an import keeps for the check of its rows; nobody reads digests.
PER_BARIS = frozenset({"keadaan", "kolom"})


@dataclass(frozen=True, slots=True)
class Selisih:
    """One column: its name, and its value before and after; beda when they differ."""

    nama: str
    sebelum: str
    sesudah: str
    beda: bool


def selisih(jejak: Jejak, kamus: Kamus) -> list[Selisih]:
    """All recorded columns, those that differ first."""
    model = model_of(jejak.objek_jenis)
    kolom = kolom_of(model) if model else {}
    sebelum, sesudah = (_dict(k) for k in (jejak.sebelum, jejak.sesudah))
    nama = [n for n in {**sebelum, **sesudah} if jejak.objek_id or n not in PER_BARIS]
    baris = [_selisih(n, kolom.get(n), sebelum, sesudah, kamus) for n in nama]
    return sorted(baris, key=lambda b: not b.beda)


def _selisih(nama: str, column: Any, sebelum: dict[str, Any], sesudah: dict[str, Any], kamus: Kamus) -> Selisih:
    label = str(column.verbose_name) if column is not None else nama.replace("_", " ")
    return Selisih(
        nama=capfirst(label),
        sebelum=_nilai(column, nama, sebelum, kamus),
        sesudah=_nilai(column, nama, sesudah, kamus),
        beda=sebelum.get(nama) != sesudah.get(nama),
    )


def _nilai(column: Any, nama: str, keadaan: dict[str, Any], kamus: Kamus) -> str:
    if nama not in keadaan:
        return "–"
    if column is None and isinstance(keadaan[nama], dict | list):
        return json.dumps(keadaan[nama], ensure_ascii=False)
    return isi(column, keadaan[nama], kamus, utuh=True)


def _dict(keadaan: Any) -> dict[str, Any]:
    return keadaan if isinstance(keadaan, dict) else {}
