"""Pages of the fictional offices: what they print, where they lead, and who may not see them."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.laporan.charts.svg import render_svg
from apps.laporan.diagrams.kinerja import tren_indikator
from apps.laporan.paparan.bahan import perlu_perhatian
from apps.laporan.perbandingan.topik import TopikKinerja
from apps.laporan.tujuh_perbandingan import fetch_perbandingan
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import Peran
from tests.conftest import make_user
from tests.contoh_lain.conftest import outline_of
from tests.permissions.office import open_office
from tests.permissions.table import ROWS
from tests.test_pages import PAGES, address

pytestmark = pytest.mark.django_db


def page(client: Client, url: str, **query: object) -> lxml.html.HtmlElement:
    response = client.get(url, query)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def words(client: Client, name: str, kunci: str, tahun: int, *args: object, **query: object) -> str:
    """What a page says."""
    return " ".join(page(client, reverse(name, args=[kunci, tahun, *args]), **query).text_content().split())


def links(client: Client, kunci: str, tahun: int) -> dict[str, str]:
    """Where the lines above a dashboard lead."""
    dasbor = page(client, reverse("dasbor", args=[kunci, tahun]))
    return {str(a.text): str(a.get("href")) for a in dasbor.xpath("//*[contains(@class, 'other-plans')]//a")}


def test_a_dashboard_leads_to_the_other_plan_and_to_the_other_entitas(pemilik: Client) -> None:
    hari_ini = min(max(timezone.localdate().year, 2025), 2029)
    # Both entitas have a plan of 2020–2024 of their own: that is none to change to.
    assert links(pemilik, "9901", 2024) == {
        "2025–2029": f"/9901/{hari_ini}/",
        "Sekretariat KPU Kabupaten Contoh": "/9901-sekretariat/2024/",
    }
    assert links(pemilik, "9901", 2025) == {
        "2020–2024": "/9901/2024/",
        "Sekretariat KPU Kabupaten Contoh": "/9901-sekretariat/2025/",
    }
    assert links(pemilik, "9901-sekretariat", 2024) == {
        "2025–2029": f"/9901-sekretariat/{hari_ini}/",
        "KPU Kabupaten Contoh": "/9901/2024/",
    }
    # The secretariat of Kota Kupang answers for nothing yet, and nobody is sent to empty pages.
    assert links(pemilik, "5371", 2024) == {}


def test_counts_name_what_they_count_wherever_they_stand(pemilik: Client) -> None:
    assert "2 Laporan 2 Laporan 100% Istimewa" in words(pemilik, "dasbor", "9901-sekretariat", 2024)
    indikator = words(pemilik, "indikator", "9901-sekretariat", 2024, 9)
    assert "lebih tinggi 5 Keluhan daripada target 4 Keluhan (kurang baik, karena makin rendah makin baik)" in indikator
    assert "Dibandingkan 2023, realisasi naik 7 Keluhan dari 2 Keluhan (memburuk" in indikator


def test_no_case_where_none_may_be_is_nothing_to_remark_on(pemilik: Client) -> None:
    assert "Nilainya 0." not in words(pemilik, "dasbor", "9901", 2024)


def test_one_case_where_none_may_be_is_on_the_list(pemilik: Client) -> None:
    dasbor = words(pemilik, "dasbor", "9901", 2025, triwulan=3)
    assert "3. Jumlah aduan etik yang terbukti Target 0 tidak tercapai." in dasbor
    assert "- Target 0 tidak tercapai; persentasenya tidak dapat dihitung." in dasbor


def test_a_missed_target_of_zero_is_below_wherever_it_is_told(pemilik: Client) -> None:
    dasbor = words(pemilik, "dasbor", "9901", 2025, triwulan=3)
    assert "2 di atas · 0 tepat · 1 di bawah 100% · 1 belum dapat dinilai" in dasbor
    outline = outline_of("9901", 2025, 3)
    etik = next(i for i in outline.fakta.kinerja.indikator if i.nomor == 3)
    sebab = fetch_perbandingan(outline.fakta, etik)[4]
    assert sebab.kalimat == "Target Triwulan III 2025 belum tercapai, tetapi penyebabnya belum dituliskan."
    assert perlu_perhatian(outline.fakta.kinerja) == [etik]
    siap = {satu.label: satu.alamat for satu in TopikKinerja(outline_of("9901", 2023), {}).siap_pakai()}
    assert "i=1,4,7" in siap["Hanya di bawah 100% pada 2023"].replace("%2C", ",").replace("&i=", ",")


def test_no_mean_is_given_a_category_that_leaves_a_miss_out(pemilik: Client) -> None:
    # WDP where WTP was promised has no percentage: the others come to 98%, which alone would be the best category.
    for sasaran in (
        words(pemilik, "sasaran", "9901-sekretariat", 2024, 1),
        words(pemilik, "daftar_sasaran", "9901-sekretariat", 2024),
        words(pemilik, "dasbor", "9901-sekretariat", 2024),
    ):
        assert "1 tidak tercapai di luar rata-rata" in sasaran
    assert "Rata-rata capaian 98% 1 tidak tercapai di luar rata-rata 5 dari 6 indikator" in words(
        pemilik, "sasaran", "9901-sekretariat", 2024, 1
    )
    pohon = outline_of("9901-sekretariat", 2024).comparison("pohon-kinerja")
    [ini] = [row for row in pohon.rows if str(row.cell("uraian").value).startswith("Sasaran 1.")]
    assert (ini.cell("kategori").blank, ini.cell("kategori").reason) == ("-", "1 tidak tercapai di luar rata-rata.")


def test_the_trend_of_a_count_has_its_unit_and_whole_ticks() -> None:
    kinerja = outline_of("9901-sekretariat", 2024).fakta.kinerja
    laporan, waktu = (next(i for i in kinerja.indikator if i.nomor == nomor) for nomor in (1, 7))
    chart = tren_indikator(kinerja, laporan)
    assert chart.series[0].texts == ("1 Laporan", "1 Laporan", "1 Laporan", "2 Laporan", "2 Laporan")
    ticks = [text for text in lxml.html.fromstring(render_svg(chart)).itertext() if text.strip() in ("0,5", "1,5")]
    assert ticks == []
    assert tren_indikator(kinerja, waktu).series[0].texts[-1] == "4,85 Hari"


def test_values_share_an_axis_only_with_their_like() -> None:
    topik = TopikKinerja(outline_of("9901-sekretariat", 2024), {"u": ["realisasi"]})
    charts = topik.grafik()
    assert [chart.title.partition("(")[2].removesuffix(")") for chart in charts] == [
        *("persen", "Indeks (0–100)", "Indeks (0–4)", "Laporan", "Temuan", "Hari", "Keluhan")
    ]
    assert len({chart.slug for chart in charts}) == len(charts)
    assert charts[2].series[0].name == "Indikator 4"
    assert (
        topik.catatan_grafik() == "Indikator 3 dan 6 bernilai tingkat (predikat atau opini), jadi hanya ada di tabel."
    )


def test_differences_of_counts_are_in_what_they_count() -> None:
    outline = outline_of("9901", 2024)
    tabel = TopikKinerja(outline, {"u": ["selisih"], "i": ["2", "3", "4"], "t": ["2024"]}).tabel()
    assert [row["s2024"] for row in tabel.texts() if row["no"]] == ["+1,50", "+2", "0"]
    assert "Selisih indikator 3 dan 4 dalam satuannya sendiri, bukan poin." in tabel.notes


def test_levels_of_a_scale_of_five_are_drawn_from_the_worst_to_the_best() -> None:
    kinerja = outline_of("9901", 2024).fakta.kinerja
    chart = tren_indikator(kinerja, next(i for i in kinerja.indikator if i.nomor == 6))
    assert chart.levels == (
        *("Tidak Informatif", "Kurang Informatif", "Cukup Informatif", "Menuju Informatif", "Informatif"),
    )
    assert chart.series[0].texts[-1] == "Cukup Informatif"


def test_all_five_categories_have_their_name(pemilik: Client) -> None:
    dasbor = page(pemilik, "/9901-sekretariat/2024/")
    kategori = [" ".join(chip.text_content().split()) for chip in dasbor.xpath("//table//*[contains(@class, 'chip')]")]
    assert {"Istimewa", "Sangat Baik", "Baik", "Kurang"} <= set(kategori)


@pytest.mark.parametrize(
    ("kunci", "tahun"), [("99", 2024), ("9901", 2023), ("9901", 2025), ("9901-sekretariat", 2022), ("9902", 2025)]
)
def test_every_page_opens_whatever_is_missing(pemilik: Client, kunci: str, tahun: int) -> None:
    ada = {i.nomor for i in outline_of(kunci, tahun).fakta.kinerja.indikator}
    for name, args in PAGES.items():
        if name.split()[0] in ("tabel", "diagram", "sasaran", "tujuan", "laporan_divisi", "subbagian"):
            continue
        if name.startswith("indikator ") and args[0] not in ada:
            continue
        response = pemilik.get(address(name, args, kunci, tahun))
        assert response.status_code == 200, (kunci, tahun, name)
        assert "Kupang" not in response.content.decode(), (kunci, tahun, name)


def test_somebody_whose_office_has_nothing_yet_finds_the_office(satker_lain: Satker) -> None:
    client = Client()
    client.force_login(make_user(satker_lain, Peran.PIMPINAN))
    beranda = page(client, reverse("beranda"))
    tahun = timezone.localdate().year
    assert [a.get("href") for a in beranda.xpath("//main//a")] == [f"/9999/{tahun}/", f"/9999-sekretariat/{tahun}/"]
    assert client.get(f"/9999/{tahun}/").status_code == 200


def test_a_leader_of_the_provinsi_is_led_to_its_offices(db: None) -> None:
    client = Client()
    client.force_login(make_user(Satker.objects.get(kode="99"), Peran.PIMPINAN))
    # Of 2025 there are three quarters so far; the last year as a whole is 2024.
    assert client.get(reverse("beranda"))["Location"] == reverse("kantor", args=["99", 2024])
    assert "KPU Kabupaten Contoh" in client.get(reverse("kantor", args=["99", 2024])).content.decode()
    # Side by side is all: the pages of the office itself stay closed.
    assert client.get("/9901/2024/").status_code == 404


def test_nobody_sees_another_satker(
    entitas: Entitas, cast: dict[str, Pengguna], client_of: Callable[[str], Client]
) -> None:
    """Every address of an office does not exist for the administrator of the other, in both directions.

    Two offices below one provinsi are strangers, too.
    """
    office = open_office("disahkan", entitas, cast, client_of)
    administrator = {"5371": client_of("administrator")}
    for kode in ("9901", "9902"):
        administrator[kode] = Client()
        lain = make_user(Satker.objects.get(kode=kode), Peran.ADMINISTRATOR, is_staff=True)
        administrator[kode].force_login(lain)
    # Who asks for pages of whom.
    pasangan = (("9901", "5371"), ("5371", "9901"), ("5371", "99"), ("9901", "9902"), ("9902", "9901"))
    # The rows tell states and people apart; here each address is asked for once.
    asked = {(row.method, url) for row in ROWS if (url := office.address(row.name)).startswith("/5371/")}
    assert len(asked) > 150
    for method, url in sorted(asked):
        for dari, ke in pasangan:
            client, alamat = administrator[dari], url.replace("/5371/", f"/{ke}/")
            response = client.get(alamat) if method == "GET" else client.post(alamat, {})
            assert response.status_code == 404, (method, dari, alamat)
