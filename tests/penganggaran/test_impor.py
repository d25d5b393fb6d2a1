"""The pages of the import: what is refused at the door, progress, preview, applying, who may, the kept file."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from apps.anggaran.importers.contoh import geser_rupiah
from apps.anggaran.models import ImporAnggaran, KeadaanRealisasi, PosAnggaran, VersiDipa
from apps.audit.models import Jejak
from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.siklus.models import Pengesahan, Periode
from apps.ui.numbers import format_bulat, format_rupiah
from tests.anggaran.importers import berkas as kecil
from tests.dokumen import samples
from tests.penganggaran.berkas import TAHUN, alamat, contoh, csv, kirim, revisi, terakhir, xlsx

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def halaman(response: Any, status: int = 200) -> lxml.html.HtmlElement:
    assert response.status_code == status, response.status_code
    return lxml.html.fromstring(response.content.decode())


def teks(node: Any) -> str:
    return " ".join(node.text_content().split())


def isi(page: Any) -> str:
    return teks(page.xpath("//main")[0])


@pytest.fixture(autouse=True)
def langsung(django_capture_on_commit_callbacks: Any) -> Iterator[Callable[..., Any]]:
    """What is put into the queue when a request commits is done right after it."""

    class Segera(Client):
        def post(self, *args: Any, **kwargs: Any) -> Any:
            with django_capture_on_commit_callbacks(execute=True):
                return super().post(*args, **kwargs)

    yield Segera


@pytest.fixture
def penjaga(cast: dict[str, Pengguna], langsung: type[Client]) -> Client:
    """The operator of subbagian keuangan, who keeps the budget."""
    client = langsung()
    client.force_login(cast["operator_lain"])
    return client


def buka(client: Client, impor: ImporAnggaran | None = None, query: str = "") -> lxml.html.HtmlElement:
    return halaman(client.get(alamat("anggaran_impor_rincian", (impor or terakhir()).pk) + query))


def terapkan(client: Client, **isian: Any) -> Any:
    """Post the form of the last import as it was shown, with what is typed over."""
    [form] = [f for f in buka(client).forms if "basis" in f.fields or "nama" in f.fields]
    data = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return client.post(form.get("action"), data | isian)


# At the door: one sentence, nothing kept.


@pytest.mark.parametrize(
    ("nama", "data", "kalimat"),
    [
        ("fa.xlsx", b"", "Berkas ini kosong (0 bita)."),
        ("fa.csv", b"", "Berkas ini kosong (0 bita)."),
        ("laporan.pdf", samples.pdf(), "dokumen PDF, bukan berkas anggaran. Unggah Laporan Fa Detail"),
        ("fa.xlsx", samples.pdf(), "dokumen PDF, bukan berkas anggaran. Unggah Laporan Fa Detail"),
        ("fa.xls", samples.OLE, "buka di Excel dan simpan sebagai XLSX"),
        ("fa.xls", b"<html><table></table></html>", "buka di Excel dan simpan sebagai XLSX"),
        ("fa.xlsx", samples.OLE, "dokumen Office lama (DOC, XLS, atau PPT), bukan berkas anggaran"),
        ("fa.xlsx", samples.OLE + "EncryptedPackage".encode("utf-16-le"), "dilindungi kata sandi"),
        ("fa.csv", xlsx(contoh()), "bernama .csv tetapi isinya buku kerja Excel (XLSX)"),
        ("fa.xlsx", xlsx(contoh())[:-900], "tidak utuh"),
        ("fa.docx", samples.docx(), "dokumen Word (DOCX), bukan berkas anggaran. Unggah Laporan Fa Detail"),
    ],
)
def test_what_is_no_sheet_is_refused_with_one_sentence_and_not_kept(
    penjaga: Client, nama: str, data: bytes, kalimat: str
) -> None:
    sebelum = (Berkas.objects.count(), ImporAnggaran.objects.count())
    page = halaman(kirim(penjaga, data, nama))
    [ringkasan] = page.xpath("//*[@data-error-summary]//a")
    assert kalimat in teks(ringkasan)
    [di_isian] = page.xpath("//*[@id='id_unggahan_error']")
    assert teks(di_isian).partition(": ")[2] == teks(ringkasan).partition(": ")[2]
    assert (Berkas.objects.count(), ImporAnggaran.objects.count()) == sebelum


def test_nothing_chosen_is_asked_for(penjaga: Client) -> None:
    page = halaman(penjaga.post(alamat(), {}))
    assert "Pilih berkasnya." in teks(page.xpath("//*[@data-error-summary]")[0])


# Found only on reading: refused with place and reason, nothing written.


def baris_kecil(tempat: int, **sel: Any) -> bytes:
    """The small report with one row changed."""
    semua = kecil.laporan()
    semua[tempat - 1] |= sel
    return kecil.xlsx(semua)


@pytest.mark.parametrize(
    ("data", "tempat", "alasan"),
    [
        (samples.xlsx(), "Berkas", "Lembar “GLP039_LAPORAN REALISASI SUPER” tidak ditemukan"),
        (xlsx(geser_rupiah(contoh(), -1, "pagu")), "Baris", "selisih Rp1"),
        (baris_kecil(kecil.ITEM_2, Q="=400"), f"Baris {kecil.ITEM_2}, kolom Q", "rumus"),
        (kecil.xlsx(kecil.laporan()[:-1]), "Baris", "selisih Rp400"),
        (baris_kecil(kecil.ITEM_2, Q=-400), f"Baris {kecil.ITEM_2}", "negatif"),
        (xlsx(contoh(nama_satker="KPU KABUPATEN LAIN")), "Berkas", "KPU KABUPATEN LAIN"),
        (baris_kecil(3, A="Periode Desember 2025"), "Berkas", "Berkas ini untuk tahun 2025, bukan 2026"),
    ],
)
def test_what_shows_on_reading_is_refused_with_its_place_and_changes_nothing(
    penjaga: Client, data: bytes, tempat: str, alasan: str
) -> None:
    response = kirim(penjaga, data)
    assert response.status_code == 302
    page = halaman(penjaga.get(response.url))
    assert terakhir().status == "ditolak"
    assert "Berkas ini ditolak" in isi(page)
    baris = [(teks(tr.find("th")), teks(tr.find("td"))) for tr in page.xpath("//table//tbody/tr")]
    assert [b for b in baris if b[0].startswith(tempat) and alasan in b[1]], baris
    assert not page.xpath("//button[contains(., 'Terapkan')]")
    assert not PosAnggaran.objects.filter(dipa__tahun=TAHUN).exists()
    assert "Ditolak" in isi(halaman(penjaga.get(alamat())))


# Progress.


def kemajuan(client: Client, **keadaan: Any) -> Any:
    ImporAnggaran.objects.update(**keadaan)
    return client.get(alamat("anggaran_impor_kemajuan", terakhir().pk))


def test_progress_moves_and_reloads_the_page_when_the_work_is_done(penjaga: Client) -> None:
    kirim(penjaga, xlsx(contoh()))
    jalan = kemajuan(penjaga, status="dibaca", dibaca=1500, seluruhnya=20_000, diubah=timezone.now())
    assert "HX-Refresh" not in jalan
    part = lxml.html.fragment_fromstring(jalan.content.decode())
    assert part.get("hx-get") == alamat("anggaran_impor_kemajuan", terakhir().pk)
    [bar] = part.xpath(".//progress")
    assert (bar.get("value"), bar.get("max")) == ("1500", "20000")
    assert "1.500 dari 20.000 baris" in teks(part)
    assert "hx-get" in penjaga.get(alamat("anggaran_impor_rincian", terakhir().pk)).content.decode()
    [bar] = lxml.html.fragment_fromstring(kemajuan(penjaga, status="menunggu").content.decode()).xpath(".//progress")
    assert bar.get("value") is None
    for status in ("siap", "ditolak", "diterapkan"):
        assert kemajuan(penjaga, status=status)["HX-Refresh"] == "true"


def test_a_work_that_stands_still_says_so_and_is_taken_up_again(penjaga: Client, client_of: ClientOf) -> None:
    kirim(penjaga, xlsx(contoh()))
    macet = {"status": "dibaca", "diubah": timezone.now() - timedelta(minutes=3)}
    assert kemajuan(penjaga, **macet)["HX-Refresh"] == "true"
    assert "Pekerjaan ini berhenti." in isi(buka(penjaga))
    assert not buka(client_of("auditor")).xpath("//button[@value='ulangi']")
    penjaga.post(alamat("anggaran_impor_rincian", terakhir().pk), {"aksi": "ulangi"})
    assert terakhir().status == "siap"
    page = halaman(penjaga.post(alamat("anggaran_impor_rincian", terakhir().pk), {"aksi": "ulangi"}, follow=True))
    assert "masih berjalan atau sudah selesai" in isi(page)
    assert Jejak.objects.filter(tindakan="ditolak", alasan__contains="masih berjalan").exists()


# Preview.


def angka(page: lxml.html.HtmlElement, tabel: str) -> dict[str, list[str]]:
    rows = page.xpath(f"//div[@aria-label='{tabel}']//tbody/tr")
    return {teks(tr.find("th")): [teks(td) for td in tr.findall("td")] for tr in rows}


def test_the_preview_shows_totals_and_what_would_happen_before_anything_is_written(penjaga: Client) -> None:
    data = contoh(60)
    kirim(penjaga, xlsx(data))
    page = buka(penjaga)
    total = data.jumlah_seluruhnya
    ubin = {teks(div.find("dt")): teks(div.find("dd")) for div in page.xpath("//div[@class='tile']")}
    assert ubin == {
        "Pagu": format_rupiah(total.pagu or 0),
        "Realisasi": format_rupiah(total.realisasi or 0),
        "Sisa": format_rupiah(total.sisa or 0),
        "Baris yang sama": "0",
    }
    assert "sama dengan JUMLAH SELURUHNYA di berkas" in isi(page)
    assert "dibuat versi DIPA pertamanya" in isi(page)
    assert "Kode satker Kemenkeu 654321 (KPU KOTA KUPANG) dicatat" in isi(page)
    program = [b for b in data.baris if b.jenis == "program"]
    for satu, sel in zip(program, angka(page, "Jumlah per program").values(), strict=True):
        assert sel[:3] == ["", format_bulat(satu.jumlah.pagu or 0), ""]
    assert not PosAnggaran.objects.filter(dipa__tahun=TAHUN).exists()


def test_a_revision_shows_the_changed_lines_old_and_new(penjaga: Client) -> None:
    awal = contoh(40)
    kirim(penjaga, xlsx(awal))
    terapkan(penjaga)
    kirim(penjaga, xlsx(revisi(awal, 1_000)))
    page = buka(penjaga)
    baris = angka(page, "Berubah")
    item = awal.baris[-1]
    [sel] = [sel for judul, sel in baris.items() if item.nama in judul and "Item" in judul]
    lama = item.jumlah.pagu or 0
    assert sel[:3] == [format_bulat(lama), format_bulat(lama + 1_000), "+1.000"]
    assert all(sel[2] == "+1.000" for sel in baris.values())
    # Every line from the item up to bagian anggaran.
    assert len(baris) == len(item.jalur)
    assert "Tidak ada baris seperti ini." in isi(buka(penjaga, query="?daftar=hilang"))


def test_long_lists_come_in_pages_and_senseless_addresses_are_harmless(penjaga: Client) -> None:
    kirim(penjaga, xlsx(contoh(230)))
    page = buka(penjaga, query="?daftar=baru&halaman=2")
    assert len(angka(page, "Baru")) == len(page.xpath("//div[@aria-label='Baru']//tbody/tr")) == 100
    assert "Halaman 2 dari 3" in isi(page)
    seluruh: list[str] = []
    for nomor in (1, 2, 3):
        seluruh += angka(buka(penjaga, query=f"?daftar=baru&halaman={nomor}"), "Baru")
    assert len(set(seluruh)) == 232
    for query in ("?daftar=aneh&halaman=-1", "?halaman=999999", "?halaman=٣", "?halaman=2.5", "?daftar=%3Cscript%3E"):
        assert "Baru 232" in isi(buka(penjaga, query=query))
    assert "Halaman 3 dari 3" in isi(buka(penjaga, query="?daftar=baru&halaman=99"))


def test_the_csv_copy_gives_the_same_preview(penjaga: Client) -> None:
    data = contoh(90)
    kirim(penjaga, xlsx(data))
    dari_xlsx = terakhir().hasil
    kirim(penjaga, csv(data), "fa.csv")
    assert terakhir().hasil == dari_xlsx
    assert terakhir().berkas.nama == "fa.csv"


# Applying.


def test_applying_makes_the_version_and_the_state_that_were_described(penjaga: Client) -> None:
    kirim(penjaga, xlsx(contoh()))
    papers = {"nama": "DIPA awal", "nomor": "SP DIPA-076.01", "tanggal": "2026-01-02", "alasan": "DIPA turun."}
    assert terapkan(penjaga, basis="sp2d", **papers).status_code == 302
    versi, keadaan = VersiDipa.objects.get(dipa__tahun=TAHUN), KeadaanRealisasi.objects.get(dipa__tahun=TAHUN)
    assert (versi.nomor, versi.tanggal, versi.alasan) == ("SP DIPA-076.01", date(2026, 1, 2), "DIPA turun.")
    assert (keadaan.basis, keadaan.per_tanggal) == ("sp2d", date(2026, 12, 31))
    page = buka(penjaga)
    assert "Yang diterapkan" in isi(page)
    assert "Dibuat versi “DIPA awal”." in isi(page)
    assert not page.xpath("//button[contains(., 'Terapkan')]")
    [baris] = halaman(penjaga.get(alamat())).xpath("//table//tbody/tr")
    assert "Sudah diterapkan" in teks(baris)
    assert "DIPA awal" in teks(baris)


def test_a_mistake_in_the_form_keeps_what_was_typed_and_writes_nothing(penjaga: Client) -> None:
    kirim(penjaga, xlsx(contoh()))
    page = halaman(terapkan(penjaga, tanggal="kemarin", alasan="Pergeseran <anggaran>", nomor="02/REV"))
    assert "Tulis tanggalnya" in teks(page.xpath("//*[@data-error-summary]")[0])
    assert page.xpath("//textarea[@name='alasan']")[0].text.strip() == "Pergeseran <anggaran>"
    assert page.xpath("//input[@name='nomor']/@value") == ["02/REV"]
    assert terakhir().status == "siap"
    assert not VersiDipa.objects.filter(dipa__tahun=TAHUN).exists()


def test_a_correction_of_a_known_day_needs_its_reason(penjaga: Client) -> None:
    awal = contoh(40)
    kirim(penjaga, xlsx(awal))
    terapkan(penjaga)
    kirim(penjaga, xlsx(contoh(40, benih=1)))
    page = halaman(terapkan(penjaga, alasan_perbaikan=" ", nomor="03/REV"))
    assert "Tuliskan mengapa diperbaiki" in teks(page.xpath("//*[@data-error-summary]")[0])
    assert page.xpath("//input[@name='nomor']/@value") == ["03/REV"]
    assert KeadaanRealisasi.objects.filter(dipa__tahun=TAHUN).count() == 1
    assert terapkan(penjaga, alasan_perbaikan="SPM salah bulan.").status_code == 302
    assert KeadaanRealisasi.objects.get(dipa__tahun=TAHUN, urutan=1).alasan == "SPM salah bulan."


def test_what_is_applied_is_not_applied_twice(penjaga: Client) -> None:
    kirim(penjaga, xlsx(contoh()))
    [form] = [f for f in buka(penjaga).forms if "basis" in f.fields]
    data = dict(form.form_values())
    penjaga.post(form.get("action"), data)
    page = halaman(penjaga.post(form.get("action"), data, follow=True))
    assert "tidak menunggu penerapan: sudah diterapkan" in isi(page)
    assert VersiDipa.objects.filter(dipa__tahun=TAHUN).count() == 1


# Who may.


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "pimpinan", "auditor"])
def test_others_read_and_are_told_who_may(penjaga: Client, client_of: ClientOf, siapa: str) -> None:
    kirim(penjaga, xlsx(contoh()))
    client = client_of(siapa)
    daftar = halaman(client.get(alamat()))
    assert not daftar.xpath("//input[@type='file']")
    assert "subbagian keuangan" in isi(daftar)
    page = buka(client)
    assert not page.xpath("//button[contains(., 'Terapkan')]")
    assert "subbagian keuangan" in isi(page)
    assert kirim(client, xlsx(contoh())).status_code == 403
    assert client.post(alamat("anggaran_impor_rincian", terakhir().pk), {"basis": "spm"}).status_code == 403
    assert terakhir().status == "siap"
    assert ImporAnggaran.objects.count() == 1


def test_an_import_of_another_year_or_office_is_not_found(
    penjaga: Client, client_of: ClientOf, satker_lain: Satker
) -> None:
    kirim(penjaga, xlsx(contoh()))
    pk = terakhir().pk
    for nama in ("anggaran_impor_rincian", "anggaran_impor_kemajuan", "anggaran_impor_berkas"):
        assert penjaga.get(alamat(nama, pk, tahun=2025)).status_code == 404
        assert client_of("satker_lain").get(alamat(nama, pk, kunci="9999")).status_code == 404


def test_an_approved_year_says_why_it_takes_no_file(penjaga: Client, entitas: Entitas, cast: dict[str, Any]) -> None:
    kirim(penjaga, xlsx(contoh()))
    periode = Periode.objects.create(entitas=entitas, tahun=TAHUN, triwulan=0)
    sah = {"cara": "aplikasi", "tanggal": date(TAHUN, 12, 31), "penandatangan": "-"}
    Pengesahan.objects.create(periode=periode, disahkan_oleh=cast["pimpinan"], **sah)
    daftar = halaman(penjaga.get(alamat()))
    assert "sudah disahkan" in isi(daftar)
    assert not daftar.xpath("//input[@type='file']")
    ditolak = halaman(kirim(penjaga, xlsx(contoh())), 403)
    assert "sudah disahkan" in teks(ditolak)
    page = buka(penjaga)
    assert "sudah disahkan" in isi(page)
    assert not page.xpath("//button[contains(., 'Terapkan')]")
    assert ImporAnggaran.objects.count() == 1


# The kept file and the template.


def test_the_file_comes_back_as_it_was_and_who_took_it_is_journalled(penjaga: Client, client_of: ClientOf) -> None:
    data = xlsx(contoh())
    kirim(penjaga, data, "Fa Detail Desember.xlsx")
    response = client_of("auditor").get(alamat("anggaran_impor_berkas", terakhir().pk))
    assert b"".join(response) == data
    assert "Fa Detail Desember.xlsx" in response["Content-Disposition"]
    diunduh = Jejak.objects.get(tindakan="unduh_bukti")
    assert diunduh.objek_id == str(terakhir().berkas_id)
    assert "auditor" in diunduh.pelaku


@pytest.mark.parametrize("tahun", [2024, 2030])
def test_the_template_opens_and_holds_the_lines_of_the_year(penjaga: Client, satker: Satker, tahun: int) -> None:
    response = penjaga.get(alamat("anggaran_templat", tahun=tahun))
    buku = openpyxl.load_workbook(io.BytesIO(response.content))
    tulisan = [str(sel) for lembar in buku for baris in lembar.iter_rows(values_only=True) for sel in baris if sel]
    nama = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.CQ.6639.BDB.001.051").nama
    assert (nama in tulisan) == (tahun == 2024)
    assert ("26247745000" in tulisan) == (tahun == 2024)
    assert f"templat-anggaran-5371-{tahun}-" in response["Content-Disposition"]
