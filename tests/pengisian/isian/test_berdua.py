"""Two people at once, a form that closed while somebody typed, raw drafts, and the working while typing."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna, Satker
from apps.pengukuran.models import Analisis, DrafIsian, Realisasi
from apps.siklus.models import Periode
from tests.pengisian.isian.conftest import Peramban, alamat, bagian, galat, halaman, isian, pesan, teks

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def test_a_stale_form_shows_both_values_and_loses_nothing(
    operator: Peramban, client_of: ClientOf, realisasi: Realisasi
) -> None:
    lama = operator.buka()
    Peramban(client_of("verifikator")).kirim(nilai="71", hambatan="Dari verifikator")
    response = operator.kirim(lama, nilai="72,5", uraian="Punya saya")
    assert response.status_code == 200
    page = halaman(response)
    assert "Isian ini berubah sejak Anda membukanya" in bagian(page, "judul-bentrok")
    rows = {
        teks(tr.find("th")): [teks(td) for td in tr.findall("td")]
        for tr in page.xpath("//*[@aria-labelledby='judul-bentrok']//tbody/tr")
    }
    assert rows == {
        "Nilai": ["71%", "72,5%"],
        "Uraian capaian": ["(kosong)", "Punya saya"],
        "Hambatan dan penyebab": ["Dari verifikator", "(kosong)"],
    }
    assert "Tersimpan sekarang oleh verifikator-semua-5371" in bagian(page, "judul-bentrok")
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == 71
    assert (isian(page)["nilai"], isian(page)["uraian"]) == (["72,5"], ["Punya saya"])
    assert operator.kirim(page, hambatan="Dari verifikator").status_code == 302
    assert str(Realisasi.objects.get(pk=realisasi.pk).nilai) == "72.5000"
    analisis = Analisis.objects.get(realisasi=realisasi)
    assert (analisis.uraian, analisis.hambatan) == ("Punya saya", "Dari verifikator")


def test_a_stale_form_can_give_way_to_what_is_stored(
    operator: Peramban, client_of: ClientOf, realisasi: Realisasi
) -> None:
    lama = operator.buka()
    Peramban(client_of("verifikator")).kirim(nilai="71")
    page = halaman(operator.kirim(lama, nilai="72,5"))
    form = page.xpath("//*[@aria-labelledby='judul-bentrok']//form")[0]
    operator.client.post(form.get("action"), {"buang": "ya"})
    assert isian(operator.buka())["nilai"] == ["71"]
    assert not DrafIsian.objects.exists()


def test_a_stale_form_that_is_left_comes_back_as_a_draft_and_is_stale_again(
    operator: Peramban, client_of: ClientOf, realisasi: Realisasi
) -> None:
    lama = operator.buka()
    Peramban(client_of("verifikator")).kirim(nilai="71")
    operator.kirim(lama, nilai="72,5")
    response = operator.kirim(operator.buka())
    assert "Isian ini berubah sejak Anda membukanya" in bagian(halaman(response), "judul-bentrok")
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == 71


def test_two_people_who_begin_the_same_entry(operator: Peramban, client_of: ClientOf, realisasi: Realisasi) -> None:
    Periode.objects.update_or_create(
        entitas=realisasi.adopsi.entitas, tahun=2024, triwulan=3, defaults={"dibuka": True, "tenggat": None}
    )
    lama = operator.buka(triwulan=3)
    kedua = Peramban(client_of("verifikator")).kirim(triwulan=3, cara="langsung", nilai="60")
    assert kedua.status_code == 302
    page = halaman(operator.kirim(lama, triwulan=3, cara="langsung", nilai="61"))
    assert "Isian ini berubah sejak Anda membukanya" in teks(page)
    assert str(Realisasi.objects.get(adopsi=realisasi.adopsi, tahun=2024, triwulan=3).nilai) == "60.0000"


def test_a_form_that_closed_meanwhile_keeps_the_typing_and_says_why(
    operator: Peramban, periode: Periode, realisasi: Realisasi
) -> None:
    page = operator.buka()
    periode.tenggat = timezone.localdate() - timedelta(days=1)
    periode.save()
    response = operator.kirim(page, nilai="70", uraian="Ketikan saya", dilakukan__60__isi="Baris saya")
    assert response.status_code == 403
    assert "sudah lewat" in pesan(response)
    assert "Administrator satker Anda dapat memberi perpanjangan" in pesan(response)
    ketikan = bagian(halaman(response), "judul-ketikan")
    assert "Uraian capaian Ketikan saya" in ketikan
    assert "Upaya yang dilakukan, uraian Baris saya" in ketikan
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai
    periode.tenggat = timezone.localdate()
    periode.save()
    assert isian(operator.buka())["uraian"] == ["Ketikan saya"]


def test_what_is_typed_is_kept_and_shown_again_until_it_is_saved(operator: Peramban, realisasi: Realisasi) -> None:
    data = isian(operator.buka()) | {"nilai": ["seratus?"], "uraian": ["Setengah kali"]}
    answer = operator.client.post(alamat("isi_draf"), data)
    assert set(json.loads(answer.content)) == {"pukul"}
    page = operator.buka()
    assert "Belum disimpan" in teks(page.find_class("isian-draf")[0])
    assert (isian(page)["nilai"], isian(page)["uraian"]) == (["seratus?"], ["Setengah kali"])
    assert "bukan angka" in teks(page.get_element_by_id("hitung"))
    assert "penanda" not in DrafIsian.objects.get().isi
    operator.kirim(page, nilai="70")
    assert not DrafIsian.objects.exists()
    assert not operator.buka().find_class("isian-draf")


def test_a_draft_is_thrown_away_when_asked(operator: Peramban, realisasi: Realisasi) -> None:
    operator.client.post(alamat("isi_draf"), isian(operator.buka()) | {"uraian": ["Salah"]})
    response = operator.client.post(alamat("isi_draf"), {"buang": "ya"})
    assert response["Location"] == alamat()
    assert isian(operator.buka())["uraian"] == [""]
    assert not DrafIsian.objects.exists()


def test_a_draft_is_nobody_elses(operator: Peramban, client_of: ClientOf) -> None:
    operator.client.post(alamat("isi_draf"), isian(operator.buka()) | {"uraian": ["Rahasia saya"]})
    for who in ("verifikator", "administrator", "auditor"):
        assert "Rahasia saya" not in client_of(who).get(alamat()).content.decode()


def test_a_draft_is_no_figure_and_no_entry_of_the_journal(operator: Peramban, realisasi: Realisasi) -> None:
    jejak = Jejak.objects.count()
    operator.client.post(alamat("isi_draf"), isian(operator.buka()) | {"nilai": ["1"]})
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai
    assert Jejak.objects.count() == jejak


def test_too_much_text_is_not_kept_and_that_is_said(operator: Peramban) -> None:
    answer = operator.client.post(alamat("isi_draf"), {"uraian": "x" * 200_001})
    assert answer.status_code == 413
    assert not DrafIsian.objects.exists()


def test_reading_a_page_writes_nothing(operator: Peramban) -> None:
    before = (Jejak.objects.count(), DrafIsian.objects.count())
    for nama in ("isi", "isi_periksa", "bukti_tambah", "isi_hitung", "isi_draf"):
        assert operator.client.get(alamat(nama)).status_code in (200, 302)
    assert (Jejak.objects.count(), DrafIsian.objects.count()) == before


def hitung(operator: Peramban, **ubah: str) -> str:
    data = isian(operator.buka()) | {name: [value] for name, value in ubah.items()}
    response = operator.client.post(alamat("isi_hitung"), data)
    assert response.status_code == 200
    return teks(halaman(response))


def test_the_working_follows_the_typing(operator: Peramban, realisasi: Realisasi) -> None:
    jawaban = hitung(operator, cara="pecahan", pembilang="203.341", penyebut="291.906")
    assert "realisasi = 203.341 ÷ 291.906 × 100% = 69,659753%" in jawaban
    assert "81,95%" in jawaban
    assert "116,47%" in hitung(operator, cara="langsung", nilai="99")
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"nilai": "abc"}, "bukan angka"),
        ({"nilai": ""}, "Isi angkanya"),
        ({"cara": "pecahan", "pembilang": "1", "penyebut": "0"}, "Penyebut harus lebih besar dari nol"),
        ({"cara": "pecahan", "pembilang": "", "penyebut": ""}, "Isi angkanya"),
        ({"cara": "tidak-ada"}, "tidak-ada"),
        ({"cara": "langsung", "nilai": "9" * 400}, "terlalu besar"),
        ({"nilai": "0"}, "Nilainya 0"),
        ({"nilai": "120"}, "lebih dari 100%"),
        ({"keandalan": "diragukan", "alasan_keandalan": "x"}, "Realisasi diragukan"),
    ],
)
def test_mistakes_while_typing_are_words_and_never_a_failure(
    operator: Peramban, ubah: dict[str, str], kalimat: str
) -> None:
    assert kalimat in hitung(operator, **ubah)


@pytest.mark.parametrize("who", ["pimpinan", "auditor", "operator_lain"])
def test_only_those_who_fill_in_type(client_of: ClientOf, periode: Periode, who: str) -> None:
    client = client_of(who)
    for nama in ("isi", "isi_hitung", "isi_draf"):
        assert client.post(alamat(nama), {"cara": "langsung", "nilai": "1"}).status_code == 403, nama
    assert not DrafIsian.objects.exists()


@pytest.mark.parametrize("who", ["satker_lain", "tanpa_peran"])
def test_for_strangers_no_entry_exists(client_of: ClientOf, periode: Periode, who: str) -> None:
    client = client_of(who)
    for nama in ("isi", "isi_hitung", "isi_draf", "isi_periksa", "bukti_tambah"):
        assert client.get(alamat(nama)).status_code == 404, nama
        assert client.post(alamat(nama)).status_code == 404, nama


@pytest.mark.parametrize("who", ["pimpinan", "auditor", "operator_lain"])
def test_readers_see_the_same_page_in_words_with_the_reason(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, who: str
) -> None:
    page = halaman(client_of(who).get(alamat()))
    assert not page.xpath("//form[@id='formulir']")
    notice = " ".join(teks(n) for n in page.find_class("notice"))
    assert ("subbagian lain" if who == "operator_lain" else "hanya membaca") in notice
    assert "Laporan Sosialisasi" in bagian(page, "jawaban-1")
    assert "Cuaca." in bagian(page, "jawaban-2")
    assert "81,95%" in teks(page.get_element_by_id("hitung"))


def test_the_verifikator_goes_on_to_the_checking(
    client_of: ClientOf, lengkap: Realisasi, langkah: Callable[..., Realisasi]
) -> None:
    langkah("operator", "ajukan", lengkap)
    for who, links in (("verifikator", 1), ("operator", 0), ("pimpinan", 0)):
        page = halaman(client_of(who).get(alamat()))
        assert len(page.xpath("//main//a[.='Periksa isian ini']")) == links, who


def test_what_was_verified_by_its_own_submitter_says_so(
    client_of: ClientOf, lengkap: Realisasi, satker: Satker, langkah: Callable[..., Realisasi]
) -> None:
    Satker.objects.filter(pk=satker.pk).update(verifikasi_sendiri=True)
    langkah("verifikator", "ajukan", lengkap)
    langkah("verifikator", "verifikasi", lengkap)
    assert "Diverifikasi pengajunya sendiri" in teks(
        halaman(client_of("auditor").get(alamat())).find_class("actions")[0]
    )


def test_remarks_are_only_for_those_who_can_mend_them(
    client_of: ClientOf, periode: Periode, realisasi: Realisasi
) -> None:
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=0)
    sight = {
        who: "Nilainya 0" in client_of(who).get(alamat()).content.decode()
        for who in ("operator", "verifikator", "operator_lain", "pimpinan", "auditor")
    }
    assert sight == {
        "operator": True,
        "verifikator": True,
        "operator_lain": False,
        "pimpinan": False,
        "auditor": False,
    }


def test_a_closed_period_says_who_can_open_it(operator: Peramban, periode: Periode) -> None:
    periode.dibuka = False
    periode.save()
    page = operator.buka()
    assert not page.xpath("//form[@id='formulir']")
    assert "Administrator satker Anda dapat membukanya" in teks(page)


def test_a_returned_entry_says_by_whom_and_why(
    operator: Peramban, lengkap: Realisasi, langkah: Callable[..., Realisasi], cast: dict[str, Pengguna]
) -> None:
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan Model D.Hasil.")
    response = operator.client.get(alamat())
    assert f"Dikembalikan oleh {cast['verifikator'].nama}" in pesan(response)
    assert "Lampirkan Model D.Hasil." in pesan(response)
    steps = [teks(li) for li in halaman(response).find_class("steps")[0]]
    assert steps == ["Draf, selesai", "Perbaikan", "Diajukan", "Diverifikasi", "Disahkan"]
    assert galat(response) == []


@pytest.mark.parametrize(
    "nilai", ["\0", "9" * 60, "-1", "1e400", "٣", "{{ 7*7 }}", "' OR 1=1 --", "\u202e<b", "NaN", "\U0001f600" * 50]
)
def test_nonsense_in_every_field_is_words_and_never_a_failure(operator: Peramban, nilai: str) -> None:
    page = operator.buka()
    names = [name for name in isian(page) if name not in ("penanda", "ditanya")] + ["dukungan", "tingkat", "alasan"]
    for cara in ("pecahan", nilai):
        data = dict.fromkeys(names, nilai) | {"cara": cara}
        assert operator.client.post(alamat("isi_hitung"), data).status_code == 200
        assert operator.client.post(alamat("isi_draf"), data).status_code in (200, 413)
        assert operator.client.post(alamat(), {**data, "aksi": nilai}).status_code in (200, 302)
        assert operator.client.get(alamat()).status_code == 200
    assert "\0" not in str(DrafIsian.objects.get().isi)
