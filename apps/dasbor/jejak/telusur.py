"""The trail of an indicator in a year: each period's state, its steps, its evidence and the way to its history."""

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch

from apps.pengukuran.models import Bukti, Realisasi, TransisiRealisasi
from apps.siklus.facts import nama_periode

NADA = {"diajukan": "good", "diverifikasi": "ok", "disahkan": "ok"}
_LANGKAH = ("transisi__langkah", "transisi__oleh__nama", "transisi__waktu", "transisi__alasan")
_ANGKA = ("pk", "triwulan", "tahap", "direvisi", "verifikasi_sendiri", "alasan_tanpa_bukti")


def telusur(adopsi_id: int, tahun: int, url: Callable[..., str], nomor: int) -> list[dict[str, Any]]:
    """The periods that have a realisasi, the year first: two queries. url builds addresses of the same scope."""
    rows = Realisasi.objects.filter(adopsi=adopsi_id, tahun=tahun).order_by("triwulan", "transisi__id")
    bukti: dict[int, list[Bukti]] = {}
    for b in Bukti.objects.filter(realisasi__adopsi=adopsi_id, realisasi__tahun=tahun).order_by("waktu", "pk"):
        bukti.setdefault(b.realisasi_id, []).append(b)
    periode: dict[int, dict[str, Any]] = {}
    for r in rows.values(*_ANGKA, *_LANGKAH):
        butir = periode.setdefault(
            r["pk"],
            {
                "periode": nama_periode(tahun, r["triwulan"]),
                "tahap": Realisasi.Tahap(r["tahap"]).label,
                "nada": NADA.get(r["tahap"], ""),
                "tanda": _tanda(r),
                "url": url("riwayat", nomor, r["triwulan"]),
                "langkah": [],
                "bukti": [_bukti(b, url) for b in bukti.get(r["pk"], ())],
                "tanpa_bukti": r["alasan_tanpa_bukti"],
            },
        )
        if r["transisi__langkah"]:
            butir["langkah"].append(_langkah(r))
    return list(periode.values())


def _tanda(r: dict[str, Any]) -> list[str]:
    """What must be said wherever the figure stands."""
    tanda = ["Direvisi sejak edisi terakhir."] if r["direvisi"] else []
    return [*tanda, "Diverifikasi oleh pengajunya sendiri."] if r["verifikasi_sendiri"] else tanda


def _langkah(r: dict[str, Any]) -> dict[str, Any]:
    langkah, oleh, waktu, alasan = (r[name] for name in _LANGKAH)
    return {"nama": TransisiRealisasi.Langkah(langkah).label, "oleh": oleh, "waktu": waktu, "alasan": alasan}


def _bukti(b: Bukti, url: Callable[..., str]) -> dict[str, Any]:
    return {
        "judul": b.judul,
        "jenis": b.get_jenis_display(),
        "url": _unduh(b, url) if b.berkas_id else b.tautan,
        "luar": bool(b.tautan),
        "catatan": b.catatan,
        "koreksi": b.mengoreksi_id is not None,
    }


def _unduh(b: Bukti, url: Callable[..., str]) -> str:
    """Files are handed out by the pages of entry, where they are installed."""
    try:
        return url("bukti_unduh", b.pk)
    except NoReverseMatch:
        return ""
