"""Every page at two widths: axe, the browser's own complaints, width, structure, language."""

from collections.abc import Callable, Iterator

import pytest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page

from tests.e2e.conftest import PHONE, WIDE, Watch, faults_of, in_words, walk

pytestmark = pytest.mark.e2e

REPORT = "/5371/2024/"
# What tests/e2e/editions.py adds: an approved year, and evidence of a draft.
APPROVED = "/5371/2023/"
BUKTI = f"{REPORT}bukti/5/hapus/"
# The NKA of the LKj among the quoted figures.
NKA = 36
# Each group is one test: opening a browser context costs more than opening a page.
GROUPS: dict[str, list[str]] = {
    "ringkasan": ["/5371/2024/", "/5371/2023/", "/5371/2020/", "/5371/2025/"],
    "daftar": [
        f"{REPORT}tabel/",
        f"{REPORT}tabel/?q=opini",
        f"{REPORT}tabel/?q=tidakada",
        "/5371/2025/tabel/",
        f"{REPORT}indikator/",
        f"{REPORT}indikator/?q=tidakada",
        f"{REPORT}kutipan/",
        f"{REPORT}jejak/",
        f"{REPORT}jejak/?q=tidakada",
        f"{REPORT}jejak/?kolom=waktu&kolom=kejadian&kolom=sidik",
    ],
    "daftar data": [
        *(f"{REPORT}daftar/{nama}" for nama in ("", "target/", "realisasi/", "anggaran/", "bukti/", "pengguna/")),
        f"{REPORT}daftar/anggaran/?jenis=Kegiatan&sort=-sisa",
        f"{REPORT}daftar/realisasi/?kolom=periode&kolom=sumber&kolom=per_tanggal&kolom=alasan",
        f"{REPORT}daftar/target/?q=tidakada",
        f"{REPORT}daftar/target/?sumber=tidakada",
        "/5371/2030/daftar/anggaran/",
    ],
    "tabel 1-10": [f"{REPORT}tabel/{n}/" for n in range(1, 11)],
    "tabel 11-20": [f"{REPORT}tabel/{n}/" for n in range(11, 21)],
    "tabel 21-30": [f"{REPORT}tabel/{n}/" for n in range(21, 31)],
    "tahun dan entitas lain": [
        "/5371/2020/tabel/13/",
        "/5371/2023/tabel/10/",
        "/5371/2025/tabel/10/",
        "/5371/2025/perbandingan/anggaran/",
        "/5371-sekretariat/2024/",
        "/5371-sekretariat/2024/tabel/1/",
    ],
    "diagram": [f"{REPORT}diagram/{n}/" for n in (1, 2, 3)],
    "perbandingan": [f"{REPORT}perbandingan/kinerja/", f"{REPORT}perbandingan/anggaran/"],
    "perbandingan pilihan": [
        f"{REPORT}perbandingan/kinerja/?i=2&i=6&u=target&u=realisasi&u=selisih&u=kategori&garis=nasional&garis=renstra",
        f"{REPORT}perbandingan/kinerja/?i=99&t=abc&u=",
        f"{REPORT}perbandingan/kinerja/?u=realisasi&garis=nasional",
        f"{REPORT}perbandingan/anggaran/?tingkat=program&sudut=serapan",
    ],
    "uang dan kinerja": [
        *(f"{REPORT}anggaran/{name}/" for name in ("efisiensi", "sasaran", "keluaran", "dukungan")),
        f"{REPORT}anggaran/efisiensi/?pos=076.01.CQ.6709",
        *(f"/5371/2023/anggaran/{name}/" for name in ("efisiensi", "sasaran", "keluaran", "dukungan")),
    ],
    "mengisi keluaran": [f"{REPORT}anggaran/{name}/" for name in ("keluaran", "dukungan")],
    "indikator": [f"{REPORT}indikator/{n}/" for n in range(1, 13)],
    "menyunting narasi": [f"{REPORT}indikator/6/perbandingan/5/", f"{REPORT}sasaran/3/perbandingan/1/"],
    "sasaran dan unit": [
        f"{REPORT}sasaran/",
        f"{REPORT}sasaran/3/",
        f"{REPORT}sasaran/3/?triwulan=4",
        f"{REPORT}tujuan/2/",
        f"{REPORT}pohon-kinerja/",
        f"{REPORT}pohon-kinerja/?sampai=tujuan&ubah=2",
        f"{REPORT}unit/",
        f"{REPORT}unit/divisi/sosialisasi/",
        f"{REPORT}unit/subbagian/keuangan/",
        "/5371/2025/sasaran/",
        "/5371/2025/pohon-kinerja/",
        "/5371/2020/unit/",
        "/5371/2020/unit/divisi/hukum/",
    ],
    "rincian anggaran": [
        f"{REPORT}anggaran/pohon/",
        f"{REPORT}anggaran/pohon/?sampai=komponen",
        f"{REPORT}anggaran/pohon/?q=sumpah",
        f"{REPORT}anggaran/pohon/?q=tidakada",
        f"{REPORT}anggaran/pohon/1/",
        f"{REPORT}anggaran/pohon/9/",
        f"{REPORT}anggaran/revisi/",
        f"{REPORT}anggaran/revisi/1/",
        "/5371/2022/anggaran/pohon/",
        "/5371/2022/anggaran/revisi/",
    ],
    "keterangan versi": [f"{REPORT}anggaran/revisi/1/"],
    "impor anggaran": [f"{REPORT}anggaran/impor/", f"{REPORT}anggaran/impor/1/", f"{REPORT}anggaran/impor/2/"],
    "membaca pengisian": [
        *(f"{REPORT}{name}/" for name in ("tugas", "papan", "periode", "periode/tahunan", "pemberitahuan")),
        f"{REPORT}papan/?subbagian=teknis&periode=0",
        f"{REPORT}isi/2/tahunan/",
        f"{REPORT}isi/5/triwulan-4/",
        f"{REPORT}isi/5/tahunan/periksa/",
        f"{REPORT}grid/teknis/",
        f"{REPORT}pendukung/1/",
        f"{REPORT}verifikasi/5/tahunan/",
        "/5371/2025/tugas/",
        "/5371/2025/papan/",
    ],
    "mengisi": [
        f"{REPORT}tugas/",
        *(f"{REPORT}isi/{n}/tahunan/" for n in (1, 5, 6, 8)),
        f"{REPORT}isi/8/triwulan-4/",
        f"{REPORT}isi/8/tahunan/periksa/",
        f"{REPORT}isi/8/tahunan/bukti/",
        BUKTI,
        f"{REPORT}grid/teknis/",
        f"{REPORT}pendukung/1/",
        f"{REPORT}pemberitahuan/",
    ],
    "memeriksa": [
        f"{REPORT}tugas/",
        f"{REPORT}isi/2/tahunan/",
        *(f"{REPORT}verifikasi/{n}/tahunan/" for n in (1, 5, 6)),
        f"{REPORT}pengesahan/tahunan/",
        f"{REPORT}pemberitahuan/",
    ],
    "mengesahkan": [
        f"{REPORT}tugas/",
        f"{REPORT}pengesahan/",
        f"{REPORT}pengesahan/tahunan/",
        f"{APPROVED}pengesahan/",
        f"{APPROVED}pengesahan/tahunan/",
        f"{APPROVED}pengesahan/tahunan/buka/",
        f"{APPROVED}tugas/",
    ],
    "mengisi anggaran": [
        f"{REPORT}anggaran/isi/",
        f"{REPORT}anggaran/rencana/",
        "/5371/2021/anggaran/isi/",
        "/5371/2021/anggaran/rencana/",
    ],
    "membaca lembar anggaran": [f"{REPORT}anggaran/isi/", f"{REPORT}anggaran/rencana/"],
    "mengatur periode": [f"{REPORT}{name}/" for name in ("periode", "periode/tahunan", "periode/triwulan-1", "tugas")],
    "menyusun rencana": [
        f"{REPORT}rencana/tahun-baru/",
        "/5371/2025/rencana/tahun-baru/",
        "/5371/2026/rencana/tahun-baru/",
        "/5371-sekretariat/2024/rencana/tahun-baru/",
        f"{REPORT}rencana/perjanjian-baru/",
        f"{REPORT}rencana/indikator/1/",
        f"{REPORT}rencana/indikator/3/",
        f"{APPROVED}rencana/tahun-baru/",
    ],
    "membaca rencana": [f"{REPORT}rencana/indikator/1/", f"{APPROVED}rencana/indikator/1/"],
    "edisi": [
        f"{APPROVED}pengesahan/",
        f"{APPROVED}edisi/1/",
        f"{APPROVED}edisi/2/",
        f"{APPROVED}edisi/2/lembar/",
        *(f"{APPROVED}edisi/2/tabel/{n}/" for n in (9, 10, 29)),
        f"{APPROVED}edisi/1/banding/2/",
        f"{APPROVED}isi/7/tahunan/",
        f"{APPROVED}periode/",
    ],
    "rekonsiliasi": [f"{REPORT}anggaran/rekonsiliasi/", "/5371/2023/anggaran/rekonsiliasi/"],
    "menjelaskan selisih": [f"{REPORT}anggaran/rekonsiliasi/"],
    "anggaran": [
        f"{REPORT}anggaran/",
        f"{REPORT}anggaran/bulanan/",
        f"{REPORT}anggaran/nilai/",
        "/5371/2021/anggaran/",
        "/5371/2021/anggaran/bulanan/",
        "/5371/2021/anggaran/bulanan/?pos=076.01.CQ.6639",
        "/5371/2022/anggaran/",
        "/5371/2022/anggaran/bulanan/",
    ],
    "mengelola anggaran": [f"{REPORT}anggaran/nilai/", f"{REPORT}anggaran/nilai/{NKA}/"],
    "panduan gaya": ["/gaya/"],
    "kantor bawahan": [
        "/99/2024/kantor/",
        "/99/2024/kantor/?angka=disahkan&triwulan=4",
        "/99/2025/kantor/",
        "/99/2025/kantor/?triwulan=3",
    ],
    "mengadopsi": [
        f"{REPORT}rencana/adopsi/",
        "/5371-sekretariat/2024/rencana/adopsi/",
        "/5371/2025/rencana/adopsi/",
    ],
    "jejak": [
        f"{REPORT}jejak/1/",
        f"{REPORT}jejak/pemeriksaan/",
        f"{REPORT}riwayat/6/tahunan/",
        f"{REPORT}riwayat/6/triwulan-4/",
        f"{APPROVED}riwayat/7/tahunan/",
        f"{REPORT}orang/",
        f"{REPORT}orang/1/",
    ],
    "membaca rapat": [
        f"{REPORT}rapat/",
        "/5371/2023/rapat/",
        f"{REPORT}rapat/1/",
        f"{REPORT}rapat/tindak-lanjut/2/",
        *(f"{REPORT}rapat/1/cetak/{lembar}/" for lembar in ("agenda", "daftar-hadir", "notulen")),
    ],
    "mengelola rapat": [
        f"{REPORT}rapat/",
        f"{REPORT}rapat/tambah/",
        *(f"{REPORT}rapat/1/{nama}/" for nama in ("ubah", "peserta", "notulen", "keputusan", "berkas", "hapus")),
        f"{REPORT}rapat/1/keputusan/1/",
        f"{REPORT}rapat/1/berkas/1/hapus/",
        f"{REPORT}rapat/tindak-lanjut/1/",
    ],
}
# What tests/e2e/imports.py adds: imports that wait, are refused, were applied; the first one is that of the example.
SIAP, DITOLAK, DITERAPKAN = 901, 902, 903
GROUPS |= {
    "data masuk dan keluar": [
        f"{REPORT}data/",
        f"{REPORT}data/impor/{SIAP}/",
        f"{REPORT}data/impor/{SIAP}/?daftar=baru",
        f"{REPORT}data/impor/{SIAP}/?daftar=baru&q=tidakada",
        f"{REPORT}data/impor/{DITOLAK}/",
        f"{REPORT}data/impor/{DITERAPKAN}/",
        f"{REPORT}data/impor/{DITERAPKAN}/batal/",
    ],
    "membaca data masuk": [f"{REPORT}data/", f"{REPORT}data/impor/{SIAP}/"],
    "data seluruh aplikasi": [
        "/data/",
        "/data/impor/1/",
        "/data/impor/1/?daftar=baru&halaman=2",
        "/data/impor/1/batal/",
    ],
}
# Who walks a group, where it is not the auditor.
ACCOUNTS = {
    "mengisi": "operator",
    "memeriksa": "verifikator",
    "menjelaskan selisih": "verifikator",
    "mengesahkan": "pimpinan",
    "menyunting narasi": "verifikator",
    "mengatur periode": "administrator",
    "menyusun rencana": "administrator",
    "mengisi keluaran": "administrator",
    "mengisi anggaran": "administrator",
    "mengelola anggaran": "administrator",
    "keterangan versi": "administrator",
    "impor anggaran": "administrator",
    "mengelola rapat": "verifikator",
    "panduan gaya": "administrator",
    "data masuk dan keluar": "administrator",
    "data seluruh aplikasi": "pengelola",
    "mengadopsi": "administrator",
    "kantor bawahan": "pimpinan-provinsi",
    "daftar data": "administrator",
}
DATA_FILES = ("templat", "impor_kemajuan", "impor_berkas", "impor_kesalahan")
# What is no page: it leads on, takes what is posted, sends a file, or speaks to a machine.
NOT_PAGES = {
    *("beranda", "keluar", "muat_dari_admin", "sehat", "langkah", "perpanjangan", "isi_hitung", "isi_draf"),
    *("unduh_bulanan", "anggaran_impor_kemajuan", "anggaran_impor_berkas", "anggaran_templat"),
    *("unduh_tabel", "unduh_diagram", "unduh_perbandingan", "buku_kerja", "bukti_unduh", "edisi_unduh"),
    *("unduh_anggaran", "unduh_perubahan_anggaran", "unduh_rekonsiliasi", "anggaran_versi_berkas"),
    *("unduh_efisiensi", "unduh_sasaran", "unduh_pendukung", "unduh_tren", "keluaran_hitung"),
    *(f"unduh_daftar_{nama}" for nama in ("indikator", "target", "realisasi", "anggaran", "bukti", "pengguna")),
    *("unduh_kutipan", "unduh_pohon_kinerja", "unduh_kantor", "rapat_paparan", "rapat_berkas_unduh"),
    *("berita_acara_unduh", "unduh_jejak", "jejak_ekspor", "jejak_pemeriksa", "riwayat_unduh", "orang_unduh"),
    *(f"{tempat}_{nama}" for tempat in ("data", "aplikasi_data") for nama in DATA_FILES),
}
WIDTHS = {"lebar": WIDE, "ponsel": PHONE}
both_widths = pytest.mark.parametrize("width", WIDTHS)


