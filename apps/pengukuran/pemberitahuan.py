"""Notices: what a person should know now, derived from the work as it stands and never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota, Peran
from apps.pengukuran.models import TransisiRealisasi
from apps.pengukuran.tugas import Tugas, fetch_tugas, menunggu, milik, per_periode, siap_disahkan, untuk_orang
from apps.siklus.models import Perpanjangan
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_tanggal

# A deadline is announced when so many days are left.
AMBANG_TENGGAT = (1, 7)


@dataclass(frozen=True)
class Pemberitahuan:
    """One notice. kunci names the event, so that no e-mail tells it twice; alamat is a page and its arguments."""

    kunci: str
    jenis: str
    judul: str
    teks: str
    alamat: tuple[str, tuple[object, ...]]
    waktu: datetime | None = None


def fetch_pemberitahuan(
    entitas: Entitas, tahun: int, pengguna: Pengguna, anggota: Anggota, tugas: Iterable[Tugas] | None = None
) -> list[Pemberitahuan]:
    """What one person should know about a year of an entitas, the most pressing first.

    tugas are all tasks of the year where they were fetched before.
    """
    if tugas is None:
        tugas = fetch_tugas(entitas, tahun, termasuk_tertutup=True)
    return susun_pemberitahuan(entitas, tahun, tugas, fetch_perpanjangan(entitas, tahun), pengguna, anggota)


def fetch_perpanjangan(entitas: Entitas, tahun: int) -> list[Perpanjangan]:
    """The extensions of a year that still count today, the latest first."""
    return list(
        Perpanjangan.objects.filter(
            periode__entitas=entitas, periode__tahun=tahun, sampai__gte=timezone.localdate()
        ).select_related("periode", "subbagian", "diberikan_oleh")
    )


def susun_pemberitahuan(
    entitas: Entitas,
    tahun: int,
    tugas: Iterable[Tugas],
    perpanjangan: Iterable[Perpanjangan],
    pengguna: Pengguna,
    anggota: Anggota,
) -> list[Pemberitahuan]:
    """The notices of one person from facts that serve everybody (tasks of closed periods included); no queries."""
    semua = untuk_orang(tugas, pengguna.pk)
    tunggu = menunggu(semua, anggota, pengguna.pk, sendiri_diizinkan=entitas.satker.verifikasi_sendiri)
    isian = [t for t in milik(semua, anggota) if t.menunggu_pengisi]
    return [
        *[_dikembalikan(t, t.pengembalian) for t in isian if t.pengembalian],
        *_tenggat(entitas, tahun, isian),
        *[_periksa(t) for t in tunggu if t.menunggu_pemeriksa],
        *(_sahkan(semua) if Peran.PIMPINAN in anggota.peran else []),
        *[
            _perpanjangan(p)
            for p in perpanjangan
            if p.pengguna_id == pengguna.pk or (p.subbagian_id and p.subbagian_id in anggota.subbagian)
        ],
    ]


def _dikembalikan(t: Tugas, langkah: TransisiRealisasi) -> Pemberitahuan:
    return Pemberitahuan(
        f"dikembalikan/{langkah.pk}",
        "dikembalikan",
        f"Dikembalikan: {t.indikator.nama}",
        f"{t.periode.nama}, oleh {langkah.oleh}: {langkah.alasan}",
        ("isi", (t.indikator.nomor, t.periode.triwulan)),
        langkah.waktu,
    )


def _tenggat(entitas: Entitas, tahun: int, isian: list[Tugas]) -> list[Pemberitahuan]:
    """One notice for each period and deadline, not one for each indicator."""
    kelompok: dict[tuple[int, object], list[Tugas]] = {}
    for t in isian:
        if t.sisa_hari is not None and t.sisa_hari <= max(AMBANG_TENGGAT):
            kelompok.setdefault((t.periode.triwulan, t.tenggat), []).append(t)
    daftar = []
    for (triwulan, tenggat), milik_tenggat in kelompok.items():
        pertama = milik_tenggat[0]
        sisa, hari = pertama.sisa_hari, pertama.tenggat
        if sisa is None or hari is None:
            continue
        lewat = sisa < 0
        tahap = "lewat" if lewat else str(next(ambang for ambang in AMBANG_TENGGAT if sisa <= ambang))
        daftar.append(
            Pemberitahuan(
                f"tenggat-{tahap}/{entitas.pk}/{tahun}/{triwulan}/{tenggat}",
                "terlambat" if lewat else "tenggat",
                f"Tenggat {pertama.periode.nama}{' sudah lewat' if lewat else f': {sisa_waktu(sisa)}'}",
                f"{len(milik_tenggat)} isian belum diajukan. Tenggatnya {format_tanggal(hari)}"
                + (f", {sisa_waktu(sisa)}." if lewat else "."),
                ("tugas", ()),
            )
        )
    return daftar


def _periksa(t: Tugas) -> Pemberitahuan:
    ajukan = t.pengajuan
    return Pemberitahuan(
        f"periksa/{ajukan.pk if ajukan else f'{t.realisasi_id}-{t.versi}'}",
        "periksa",
        f"Menunggu pemeriksaan: {t.indikator.nama}",
        f"{t.periode.nama}, diajukan oleh {ajukan.oleh}." if ajukan else f"{t.periode.nama}.",
        ("verifikasi", (t.indikator.nomor, t.periode.triwulan)),
        ajukan.waktu if ajukan else None,
    )


def _sahkan(semua: list[Tugas]) -> list[Pemberitahuan]:
    kelompok = per_periode(semua)
    daftar = []
    for periode in siap_disahkan(semua):
        # The last step names the event: after a reopening the same period waits anew.
        langkah = max((t.terakhir for t in kelompok[periode.triwulan] if t.terakhir), key=lambda x: x.pk, default=None)
        daftar.append(
            Pemberitahuan(
                f"sahkan/{periode.id}/{langkah.pk if langkah else 0}",
                "sahkan",
                f"{periode.nama} menunggu pengesahan",
                f"Semua isian sudah diverifikasi: {len(kelompok[periode.triwulan])} indikator.",
                ("sahkan", (periode.triwulan,)),
                langkah.waktu if langkah else None,
            )
        )
    return daftar


def _perpanjangan(p: Perpanjangan) -> Pemberitahuan:
    untuk = f"untuk {p.subbagian.nama}" if p.subbagian else "untuk Anda"
    return Pemberitahuan(
        f"perpanjangan/{p.pk}",
        "perpanjangan",
        f"{p.periode} diperpanjang sampai {format_tanggal(p.sampai)}",
        f"Diberikan oleh {p.diberikan_oleh} {untuk}: {p.alasan}",
        ("tugas", ()),
        p.waktu,
    )
