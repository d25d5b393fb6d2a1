"""Checking an entry: everything on one page, every step by a button, nothing typed is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.organisasi.models import Pengguna, Satker
from apps.pengukuran.models import Bukti, Realisasi
from apps.siklus.models import Pengesahan, Periode, Perpanjangan

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]
HALAMAN = "/5371/2024/verifikasi/6/tahunan/"


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def tree_of(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.content.decode()[:600]
    return lxml.html.fromstring(response.content)


def url(pk: int, langkah: str) -> str:
    return reverse("langkah", args=["5371", 2024, pk, langkah])


@pytest.fixture
def diajukan(periode: Periode, lengkap: Realisasi, langkah: Step) -> Realisasi:
    return langkah("operator", "ajukan", lengkap)


def test_everything_to_judge_by_stands_on_one_page(client_of: ClientOf, diajukan: Realisasi, cast: Cast) -> None:
    Realisasi.objects.filter(adopsi=diajukan.adopsi, tahun=2023).update(keandalan="sah", nilai=93)
    text = words(tree_of(client_of("verifikator").get(HALAMAN)))
    for part in (
        "69,66%",
        "85%",
        "capaian = realisasi ÷ target",
        "turun 23,34 poin dari nilai sebelumnya, 93%",
        "2023",
        "Cuaca.",
        "Rekap",
        "D.Hasil",
        f"Diajukan{cast['operator'].nama}",
    ):
        assert part in text, part


def test_a_file_of_evidence_can_be_downloaded(client_of: ClientOf, diajukan: Realisasi, cast: Cast) -> None:
    Bukti.objects.create(
        realisasi=diajukan,
        jenis="tautan",
        judul="Situs",
        tautan="https://example.go.id/rekap",
        ditambahkan_oleh=cast["operator"],
    )
    tree = tree_of(client_of("verifikator").get(HALAMAN))
    (link,) = tree.xpath("//a[@href='https://example.go.id/rekap']")
    assert "noreferrer" in link.get("rel")


@pytest.mark.parametrize(
    ("who", "alasan"),
    [
        ("auditor", "Pemeriksaan dilakukan verifikator"),
        ("pimpinan", "Pemeriksaan dilakukan verifikator"),
        ("operator", "Pemeriksaan dilakukan verifikator"),
    ],
)
def test_readers_see_the_page_without_actions_and_with_why(
    client_of: ClientOf, diajukan: Realisasi, who: str, alasan: str
) -> None:
    tree = tree_of(client_of(who).get(HALAMAN))
    assert alasan in words(tree)
    assert not tree.xpath("//main//form")


@pytest.mark.parametrize(("who", "melihat"), [("operator", True), ("operator_lain", False), ("auditor", False)])
def test_remarks_are_for_those_who_can_mend_them(
    client_of: ClientOf, periode: Periode, realisasi: Realisasi, who: str, melihat: bool
) -> None:
    text = words(tree_of(client_of(who).get(HALAMAN)))
    assert ("Lampirkan sedikitnya satu bukti dukung." in text) is melihat


def test_nothing_entered_is_said(client_of: ClientOf, periode: Periode, realisasi: Realisasi) -> None:
    realisasi.delete()
    tree = tree_of(client_of("verifikator").get(HALAMAN))
    assert "Belum diisi" in words(tree)
    assert not tree.xpath("//main//form")


def test_an_unknown_indicator_does_not_exist(client_of: ClientOf) -> None:
    assert client_of("verifikator").get("/5371/2024/verifikasi/99/tahunan/").status_code == 404


def test_checking_begins_by_a_button_and_is_seen(client_of: ClientOf, diajukan: Realisasi, cast: Cast) -> None:
    response = client_of("verifikator").post(url(diajukan.pk, "periksa"), {"versi": diajukan.versi})
    assert response["Location"] == HALAMAN
    diajukan.refresh_from_db()
    assert diajukan.diperiksa_oleh == cast["verifikator"]
    assert "Mulai periksa" not in words(tree_of(client_of("verifikator").get(HALAMAN)))


def test_verifying_leads_back_to_the_queue_with_a_message(client_of: ClientOf, diajukan: Realisasi) -> None:
    client = client_of("verifikator")
    response = client.post(url(diajukan.pk, "verifikasi"), {"versi": diajukan.versi}, follow=True)
    assert response.redirect_chain == [("/5371/2024/tugas/", 302)]
    assert "Indikator 6 (Tahunan 2024) sudah diverifikasi." in words(tree_of(response))
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diverifikasi"


def test_a_return_needs_a_reason_and_says_so(client_of: ClientOf, diajukan: Realisasi) -> None:
    tree = tree_of(
        client_of("verifikator").post(url(diajukan.pk, "kembalikan"), {"versi": diajukan.versi, "alasan": " "})
    )
    (summary,) = tree.xpath("//div[@data-error-summary]//a")
    assert summary.get("href") == "#id_alasan"
    assert tree.xpath("//details[@open]")
    assert tree.findtext(".//title").startswith("Galat: ")
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diajukan"


def test_a_return_with_more_time_after_the_deadline(client_of: ClientOf, diajukan: Realisasi, periode: Periode) -> None:
    hari = timezone.localdate()
    Periode.objects.filter(pk=periode.pk).update(tenggat=hari - timedelta(days=1))
    batas = hari + timedelta(days=3)
    data = {"versi": diajukan.versi, "alasan": "Lampirkan D.Hasil.", "batas": batas.isoformat()}
    response = client_of("verifikator").post(url(diajukan.pk, "kembalikan"), data)
    assert response["Location"] == "/5371/2024/tugas/"
    assert Perpanjangan.objects.get().sampai == batas
    assert "sisa 3 hari" in client_of("operator").get("/5371/2024/tugas/").content.decode()


@pytest.mark.parametrize(("batas", "kata"), [("31-31-2025", "tidak dapat dibaca"), ("2020-01-01", "sudah lewat")])
def test_a_wrong_limit_keeps_what_was_typed(client_of: ClientOf, diajukan: Realisasi, batas: str, kata: str) -> None:
    data = {"versi": diajukan.versi, "alasan": "Lampirkan D.Hasil.", "batas": batas}
    tree = tree_of(client_of("verifikator").post(url(diajukan.pk, "kembalikan"), data))
    assert kata in words(tree)
    assert tree.xpath("//textarea")[0].text_content().strip() == "Lampirkan D.Hasil."
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diajukan"


def test_more_time_is_offered_only_when_time_is_short(
    client_of: ClientOf, diajukan: Realisasi, periode: Periode
) -> None:
    Periode.objects.filter(pk=periode.pk).update(tenggat=timezone.localdate() + timedelta(days=8))
    assert not tree_of(client_of("verifikator").get(HALAMAN)).xpath("//input[@name='batas']")
    Periode.objects.filter(pk=periode.pk).update(tenggat=timezone.localdate() + timedelta(days=7))
    assert tree_of(client_of("verifikator").get(HALAMAN)).xpath("//input[@name='batas']")


def test_a_stale_page_shows_both_values_and_keeps_the_reason(client_of: ClientOf, diajukan: Realisasi) -> None:
    Realisasi.objects.filter(pk=diajukan.pk).update(versi=diajukan.versi + 1, nilai=71, pembilang=None, penyebut=None)
    data = {"versi": diajukan.versi, "dilihat": "69,66%", "alasan": "Jelaskan hambatannya."}
    tree = tree_of(client_of("verifikator").post(url(diajukan.pk, "kembalikan"), data), 409)
    compare = words(tree.xpath("//dl[@class='compare']")[0])
    assert "69,66%" in compare
    assert "71%" in compare
    assert tree.xpath("//textarea")[0].text_content().strip() == "Jelaskan hambatannya."
    assert {v.get("value") for v in tree.xpath("//input[@name='versi']")} == {str(diajukan.versi + 1)}
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diajukan"


def test_a_colleague_who_was_faster_is_said_and_the_reason_kept(
    client_of: ClientOf, diajukan: Realisasi, langkah: Step
) -> None:
    langkah("verifikator", "kembalikan", diajukan, "Perbaiki dahulu.")
    data = {"versi": diajukan.versi, "dilihat": "69,66%", "alasan": "Tulisan panjang saya."}
    tree = tree_of(client_of("verifikator").post(url(diajukan.pk, "kembalikan"), data), 409)
    assert "sudah berubah sejak Anda membukanya" in words(tree)
    assert "Tulisan panjang saya." in words(tree)


@pytest.mark.parametrize("langkah_", ["periksa", "verifikasi", "kembalikan"])
@pytest.mark.parametrize("who", ["operator", "operator_lain", "pimpinan", "administrator", "auditor"])
def test_steps_are_refused_with_the_reason(client_of: ClientOf, diajukan: Realisasi, who: str, langkah_: str) -> None:
    response = client_of(who).post(url(diajukan.pk, langkah_), {"versi": 0, "alasan": "Coba"})
    assert response.status_code == 403
    assert "Pemeriksaan dilakukan verifikator" in response.content.decode()


def test_strangers_find_no_step(client_of: ClientOf, diajukan: Realisasi) -> None:
    for who in ("satker_lain", "tanpa_peran"):
        assert client_of(who).post(url(diajukan.pk, "verifikasi"), {"versi": diajukan.versi}).status_code == 404
        assert client_of(who).get(HALAMAN).status_code == 404


def test_a_step_is_found_only_in_its_own_year_and_never_by_get(client_of: ClientOf, diajukan: Realisasi) -> None:
    client = client_of("verifikator")
    response = client.get(url(diajukan.pk, "verifikasi"))
    assert response.status_code == 405
    assert "Formulir ini belum terkirim" in response.content.decode()
    assert client.post(url(diajukan.pk, "verifikasi").replace("2024", "2023")).status_code == 404
    assert client.post(url(diajukan.pk, "sahkan")).status_code == 404
    assert client.post(url(10**6, "verifikasi")).status_code == 404


@pytest.mark.parametrize("versi", ["", "abc", "-1", "9" * 40])
def test_a_senseless_version_changes_nothing(client_of: ClientOf, diajukan: Realisasi, versi: str) -> None:
    assert client_of("verifikator").post(url(diajukan.pk, "verifikasi"), {"versi": versi}).status_code in (200, 409)
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diajukan"


def test_the_submitter_cannot_verify_unless_the_satker_allows_it_and_then_it_is_marked(
    client_of: ClientOf, satker: Satker, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    diajukan = langkah("verifikator", "ajukan", lengkap)
    client = client_of("verifikator")
    text = words(tree_of(client.get(HALAMAN)))
    assert "Anda sendiri yang mengajukan isian ini." in text
    assert client.post(url(diajukan.pk, "verifikasi"), {"versi": diajukan.versi}).status_code == 403
    satker.verifikasi_sendiri = True
    satker.save()
    assert "Angka ini akan selalu ditandai demikian." in words(tree_of(client.get(HALAMAN)))
    client.post(url(diajukan.pk, "verifikasi"), {"versi": diajukan.versi})
    assert "Diverifikasi pengajunya sendiri." in words(tree_of(client_of("auditor").get(HALAMAN)))


def test_a_revised_figure_is_marked(client_of: ClientOf, diajukan: Realisasi) -> None:
    Realisasi.objects.filter(pk=diajukan.pk).update(direvisi=True)
    assert "Direvisi sejak edisi terakhir." in words(tree_of(client_of("auditor").get(HALAMAN)))


def test_an_approved_figure_says_why_nothing_can_be_done(
    client_of: ClientOf, diajukan: Realisasi, periode: Periode, cast: Cast
) -> None:
    Realisasi.objects.filter(pk=diajukan.pk).update(tahap="disahkan")
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2025, 1, 20),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    tree = tree_of(client_of("verifikator").get(HALAMAN))
    assert "sudah disahkan pada 20 Januari 2025" in words(tree)
    assert not tree.xpath("//main//form")


def test_taking_back_leads_to_the_entry(client_of: ClientOf, diajukan: Realisasi) -> None:
    response = client_of("operator").post(url(diajukan.pk, "tarik"), {"versi": diajukan.versi})
    assert response["Location"] == "/5371/2024/isi/6/tahunan/"
    diajukan.refresh_from_db()
    assert diajukan.tahap == "draf"


def test_handing_in_what_is_incomplete_says_what_is_missing(
    client_of: ClientOf, periode: Periode, realisasi: Realisasi
) -> None:
    client = client_of("operator")
    response = client.post(url(realisasi.pk, "ajukan"), {"versi": realisasi.versi})
    assert response["Location"] == "/5371/2024/isi/6/tahunan/"
    assert "Lampirkan sedikitnya satu bukti dukung." in words(tree_of(client.get("/5371/2024/tugas/")))


def test_a_closed_period_warns_before_work_is_returned(
    client_of: ClientOf, diajukan: Realisasi, periode: Periode
) -> None:
    Periode.objects.filter(pk=periode.pk).update(dibuka=False)
    assert "bila administrator membukanya" in words(tree_of(client_of("verifikator").get(HALAMAN)))
