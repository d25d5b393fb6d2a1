"""Adopting a published Renstra: a few clicks for the usual case, nothing lost or half saved otherwise."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.test import Client

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.penyusunan.adopsi.isian import Pilihan
from apps.penyusunan.adopsi.services import AdopsiDitolak, adopsi_indikator
from apps.perencanaan.aturan_nasional import IsiTarget
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, Target, TargetIndikator
from apps.siklus.models import Pengesahan, Periode
from tests.perencanaan.kantor import Nasional, renstra_nasional

pytestmark = pytest.mark.django_db
URL = "/5371/2025/rencana/adopsi/"
SignIn = Callable[[str], Client]


@pytest.fixture
def nasional(satker: Satker) -> Nasional:
    return renstra_nasional(satker)


@pytest.fixture
def teknis(satker: Satker) -> Subbagian:
    return Subbagian.objects.get(satker=satker, kode="teknis")


def words(response: HttpResponse) -> str:
    return " ".join(lxml.html.fromstring(response.content).text_content().split())


def form(response: HttpResponse) -> dict[str, Any]:
    """What a browser would post of the page's form, untouched."""
    [found] = [f for f in lxml.html.fromstring(response.content).forms if f.get("data-adopsi") is not None]
    return {name: value for name, value in found.form_values() if name != "csrfmiddlewaretoken"}


def approve(entitas: Entitas, tahun: int, pengguna: Pengguna) -> None:
    periode, _ = Periode.objects.get_or_create(entitas=entitas, tahun=tahun, triwulan=0)
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=date(2026, 2, 1), penandatangan="-", disahkan_oleh=pengguna
    )


def targets(entitas: Entitas) -> dict[str, dict[int, str]]:
    hasil: dict[str, dict[int, str]] = {}
    for target in Target.objects.filter(adopsi__entitas=entitas, adopsi__dari__gte=2025, sumber="renstra"):
        hasil.setdefault(target.adopsi.indikator.kode, {})[target.tahun] = str(target.isi)
    return hasil


# The usual case.


def test_a_plan_is_adopted_by_choosing_a_responsible_and_saving(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client = client_of("administrator")
    isi = form(client.get(URL)) | {"penanggung_jawab": str(teknis.pk)}
    response = client.post(URL, isi, follow=True)
    assert "5 indikator diadopsi dari Renstra Nasional 2025–2029." in words(response)
    assert "Semua indikator Renstra ini sudah diadopsi." in words(response)
    baris = AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).order_by("nomor")
    # The plan of 2020–2024 is over: the numbers begin anew.
    assert [(b.nomor, b.indikator.kode, b.sampai, b.subbagian.kode) for b in baris] == [
        (n, kode, 2029, "teknis") for n, kode in enumerate(("naik", "turun", "tepat", "predikat", "bebas"), start=1)
    ]
    lima = range(2025, 2030)
    assert targets(entitas) == {
        "naik": dict.fromkeys(lima, "80"),
        "turun": dict.fromkeys(lima, "5"),
        "tepat": dict.fromkeys(lima, "100"),
        "predikat": dict.fromkeys(lima, "BB"),
    }
    assert Jejak.objects.filter(rantai="5371", tindakan="tambah", objek_jenis="perencanaan.target").count() == 20
    # And the report of the year shows them, beside the nation's.
    assert "Indikator predikat" in words(client.get("/5371/2025/indikator/"))


