"""What an office must not get out of another by a file, nor do to it: rows are asked about before they are compared."""

import io
from collections.abc import Mapping
from typing import Any

import pytest

from apps.audit.services import Sistem
from apps.organisasi.models import Entitas, Korwil, Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.perencanaan.models import AdopsiIndikator, Renstra
from apps.pertukaran.ekspor import isi_satker
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.antrean import minta_pembatalan, minta_penerapan
from apps.pertukaran.services.pembatalan import batalkan_impor
from apps.pertukaran.services.pengolahan import terapkan_data
from apps.pertukaran.services.perintah import impor_berkas
from apps.pertukaran.wewenang import PENGELOLA, PUSAT, Wewenang
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import DATA, make_user
from tests.pertukaran.berkas import batalkan, kantor_baru, lembar, penolakan, segar, terapkan, unggah
from tests.pertukaran.buku_uji import BukuUji

pytestmark = pytest.mark.django_db
RENSTRA = "renstra-5371-2020"
RAHASIA = "Rahasia yang belum terbit"
REALISASI = {"Entitas": "5371", "Indikator": "parpol-mutakhir", "Tahun": 2024, "Triwulan": 0}


@pytest.fixture
def bawahan(satker: Satker) -> Satker:
    """An office below the one of the session, whose Renstra is not published."""
    Renstra.objects.filter(kode=RENSTRA).update(visi=RAHASIA)
    kantor = Satker.objects.create(
        kode="537199", nama="KPU Bawahan", nama_singkat="KPU Bawahan", jenis="kabupaten_kota", induk=satker
    )
    Entitas.objects.create(satker=kantor, jenis="lembaga", nama="KPU Bawahan")
    return kantor


@pytest.fixture
def penyerang(request: pytest.FixtureRequest) -> Satker:
    return request.getfixturevalue(request.param)


def coba(satker: Satker, lembar: str, *baris: Mapping[str, Any]) -> Hasil:
    """The administrator of an office brings in a sheet with these rows and nothing else."""
    buku = BukuUji(satker)
    buku.lembar = {lembar: buku.lembar[lembar][:1]}
    for satu in baris:
        buku.tambah(lembar, satu)
    pelaku = make_user(satker, Peran.ADMINISTRATOR)
    return jalankan(buku.baca(), Wewenang(pelaku, satker), Sumber("uji.xlsx"), terapkan=True)


def kalimat(hasil: Hasil) -> str:
    return " ".join(satu.pesan for satu in hasil.ditolak)


@pytest.mark.parametrize("penyerang", ["satker_lain", "bawahan"], indirect=True)
@pytest.mark.parametrize(
    ("lembar", "kunci"),
    [
        ("Renstra", {"Pemilik": "9999", "Kode": RENSTRA}),
        ("Renstra", {"Pemilik": "5371", "Kode": RENSTRA}),
        ("Misi", {"Renstra": RENSTRA, "Nomor": 1}),
        ("Tujuan", {"Renstra": RENSTRA, "Nomor": 1}),
        ("Indikator", {"Renstra": RENSTRA, "Sasaran": 1, "Kode": "parpol-mutakhir"}),
        ("Satker", {"Kode": "5371"}),
        ("Realisasi", REALISASI),
        ("Pejabat", {"Satker": "5371", "Kode": "ismael-manoe"}),
    ],
)
def test_an_empty_cell_reads_nothing_of_another_office(
    penyerang: Satker, lembar: str, kunci: Mapping[str, Any]
) -> None:
    """That a value is stored is said only to those who may see it: else an empty cell would be a question."""
    hasil = coba(penyerang, lembar, kunci)
    if penyerang.induk is None or lembar != "Satker":
        assert "padahal tersimpan" not in kalimat(hasil)


def test_a_plan_stays_with_its_owner(satker: Satker, satker_lain: Satker) -> None:
    """A row is whose it is before it is read: the column of the owner does not make it one's own."""
    milik = BukuUji(satker)
    baris = dict(zip(milik.lembar["Renstra"][0], milik.lembar["Renstra"][1], strict=True))
    hasil = coba(satker_lain, "Renstra", baris | {"Pemilik": "9999", "Nama": "Diambil"})
    assert hasil.ditolak
    assert Renstra.objects.get(kode=RENSTRA).pemilik == satker


