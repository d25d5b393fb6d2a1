"""The slide about money: what was spent by the end of the period, beside what was planned; missing says so."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from fractions import Fraction

from apps.anggaran.facts import FaktaAnggaran, FaktaBulanan
from apps.anggaran.formulas import serapan
from apps.laporan.diagrams.anggaran import AnggaranProgram
from apps.laporan.diagrams.bulanan import KumulatifBulanan
from apps.laporan.paparan.bahan import BahanRapat
from apps.laporan.paparan.slide import Blok, Butir, Slide, ringkas
from apps.laporan.table import Cell, Column, Ratio, Row, Sum, Table
from apps.ui.numbers import format_persen, format_rupiah, format_tanggal

BULAN_TRIWULAN = 3


def slide_uang(bahan: BahanRapat) -> Slide:
    """Serapan by the end of the quarter against its plan, or of the year by program."""
    fakta, triwulan = bahan.outline.fakta, bahan.rapat.triwulan
    if fakta.anggaran is None:
        isi = Butir(("Impor DIPA dan realisasinya di halaman Isi anggaran.",))
        return Slide(f"Anggaran {bahan.rapat.tahun} belum dimuat", (isi,), sumber=_sumber(bahan, None))
    if triwulan and fakta.bulanan:
        return _triwulan(bahan, fakta.anggaran, fakta.bulanan, triwulan * BULAN_TRIWULAN)
    return _tahun(bahan, fakta.anggaran)


def _triwulan(bahan: BahanRapat, anggaran: FaktaAnggaran, bulanan: FaktaBulanan, bulan: int) -> Slide:
    tahun = bahan.rapat.tahun
    akhir = format_tanggal(date(tahun, bulan, monthrange(tahun, bulan)[1]))
    deret = bulanan.satker
    titik = deret.bulan[bulan - 1]
    persen = None if titik.kumulatif is None else serapan(titik.kumulatif, deret.pagu)
    rencana = None if titik.rencana_kumulatif is None else serapan(titik.rencana_kumulatif, deret.pagu)
    if persen is None or titik.kumulatif is None:
        butir = [titik.alasan or bulanan.alasan, bulanan.alasan, "Muat realisasi bulanan di halaman Isi anggaran."]
        unik = tuple(dict.fromkeys(filter(None, butir)))
        judul = f"Serapan sampai {akhir} belum dapat dihitung"
        return Slide(judul, (tabel_pagu(anggaran), Butir(unik)), sumber=_sumber(bahan, anggaran))
    judul = f"Serapan sampai {akhir} mencapai {format_persen(persen)} dari pagu"
    butir = [f"Realisasi {format_rupiah(titik.kumulatif)} dari pagu {format_rupiah(deret.pagu)}."]
    if rencana is None:
        butir.append("Rencana penarikan dana belum diisi, jadi serapan belum dapat dibandingkan.")
    else:
        judul = f"{judul}, {_banding(persen, rencana)} {format_persen(rencana)}"
        butir.append(f"Rencana sampai {akhir} {format_rupiah(titik.rencana_kumulatif or 0)}.")
    chart = KumulatifBulanan().build(bahan.outline.fakta, bahan.outline.ctx)
    isi: tuple[Blok, ...] = (chart, Butir(tuple(butir))) if chart.categories else (Butir(tuple(butir)),)
    return Slide(judul, isi, sumber=_sumber(bahan, anggaran))


def _banding(persen: Fraction, rencana: Fraction) -> str:
    if persen == rencana:
        return "sesuai rencana"
    return "di atas rencana" if persen > rencana else "di bawah rencana"


def _tahun(bahan: BahanRapat, anggaran: FaktaAnggaran) -> Slide:
    chart = AnggaranProgram().build(bahan.outline.fakta, bahan.outline.ctx)
    if anggaran.realisasi is None:
        judul = f"Realisasi anggaran {bahan.rapat.tahun} belum dimuat"
        return Slide(judul, (tabel_pagu(anggaran), chart), sumber=_sumber(bahan, anggaran))
    persen = serapan(anggaran.realisasi, anggaran.pagu)
    words = "-" if persen is None else format_persen(persen)
    judul = f"Serapan anggaran {bahan.rapat.tahun} {words}, sisa {format_rupiah(anggaran.pagu - anggaran.realisasi)}"
    chart = replace(chart, categories=tuple(p.kode for p in AnggaranProgram().lines(anggaran)))
    return Slide(judul, (tabel_serapan(anggaran), chart), sumber=_sumber(bahan, anggaran))


def tabel_pagu(anggaran: FaktaAnggaran) -> Table:
    """The pagu of each program, where nothing can be said of what was spent."""
    program = sorted(anggaran.pos("program"), key=lambda p: p.kode)
    rows = [Row({"program": Cell(ringkas(f"{p.kode} {p.nama}")), "pagu": Cell(p.pagu)}) for p in program]
    jumlah = Row({"program": Cell("Jumlah"), "pagu": Cell(anggaran.pagu)}, style="jumlah")
    header = (Column("program", "Program", width=40), Column("pagu", "Pagu (rupiah)", "rupiah", width=20))
    return Table("pagu-program", "Pagu setiap program", header, (*rows, jumlah))


def tabel_serapan(anggaran: FaktaAnggaran) -> Table:
    """Pagu, realisasi and serapan of each program."""
    program = sorted(anggaran.pos("program"), key=lambda p: p.kode)
    rows = []
    for p in program:
        persen = None if p.realisasi is None else serapan(p.realisasi, p.pagu)
        rows.append(
            Row(
                {
                    "program": Cell(ringkas(f"{p.kode} {p.nama}")),
                    "pagu": Cell(p.pagu),
                    "realisasi": Cell(p.realisasi),
                    "serapan": Cell(persen, blank="-", formula=Ratio("realisasi", "pagu")),
                }
            )
        )
    persen = None if anggaran.realisasi is None else serapan(anggaran.realisasi, anggaran.pagu)
    semua = tuple(range(len(rows)))
    cells = {
        "program": Cell("Jumlah"),
        "pagu": Cell(anggaran.pagu, formula=Sum(semua)),
        "realisasi": Cell(anggaran.realisasi, formula=Sum(semua)),
        "serapan": Cell(persen, blank="-", formula=Ratio("realisasi", "pagu")),
    }
    header = (
        Column("program", "Program", width=26),
        Column("pagu", "Pagu (rupiah)", "rupiah", width=18),
        Column("realisasi", "Realisasi (rupiah)", "rupiah", width=18),
        Column("serapan", "Serapan", "persen", width=10),
    )
    return Table("serapan-program", "Serapan setiap program", header, (*rows, Row(cells, style="jumlah")))


def _sumber(bahan: BahanRapat, anggaran: FaktaAnggaran | None) -> str:
    """Which budget and which state of it the slide shows."""
    teks = f"Sumber: Kinerja KPU, {bahan.outline.ctx.satker}, dibuat {format_tanggal(bahan.hari)}."
    if anggaran is None:
        return teks
    keadaan = f", realisasi per {format_tanggal(anggaran.per_tanggal)}" if anggaran.per_tanggal else ""
    asal = f" ({anggaran.sumber})" if anggaran.sumber and keadaan else ""
    return f"{teks} Pagu {anggaran.versi}{keadaan}{asal}. {bahan.keadaan}"
