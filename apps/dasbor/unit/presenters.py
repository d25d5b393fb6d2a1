"""Divisi and subbagian made ready for their pages."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from apps.dasbor.kelompok import rata_view
from apps.dasbor.ringkasan.presenters import capaian_view, kelengkapan_view
from apps.laporan.outline import Outline
from apps.organisasi.facts import FaktaUnit
from apps.pengukuran.facts import FaktaKinerja
from apps.pengukuran.models import Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.perhatian import Perhatian

Alamat = Callable[..., str]


def bagian_of(kinerja: FaktaKinerja, unit: FaktaUnit) -> FaktaKinerja:
    """The facts of the year with only the indicators that the unit's subbagian answer for."""
    milik = {subbagian.id for subbagian in unit.subbagian}
    return kinerja.hanya({i.adopsi_id for i in kinerja.indikator if i.subbagian_id in milik})


def unit_row(outline: Outline, unit: FaktaUnit, url: str) -> dict[str, Any]:
    """A unit as the list shows it."""
    bagian = bagian_of(outline.fakta.kinerja, unit)
    return {
        "nama": unit.nama,
        "url": url,
        "ketua": ", ".join(unit.ketua),
        "rata": rata_view(bagian),
        "capaian": capaian_view(bagian),
        "kelengkapan": kelengkapan_view(bagian, berjalan=outline.keadaan.berjalan),
    }


def pejabat_view(unit: FaktaUnit) -> list[tuple[str, str]]:
    """The people of a divisi in the year; an office that nobody is recorded for is said to be so."""
    return [
        ("Ketua divisi", ", ".join(unit.ketua) or "belum dicatat"),
        ("Wakil ketua divisi", ", ".join(unit.wakil) or "belum dicatat"),
        ("Subbagian", "; ".join(subbagian.nama for subbagian in unit.subbagian) or "belum ada"),
    ]


def rekan_view(unit: FaktaUnit, alamat: Alamat) -> list[dict[str, str]]:
    """The other divisi that coordinate the same subbagian."""
    return [{"nama": nama, "url": alamat("laporan_divisi", kode)} for kode, nama in unit.rekan]


def terlambat(perhatian: Iterable[Perhatian]) -> int:
    """How many indicators are past their deadline."""
    return sum(any(t.aturan.kode == "terlambat" for t in p.temuan) for p in perhatian)


def tindak_lanjut(bagian: FaktaKinerja, triwulan: int, hari: date, alamat: Alamat) -> list[dict[str, Any]]:
    """What is planned for the indicators in the period, in their order: one query."""
    indikator = {i.adopsi_id: i for i in bagian.indikator}
    rows = Upaya.objects.filter(
        adopsi__in=indikator, tahun=bagian.tahun, triwulan=triwulan, jenis=JenisUpaya.DIRENCANAKAN
    )
    urut = sorted(rows, key=lambda upaya: (indikator[upaya.adopsi_id].nomor, upaya.urutan))
    return [
        {
            "nomor": indikator[upaya.adopsi_id].nomor,
            "url": alamat("indikator", indikator[upaya.adopsi_id].nomor),
            "isi": upaya.isi,
            "penanggung_jawab": upaya.penanggung_jawab,
            "tenggat": upaya.tenggat,
            "lewat": bool(upaya.tenggat and upaya.tenggat < hari),
        }
        for upaya in urut
    ]