@pytest.mark.parametrize("penyerang", ["satker_lain", "bawahan"], indirect=True)
def test_a_plan_that_one_may_not_see_is_one_that_does_not_exist(penyerang: Satker) -> None:
    hasil = coba(
        penyerang,
        "Misi",
        {"Renstra": RENSTRA, "Nomor": 90, "Isi": "Satu"},
        {"Renstra": "tidak-ada", "Nomor": 91, "Isi": "Dua"},
    )
    ada, tidak_ada = (satu.pesan.replace(RENSTRA, "…").replace("tidak-ada", "…") for satu in hasil.ditolak)
    assert ada == tidak_ada


def test_an_export_holds_of_an_office_above_only_what_it_published(bawahan: Satker) -> None:
    isi = {satu.resource.sheet_name: satu.baris for satu in isi_satker(bawahan, None)}
    assert isi["adopsi"] == isi["target_renstra"] == ()
    Renstra.objects.filter(kode=RENSTRA).update(terbit="2020-01-01")
    isi = {satu.resource.sheet_name: satu.baris for satu in isi_satker(bawahan, None)}
    assert isi["indikator"]
    assert isi["adopsi"] == isi["target_renstra"] == ()


def test_a_published_plan_of_an_office_above_may_stand_in_the_file(bawahan: Satker) -> None:
    Renstra.objects.filter(kode=RENSTRA).update(terbit="2020-01-01")
    pelaku = make_user(bawahan, Peran.ADMINISTRATOR)
    hasil = jalankan(BukuUji(bawahan).baca(), Wewenang(pelaku, bawahan), Sumber("uji.xlsx"), terapkan=True)
    assert (hasil.ditolak, hasil.perubahan) == ([], [])


@pytest.mark.parametrize(("kolom", "nilai"), [("Kode induk", "KOSONGKAN"), ("Jenis", "provinsi")])
def test_where_an_office_stands_is_not_its_own_to_say(bawahan: Satker, kolom: str, nilai: str) -> None:
    """As in the administration: its place in the tree decides who reads it."""
    buku = BukuUji(bawahan)
    baris = next(satu for satu in buku.lembar["Satker"] if satu[0] == bawahan.kode)
    isi = dict(zip(buku.lembar["Satker"][0], baris, strict=True)) | {kolom: nilai}
    hasil = coba(bawahan, "Satker", isi)
    assert [satu.kolom for satu in hasil.ditolak] == [kolom]
    kini = Satker.objects.get(pk=bawahan.pk)
    assert (kini.induk_id, kini.jenis) == (bawahan.induk_id, bawahan.jenis)


def test_taking_an_import_back_takes_no_indicator_out_of_an_approved_year(satker: Satker, entitas: Entitas) -> None:
    """Nothing hangs on an adoption that nobody filled in, and yet the approved report shows it."""
    administrator = make_user(satker, Peran.ADMINISTRATOR)
    lama = AdopsiIndikator.objects.filter(entitas=entitas).order_by("nomor").last()
    assert lama is not None
    teks = (DATA / "adopsi.csv").read_text(encoding="utf-8").splitlines()
    baru = {"Entitas": "5371-sekretariat", "Renstra": RENSTRA, "Indikator": lama.indikator.kode, "Dari": "2024"}
    baru |= {"Sampai": "2024", "Penanggung jawab": lama.subbagian.kode, "Nomor": "90"}
    sekretariat = Entitas.objects.get_or_create(satker=satker, jenis="sekretariat", defaults={"nama": "Sek"})[0]
    isi = f"{teks[0]}\n{';'.join(baru[judul] for judul in teks[0].split(';'))}\n"
    impor = terapkan(administrator, unggah(administrator, satker, isi.encode(), "adopsi.csv"))
    assert impor.status == "diterapkan", impor.hasil
    sah = Pengesahan.objects.create(
        periode=Periode.objects.get_or_create(entitas=sekretariat, tahun=2024, triwulan=0)[0],
        cara=Pengesahan.Cara.APLIKASI,
        tanggal="2025-02-01",
        penandatangan="Sekretaris",
        disahkan_oleh=administrator,
    )
    impor = batalkan(administrator, impor)
    assert impor.status == "diterapkan"
    assert "sudah disahkan" in (impor.hasil or {})["halangan"][0]["alasan"]
    sah.delete()
    assert batalkan(administrator, impor).status == "dibatalkan"


