"""Who may bring in what by a file: the rules of the pages, asked for each row that would change."""

from typing import Any

import pytest

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi, UpayaUmum
from apps.perencanaan.models import AdopsiIndikator, RencanaAksi, Target
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import make_user
from tests.pertukaran.buku_uji import BukuUji

pytestmark = pytest.mark.django_db
TAHUNAN = {"entitas": "5371", "tahun": 2024, "triwulan": 0}


@pytest.fixture
def terbuka(entitas: Entitas) -> Entitas:
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=0).update(dibuka=True)
    return entitas


def dengan(satker: Satker, pelaku: Pengguna, lembar: str, judul: str, nilai: Any, **kunci: Any) -> Hasil:
    """Bring in one sheet with one other cell."""
    buku = BukuUji(satker)
    buku.isi(lembar, buku.baris(lembar, **kunci), judul, nilai)
    buku.lembar = {lembar: buku.lembar[lembar]}
    return jalankan(buku.baca(), Wewenang(pelaku, satker), Sumber("uji.xlsx"), terapkan=True)


def realisasi(satker: Satker, pelaku: Pengguna, indikator: str, nilai: Any = 41) -> Hasil:
    return dengan(satker, pelaku, "Realisasi", "Realisasi", nilai, indikator=indikator, **TAHUNAN)


def test_an_operator_brings_in_the_figures_of_the_own_subbagian(terbuka: Entitas, satker: Satker) -> None:
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    hasil = realisasi(satker, operator, "parpol-mutakhir")
    assert ([p.sel for p in hasil.perubahan], hasil.ditolak) == ([(("Realisasi", "40", "41"),)], [])
    baris = Realisasi.objects.get(adopsi__indikator__kode="parpol-mutakhir", tahun=2024)
    assert baris.nilai == 41
    jejak = Jejak.objects.filter(rantai="5371", objek_jenis="pengukuran.realisasi").latest("nomor")
    assert (jejak.pelaku, jejak.alasan) == (operator.nama, "Dimuat dari uji.xlsx")


def test_another_version_counts_so_that_an_open_form_is_not_saved_over_it(terbuka: Entitas, satker: Satker) -> None:
    versi = Realisasi.objects.get(adopsi__indikator__kode="parpol-mutakhir", tahun=2024).versi
    realisasi(satker, make_user(satker, Peran.ADMINISTRATOR), "parpol-mutakhir")
    assert Realisasi.objects.get(adopsi__indikator__kode="parpol-mutakhir", tahun=2024).versi == versi + 1


@pytest.mark.parametrize(
    ("peran", "subbagian", "indikator", "alasan"),
    [
        (Peran.OPERATOR, "teknis", "indeks-rb", "diisi oleh subbagian lain"),
        (Peran.PIMPINAN, "", "parpol-mutakhir", "Peran Anda hanya membaca"),
        (Peran.AUDITOR, "", "parpol-mutakhir", "Peran Anda hanya membaca"),
    ],
)
def test_whoever_may_not_on_the_page_may_not_by_a_file(
    terbuka: Entitas, satker: Satker, peran: Peran, subbagian: str, indikator: str, alasan: str
) -> None:
    hasil = realisasi(satker, make_user(satker, peran, subbagian), indikator)
    assert [p.kolom for p in hasil.ditolak] == ["Realisasi"]
    assert alasan in hasil.ditolak[0].pesan


def test_an_operator_is_held_to_the_period_and_the_administrator_to_its_approval(
    entitas: Entitas, satker: Satker
) -> None:
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    hasil = realisasi(satker, operator, "parpol-mutakhir")
    assert "belum dibuka untuk pengisian" in hasil.ditolak[0].pesan
    assert not realisasi(satker, make_user(satker, Peran.ADMINISTRATOR), "parpol-mutakhir").ditolak


def test_what_belongs_to_a_realisasi_follows_its_rule(terbuka: Entitas, satker: Satker) -> None:
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    kunci = {**TAHUNAN, "jenis": "dilakukan", "urutan": 1}
    assert not dengan(satker, operator, "Upaya", "Isi", "Upaya lain", indikator="parpol-mutakhir", **kunci).ditolak
    hasil = dengan(satker, operator, "Upaya", "Isi", "Upaya lain", indikator="indeks-rb", **kunci)
    assert "diisi oleh subbagian lain" in hasil.ditolak[0].pesan