@both_widths
@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_accessible_quiet_and_indonesian(
    visit: Callable[..., Page], watch: Watch, group: str, width: str
) -> None:
    page = visit(GROUPS[group][0], who=ACCOUNTS.get(group, "auditor"), viewport=WIDTHS[width])
    faults = walk(page, watch, GROUPS[group])
    assert not faults, in_words(faults)


@both_widths
def test_pages_before_signing_in(visit: Callable[..., Page], watch: Watch, width: str) -> None:
    page = visit("/masuk/", who=None, viewport=WIDTHS[width])
    faults = walk(page, watch, ["/masuk/"])
    assert not faults, in_words(faults)


@both_widths
def test_error_pages(visit: Callable[..., Page], watch: Watch, width: str) -> None:
    watch.expected |= {400, 403, 404, 500}
    page = visit(REPORT, who="operator", viewport=WIDTHS[width])
    faults = walk(page, watch, [f"{REPORT}jejak/", f"{REPORT}tabel/31/", "/tidak/ada/"])
    # Nothing breaks the application from outside, so its last page is put in the way of a request.
    page.route("**/rusak/", lambda route: route.fulfill(status=500, body=render_to_string("500.html")))
    faults |= walk(page, watch, ["/rusak/"])
    # A name that the server does not answer to.
    watch.site = watch.site.replace("127.0.0.1", "localhost")
    faults |= walk(page, watch, [f"{watch.site}/masuk/"])
    assert not faults, in_words(faults)


@both_widths
def test_page_of_an_expired_form(visit: Callable[..., Page], watch: Watch, width: str) -> None:
    watch.expected.add(403)
    page = visit("/masuk/", who=None, viewport=WIDTHS[width])
    page.context.clear_cookies()
    page.get_by_role("button", name="Masuk").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Formulir ini kedaluwarsa"
    assert faults_of(page) == []


@pytest.mark.parametrize("path", [REPORT, f"{REPORT}tabel/9/", f"{REPORT}diagram/2/"])
def test_the_first_load_stays_below_120_kilobytes(visit: Callable[..., Page], path: str) -> None:
    # Nothing is in the cache of a fresh context, and this first address names no file.
    page = visit("/sehat/")
    sizes: list[int] = []
    page.context.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(path, wait_until="networkidle")
    assert len(sizes) > 5
    assert sum(sizes) < 120_000


def test_every_page_of_the_application_is_walked() -> None:
    walked = {resolve(path.partition("?")[0]).url_name for paths in GROUPS.values() for path in paths} | {"masuk"}
    assert set(_names(get_resolver())) - NOT_PAGES - walked == set()


def _names(resolver: URLResolver) -> Iterator[str | None]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        elif pattern.namespace != "admin":
            yield from _names(pattern)
