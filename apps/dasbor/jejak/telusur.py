"""The trail of an indicator in a year: each period's state, its steps, its evidence and the way to its history."""

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch

from apps.pengukuran.models import Bukti, Realisasi, TransisiRealisasi
from apps.siklus.facts import nama_periode

NADA = {"diajukan": "good", "diverifikasi": "ok", "disahkan": "ok"}


def telusur(adopsi_id: int, tahun: int, url: Callable[..., str], nomor: int) -> list[dict[str, Any]]:
    """The periods that have a realisasi, the year first: three queries. url builds addresses of the same scope."""
    rows = Realisasi.objects.filter(adopsi=adopsi_id, tahun=tahun).order_by("triwulan")
    return [
        {
            "periode": nama_periode(tahun, r.triwulan),
            "tahap": r.get_tahap_display(),
            "nada": NADA.get(r.tahap, ""),
            "tanda": _tanda(r),
            "url": url("riwayat", nomor, r.triwulan),
            "langkah": [_langkah(t) for t in r.transisi.all()],
            "bukti": [_bukti(b, url) for b in r.bukti.all()],
            "tanpa_bukti": r.alasan_tanpa_bukti,
        }
        for r in rows.prefetch_related("bukti__berkas", "transisi__oleh")
    ]


def _tanda(r: Realisasi) -> list[str]:
    """What must be said wherever the figure stands."""
    tanda = ["Direvisi sejak edisi terakhir."] if r.direvisi else []
    return [*tanda, "Diverifikasi oleh pengajunya sendiri."] if r.verifikasi_sendiri else tanda


def _langkah(t: TransisiRealisasi) -> dict[str, Any]:
    return {"nama": t.get_langkah_display(), "oleh": t.oleh.nama, "waktu": t.waktu, "alasan": t.alasan}


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