def test_adoption_in_a_later_year_leaves_out_the_years_before(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client, url = client_of("administrator"), "/5371/2028/rencana/adopsi/"
    client.post(url, form(client.get(url)) | {"penanggung_jawab": str(teknis.pk)})
    assert set(AdopsiIndikator.objects.filter(entitas=entitas, dari=2028).values_list("sampai", flat=True)) == {2029}
    assert targets(entitas)["naik"] == {2028: "80", 2029: "80"}


def test_numbers_continue_and_what_is_adopted_is_shown_as_such(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client = client_of("administrator")
    isi = form(client.get(URL)) | {"penanggung_jawab": str(teknis.pk)}
    for kode in ("naik", "turun"):
        isi.pop(f"pilih-{nasional.indikator[kode].pk}")
    client.post(URL, isi)
    page = client.get(URL)
    assert "2 indikator dapat diadopsi" in words(page)
    assert words(page).count("Sudah diadopsi") == 3
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, indikator=nasional.indikator["tepat"])
    assert f"/admin/perencanaan/adopsiindikator/{adopsi.pk}/change/" in page.content.decode()
    # What was left out before is not ticked by itself.
    sisa = form(page)
    assert not [name for name in sisa if name.startswith("pilih-")]
    client.post(URL, sisa | {"penanggung_jawab": str(teknis.pk), f"pilih-{nasional.indikator['naik'].pk}": "on"})
    assert AdopsiIndikator.objects.get(entitas=entitas, indikator=nasional.indikator["naik"]).nomor == 4


def test_each_indicator_may_have_its_own_responsible_and_targets(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client = client_of("administrator")
    hukum = Subbagian.objects.get(satker=entitas.satker, kode="hukum")
    naik, turun, predikat, bebas = (nasional.indikator[k].pk for k in ("naik", "turun", "predikat", "bebas"))
    isi = form(client.get(URL)) | {
        "penanggung_jawab": str(teknis.pk),
        f"subbagian-{naik}": str(hukum.pk),
        f"target-{naik}-2025": "82,5",
        f"target-{turun}-2025": "6",
        f"target-{turun}-2026": "tanpa target",
        f"alasan-{turun}": "Pemilu susulan.",
        f"target-{predikat}-2025": "A",
        f"target-{bebas}-2027": "3,25",
    }
    assert client.post(URL, isi).status_code == 302
    assert AdopsiIndikator.objects.get(entitas=entitas, indikator=naik).subbagian == hukum
    hasil = targets(entitas)
    assert hasil["naik"][2025] == "82,5" and hasil["predikat"][2025] == "A" and hasil["bebas"] == {2027: "3,25"}
    assert (hasil["turun"][2025], hasil["turun"][2026]) == ("6", "tanpa target")
    catatan = Target.objects.filter(adopsi__indikator=turun).order_by("tahun").values_list("catatan", flat=True)
    # The reason stands only where there is something to give a reason for.
    assert list(catatan) == ["Pemilu susulan.", "Pemilu susulan.", "", "", ""]


def test_the_sekretariat_adopts_for_itself(client_of: SignIn, nasional: Nasional, teknis: Subbagian) -> None:
    client, url = client_of("administrator"), "/5371-sekretariat/2025/rencana/adopsi/"
    client.post(url, form(client.get(url)) | {"penanggung_jawab": str(teknis.pk)})
    jenis = AdopsiIndikator.objects.filter(dari=2025).values_list("entitas__jenis", flat=True)
    assert set(jenis) == {"sekretariat"}


# What cannot be saved.


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client = client_of("administrator")
    naik, turun, tepat = (nasional.indikator[k].pk for k in ("naik", "turun", "tepat"))
    isi = form(client.get(URL)) | {
        "penanggung_jawab": "",
        f"subbagian-{naik}": str(teknis.pk),
        f"target-{naik}-2025": "80.5",
        f"target-{turun}-2026": "banyak",
        f"alasan-{tepat}": "Alasan yang diketik.",
    }
    isi.pop(f"pilih-{tepat}")
    response = client.post(URL, isi)
    assert response.status_code == 200
    page = lxml.html.fromstring(response.content)
    tautan = [a.get("href") for a in page.xpath("//div[@data-error-summary]//a")]
    assert tautan == ["#penanggung_jawab", f"#target-{naik}-2025", f"#target-{turun}-2026"]
    assert all(page.get_element_by_id(href[1:]) is not None for href in tautan)
    assert page.findtext(".//title").startswith("Galat: ")
    assert form(response) == isi
    assert not AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).exists()


def test_worse_targets_without_reason_are_refused_together_and_saved_with_it(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    client = client_of("administrator")
    naik, predikat = (nasional.indikator[k].pk for k in ("naik", "predikat"))
    isi = form(client.get(URL)) | {
        "penanggung_jawab": str(teknis.pk),
        f"target-{naik}-2025": "75",
        f"target-{naik}-2026": "76",
        f"target-{predikat}-2029": "CC",
    }
    response = client.post(URL, isi)
    text = words(response)
    assert "Target 2025 (75) lebih rendah daripada target nasional (80)." in text
    assert "Target 2026 (76) lebih rendah daripada target nasional (80)." in text
    # The field is named as it is labelled, and the fold in which it lies stands open.
    assert "tuliskan alasannya pada “Alasan bila target lebih buruk daripada acuan”" in text
    for pk in (naik, predikat):
        [lipatan] = lxml.html.fromstring(response.content).xpath(f"//details[.//*[@id='alasan-{pk}-galat']]")
        assert lipatan.get("open") is not None
        assert "Alasan bila target lebih buruk daripada acuan" in lipatan.text_content()
    assert "Target 2029 (CC) di bawah target nasional (BB)." in text
    assert form(response) == isi
    assert not AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).exists()
    assert not Jejak.objects.filter(tindakan="ditolak").exists()
    isi |= {f"alasan-{naik}": "Bertahap.", f"alasan-{predikat}": "Bertahap."}
    assert client.post(URL, isi).status_code == 302


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("1,234", "Tulis 1.234 bila itu maksudnya."),
        ("12,345", "Tulis 12.345 bila itu maksudnya."),
        ("999.999.999.999", "Angka terlalu besar. Paling banyak 11 angka di depan koma."),
    ],
)
def test_a_count_is_read_as_everywhere_else(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, teks: str, kalimat: str
) -> None:
    """Three digits behind a comma would be wrong by a factor of a thousand; dots between thousands are no fault."""
    naik = nasional.indikator["naik"]
    Indikator.objects.filter(pk=naik.pk).update(satuan="jumlah", nama_satuan="Laporan")
    client = client_of("administrator")
    isi = form(client.get(URL)) | {"penanggung_jawab": str(teknis.pk), f"target-{naik.pk}-2025": teks}
    response = client.post(URL, isi)
    assert kalimat in words(response)
    assert form(response) == isi
    assert client.post(URL, isi | {f"target-{naik.pk}-2025": "1.234,5"}).status_code == 302
    assert Target.objects.get(adopsi__indikator=naik, tahun=2025).nilai == Decimal("1234.5")