def test_taking_back_what_the_keeper_brought_in_moves_no_office(bawahan: Satker) -> None:
    """A command that changes one office stands among its imports: its administrator takes back only what is its own."""
    judul = [satu for satu in BukuUji(bawahan).lembar["Satker"] if satu[0] in ("Kode", bawahan.kode)]
    isi = dict(zip(*judul, strict=True))
    Satker.objects.filter(pk=bawahan.pk).update(induk=None)
    isi |= {"Kode induk": "5371"}
    baris = ";".join("" if isi[nama] is None else str(isi[nama]) for nama in judul[0])
    berkas = io.BytesIO(f"{';'.join(judul[0])}\n{baris}\n".encode())
    assert not impor_berkas(berkas, "satker.csv", Sistem("Perintah"), terapkan=True).ditolak
    impor = ImporData.objects.get(satker=bawahan)
    impor = batalkan(make_user(bawahan, Peran.ADMINISTRATOR), impor)
    assert impor.status == "diterapkan"
    assert [satu["alasan"] for satu in (impor.hasil or {})["halangan"]] == [PUSAT]
    assert Satker.objects.get(pk=bawahan.pk).induk is not None


@pytest.mark.parametrize("dicabut", [{"is_superuser": False}, {"is_active": False}])
def test_who_lost_the_right_while_the_work_waited_writes_nothing(dicabut: dict[str, bool]) -> None:
    """Asked at the button, and again when a worker takes it up: that may be days later."""
    pengelola = make_user(None, None, is_superuser=True)
    impor = unggah(pengelola, None, kantor_baru(), "kantor.zip")
    minta_penerapan(pelaku=pengelola, impor_id=impor.pk, sidik=impor.sidik)
    Pengguna.objects.filter(pk=pengelola.pk).update(**dicabut)
    terapkan_data(impor.pk)
    impor = segar(impor)
    assert (impor.status, impor.ditulis) == ("ditolak", None)
    assert {satu["pesan"] for satu in (impor.hasil or {})["ditolak"]} >= {PENGELOLA}
    assert not Satker.objects.filter(kode="5399").exists()


def test_an_account_that_was_closed_while_its_undo_waited_takes_nothing_back(satker: Satker) -> None:
    administrator = make_user(satker, Peran.ADMINISTRATOR)
    impor = terapkan(administrator, unggah(administrator, satker, lembar("pejabat", tambah="5371;baru;Baru;\n")))
    minta_pembatalan(pelaku=administrator, impor_id=impor.pk)
    Pengguna.objects.filter(pk=administrator.pk).update(is_active=False)
    batalkan_impor(impor.pk)
    impor = segar(impor)
    assert impor.status == "diterapkan"
    assert "Hanya administrator" in (impor.hasil or {})["halangan"][0]["alasan"]


@pytest.mark.parametrize("kode", ["\u0661\u0662\u0663\u0664", "\uff11\uff12\uff13\uff14"])
def test_figures_of_other_scripts_are_no_code(kode: str) -> None:
    """No address could name such an office: every page that lists it would fail."""
    pengelola = make_user(None, None, is_superuser=True)
    isi = lembar("satker").decode().split("\n")[0] + f"\n{kode};KPU Lain;KPU Lain;provinsi;;{kode}12;;tidak\n"
    impor = unggah(pengelola, None, isi.encode(), "satker.csv")
    assert penolakan(impor) == [("satker.csv", 2, "Kode"), ("satker.csv", 2, "Kode satker Kemenkeu")]


