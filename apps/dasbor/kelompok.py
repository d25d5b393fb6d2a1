"""A group of indicators (a sasaran, a tujuan, a divisi) made ready for its page: its mean and its money.

Everything is the same arithmetic over the same facts as in the tables; nothing is added up here a second time.
"""

from collections.abc import Callable, Collection
from typing import Any

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.facts.sasaran import Bagian, FaktaDukungan
from apps.anggaran.formulas import serapan
from apps.laporan.charts.kecil import batang, bullet
from apps.laporan.outline import Outline
from apps.laporan.tables.anggaran_sasaran import rupiah
from apps.organisasi.permissions import Anggota, boleh_mengelola_anggaran
from apps.pengukuran.facts import FaktaKinerja
from apps.pengukuran.formulas import rata_capaian
from apps.ui.numbers import format_persen, format_rupiah, format_tanggal

Alamat = Callable[..., str]
TANPA_KAITAN = (
    "Belum ada kegiatan anggaran yang dihubungkan dengan indikator di halaman ini. Subbagian memilih kegiatan "
    "pendukung pada isian indikatornya; porsinya ditetapkan pengelola anggaran (operator subbagian keuangan) atau "
    "administrator."
)
TANPA_PORSI = (
    "Kegiatan pendukungnya sudah dipilih, tetapi porsinya belum ditetapkan. Porsi ditetapkan pengelola anggaran "
    "(operator subbagian keuangan) atau administrator."
)


def rata_view(bagian: FaktaKinerja) -> dict[str, Any]:
    """The mean capaian of all indicators of a group, over how many it was taken, its category or what forbids one."""
    rata = rata_capaian(bagian.capaian(indikator) for indikator in bagian.indikator)
    kategori = bagian.kategori_rata(rata)
    nada = kategori.gaya if kategori else ""
    return {
        "nilai": "-" if rata.nilai is None else format_persen(rata.nilai),
        "terukur": f"{rata.terukur} dari {rata.seluruhnya} indikator",
        "kategori": kategori.nama if kategori else "",
        "luar": rata.luar,
        "nada": nada,
        "bullet": bullet(rata.nilai, nada),
    }


def uang_view(
    outline: Outline, adopsi_ids: Collection[int], anggota: Anggota, alamat: Alamat, *, seluruhnya: bool = False
) -> dict[str, Any]:
    """The money of the kegiatan that support a group, or the whole budget for those who keep it.

    What cannot be said is said in a sentence, with who can change it. A quarter shows the money of the year so far,
    with its date.
    """
    uang = outline.fakta.dukungan
    if uang is None:
        return {"angka": [], "kalimat": tanpa_anggaran(outline), "keadaan": "", "kegiatan": [], "url": ""}
    bagian = uang.bagian(adopsi_ids)
    if seluruhnya:
        angka, batang_serapan = _angka(uang.anggaran.pagu, uang.anggaran.realisasi)
    elif any(d.porsi is not None for d in bagian.dukungan):
        terpakai = bagian.realisasi
        angka, batang_serapan = _angka(rupiah(bagian.pagu), None if terpakai is None else rupiah(terpakai), bagian)
    else:
        angka, batang_serapan = [], ""
    return {
        "judul": "Anggaran satker" if seluruhnya else "Anggaran kegiatan pendukung",
        "angka": angka,
        "batang": batang_serapan,
        "kalimat": _kalimat(bagian, seluruhnya=seluruhnya),
        "keadaan": keadaan_anggaran(uang.anggaran),
        "kegiatan": _kegiatan(uang, bagian, alamat),
        "url": alamat("anggaran") if seluruhnya else alamat("anggaran_sasaran"),
        "url_atur": alamat("anggaran_dukungan") if boleh_mengelola_anggaran(anggota) else "",
    }


def tanpa_anggaran(outline: Outline) -> str:
    """Why there is no budget to show."""
    tahun = outline.ctx.tahun
    if outline.keadaan.tertahan:
        return f"Anggaran {tahun} belum disahkan."
    return f"Anggaran {tahun} belum dimuat."


def keadaan_anggaran(anggaran: FaktaAnggaran) -> str:
    """Which pagu and which realisasi stand here."""
    if anggaran.per_tanggal is None:
        return f"Pagu menurut {anggaran.versi}; realisasi belum dimuat."
    return f"Pagu menurut {anggaran.versi}; realisasi per {format_tanggal(anggaran.per_tanggal)}."


def _angka(pagu: int, realisasi: int | None, bagian: Bagian | None = None) -> tuple[list[tuple[str, str]], str]:
    persen = bagian.serapan if bagian else None if realisasi is None else serapan(realisasi, pagu)
    return [
        ("Pagu", format_rupiah(pagu)),
        ("Realisasi", "belum dimuat" if realisasi is None else format_rupiah(realisasi)),
        ("Serapan", "-" if persen is None else format_persen(persen)),
    ], batang(persen)


def _kalimat(bagian: Bagian, *, seluruhnya: bool) -> str:
    if not bagian.dukungan:
        return "" if seluruhnya else TANPA_KAITAN
    if all(d.porsi is None for d in bagian.dukungan):
        return "" if seluruhnya else TANPA_PORSI
    if bagian.belum:
        kode = ", ".join(k.kode_program for k in bagian.belum)
        return f"Belum termasuk bagian dari kegiatan {kode}, yang porsinya belum ditetapkan."
    return ""


def _kegiatan(uang: FaktaDukungan, bagian: Bagian, alamat: Alamat) -> list[dict[str, Any]]:
    """Each supporting kegiatan once, with what the group gets of it altogether."""
    hasil: dict[int, tuple[FaktaPos, list]] = {}
    for d in bagian.dukungan:
        hasil.setdefault(d.kegiatan.id, (d.kegiatan, []))[1].append(d)
    return [_satu_kegiatan(kegiatan, Bagian(tuple(links)), alamat) for kegiatan, links in hasil.values()]


def _satu_kegiatan(kegiatan: FaktaPos, bagian: Bagian, alamat: Alamat) -> dict[str, Any]:
    porsi = [d.porsi for d in bagian.dukungan if d.porsi is not None]
    terpakai = bagian.realisasi
    return {
        "kode": kegiatan.kode_program,
        "nama": kegiatan.nama,
        "url": alamat("anggaran_pos", kegiatan.id),
        "porsi": format_persen(sum(porsi)) if porsi else "belum ditetapkan",
        "pagu": format_rupiah(rupiah(bagian.pagu)) if porsi else "-",
        "realisasi": "-" if terpakai is None else format_rupiah(rupiah(terpakai)),
    }
