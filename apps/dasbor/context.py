"""What every page needs to draw its frame: the menu and the satker that is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from apps.organisasi.permissions import (
    Anggota,
    Keputusan,
    Peran,
    boleh_melihat_bawahan,
    boleh_membaca_jejak,
    boleh_mengelola,
    boleh_mengimpor_data,
)
from apps.organisasi.scope import Scope
from apps.pengukuran.tugas import Pekerjaan, hitung_menunggu, jumlah_menunggu


@dataclass(frozen=True, slots=True)
class Butir:
    """An item of the menu; ``milik`` are the pages that belong to it without being it."""

    label: str
    tujuan: str
    argumen: tuple[str, ...] = ()
    milik: tuple[str, ...] = ()


def _works_here(anggota: Anggota) -> Keputusan:
    """Whether tasks can wait for the person; who only reads or keeps the application has none."""
    return bool(anggota.peran & {Peran.OPERATOR, Peran.VERIFIKATOR, Peran.PIMPINAN})


TUGAS = Butir(
    "Tugas saya",
    "tugas",
    milik=("isi", "isi_periksa", "bukti_tambah", "bukti_hapus", "verifikasi", "grid", "pendukung", "pemberitahuan"),
)
DASAR = (
    Butir("Dasbor", "dasbor"),
    Butir("Capaian indikator", "daftar_indikator", milik=("indikator", "riwayat", "narasi", "narasi_sasaran")),
    Butir("Kelengkapan isian", "papan"),
)
ANALISIS = (
    Butir("Sasaran dan tujuan", "daftar_sasaran", milik=("sasaran", "tujuan")),
    Butir("Pohon kinerja", "pohon_kinerja"),
    Butir("Divisi dan subbagian", "daftar_unit", milik=("laporan_divisi", "subbagian")),
    Butir("Perbandingan", "perbandingan", ("kinerja",), milik=("perbandingan",)),
)
BAWAHAN = Butir("Kantor bawahan", "kantor")
ANGGARAN = (
    Butir("Ikhtisar anggaran", "anggaran", milik=("anggaran_bulanan", "anggaran_nilai", "anggaran_nilai_ubah")),
    Butir("Rincian dan revisi", "anggaran_pohon", milik=("anggaran_pos", "anggaran_revisi", "anggaran_versi")),
    Butir("Efisiensi", "anggaran_efisiensi", milik=("anggaran_sasaran",)),
    Butir("Rekonsiliasi", "anggaran_rekonsiliasi"),
    Butir(
        "Isi anggaran",
        "anggaran_impor",
        milik=(
            "anggaran_impor_rincian",
            "anggaran_isi",
            "anggaran_rencana",
            "anggaran_keluaran",
            "anggaran_dukungan",
        ),
    ),
)
LAPORAN = (
    Butir("Tabel LKj", "daftar_tabel", milik=("tabel", "diagram")),
    Butir(
        "Daftar data",
        "daftar_data",
        milik=("daftar_target", "daftar_realisasi", "daftar_anggaran", "daftar_bukti", "daftar_pengguna", "kutipan"),
    ),
)
DATA = Butir("Data masuk dan keluar", "data_masuk", milik=("data_impor", "data_impor_batal"))
PERENCANAAN = (
    Butir("Adopsi indikator", "adopsi"),
    Butir("Rencana tahunan", "tahun_baru", milik=("perjanjian_baru", "rencana_indikator")),
)
TATA_KELOLA = (
    Butir("Periode dan tenggat", "periode", milik=("periode_atur", "perpanjangan")),
    Butir(
        "Pengesahan dan edisi",
        "pengesahan",
        milik=("sahkan", "buka_kembali", "edisi", "edisi_tabel", "edisi_lembar", "edisi_banding"),
    ),
    Butir(
        "Rapat evaluasi",
        "rapat_daftar",
        milik=(
            *(
                "rapat",
                "rapat_tambah",
                "rapat_ubah",
                "rapat_hapus",
                "rapat_peserta",
                "rapat_notulen",
                "rapat_keputusan",
            ),
            *("rapat_keputusan_ubah", "rapat_berkas", "rapat_berkas_hapus", "rapat_cetak", "tindak_lanjut"),
        ),
    ),
)
JEJAK = (
    Butir("Jejak audit", "jejak", milik=("jejak_rincian", "jejak_pemeriksaan")),
    Butir("Orang", "orang_daftar", milik=("orang",)),
)


def _waiting(request: HttpRequest, scope: Scope) -> int:
    """How many things wait for the person; a page that fetched the year's work has the answer already."""
    pekerjaan: Pekerjaan | None = getattr(request, "pekerjaan", None)
    if pekerjaan is None:
        return jumlah_menunggu(scope.entitas, scope.tahun, request.user, scope.anggota)  # type: ignore[arg-type]
    boleh = scope.entitas.satker.verifikasi_sendiri
    return hitung_menunggu(pekerjaan.tugas, scope.anggota, request.user.pk or 0, sendiri_diizinkan=boleh)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu of the current scope; pages outside a scope (login, errors, home) have none."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return {}
    name = (request.resolver_match and request.resolver_match.url_name) or ""

    def item(butir: Butir, lencana: int = 0) -> dict[str, Any]:
        url = reverse(butir.tujuan, args=[scope.kunci, scope.tahun, *butir.argumen])
        return {
            "label": butir.label,
            "url": url,
            "aktif": request.path == url or name in butir.milik,
            "lencana": lencana,
        }

    def group(judul: str, butir: Iterable[Butir], *lain: dict[str, Any]) -> dict[str, Any]:
        return {"judul": judul, "butir": [*(item(satu) for satu in butir), *lain]}

    anggota, mengelola = scope.anggota, boleh_mengelola(scope.anggota)
    tugas = [item(TUGAS, _waiting(request, scope))] if _works_here(anggota) else []
    bawahan = [BAWAHAN] if scope.membawahi and boleh_melihat_bawahan(anggota) else []
    data = [DATA] if boleh_mengimpor_data(anggota) else []
    jejak = JEJAK if boleh_membaca_jejak(anggota) else ()
    admin = []
    if mengelola and request.user.is_staff:  # type: ignore[union-attr]
        admin = [{"label": "Administrasi", "url": reverse("admin:index"), "aktif": False}]
    if anggota.superuser:
        # Under no office, so without an address in the scope.
        admin.append({"label": "Semua satker", "url": f"{reverse('aplikasi_data_masuk')}#satker", "aktif": False})
    groups = [
        {"judul": "", "butir": [*tugas, *(item(butir) for butir in DASAR)]},
        group("Analisis", [*ANALISIS, *bawahan]),
        group("Anggaran", ANGGARAN),
        group("Laporan dan data", [*LAPORAN, *data]),
        *([group("Perencanaan", PERENCANAAN)] if mengelola else []),
        group("Tata kelola", [*TATA_KELOLA, *jejak], *admin),
    ]
    return {"navigasi": groups, "satker_aktif": scope.entitas.satker, "scope": scope}
