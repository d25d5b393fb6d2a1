"""What stands in which list, who sees it, and how many queries it takes."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker
from apps.pengukuran.models import Bukti, Realisasi
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, Target, TargetIndikator
from tests.dasbor.daftar.baca import baris, data, di, halaman
from tests.pengisian.jejak.reading import OPERATORS, READERS

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_accounts_are_for_those_who_keep_them(client_of: SignIn) -> None:
    for name, args in (("daftar_pengguna", []), ("unduh_daftar_pengguna", ["csv"])):
        for who in (*OPERATORS, *(who for who in READERS if who != "administrator")):
            response = client_of(who).get(di(name, *args))
            assert response.status_code == 403
            assert "Hanya administrator" in response.content.decode()
    assert di("daftar_pengguna") in halaman(client_of("administrator"), di("daftar_data")).xpath("//main//a/@href")
    assert di("daftar_pengguna") not in halaman(client_of("auditor"), di("daftar_data")).xpath("//main//a/@href")
    assert di("jejak") not in halaman(client_of("operator"), di("daftar_data")).xpath("//main//a/@href")


def test_only_accounts_of_the_own_satker_without_secrets(
    client_of: SignIn, cast: dict[str, Pengguna], satker: Satker, satker_lain: Satker
) -> None:
    dua = cast["pimpinan"]
    Keanggotaan.objects.create(pengguna=dua, satker=satker_lain, peran="administrator")
    kemarin = timezone.localdate() - timedelta(days=1)
    Keanggotaan.objects.create(pengguna=dua, satker=satker, peran="auditor", mulai=date(2020, 1, 1), selesai=kemarin)
    client = client_of("administrator")
    stored = data(client, di("unduh_daftar_pengguna", "json"), {"kolom": ["username", "peran", "aktif", "berakhir"]})
    rows = {row["nilai"]["username"]: row["nilai"] for row in stored["baris"]}
    assert set(rows) == {cast[who].username for who in (*OPERATORS, *READERS)}
    assert (rows[dua.username]["peran"], rows[dua.username]["berakhir"]) == ("Pimpinan", "Auditor")
    text = client.get(di("unduh_daftar_pengguna", "json")).content.decode()
    assert all(user.password not in text for user in Pengguna.objects.all())


def test_lists_hold_nothing_of_another_entitas(client_of: SignIn) -> None:
    for nama in ("daftar_indikator", "daftar_target", "daftar_realisasi", "daftar_bukti", "kutipan"):
        url = di(nama).replace("/5371/", "/5371-sekretariat/")
        assert baris(halaman(client_of("auditor"), url)) == [], nama


def test_earlier_versions_of_a_target_stand_beside_the_one_that_counts(client_of: SignIn, entitas: Entitas) -> None:
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    pk = PerjanjianKinerja.objects.create(entitas=entitas, tahun=2024, versi=9, nama="PK perubahan")
    Target.objects.create(adopsi=adopsi, sumber="pk", tahun=2024, perjanjian=pk, nilai=Decimal("70"))
    asked = {"q": "partisipasi pemilih", "sumber": "Perjanjian kinerja", "kolom": ["target", "versi"]}
    rows = baris(halaman(client_of("auditor"), di("daftar_target"), asked))
    assert [row[2:] for row in rows if row[0] == "6"] == [["85%", "1"], ["70%", "9"]]
    (satu,) = [r for r in baris(halaman(client_of("auditor"), di("daftar_indikator"))) if r[0] == "6"]
    assert satu[4] == "70%"


def test_the_national_promise_stands_where_none_was_written_down(client_of: SignIn, entitas: Entitas) -> None:
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    Target.objects.filter(adopsi=adopsi, sumber="nasional", tahun=2024).delete()
    TargetIndikator.objects.create(indikator=adopsi.indikator, tahun=2024, nilai=Decimal("77.5"))
    asked = {"sumber": "Nasional", "kolom": ["target"]}
    rows = [row for row in baris(halaman(client_of("auditor"), di("daftar_target"), asked)) if row[0] == "6"]
    assert [row[2] for row in rows] == ["77,50%"]
    Target.objects.create(adopsi=adopsi, sumber="nasional", tahun=2024, nilai=Decimal("78"))
    rows = [row for row in baris(halaman(client_of("auditor"), di("daftar_target"), asked)) if row[0] == "6"]
    assert [row[2] for row in rows] == ["78%"]


def test_a_quarter_is_judged_by_its_own_target(client_of: SignIn, entitas: Entitas) -> None:
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    Target.objects.create(adopsi=adopsi, sumber="triwulan", tahun=2024, triwulan=2, nilai=Decimal("50"))
    Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=2, nilai=Decimal("25"), tahap="diajukan")
    asked = {"periode": "Triwulan II", "kolom": ["periode", "target", "realisasi", "capaian", "tahap"]}
    page = halaman(client_of("auditor"), di("daftar_realisasi"), asked)
    assert [row[2:] for row in baris(page)] == [["Triwulan II", "50%", "25%", "50%", "Diajukan"]]
    assert page.xpath("//main//table//td/a/@href") == [di("indikator", 6) + "?triwulan=2"]


def test_evidence_leads_to_the_page_that_shows_it(
    client_of: SignIn, entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    realisasi = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)
    given = {"jenis": "catatan", "catatan": "Isi.", "ditambahkan_oleh": cast["operator"]}
    Bukti.objects.create(realisasi=realisasi, judul="Rekap <b>KPU</b>", **given)
    client = client_of("operator_lain")
    (href,) = halaman(client, di("daftar_bukti"), {"q": "rekap"}).xpath("//main//table//td/a/@href")
    assert href == di("indikator", 6) + "#judul-telusur"
    page = halaman(client, href.partition("#")[0])
    assert "Rekap <b>KPU</b>" in page.get_element_by_id("judul-telusur").getparent().getparent().text_content()
    # Taking a list out changes nothing and is no act on a figure.
    before = Jejak.objects.count()
    client.get(di("unduh_daftar_bukti", "csv"))
    assert Jejak.objects.count() == before


def test_the_journal_tells_what_happened_where_it_is_asked(client_of: SignIn) -> None:
    page = halaman(client_of("auditor"), di("jejak"), {"kolom": ["kejadian"]})
    assert all(row[1].endswith(".") for row in baris(page))
    (number,) = page.xpath("//main//table/tbody/tr[1]/td[1]/a/@aria-label")
    assert number == f"Nomor {baris(page)[0][0]}"


ISI = ("daftar_target", "daftar_realisasi", "daftar_bukti", "daftar_pengguna", "daftar_anggaran", "jejak")


def count(client: Client, url: str, asked: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, asked).status_code == 200
    return len(queries)


@pytest.mark.parametrize("nama", ISI)
def test_more_rows_need_no_more_queries_on_page_and_in_files(
    client_of: SignIn, entitas: Entitas, satker: Satker, cast: dict[str, Pengguna], nama: str
) -> None:
    client = client_of("administrator")
    kolom = halaman(client, di(nama)).xpath("//main//details//input[@type='checkbox']/@value")
    asked = {"kolom": kolom}
    _add(entitas, satker, cast["operator"], 2)
    before = count(client, di(nama), asked), count(client, di(f"unduh_{nama}", "csv"), asked)
    _add(entitas, satker, cast["operator"], 20)
    assert (count(client, di(nama), asked), count(client, di(f"unduh_{nama}", "csv"), asked)) == before
    assert before[0] <= 15


def _add(entitas: Entitas, satker: Satker, operator: Pengguna, jumlah: int) -> None:
    """More of everything that lists hold."""
    realisasi = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)
    adopsi = realisasi.adopsi
    versi = PerjanjianKinerja.objects.filter(entitas=entitas, tahun=2024).count()
    for n in range(versi, versi + jumlah):
        pk = PerjanjianKinerja.objects.create(entitas=entitas, tahun=2024, versi=n + 1, nama=f"PK {n}")
        Target.objects.create(adopsi=adopsi, sumber="pk", tahun=2024, perjanjian=pk, nilai=Decimal("70"))
        Bukti.objects.create(
            realisasi=realisasi, jenis="catatan", judul=f"Bukti {n}", catatan="x", ditambahkan_oleh=operator
        )
        orang = Pengguna.objects.create_user(username=f"orang-{n}", nama=f"Orang {n}")
        Keanggotaan.objects.create(pengguna=orang, satker=satker, peran="auditor")
    for triwulan in (1, 2, 3, 4):
        Realisasi.objects.get_or_create(adopsi=adopsi, tahun=2024, triwulan=triwulan, defaults={"nilai": Decimal(1)})
