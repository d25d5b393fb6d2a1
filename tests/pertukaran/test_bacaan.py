"""Rows and cells of a preview as people read them: in words, unique, and without asking the database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.audit.services import Sistem
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pertukaran.bacaan import Bacaan, Pembaca
from apps.pertukaran.lembar import MENURUT_NAMA, SHEETS
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from apps.ui.importing import Catatan
from apps.ui.resources import SheetResource
from tests.conftest import make_user
from tests.pertukaran.buku_uji import BukuUji

pytestmark = pytest.mark.django_db
KOTA = "KPU Kota Kupang"


def semua(jenis: type[SheetResource]) -> Iterator[Catatan]:
    """Every stored row of a sheet as if it were new, loaded as the engine loads it."""
    resource = jenis()
    for nomor, objek in enumerate(resource.stored(), start=1):
        yield Catatan(nomor, objek, True, {}, resource.cells(objek), dinamai=resource.named(objek))


def coba(satker: Satker, buku: BukuUji, *lembar: str, pelaku: Any = None) -> Hasil:
    buku.lembar = {nama: buku.lembar[nama] for nama in lembar}
    wewenang = Wewenang(pelaku, satker) if pelaku else Wewenang(Sistem("Uji"))
    return jalankan(buku.baca(), wewenang, Sumber("uji.xlsx"), terapkan=False)


@pytest.fixture
def administrator(satker: Satker) -> Pengguna:
    return make_user(satker, Peran.ADMINISTRATOR)


@pytest.mark.parametrize("jenis", SHEETS, ids=lambda jenis: jenis.sheet_name)
def test_every_row_reads_as_itself_and_asks_nothing(jenis: type[SheetResource], django_assert_num_queries: Any) -> None:
    pembaca, catatan = Pembaca(jenis()), list(semua(jenis))
    with django_assert_num_queries(0):
        bacaan = [pembaca.baca(satu) for satu in catatan]
    kunci = {tuple(str(satu.kini[judul]) for judul in jenis().key_headings()) for satu in catatan}
    assert len({(satu.nama, satu.tempat) for satu in bacaan}) == len(kunci) == len(catatan)
    assert all(satu.nama for satu in bacaan)


def baca(nama: str, **kunci: Any) -> Bacaan:
    jenis = MENURUT_NAMA[nama]
    [satu] = [c for c in semua(jenis) if all(str(c.kini[judul]) == str(nilai) for judul, nilai in kunci.items())]
    return Pembaca(jenis()).baca(satu)


def test_a_row_is_called_by_its_name_and_says_whose_it_is() -> None:
    pejabat = baca("pejabat", Kode="ismael-manoe")
    assert (pejabat.nama, pejabat.tempat) == ("Ismael Manoe (ismael-manoe)", f"{KOTA} (5371)")
    pagu = baca("pagu", Jalur="076.01.CQ.6709.QGE.001.051", Versi=1)
    nama_pos, versi = pagu.nama.split(" · ")
    assert nama_pos.endswith("(076.01.CQ.6709.QGE.001.051)") and versi == "Versi 1"
    assert pagu.tempat == f"{KOTA} (5371) · 2024"
    realisasi = baca("realisasi", Indikator="indeks-rb", Tahun=2024, Entitas="5371")
    assert realisasi.nama.endswith("(indeks-rb) · setahun penuh") and realisasi.tempat.endswith("(5371) · 2024")
    assert baca("dipa", Tahun=2024).nama == f"{KOTA} (5371) · 2024"
    assert baca("entitas", Jenis="lembaga", Satker="5371").nama.endswith("(Lembaga)")
    tujuan = baca("tujuan", Renstra="renstra-5371-2020", Nomor=1)
    assert tujuan.nama.endswith("(Nomor 1)") and tujuan.tempat.endswith("(renstra-5371-2020)")
    keadaan = [
        Pembaca(MENURUT_NAMA["keadaan_realisasi"]()).baca(c).nama for c in semua(MENURUT_NAMA["keadaan_realisasi"])
    ]
    assert any("Keadaan per 31 Desember 2024" in satu for satu in keadaan)


def test_cells_read_as_on_the_pages(satker: Satker, administrator: Pengguna) -> None:
    buku = BukuUji(satker)
    jalur = "076.01.CQ.6709.QGE.001.051"
    buku.isi("Pagu", buku.baris("Pagu", jalur=jalur), "Pagu", 56_000_000_000)
    buku.isi("Target PK", buku.baris("Target PK", indikator="indeks-rb"), "Target", 81.25)
    buku.isi("Target PK", buku.baris("Target PK", indikator="partisipasi-pemilih"), "Target", 86)
    buku.isi("Adopsi indikator", buku.baris("Adopsi indikator", indikator="indeks-rb"), "Penanggung jawab", "teknis")
    buku.isi("Indikator", buku.baris("Indikator", kode="indeks-rb"), "Arah", "stabil")
    buku.isi("Laporan", buku.baris("Laporan", entitas="5371"), "Tanggal", "2025-03-14")
    buku.isi("Subbagian", buku.baris("Subbagian", kode="hukum"), "Divisi", "hukum|teknis")
    lembar = ("Subbagian", "Indikator", "Adopsi indikator", "Target PK", "Pagu", "Laporan")
    hasil = coba(satker, buku, *lembar, pelaku=administrator)
    assert hasil.ditolak == []
    menjadi = {(satu.lembar, judul): kini for satu in hasil.perubahan for judul, _, kini in satu.bacaan.sel}
    dulu = {(satu.lembar, judul): lama for satu in hasil.perubahan for judul, lama, _ in satu.bacaan.sel}
    assert menjadi["Pagu", "Pagu"] == "Rp56.000.000.000" and dulu["Pagu", "Pagu"].startswith("Rp")
    targets = {kini for satu in hasil.perubahan if satu.lembar == "Target PK" for _, _, kini in satu.bacaan.sel}
    assert targets == {"81,25", "86%"}
    assert menjadi["Adopsi indikator", "Penanggung jawab"].startswith("teknis · Sub")
    # What it named before reads as fully, although the row names something else by now.
    assert " · Sub" in dulu["Adopsi indikator", "Penanggung jawab"]
    assert (dulu["Indikator", "Arah"], menjadi["Indikator", "Arah"]) == ("Makin tinggi makin baik", "Tepat pada target")
    assert menjadi["Laporan", "Tanggal"] == "14 Maret 2025"
    assert menjadi["Subbagian", "Divisi"].count(" · ") == 2


def test_a_new_row_says_only_what_its_key_does_not(satker: Satker, administrator: Pengguna) -> None:
    buku = BukuUji(satker)
    buku.tambah("Pejabat", {"Satker": "5371", "Kode": "orang-baru", "Nama": "Orang Baru", "NIP": "198501012010011001"})
    [satu] = coba(satker, buku, "Pejabat", pelaku=administrator).perubahan
    assert satu.bacaan == Bacaan("Orang Baru (orang-baru)", f"{KOTA} (5371)", (("NIP", "", "198501012010011001"),))
    # The exact text stays beside it: it is what the fingerprint is of.
    assert satu.kunci == "5371 · orang-baru" and ("Satker", "", "5371") in satu.sel


def test_reading_costs_no_query(satker: Satker, administrator: Pengguna, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same queries are made whether the changed rows are read to people or not."""

    def banyak() -> int:
        buku = BukuUji(satker)
        for nomor in range(2, 8):
            lama = buku.lembar["Adopsi indikator"][nomor - 1][buku.kolom("Adopsi indikator", "Penanggung jawab")]
            buku.isi("Adopsi indikator", nomor, "Penanggung jawab", "hukum" if lama == "teknis" else "teknis")
            buku.isi("Target PK", nomor, "Catatan", "Baru")
        with CaptureQueriesContext(connection) as queries:
            hasil = coba(satker, buku, "Adopsi indikator", "Target PK", pelaku=administrator)
        assert (hasil.ditolak, hasil.berubah) == ([], 12)
        return len(queries)

    dengan = banyak()
    monkeypatch.setattr(Pembaca, "baca", lambda self, satu: Bacaan("", "", ()))
    assert dengan == banyak()
