"""The trail of an indicator in a year: each period's state, its steps, its evidence and the way to its history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch

from apps.pengukuran.models import Bukti, Realisasi, TransisiRealisasi
from apps.siklus.facts import nama_periode

NADA = {"diajukan": "good", "diverifikasi": "ok", "disahkan": "ok"}
_LANGKAH = ("transisi__langkah", "transisi__oleh__nama", "transisi__waktu", "transisi__alasan")
_ANGKA = ("pk", "triwulan", "tahap", "direvisi", "verifikasi_sendiri", "alasan_tanpa_bukti", "peristiwa__nama")
ANALISIS = ("uraian", "faktor_keberhasilan", "hambatan", "alternatif")

Baris = Mapping[str, Any]


def fetch_alur(adopsi_id: int, tahun: int) -> list[dict[str, Any]]:
    """The realisasi of a year with analysis and steps, the year first, a row for each step: one query."""
    rows = Realisasi.objects.filter(adopsi=adopsi_id, tahun=tahun).order_by("triwulan", "transisi__id")
    return list(rows.values(*_ANGKA, *_LANGKAH, *(f"analisis__{nama}" for nama in ANALISIS)))


def telusur(
    alur: Iterable[Baris], bukti: Mapping[int, Sequence[Baris]], tahun: int, url: Callable[..., str], nomor: int
) -> list[dict[str, Any]]:
    """The periods that have a realisasi, from :func:`fetch_alur` and the evidence by realisasi.

    url builds addresses of the same scope.
    """
    periode: dict[int, dict[str, Any]] = {}
    for r in alur:
        butir = periode.setdefault(
            r["pk"],
            {
                "periode": nama_periode(tahun, r["triwulan"]),
                "tanda": _tanda(r),
                "url": url("riwayat", nomor, r["triwulan"]),
                "langkah": [],
                "bukti": [_bukti(b, url) for b in bukti.get(r["pk"], ())],
                "tanpa_bukti": r["alasan_tanpa_bukti"],
            },
        )
        if r["transisi__langkah"]:
            butir["langkah"].append(_langkah(r))
        # The steps come in their order: the last one decides.
        butir["tahap"], butir["nada"] = _tahap(r)
    return list(periode.values())


def _tahap(r: Baris) -> tuple[str, str]:
    """Words and tone of the state after a step; a draft that came back waits to be mended, as Tugas saya says."""
    if r["tahap"] == Realisasi.Tahap.DRAF and r["transisi__langkah"] == TransisiRealisasi.Langkah.KEMBALIKAN:
        return str(TransisiRealisasi.Langkah.KEMBALIKAN.label), "warn"
    return str(Realisasi.Tahap(r["tahap"]).label), NADA.get(r["tahap"], "")


def _tanda(r: Baris) -> list[str]:
    """What must be said wherever the figure stands."""
    tanda = ["Direvisi sejak edisi terakhir."] if r["direvisi"] else []
    return [*tanda, "Diverifikasi oleh pengajunya sendiri."] if r["verifikasi_sendiri"] else tanda


def _langkah(r: Baris) -> dict[str, Any]:
    langkah, oleh, waktu, alasan = (r[name] for name in _LANGKAH)
    return {"nama": TransisiRealisasi.Langkah(langkah).label, "oleh": oleh, "waktu": waktu, "alasan": alasan}


def _bukti(b: Baris, url: Callable[..., str]) -> dict[str, Any]:
    return {
        "judul": b["judul"],
        "jenis": Bukti.Jenis(b["jenis"]).label,
        "url": _unduh(b, url) if b["berkas_id"] else b["tautan"],
        "luar": bool(b["tautan"]),
        "catatan": b["catatan"],
        "koreksi": b["mengoreksi_id"] is not None,
    }


def _unduh(b: Baris, url: Callable[..., str]) -> str:
    """Files are handed out by the pages of entry, where they are installed."""
    try:
        return url("bukti_unduh", b["id"])
    except NoReverseMatch:
        return ""
