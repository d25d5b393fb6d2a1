"""The year's budget at a glance, made ready for its page."""

from collections.abc import Callable, Iterable
from typing import Any

from apps.anggaran.facts import FaktaAnggaran, FaktaBulanan, FaktaPos
from apps.dokumen.models import AngkaKutipan
from apps.laporan.charts.kecil import batang
from apps.penganggaran.angka import persen, rupiah, serapan_of, uang
from apps.penganggaran.bulanan.presenters import ringkas_deret
from apps.penganggaran.nilai.facts import FaktaNilai, terbaru
from apps.ui.numbers import format_angka, format_rupiah, format_tanggal

Alamat = Callable[..., str]


def keterangan_realisasi(anggaran: FaktaAnggaran) -> str:
    """As of when, on which basis and from where the realisasi is."""
    if anggaran.per_tanggal is None:
        return "belum dimuat"
    basis = "basis tidak disebut" if anggaran.basis == "Tidak disebut" else f"basis {anggaran.basis}"
    return f"s.d. {format_tanggal(anggaran.per_tanggal)} · {basis} · {anggaran.sumber}"


def uang_view(anggaran: FaktaAnggaran) -> dict[str, Any]:
    """The figures of the first tiles."""
    realisasi, pagu = anggaran.realisasi, anggaran.pagu
    serap = serapan_of(realisasi, pagu)
    blokir = sum(pos.blokir for pos in anggaran.akar)
    return {
        "pagu": rupiah(pagu),
        "versi": anggaran.versi,
        "blokir": f"diblokir {format_rupiah(blokir)}" if blokir else "",
        "realisasi": rupiah(realisasi),
        "keadaan": keterangan_realisasi(anggaran),
        "sisa": rupiah(None if realisasi is None else pagu - realisasi),
        "serapan": persen(serap),
        "batang": batang(serap),
    }


def efisiensi_view(anggaran: FaktaAnggaran) -> dict[str, Any]:
    """E and NE; what cannot be known says why."""
    e, ne = anggaran.efisiensi, anggaran.nilai_efisiensi
    return {
        "efisiensi": persen(e.nilai),
        "keterangan": e.alasan or f"nilai efisiensi (NE) {'' if ne is None else format_angka(ne)}".rstrip(),
        "tanda": "asumsi" if anggaran.ada_asumsi else "",
    }


def nilai_tile(nilai: list[FaktaNilai], ukuran: AngkaKutipan.Ukuran, tahun: int) -> dict[str, str]:
    """The latest NKA or IKPA of the year."""
    ini = terbaru(nilai, ukuran, tahun)
    if ini is None:
        return {"nilai": "-", "keterangan": "belum dicatat", "kategori": "", "nada": ""}
    return {
        "nilai": format_angka(ini.angka),
        "keterangan": f"per {format_tanggal(ini.tanggal)}" if ini.tanggal else "tanggal tidak disebut",
        "kategori": ini.kategori,
        "nada": ini.nada,
    }


def serapan_rows(anggaran: FaktaAnggaran, url_bulanan: str) -> list[dict[str, Any]]:
    """Every program followed by its kegiatan, with the total last."""
    rows = [
        _row(pos, jenis, url_bulanan)
        for program in anggaran.program_menurut_kegiatan
        for jenis, pos in [("program", program), *(("kegiatan", k) for k in program.turunan("kegiatan"))]
    ]
    return [
        *rows,
        {"jenis": "jumlah", "nama": "Jumlah", "url": url_bulanan, **_amounts(anggaran.pagu, anggaran.realisasi)},
    ]


def _row(pos: FaktaPos, jenis: str, url: str) -> dict[str, Any]:
    return {
        "jenis": jenis,
        "kode": pos.kode_program,
        "nama": pos.nama,
        "url": f"{url}?pos={pos.jalur}",
        **_amounts(pos.pagu, pos.realisasi),
    }


def _amounts(pagu: int, realisasi: int | None) -> dict[str, str]:
    serap = serapan_of(realisasi, pagu)
    return {
        "pagu": uang(pagu),
        "realisasi": uang(realisasi),
        "sisa": uang(None if realisasi is None else pagu - realisasi),
        "serapan": persen(serap),
        "batang": batang(serap),
    }


