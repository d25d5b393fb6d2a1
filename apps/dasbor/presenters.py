"""Facts made ready for the pages of this app: plain values and sentences, nothing left to compute in a template."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from apps.anggaran.facts import FaktaAnggaran
from apps.anggaran.formulas import serapan
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.outline import Outline
from apps.laporan.table import Cell, Column, cell_text
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import hitung_posisi, rata_capaian
from apps.ui.numbers import format_angka, format_persen, format_rupiah, round_guarded

_ANY = Column("nilai", "Nilai", "persen")


def text(cell: Cell) -> str:
    """What a person reads in a cell, with its mark."""
    return cell_text(cell, _ANY) + cell.mark


@dataclass(frozen=True)
class IndikatorRow:
    """An indicator as lists and cards show it."""

    nomor: int
    nama: str
    sasaran: str
    penanggung_jawab: str
    target: str
    realisasi: str
    capaian: str
    urutan_capaian: Fraction
    kategori: str
    nada: str
    alasan: str


def _row(kinerja: FaktaKinerja, sasaran: str, indikator: FaktaIndikator, notes: Footnotes) -> IndikatorRow:
    capaian = kinerja.capaian(indikator)
    kategori = kinerja.kategori(capaian)
    return IndikatorRow(
        nomor=indikator.nomor,
        nama=indikator.nama,
        sasaran=sasaran,
        penanggung_jawab=indikator.penanggung_jawab,
        target=text(target_cell(indikator, indikator.target(kinerja.tahun))),
        realisasi=text(realisasi_cell(indikator, indikator.realisasi_tahun(kinerja.tahun), notes)),
        capaian=text(capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi")),
        urutan_capaian=capaian.nilai if capaian.nilai is not None else Fraction(-1),
        kategori=kategori.nama if kategori else "",
        nada=kategori.gaya if kategori else "",
        alasan=capaian.alasan,
    )


def indikator_rows(kinerja: FaktaKinerja) -> tuple[list[IndikatorRow], list[str]]:
    """All indicators of the year and the notes that their marks refer to."""
    notes = Footnotes()
    rows = [
        _row(kinerja, f"SS {sasaran.nomor}", indikator, notes)
        for sasaran in kinerja.sasaran
        for indikator in sasaran.indikator
    ]
    return rows, notes.lines()


def _sasaran_groups(kinerja: FaktaKinerja) -> tuple[list[dict[str, Any]], list[str]]:
    notes = Footnotes()
    groups = []
    for sasaran in kinerja.sasaran:
        rata = rata_capaian(kinerja.capaian(indikator) for indikator in sasaran.indikator)
        groups.append(
            {
                "nomor": sasaran.nomor,
                "nama": sasaran.nama,
                "rata": "-" if rata.nilai is None else format_persen(rata.nilai),
                "terukur": f"{rata.terukur} dari {rata.seluruhnya} indikator",
                "indikator": [_row(kinerja, "", indikator, notes) for indikator in sasaran.indikator],
            }
        )
    return groups, notes.lines()


def _money(anggaran: FaktaAnggaran | None) -> dict[str, Any] | None:
    if anggaran is None or anggaran.realisasi is None:
        return None
    persen = serapan(anggaran.realisasi, anggaran.pagu)
    e, ne = anggaran.efisiensi, anggaran.nilai_efisiensi
    return {
        "serapan": "-" if persen is None else format_persen(persen),
        "batang": "" if persen is None else str(round_guarded(min(persen, Fraction(100)))),
        "keterangan": f"{format_rupiah(anggaran.realisasi)} dari {format_rupiah(anggaran.pagu)}",
        "sisa": format_rupiah(anggaran.pagu - anggaran.realisasi),
        "efisiensi": e.alasan if e.nilai is None else format_persen(e.nilai),
        "nilai_efisiensi": "" if ne is None else format_angka(ne),
        "asumsi": anggaran.ada_asumsi,
        "program": [
            {
                "nama": f"{p.kode} {p.nama}",
                "persen": format_persen(serapan(p.realisasi, p.pagu) or 0)
                if p.realisasi is not None and p.pagu
                else "-",
                "batang": str(round_guarded(min(serapan(p.realisasi or 0, p.pagu) or Fraction(0), Fraction(100)))),
            }
            for p in sorted(anggaran.pos("program"), key=lambda p: p.kode)
        ],
    }


def summary(outline: Outline) -> dict[str, Any]:
    """The figures of the summary page."""
    kinerja = outline.fakta.kinerja
    semua = list(kinerja.indikator)
    hitungan = hitung_posisi(kinerja.capaian(indikator) for indikator in semua)
    realisasi = [indikator.realisasi_tahun(kinerja.tahun) for indikator in semua]
    belum_terukur = sum(r.terisi and not r.nilai.ada for r in realisasi)
    belum_diisi = sum(not r.terisi for r in realisasi)
    kelengkapan = [
        *([f"{belum_terukur} belum dapat diukur"] if belum_terukur else []),
        f"{belum_diisi} belum diisi" if belum_diisi else "semua sudah diisi",
    ]
    sasaran, catatan = _sasaran_groups(kinerja)
    return {
        "hitungan": hitungan,
        "tercapai": hitungan.di_atas + hitungan.tepat,
        "jumlah": len(semua),
        "terukur": len(semua) - belum_terukur - belum_diisi,
        "kelengkapan": " · ".join(kelengkapan),
        "sasaran": sasaran,
        "catatan": catatan,
        "uang": _money(outline.fakta.anggaran),
    }
