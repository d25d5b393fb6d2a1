"""Pages of the meetings: what they show, what they lead to, and that nothing typed is lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna
from apps.pengukuran.riwayat import kalimat_semua
from apps.rapat.models import BerkasRapat, Keputusan, Rapat, TindakLanjut
from apps.rapat.services import lapor_tindak_lanjut
from tests.dokumen import samples
from tests.pengisian.reading import css, parse, words

pytestmark = pytest.mark.django_db
# The frame of a page takes eight queries; a meeting has eight parts of its own.
MAX_QUERIES = 18


def alamat(name: str, *args: object, tahun: int = 2024) -> str:
    return reverse(name, args=["5371", tahun, *args])


def text(response) -> str:
    return words(parse(response))


def test_a_meeting_is_called_with_its_agenda_and_its_people(client_of: Callable[[str], Client]) -> None:
    client = client_of("verifikator")
    page = parse(client.get(alamat("rapat_tambah")))
    assert page.xpath('//input[@name="pimpinan_rapat"]/@value') == ["Ismael Manoe"]
    response = client.post(alamat("rapat_tambah"), {"triwulan": "2", "tanggal": "2024-07-15", "mulai": "09:00"})
    rapat = Rapat.objects.get()
    assert response["Location"] == alamat("rapat", rapat.pk)
    shown = text(client.get(response["Location"]))
    assert "15 Juli 2024 pukul 09.00" in shown
    assert "Capaian Triwulan II 2024: sasaran 1." in shown
    assert "Rencana kegiatan Triwulan III 2024" in shown
    assert "Sitti Fatimah Arman" in shown


def test_a_passed_date_alone_does_not_say_that_a_meeting_was_held(
    client_of: Callable[[str], Client], gelar: Callable
) -> None:
    lama = gelar(1, date(2024, 4, 15))
    client = client_of("auditor")
    pages = alamat("rapat_daftar"), alamat("rapat", lama.pk)
    assert all(words(css(parse(client.get(page)), "chip")[0]) == "Belum dicatat" for page in pages)
    peserta = lama.peserta.first()
    peserta.hadir = True
    peserta.save()
    assert all(words(css(parse(client.get(page)), "chip")[0]) == "Dilaksanakan" for page in pages)


def test_a_quarter_that_met_is_not_offered_first(client_of: Callable[[str], Client], gelar: Callable) -> None:
    gelar(1, date(2024, 4, 15))
    page = parse(client_of("verifikator").get(alamat("rapat_tambah")))
    assert page.xpath('//select[@name="triwulan"]/option[@selected]/@value') == ["2"]


def test_what_was_typed_wrong_is_told_and_kept(client_of: Callable[[str], Client]) -> None:
    client = client_of("verifikator")
    response = client.post(alamat("rapat_tambah"), {"triwulan": "2", "tanggal": "kemarin", "tempat": "Aula"})
    page = parse(response)
    assert response.status_code == 200
    assert page.xpath("//title")[0].text.startswith("Galat: ")
    assert "Tanggal tidak terbaca" in words(css(page, "error-summary")[0])
    assert page.xpath('//input[@name="tempat"]/@value') == ["Aula"]
    assert not Rapat.objects.exists()


def test_a_stale_form_shows_both_and_can_be_sent_again(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    client = client_of("verifikator")
    sent = {"triwulan": "3", "tanggal": "2024-10-14", "tempat": "Aula", "acara": "Pembukaan", "versi": "1"}
    assert client.post(alamat("rapat_ubah", rapat.pk), sent).status_code == 302
    response = client.post(alamat("rapat_ubah", rapat.pk), {**sent, "tempat": "Pendopo"})
    assert response.status_code == 409
    page = parse(response)
    assert "Tempat: yang Anda isikan “Pendopo”, sekarang “Aula”." in words(css(page, "notice-warning")[0])
    versi = page.xpath('//input[@name="versi"]/@value')[0]
    assert client.post(alamat("rapat_ubah", rapat.pk), {**sent, "tempat": "Pendopo", "versi": versi}).status_code == 302
    assert Rapat.objects.get().tempat == "Pendopo"


def test_a_stale_attendance_sheet_loses_nothing(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    client = client_of("verifikator")
    Rapat.objects.update(versi=5)
    response = client.post(alamat("rapat_peserta", rapat.pk), {"nama-1": "Ani", "hadir-1": "on", "versi": "1"})
    assert response.status_code == 409
    page = parse(response)
    assert page.xpath('//input[@name="nama-1"]/@value') == ["Ani"]
    assert page.xpath('//input[@name="versi"]/@value') == ["5"]


def test_a_fault_on_the_attendance_sheet_leads_to_its_line(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    client = client_of("verifikator")
    sent = {"nama-1": "Ani", "nama-2": "Ani", "jabatan-2": "Tamu", "versi": "1"}
    page = parse(client.post(alamat("rapat_peserta", rapat.pk), sent))
    [link] = css(page, "error-summary", "a")
    assert link.get("href") == "#nama-2"
    assert page.xpath('//input[@id="nama-2"]/@aria-invalid') == ["true"]


def test_a_decision_comes_back_in_the_next_meeting_and_its_agenda(
    client_of: Callable[[str], Client], rapat: Rapat, gelar: Callable, cast: dict[str, Pengguna]
) -> None:
    client = client_of("verifikator")
    subbagian = cast["operator"].keanggotaan.get().subbagian_id
    sent = {"uraian": "Menyusun jadwal.", "tenggat": "2024-11-30", "subbagian": subbagian}
    assert client.post(alamat("rapat_keputusan", rapat.pk), sent).status_code == 302
    berikut = gelar(4, date(2025, 1, 15))
    for url in (alamat("rapat", berikut.pk), alamat("rapat_cetak", berikut.pk, "agenda")):
        shown = text(client.get(url))
        assert "Menyusun jadwal." in shown
        assert "Terlambat" in shown
        assert "1 keputusan: 0 selesai atau ditutup, 1 terbuka, 1 di antaranya terlambat." in shown
    daftar = text(client.get(alamat("rapat_daftar")))
    assert "1 terbuka, 1 terlambat" in daftar
    # Also from another year.
    assert "Menyusun jadwal." in text(client.get(alamat("rapat_daftar", tahun=2023)))


def test_a_decision_is_a_task_of_its_owner_until_it_is_done(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat, "Melengkapi bukti.", tenggat=timezone.localdate() + timedelta(days=3))
    operator = client_of("operator")
    page = parse(operator.get(alamat("tugas")))
    [link] = page.xpath('//a[.="Melengkapi bukti."]')
    assert "Melengkapi bukti." not in text(client_of("operator_lain").get(alamat("tugas")))
    assert "Melengkapi bukti." in text(operator.get(alamat("tugas", tahun=2025)))
    sent = {"status": "selesai", "keterangan": "Sudah lengkap.", "versi": "0"}
    assert operator.post(link.get("href"), sent)["Location"] == alamat("rapat", rapat.pk)
    assert "Melengkapi bukti." not in text(operator.get(alamat("tugas")))
    assert TindakLanjut.objects.get().keputusan == keputusan


def test_everybody_reads_a_decision_and_is_told_who_reports(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable
) -> None:
    url = alamat("tindak_lanjut", putuskan(rapat).pk)
    shown = text(client_of("auditor").get(url))
    assert "Belum ada laporan." in shown
    assert "Tindak lanjut dilaporkan penanggung jawabnya, verifikator, atau pimpinan." in shown


def test_a_report_that_somebody_else_changed_is_not_overwritten(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat)
    lapor_tindak_lanjut(
        pelaku=cast["pimpinan"], keputusan_id=keputusan.pk, versi=0, status="terbuka", keterangan="Ditunggu."
    )
    sent = {"status": "selesai", "keterangan": "Lengkap.", "versi": "0"}
    response = client_of("operator").post(alamat("tindak_lanjut", keputusan.pk), sent)
    assert response.status_code == 409
    shown = words(css(parse(response), "notice-warning")[0])
    assert "Status: yang Anda isikan “Selesai”, sekarang “Masih dikerjakan”." in shown
    assert TindakLanjut.objects.get().keterangan == "Ditunggu."


def test_a_decision_without_owner_is_told_at_its_field(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    sent = {"uraian": "Menyusun jadwal.", "tenggat": "2024-11-30"}
    page = parse(client_of("verifikator").post(alamat("rapat_keputusan", rapat.pk), sent))
    [link] = css(page, "error-summary", "a")
    assert link.get("href") == "#id_subbagian"
    assert "Menyusun jadwal." in words(page)


def test_a_decision_is_taken_out_or_says_why_not(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, cast: dict[str, Pengguna]
) -> None:
    client, keputusan = client_of("verifikator"), putuskan(rapat)
    url = alamat("rapat_keputusan_ubah", rapat.pk, keputusan.pk)
    lapor_tindak_lanjut(
        pelaku=cast["pimpinan"], keputusan_id=keputusan.pk, versi=0, status="terbuka", keterangan="Ditunggu."
    )
    assert "tetap disimpan" in text(client.post(url, {"aksi": "hapus", "versi": "1"}, follow=True))
    lain = putuskan(rapat, "Lain.")
    client.post(alamat("rapat_keputusan_ubah", rapat.pk, lain.pk), {"aksi": "hapus", "versi": "1"})
    assert list(Keputusan.objects.all()) == [keputusan]


def test_a_paper_goes_in_comes_out_and_is_noted(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    client = client_of("verifikator")
    file = SimpleUploadedFile("notulen.pdf", samples.pdf(), content_type="application/pdf")
    client.post(alamat("rapat_berkas", rapat.pk), {"jenis": "notulen", "unggahan": file})
    berkas = BerkasRapat.objects.get()
    assert "Notulen: notulen.pdf" in text(client.get(alamat("rapat", rapat.pk)))
    response = client_of("auditor").get(alamat("rapat_berkas_unduh", rapat.pk, berkas.pk))
    assert b"".join(response.streaming_content) == samples.pdf()
    assert Jejak.objects.filter(tindakan="unduh_bukti", objek_jenis="rapat.berkasrapat").exists()
    assert client.post(alamat("rapat_berkas_hapus", rapat.pk, berkas.pk)).status_code == 302
    assert not BerkasRapat.objects.exists()


def test_a_refused_file_says_why_and_must_be_chosen_again(client_of: Callable[[str], Client], rapat: Rapat) -> None:
    file = SimpleUploadedFile("notulen.pdf", b"<html>", content_type="application/pdf")
    page = parse(client_of("verifikator").post(alamat("rapat_berkas", rapat.pk), {"jenis": "foto", "unggahan": file}))
    assert css(page, "error-summary")
    assert "Pilih lagi berkasnya" in words(page)
    assert page.xpath('//input[@value="foto"]/@checked')


def test_a_closed_meeting_says_why_and_offers_nothing_to_change(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, sahkan_triwulan: Callable
) -> None:
    putuskan(rapat)
    sahkan_triwulan(3)
    page = parse(client_of("verifikator").get(alamat("rapat", rapat.pk)))
    shown = words(page)
    assert "Triwulan III 2024 sudah disahkan" in shown
    assert "Tindak lanjut keputusannya tetap dapat dilaporkan." in shown
    assert not page.xpath('//main//a[starts-with(., "Ubah") or starts-with(., "Isi ") or starts-with(., "Catat")]')
    assert page.xpath('//main//a[starts-with(., "Laporkan")]')


def test_a_closed_meeting_is_closed_in_the_list_too(
    client_of: Callable[[str], Client], gelar: Callable, sahkan_triwulan: Callable
) -> None:
    satu, dua = gelar(1, date(2024, 4, 15)), gelar(2, date(2024, 7, 15))
    sahkan_triwulan(1)
    client = client_of("auditor")

    def shown() -> list[str]:
        return [words(chip) for chip in css(parse(client.get(alamat("rapat_daftar"))), "chip")][:2]

    assert sorted(shown()) == ["Belum dicatat", "Ditutup"]
    assert words(css(parse(client.get(alamat("rapat", satu.pk))), "chip")[0]) == "Ditutup"
    # The year closes its quarters.
    sahkan_triwulan(0)
    assert shown() == ["Ditutup", "Ditutup"]
    assert words(css(parse(client.get(alamat("rapat", dua.pk))), "chip")[0]) == "Ditutup"


def test_the_attendance_sheet_has_lines_for_people_whom_nobody_invited(
    client_of: Callable[[str], Client], rapat: Rapat
) -> None:
    page = parse(client_of("auditor").get(alamat("rapat_cetak", rapat.pk, "daftar-hadir")))
    rows = css(page, "paper-sign", "tbody tr")
    assert len(rows) == rapat.peserta.count() + 8
    assert client_of("auditor").get(alamat("rapat_cetak", rapat.pk, "lain")).status_code == 404


def test_the_minutes_say_who_came_what_was_decided_and_who_signs(
    client_of: Callable[[str], Client], gelar: Callable, putuskan: Callable
) -> None:
    rapat = gelar(2, date(2024, 7, 15), pimpinan_rapat="Ani", jabatan_pimpinan="Ketua", notulis="Budi")
    rapat.peserta.filter(nama="Ismael Manoe").update(hadir=True)
    putuskan(rapat, "Menyusun jadwal.", tenggat=date(2024, 8, 1))
    shown = text(client_of("auditor").get(alamat("rapat_cetak", rapat.pk, "notulen")))
    for part in ("1 dari", "Ismael Manoe, Ketua", "Menyusun jadwal.", "1 Agustus 2024", "Kupang, 15 Juli 2024", "Budi"):
        assert part in shown


def test_another_year_or_entitas_has_no_such_meeting(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable
) -> None:
    client, keputusan = client_of("verifikator"), putuskan(rapat)
    assert client.get(alamat("rapat", rapat.pk, tahun=2023)).status_code == 404
    assert client.get(alamat("tindak_lanjut", keputusan.pk, tahun=2023)).status_code == 404
    assert client.get(reverse("rapat", args=["5371-sekretariat", 2024, rapat.pk])).status_code == 404


def test_a_number_of_thousands_of_digits_is_a_stale_form_and_not_a_failure(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable
) -> None:
    client, keputusan, panjang = client_of("verifikator"), putuskan(rapat), "9" * 5000
    jadwal = {"triwulan": "3", "tanggal": "2024-10-14", "versi": panjang}
    assert client.post(alamat("rapat_ubah", rapat.pk), jadwal).status_code == 409
    assert client.post(alamat("rapat_peserta", rapat.pk), {"nama-1": "Ani", "versi": panjang}).status_code == 409
    orang = {"nama-1": "Ani", "id-1": panjang, "versi": "1"}
    assert client.post(alamat("rapat_peserta", rapat.pk), orang).status_code == 302
    lapor_tindak_lanjut(
        pelaku=Pengguna.objects.get(pk=client.session["_auth_user_id"]),
        keputusan_id=keputusan.pk,
        versi=0,
        status="terbuka",
        keterangan="Dikerjakan.",
    )
    laporan = {"status": "selesai", "keterangan": "Sudah.", "versi": panjang}
    assert client.post(alamat("tindak_lanjut", keputusan.pk), laporan).status_code == 409


def test_who_answers_for_a_decision_stays_its_owner_after_leaving(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, cast: dict[str, Pengguna]
) -> None:
    keputusan, pergi = putuskan(rapat, pengguna=cast["operator"]), cast["operator"]
    Pengguna.objects.filter(pk=pergi.pk).update(is_active=False)
    client, url = client_of("verifikator"), alamat("rapat_keputusan_ubah", rapat.pk, keputusan.pk)
    assert parse(client.get(url)).xpath('//select[@name="pengguna"]/option[@selected]/@value') == [str(pergi.pk)]
    baru = parse(client.get(alamat("rapat_keputusan", rapat.pk))).xpath('//select[@name="pengguna"]/option/@value')
    assert str(pergi.pk) not in baru


def test_a_decision_that_was_changed_meanwhile_is_not_deleted_unseen(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable
) -> None:
    keputusan, client = putuskan(rapat), client_of("verifikator")
    url = alamat("rapat_keputusan_ubah", rapat.pk, keputusan.pk)
    form = parse(client.get(url)).xpath("//form[.//button[@value='hapus']]")[0]
    sent = {"aksi": "hapus", "versi": form.xpath(".//input[@name='versi']/@value")[0]}
    baru = {"uraian": "Lain.", "tenggat": "2024-12-01", "subbagian": keputusan.subbagian_id, "versi": sent["versi"]}
    assert client.post(url, baru).status_code == 302
    assert "Keputusan tidak dihapus. Keputusan ini sudah diubah" in text(client.post(url, sent, follow=True))
    assert client.post(url, {**sent, "versi": "2"}).status_code == 302
    assert not Keputusan.objects.exists()


def test_what_is_deleted_while_a_form_waits_is_said_and_nothing_typed_is_lost(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    keputusan, client = putuskan(rapat), client_of("verifikator")

    def gone(*args: object, **kwargs: object) -> None:
        raise Keputusan.DoesNotExist

    for name in ("simpan_keputusan", "hapus_keputusan", "lapor_tindak_lanjut"):
        monkeypatch.setattr(f"apps.pengisian.rapat.views_notulen.{name}", gone)
    url = alamat("rapat_keputusan_ubah", rapat.pk, keputusan.pk)
    sent = {"uraian": "Ketikan saya.", "tenggat": "2024-12-01", "subbagian": keputusan.subbagian_id, "versi": "1"}
    said = text(client.post(url, sent))
    assert "sudah dihapus orang lain" in said
    assert "Ketikan saya." in said
    said = text(
        client.post(alamat("tindak_lanjut", keputusan.pk), {"status": "selesai", "keterangan": "Laporan saya."})
    )
    assert "sudah dihapus orang lain" in said
    assert "Laporan saya." in said
    assert client.post(url, {"aksi": "hapus"}).status_code == 404


def test_the_journal_tells_meetings_in_sentences(
    client_of: Callable[[str], Client], rapat: Rapat, putuskan: Callable, cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat, "Menyusun jadwal.")
    lapor_tindak_lanjut(
        pelaku=cast["operator"], keputusan_id=keputusan.pk, versi=0, status="selesai", keterangan="Sudah."
    )
    sentences = " ".join(k.teks for k in kalimat_semua(Jejak.objects.filter(pokok=f"rapat/{rapat.pk}").order_by("pk")))
    assert "Rapat evaluasi Triwulan III 2024 ditambahkan oleh" in sentences
    assert "Peserta Ismael Manoe pada Rapat evaluasi Triwulan III 2024 ditambahkan" in sentences
    assert "Keputusan 1 Rapat evaluasi Triwulan III 2024 ditambahkan: “Menyusun jadwal.”" in sentences
    assert "Tindak lanjut keputusan “1. Menyusun jadwal.” dilaporkan selesai" in sentences


def test_a_meeting_needs_the_same_queries_whatever_it_decided(
    client_of: Callable[[str], Client], rapat: Rapat, gelar: Callable, putuskan: Callable
) -> None:
    client = client_of("verifikator")
    putuskan(rapat)
    berikut = gelar(4, date(2025, 1, 15))
    pages = [
        *(alamat(name, berikut.pk) for name in ("rapat",)),
        *(alamat("rapat_cetak", berikut.pk, lembar) for lembar in ("agenda", "notulen", "daftar-hadir")),
        alamat("rapat_daftar"),
    ]
    before = {url: queries(client, url) for url in pages}
    for n in range(20):
        putuskan(rapat, f"Keputusan {n}.")
        putuskan(berikut, f"Keputusan {n}.", tenggat=date(2025, 2, 1))
    assert {url: queries(client, url) for url in pages} == before
    assert max(before.values()) <= MAX_QUERIES, before


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
