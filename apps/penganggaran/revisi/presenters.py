"""The versions of the DIPA made ready for their pages, and what a revision changed as a table."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from apps.anggaran.facts.versi import FaktaVersi, Langkah, PerubahanPos
from apps.laporan.table import Cell, Column, Difference, Row, Sum, Table
from apps.ui.numbers import exact_text, format_bulat, format_rupiah, format_tanggal, round_half_up

STATUS = {"baru": "Baru", "hilang": "Hilang", "berubah": "Berubah"}
# A page shows so many changed lines; the files show all.
BARIS_HALAMAN = 400
RO = 3


def langkah_rows(jalan: Sequence[Langkah], url: Callable[..., str]) -> list[dict[str, Any]]:
    """The road: each version with its pagu, the step to it, and a bar of it against the largest."""
    terbesar = max((langkah.versi.pagu or 0 for langkah in jalan), default=0)
    return [_langkah(langkah, terbesar, url) for langkah in jalan]


def _langkah(langkah: Langkah, terbesar: int, url: Callable[..., str]) -> dict[str, Any]:
    v = langkah.versi
    return {
        "nama": v.nama,
        "keterangan": " · ".join(
            filter(
                None,
                [
                    v.nomor and f"Nomor {v.nomor}",
                    format_tanggal(v.tanggal) if v.tanggal else "Tanggal belum diketahui",
                    v.jenis,
                ],
            )
        ),
        "alasan": v.alasan,
        "sumber": v.sumber,
        "pagu": "belum diketahui" if v.pagu is None else format_bulat(v.pagu),
        "dikutip": v.kutipan,
        "dirinci": v.dirinci,
        "selisih": "" if langkah.selisih is None else bertanda(langkah.selisih),
        "batang": _batang(langkah, terbesar),
        "berkas": v.berkas,
        "sha256": v.sha256,
        "url_berkas": url("anggaran_versi_berkas", v.id) if v.berkas_id else "",
        "url": url("anggaran_versi", v.id),
    }


def _batang(langkah: Langkah, terbesar: int) -> list[dict[str, str]]:
    """Parts of a bar of 100 units: what stayed, what came, what went; for the eye only."""
    kini = langkah.versi.pagu
    if kini is None or not terbesar:
        return []
    lalu = langkah.dari.pagu if langkah.dari and langkah.dari.pagu is not None else kini
    bagian = [{"mulai": "0", "lebar": _titik(min(lalu, kini), terbesar), "nada": "tetap"}]
    if lalu != kini:
        nada = "tambah" if kini > lalu else "kurang"
        mulai, lebar = _titik(min(lalu, kini), terbesar), _titik(abs(kini - lalu), terbesar)
        bagian.append({"mulai": mulai, "lebar": lebar, "nada": nada})
    return bagian


def _titik(bagian: int, seluruhnya: int) -> str:
    """A share as a coordinate of the bar, 0–100 with a point."""
    return exact_text(round_half_up(Fraction(bagian * 100, seluruhnya)))


def bertanda(selisih: int) -> str:
    """A difference with its sign."""
    return f"+{format_bulat(selisih)}" if selisih > 0 else format_bulat(selisih)


def ringkasan(jalan: Sequence[Langkah]) -> str:
    """The whole road in a sentence: from what to what, and the difference."""
    diketahui = [langkah.versi for langkah in jalan if langkah.versi.pagu is not None]
    if len(diketahui) < 2:
        return ""
    awal, akhir = diketahui[0], diketahui[-1]
    dari, ke = awal.pagu or 0, akhir.pagu or 0
    arah = "bertambah" if ke > dari else "berkurang"
    beda = f"{arah} {format_rupiah(abs(ke - dari))}" if ke != dari else "tidak berubah"
    return f"Dari {format_rupiah(dari)} ({awal.nama}) menjadi {format_rupiah(ke)} ({akhir.nama}): {beda}."


def tabel_perubahan(
    perubahan: Sequence[PerubahanPos],
    dari: FaktaVersi,
    ke: FaktaVersi,
    *,
    tahun: int,
    subjudul: str = "",
    ringkas: bool = False,
) -> Table:
    """What a revision changed, line by line with live sums; ringkas leaves out what is below RO when it is too much."""
    blokir = any(p.blokir_lama != p.blokir_baru for pos in perubahan for p in pos.semua())
    terlalu = ringkas and sum(1 for pos in perubahan for _ in pos.semua()) > BARIS_HALAMAN
    tampil = _tanpa_atas(perubahan)
    rows: list[Row] = [Row({})]
    puncak = tuple(_tambah(rows, pos, 0, RO if terlalu else None) for pos in tampil)
    rows[0] = Row({"uraian": Cell("Jumlah seluruhnya")} | _jumlah(dari, ke, tampil, puncak), style="jumlah")
    catatan = ["Hanya pos yang berubah yang ditampilkan; jumlah tetap mencakup seluruh pos."]
    if terlalu:
        catatan.append(
            "Perubahan di bawah RO terlalu banyak untuk halaman ini. Semuanya ada dalam berkas Excel dan CSV."
        )
    return Table(
        slug="perubahan-anggaran",
        title=f"Perubahan Anggaran {tahun}: {dari.nama} ke {ke.nama}",
        header=[
            Column("kode", "Kode", "nomor", width=14, align="kiri"),
            Column("uraian", "Uraian", width=56),
            Column("lama", dari.nama, "rupiah", width=17),
            Column("baru", ke.nama, "rupiah", width=17),
            Column("selisih", "Selisih", "rupiah", width=17),
            *([Column("blokir", "Selisih blokir", "rupiah", width=15)] if blokir else []),
            Column("status", "Keterangan", width=12),
        ],
        rows=rows if tampil else [],
        notes=catatan if tampil else [],
        empty_reason="" if tampil else f"Tidak ada pos yang berbeda antara {dari.nama} dan {ke.nama}.",
        subtitle=subjudul,
        fold_below=RO,
    )


def _tanpa_atas(perubahan: Sequence[PerubahanPos]) -> list[PerubahanPos]:
    """The changed programs: bagian anggaran and unit are part of their code."""
    hasil: list[PerubahanPos] = []
    for pos in perubahan:
        hasil += _tanpa_atas(pos.anak) if pos.jenis in ("bagian_anggaran", "unit") and pos.anak else [pos]
    return hasil


def _tambah(rows: list[Row], pos: PerubahanPos, tingkat: int, batas: int | None) -> int:
    """Add a changed line and those below it; return the index of its row."""
    index = len(rows)
    rows.append(Row({}))
    for anak in pos.anak if batas is None or tingkat < batas else ():
        _tambah(rows, anak, tingkat + 1, batas)
    cells = {
        "kode": Cell(pos.kode),
        "uraian": Cell(pos.nama),
        "lama": Cell(pos.lama),
        "baru": Cell(pos.baru),
        "selisih": Cell(pos.selisih, formula=Difference("baru", "lama")),
        "blokir": Cell(pos.blokir_baru - pos.blokir_lama),
        "status": Cell(STATUS[pos.perubahan]),
    }
    rows[index] = Row(cells, level=tingkat)
    return index


def _jumlah(
    dari: FaktaVersi, ke: FaktaVersi, tampil: Sequence[PerubahanPos], puncak: tuple[int, ...]
) -> dict[str, Cell]:
    """The totals of both versions; their difference is the sum of the differences below."""
    selisih = sum(pos.selisih for pos in tampil)
    return {
        "lama": Cell(dari.pagu),
        "baru": Cell(ke.pagu),
        "selisih": Cell(selisih, formula=Sum(puncak) if puncak else None),
        "blokir": Cell(sum(pos.blokir_baru - pos.blokir_lama for pos in tampil)),
    }
