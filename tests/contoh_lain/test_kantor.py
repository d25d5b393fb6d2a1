"""The offices of the fictional provinsi side by side: literal figures, written by hand from the sheets."""

import csv
import io
from datetime import date

import lxml.html
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.organisasi.models import Entitas, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Renstra
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
LEMBAGA, SEKRETARIAT = "99", "99-sekretariat"


@pytest.fixture
def pimpinan(db: None) -> Client:
    client = Client()
    client.force_login(make_user(Satker.objects.get(kode="99"), Peran.PIMPINAN))
    return client


def words(node: lxml.html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def rows(client: Client, kunci: str, triwulan: int, kelas: str) -> list[list[str]]:
    """The cells of a table of the page as a person sees them; a mark is only heard as one."""
    query = {"triwulan": triwulan} if triwulan else {}
    page = lxml.html.fromstring(client.get(reverse("kantor", args=[kunci, 2025]), query).content)
    return [
        [words(cell).replace("keterangan ", "") for cell in row]
        for row in page.xpath(f"//table[contains(@class, '{kelas}')]/tbody/tr")
    ]


def berkas(client: Client, tabel: str, bentuk: str, triwulan: int) -> bytes:
    url = reverse("unduh_kantor", args=[LEMBAGA, 2025, tabel, bentuk])
    response = client.get(url, {"triwulan": triwulan})
    assert response.status_code == 200
    return bytes(response.content)


def test_every_office_has_its_figures_of_a_quarter(pimpinan: Client) -> None:
    # 48% of 45% counts as 100%; one case where none may be has no percentage, counts as below and forbids a
    # category. 41 ÷ 45 is 91 1/9, and with 100 the mean is 95 5/9.
    assert rows(pimpinan, LEMBAGA, 3, "offices") == [
        [
            "KPU Kabupaten Contoh Belum disahkan",
            "3 dari 4 terisi3 draf · 1 belum diisi",
            "2 dari 4 indikator2 di atas · 0 tepat · 1 di bawah 100% · 1 belum dapat dinilai",
            "100% 2 dari 4 indikator terukur · 1 tidak tercapai di luar rata-rata",
            "71,50%Rp1.144.000.000 dari Rp1.600.000.000, per 30 September 2025",
        ],
        [
            "KPU Kota Rekaan Belum disahkan",
            "2 dari 3 terisi2 draf · 1 belum diisi",
            "1 dari 3 indikator0 di atas · 1 tepat · 1 di bawah 100% · 1 belum dapat dinilai",
            "95,56% Baik Sekali 2 dari 3 indikator terukur",
            "62%Rp1.271.000.000 dari Rp2.050.000.000, per 30 September 2025",
        ],
    ]


@pytest.mark.parametrize(
    ("triwulan", "serapan"), [(0, ["71,50%", "62%"]), (1, ["21%", "18%"]), (2, ["44%", "41%"]), (3, ["71,50%", "62%"])]
)
def test_every_office_has_its_serapan(pimpinan: Client, triwulan: int, serapan: list[str]) -> None:
    assert [row[-1].partition("Rp")[0] for row in rows(pimpinan, LEMBAGA, triwulan, "offices")] == serapan


@pytest.mark.parametrize(
    ("kunci", "triwulan", "expected"),
    [
        # One better, one not filled in, one the other way round, one that only one of them adopted.
        (LEMBAGA, 3, [["106,67%", "91,11%"], ["120%a", "b"], ["-c", "100%d"], ["b", "-e"]]),
        (LEMBAGA, 0, [["a", "a"], ["a", "a"], ["a", "a"], ["a", "-b"]]),
        (SEKRETARIAT, 3, [["103,33%", "106,25%"], ["97,86%", "88,57%"]]),
    ],
)
def test_their_indicators_stand_beside_each_other(
    pimpinan: Client, kunci: str, triwulan: int, expected: list[list[str]]
) -> None:
    assert [row[2:] for row in rows(pimpinan, kunci, triwulan, "report") if row[0]] == expected


def terakhir(client: Client, **query: object) -> list[str]:
    """Where a year without figures leads."""
    page = lxml.html.fromstring(client.get(reverse("kantor", args=[LEMBAGA, 2025]), query).content)
    return page.xpath("//main//*[contains(@class, 'notice')]//a/@href")


def test_a_year_without_figures_leads_to_the_last_quarter_that_has_some(pimpinan: Client) -> None:
    assert terakhir(pimpinan) == ["/99/2025/kantor/?triwulan=3"]
    Realisasi.objects.filter(adopsi__entitas__satker__kode="9901", tahun=2025, triwulan=3).delete()
    assert terakhir(pimpinan) == ["/99/2025/kantor/?triwulan=3"], "one office is enough"
    Realisasi.objects.filter(adopsi__entitas__satker__kode="9902", tahun=2025, triwulan=3).delete()
    assert terakhir(pimpinan) == ["/99/2025/kantor/?triwulan=2"]
    # A quarter is what was asked for, and approved figures are another question.
    assert terakhir(pimpinan, triwulan=3) == terakhir(pimpinan, angka="disahkan") == []
    Realisasi.objects.filter(adopsi__entitas__satker__kode="9902", tahun=2025, triwulan=2).update(triwulan=0)
    assert terakhir(pimpinan) == [], "somebody filled in the year"
    Realisasi.objects.filter(adopsi__entitas__satker__kode__in=("9901", "9902"), tahun=2025).delete()
    assert terakhir(pimpinan) == [], "nobody filled in anything"


def test_the_chip_says_whether_none_or_only_some_are_approved(pimpinan: Client) -> None:
    def chip() -> str:
        page = lxml.html.fromstring(pimpinan.get(reverse("kantor", args=[LEMBAGA, 2025])).content)
        return words(page.xpath("//*[contains(@class, 'figure-state')]/p")[0])

    assert chip() == "Belum disahkan 0 dari 2 kantor sudah mengesahkan periode ini."
    periode = Periode.objects.get(entitas=Entitas.objects.by_kunci("9902").get(), tahun=2025, triwulan=0)
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2026, 2, 1),
        penandatangan="-",
        disahkan_oleh=make_user(Satker.objects.get(kode="9902"), Peran.ADMINISTRATOR),
    )
    assert chip() == "Belum semua disahkan 1 dari 2 kantor sudah mengesahkan periode ini."