@pytest.mark.parametrize(
    ("kolom", "teks", "kalimat"),
    [
        ("penanggung_jawab", "9" * 5000, "Pilih subbagian penanggung jawabnya."),
        ("alasan-{}", "Berta\0hap.", "Karakter null tidak diizinkan."),
        ("alasan-{}", "x" * 301, "Terlalu panjang. Paling banyak 300 huruf."),
    ],
)
def test_what_no_browser_sends_is_refused_in_a_sentence(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas, kolom: str, teks: str, kalimat: str
) -> None:
    naik = nasional.indikator["naik"].pk
    client = client_of("administrator")
    isi = form(client.get(URL)) | {"penanggung_jawab": str(teknis.pk), f"target-{naik}-2025": "75"}
    response = client.post(URL, isi | {kolom.format(naik): teks})
    assert kalimat in words(response)
    assert not AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).exists()


def test_nothing_ticked_is_said(client_of: SignIn, nasional: Nasional, teknis: Subbagian) -> None:
    response = client_of("administrator").post(URL, {"penanggung_jawab": str(teknis.pk)})
    assert "Belum ada indikator yang dipilih." in words(response)


def test_an_approved_year_refuses_with_its_sentence(
    client_of: SignIn, cast: dict[str, Pengguna], nasional: Nasional, teknis: Subbagian, entitas: Entitas
) -> None:
    approve(entitas, 2026, cast["administrator"])
    client = client_of("administrator")
    isi = form(client.get(URL)) | {"penanggung_jawab": str(teknis.pk)}
    response = client.post(URL, isi)
    assert words(response).count("Tahunan 2026 sudah disahkan pada 1 Februari 2026") == 2  # summary and field
    assert form(response) == isi
    assert Jejak.objects.filter(tindakan="ditolak").count() == 1
    assert not AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).exists()


