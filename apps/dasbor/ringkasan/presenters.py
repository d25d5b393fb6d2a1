"""The dashboard of a period made ready for its page. A figure is a cell of a table or comes from the same formula."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from apps.anggaran.facts.ringkas import RingkasAnggaran, RingkasProgram
from apps.anggaran.formulas import serapan
from apps.dasbor.baris import indikator_row
from apps.dasbor.kelompok import Alamat, rata_view
from apps.laporan.cells import Footnotes
from apps.laporan.charts.kecil import batang, susunan
from apps.laporan.outline import Outline
from apps.pengukuran.amatan import Pengerjaan
from apps.pengukuran.facts import FaktaKinerja, FaktaRealisasi
from apps.pengukuran.formulas import hitung_posisi
from apps.ui.numbers import format_persen, format_rupiah, format_tanggal


def capaian_view(kinerja: FaktaKinerja) -> dict[str, Any]:
    """How many indicators reach their target, as a bar of parts and in words."""
    hitungan = hitung_posisi(kinerja.capaian(indikator) for indikator in kinerja.indikator)
    bagian = [
        ("di atas", "di-atas", hitungan.di_atas),
        ("tepat", "tepat", hitungan.tepat),
        ("di bawah 100%", "di-bawah", hitungan.di_bawah),
    ]
    kata = " · ".join(f"{jumlah} {label}" for label, _, jumlah in bagian)
    tersisa = hitungan.tidak_dinilai
    return {
        "tercapai": hitungan.di_atas + hitungan.tepat,
        "jumlah": len(list(kinerja.indikator)),
        "dari": f"dari {len(list(kinerja.indikator))}",
        "bagian": susunan([*bagian, ("belum dapat dinilai", "kosong", tersisa)]),
        "kata": f"{kata} · {tersisa} belum dapat dinilai" if tersisa else kata,
    }


# From the end of the workflow to its beginning, with the words and the tone of the bar.
_TAHAP = (
    ("disahkan", "disahkan", "disahkan"),
    ("diverifikasi", "terverifikasi", "diverifikasi"),
    ("diajukan", "menunggu verifikasi", "diajukan"),
    ("draf", "draf", "draf"),
)


def kelengkapan_view(kinerja: FaktaKinerja, *, berjalan: bool) -> dict[str, Any]:
    """How many figures are there and how far they are checked; years from published reports were checked elsewhere."""
    realisasi = [indikator.realisasi_tahun(kinerja.tahun) for indikator in kinerja.indikator]
    terisi = [r for r in realisasi if r.terisi]
    # Where only approved figures are asked for, one that is left out is not one that nobody entered.
    tertahan = sum(r.tertahan for r in realisasi)
    if berjalan:
        bagian = [(kata, nada, sum(r.tahap == tahap for r in terisi)) for tahap, kata, nada in _TAHAP]
    else:
        bagian = [("dari laporan yang sudah terbit", "disahkan", len(terisi))]
    bagian += [
        ("belum disahkan", "belum", tertahan),
        ("belum diisi", "belum", len(realisasi) - len(terisi) - tertahan),
    ]
    return {
        "terisi": len(terisi),
        "dari": f"dari {len(realisasi)} terisi",
        "bagian": susunan(bagian),
        "kata": " · ".join([*(f"{jumlah} {kata}" for kata, _, jumlah in bagian if jumlah), *_keterangan(terisi)]),
    }


def _keterangan(terisi: Sequence[FaktaRealisasi]) -> list[str]:
    """What else must be known about the figures: not measurable, provisional, doubtful."""
    hitung = [
        (sum(not r.nilai.ada for r in terisi), "belum dapat diukur"),
        (sum(r.sementara for r in terisi), "sementara"),
        (sum(r.diragukan for r in terisi), "diragukan"),
    ]
    return [f"{jumlah} {kata}" for jumlah, kata in hitung if jumlah]


def kelompok_view(kinerja: FaktaKinerja, triwulan: int, alamat: Alamat) -> tuple[list[dict[str, Any]], list[str]]:
    """The indicators by sasaran with the mean of each, and the notes that their marks refer to."""
    notes = Footnotes()
    groups = [
        {
            "nomor": sasaran.nomor,
            "nama": sasaran.nama,
            "url": alamat("sasaran", sasaran.nomor),
            "rata": rata_view(kinerja.hanya({i.adopsi_id for i in sasaran.indikator})),
            "indikator": [
                {"baris": indikator_row(kinerja, "", i, notes, triwulan=triwulan), "url": alamat("indikator", i.nomor)}
                for i in sasaran.indikator
            ],
        }
        for sasaran in kinerja.sasaran
    ]
    return groups, notes.lines()


def uang_view(uang: RingkasAnggaran, sampai: date | None) -> dict[str, Any]:
    """Serapan, what is left, how the pagu changed, and every program; sampai is the end of the quarter asked for."""
    persen = None if uang.realisasi is None else serapan(uang.realisasi, uang.pagu)
    return {
        "serapan": "-" if persen is None else format_persen(persen),
        "batang": batang(persen),
        "keterangan": _keadaan(uang, sampai),
        "sisa": "-" if uang.sisa is None else format_rupiah(uang.sisa),
        "perubahan": _perubahan(uang),
        "program": [_program(p) for p in uang.program],
    }


def _keadaan(uang: RingkasAnggaran, sampai: date | None) -> str:
    """How much of the pagu was spent as of which day, or what is missing to know it."""
    if uang.realisasi is None or uang.per_tanggal is None:
        return f"Realisasi{f' sampai {format_tanggal(sampai)}' if sampai else ''} belum dimuat."
    rupiah = f"{format_rupiah(uang.realisasi)} dari {format_rupiah(uang.pagu)}"
    return f"{rupiah}, per {format_tanggal(uang.per_tanggal)}"


def _perubahan(uang: RingkasAnggaran) -> str:
    """How far the pagu has come since DIPA awal.

    2024: from Rp29.794.345.000 to Rp56.658.099.000, up by 90,16%.
    """
    awal = uang.pagu_awal
    if not awal:
        return f"Pagu {format_rupiah(uang.pagu)} ({uang.versi})"
    if awal == uang.pagu:
        return f"Pagu {format_rupiah(uang.pagu)}, sama dengan DIPA awal"
    naik = Fraction(uang.pagu - awal, awal) * 100
    return (
        f"Pagu awal {format_rupiah(awal)}, setelah revisi {'naik' if naik > 0 else 'turun'} {format_persen(abs(naik))}"
    )


def _program(program: RingkasProgram) -> dict[str, str]:
    persen = None if program.realisasi is None or not program.pagu else serapan(program.realisasi, program.pagu)
    return {
        "kode": program.kode,
        "nama": program.nama,
        "persen": "-" if persen is None else format_persen(persen),
        "batang": batang(persen),
        "rincian": format_rupiah(program.pagu)
        if program.realisasi is None
        else f"{format_rupiah(program.realisasi)} dari {format_rupiah(program.pagu)}",
        "jalur": program.jalur,
    }


def renstra_view(outline: Outline) -> str:
    """The place of the year in its plan: "Renstra 2020–2024, tahun ke-5"; "" without a plan."""
    renstra = outline.fakta.kinerja.renstra
    if renstra is None:
        return ""
    ke = outline.ctx.tahun - renstra.tahun_awal + 1
    return f"Renstra {renstra.tahun_awal}–{renstra.tahun_akhir}, tahun ke-{ke}"


def langkah_view(
    kinerja: FaktaKinerja, pengerjaan: Mapping[int, Pengerjaan], alamat: Callable[[int], str], jumlah: int = 5
) -> list[dict[str, Any]]:
    """The last steps that were taken with figures of the period, newest first; each leads to its history."""
    semua = [(langkah, i) for i in kinerja.indikator if (p := pengerjaan.get(i.adopsi_id)) for langkah in p.langkah]
    terakhir = sorted(semua, key=lambda pasangan: -pasangan[0].id)[:jumlah]
    return [
        {
            "kalimat": f"{langkah.nama}: {indikator.nama}",
            "oleh": langkah.oleh,
            "waktu": langkah.waktu,
            "url": alamat(indikator.nomor),
        }
        for langkah, indikator in terakhir
    ]
