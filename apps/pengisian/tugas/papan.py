"""The board: how complete every subbagian is in every period, and the indicators behind one of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from apps.organisasi.models import Subbagian
from apps.pengisian.converters import PeriodeConverter
from apps.pengisian.tugas.kelengkapan import Kelengkapan, kelengkapan
from apps.pengisian.tugas.presenters import Alamat
from apps.pengukuran.tugas import KEADAAN, Tugas, per_periode
from apps.siklus.facts import FaktaPeriode
from apps.ui.durations import sisa_waktu
from apps.ui.templatetags.ui import tanggal

SEMUA = "semua"


@dataclass(frozen=True, slots=True)
class Sel:
    """One subbagian in one period; kelengkapan is None when nothing is owed there."""

    periode: str
    kelengkapan: Kelengkapan | None
    url: str
    aktif: bool


@dataclass(frozen=True, slots=True)
class BarisPapan:
    """One subbagian, or the whole satker."""

    nama: str
    kode: str
    sel: tuple[Sel, ...]


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Which cell of the board is opened; what is not on the board opens nothing."""

    subbagian: str = ""
    triwulan: int | None = None

    @classmethod
    def dari(cls, subbagian: str, periode: str) -> "Pilihan":
        """Read the words of an address."""
        names = {PeriodeConverter().to_url(n): n for n in range(5)}
        return cls(subbagian, names.get(periode)) if periode in names and subbagian else cls()


def papan_rows(
    tugas: Sequence[Tugas], subbagian: Sequence[Subbagian], pilihan: Pilihan, url: str
) -> tuple[list[FaktaPeriode], list[BarisPapan]]:
    """The periods (columns) and the rows: the whole satker first, then each subbagian that owes something."""
    kelompok = per_periode(tugas)
    periode = [satu[0].periode for satu in kelompok.values()]
    pemilik: list[tuple[str, str, int | None]] = [("Seluruh satker", SEMUA, None)]
    pemilik += [(s.nama, s.kode, s.pk) for s in subbagian if any(t.indikator.subbagian_id == s.pk for t in tugas)]
    rows = [
        BarisPapan(
            nama,
            kode,
            tuple(
                _sel(p, kode, [t for t in kelompok[p.triwulan] if pk in (None, t.indikator.subbagian_id)], pilihan, url)
                for p in periode
            ),
        )
        for nama, kode, pk in pemilik
    ]
    return periode, rows


def _sel(periode: FaktaPeriode, kode: str, tugas: list[Tugas], pilihan: Pilihan, url: str) -> Sel:
    query = urlencode({"subbagian": kode, "periode": PeriodeConverter().to_url(periode.triwulan)})
    return Sel(
        periode=periode.nama,
        kelengkapan=kelengkapan(tugas) if tugas else None,
        url=f"{url}?{query}#rincian",
        aktif=(kode, periode.triwulan) == (pilihan.subbagian, pilihan.triwulan),
    )


def rincian_rows(
    tugas: Sequence[Tugas], subbagian: Sequence[Subbagian], pilihan: Pilihan, alamat: Alamat
) -> list[dict[str, Any]]:
    """The indicators behind the opened cell, each with its state and the page that shows it."""
    pk = {s.kode: s.pk for s in subbagian}.get(pilihan.subbagian)
    if pilihan.triwulan is None or (pk is None and pilihan.subbagian != SEMUA):
        return []
    return [
        {
            "nomor": t.indikator.nomor,
            "nama": t.indikator.nama,
            "subbagian": "" if pk else t.indikator.penanggung_jawab,
            "label": KEADAAN[t.keadaan][0],
            "nada": KEADAAN[t.keadaan][1],
            "sisa": sisa_waktu(t.sisa_hari) if t.sisa_hari is not None and t.sisa_hari < 0 else "",
            "sisa_nada": "bad",
            "terakhir": _terakhir(t),
            "url": alamat("verifikasi", t.indikator.nomor, t.periode.triwulan),
        }
        for t in tugas
        if t.periode.triwulan == pilihan.triwulan and pk in (None, t.indikator.subbagian_id)
    ]


def _terakhir(tugas: Tugas) -> str:
    """What happened last to an entry, with its day: "Diajukan 8 Januari 2025"."""
    return f"{tugas.terakhir.get_langkah_display()} {tanggal(tugas.terakhir.waktu)}" if tugas.terakhir else ""
