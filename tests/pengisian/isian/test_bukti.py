"""Evidence in the pages: added, taken away, handed out with a note in the journal, corrected beside when frozen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Bukti, DrafIsian, Realisasi
from apps.pengukuran.services import tambah_bukti
from apps.siklus.models import Periode
from tests.dokumen import samples
from tests.pengisian.isian.conftest import Peramban, alamat, bidang, galat, halaman, isian, pdf, pesan, teks

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Step = Callable[..., Realisasi]


def url(nama: str, bukti: Bukti, tahun: int = 2024, kunci: str = "5371") -> str:
    return reverse(nama, args=[kunci, tahun, bukti.pk])


@pytest.fixture
def berkas(operator: Peramban, realisasi: Realisasi, cast: dict[str, Pengguna]) -> Bukti:
    return tambah_bukti(
        pelaku=cast["operator"], realisasi_id=realisasi.pk, jenis="berkas", judul="Rekap", unggahan=pdf()
    )


def tambah(client: Client, **data: object):  # type: ignore[no-untyped-def]
    return client.post(alamat("bukti_tambah"), data)


@pytest.mark.parametrize(
    ("data", "isi"),
    [
        (
            {"jenis": "tautan", "judul": "Rilis", "tautan": "https://kota-kupang.kpu.go.id/"},
            "kota-kupang.kpu.go.id",
        ),
        ({"jenis": "catatan", "judul": "Telepon", "catatan": "Dikonfirmasi\nKasubbag."}, "Dikonfirmasi"),
        ({"jenis": "berkas", "unggahan": ...}, "Rekap akhir"),
    ],
)
def test_a_file_a_link_or_a_note_is_added_and_listed(
    operator: Peramban, realisasi: Realisasi, data: dict, isi: str
) -> None:
    data = {name: pdf("Rekap akhir.pdf") if value is ... else value for name, value in data.items()}
    response = tambah(operator.client, **data)
    assert response["Location"] == f"{alamat()}#bukti"
    daftar = operator.buka().get_element_by_id("bukti")
    assert isi in teks(daftar)
    assert "operator-teknis-5371" in teks(daftar)
    assert Jejak.objects.filter(objek_jenis="pengukuran.bukti", tindakan="tambah").exists()


@pytest.mark.parametrize(
    ("data", "kalimat"),
    [
        ({"jenis": "tautan", "judul": "x", "tautan": "javascript:alert(1)"}, "diawali https:// atau http://"),
        ({"jenis": "tautan", "judul": "x", "tautan": "ftp://kpu.go.id/x"}, "diawali https:// atau http://"),
        ({"jenis": "tautan", "judul": "x", "tautan": ""}, "diawali https:// atau http://"),
        ({"jenis": "tautan", "judul": "", "tautan": "https://kpu.go.id"}, "Beri nama bukti ini"),
        ({"jenis": "catatan", "judul": "x", "catatan": "<script>alert(1)</script>"}, "kode HTML"),
        ({"jenis": "catatan", "judul": "<b>x</b>", "catatan": "y"}, "kode HTML"),
        ({"jenis": "catatan", "judul": "x", "catatan": " "}, "Tuliskan catatannya"),
        ({"jenis": "berkas", "judul": "x"}, "Pilih berkasnya"),
        ({"jenis": "video", "judul": "x"}, "Pilih berkas, tautan, atau catatan"),
        ({}, "Pilih jenis bukti"),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(
    operator: Peramban, realisasi: Realisasi, data: dict, kalimat: str
) -> None:
    response = tambah(operator.client, **data)
    assert any(kalimat in g for g in galat(response)), galat(response)
    if data.get("judul"):
        assert isian(halaman(response))["judul"] == [data["judul"]]
    assert not Bukti.objects.filter(realisasi=realisasi).exists()


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("foto.pdf", samples.png(), "bernama .pdf tetapi isinya"),
        ("data.xlsx", b"PK\x03\x04" + b"\0" * 100, ""),
        ("kosong.pdf", b"", "kosong"),
        ("besar.pdf", samples.pdf() + b"\0" * (20 * 1024 * 1024), "lebih besar dari 20 MB"),
    ],
)
def test_a_file_is_judged_by_its_content(
    operator: Peramban, realisasi: Realisasi, nama: str, isi: bytes, kalimat: str
) -> None:
    response = tambah(operator.client, jenis="berkas", judul="Nama saya", unggahan=SimpleUploadedFile(nama, isi))
    assert any(kalimat in g for g in galat(response)), galat(response)
    assert isian(halaman(response))["judul"] == ["Nama saya"]
    assert not Bukti.objects.filter(realisasi=realisasi).exists()


def test_a_link_shown_is_one_of_the_web(operator: Peramban, realisasi: Realisasi) -> None:
    tambah(operator.client, jenis="tautan", judul="Rilis", tautan="https://kpu.go.id/?a=1&b=<x>")
    assert not Bukti.objects.filter(realisasi=realisasi, tautan__contains="<").exists()


def test_a_download_is_checked_noted_and_never_opened_as_a_page(client_of: ClientOf, berkas: Bukti) -> None:
    response = client_of("auditor").get(url("bukti_unduh", berkas))
    assert b"".join(response.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    entry = Jejak.objects.get(tindakan="unduh_bukti")
    assert entry.objek_id == str(berkas.pk)
    assert entry.pelaku.startswith("auditor")
    assert entry.pokok == berkas.realisasi.pokok_jejak()


def test_a_changed_file_is_not_handed_out_and_that_is_said(client_of: ClientOf, berkas: Bukti) -> None:
    assert berkas.berkas is not None
    path = Path(settings.MEDIA_ROOT) / str(berkas.berkas.isi.name)
    path.chmod(0o600)
    path.write_bytes(samples.pdf("Diubah orang"))
    client = client_of("auditor")
    response = client.get(url("bukti_unduh", berkas))
    assert response.status_code == 302
    assert "sudah berubah sejak diunggah" in pesan(client.get(response["Location"]))
    assert not Jejak.objects.filter(tindakan="unduh_bukti").exists()


def test_evidence_of_another_year_or_office_does_not_exist(
    client_of: ClientOf, berkas: Bukti, cast: dict[str, Pengguna]
) -> None:
    for nama in ("bukti_unduh", "bukti_hapus"):
        assert client_of("auditor").get(url(nama, berkas, tahun=2023)).status_code == 404
        assert client_of("satker_lain").get(url(nama, berkas)).status_code == 404
        assert client_of("satker_lain").get(url(nama, berkas, kunci="9999")).status_code == 404
    assert client_of("auditor").get(reverse("bukti_unduh", args=["5371", 2024, 999_999])).status_code == 404
    assert client_of("tanpa_masuk").get(url("bukti_unduh", berkas)).status_code == 302


def test_a_link_has_no_file_to_hand_out(operator: Peramban, realisasi: Realisasi) -> None:
    tambah(operator.client, jenis="tautan", judul="x", tautan="https://kpu.go.id")
    assert operator.client.get(url("bukti_unduh", Bukti.objects.get(realisasi=realisasi))).status_code == 404


def test_evidence_of_a_draft_is_removed_after_one_question(operator: Peramban, berkas: Bukti) -> None:
    page = halaman(operator.client.get(url("bukti_hapus", berkas)))
    assert "Rekap" in teks(page)
    assert Bukti.objects.filter(pk=berkas.pk).exists()
    response = operator.client.post(url("bukti_hapus", berkas))
    assert "dihapus dari isian ini" in pesan(operator.client.get(response["Location"]))
    assert not Bukti.objects.filter(pk=berkas.pk).exists()
    assert Jejak.objects.filter(objek_jenis="pengukuran.bukti", tindakan="hapus").exists()


@pytest.mark.parametrize("who", ["operator_lain", "pimpinan", "auditor"])
def test_others_remove_and_add_nothing(client_of: ClientOf, berkas: Bukti, who: str) -> None:
    client = client_of(who)
    assert client.get(url("bukti_hapus", berkas)).status_code == 403
    assert client.post(url("bukti_hapus", berkas)).status_code == 403
    assert client.get(alamat("bukti_tambah")).status_code == 403
    assert tambah(client, jenis="catatan", judul="x", catatan="y").status_code == 403
    assert Bukti.objects.filter(pk=berkas.pk).exists()
    assert "Hapus" not in teks(halaman(client.get(alamat())).get_element_by_id("bukti"))


def test_verified_evidence_stays_and_a_correction_stands_beside_it(
    operator: Peramban, client_of: ClientOf, lengkap: Realisasi, langkah: Step
) -> None:
    lama = lengkap.bukti.get()
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "verifikasi", lengkap)
    response = operator.client.post(url("bukti_hapus", lama))
    assert "Bukti tidak dihapus" in pesan(operator.client.get(response["Location"]))
    page = halaman(operator.client.get(alamat("bukti_tambah")))
    assert bidang(page, "mengoreksi")
    response = tambah(operator.client, jenis="catatan", judul="Baru", catatan="Angka benar")
    assert any("Pilih bukti yang dikoreksi" in g for g in galat(response))
    tambah(operator.client, jenis="catatan", judul="Baru", catatan="Angka benar", mengoreksi=lama.pk)
    daftar = teks(operator.buka().get_element_by_id("bukti"))
    assert "Mengoreksi “Rekap”" in daftar
    assert "D.Hasil" in daftar


def test_corrected_evidence_is_not_removed_after_a_return(
    operator: Peramban, lengkap: Realisasi, langkah: Step, cast: dict[str, Pengguna]
) -> None:
    lama = lengkap.bukti.get()
    Bukti.objects.create(
        realisasi=lengkap,
        jenis="catatan",
        judul="Koreksi",
        catatan="x",
        mengoreksi=lama,
        ditambahkan_oleh=cast["operator"],
    )
    response = operator.client.post(url("bukti_hapus", lama))
    assert "bukti lain mengoreksinya" in pesan(operator.client.get(response["Location"]))
    assert lengkap.bukti.count() == 2


def test_evidence_needs_a_value_first(operator: Peramban, realisasi: Realisasi) -> None:
    Periode.objects.update_or_create(
        entitas=realisasi.adopsi.entitas, tahun=2024, triwulan=1, defaults={"dibuka": True, "tenggat": None}
    )
    response = operator.client.get(alamat("bukti_tambah", triwulan=1))
    assert response["Location"] == alamat(triwulan=1)
    assert "Isi dan simpan dahulu nilainya" in pesan(operator.client.get(response["Location"]))


def test_going_to_add_evidence_keeps_what_was_typed(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(aksi="bukti", uraian="Belum selesai")
    assert response["Location"] == f"{alamat('bukti_tambah')}?jenis=tautan"
    page = halaman(operator.client.get(response["Location"]))
    assert page.xpath("//input[@name='jenis'][@checked]/@value") == ["tautan"]
    assert DrafIsian.objects.get().isi["uraian"] == ["Belum selesai"]


def test_a_name_without_its_file_is_asked_about_and_not_dropped(operator: Peramban, realisasi: Realisasi) -> None:
    response = operator.kirim(judul_bukti="SK Penetapan")
    assert any("Pilih juga berkasnya" in sentence for sentence in galat(response))
    assert isian(halaman(response))["judul_bukti"] == ["SK Penetapan"]
    assert not Bukti.objects.exists()
