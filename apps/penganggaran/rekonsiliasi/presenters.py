"""Differences made ready for the page: plain texts and addresses, nothing left to compute."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from apps.anggaran.rekonsiliasi import Kelompok, Penjelasan, Rekonsiliasi, Selisih, TakSebanding, label_ukuran
from apps.penganggaran.rekonsiliasi.forms import PenjelasanForm
from apps.ui.numbers import format_bulat, format_persen, format_rupiah, format_tanggal

Url = Callable[..., str]


def group_view(kelompok: Kelompok, url: Url, form: PenjelasanForm | None) -> dict[str, Any]:
    """One difference with all of its prints; form is None for those who only read."""
    s = kelompok.pertama
    kita, lain = s.pasangan
    return {
        "id": kelompok.id,
        "ukuran": label_ukuran(s.ukuran),
        "subjek": s.subjek,
        "kita": s.tercetak(s.nilai_kita),
        "url_kita": working(s, url),
        "dasar": s.dasar,
        "lain": s.tercetak(s.nilai_lain),
        "selisih": s.selisih_tercetak,
        "arah": "lebih besar dari aplikasi" if s.selisih > 0 else "lebih kecil dari aplikasi",
        "cetakan": [_print(row) for row in kelompok.selisih],
        "jumlah": len(kelompok.selisih),
        "penjelasan": _said(s.penjelasan, s) if s.penjelasan else None,
        "lama": [_said(p, s) for p in _former(kelompok)],
        "form": form,
        "terbuka": bool(form and form.is_bound),
        "kunci": kelompok.kunci,
        "nilai_kita": kita,
        "nilai_lain": lain,
        "versi": kelompok.versi,
    }


def _former(kelompok: Kelompok) -> list[Penjelasan]:
    """What was said about other amounts, each text once."""
    return list({s.penjelasan_lama.teks: s.penjelasan_lama for s in kelompok.selisih if s.penjelasan_lama}.values())


def _print(s: Selisih | TakSebanding) -> dict[str, str]:
    return {
        "sumber": s.sumber,
        "halaman": f"halaman {s.halaman}" if s.halaman else "",
        "tanggal": f"per {format_tanggal(s.tanggal)}" if s.tanggal else "",
        "catatan": s.catatan,
    }


def _said(p: Penjelasan, s: Selisih) -> dict[str, Any]:
    tentang = " dan ".join(_amount(teks, s) for teks in (p.nilai_kita, p.nilai_lain))
    return {"teks": p.teks, "oleh": p.oleh, "waktu": p.waktu, "tentang": tentang}


def _amount(teks: str, s: Selisih) -> str:
    """An amount that an explanation was written about, from its exact text."""
    return format_persen(Decimal(teks)) if s.persen else format_rupiah(int(teks))


def working(s: Selisih, url: Url) -> str:
    """Where our figure comes about: the page of its line, of the whole budget, or of efisiensi."""
    if s.ukuran == "efisiensi":
        return url("anggaran_efisiensi")
    return url("anggaran_pos", s.pos_id) if s.pos_id else url("anggaran_pohon")


def bare_view(t: TakSebanding) -> dict[str, str]:
    """An amount that nothing of ours stands beside."""
    subjek = t.subjek[:1].upper() + t.subjek[1:]
    return {"subjek": subjek, "ukuran": label_ukuran(t.ukuran), "nilai": t.nilai, "alasan": t.alasan} | _print(t)


def counts(rekonsiliasi: Rekonsiliasi) -> list[dict[str, str]]:
    """The tiles above the list."""
    terbuka, dijelaskan = len(rekonsiliasi.terbuka), len(rekonsiliasi.dijelaskan)
    return [
        {"judul": "Belum dijelaskan", "nilai": format_bulat(terbuka), "url": "#belum" if terbuka else ""},
        {"judul": "Sudah dijelaskan", "nilai": format_bulat(dijelaskan), "url": "#sudah" if dijelaskan else ""},
        {"judul": "Angka yang sama", "nilai": format_bulat(rekonsiliasi.sama), "url": ""},
        {
            "judul": "Tidak dapat dibandingkan",
            "nilai": format_bulat(len(rekonsiliasi.tak_sebanding)),
            "url": "#tak-sebanding" if rekonsiliasi.tak_sebanding else "",
        },
    ]
