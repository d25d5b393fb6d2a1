"""An import in words: how far it is, what it would change, why it is refused."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst

from apps.anggaran.importers.fa_detail import sebutan
from apps.anggaran.models import ImporAnggaran
from apps.anggaran.services.antrean import macet
from apps.ui.numbers import format_bulat, format_rupiah, format_tanggal

Status = ImporAnggaran.Status
NADA = {Status.SIAP: "warn", Status.DITOLAK: "bad", Status.DITERAPKAN: "ok"}
DAFTAR = (("berubah", "Berubah"), ("baru", "Baru"), ("hilang", "Tidak ada lagi"))
PER_HALAMAN = 100


def kemajuan_view(impor: ImporAnggaran) -> dict[str, Any]:
    """How far the work is, for the progress bar; bergerak says whether to look again."""
    bergerak = impor.status in (Status.MENUNGGU, Status.DIBACA, Status.MENERAPKAN)
    membaca = impor.status == Status.DIBACA and impor.seluruhnya
    teks = {
        Status.MENUNGGU: "Menunggu giliran dibaca.",
        Status.DIBACA: "Membaca dan mencocokkan berkas.",
        Status.MENERAPKAN: "Menerapkan perubahan, semuanya sekaligus.",
    }.get(Status(impor.status), "")
    if membaca:
        teks = f"{format_bulat(impor.dibaca)} dari {format_bulat(impor.seluruhnya)} baris dibaca dan dicocokkan."
    return {
        "bergerak": bergerak,
        "macet": macet(impor),
        "teks": teks,
        "nilai": impor.dibaca if membaca else None,
        "paling_banyak": impor.seluruhnya,
    }


def status_view(impor: ImporAnggaran) -> dict[str, str]:
    """The chip of an import."""
    return {"teks": impor.get_status_display(), "nada": NADA.get(Status(impor.status), "")}


def _beda(lama: int | None, baru: int | None) -> dict[str, str]:
    """An amount before and after, and what lies between; what is not known stays empty."""
    kenal = lama is not None and baru is not None
    selisih = (baru or 0) - (lama or 0)
    return {
        "lama": "" if lama is None else format_bulat(lama),
        "baru": "" if baru is None else format_bulat(baru),
        "selisih": f"{'+' if selisih > 0 else ''}{format_bulat(selisih)}" if kenal and selisih else "",
    }


def baris_view(baris: dict[str, Any]) -> dict[str, Any]:
    """A line of the preview: code, kind and name, pagu and realisasi old and new."""
    return {
        "kode": baris["kode"],
        "jenis": capfirst(sebutan(baris["jenis"])),
        "nama": baris["nama"],
        "pagu": _beda(*baris["pagu"]),
        "realisasi": _beda(*baris["realisasi"]),
    }


def pratinjau_view(hasil: dict[str, Any]) -> dict[str, Any]:
    """What applying would do, in sentences and figures."""
    total = hasil["total"]
    tanggal = date.fromisoformat(hasil["per_tanggal"]) if hasil["per_tanggal"] else None
    akibat = []
    if hasil["terlambat"]:
        akibat.append("Realisasi tanggal yang lebih baru sudah ada, jadi pagu berkas ini tidak dipakai.")
    if hasil["versi_baru"]:
        akibat.append("Pagu berbeda dari yang tersimpan: dibuat versi DIPA baru. Versi lama tetap tersimpan.")
    if hasil["keadaan_baru"] and tanggal:
        ulang = f", perbaikan ke-{hasil['perbaikan_ke']}" if hasil["perbaikan_ke"] else ""
        akibat.append(f"Realisasi keadaan {format_tanggal(tanggal)} dicatat{ulang}.")
    if hasil["kode_kemenkeu_baru"]:
        akibat.append(
            f"Kode satker Kemenkeu {hasil['kode_kemenkeu_baru']} ({hasil['satker']['nama']}) dicatat sebagai kode "
            "satker Anda. Berkas dengan kode lain sesudah ini ditolak."
        )
    return {
        "akibat": akibat,
        "berubah": bool(hasil["versi_baru"] or hasil["keadaan_baru"]),
        "dapat_dibandingkan": hasil["ada_realisasi"],
        "cocok": f"Jumlah rincian {format_rupiah(total['pagu'])} sama dengan JUMLAH SELURUHNYA di berkas.",
        "tanggal": format_tanggal(tanggal) if tanggal else "Tidak memuat realisasi",
        "satker": f"{hasil['satker']['nama']} ({hasil['satker']['kode']})".strip(),
        "ubin": [
            ("Pagu", format_rupiah(total["pagu"])),
            ("Realisasi", "Tidak dimuat" if total["realisasi"] is None else format_rupiah(total["realisasi"])),
            ("Sisa", "Tidak dimuat" if total["sisa"] is None else format_rupiah(total["sisa"])),
            ("Baris yang sama", format_bulat(hasil["sama"])),
        ],
        "program": [baris_view(p) for p in hasil["program"]],
    }


def daftar_view(hasil: dict[str, Any], nama: str, halaman: int, url: str) -> dict[str, Any]:
    """One of the three lists of changed lines, a page of it, and the way to the others."""
    nama = nama if nama in dict(DAFTAR) else next((n for n, _ in DAFTAR if hasil["jumlah"][n]), "berubah")
    disimpan, jumlah = hasil[nama], hasil["jumlah"][nama]
    terakhir = max(1, -(-len(disimpan) // PER_HALAMAN))
    halaman = min(max(1, halaman), terakhir)
    mulai = (halaman - 1) * PER_HALAMAN
    terpotong = jumlah > len(disimpan)
    return {
        "nama": dict(DAFTAR)[nama],
        "pilihan": [
            {
                "label": f"{label} {format_bulat(hasil['jumlah'][n])}",
                "url": f"{url}?daftar={n}#baris",
                "aktif": n == nama,
            }
            for n, label in DAFTAR
        ],
        "baris": [baris_view(b) for b in disimpan[mulai : mulai + PER_HALAMAN]],
        "kosong": not jumlah,
        "keterangan": f"{format_bulat(len(disimpan))} baris pertama dari {format_bulat(jumlah)}." if terpotong else "",
        "sebelum": f"{url}?daftar={nama}&halaman={halaman - 1}#baris" if halaman > 1 else "",
        "sesudah": f"{url}?daftar={nama}&halaman={halaman + 1}#baris" if halaman < terakhir else "",
        "halaman": f"Halaman {halaman} dari {terakhir}" if terakhir > 1 else "",
    }


def penolakan_view(ditolak: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Why a file is refused, place by place."""
    return [
        {
            "tempat": f"Baris {d['baris']}{', kolom ' + d['kolom'] if d['kolom'] else ''}" if d["baris"] else "Berkas",
            "alasan": d["alasan"],
        }
        for d in ditolak
    ]
