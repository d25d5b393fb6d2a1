"""The evidence of an entry as a list: what, who, when, how large, what it corrects, and what may be done with it."""

from fractions import Fraction
from typing import Any

from apps.pengisian.isian.dasar import IsianView
from apps.pengukuran.models import Bukti, TransisiRealisasi
from apps.ui.numbers import format_angka


def ukuran_kata(bita: int) -> str:
    """A file size for people.

    >>> ukuran_kata(900), ukuran_kata(340_000), ukuran_kata(1_234_567)
    ('900 bita', '332 KB', '1,18 MB')
    """
    if bita < 1024:
        return f"{bita} bita"
    return f"{bita // 1024} KB" if bita < 1024**2 else f"{format_angka(Fraction(bita, 1024**2))} MB"


def bukti_view(view: IsianView) -> dict[str, Any]:
    """Everything the list shows; "boleh_tambah" is False where nothing may be added any more."""
    fakta = view.fakta
    boleh_ubah = bool(fakta.situasi.boleh_mengubah)
    verifikasi = [t.waktu for t in fakta.transisi if t.langkah == TransisiRealisasi.Langkah.VERIFIKASI]
    dikoreksi = {b.mengoreksi_id for b in fakta.bukti}
    wajib = fakta.adopsi.indikator.wajib_bukti
    return {
        "baris": [
            _row(
                view, b, boleh_hapus=boleh_ubah and b.pk not in dikoreksi and not any(w >= b.waktu for w in verifikasi)
            )
            for b in fakta.bukti
        ],
        "boleh_tambah": fakta.realisasi is not None and bool(fakta.situasi.boleh_menambah_bukti),
        "chip": _chip(wajib) if view.boleh_mengisi and not fakta.bukti else None,
        "koreksi": fakta.situasi.isian.tahap == "diverifikasi",
    }


def _chip(wajib: bool) -> dict[str, str]:
    return {"teks": "Wajib, belum ada", "nada": "bad"} if wajib else {"teks": "Belum ada", "nada": ""}


def _row(view: IsianView, bukti: Bukti, *, boleh_hapus: bool) -> dict[str, Any]:
    return {
        "judul": bukti.judul,
        "jenis": bukti.get_jenis_display(),
        "oleh": bukti.ditambahkan_oleh.get_full_name(),
        "waktu": bukti.waktu,
        "berkas": bukti.berkas.nama if bukti.berkas else "",
        "ukuran": ukuran_kata(bukti.berkas.ukuran) if bukti.berkas else "",
        "sidik": bukti.berkas.sha256 if bukti.berkas else "",
        "tautan": bukti.tautan,
        "catatan": bukti.catatan,
        "mengoreksi": bukti.mengoreksi.judul if bukti.mengoreksi else "",
        "unduh_url": view.url("bukti_unduh", bukti.pk) if bukti.berkas else "",
        "hapus_url": view.url("bukti_hapus", bukti.pk) if boleh_hapus else "",
    }
