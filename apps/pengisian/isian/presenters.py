"""What the entry page says besides the form: where the work stands, the working, earlier values, the indicator."""

from fractions import Fraction
from typing import Any

from apps.laporan.cells import Footnotes, realisasi_cell, target_cell
from apps.laporan.table import Cell, Column, cell_text
from apps.pengukuran.facts import FaktaIndikator, FaktaRealisasi
from apps.pengukuran.formulas import Arah, Kategori, Posisi
from apps.pengukuran.isian import FaktaIsian, Perhitungan
from apps.pengukuran.kalimat.kata import satuan_selisih, teks_selisih
from apps.pengukuran.models import Realisasi
from apps.pengukuran.tugas import KEADAAN, keadaan_of
from apps.pengukuran.working import working
from apps.perencanaan.kolom import JENIS_ANGKA
from apps.siklus.facts import nama_periode
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import MAX_DECIMALS, exact_text, format_nilai, format_persen, format_tanggal, round_half_up

_ANY = Column("nilai", "Nilai", "persen")
ARAH = {
    Arah.MAKSIMAL: "Makin tinggi makin baik",
    Arah.MINIMAL: "Makin rendah makin baik",
    Arah.STABIL: "Tepat pada target",
}
LANGKAH = (("diajukan", "Diajukan"), ("diverifikasi", "Diverifikasi"), ("disahkan", "Disahkan"))


def text(cell: Cell) -> str:
    """What a person reads in a cell, with its mark; a dash where there is nothing."""
    return (cell_text(cell, _ANY) + cell.mark) or "-"


def periode_kalimat(fakta: FaktaIsian) -> str:
    """The period inside a sentence: "triwulan II 2024", "tahunan 2024"."""
    nama = nama_periode(fakta.kinerja.tahun, fakta.triwulan)
    return nama[0].lower() + nama[1:]


def kepala(fakta: FaktaIsian, *, ada_draf: bool) -> dict[str, Any]:
    """The head of the page: whose it is, until when, how far, and why it came back."""
    keadaan = keadaan_of(fakta.realisasi, list(fakta.transisi), ada_draf, bool(fakta.kekurangan()))
    teks, nada = KEADAAN[keadaan]
    batas = fakta.situasi.periode.batas
    kembali = fakta.pengembalian
    masih_draf = fakta.situasi.isian.tahap == "draf"
    return {
        "subbagian": fakta.indikator.penanggung_jawab,
        "periode": fakta.periode.nama,
        "tenggat": format_tanggal(batas) if batas else "",
        "sisa": sisa_waktu((batas - fakta.situasi.hari).days) if batas and masih_draf else "",
        "chip": {"teks": teks, "nada": nada},
        "tanda": _tanda(fakta.realisasi),
        "pengembalian": {"oleh": kembali.oleh.get_full_name(), "waktu": kembali.waktu, "alasan": kembali.alasan}
        if kembali
        else None,
        "langkah": _langkah(fakta),
    }


def _tanda(realisasi: Realisasi | None) -> list[str]:
    """What must be said wherever the figure stands."""
    if realisasi is None:
        return []
    sendiri = ["Diverifikasi pengajunya sendiri"] if realisasi.verifikasi_sendiri else []
    return [*sendiri, *(["Direvisi"] if realisasi.direvisi else [])]


def _langkah(fakta: FaktaIsian) -> list[dict[str, Any]]:
    tahap = fakta.situasi.isian.tahap
    nama = [("draf", "Draf"), *((("perbaikan", "Perbaikan"),) if fakta.pengembalian else ()), *LANGKAH]
    kini = "perbaikan" if fakta.pengembalian else tahap
    tempat = [kode for kode, _ in nama].index(kini)
    return [
        {"label": label, "selesai": n < tempat or (n == tempat and kini == "disahkan"), "kini": n == tempat}
        for n, (_, label) in enumerate(nama)
    ]


def perhitungan_view(fakta: FaktaIsian, hasil: Perhitungan, *, temuan: bool, hambatan: str = "") -> dict[str, Any]:
    """What a value comes to: figure, formula with the numbers, category, distance to the target, what is unusual.

    temuan: whether this person may see remarks; hambatan: the cause that has been given so far.
    """
    capaian = hasil.capaian
    kategori = hasil.kinerja.kategori(capaian)
    tahun = fakta.kinerja.tahun
    return {
        "pasangan": [
            ("Realisasi", cell_text(realisasi_cell(hasil.indikator, hasil.realisasi, Footnotes()), _ANY)),
            ("Target", text(target_cell(fakta.indikator, fakta.indikator.target(tahun)))),
        ],
        "capaian": "-" if capaian.nilai is None else format_persen(capaian.nilai),
        "langkah": working(hasil.kinerja, hasil.indikator),
        "kategori": kategori.nama if kategori else "",
        "nada": kategori.gaya if kategori else "",
        "rentang": _rentang(kategori, hasil.kinerja.skala_kategori) if kategori else "",
        "selisih": _selisih(hasil),
        "ajakan": temuan and hasil.capaian.posisi is Posisi.DI_BAWAH and not hambatan.strip(),
        "temuan": list(hasil.kejanggalan) if temuan else [],
        "masalah": [],
    }


