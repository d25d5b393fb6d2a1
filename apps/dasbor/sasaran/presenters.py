"""Sasaran and tujuan made ready for their pages."""

from collections.abc import Callable
from typing import Any

from apps.dasbor.kelompok import rata_view
from apps.dasbor.ringkasan.presenters import capaian_view
from apps.laporan.outline import Outline
from apps.laporan.tables.anggaran_sasaran import rupiah
from apps.pengukuran.facts import FaktaKinerja, FaktaSasaran, FaktaTujuan
from apps.ui.numbers import format_rupiah

Alamat = Callable[..., str]


def bagian_of(kinerja: FaktaKinerja, *sasaran: FaktaSasaran) -> FaktaKinerja:
    """The facts of the year with only the indicators of these sasaran."""
    return kinerja.hanya({indikator.adopsi_id for satu in sasaran for indikator in satu.indikator})


def tujuan_view(outline: Outline, tujuan: FaktaTujuan, alamat: Alamat) -> dict[str, Any]:
    """A tujuan with the mean of its indicators and its sasaran."""
    return {
        "nomor": tujuan.nomor,
        "nama": tujuan.nama,
        "url": alamat("tujuan", tujuan.nomor),
        "rata": rata_view(bagian_of(outline.fakta.kinerja, *tujuan.sasaran)),
        "sasaran": [sasaran_view(outline, sasaran, alamat) for sasaran in tujuan.sasaran],
    }


def sasaran_view(outline: Outline, sasaran: FaktaSasaran, alamat: Alamat) -> dict[str, Any]:
    """A sasaran as lists show it: its mean, how many of its indicators reach their target, its money."""
    bagian = bagian_of(outline.fakta.kinerja, sasaran)
    return {
        "nomor": sasaran.nomor,
        "nama": sasaran.nama,
        "url": alamat("sasaran", sasaran.nomor),
        "rata": rata_view(bagian),
        "capaian": capaian_view(bagian),
        "pagu": _pagu(outline, bagian),
    }


def _pagu(outline: Outline, bagian: FaktaKinerja) -> str:
    """The pagu that supports a group; "belum dibagi" while no share is decided, "-" in a year without budget."""
    uang = outline.fakta.dukungan
    if uang is None:
        return "-"
    milik = uang.bagian({indikator.adopsi_id for indikator in bagian.indikator})
    return format_rupiah(rupiah(milik.pagu)) if any(d.porsi is not None for d in milik.dukungan) else "belum dibagi"


def tabel_rows(outline: Outline, sasaran: FaktaSasaran, alamat: Alamat) -> list[dict[str, Any]]:
    """The tables of the LKj that stand below a sasaran."""
    return [
        {"label": f"Tabel {entry.number}", "judul": entry.title, "url": alamat("tabel", entry.number)}
        for entry in outline.tables
        if entry.ctx.sasaran is sasaran
    ]
