"""The pages on which data comes and goes: upload, progress, the difference, applying, taking back, what is refused."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Jejak
from apps.laporan.models import Laporan
from apps.organisasi.models import Pejabat, Pengguna, Satker, Subbagian
from apps.pertukaran.kemajuan import Pencatat
from apps.pertukaran.models import ImporData
from tests.dokumen import samples
from tests.pengisian.reading import parse, words
from tests.perencanaan.kantor import adopsi_nasional, renstra_nasional
from tests.pertukaran.berkas import PEJABAT, arsip, kantor_baru, lembar, terapkan, unggah

pytestmark = pytest.mark.django_db
DIUBAH = (PEJABAT, "5371;ismael-manoe;Ismael M. Manoe;")
BARU = "5371;orang-baru;Orang Baru;\n"


def alamat(nama: str = "masuk", *args: Any, kunci: str = "5371", tahun: int = 2024) -> str:
    return reverse(f"data_{nama}", args=[kunci, tahun, *args])


@pytest.fixture
def segera(django_capture_on_commit_callbacks: Any) -> Iterator[type[Client]]:
    """A client whose posts have their work in the background done at once."""

    class Segera(Client):
        def post(self, *args: Any, **kwargs: Any) -> Any:
            with django_capture_on_commit_callbacks(execute=True):
                return super().post(*args, **kwargs)

    yield Segera


@pytest.fixture
def admin(cast: dict[str, Pengguna], segera: type[Client]) -> Client:
    client = segera()
    client.force_login(cast["administrator"])
    return client


@pytest.fixture
def pengelola(segera: type[Client]) -> Client:
    client = segera()
    client.force_login(Pengguna.objects.create_superuser(username="pengelola", password="x", nama="Pengelola"))
    return client


def isi(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, response.status_code
    return words(parse(response).find(".//main"))


def kirim(client: Client, data: bytes, nama: str = "pejabat.csv", url: str = "") -> Any:
    return client.post(url or alamat(), {"unggahan": SimpleUploadedFile(nama, data)}, follow=True)


def terakhir() -> ImporData:
    return ImporData.objects.latest("pk")


def formulir(client: Client, tombol: str, url: str = "") -> tuple[str, dict[str, str]]:
    """The form with this button as it was shown."""
    page = parse(client.get(url or alamat("impor", terakhir().pk)))
    [form] = [f for f in page.forms if tombol in words(f)]
    [button] = [b for b in form.iter("button") if tombol in words(b)]
    data = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return form.get("action") or "", data | ({button.get("name"): button.get("value")} if button.get("name") else {})


def test_upload_preview_apply_and_take_back(admin: Client) -> None:
    kirim(admin, lembar("pejabat", DIUBAH, tambah=BARU))
    url = alamat("impor", terakhir().pk)
    teks = isi(admin, url)
    assert "Siap diterapkan" in teks
    assert "Nilai yang tersimpan pada 1 baris akan ditimpa" in teks
    baris = [words(sel) for sel in parse(admin.get(url)).xpath("//table[contains(@class, 'differences')]//tbody/tr/*")]
    siapa = "Ismael M. Manoe (ismael-manoe)KPU Kota Kupang (5371)"
    assert baris == [siapa, "Nama", "Ismael Manoe", "Ismael M. Manoe", "pejabat.csvBaris 2"]
    assert "Orang Baru (orang-baru)KPU Kota Kupang (5371) tidak ada isi lain" in isi(admin, f"{url}?daftar=baru")
    aksi, data = formulir(admin, "Terapkan 1 perubahan dan 1 baris baru")
    admin.post(aksi, data)
    assert Pejabat.objects.get(kode="ismael-manoe").nama == "Ismael M. Manoe"
    assert "Sudah diterapkan" in isi(admin, url)
    batal = alamat("impor_batal", terakhir().pk)
    teks = isi(admin, batal)
    assert "Ismael M. Manoe Ismael Manoe" in teks and "Orang Baru (orang-baru)" in teks
    aksi, data = formulir(admin, "Kembalikan 1 baris dan hapus 1 baris baru", batal)
    admin.post(aksi, data)
    assert Pejabat.objects.get(kode="ismael-manoe").nama == "Ismael Manoe"
    assert "Sudah dibatalkan" in isi(admin, url)
    assert admin.get(batal)["Location"] == url


def test_an_exported_template_comes_back_without_a_change_and_one_cell_as_one(admin: Client) -> None:
    asli = admin.get(alamat("templat", "target")).content
    kirim(admin, asli, "target.xlsx")
    sama = isi(admin, alamat("impor", terakhir().pk))
    assert "Tidak ada yang berubah" in sama and "Tidak ada perubahan" in sama and "Siap diterapkan" not in sama
    buku = openpyxl.load_workbook(io.BytesIO(asli))
    judul = [sel.value for sel in buku["Target PK"][1]]
    buku["Target PK"].cell(2, judul.index("Target") + 1).value = 41.5
    file = io.BytesIO()
    buku.save(file)
    kirim(admin, file.getvalue(), "target.xlsx")
    jumlah = (terakhir().hasil or {})["jumlah"]
    assert {n: j for n, j in jumlah.items() if n != "sama"} == {"berubah": 1, "baru": 0, "ditolak": 0, "tertahan": 0}
    formulir(admin, "Terapkan 1 perubahan")


def test_a_refused_file_says_where_and_comes_back_marked(admin: Client) -> None:
    kirim(admin, lembar("pejabat", ("Ismael Manoe", ""), tambah="9999;x;X;\n"))
    teks = isi(admin, alamat("impor", terakhir().pk))
    assert "Berkas ini ditolak" in teks and "pejabat.csvBaris 2Nama" in teks
    response = admin.get(alamat("impor_kesalahan", terakhir().pk))
    assert response.status_code == 200
    assert "Kesalahan" in openpyxl.load_workbook(io.BytesIO(response.content)).sheetnames
    assert Jejak.objects.filter(tindakan="unduh_bukti", objek="pejabat.csv").exists()
    kirim(admin, lembar("pejabat"))
    assert admin.get(alamat("impor_kesalahan", terakhir().pk)).status_code == 404


def test_what_only_follows_is_told_apart(admin: Client) -> None:
    divisi = lembar("divisi", tambah="5371;baru;;9;;;\n")
    uraian = lembar("uraian_tugas", tambah="5371;baru;1;Satu\n5371;baru;2;Dua\n")
    kirim(admin, arsip({"divisi": divisi, "uraian_tugas": uraian}), "organisasi.zip")
    url = alamat("impor", terakhir().pk)
    page = parse(admin.get(url))
    assert "1 hal harus diperbaiki. Perbaiki di berkasnya" in words(page) and "2 baris ikut tertahan" in words(page)
    assert len(page.xpath("//table[contains(@class, 'differences')]//tbody/tr")) == 1
    [lihat] = page.xpath("//a[text()='2 baris ikut tertahan']/@href")
    teks = isi(admin, lihat.partition("#")[0])
    assert teks.count("Divisi “baru” tidak ditemukan") == 2 and teks.count("divisi.csv, baris 7") == 2
    assert "1 hal harus diperbaiki, 2 baris ikut tertahan" in isi(admin, alamat())


def test_a_file_of_which_nothing_can_be_read_is_told_in_a_sentence(admin: Client) -> None:
    kirim(admin, b"a;b\n1;2\n", "aneh.csv")
    assert "Nama lembar ini tidak dikenal" in isi(admin, alamat("impor", terakhir().pk))


@pytest.mark.parametrize(
    ("nama", "data", "kalimat"),
    [("data.pdf", samples.pdf(), "dokumen PDF. Unggah templat XLSX"), ("pejabat.csv", b"", "Berkas ini kosong")],
)
def test_what_is_no_data_is_refused_at_once_beside_its_field(
    admin: Client, nama: str, data: bytes, kalimat: str
) -> None:
    page = parse(kirim(admin, data, nama))
    [ringkasan] = page.xpath("//*[@data-error-summary]//a")
    assert kalimat in words(ringkasan)
    assert kalimat in words(page.xpath("//*[@id='id_unggahan_error']")[0])
    assert not ImporData.objects.exists()


def test_the_kept_file_is_the_one_that_was_sent(admin: Client) -> None:
    data = lembar("pejabat", DIUBAH)
    kirim(admin, data)
    response = admin.get(alamat("impor_berkas", terakhir().pk))
    assert b"".join(response.streaming_content) == data  # type: ignore[attr-defined]
    assert terakhir().berkas.sha256[:16] in isi(admin, alamat("impor", terakhir().pk))  # type: ignore[union-attr]


def test_progress_is_asked_for_until_the_work_is_done(admin: Client) -> None:
    kirim(admin, lembar("pejabat", DIUBAH))
    impor = terakhir()
    ImporData.objects.update(status="dibaca", diubah=timezone.now())
    Pencatat(impor)(1200, 5000)
    url = alamat("impor_kemajuan", impor.pk)
    response = admin.get(url)
    assert "1.200 dari 5.000 baris diperiksa." in response.content.decode()
    assert "HX-Refresh" not in response
    halaman = isi(admin, alamat("impor", impor.pk))
    assert "1.200 dari 5.000" in halaman and "Yang terjadi" not in halaman
    Pencatat(impor).hapus()
    ImporData.objects.update(status="dibaca", diubah=timezone.now() - timedelta(minutes=3))
    assert admin.get(url)["HX-Refresh"] == "true"
    assert "Pekerjaan ini berhenti." in isi(admin, alamat("impor", impor.pk))
    admin.post(alamat("impor", impor.pk), {"aksi": "ulangi"})
    assert terakhir().status == "siap"


def test_who_looked_at_another_preview_is_told(admin: Client) -> None:
    kirim(admin, lembar("pejabat", DIUBAH))
    response = admin.post(alamat("impor", terakhir().pk), {"aksi": "terapkan", "sidik": "lama"}, follow=True)
    assert "sudah dibuat ulang" in words(parse(response).find(".//main"))
    assert Jejak.objects.filter(tindakan="ditolak", alasan__contains="sudah dibuat ulang").exists()
    assert Pejabat.objects.get(kode="ismael-manoe").nama == "Ismael Manoe"


def test_search_filter_and_paging_stand_in_the_address(admin: Client) -> None:
    tambah = "".join(f"5371;orang-{n};Orang {n};\n" for n in range(150))
    kirim(admin, lembar("pejabat", DIUBAH, tambah=tambah))
    url = alamat("impor", terakhir().pk)

    def baris(query: str) -> int:
        return len(parse(admin.get(f"{url}?{query}")).xpath("//table[contains(@class, 'differences')]//tbody/tr"))

    assert [baris(q) for q in ("", "daftar=baru", "daftar=baru&halaman=2", "daftar=baru&halaman=99")] == [
        1,
        100,
        50,
        50,
    ]
    assert [baris(q) for q in ("daftar=baru&q=orang-7", "daftar=baru&q=tidakada", "daftar=aneh")] == [11, 0, 1]
    [lanjut] = parse(admin.get(f"{url}?daftar=baru&q=orang")).xpath("//a[@rel='next']/@href")
    assert lanjut == f"{url}?daftar=baru&q=orang&halaman=2#baris"
    assert "Halaman 2 dari 2" in isi(admin, lanjut.partition("#")[0])


def test_the_list_names_what_came_in(admin: Client) -> None:
    assert "Belum ada berkas" in isi(admin, alamat())
    kirim(admin, lembar("pejabat", DIUBAH, tambah=BARU))
    assert "pejabat.csv Siap diterapkan 1 perubahan, 1 baris baru" in isi(admin, alamat())
    # Whatever year is looked at.
    assert alamat("impor", terakhir().pk) in admin.get(alamat(tahun=2023)).content.decode()


# Whose


def test_an_import_of_another_office_or_year_does_not_exist(admin: Client, cast: Any, satker: Satker) -> None:
    impor = unggah(cast["administrator"], satker, lembar("pejabat", DIUBAH))
    tetangga = Client()
    tetangga.force_login(cast["satker_lain"])
    for nama in ("impor", "impor_kemajuan", "impor_berkas", "impor_kesalahan", "impor_batal"):
        assert tetangga.get(alamat(nama, impor.pk)).status_code == 404
        assert tetangga.get(alamat(nama, impor.pk, kunci="9999")).status_code == 404
        assert admin.get(alamat(nama, impor.pk, tahun=2023)).status_code == 404
    assert tetangga.post(alamat("impor", impor.pk, kunci="9999"), {"aksi": "terapkan"}).status_code == 404


def test_for_everybody_but_superusers_the_application_has_no_data_page(client_of: Callable[[str], Client]) -> None:
    for siapa in ("administrator", "auditor", "satker_lain", "tanpa_peran"):
        assert client_of(siapa).get(reverse("aplikasi_data_masuk")).status_code == 404
    assert client_of("tanpa_masuk").get(reverse("aplikasi_data_masuk")).status_code == 302


def test_a_superuser_sets_up_an_office_in_the_browser(pengelola: Client) -> None:
    url = reverse("aplikasi_data_masuk")
    assert (
        "templat-organisasi-kosong.xlsx"
        in pengelola.get(reverse("aplikasi_data_templat", args=["organisasi"]))["Content-Disposition"]
    )
    kirim(pengelola, kantor_baru(), "kantor.zip", url)
    halaman = reverse("aplikasi_data_impor", args=[terakhir().pk])
    assert "Tidak ada nilai tersimpan yang ditimpa." in isi(pengelola, halaman)
    aksi, data = formulir(pengelola, "Terapkan", halaman)
    pengelola.post(aksi, data)
    assert Satker.objects.filter(kode="5399").exists()
    assert pengelola.get("/5399/2024/data/").status_code == 200
    batal = reverse("aplikasi_data_impor_batal", args=[terakhir().pk])
    aksi, data = formulir(pengelola, "Hapus", batal)
    pengelola.post(aksi, data)
    assert not Satker.objects.filter(kode="5399").exists()


def test_taking_back_says_what_stands_in_the_way(admin: Client, cast: Any, satker: Satker) -> None:
    impor = terapkan(cast["administrator"], unggah(cast["administrator"], satker, lembar("pejabat", DIUBAH)))
    Pejabat.objects.filter(kode="ismael-manoe").update(nip="1")
    teks = isi(admin, alamat("impor_batal", impor.pk))
    assert "tidak dapat dibatalkan" in teks and "sudah diubah lagi sesudah impor ini" in teks
    admin.post(alamat("impor_batal", impor.pk))
    assert "Yang menghalangi pembatalan" in isi(admin, alamat("impor", impor.pk))
    assert terakhir().status == "diterapkan"


@pytest.mark.parametrize(("siapa", "ada"), [("operator", True), ("verifikator", True), ("auditor", False)])
def test_the_menu_leads_there_whoever_may_bring_data_in(
    client_of: Callable[[str], Client], siapa: str, ada: bool
) -> None:
    menu = parse(client_of(siapa).get(reverse("periode", args=["5371", 2024]))).xpath("//nav//a/@href")
    assert (alamat() in menu) is ada


def test_an_empty_application_leads_its_keeper_to_the_data(pengelola: Client) -> None:
    Laporan.objects.all().delete()
    page: lxml.html.HtmlElement = parse(pengelola.get(reverse("beranda")))
    assert reverse("aplikasi_data_masuk") in page.xpath("//main//a/@href")
    # Half set up: the offices are there, and it says so.
    assert "laporannya belum" in words(page) and reverse("dasbor", args=["5371", 2025]) in page.xpath("//main//a/@href")


def test_the_keeper_of_the_application_finds_every_office(pengelola: Client, satker_lain: Satker) -> None:
    tanpa = Satker.objects.create(
        kode="9998", nama="KPU Kabupaten Baru", nama_singkat="KPU Kab. Baru", jenis="kabupaten_kota"
    )
    url, tahun = reverse("aplikasi_data_masuk"), timezone.localdate().year
    page = parse(pengelola.get(url))
    [kartu] = page.xpath("//section[@id='satker']")
    tautan = kartu.xpath(".//li//a/@href")
    for kunci in ("5371", "5371-sekretariat", "9999", "9999-sekretariat"):
        assert reverse("dasbor", args=[kunci, tahun]) in tautan
        assert pengelola.get(f"/{kunci}/{tahun}/").status_code == 200
    [baris] = [words(li) for li in kartu.iter("li") if tanpa.kode in words(li)]
    assert "Belum ada lembaga atau sekretariat" in baris
    # A search also works without scripts, and says when it finds nothing.
    page = parse(pengelola.get(f"{url}?q=9999"))
    assert page.xpath("//section[@id='satker']//li//a/@href") == [f"/9999/{tahun}/", f"/9999-sekretariat/{tahun}/"]
    assert "Tidak ada yang cocok" in words(parse(pengelola.get(f"{url}?q=nihil")))


def test_the_menu_leads_there_from_an_office_and_for_nobody_else(pengelola: Client, admin: Client) -> None:
    semua = f"{reverse('aplikasi_data_masuk')}#satker"
    for client, ada in ((pengelola, True), (admin, False)):
        page = parse(client.get(reverse("dasbor", args=["5371", 2024])))
        assert (semua in page.xpath("//nav[@aria-label='Utama']//a/@href")) is ada
        # The page of one office shows no other.
        assert not parse(client.get(alamat())).xpath("//section[@id='satker']")


def test_the_years_are_those_of_every_plan_and_the_next(client_of: Callable[[str], Client], satker: Satker) -> None:
    client = client_of("administrator")

    def ditawarkan(tahun: int) -> dict[int, str]:
        links = parse(client.get(alamat(tahun=tahun))).xpath("//nav[@class='years']//a")
        return {int(a.text): a.get("href") for a in links}

    # The plan ends here, and what begins the next one is loaded in its first year.
    assert ditawarkan(2024) == {t: alamat(tahun=t) for t in range(2020, 2026)}
    ada = Laporan.objects.get(tahun=2024)
    Laporan.objects.create(entitas=satker.entitas.get(jenis="sekretariat"), tahun=2018, kerangka=ada.kerangka)
    nasional = renstra_nasional(satker)
    assert set(ditawarkan(2024)) == {2018, *range(2020, 2026)}, "nobody works by that plan yet"
    teknis = Subbagian.objects.get(satker=satker, kode="teknis")
    adopsi_nasional(satker.entitas.get(jenis="lembaga"), nasional, teknis, {"naik": None})
    for tahun in (2020, 2024, 2027):
        assert set(ditawarkan(tahun)) == {2018, *range(2020, 2030)}
    # There and back: the templates of the other plan are one click away.
    assert "templat" in isi(client, ditawarkan(2027)[2024]) and "templat" in isi(client, ditawarkan(2024)[2027])
    # The last year that has an address has no next one.
    assert max(ditawarkan(2099)) == 2099
