"""Entering a value: saved whole or not at all, in words when something is wrong, and never a figure by accident."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.audit.models import Jejak
from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Analisis, Bukti, DrafIsian, Peristiwa, Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator, Indikator, Target, TingkatSkala
from apps.siklus.models import Periode
from tests.dokumen import samples
from tests.pengisian.isian.conftest import Peramban, alamat, bagian, bidang, galat, halaman, isian, pdf, pesan, teks

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_owed_until_when_and_what_stands(operator: Peramban) -> None:
    page = operator.buka()
    sub = teks(page.find_class("sub")[0])
    assert "Tahunan 2024 · Sub" in sub
    assert "sisa 6 hari" in sub
    assert [teks(li) for li in page.find_class("steps")[0]] == ["Draf", "Diajukan", "Diverifikasi", "Disahkan"]
    assert teks(page.xpath("//li[@aria-current='step']")[0]) == "Draf"
    hitung = teks(page.get_element_by_id("hitung"))
    for kata in ("81,95%", "69,66 ÷ 85 × 100% = 81,952941%", "Baik", "70% s.d. kurang dari 85%", "15,34 poin"):
        assert kata in hitung
    lembar = bagian(page, "judul-tentang")
    for kata in ("Definisi", "÷ Jumlah Total Pemilih) × 100%", "Persen (kumulatif)", "Makin tinggi", "Tabel 9"):
        assert kata in lembar
    rows = [teks(tr) for tr in page.xpath("//*[@aria-labelledby='judul-lalu']//tbody/tr")]
    assert rows[2:] == ["2022 85% 100%†", "2023 85% 100%†", "2024 85% 69,66%*"]


def test_a_new_value_is_saved_with_all_that_is_said_about_it(operator: Peramban, realisasi: Realisasi) -> None:
    peristiwa = Peristiwa.objects.get(kode="pemilu-2024")
    response = operator.kirim(
        cara="pecahan",
        pembilang="203.341",
        penyebut="291.906",
        status_nilai="sementara",
        tanggal_final="2025-03-31",
        keandalan="diragukan",
        alasan_keandalan="Menunggu rekap.",
        sumber="D.Hasil",
        per_tanggal="2024-12-01",
        peristiwa=str(peristiwa.pk),
        catatan_kaki="Catatan",
        uraian="Uraian",
        faktor_keberhasilan="Faktor",
        hambatan="Hujan",
        alternatif="Jemput bola",
    )
    assert response.status_code == 302
    baru = Realisasi.objects.get(pk=realisasi.pk)
    assert (baru.pembilang, baru.penyebut, baru.nilai) == (Decimal(203341), Decimal(291906), None)
    assert (baru.status_nilai, baru.tanggal_final) == ("sementara", date(2025, 3, 31))
    assert (baru.keandalan, baru.alasan_keandalan) == ("diragukan", "Menunggu rekap.")
    assert (baru.sumber, baru.per_tanggal, baru.peristiwa) == ("D.Hasil", date(2024, 12, 1), peristiwa)
    assert baru.versi == realisasi.versi + 1
    analisis = Analisis.objects.get(realisasi=baru)
    assert (analisis.uraian, analisis.hambatan, analisis.alternatif) == ("Uraian", "Hujan", "Jemput bola")
    assert Jejak.objects.filter(objek_jenis="pengukuran.realisasi", objek_id=str(baru.pk)).exists()
    sesudah = operator.client.get(response["Location"])
    assert "Draf disimpan" in pesan(sesudah)
    assert isian(halaman(sesudah))["pembilang"] == ["203.341"]


def test_saving_what_did_not_change_changes_nothing(operator: Peramban, realisasi: Realisasi) -> None:
    jejak = Jejak.objects.count()
    assert operator.kirim().status_code == 302
    assert Realisasi.objects.get(pk=realisasi.pk).versi == realisasi.versi
    assert Jejak.objects.count() == jejak


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"nilai": "seratus"}, "bukan angka"),
        ({"nilai": "98.765"}, "Titik tidak dipakai di isian ini"),
        ({"nilai": "-1"}, "tidak boleh negatif"),
        ({"nilai": "123456789012"}, "Angka terlalu besar"),
        ({"nilai": "1,23456"}, "4 angka di belakang koma"),
        ({"cara": "pecahan", "pembilang": "98,765", "penyebut": "100"}, "Tulis 98.765 bila itu maksudnya"),
        ({"cara": "pecahan", "pembilang": "3", "penyebut": "2"}, "tidak boleh lebih besar daripada penyebut"),
        ({"cara": "pecahan", "pembilang": "3", "penyebut": "0"}, "Penyebut harus lebih besar dari nol"),
        ({"cara": "pecahan", "pembilang": "1.5", "penyebut": "9"}, "titik hanya memisahkan ribuan"),
        ({"cara": "tingkat"}, "pilihan"),
        ({"keandalan": "diragukan"}, "mengapa nilai ini diragukan"),
        ({"per_tanggal": "kemarin"}, "Tanggal tidak terbaca"),
        ({"per_tanggal": "0024-12-01"}, "tidak wajar"),
        ({"sumber": "x" * 301}, "Paling banyak 300"),
        ({"hambatan": "<script>alert(1)</script>"}, "Teks tidak boleh memuat kode HTML"),
        ({"catatan_kaki": "a<!-- b"}, "Teks tidak boleh memuat kode HTML"),
        ({"dilakukan__0__isi": "</p>"}, "Upaya yang dilakukan 1"),
        ({"dilakukan__90__penanggung_jawab": "Kasubbag"}, "Tuliskan uraiannya"),
        ({"peristiwa": "999999"}, "Pilih peristiwa dari daftar tahun ini"),
        ({"dukungan": ["999999"]}, "Pilih kegiatan dari DIPA tahun ini"),
        ({"versi": "satu"}, "angka"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(
    operator: Peramban, realisasi: Realisasi, ubah: dict, kalimat: str
) -> None:
    jejak = Jejak.objects.count()
    page = operator.buka()
    response = operator.kirim(page, uraian="Ketikan panjang saya", **ubah)
    assert response.status_code == 200
    assert any(kalimat in sentence for sentence in galat(response)), galat(response)
    assert isian(halaman(response))["uraian"] == ["Ketikan panjang saya"]
    for name, value in ubah.items():
        if name not in ("cara", "peristiwa", "dukungan", "keandalan"):
            assert isian(halaman(response))[name.replace("__", "-")] == [value]
    for link in halaman(response).xpath("//*[contains(@class, 'error-summary')]//a"):
        halaman(response).get_element_by_id(link.get("href")[1:])
    assert Jejak.objects.count() == jejak
    assert Realisasi.objects.get(pk=realisasi.pk).versi == realisasi.versi
    assert DrafIsian.objects.get().isi["uraian"] == ["Ketikan panjang saya"]


def test_a_less_than_sign_is_not_code(operator: Peramban, realisasi: Realisasi) -> None:
    assert operator.kirim(hambatan="Kehadiran < 50% dan x<3").status_code == 302
    assert Analisis.objects.get(realisasi=realisasi).hambatan == "Kehadiran < 50% dan x<3"


def test_what_another_way_of_giving_the_value_holds_is_not_used(operator: Peramban, realisasi: Realisasi) -> None:
    assert operator.kirim(cara="langsung", nilai="70", pembilang="bukan angka", alasan="x").status_code == 302
    baru = Realisasi.objects.get(pk=realisasi.pk)
    assert (baru.nilai, baru.pembilang, baru.alasan) == (Decimal(70), None, "")


def test_not_yet_measured_needs_a_reason(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(cara="belum_terukur", aksi="periksa")
    assert any("Tuliskan alasan mengapa belum terukur" in g for g in galat(response))
    assert operator.kirim(cara="belum_terukur", alasan="Menunggu KPU RI.").status_code == 302
    baru = Realisasi.objects.get(pk=realisasi.pk)
    assert (baru.keadaan, baru.nilai, baru.alasan) == ("belum_terukur", None, "Menunggu KPU RI.")


def test_a_level_comes_from_the_indicators_own_scale(client_of: Callable[[str], Client], periode: Periode) -> None:
    verifikator = Peramban(client_of("verifikator"))
    page = verifikator.buka(nomor=3)
    assert not bidang(page, "nilai") + bidang(page, "pembilang")
    lain = TingkatSkala.objects.get(skala__kode="opini-bpk", kode="WTP")
    response = verifikator.kirim(page, nomor=3, tingkat=str(lain.pk))
    assert any("Pilih tingkat dari skala" in g for g in galat(response))
    a = TingkatSkala.objects.get(skala__kode="predikat-sakip", kode="A")
    assert verifikator.kirim(nomor=3, tingkat=str(a.pk), skor="82,5").status_code == 302
    baru = Realisasi.objects.get(adopsi__nomor=3, adopsi__entitas__satker__kode="5371", tahun=2024, triwulan=0)
    assert (baru.tingkat, baru.skor) == (a, Decimal("82.50"))


def test_a_missing_value_keeps_the_typing_as_a_draft_and_says_so(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(nilai="", uraian="Sudah saya tulis")
    assert response.status_code == 302
    page = operator.client.get(response["Location"])
    assert "nilainya belum ada" in pesan(page)
    assert isian(halaman(page))["uraian"] == ["Sudah saya tulis"]
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai
    assert not Analisis.objects.filter(realisasi=realisasi).exists()


def test_a_missing_value_cannot_be_handed_in(operator: Peramban) -> None:
    response = operator.kirim(nilai="", aksi="periksa")
    assert any("Isi angkanya" in g for g in galat(response))


def test_efforts_and_plans_are_rows_that_work_without_scripts(operator: Peramban, adopsi: AdopsiIndikator) -> None:
    page = operator.buka()
    rencana = [name for name in isian(page) if name.startswith("direncanakan-") and name.endswith("-isi")]
    assert rencana == ["direncanakan-0-isi"]
    response = operator.kirim(
        page,
        direncanakan__0__isi="Sosialisasi ulang",
        direncanakan__0__penanggung_jawab="Kasubbag Teknis",
        direncanakan__0__tenggat="2025-06-30",
        direncanakan__7__isi="Kirim surat",
    )
    assert response.status_code == 302
    rows = Upaya.objects.filter(adopsi=adopsi, tahun=2024, triwulan=0, jenis="direncanakan").order_by("urutan")
    assert [(u.urutan, u.isi, u.penanggung_jawab, u.tenggat) for u in rows] == [
        (1, "Sosialisasi ulang", "Kasubbag Teknis", date(2025, 6, 30)),
        (2, "Kirim surat", "", None),
    ]
    page = operator.buka()
    assert isian(page)["direncanakan-2-isi"] == [""]
    operator.kirim(page, direncanakan__0__isi="", direncanakan__0__penanggung_jawab="", direncanakan__0__tenggat="")
    assert [u.isi for u in rows.all()] == ["Kirim surat"]


def test_supporting_kegiatan_are_linked_and_journalled(operator: Peramban, adopsi: AdopsiIndikator) -> None:
    kegiatan = PosAnggaran.objects.filter(dipa__tahun=2024, jenis="kegiatan").order_by("kode")
    DukunganKegiatan.objects.create(adopsi=adopsi, pos=kegiatan[0], porsi=25)
    page = operator.buka()
    assert isian(page)["dukungan"] == [str(kegiatan[0].pk)]
    assert operator.kirim(page, dukungan=[str(kegiatan[0].pk), str(kegiatan[1].pk)]).status_code == 302
    assert sorted(DukunganKegiatan.objects.filter(adopsi=adopsi).values_list("pos__kode", "porsi")) == [
        (kegiatan[0].kode, Decimal(25)),
        (kegiatan[1].kode, None),
    ]
    assert Jejak.objects.filter(objek_jenis="anggaran.dukungankegiatan", tindakan="tambah").exists()
    # What the keepers of the budget decided goes only with them.
    assert any("sudah ditetapkan" in g for g in galat(operator.kirim(dukungan=None)))
    assert DukunganKegiatan.objects.filter(adopsi=adopsi).count() == 2
    DukunganKegiatan.objects.filter(adopsi=adopsi).update(porsi=None)
    operator.kirim(dukungan=None)
    assert not DukunganKegiatan.objects.filter(adopsi=adopsi).exists()


def test_a_file_is_saved_with_the_entry(operator: Peramban, realisasi: Realisasi) -> None:
    assert operator.kirim(hambatan="Hujan", unggahan=pdf("Rekap D.Hasil.pdf")).status_code == 302
    bukti = Bukti.objects.get(realisasi=realisasi)
    assert (bukti.judul, bukti.jenis, bukti.ditambahkan_oleh.username) == (
        "Rekap D.Hasil",
        "berkas",
        "operator-teknis-5371",
    )


def test_a_refused_file_takes_the_whole_entry_with_it(operator: Peramban, realisasi: Realisasi) -> None:
    palsu = SimpleUploadedFile("rekap.pdf", samples.png(), content_type="application/pdf")
    response = operator.kirim(hambatan="Hujan", unggahan=palsu)
    assert any("bernama .pdf tetapi isinya" in g for g in galat(response))
    assert not Analisis.objects.filter(realisasi=realisasi).exists()
    assert Berkas.objects.filter(satker=realisasi.adopsi.entitas.satker, nama="rekap.pdf").count() == 0
    assert isian(halaman(response))["hambatan"] == ["Hujan"]


def test_the_same_file_twice_is_refused_and_nothing_else_is_saved(operator: Peramban, realisasi: Realisasi) -> None:
    operator.kirim(unggahan=pdf())
    response = operator.kirim(hambatan="Hujan", unggahan=pdf("lain.pdf"))
    assert any("sudah dilampirkan" in g for g in galat(response))
    assert any("Pilih lagi berkas buktinya" in g for g in galat(response))
    assert not Analisis.objects.filter(realisasi=realisasi).exists()
    assert Bukti.objects.filter(realisasi=realisasi).count() == 1


def test_a_file_without_a_value_must_be_chosen_again_and_that_is_said(operator: Peramban) -> None:
    response = operator.kirim(nilai="", unggahan=pdf())
    assert "Pilih lagi berkas buktinya" in pesan(operator.client.get(response["Location"]))


def test_the_reason_for_no_evidence_is_asked_only_where_none_is_required(
    operator: Peramban, adopsi: AdopsiIndikator, realisasi: Realisasi
) -> None:
    assert not bidang(operator.buka(), "alasan_tanpa_bukti")
    Indikator.objects.filter(pk=adopsi.indikator_id).update(wajib_bukti=False)
    operator.kirim(alasan_tanpa_bukti="Data dari KPU RI.")
    assert Realisasi.objects.get(pk=realisasi.pk).alasan_tanpa_bukti == "Data dari KPU RI."
    Indikator.objects.filter(pk=adopsi.indikator_id).update(wajib_bukti=True)
    operator.kirim(uraian="Lain")
    assert Realisasi.objects.get(pk=realisasi.pk).alasan_tanpa_bukti == "Data dari KPU RI."


def test_an_unusual_value_is_asked_about_once_and_never_forbidden(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(nilai="104,5")
    page = halaman(response)
    assert "lebih dari 100%" in pesan(response)
    assert bidang(page, "penjelasan")
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai
    assert operator.kirim(page).status_code == 302
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == Decimal("104.5")
    assert operator.kirim(uraian="Tanpa ditanya lagi").status_code == 302


def test_another_unusual_value_is_asked_about_again(operator: Peramban, realisasi: Realisasi) -> None:
    page = halaman(operator.kirim(nilai="104,5"))
    response = operator.kirim(page, nilai="0")
    assert "Nilainya 0" in pesan(response)
    response = operator.kirim(halaman(response), penjelasan="Tidak ada pemungutan suara.")
    assert response.status_code == 302
    baru = Realisasi.objects.get(pk=realisasi.pk)
    assert (baru.nilai, baru.penjelasan) == (0, "Tidak ada pemungutan suara.")
    assert isian(operator.buka())["penjelasan"] == ["Tidak ada pemungutan suara."]


def test_the_quarters_suggest_a_value_for_the_year(
    client_of: Callable[[str], Client], periode: Periode, entitas
) -> None:
    operator = Peramban(client_of("operator"))
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=5)
    for triwulan, nilai in ((1, "50"), (2, "62.5")):
        Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=triwulan, nilai=Decimal(nilai), sumber="x")
    page = operator.buka(nomor=5)
    assert "62,50%" in bagian(page, "judul-usulan")
    assert "Triwulan II 2024" in bagian(page, "judul-lalu")
    response = operator.kirim(page, nomor=5, aksi="pakai", uraian="Tetap ada")
    page = halaman(operator.client.get(response["Location"]))
    assert (isian(page)["nilai"], isian(page)["uraian"]) == (["62,5"], ["Tetap ada"])
    assert Realisasi.objects.get(adopsi=adopsi, tahun=2024, triwulan=0).nilai == 100


def test_a_quarter_has_its_own_page_and_target(operator: Peramban, entitas, adopsi: AdopsiIndikator) -> None:
    Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=2, defaults={"dibuka": True, "tenggat": None}
    )
    Target.objects.create(adopsi=adopsi, tahun=2024, triwulan=2, sumber="triwulan", nilai=Decimal(40))
    page = operator.buka(triwulan=2)
    assert isian(page)["versi"] == ["0"]
    assert "Realisasi triwulan II 2024" in teks(page.get_element_by_id("formulir"))
    assert operator.kirim(page, triwulan=2, cara="langsung", nilai="30").status_code in (200, 302)
    page = operator.buka(triwulan=2)
    assert "40%" in teks(page.get_element_by_id("hitung"))


@pytest.mark.parametrize(
    "url", ["/5371/2024/isi/99/tahunan/", "/5371/2031/isi/6/tahunan/", "/5371/2024/isi/6/bulanan/"]
)
def test_what_is_not_owed_does_not_exist(operator: Peramban, url: str) -> None:
    assert operator.client.get(url).status_code == 404
    assert operator.client.post(url).status_code == 404


def test_every_post_needs_the_csrf_token(cast: dict[str, Pengguna], periode: Periode) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["operator"])
    for nama in ("isi", "isi_hitung", "isi_draf", "isi_periksa", "bukti_tambah"):
        assert client.post(alamat(nama), {"cara": "langsung"}).status_code == 403, nama


def test_more_rows_and_evidence_need_no_more_queries(operator: Peramban, realisasi: Realisasi) -> None:
    def hitung(nama: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert operator.client.get(alamat(nama)).status_code == 200
        return len(queries)

    names = ("isi", "isi_periksa")
    penambah = Pengguna.objects.get(username__startswith="operator-teknis")
    catatan = {"jenis": "catatan", "catatan": "x", "ditambahkan_oleh": penambah}
    Bukti.objects.create(realisasi=realisasi, judul="1", **catatan)
    sebelum = {name: hitung(name) for name in names}
    for n in range(2, 12):
        Bukti.objects.create(realisasi=realisasi, judul=str(n), **catatan)
        Upaya.objects.create(adopsi=realisasi.adopsi, tahun=2024, jenis="direncanakan", urutan=n, isi=f"Rencana {n}")
    assert {name: hitung(name) for name in names} == sebelum
    assert max(sebelum.values()) <= 32
