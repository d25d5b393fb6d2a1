"""A workbook with more than fifty different faults: all are told at once, each with its place, and nothing changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Indikator, Renstra, TargetIndikator
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import make_user
from tests.pertukaran.buku_uji import BukuUji, Galat, Rumus

pytestmark = pytest.mark.django_db
# What is done to the workbook; returns where the fault stands: sheet, row, heading.
Tempat = tuple[str, int, str]
NBSP, HUBUNG = "\u00a0", "\u2011"


def sel(lembar: str, judul: str, nilai: Any, **kunci: Any) -> Callable[[BukuUji], Tempat]:
    """Put another value into the cell of the row with this key."""

    def ubah(buku: BukuUji) -> Tempat:
        baris = buku.baris(lembar, **kunci)
        buku.isi(lembar, baris, judul, nilai)
        return lembar, baris, judul

    return ubah


def baris(lembar: str, judul: str, **isi: Any) -> Callable[[BukuUji], Tempat]:
    """Add a row; the fault stands in the given column."""

    def ubah(buku: BukuUji) -> Tempat:
        nama = {n.lower().replace(" ", "_"): n for n in buku.lembar[lembar][0]}
        return lembar, buku.tambah(lembar, {nama[n]: nilai for n, nilai in isi.items()}), judul

    return ubah


def bentuk(lembar: str, nomor: int, judul: str, ubah: Callable[[BukuUji], None]) -> Callable[[BukuUji], Tempat]:
    """Change the shape of a sheet; the fault stands at the given place."""

    def lakukan(buku: BukuUji) -> Tempat:
        ubah(buku)
        return lembar, nomor, judul

    return lakukan


def _lembar_asing(buku: BukuUji) -> None:
    buku.lembar["Realisasi lama"] = [["Entitas"], ["5371"]]


def _judul(lembar: str, lama: str, baru: str) -> Callable[[BukuUji], None]:
    def ubah(buku: BukuUji) -> None:
        buku.lembar[lembar][0] = [baru if nama == lama else nama for nama in buku.lembar[lembar][0]]

    return ubah


def _kolom_baru(lembar: str, judul: str) -> Callable[[BukuUji], None]:
    def ubah(buku: BukuUji) -> None:
        buku.lembar[lembar] = [[*satu, judul if nomor == 0 else ""] for nomor, satu in enumerate(buku.lembar[lembar])]

    return ubah


def _tanpa_judul(buku: BukuUji) -> None:
    buku.lembar["Korwil"][2] += ["", "titipan"]


def _kosongkan_judul(buku: BukuUji) -> None:
    buku.lembar["Prioritas nasional"][0] = []


def _gabung(buku: BukuUji) -> None:
    buku.lembar["Uraian tugas"][9][3] = ""
    buku.digabung.append(("Uraian tugas", "C10:D10"))


def _masa_terbalik(buku: BukuUji) -> Tempat:
    nomor = buku.baris("Subbagian", kode="keuangan")
    buku.isi("Subbagian", nomor, "Mulai", date(2024, 5, 1))
    buku.isi("Subbagian", nomor, "Selesai", date(2024, 4, 1))
    return "Subbagian", nomor, "Mulai"


def _tanpa_penyebut(buku: BukuUji) -> Tempat:
    nomor = buku.baris("Realisasi", **R, indikator="sesuai-jadwal", tahun=2024)
    for judul, nilai in (("Realisasi", "KOSONGKAN"), ("Pembilang", 5), ("Penyebut", 0)):
        buku.isi("Realisasi", nomor, judul, nilai)
    return "Realisasi", nomor, "Realisasi"


def _lebih_rendah(buku: BukuUji) -> Tempat:
    nomor = buku.baris("Target PK", indikator="partisipasi-pemilih")
    buku.isi("Target PK", nomor, "Target", 70)
    return "Target PK", nomor, "Catatan"


R = {"entitas": "5371", "triwulan": 0}
POS = "076.01.CQ.6709.QGE.001.051"
FAULTS: dict[str, tuple[Callable[[BukuUji], Tempat], str]] = {
    # Shape
    "unknown sheet": (bentuk("Realisasi lama", 0, "", _lembar_asing), "Nama lembar ini tidak dikenal"),
    "missing column": (bentuk("Misi", 1, "Isi", _judul("Misi", "Isi", "")), "Kolom ini tidak ada"),
    "extra column": (bentuk("Tujuan", 1, "Warna", _kolom_baru("Tujuan", "Warna")), "Kolom ini tidak dikenal"),
    "column twice": (
        bentuk("Entitas", 1, "Nama", _kolom_baru("Entitas", "Nama")),
        "Kolom ini muncul lebih dari sekali",
    ),
    "heading with a trailing space": (bentuk("Korwil", 1, "Mulai ", _judul("Korwil", "Mulai", "Mulai ")), "dikenal"),
    "value without a heading": (bentuk("Korwil", 3, "H", _tanpa_judul), "kolomnya tanpa judul"),
    "no headings": (bentuk("Prioritas nasional", 0, "", _kosongkan_judul), "Baris pertama lembar ini kosong"),
    "formula": (sel("Pagu", "Pagu", Rumus("=1+1"), jalur=POS), "berisi rumus"),
    "error value": (sel("Pagu", "Blokir", Galat("#N/A"), jalur="076.01.CQ.6709.QGE.001.113"), "galat Excel"),
    "merged cells": (bentuk("Uraian tugas", 10, "Urutan", _gabung), "digabung"),
    "hidden row": (
        bentuk("Uraian tugas", 12, "", lambda b: b.baris_tersembunyi.append(("Uraian tugas", 12))),
        "Baris ini tersembunyi",
    ),
    "hidden column": (
        bentuk("Divisi", 1, "Dasar", lambda b: b.kolom_tersembunyi.append(("Divisi", "Dasar"))),
        "Kolom ini tersembunyi",
    ),
    # Numbers
    "dot in a percentage": (
        sel("Realisasi", "Realisasi", "98.765", **R, indikator="parpol-mutakhir", tahun=2022),
        "98,765 atau 98765",
    ),
    "thousands as in English": (
        sel("Pagu", "Pagu", "26,247,745,000", jalur="076.01.CQ.6639.BDB.001.051"),
        "bukan angka",
    ),
    "dot in rupiah": (sel("Realisasi anggaran", "Realisasi", "12.5", jalur=POS), "“12.5” tidak jelas"),
    "cents": (
        sel("Realisasi anggaran", "Realisasi", "1000,50", jalur="076.01.CQ.6709.QGE.001.113"),
        "Rupiah ditulis tanpa sen",
    ),
    "decimals in a number cell of rupiah": (
        sel("Realisasi anggaran", "Realisasi", 658988687.5, jalur="076.01.CQ.6639.BDB.001.051"),
        "Rupiah ditulis tanpa sen",
    ),
    "text for a number": (
        sel("Realisasi", "Realisasi", "tinggi", **R, indikator="parpol-mutakhir", tahun=2024),
        "“tinggi” bukan angka",
    ),
    "negative": (sel("Target PK", "Target", -40, indikator="parpol-mutakhir"), "Angka tidak boleh negatif"),
    "too many decimals": (
        sel("Realisasi", "Realisasi", "93,52001", **R, indikator="indeks-rb", tahun=2024),
        "Paling banyak 4 angka",
    ),
    "number for a level": (sel("Target PK", "Target", 72.55, indikator="nilai-sakip"), "bukan tingkat skala ini"),
    "level for a number": (sel("Target Renstra", "Target", "WTP", indikator="indeks-rb", tahun=2022), "bukan angka"),
    "unknown level": (sel("Target PK", "Target", "CCC", indikator="opini-bpk"), "“CCC” bukan tingkat"),
    "date for a number": (
        sel("Target Renstra", "Target", date(2024, 5, 4), indikator="indeks-rb", tahun=2024),
        "bukan angka",
    ),
    "truth for a number": (sel("Target PK", "Target", True, indikator="keterbukaan-informasi"), "“ya” bukan angka"),
    "nothing to divide by": (_tanpa_penyebut, "penyebut harus lebih besar dari nol"),
    # Choices, years, dates
    "unknown choice": (sel("Indikator", "Arah", "menurun", kode="aman-damai"), "Pilih salah satu: maksimal"),
    "neither yes nor no": (sel("Subbagian", "Mengelola anggaran", "mungkin", kode="hukum"), "Tulis ya atau tidak"),
    "year of five digits": (sel("Adopsi indikator", "Sampai", 20244, indikator="aman-damai"), "Tahun 20244 tidak"),
    "date in another order": (
        sel("Masa jabatan", "Selesai", "31/12/2029", pejabat="ismael-manoe"),
        "“31/12/2029” bukan tanggal",
    ),
    "date that does not exist": (
        sel("Masa jabatan", "Selesai", "2029-02-30", pejabat="julianus-nomleni"),
        "bukan tanggal",
    ),
    "number for a date": (sel("Laporan", "Tanggal", 45657, entitas="5371"), "“45657” bukan tanggal"),
    "end before the beginning": (_masa_terbalik, "Tanggal selesai tidak boleh sebelum tanggal mulai"),
    # Codes
    "unknown code": (sel("Target nasional", "Indikator", "indeks-rbb", indikator="indeks-rb"), "tidak ditemukan"),
    "unknown satker": (
        baris("Pejabat", "Satker", satker="5388", kode="baru", nama="Baru"),
        "“5388” bukan KPU Kota Kupang",
    ),
    "non-breaking space in a code": (
        sel("Adopsi indikator", "Penanggung jawab", f"hukum{NBSP}", indikator="sengketa-dimenangkan"),
        "spasi khusus",
    ),
    "non-breaking hyphen in a code": (
        sel("Target nasional", "Indikator", f"nilai{HUBUNG}sakip", indikator="nilai-sakip"),
        "tanda hubung khusus",
    ),
    "trailing space in a code": (
        sel("Peran divisi", "Divisi", "hukum ", divisi="hukum", peran="ketua"),
        "diawali atau diakhiri spasi",
    ),
    "code that Excel made a number": (sel("Capaian RO", "Jalur", 76.01, jalur="076.01.CQ.6639.BDB.001"), "76,01"),
    "parent missing": (
        baris(
            "Pos anggaran", "Jalur", satker="5371", tahun=2024, jalur="077.01", jenis="unit", prioritas_nasional="tidak"
        ),
        "Pos induk “077” belum ada",
    ),
    "sign that nobody sees": (sel("Pejabat", "Nama", "Zunaidin\u000bHarun", kode="zunaidin-harun"), "tak terlihat"),
    "year outside the adoption": (
        baris("Target Renstra", "Indikator", entitas="5371", indikator="indeks-rb", tahun=2019, target=70),
        "Indikator “indeks-rb” tidak diadopsi untuk 2019 (diadopsi 2020–2024)",
    ),
    # Twice
    "same key twice": (
        baris("Uraian tugas", "Urutan", satker="5371", divisi="hukum", urutan=1, uraian="Lagi"),
        "Baris ini sama kuncinya dengan baris",
    ),
    "same key in another spelling": (
        baris("Upaya umum", "Urutan", entitas="5371", tahun=2024, jenis="dilakukan", urutan="01", isi="Lagi"),
        "Baris ini sama kuncinya dengan baris",
    ),
    "number that is taken": (sel("Indikator", "Nomor", 2, kode="nilai-sakip"), "Nomor indikator ini sudah ada"),
    # Whose it is, and what is closed
    "another satker's row": (
        baris("Divisi", "Satker", satker="9999", kode="titipan", nama="Titipan", urutan=9),
        "“9999” bukan KPU Kota Kupang",
    ),
    "another satker's plan": (
        baris(
            "Adopsi indikator",
            "Indikator",
            renstra="renstra-lain",
            entitas="5371",
            indikator="lain",
            dari=2024,
            sampai=2024,
            penanggung_jawab="teknis",
            nomor=13,
        ),
        "Indikator “lain” tidak ditemukan",
    ),
    "what all share": (sel("Skala", "Nama", "Skala kami", kode="opini-bpk"), "dipakai bersama oleh semua satker"),
    "what the office above owns": (sel("Satker", "Tempat", "Kupang", kode="53"), "Kantor Anda hanya memakainya"),
    "closed period": (
        sel("Realisasi", "Realisasi", 91, **R, indikator="indeks-rb", tahun=2023),
        "sudah disahkan",
    ),
    "handed in": (
        sel("Realisasi", "Realisasi", 90, **R, indikator="keterbukaan-informasi", tahun=2024),
        "sudah diajukan",
    ),
    "worse than the national target": (
        _lebih_rendah,
        "lebih rendah daripada target nasional",
    ),
    # Empty cells
    "emptied": (
        sel("Realisasi", "Sumber", "", **R, indikator="parpol-mutakhir", tahun=2021),
        "atau KOSONGKAN bila memang hendak dikosongkan",
    ),
    "required cell emptied on purpose": (
        sel("Renstra", "Nama", "KOSONGKAN", kode="renstra-5371-2020"),
        "Sel ini wajib diisi",
    ),
    "reason taken away": (
        sel("Realisasi", "Alasan belum terukur", "KOSONGKAN", **R, indikator="parpol-mutakhir", tahun=2020),
        "Tuliskan alasan mengapa belum terukur",
    ),
    "text that is too long": (sel("Angka kutipan", "Halaman", "ix" * 20, subjek="pagu awal"), "20 karakter"),
}


@pytest.fixture
def administrator(satker: Satker) -> Pengguna:
    return make_user(satker, Peran.ADMINISTRATOR)


@pytest.fixture
def kantor(satker: Satker, satker_lain: Satker) -> Satker:
    """An approved year, a figure that was handed in, a national target, and another office with a plan."""
    entitas = satker.entitas.get(jenis="lembaga")
    periode = Periode.objects.create(entitas=entitas, tahun=2023, triwulan=0)
    pencatat = make_user(satker, Peran.VERIFIKATOR)
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=date(2024, 3, 1), penandatangan="Ketua", disahkan_oleh=pencatat
    )
    Realisasi.objects.filter(adopsi__indikator__kode="keterbukaan-informasi", tahun=2024).update(tahap="diajukan")
    partisipasi = Indikator.objects.get(kode="partisipasi-pemilih", sasaran__tujuan__renstra__pemilik=satker)
    TargetIndikator.objects.create(indikator=partisipasi, tahun=2024, nilai=80)
    renstra = Renstra.objects.create(
        pemilik=satker_lain, kode="renstra-lain", nama="Lain", tahun_awal=2020, tahun_akhir=2024
    )
    sasaran = renstra.tujuan.create(nomor=1, nama="T").sasaran.create(nomor=1, nama="S")
    sasaran.indikator.create(kode="lain", nomor=1, nama="Lain", satuan="persen")
    Subbagian.objects.create(satker=satker_lain, kode="lain", nama="Lain", urutan=1)
    return satker


def _isi_basis_data() -> list[Any]:
    return [Jejak.objects.count(), *(list(s._meta.model.objects.order_by("pk").values_list()) for s in SHEETS)]


def _periksa(satker: Satker, pelaku: Pengguna, buku: BukuUji) -> Hasil:
    return jalankan(buku.baca(), Wewenang(pelaku, satker), Sumber("uji.xlsx"), terapkan=True)


def test_the_workbook_itself_changes_nothing(kantor: Satker, administrator: Pengguna) -> None:
    hasil = _periksa(kantor, administrator, BukuUji(kantor))
    assert (hasil.ditolak, hasil.perubahan) == ([], [])
    assert hasil.sama > 500


@pytest.mark.parametrize("nama", FAULTS)
def test_a_fault_alone_is_named_where_it_stands(kantor: Satker, administrator: Pengguna, nama: str) -> None:
    ubah, kalimat = FAULTS[nama]
    buku = BukuUji(kantor)
    tempat = ubah(buku)
    # What the other sheets hold is stored already.
    buku.lembar = {tempat[0]: buku.lembar[tempat[0]]}
    hasil = _periksa(kantor, administrator, buku)
    assert tempat in {(p.lembar, p.baris, p.kolom) for p in hasil.ditolak if kalimat in p.pesan}, hasil.ditolak


def test_all_of_them_are_told_at_once_and_nothing_changes(kantor: Satker, administrator: Pengguna) -> None:
    assert len(FAULTS) >= 50
    buku, harapan = BukuUji(kantor), []
    for nama, (ubah, kalimat) in FAULTS.items():
        harapan.append((nama, ubah(buku), kalimat))
    sebelum = _isi_basis_data()
    hasil = _periksa(kantor, administrator, buku)
    for nama, tempat, kalimat in harapan:
        disebut = [p for p in hasil.ditolak if (p.lembar, p.baris, p.kolom) == tempat and kalimat in p.pesan]
        assert disebut, (nama, tempat, [str(p) for p in hasil.ditolak if p.lembar == tempat[0]])
    assert all(p.pesan.strip() for p in hasil.ditolak)
    # What follows from a fault elsewhere is told, too, but the list stays one that a person can use.
    assert len(hasil.ditolak) <= len(FAULTS) * 1.5
    assert _isi_basis_data() == sebelum
