"""Meetings made ready for their pages: plain values and sentences, nothing left to compute in a template."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from apps.organisasi.permissions import Anggota, boleh_menutup_tindak_lanjut
from apps.rapat.facts import FaktaTindakLanjut
from apps.rapat.models import BerkasRapat, Peserta, Rapat, TindakLanjut
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_tanggal

# Makes the address of a page from its name, the year and its arguments.
Alamat = Callable[..., str]
NADA = {TindakLanjut.Status.SELESAI.value: "ok", TindakLanjut.Status.TIDAK_DILANJUTKAN.value: ""}
# What is late by its deadline stands out only while it is open.
SEGERA = 7


def hari_dan_jam(rapat: Rapat) -> str:
    """When a meeting is, in words: "14 Oktober 2024 pukul 09.00"."""
    return format_tanggal(rapat.tanggal) + (f" pukul {rapat.mulai:%H.%M}" if rapat.mulai else "")


def keadaan_rapat(rapat: Rapat, hari: date, *, tercatat: bool, terkunci: bool = False) -> tuple[str, str]:
    """The chip of a meeting: its words and tone.

    A date that has passed does not say that the meeting was held: something must have been recorded of it.
    """
    if terkunci:
        return "Ditutup", "ok"
    if rapat.tanggal > hari:
        return "Dijadwalkan", "warn"
    return ("Dilaksanakan", "good") if tercatat else ("Belum dicatat", "warn")


def rapat_rows(rapat: Iterable[Any], hari: date, url: Alamat) -> list[dict[str, Any]]:
    """The meetings of a year; each is annotated with its numbers and whether its period is approved (ditutup)."""
    rows = []
    for r in rapat:
        tercatat = any((r.jumlah_hadir, r.jumlah_pembahasan, r.jumlah_keputusan, r.jumlah_berkas))
        chip, nada = keadaan_rapat(r, hari, tercatat=tercatat, terkunci=r.ditutup)
        rows.append(
            {
                "nama": r.periode,
                "waktu": hari_dan_jam(r),
                "tempat": r.tempat,
                "chip": chip,
                "nada": nada,
                "hadir": f"{r.jumlah_hadir} dari {r.jumlah_peserta}" if r.jumlah_peserta else "-",
                "keputusan": r.jumlah_keputusan,
                "terbuka": r.jumlah_terbuka,
                "berkas": r.jumlah_berkas,
                "url": url("rapat", r.pk),
            }
        )
    return rows


def tindak_lanjut_rows(
    daftar: Iterable[FaktaTindakLanjut],
    hari: date,
    alamat: Alamat,
    anggota: Anggota,
    pengguna_id: int,
) -> list[dict[str, Any]]:
    """Decisions with what became of them; alamat takes the year of each one's meeting."""
    rows = []
    for t in daftar:
        label, nada = status_chip(t, hari)
        sisa = t.sisa_hari(hari)
        boleh = boleh_menutup_tindak_lanjut(anggota, pengguna_id, t.pemilik)
        rows.append(
            {
                "id": t.id,
                "nomor": t.nomor,
                "uraian": t.uraian,
                "rapat": t.rapat,
                "url_rapat": alamat("rapat", t.tahun, t.rapat_id),
                "indikator": t.indikator,
                "url_indikator": alamat("indikator", t.tahun, t.indikator) if t.indikator else "",
                "penanggung_jawab": t.penanggung_jawab,
                "tenggat": format_tanggal(t.tenggat),
                "sisa": "" if sisa is None else sisa_waktu(sisa),
                "sisa_nada": nada_sisa(sisa),
                "terlambat": t.terlambat(hari),
                "label": label,
                "nada": nada,
                "keterangan": t.keterangan,
                "dilaporkan": f"{t.oleh}, {format_tanggal(t.tanggal)}" if t.tanggal else "",
                "url": alamat("tindak_lanjut", t.tahun, t.id),
                "tindakan": "Laporkan" if boleh and t.terbuka else "Lihat",
                "boleh": bool(boleh),
            }
        )
    return rows


def status_chip(t: FaktaTindakLanjut, hari: date) -> tuple[str, str]:
    """The chip of a decision: late ones say so, because nobody else will."""
    if t.terlambat(hari):
        return "Terlambat", "bad"
    return t.nama_status, NADA.get(t.status, "warn")


def nada_sisa(sisa: int | None) -> str:
    """The tone of a deadline: bad when it has passed, a warning in its last week."""
    if sisa is None:
        return ""
    return "bad" if sisa < 0 else "warn" if sisa <= SEGERA else ""


def hitungan(daftar: Sequence[FaktaTindakLanjut], hari: date) -> dict[str, int]:
    """How many decisions are open, late, and done."""
    terbuka = [t for t in daftar if t.terbuka]
    return {
        "terbuka": len(terbuka),
        "terlambat": sum(t.terlambat(hari) for t in terbuka),
        "selesai": len(daftar) - len(terbuka),
    }


def kalimat_hitungan(daftar: Sequence[FaktaTindakLanjut], hari: date) -> str:
    """The same in a sentence: "3 keputusan: 1 selesai atau ditutup, 2 terbuka, 1 di antaranya terlambat."."""
    if not daftar:
        return "Tidak ada keputusan terdahulu yang perlu ditanyakan."
    n = hitungan(daftar, hari)
    terlambat = f", {n['terlambat']} di antaranya terlambat" if n["terlambat"] else ""
    return f"{len(daftar)} keputusan: {n['selesai']} selesai atau ditutup, {n['terbuka']} terbuka{terlambat}."


def kehadiran(peserta: Sequence[Peserta]) -> str:
    """Who came, in a sentence."""
    if not peserta:
        return "Daftar hadir belum diisi."
    return f"{sum(p.hadir for p in peserta)} dari {len(peserta)} orang dicatat hadir."


def berkas_rows(berkas: Iterable[BerkasRapat], rapat_id: int, url: Alamat, *, boleh: bool) -> list[dict[str, Any]]:
    """The signed papers of a meeting."""
    return [
        {
            "jenis": b.get_jenis_display(),
            "nama": b.berkas.nama,
            "sha256": b.berkas.sha256,
            "oleh": b.ditambahkan_oleh.nama,
            "waktu": b.waktu,
            "url": url("rapat_berkas_unduh", rapat_id, b.pk),
            "url_hapus": url("rapat_berkas_hapus", rapat_id, b.pk) if boleh else "",
        }
        for b in berkas
    ]


def periode_berikut(dipakai: Iterable[int]) -> int:
    """The quarter that has no meeting yet; the year when all have one."""
    ada = set(dipakai)
    return next((t for t in range(1, 5) if t not in ada), 0)
