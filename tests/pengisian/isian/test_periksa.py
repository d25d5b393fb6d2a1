"""Periksa jawaban: everything once more, what is missing, handing in and taking back."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.pengukuran.models import Realisasi, TransisiRealisasi
from tests.pengisian.isian.conftest import Peramban, alamat, bagian, halaman, pesan, teks

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Step = Callable[..., Realisasi]


def ajukan(client: Client, versi: int, aksi: str = "ajukan"):  # type: ignore[no-untyped-def]
    return client.post(alamat("isi_periksa"), {"aksi": aksi, "versi": versi})


def tombol(client: Client) -> list[str]:
    page = halaman(client.get(alamat("isi_periksa")))
    return [teks(b) for b in page.xpath("//button[@name='aksi']")]


def test_saving_to_hand_in_leads_to_all_answers(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(aksi="periksa", hambatan="Hujan deras", direncanakan__0__isi="Sosialisasi ulang")
    assert response["Location"] == alamat("isi_periksa")
    page = halaman(operator.client.get(response["Location"]))
    assert "Hujan deras" in bagian(page, "jawaban-2")
    assert "Sosialisasi ulang" in bagian(page, "jawaban-3")
    assert "69,66%" in bagian(page, "jawaban-1")
    assert "81,95%" in bagian(page, "judul-hitung")
    ubah = {a.get("href") for a in page.xpath("//dd/a")}
    assert f"{alamat()}#id_hambatan" in ubah
    target = {name.get("id") for name in operator.buka().xpath("//*[@id]")}
    assert {link.split("#")[1] for link in ubah} <= target


def test_what_is_missing_stands_there_and_leads_to_its_field(operator: Peramban, realisasi: Realisasi) -> None:
    page = halaman(operator.client.get(alamat("isi_periksa")))
    links = {a.get("href"): teks(a) for a in page.xpath("//section[@aria-labelledby='judul-kurang']//a")}
    assert set(links) == {f"{alamat()}#id_hambatan", f"{alamat()}#bukti"}
    assert tombol(operator.client) == []
    response = ajukan(operator.client, realisasi.versi)
    assert "Belum dapat diajukan" in pesan(operator.client.get(response["Location"]))
    assert Realisasi.objects.get(pk=realisasi.pk).tahap == "draf"


def test_a_complete_entry_is_handed_in_and_then_only_read(operator: Peramban, lengkap: Realisasi) -> None:
    assert tombol(operator.client) == ["Ajukan realisasi tahunan 2024"]
    response = ajukan(operator.client, lengkap.versi)
    assert response["Location"] == alamat()
    sesudah = operator.client.get(response["Location"])
    assert "sudah diajukan. Verifikator akan memeriksanya" in pesan(sesudah)
    assert not halaman(sesudah).xpath("//form[@id='formulir']")
    assert teks(halaman(sesudah).xpath("//li[@aria-current='step']")[0]) == "Diajukan"
    assert TransisiRealisasi.objects.get().oleh.username == "operator-teknis-5371"


def test_it_can_be_taken_back_until_somebody_has_begun(operator: Peramban, lengkap: Realisasi, langkah: Step) -> None:
    langkah("operator", "ajukan", lengkap)
    assert tombol(operator.client) == ["Tarik kembali"]
    assert [teks(b) for b in operator.buka().xpath("//main//button[@name='aksi']")] == ["Tarik kembali"]
    versi = Realisasi.objects.get(pk=lengkap.pk).versi
    ajukan(operator.client, versi, "tarik")
    assert Realisasi.objects.get(pk=lengkap.pk).tahap == "draf"
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "periksa", lengkap)
    assert tombol(operator.client) == []
    response = ajukan(operator.client, Realisasi.objects.get(pk=lengkap.pk).versi, "tarik")
    assert "sudah mulai memeriksa" in pesan(operator.client.get(response["Location"]))


@pytest.mark.parametrize("versi", ["0", "", "x", "9" * 30])
def test_a_stale_page_hands_nothing_in(operator: Peramban, lengkap: Realisasi, versi: str) -> None:
    response = operator.client.post(alamat("isi_periksa"), {"aksi": "ajukan", "versi": versi})
    assert "berubah sejak Anda membuka" in pesan(operator.client.get(response["Location"]))
    assert Realisasi.objects.get(pk=lengkap.pk).tahap == "draf"


@pytest.mark.parametrize("who", ["operator_lain", "pimpinan", "auditor"])
def test_others_read_the_answers_but_hand_nothing_in(client_of: ClientOf, lengkap: Realisasi, who: str) -> None:
    client = client_of(who)
    assert tombol(client) == []
    assert not halaman(client.get(alamat("isi_periksa"))).xpath("//dd/a[contains(., 'Ubah')]")
    response = ajukan(client, lengkap.versi)
    assert Realisasi.objects.get(pk=lengkap.pk).tahap == "draf"
    assert response.status_code == 403


def test_steps_of_others_cannot_be_slipped_in(operator: Peramban, lengkap: Realisasi, langkah: Step) -> None:
    langkah("operator", "ajukan", lengkap)
    ajukan(operator.client, Realisasi.objects.get(pk=lengkap.pk).versi, "verifikasi")
    assert Realisasi.objects.get(pk=lengkap.pk).tahap == "diajukan"


def test_nothing_saved_leads_back_to_the_form(operator: Peramban) -> None:
    url = alamat("isi_periksa", triwulan=1)
    response = operator.client.get(url)
    assert response["Location"] == alamat(triwulan=1)


def test_unsaved_typing_is_named_before_handing_in(operator: Peramban, lengkap: Realisasi) -> None:
    operator.client.post(alamat("isi_draf"), {"uraian": "Belum disimpan"})
    assert "Ada ketikan Anda yang belum disimpan" in pesan(operator.client.get(alamat("isi_periksa")))
