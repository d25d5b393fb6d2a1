"""Tasks made ready for their page: rows with words, nothing left to compute in a template."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.pengisian.tugas.kelengkapan import SELESAI_DIISI, Kelengkapan, kelengkapan
from apps.pengisian.tugas.nilai import nilai_text, target_text
from apps.pengukuran.tugas import KEADAAN, MENUNGGU_PENGISI, Keadaan, Tugas, boleh_diperiksa, per_periode
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_tanggal

# Makes the address of a page in the scope from its name and arguments.
Alamat = Callable[..., str]
TINDAKAN = {
    Keadaan.BELUM: "Isi",
    Keadaan.SEBAGIAN: "Lanjutkan",
    Keadaan.LENGKAP: "Lanjutkan",
    Keadaan.DIKEMBALIKAN: "Perbaiki",
}


@dataclass(frozen=True, slots=True)
class BarisTugas:
    """A task as its subbagian sees it."""

    nomor: int
    nama: str
    subbagian: str
    label: str
    nada: str
    tenggat: str
    sisa: str
    sisa_nada: str
    url: str
    tindakan: str
    utama: bool
    kembali_oleh: str
    kembali_waktu: datetime | None
    kembali_alasan: str
    kurang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KelompokTugas:
    """The tasks of one period: what is not handed in, what is, and why nothing can be done where that is so."""

    nama: str
    triwulan: int
    terbuka: tuple[BarisTugas, ...]
    selesai: tuple[BarisTugas, ...]
    alasan_tutup: str
    kelengkapan: Kelengkapan


def kelompok_pengisi(tugas: Sequence[Tugas], alamat: Alamat) -> list[KelompokTugas]:
    """The own tasks by period; what was returned stands first, because somebody waits for it."""
    return [_kelompok(satu, alamat) for satu in per_periode(tugas).values()]


def _kelompok(tugas: list[Tugas], alamat: Alamat) -> KelompokTugas:
    belum = [t for t in tugas if t.keadaan in MENUNGGU_PENGISI]
    terbuka = sorted(belum, key=lambda t: t.keadaan is not Keadaan.DIKEMBALIKAN)
    beberapa = len({t.indikator.subbagian_id for t in tugas}) > 1
    # Reasons differ only where an extension does; the first one that closes a task is told.
    alasan = [getattr(t.terbuka, "alasan", "") for t in terbuka if not t.terbuka]
    return KelompokTugas(
        nama=tugas[0].periode.nama,
        triwulan=tugas[0].periode.triwulan,
        terbuka=tuple(_baris(t, alamat, beberapa) for t in terbuka),
        selesai=tuple(_baris(t, alamat, beberapa) for t in tugas if t.keadaan not in MENUNGGU_PENGISI),
        alasan_tutup=alasan[0] if alasan else "",
        kelengkapan=kelengkapan(tugas),
    )


def _baris(t: Tugas, alamat: Alamat, sebut_subbagian: bool) -> BarisTugas:
    label, nada = KEADAAN[t.keadaan]
    sisa = t.sisa_hari
    bisa = t.menunggu_pengisi and bool(t.terbuka)
    kembali = t.pengembalian
    return BarisTugas(
        nomor=t.indikator.nomor,
        nama=t.indikator.nama,
        subbagian=t.indikator.penanggung_jawab if sebut_subbagian else "",
        label=label,
        nada=nada,
        tenggat=_tenggat(t),
        sisa="" if sisa is None else sisa_waktu(sisa),
        sisa_nada="bad" if sisa is not None and sisa < 0 else "warn" if sisa is not None and sisa <= 1 else "",
        url=alamat("isi", t.indikator.nomor, t.periode.triwulan),
        tindakan=TINDAKAN.get(t.keadaan, "Lihat") if bisa else "Lihat",
        utama=bisa and t.keadaan is Keadaan.DIKEMBALIKAN,
        kembali_oleh=str(kembali.oleh) if kembali else "",
        kembali_waktu=kembali.waktu if kembali else None,
        kembali_alasan=kembali.alasan if kembali else "",
        kurang=t.kurang if t.menunggu_pengisi else (),
    )


def _tenggat(t: Tugas) -> str:
    if t.tenggat is None or not t.menunggu_pengisi:
        return ""
    return f"{'diperpanjang sampai' if t.diperpanjang else 'tenggat'} {format_tanggal(t.tenggat)}"


@dataclass(frozen=True, slots=True)
class BarisAntrean:
    """A hand-in as the verifikator sees it in the queue."""

    nomor: int
    nama: str
    periode: str
    subbagian: str
    nilai: str
    target: str
    lalu: str
    lalu_diragukan: bool
    kejanggalan: tuple[str, ...]
    bukti: str
    tanpa_bukti: bool
    kurang: tuple[str, ...]
    pengaju: str
    waktu: datetime | None
    pk: int
    versi: int
    pemeriksa: str
    sendiri: bool
    url: str
    url_periksa: str


def antrean_rows(
    tugas: Iterable[Tugas], pengguna_id: int, sendiri_diizinkan: bool, alamat: Alamat
) -> list[BarisAntrean]:
    """The queue of a verifikator, the longest waiting first."""
    rows = [_antrean(t, pengguna_id, sendiri_diizinkan, alamat) for t in tugas]
    return sorted(rows, key=lambda row: (row.waktu is None, row.waktu.timestamp() if row.waktu else 0))


def _antrean(t: Tugas, pengguna_id: int, sendiri_diizinkan: bool, alamat: Alamat) -> BarisAntrean:
    tahun = t.kinerja.tahun
    pk = t.realisasi_id or 0
    return BarisAntrean(
        nomor=t.indikator.nomor,
        nama=t.indikator.nama,
        periode=t.periode.nama,
        subbagian=t.indikator.penanggung_jawab,
        nilai=nilai_text(t.indikator, t.realisasi) or "-",
        target=target_text(t.indikator, tahun) or "-",
        lalu=nilai_text(t.indikator, t.indikator.realisasi_tahun(tahun - 1)) or "-",
        lalu_diragukan=t.indikator.realisasi_tahun(tahun - 1).diragukan,
        kejanggalan=tuple(t.kejanggalan),
        bukti=f"{t.jumlah_bukti} bukti dukung" if t.jumlah_bukti else "Tanpa bukti dukung",
        tanpa_bukti=not t.jumlah_bukti,
        kurang=t.kurang,
        pengaju=str(t.pengajuan.oleh) if t.pengajuan else "",
        waktu=t.pengajuan.waktu if t.pengajuan else None,
        pk=pk,
        versi=t.versi,
        pemeriksa=t.pemeriksa,
        sendiri=not boleh_diperiksa(t.pengaju_id, pengguna_id, sendiri_diizinkan),
        url=alamat("verifikasi", t.indikator.nomor, t.periode.triwulan),
        url_periksa=alamat("langkah", pk, "periksa"),
    )


def pengesahan_rows(
    siap: Iterable[FaktaPeriode], tugas: Sequence[Tugas], selisih: int, alamat: Alamat
) -> list[dict[str, Any]]:
    """The periods of a pimpinan: how complete each is, and which ones wait for pengesahan.

    selisih is the number of unexplained differences of the budget, which the year waits for too.
    """
    menunggu = {p.triwulan for p in siap}
    rows = []
    for triwulan, milik_periode in per_periode(tugas).items():
        periode = milik_periode[0].periode
        rows.append(
            {
                "nama": periode.nama,
                "kelengkapan": kelengkapan(milik_periode),
                "siap": triwulan in menunggu and not (selisih and triwulan == SELURUH_TAHUN),
                "selisih": selisih if triwulan in menunggu and triwulan == SELURUH_TAHUN else 0,
                "disahkan": periode.disahkan,
                "kurang": sum(t.keadaan not in SELESAI_DIISI for t in milik_periode),
                "url": alamat("sahkan", triwulan),
            }
        )
    return rows