def test_no_office_is_brought_in_below_itself(satker: Satker) -> None:
    """Of two offices that each stand above the other, each would read the other's plans."""
    buku = BukuUji(satker)
    buku.isi("Satker", buku.baris("Satker", kode=satker.induk.kode), "Kode induk", satker.kode)  # type: ignore[union-attr]
    buku.lembar = {"Satker": buku.lembar["Satker"]}
    hasil = jalankan(buku.baca(), Wewenang(Sistem("Perintah")), Sumber("uji.xlsx"), terapkan=True)
    assert [(satu.kolom, "berada di bawah satker ini" in satu.pesan) for satu in hasil.ditolak] == [
        ("Kode induk", True)
    ]


MASA = {"Tahun awal": 2020, "Tahun akhir": 2024}


@pytest.mark.parametrize(
    ("lembar", "kolom", "baris"),
    [
        ("Pejabat", "Kode", {"Satker": "5371", "Kode": "Ismael-Manoe", "Nama": "Ismael Manoe"}),
        ("Korwil", "Kecamatan", {"Satker": "5371", "Pejabat": "ismael-manoe", "Kecamatan": "KELAPA LIMA"}),
        ("Renstra", "Kode", {"Pemilik": "5371", "Kode": "Renstra-5371-2020", "Nama": "Lagi", **MASA}),
    ],
)
def test_a_key_in_other_letters_makes_no_second_row(
    satker: Satker, lembar: str, kolom: str, baris: Mapping[str, Any]
) -> None:
    if lembar == "Korwil":
        lama = Korwil.objects.filter(pejabat__kode="ismael-manoe").first()
        assert lama is not None
        baris = {**baris, "Kecamatan": lama.kecamatan.upper(), "Mulai": lama.mulai, "Urutan": lama.urutan}
    hasil = coba(satker, lembar, baris)
    assert [(satu.kolom, "hanya berbeda huruf besar dan kecilnya" in satu.pesan) for satu in hasil.ditolak] == [
        (kolom, True)
    ]


def test_nor_do_two_rows_of_one_file(satker: Satker) -> None:
    satu, dua = ({"Satker": "5371", "Kode": kode, "Nama": "Orang"} for kode in ("orang-baru", "Orang-Baru"))
    assert ["“orang-baru”" in ditolak.pesan for ditolak in coba(satker, "Pejabat", satu, dua).ditolak] == [True]


def test_how_another_office_writes_its_keys_is_not_told(satker_lain: Satker) -> None:
    baris = {"Pemilik": "9999", "Kode": RENSTRA.upper(), "Nama": "Lain", "Tahun awal": 2020, "Tahun akhir": 2024}
    assert not coba(satker_lain, "Renstra", baris).ditolak


@pytest.mark.parametrize(
    ("kolom", "teks"), [("Nama", "Orang \u202ekilab"), ("Kode", "orang\u2066"), ("Kode", "orang\u3000baru")]
)
def test_signs_that_turn_or_hide_letters_are_refused(satker: Satker, kolom: str, teks: str) -> None:
    hasil = coba(satker, "Pejabat", {"Satker": "5371", "Kode": "orang", "Nama": "Orang"} | {kolom: teks})
    assert [(satu.kolom, "tak terlihat" in satu.pesan) for satu in hasil.ditolak] == [(kolom, True)]


def test_whatever_stands_in_a_cell_makes_no_chain(satker: Satker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The column of the journal's heads is short: a long text there would end the work without a sentence."""
    terkunci: list[str] = []
    monkeypatch.setattr("apps.pertukaran.mesin.lock_chain", terkunci.append)
    isi = lembar("pejabat", tambah=f"{'x' * 300};siapa;Siapa;\n")
    impor = unggah(make_user(None, None, is_superuser=True), None, isi)
    assert penolakan(impor) == [("pejabat.csv", 7, "Satker")]
    assert terkunci == ["", satker.kode]