def belum_dihitung(fakta: FaktaIsian, masalah: list[str]) -> dict[str, Any]:
    """The same frame without a figure: what must be typed first, or what cannot be read."""
    target = text(target_cell(fakta.indikator, fakta.indikator.target(fakta.kinerja.tahun)))
    return {"pasangan": [("Target", target)], "capaian": "", "langkah": [], "temuan": [], "masalah": masalah}


def _rentang(kategori: Kategori, skala: tuple[Kategori, ...]) -> str:
    """The range of a category in words: "70% s.d. kurang dari 85%"."""
    bawah = format_persen(kategori.batas_bawah)
    di_atas = [k.batas_bawah for k in skala if k.batas_bawah > kategori.batas_bawah]
    return f"{bawah} s.d. kurang dari {format_persen(min(di_atas))}" if di_atas else f"{bawah} ke atas"


def _selisih(hasil: Perhitungan) -> str:
    """How far a value misses its target, in words."""
    if hasil.capaian.posisi is not Posisi.DI_BAWAH:
        return ""
    target = hasil.indikator.target(hasil.kinerja.tahun).nilai.angka
    angka = hasil.realisasi.nilai.angka
    if target is None or angka is None:
        return "Di bawah target."
    beda = teks_selisih(Fraction(target) - Fraction(angka), satuan_selisih(hasil.indikator))
    jarak = {Arah.MAKSIMAL: "di bawah target", Arah.MINIMAL: "di atas batas target", Arah.STABIL: "dari target"}
    return f"{beda} {jarak[hasil.indikator.arah]}."


def sebelumnya_view(fakta: FaktaIsian) -> dict[str, Any]:
    """Target and realisasi of earlier years, the quarters of this one, and this period as it is stored."""
    notes = Footnotes()
    indikator, tahun = fakta.indikator, fakta.kinerja.tahun
    renstra = fakta.kinerja.renstra
    tahun_lalu = [t for t in (renstra.tahun if renstra else ()) if t < tahun]
    baris = [
        {
            "periode": str(t),
            "target": text(target_cell(indikator, indikator.target(t))),
            "realisasi": text(realisasi_cell(indikator, indikator.realisasi_tahun(t), notes)),
        }
        for t in tahun_lalu
    ]
    baris += [
        {"periode": nama_periode(tahun, nomor), "target": "", "realisasi": _figure(indikator, figure, notes)}
        for nomor, figure in fakta.triwulan_lain
        if not fakta.triwulan or nomor < fakta.triwulan
    ]
    kini = {
        "periode": nama_periode(tahun, fakta.triwulan) if fakta.triwulan else str(tahun),
        "target": text(target_cell(indikator, indikator.target(tahun))),
        "realisasi": _figure(indikator, indikator.realisasi_tahun(tahun), notes),
        "kini": True,
    }
    return {"baris": [*baris, kini], "catatan": notes.lines()}


def _figure(indikator: FaktaIndikator, figure: FaktaRealisasi, notes: Footnotes) -> str:
    return text(realisasi_cell(indikator, figure, notes))


def lembar(fakta: FaktaIsian) -> list[tuple[str, str]]:
    """The sheet of the indicator (LKj Tabel 9) as the person who fills in needs it."""
    i = fakta.indikator
    baris = (
        ("Definisi", i.definisi),
        ("Cara perhitungan", i.cara_perhitungan),
        ("Satuan", i.satuan_lengkap),
        ("Arah", ARAH[i.arah]),
        ("Sumber data (Tabel 9)", i.sumber_data),
    )
    return [(label, isi) for label, isi in baris if isi]


def usulan(fakta: FaktaIsian) -> dict[str, str] | None:
    """What the quarters say about the year: as printed, and as it would be typed."""
    nilai = fakta.usulan_tahunan
    if nilai is None:
        return None
    jenis = JENIS_ANGKA[fakta.indikator.satuan]
    return {
        "tampil": format_nilai(nilai, fakta.indikator.satuan, fakta.indikator.nama_satuan),
        "ketik": exact_text(round_half_up(nilai, MAX_DECIMALS[jenis])).replace(".", ","),
        "dari": str(fakta.adopsi.indikator.get_agregasi_display()).lower(),
    }
