"""The page of efisiensi: working of the satker and of each line, the mark of an assumption, what is undefined."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.urls import reverse

from apps.anggaran.models import CapaianRO
from tests.penganggaran.test_keluaran import text
from tests.pengisian.reading import parse

pytestmark = pytest.mark.django_db
URL = reverse("anggaran_efisiensi", args=["5371", 2024])


def test_the_working_of_the_satker(client_of: Any) -> None:
    page = text(client_of("auditor").get(URL))
    assert "Efisiensi (E) 0,15% asumsi Nilai efisiensi (NE) 50,37 asumsi" in page
    assert "Seharusnya = jumlah pagu × capaian dari 24 RO = Rp56.658.099.000." in page
    assert "(Rp56.658.099.000 − Rp56.575.128.312) ÷ Rp56.658.099.000 × 100% = 0,146441%." in page
    assert "NE = 50 + E ÷ 20 × 50 = 50,366103." in page
    assert "25,665%" in page


def test_every_line_leads_to_its_own_working(client_of: Any) -> None:
    client = client_of("auditor")
    hrefs = {a.get("href") for a in parse(client.get(URL)).iter("a") if "?pos=" in (a.get("href") or "")}
    # 2 programs, 10 kegiatan, 24 RO.
    assert len(hrefs) == 36
    kegiatan = text(client.get(f"{URL}?pos=076.01.CQ.6709"))
    assert "CQ.6709 Perencanaan Program dan Anggaran" in kegiatan
    assert "dari 5 RO = Rp1.360.620.000." in kegiatan
    assert "(E dibatasi −20% sampai 20%)" in text(client.get(f"{URL}?pos=076.01.CQ.6709.RAN.001"))


@pytest.mark.parametrize("jalur", ["076.01.XX", "076.01.CQ.6639.BDB.001.051"])
def test_a_line_without_ro_has_no_working(client_of: Any, jalur: str) -> None:
    assert client_of("auditor").get(f"{URL}?pos={jalur}").status_code == 404


def test_a_missing_capaian_is_no_hundred_percent(client_of: Any) -> None:
    CapaianRO.objects.filter(pos__jalur="076.01.CQ.6639.BDB.001").update(capaian=None, asumsi=False)
    page = text(client_of("auditor").get(URL))
    assert "E dan NE belum dapat dihitung. Capaian 1 dari 24 rincian output belum diisi." in page
    assert "belum diisi" in text(client_of("auditor").get(f"{URL}?pos=076.01.CQ.6639"))


def test_fractions_of_a_rupiah_stay_in_the_working(client_of: Any) -> None:
    CapaianRO.objects.filter(pos__jalur="076.01.CQ.6709.QGE.001").update(capaian=D("33.33"), asumsi=False)
    page = text(client_of("auditor").get(f"{URL}?pos=076.01.CQ.6709.QGE.001"))
    # 1.032.779.000 × 0,3333
    assert "Seharusnya = pagu × capaian RO = Rp344.225.240,70." in page


def test_downloads_and_a_year_without_budget(client_of: Any) -> None:
    client = client_of("auditor")
    for kind in ("xlsx", "csv", "json"):
        answer = client.get(reverse("unduh_efisiensi", args=["5371", 2024, kind]))
        assert f'filename="efisiensi-ro-5371-2024.{kind}"' in answer["Content-Disposition"]
    assert client.get(reverse("unduh_efisiensi", args=["5371", 2024, "pdf"])).status_code == 404
    assert "Anggaran tahun ini belum dimuat" in text(client.get(reverse("anggaran_efisiensi", args=["5371", 2023])))
