"""Facts made ready for the pages of this app: plain values and sentences, nothing left to compute in a template."""

from typing import Any

from apps.dasbor.baris import IndikatorRow, indikator_row, text
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.outline import Outline
from apps.laporan.sumber_daya import kalimat_sumber_daya
from apps.laporan.tables.anggaran_sasaran import rupiah
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Arah
from apps.pengukuran.models import Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.working import working
from apps.ui.numbers import format_persen, format_rupiah


def indikator_rows(kinerja: FaktaKinerja) -> tuple[list[IndikatorRow], list[str]]:
    """All indicators of the year and the notes that their marks refer to."""
    notes = Footnotes()
    rows = [
        indikator_row(kinerja, f"SS {sasaran.nomor}", indikator, notes)
        for sasaran in kinerja.sasaran
        for indikator in sasaran.indikator
    ]
    return rows, notes.lines()


def indikator_view(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> dict[str, Any]:
    """Everything the page of one indicator shows: working, history, sheet."""
    notes = Footnotes()
    capaian = kinerja.capaian(indikator)
    kategori = kinerja.kategori(capaian)
    realisasi = indikator.realisasi_tahun(kinerja.tahun)
    tahun = kinerja.renstra.tahun if kinerja.renstra else [kinerja.tahun]
    return {
        "capaian": text(capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi")) or "-",
        "langkah": working(kinerja, indikator),
        "kategori": kategori.nama if kategori else "",
        "nada": kategori.gaya if kategori else "",
        "sementara": realisasi.sementara,
        "sumber": realisasi.sumber,
        "riwayat": [
            {
                "tahun": t,
                "target": text(target_cell(indikator, indikator.target(t))),
                "realisasi": text(realisasi_cell(indikator, indikator.realisasi_tahun(t), notes)),
                "capaian": text(capaian_cell(kinerja, indikator, t, "target", "realisasi")),
                "aktif": t == kinerja.tahun,
            }
            for t in tahun
        ],
        "catatan": notes.lines(),
        "lembar": [
            (label, value)
            for label, value in (
                ("Definisi", indikator.definisi),
                ("Cara perhitungan", indikator.cara_perhitungan),
                ("Satuan", f"{indikator.nama_satuan} ({indikator.sifat})" if indikator.nama_satuan else ""),
                ("Ukuran keberhasilan", indikator.ukuran_keberhasilan),
                ("Arah", "Makin rendah makin baik" if indikator.arah is Arah.MINIMAL else "Makin tinggi makin baik"),
                ("Penanggung jawab", indikator.penanggung_jawab),
                ("Sumber data", indikator.sumber_data),
            )
            if value
        ],
    }


def pendukung_view(outline: Outline, indikator: FaktaIndikator) -> dict[str, Any] | None:
    """The money of the kegiatan that support an indicator, beside its capaian; None in a year without budget."""
    uang = outline.fakta.dukungan
    if uang is None:
        return None
    bagian = uang.bagian({indikator.adopsi_id})
    ada = any(d.porsi is not None for d in bagian.dukungan)
    realisasi, serapan = bagian.realisasi, bagian.serapan
    return {
        "kalimat": kalimat_sumber_daya(outline.fakta.kinerja.capaian(indikator), bagian),
        "kegiatan": [f"{d.kegiatan.kode_program} {d.kegiatan.nama}" for d in bagian.dukungan],
        "angka": [
            ("Pagu", format_rupiah(rupiah(bagian.pagu))),
            ("Realisasi", "belum dimuat" if realisasi is None else format_rupiah(rupiah(realisasi))),
            ("Serapan", "-" if serapan is None else format_persen(serapan)),
        ]
        if ada
        else [],
        "sebagian": ada and bool(bagian.belum),
    }


def upaya_view(adopsi_id: int, tahun: int) -> list[dict[str, Any]]:
    """What was done and what is planned for an indicator in a year: one query; kinds without entries are left out."""
    by_kind: dict[str, list[str]] = {}
    for upaya in Upaya.objects.filter(adopsi=adopsi_id, tahun=tahun, triwulan=0).order_by("urutan"):
        by_kind.setdefault(upaya.jenis, []).append(upaya.isi)
    return [{"judul": label, "isi": by_kind[jenis]} for jenis, label in JenisUpaya.choices if jenis in by_kind]