@pytest.mark.parametrize("semula", ["", "indeks-rb"])
def test_an_effort_of_others_does_not_become_that_of_the_own_indicator(
    terbuka: Entitas, satker: Satker, semula: str
) -> None:
    """Whose a row is, a cell of it says: asked is what stands there, not only what would."""
    baris = UpayaUmum.objects.filter(entitas=terbuka, tahun=2024, jenis="dilakukan", urutan=1)
    adopsi = AdopsiIndikator.objects.filter(entitas=terbuka)
    baris.update(adopsi=adopsi.filter(indikator__kode=semula).first())
    kunci = {"entitas": "5371", "tahun": 2024, "jenis": "dilakukan", "urutan": 1}
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    hasil = dengan(satker, operator, "Upaya umum", "Indikator", "parpol-mutakhir", **kunci)
    assert ["diisi oleh subbagian lain" in satu.pesan for satu in hasil.ditolak] == [True]
    baris.update(adopsi=adopsi.get(indikator__kode="parpol-mutakhir"))
    assert not dengan(satker, operator, "Upaya umum", "Isi", "Diperbarui", **kunci).ditolak


def test_the_keeper_of_the_budget_brings_in_the_budget_and_nothing_else(satker: Satker) -> None:
    keuangan = make_user(satker, Peran.OPERATOR, "keuangan")
    jalur = "076.01.CQ.6639.BDB.001.051"
    assert not dengan(satker, keuangan, "Pagu", "Sumber dana", "RM", jalur=jalur).ditolak
    hasil = dengan(satker, keuangan, "Divisi", "Nama", "Divisi lain", kode="hukum")
    assert "Hanya administrator" in hasil.ditolak[0].pesan
    teknis = make_user(satker, Peran.OPERATOR, "teknis")
    hasil = dengan(satker, teknis, "Pagu", "Sumber dana", "PNBP", jalur=jalur)
    assert "Anggaran dikelola operator subbagian keuangan" in hasil.ditolak[0].pesan


def rencana(satker: Satker, pelaku: Pengguna, indikator: str, triwulan: int = 2) -> list[Hasil]:
    """Bring in a new quarter target and a new step of an indicator, each by its sheet."""
    kunci = {"Entitas": "5371", "Indikator": indikator, "Tahun": "2024", "Triwulan": triwulan}
    hasil = []
    for lembar, isi in (("Target triwulan", {"Target": "20"}), ("Rencana aksi", {"Urutan": "9", "Uraian": "Rapat"})):
        buku = BukuUji(satker)
        buku.lembar = {lembar: buku.lembar[lembar][:1]}
        buku.tambah(lembar, {**kunci, **isi})
        hasil.append(jalankan(buku.baca(), Wewenang(pelaku, satker), Sumber("uji.xlsx"), terapkan=True))
    return hasil


@pytest.mark.parametrize(
    ("peran", "subbagian", "indikator", "alasan"),
    [
        (Peran.OPERATOR, "teknis", "parpol-mutakhir", ""),
        (Peran.VERIFIKATOR, "", "parpol-mutakhir", ""),
        (Peran.OPERATOR, "teknis", "indeks-rb", "Data ini diisi oleh subbagian lain."),
        (Peran.OPERATOR, "keuangan", "parpol-mutakhir", "Data ini diisi oleh subbagian lain."),
    ],
)
def test_the_plan_of_a_quarter_is_brought_in_by_whoever_may_write_it_on_its_page(
    satker: Satker, peran: Peran, subbagian: str, indikator: str, alasan: str
) -> None:
    """The same people as under Rencana aksi, and no period need be open for it."""
    pelaku = make_user(satker, peran, subbagian)
    assert [[p.pesan for p in hasil.ditolak] for hasil in rencana(satker, pelaku, indikator)] == (
        [[alasan], [alasan]] if alasan else [[], []]
    )
    kunci = {"adopsi__indikator__kode": indikator, "tahun": 2024, "triwulan": 2}
    ada = [Target.objects.filter(**kunci, sumber="triwulan"), RencanaAksi.objects.filter(**kunci, urutan=9)]
    assert [satu.exists() for satu in ada] == [not alasan, not alasan]