def tahun_rows(semua: dict[int, FaktaAnggaran], tahun: int, alamat: Alamat) -> list[dict[str, Any]]:
    """The budgets of the plan's years, the last one first."""
    return [
        {"tahun": t, "aktif": t == tahun, "url": alamat(t), **_amounts(semua[t].pagu, semua[t].realisasi)}
        for t in sorted(semua, reverse=True)
    ]


def deviasi_view(bulanan: FaktaBulanan) -> dict[str, Any]:
    """How far the spending is from its plan; without months or plan it says what is missing."""
    if not bulanan.tersedia:
        return {"nilai": "-", "keterangan": "bulanan tidak tersedia"}
    ringkas = ringkas_deret(bulanan.satker)
    arti = ringkas["deviasi_arti"]
    return {
        "nilai": ringkas["deviasi_persen"],
        "keterangan": arti if ringkas["deviasi"] == "-" else f"{ringkas['deviasi']} {arti}, {ringkas['sampai']}",
    }


def perhatian(anggaran: FaktaAnggaran, bulanan: FaktaBulanan, selisih: int, url: Alamat) -> list[dict[str, str]]:
    """What a keeper of the budget should look at, each with the page where it is seen or mended.

    selisih is the number of differences that wait for an explanation.
    """
    per_bulan = url("anggaran_bulanan")
    butir = []
    if selisih:
        teks = "Angka yang sama dari sumber lain berbeda. Anggaran setahun disahkan setelah semuanya dijelaskan."
        butir.append(
            {"judul": f"{selisih} selisih belum dijelaskan", "teks": teks, "url": url("anggaran_rekonsiliasi")}
        )
    butir += [
        {
            "judul": f"{pos.kode_program} melebihi pagu",
            "teks": f"Realisasi {persen(serapan_of(pos.realisasi, pos.pagu))}",
            "url": f"{per_bulan}?pos={pos.jalur}",
        }
        for pos in anggaran.pos("kegiatan")
        if pos.realisasi is not None and pos.realisasi > pos.pagu
    ]
    for deret in bulanan.semua() if bulanan.tersedia else ():
        negatif = [b.nama for b in deret.bulan if b.realisasi is not None and b.realisasi < 0]
        if negatif and deret.jenis != "program":
            teks = "Pengembalian belanja lebih besar daripada pengeluaran."
            nama = f" {deret.kode}" if deret.jalur else ""
            alamat = f"{per_bulan}?pos={deret.jalur}" if deret.jalur else per_bulan
            butir.append({"judul": f"Realisasi{nama} {_daftar(negatif)} negatif", "teks": teks, "url": alamat})
    if not bulanan.versi_rencana:
        teks = "Deviasi belum dapat dihitung sampai halaman III DIPA diisi."
        butir.append({"judul": "Rencana penarikan dana belum ada", "teks": teks, "url": url("anggaran_rencana")})
    elif tanpa := bulanan.tanpa_rencana:
        teks = f"Belum ada rencana untuk {_daftar(k.kode for k in tanpa)}."
        butir.append({"judul": "Rencana penarikan belum lengkap", "teks": teks, "url": url("anggaran_rencana")})
    if anggaran.realisasi is not None and anggaran.efisiensi.nilai is None:
        teks = "Efisiensi belum dapat dihitung."
        butir.append(
            {"judul": anggaran.efisiensi.alasan.removesuffix("."), "teks": teks, "url": url("anggaran_keluaran")}
        )
    if anggaran.ada_asumsi:
        jumlah = sum(ro.asumsi for ro in anggaran.pos("ro"))
        teks = f"Capaian {jumlah} rincian output dianggap 100% karena sumbernya tidak menyebutkannya."
        butir.append({"judul": "Efisiensi memakai asumsi", "teks": teks, "url": url("anggaran_keluaran")})
    return butir


def _daftar(nama: Iterable[str]) -> str:
    """Names in a row: "Maret dan April"."""
    semua = list(nama)
    return " dan ".join([", ".join(semua[:-1]), semua[-1]]) if len(semua) > 1 else "".join(semua)
