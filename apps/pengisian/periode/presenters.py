"""Periods in words: how each one stands, until when, and who got more time."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from apps.siklus.facts import FaktaPeriode
from apps.siklus.models import Perpanjangan
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_tanggal

Alamat = Callable[..., str]


def keadaan_periode(periode: FaktaPeriode, hari: date) -> tuple[str, str]:
    """The words on the chip of a period and its tone."""
    if periode.disahkan:
        return "Disahkan", "ok"
    if not periode.dibuka:
        return "Belum dibuka" if periode.id is None else "Ditutup", ""
    if periode.tenggat and periode.tenggat < hari:
        return "Lewat tenggat", "warn"
    return "Dibuka", "good"


def tenggat_text(tenggat: date | None) -> str:
    """A deadline in words, also when there is none."""
    return format_tanggal(tenggat) if tenggat else "tanpa tenggat"


def periode_rows(periode: Iterable[FaktaPeriode], hari: date, alamat: Alamat) -> list[dict[str, Any]]:
    """The quarters in their order, then the year."""
    return [periode_view(p, hari, alamat) for p in sorted(periode, key=lambda p: p.triwulan or 5)]


def periode_view(p: FaktaPeriode, hari: date, alamat: Alamat) -> dict[str, Any]:
    """One period as table and page show it."""
    label, nada = keadaan_periode(p, hari)
    sisa = sisa_waktu((p.tenggat - hari).days) if p.tenggat and p.dibuka and not p.disahkan else ""
    lewat = sisa.startswith("terlambat")
    return {
        "nama": p.nama,
        "label": label,
        "nada": nada,
        "tenggat": format_tanggal(p.tenggat) if p.tenggat else "-",
        # A period passes; late are only people.
        "sisa": sisa.replace("terlambat", "lewat"),
        "lewat": lewat,
        "perpanjangan": len(p.untuk_subbagian) + len(p.untuk_pengguna),
        "direvisi": p.direvisi,
        "disahkan": p.disahkan,
        "url": alamat("periode_atur", p.triwulan),
    }


def perpanjangan_rows(daftar: Iterable[Perpanjangan], hari: date) -> list[dict[str, Any]]:
    """The extensions that were given, the latest first."""
    return [
        {
            "untuk": str(p.subbagian or p.pengguna),
            "sampai": format_tanggal(p.sampai),
            "berlaku": p.sampai >= hari,
            "alasan": p.alasan,
            "oleh": str(p.diberikan_oleh),
            "waktu": p.waktu,
        }
        for p in daftar
    ]