def test_an_approved_quarter_of_the_plan_takes_nothing_from_an_operator_and_the_others_do(
    entitas: Entitas, satker: Satker
) -> None:
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    Pengesahan.objects.create(
        periode=Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=1)[0],
        cara=Pengesahan.Cara.APLIKASI,
        tanggal="2024-04-20",
        penandatangan="Ketua",
        disahkan_oleh=operator,
    )
    tertutup = rencana(satker, operator, "parpol-mutakhir", triwulan=1)
    assert ["Triwulan I 2024 sudah disahkan" in hasil.ditolak[0].pesan for hasil in tertutup] == [True, True]
    assert [hasil.ditolak for hasil in rencana(satker, operator, "parpol-mutakhir")] == [[], []]


def target_tahun(satker: Satker, pelaku: Pengguna, entitas: str, indikator: str, tahun: str) -> list[str]:
    buku = BukuUji(satker)
    buku.lembar = {"Target Renstra": buku.lembar["Target Renstra"][:1]}
    buku.tambah("Target Renstra", {"Entitas": entitas, "Indikator": indikator, "Tahun": tahun, "Target": "20"})
    return [p.pesan for p in jalankan(buku.baca(), Wewenang(pelaku, satker), Sumber("uji"), terapkan=True).ditolak]


def test_a_right_code_in_a_year_outside_the_adoption_is_told_its_years(satker: Satker) -> None:
    administrator = make_user(satker, Peran.ADMINISTRATOR)
    assert target_tahun(satker, administrator, "5371", "parpol-mutakhir", "2030") == [
        "Indikator “parpol-mutakhir” tidak diadopsi untuk 2030 (diadopsi 2020–2024)."
    ]
    [pesan] = target_tahun(satker, administrator, "5371", "parpol-mutahir", "2024")
    assert "“parpol-mutahir” tidak ditemukan" in pesan


def test_what_an_office_above_adopted_is_not_told(satker: Satker, satker_lain: Satker) -> None:
    """Neither that it did nor for which years: the same refusal for what is there and what is not."""
    Satker.objects.filter(pk=satker_lain.pk).update(induk=satker)
    satker_lain.refresh_from_db()
    administrator = make_user(satker_lain, Peran.ADMINISTRATOR)
    jawaban = {
        pesan.replace(kode, "…")
        for kode, tahun in (("parpol-mutakhir", "2024"), ("parpol-mutakhir", "2030"), ("tidak-ada", "2024"))
        for pesan in target_tahun(satker_lain, administrator, "5371", kode, tahun)
    }
    assert len(jawaban) == 1 and "bukan" in jawaban.pop()


def test_targets_of_a_year_stay_with_the_administrator(satker: Satker) -> None:
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    kunci = {"entitas": "5371", "indikator": "parpol-mutakhir", "tahun": 2024}
    for lembar in ("Target Renstra", "Target PK"):
        hasil = dengan(satker, operator, lembar, "Target", 41, **kunci)
        assert ["Hanya administrator" in satu.pesan for satu in hasil.ditolak] == [True]


def test_an_unchanged_row_needs_no_right(satker: Satker) -> None:
    buku = BukuUji(satker)
    hasil = jalankan(buku.baca(), Wewenang(make_user(satker, Peran.AUDITOR), satker), Sumber("uji"), terapkan=True)
    assert (hasil.ditolak, hasil.perubahan) == ([], [])


def test_another_office_reads_nothing_out_of_the_answers(satker: Satker, satker_lain: Satker) -> None:
    """What exists elsewhere and what does not is refused in the same words."""
    administrator = make_user(satker_lain, Peran.ADMINISTRATOR)
    buku = BukuUji(satker)
    buku.lembar = {"Pejabat": buku.lembar["Pejabat"][:2]}
    buku.tambah("Pejabat", {"Satker": "1234", "Kode": "siapa", "Nama": "Siapa"})
    hasil = jalankan(buku.baca(), Wewenang(administrator, satker_lain), Sumber("uji"), terapkan=True)
    ada, tidak_ada = (p.pesan.replace("5371", "…").replace("1234", "…") for p in hasil.ditolak)
    assert ada == tidak_ada