def test_files_hold_both_offices(pimpinan: Client) -> None:
    matriks = f"capaian-kantor-{Renstra.objects.get(kode='renstra-contoh-nasional-2025').pk}"
    isi = list(csv.reader(io.StringIO(berkas(pimpinan, matriks, "csv", 3).decode("utf-8-sig")), delimiter=";"))
    assert ["No", "Indikator", "KPU Kabupaten Contoh", "KPU Kota Rekaan"] in isi
    assert ["1", "Persentase pemilih yang mendapat informasi kepemiluan", "106,67%", "91,11%"] in isi
    [sheet] = openpyxl.load_workbook(io.BytesIO(berkas(pimpinan, "kantor-bawahan", "xlsx", 3))).worksheets
    baris = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert {1_600_000_000, 1_144_000_000} <= set(baris["KPU Kabupaten Contoh"])
    assert {2_050_000_000, 1_271_000_000} <= set(baris["KPU Kota Rekaan"])
    ringkas = list(
        csv.reader(io.StringIO(berkas(pimpinan, "kantor-bawahan", "csv", 3).decode("utf-8-sig")), delimiter=";")
    )
    akhir = {row[1]: row[9:13] for row in ringkas if len(row) > 12}
    assert akhir["KPU Kabupaten Contoh"] == ["100%", "2", "1", "-"]
    assert akhir["KPU Kota Rekaan"] == ["95,56%", "2", "0", "Baik Sekali"]


@pytest.mark.parametrize("triwulan", [0, 3])
def test_two_offices_take_the_queries_of_one(pimpinan: Client, triwulan: int) -> None:
    counts = []
    for induk in ("99", "0"):
        Satker.objects.filter(kode="9902").update(induk=Satker.objects.get(kode=induk))
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(pimpinan, LEMBAGA, triwulan, "offices")) == (2 if induk == "99" else 1)
        counts.append(len(queries))
    assert counts[0] == counts[1]
