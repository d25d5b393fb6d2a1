"""Facts of one indicator made ready for its page: plain values and sentences, nothing left to compute in a template."""

from collections.abc import Sequence
from typing import Any

from apps.anggaran.facts.sasaran import Bagian
from apps.dasbor.baris import text
from apps.dasbor.indikator.catatan import FaktaRincian
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.tables.anggaran_sasaran import rupiah
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Arah, persen_dari
from apps.pengukuran.working import working
from apps.siklus.facts import nama_periode
from apps.ui.numbers import format_jumlah, format_persen, format_rupiah

ARAH = {
    Arah.MAKSIMAL: "Makin tinggi makin baik",
    Arah.MINIMAL: "Makin rendah makin baik",
    Arah.STABIL: "Makin dekat dengan target makin baik",
}


def angka_view(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> dict[str, Any]:
    """The figure of the period: target, realisasi, capaian, how it was calculated and where it comes from."""
    notes = Footnotes()
    capaian = kinerja.capaian(indikator)
    kategori = kinerja.kategori(capaian)
    realisasi = indikator.realisasi_tahun(kinerja.tahun)
    return {
        "capaian": text(capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi")) or "-",
        "pasangan": [
            ("Target", text(target_cell(indikator, indikator.target(kinerja.tahun))) or "belum diisi"),
            ("Realisasi", text(realisasi_cell(indikator, realisasi, notes)) or "belum diisi"),
        ],
        "langkah": working(kinerja, indikator),
        "kategori": kategori.nama if kategori else "",
        "nada": kategori.gaya if kategori else "",
        "sementara": realisasi.sementara,
        "sumber": realisasi.sumber,
        "catatan": notes.lines(),
    }


def pecahan_view(indikator: FaktaIndikator, tahun: int) -> list[tuple[str, str]]:
    """Numerator and denominator of the period with what they count; empty where the figure was entered whole."""
    realisasi = indikator.realisasi_tahun(tahun)
    if realisasi.pembilang is None or realisasi.penyebut is None:
        return []
    return [
        (indikator.label_pembilang or "Pembilang", format_jumlah(realisasi.pembilang)),
        (indikator.label_penyebut or "Penyebut", format_jumlah(realisasi.penyebut)),
    ]


def rincian_view(rincian: Sequence[FaktaRincian]) -> list[dict[str, Any]]:
    """The details by event and group, with the percentage that each comes to."""
    return [
        {
            "peristiwa": r.peristiwa,
            "kelompok": r.kelompok,
            "pembilang": format_jumlah(r.pembilang),
            "penyebut": format_jumlah(r.penyebut),
            "persen": format_persen(persen_dari(r.pembilang, r.penyebut)),
            "dihitung": r.dihitung,
        }
        for r in rincian
    ]


def riwayat_view(kinerja: FaktaKinerja, indikator: FaktaIndikator, triwulan: int) -> dict[str, Any]:
    """Target, realisasi and capaian of every year of the plan, with the notes that their marks refer to."""
    notes = Footnotes()
    tahun = kinerja.renstra.tahun if kinerja.renstra else [kinerja.tahun]
    baris = [
        {
            "tahun": nama_periode(t, triwulan) if triwulan and t == kinerja.tahun else str(t),
            "target": text(target_cell(indikator, indikator.target(t))),
            "realisasi": text(realisasi_cell(indikator, indikator.realisasi_tahun(t), notes)),
            "capaian": text(capaian_cell(kinerja, indikator, t, "target", "realisasi")),
            "aktif": t == kinerja.tahun,
        }
        for t in tahun
    ]
    return {"baris": baris, "catatan": notes.lines()}


def lembar_view(indikator: FaktaIndikator) -> list[tuple[str, str]]:
    """The sheet of the indicator (LKj Tabel 9), without what it leaves open."""
    semua = (
        ("Definisi", indikator.definisi),
        ("Cara perhitungan", indikator.cara_perhitungan),
        ("Satuan", indikator.satuan_lengkap),
        ("Ukuran keberhasilan", indikator.ukuran_keberhasilan),
        ("Arah", ARAH[indikator.arah]),
        ("Penanggung jawab", indikator.penanggung_jawab),
        ("Sumber data", indikator.sumber_data),
    )
    return [(label, value) for label, value in semua if value]


def uang_view(bagian: Bagian | None) -> list[tuple[str, str]]:
    """The money of the kegiatan that support an indicator; empty while no share of it is decided."""
    if bagian is None or all(d.porsi is None for d in bagian.dukungan):
        return []
    realisasi, serapan = bagian.realisasi, bagian.serapan
    # A sum that leaves kegiatan out must not look like the whole.
    sebagian = " (tanpa kegiatan yang porsinya belum ditetapkan)" if bagian.belum else ""
    return [
        (f"Pagu pendukung{sebagian}", format_rupiah(rupiah(bagian.pagu))),
        (
            f"Realisasi pendukung{sebagian}",
            "belum dimuat" if realisasi is None else format_rupiah(rupiah(realisasi)),
        ),
        ("Serapan", "-" if serapan is None else format_persen(serapan)),
    ]