def test_sending_twice_adopts_once(
    client_of: SignIn, nasional: Nasional, teknis: Subbagian, entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    pilihan = [Pilihan(nasional.indikator["naik"].pk, teknis.pk, {2025: IsiTarget(Decimal(80))})]
    given: dict[str, Any] = {
        "pelaku": cast["administrator"],
        "entitas": entitas,
        "tahun": 2025,
        "renstra_id": nasional.renstra.pk,
    }
    assert adopsi_indikator(**given, pilihan=pilihan) == 1
    with pytest.raises(AdopsiDitolak, match="sudah diadopsi"):
        adopsi_indikator(**given, pilihan=pilihan)
    with pytest.raises(AdopsiDitolak, match="sudah diadopsi"):
        turun = Pilihan(nasional.indikator["turun"].pk, teknis.pk, {})
        adopsi_indikator(**given, pilihan=[turun, turun])
    assert AdopsiIndikator.objects.filter(entitas=entitas, dari=2025).count() == 1


def test_the_service_asks_the_rules_itself(
    nasional: Nasional, teknis: Subbagian, entitas: Entitas, cast: dict[str, Pengguna], satker_lain: Satker
) -> None:
    pilihan = [Pilihan(nasional.indikator["naik"].pk, teknis.pk, {})]
    given: dict[str, Any] = {"entitas": entitas, "tahun": 2025, "renstra_id": nasional.renstra.pk, "pilihan": pilihan}
    for who in ("operator", "verifikator", "pimpinan", "auditor", "satker_lain", "tanpa_peran"):
        with pytest.raises(PermissionDenied):
            adopsi_indikator(pelaku=cast[who], **given)
    admin = cast["administrator"]
    with pytest.raises(ValidationError, match="tidak \\(lagi\\) terbuka"):
        adopsi_indikator(pelaku=admin, **{**given, "tahun": 2030})
    asing = Subbagian.objects.create(satker=satker_lain, kode="asing", nama="Asing", urutan=1)
    with pytest.raises(AdopsiDitolak, match="milik satker lain"):
        adopsi_indikator(pelaku=admin, **{**given, "pilihan": [Pilihan(nasional.indikator["naik"].pk, asing.pk, {})]})
    Renstra.objects.filter(pk=nasional.renstra.pk).update(terbit=None)
    with pytest.raises(ValidationError, match="tidak \\(lagi\\) terbuka"):
        adopsi_indikator(pelaku=admin, **given)
    assert not AdopsiIndikator.objects.filter(dari=2025).exists()


# Who sees what.


def test_without_a_plan_the_page_says_what_to_do(client_of: SignIn) -> None:
    assert "Belum ada Renstra untuk tahun ini" in words(client_of("administrator").get(URL))


def test_an_unpublished_plan_does_not_exist_below(client_of: SignIn, nasional: Nasional) -> None:
    Renstra.objects.filter(pk=nasional.renstra.pk).update(terbit=None)
    client = client_of("administrator")
    assert "Renstra Nasional" not in words(client.get(URL))
    assert client.get(f"{URL}?renstra=renstra-nasional").status_code == 404
    assert client.post(URL, {}).status_code == 404


def test_of_several_plans_one_is_chosen(client_of: SignIn, nasional: Nasional, satker: Satker) -> None:
    Renstra.objects.create(pemilik=satker, kode="sendiri", nama="Renstra Kota", tahun_awal=2025, tahun_akhir=2029)
    client = client_of("administrator")
    page = lxml.html.fromstring(client.get(URL).content)
    assert [a.text for a in page.xpath("//nav[@aria-label='Renstra']//a")] == [
        "Renstra Nasional 2025–2029 (KPU RI)",
        "Renstra Kota (KPU Kota Kupang)",
    ]
    assert "Renstra ini belum memuat indikator" in words(client.get(f"{URL}?renstra=sendiri"))


def test_other_people_are_told_who_adopts(client_of: SignIn, nasional: Nasional) -> None:
    for who in ("operator", "verifikator", "pimpinan", "auditor"):
        response = client_of(who).get(URL)
        assert response.status_code == 403
        assert "administrator" in words(response)
    for who in ("satker_lain", "tanpa_peran"):
        assert client_of(who).get(URL).status_code == 404


def test_the_page_needs_no_more_queries_for_more_indicators(
    client_of: SignIn, nasional: Nasional, django_assert_max_num_queries: Any
) -> None:
    client = client_of("administrator")
    client.get(URL)
    sasaran = nasional.indikator["naik"].sasaran
    for n in range(20):
        baru = nasional.indikator["naik"].__class__.objects.create(
            sasaran=sasaran, kode=f"baru-{n}", nomor=20 + n, nama=f"Baru {n}", satuan="persen"
        )
        TargetIndikator.objects.create(indikator=baru, tahun=2025, nilai=50)
    with django_assert_max_num_queries(15):
        client.get(URL)
