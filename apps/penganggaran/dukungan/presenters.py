"""The shares of kegiatan made ready for their page: plain values and sentences."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.sasaran import Dukungan, FaktaDukungan
from apps.laporan.tables.anggaran_sasaran import rupiah
from apps.penganggaran.dukungan.forms import TAMBAH, KetikanPorsi, dari_tersimpan, nama_porsi
from apps.pengukuran.facts import FaktaIndikator
from apps.ui.forms import ErrorItem
from apps.ui.numbers import format_persen, format_rupiah

Galat = dict[tuple[int, int | None], str]


def porsi_of(uang: FaktaDukungan, pos_id: int) -> dict[int, Decimal | None]:
    """The stored links of a kegiatan: share by adoption."""
    return {d.adopsi_id: d.porsi for d in uang.dukungan if d.kegiatan.id == pos_id}


def kegiatan_view(
    uang: FaktaDukungan,
    indikator: list[FaktaIndikator],
    alamat: Callable[[int], str],
    *,
    ketikan: Mapping[int, KetikanPorsi],
    galat: Galat,
) -> list[dict[str, Any]]:
    """Every kegiatan with the indicators that it supports, their shares and what these come to."""
    return [
        _card(k, uang, indikator, alamat, ketikan.get(k.id), galat)
        for program in uang.anggaran.program_menurut_kegiatan
        for k in program.turunan("kegiatan")
    ]


def _card(
    kegiatan: FaktaPos,
    uang: FaktaDukungan,
    indikator: list[FaktaIndikator],
    alamat: Callable[[int], str],
    ketikan: KetikanPorsi | None,
    galat: Galat,
) -> dict[str, Any]:
    links = {d.adopsi_id: d for d in uang.dukungan if d.kegiatan.id == kegiatan.id}
    isi = ketikan or dari_tersimpan(porsi_of(uang, kegiatan.id))
    dibagi = uang.porsi_dibagi.get(kegiatan.id, Fraction(0))
    sisa = 100 - dibagi
    return {
        "id": kegiatan.id,
        "kode": kegiatan.kode_program,
        "nama": kegiatan.nama,
        "pagu": format_rupiah(kegiatan.pagu),
        "baris": [
            _row(kegiatan, i, isi, links.get(i.adopsi_id), alamat(i.nomor), galat)
            for i in indikator
            if i.adopsi_id in isi.porsi
        ],
        "dibagi": format_persen(dibagi),
        "sisa": format_persen(sisa),
        "sisa_rupiah": format_rupiah(rupiah(kegiatan.pagu * sisa / 100)),
        "pilihan": [
            {"nilai": i.adopsi_id, "label": f"{i.nomor}. {i.nama}", "terpilih": i.adopsi_id == isi.tambah}
            for i in indikator
            if i.adopsi_id not in isi.porsi
        ],
        "nama_tambah": nama_porsi(kegiatan.id, TAMBAH),
        "porsi_tambah": isi.porsi_tambah,
        "galat_tambah": galat.get((kegiatan.id, TAMBAH), "") or galat.get((kegiatan.id, isi.tambah or -1), ""),
        "galat": galat.get((kegiatan.id, None), ""),
        "sidik": isi.sidik,
    }


def _row(
    kegiatan: FaktaPos, i: FaktaIndikator, isi: KetikanPorsi, link: Dukungan | None, url: str, galat: Galat
) -> dict[str, Any]:
    return {
        "nomor": i.nomor,
        "nama": i.nama,
        "url": url,
        "isian": nama_porsi(kegiatan.id, i.adopsi_id),
        "lepas": f"lepas-{kegiatan.id}-{i.adopsi_id}",
        "dilepas": i.adopsi_id in isi.lepas,
        "porsi": isi.porsi[i.adopsi_id],
        "rupiah": "-" if link is None or link.porsi is None else format_rupiah(rupiah(link.pagu)),
        "belum": link is None or link.porsi is None,
        "galat": galat.get((kegiatan.id, i.adopsi_id), ""),
    }


def galat_items(galat: Galat, uang: FaktaDukungan, indikator: list[FaktaIndikator]) -> list[ErrorItem]:
    """The error summary: each sentence with the kegiatan and indicator that it belongs to."""
    kode = {k.id: k.kode_program for k in uang.anggaran.pos("kegiatan")}
    nomor = {i.adopsi_id: f", indikator {i.nomor}" for i in indikator}
    return [
        {
            "teks": f"{kode[pos_id]}{nomor.get(adopsi or 0, '')}: {kalimat}",
            "href": f"#kegiatan-{pos_id}" if adopsi is None else f"#{nama_porsi(pos_id, adopsi)}",
        }
        for (pos_id, adopsi), kalimat in galat.items()
        if pos_id in kode
    ]
