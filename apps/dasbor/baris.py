"""An indicator as lists, cards and dashboards show it: the cells of the report tables, beside two small drawings."""

from dataclasses import dataclass
from fractions import Fraction

from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.charts.kecil import Bullet, Sparkline, bullet, sparkline
from apps.laporan.table import Cell, Column, cell_text
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja

_ANY = Column("nilai", "Nilai", "persen")


def text(cell: Cell) -> str:
    """What a person reads in a cell, with its mark."""
    return cell_text(cell, _ANY) + cell.mark


@dataclass(frozen=True)
class IndikatorRow:
    """An indicator of a year or quarter in words, with its bar of capaian and the course of its realisasi."""

    nomor: int
    nama: str
    sasaran: str
    penanggung_jawab: str
    target: str
    realisasi: str
    capaian: str
    kategori: str
    nada: str
    alasan: str
    bullet: Bullet
    tren: Sparkline


def indikator_row(
    kinerja: FaktaKinerja, sasaran: str, indikator: FaktaIndikator, notes: Footnotes, *, triwulan: int = 0
) -> IndikatorRow:
    """Write an indicator down; a quarter's value is no point of the line over the years."""
    capaian = kinerja.capaian(indikator)
    kategori = kinerja.kategori(capaian)
    nada = kategori.gaya if kategori else ""
    return IndikatorRow(
        nomor=indikator.nomor,
        nama=indikator.nama,
        sasaran=sasaran,
        penanggung_jawab=indikator.penanggung_jawab,
        target=text(target_cell(indikator, indikator.target(kinerja.tahun))),
        realisasi=text(realisasi_cell(indikator, indikator.realisasi_tahun(kinerja.tahun), notes)),
        capaian=text(capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi")),
        kategori=kategori.nama if kategori else "",
        nada=nada,
        alasan=capaian.alasan,
        bullet=bullet(capaian.nilai, nada),
        tren=tren_realisasi(kinerja, indikator, sampai=kinerja.tahun - (1 if triwulan else 0)),
    )


def tren_realisasi(kinerja: FaktaKinerja, indikator: FaktaIndikator, sampai: int) -> Sparkline:
    """The course of realisasi over the years of the plan up to one; a better level stands higher on the page.

    A doubtful year is left out, as it is of every comparison.
    """
    awal = kinerja.renstra.tahun_awal if kinerja.renstra else sampai
    tahun = range(awal, sampai + 1)
    letak = [_letak(indikator, t) for t in tahun]
    kata = [
        f"{t} {text(realisasi_cell(indikator, indikator.realisasi_tahun(t), Footnotes()))}"
        for t, satu in zip(tahun, letak, strict=True)
        if satu is not None
    ]
    return sparkline(letak, f"Realisasi: {', '.join(kata)}." if kata else "")


def _letak(indikator: FaktaIndikator, tahun: int) -> Fraction | None:
    realisasi = indikator.realisasi_tahun(tahun)
    if realisasi.diragukan or not realisasi.nilai.ada:
        return None
    if realisasi.nilai.tingkat:
        return Fraction(-realisasi.nilai.tingkat.peringkat)
    return None if realisasi.nilai.angka is None else Fraction(realisasi.nilai.angka)
