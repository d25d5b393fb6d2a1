"""The page of versions: the road, what a revision changed, their files, and the form of the keepers."""

import hashlib
import io
import json
from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from apps.anggaran.models import Pagu, PosAnggaran, VersiDipa
from apps.audit.models import Jejak
from apps.dokumen.services import simpan_berkas
from apps.organisasi.models import Pengguna, Satker
from apps.ui.numbers import format_bulat
from tests.dokumen import samples
from tests.penganggaran.test_pohon import buka, teks

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Cast = dict[str, Pengguna]
REVISI = reverse("anggaran_revisi", args=["5371", 2024])


@pytest.fixture
def awal(satker: Satker) -> VersiDipa:
    return VersiDipa.objects.get(dipa__satker=satker, dipa__tahun=2024, urutan=0)


@pytest.fixture
def rincian_awal(awal: VersiDipa) -> VersiDipa:
    """DIPA awal with three lines: one as today, one different, one that today's version does not have."""
    daun = {pagu.pos.jalur: pagu for pagu in Pagu.objects.select_related("pos").filter(versi__urutan__gt=0)}
    sama, beda = (daun[jalur] for jalur in ("076.01.WA.3355.EBA.994.001", "076.01.CQ.6639.BDB.001.051"))
    hilang = PosAnggaran.objects.create(
        dipa=awal.dipa,
        induk=beda.pos.induk,
        jenis="komponen",
        kode="099",
        jalur="076.01.CQ.6639.BDB.001.099",
        nama="Lama",
    )
    for pos, jumlah in ((sama.pos, sama.jumlah), (beda.pos, 1_000_000), (hilang, 250)):
        Pagu.objects.create(versi=awal, pos=pos, jumlah=jumlah)
    return awal


def test_the_road_from_the_quoted_figure_to_the_last_version(client_of: ClientOf) -> None:
    isi = teks(buka(client_of("pimpinan"), url=REVISI))
    assert (
        "Dari Rp29.794.345.000 (DIPA awal) menjadi Rp56.658.099.000 (Revisi terakhir): bertambah Rp26.863.754.000."
        in isi
    )
    assert "Dikutip, tanpa rincian" in isi
    assert "+26.863.754.000" in isi
    assert "Rincian DIPA awal tidak dimuat, jadi perubahan setiap pos tidak dapat ditampilkan." in isi


def test_what_a_revision_changed_line_by_line_with_totals(client_of: ClientOf, rincian_awal: VersiDipa) -> None:
    halaman = buka(client_of("auditor"), url=REVISI)
    rows = {teks(tr.xpath("./*")[1]): [teks(td) for td in tr.xpath("./*")] for tr in halaman.xpath("//table//tbody/tr")}
    assert rows["Lama"][2:] == ["250", "", "-250", "Hilang"]
    beda = PosAnggaran.objects.get(jalur="076.01.CQ.6639.BDB.001.051")
    assert rows[beda.nama][2:] == ["1.000.000", "26.247.745.000", "26.246.745.000", "Berubah"]
    total = [teks(td) for td in halaman.xpath("//tr[contains(@class, 'jumlah')]/*")]
    lama, baru = sum(Pagu.objects.filter(versi=rincian_awal).values_list("jumlah", flat=True)), 56_658_099_000
    assert total[-4:-1] == [format_bulat(n) for n in (lama, baru, baru - lama)]


def test_a_choice_of_versions_stands_in_the_address_and_in_the_files(
    client_of: ClientOf, rincian_awal: VersiDipa
) -> None:
    terakhir = VersiDipa.objects.filter(dipa=rincian_awal.dipa).latest("urutan")
    query = f"?dari={terakhir.urutan}&ke=0"
    halaman = buka(client_of("auditor"), query, REVISI)
    assert "Perubahan Anggaran 2024: Revisi terakhir ke DIPA awal" in teks(halaman)
    assert halaman.xpath("//select[@name='ke']/option[@selected]")[0].get("value") == "0"
    url = reverse("unduh_perubahan_anggaran", args=["5371", 2024, "json"])
    isi = json.dumps(json.loads(client_of("auditor").get(url + query).content))
    assert "-26246745000" in isi
    assert client_of("auditor").get(url.replace("json", "xlsx") + query).status_code == 200


def test_senseless_versions_are_ignored_and_equal_ones_say_so(client_of: ClientOf, rincian_awal: VersiDipa) -> None:
    client = client_of("auditor")
    assert "DIPA awal ke Revisi terakhir" in teks(buka(client, "?dari=x&ke=99", REVISI))
    assert "Tidak ada pos yang berbeda" in teks(buka(client, "?dari=0&ke=0", REVISI))


def test_nothing_to_download_without_lines(client_of: ClientOf) -> None:
    url = reverse("unduh_perubahan_anggaran", args=["5371", 2024, "csv"])
    assert client_of("auditor").get(url).status_code == 404


def test_a_year_without_dipa_says_what_to_do(client_of: ClientOf) -> None:
    halaman = buka(client_of("auditor"), url=reverse("anggaran_revisi", args=["5371", 2022]))
    assert "Belum ada DIPA untuk tahun ini" in teks(halaman)


def test_the_file_of_a_version_with_its_fingerprint(
    client_of: ClientOf, awal: VersiDipa, satker: Satker, cast: Cast
) -> None:
    isi = samples.pdf()
    awal.berkas = simpan_berkas(satker=satker, isi=io.BytesIO(isi), nama="dipa.pdf", pelaku=cast["administrator"])
    awal.save()
    url = reverse("anggaran_versi_berkas", args=["5371", 2024, awal.pk])
    halaman = buka(client_of("auditor"), url=REVISI)
    assert halaman.xpath(f"//a[@href='{url}']")
    assert f"SHA-256 {hashlib.sha256(isi).hexdigest()}" in teks(halaman)
    assert b"".join(client_of("auditor").get(url).streaming_content) == isi  # type: ignore[attr-defined]
    assert client_of("auditor").get(url.replace("/2024/", "/2023/")).status_code == 404


def versi(awal: VersiDipa) -> str:
    return reverse("anggaran_versi", args=["5371", 2024, awal.pk])


def isian(client: Client, awal: VersiDipa, **ubah: str) -> dict[str, str]:
    [form] = buka(client, url=versi(awal)).xpath("//form[.//input[@name='sidik']]")
    return {**dict(form.form_values()), **ubah}


def test_the_keeper_says_what_is_known_about_a_version(client_of: ClientOf, awal: VersiDipa) -> None:
    client = client_of("operator_lain")
    data = isian(client, awal, nomor="SP DIPA-076.01", tanggal="2023-11-24", jenis="DIPA awal")
    assert client.post(versi(awal), data)["Location"] == REVISI
    isi = teks(buka(client, url=REVISI))
    assert "Keterangan DIPA awal disimpan." in isi
    assert "SP DIPA-076.01 · 24 November 2023 · DIPA awal" in isi


def test_a_stale_form_shows_both_and_keeps_what_was_typed(client_of: ClientOf, awal: VersiDipa) -> None:
    client = client_of("administrator")
    data = isian(client, awal, nomor="Milik saya")
    VersiDipa.objects.filter(pk=awal.pk).update(nomor="Milik orang lain")
    response = client.post(versi(awal), data)
    assert response.status_code == 409
    isi = response.content.decode()
    assert "yang Anda isikan “Milik saya”, sekarang “Milik orang lain”" in isi
    assert 'value="Milik saya"' in isi
    assert VersiDipa.objects.get(pk=awal.pk).nomor == "Milik orang lain"
    # The page now shows the state that is stored, so a second press means it.
    assert client.post(versi(awal), isian_dari(isi)).status_code == 302
    assert VersiDipa.objects.get(pk=awal.pk).nomor == "Milik saya"


def isian_dari(isi: str) -> dict[str, str]:
    [form] = lxml.html.fromstring(isi).xpath("//form[.//input[@name='sidik']]")
    return dict(form.form_values())


def test_a_wrong_date_is_told_at_its_field(client_of: ClientOf, awal: VersiDipa) -> None:
    client = client_of("administrator")
    response = client.post(versi(awal), isian(client, awal, tanggal="31 Juni", nomor="Tetap"))
    assert "Tanggal ini tidak dapat dibaca" in response.content.decode()
    assert 'value="Tetap"' in response.content.decode()
    assert VersiDipa.objects.get(pk=awal.pk).nomor == ""


def test_others_read_and_learn_why_they_cannot_change(client_of: ClientOf, awal: VersiDipa) -> None:
    client = client_of("verifikator")
    halaman = buka(client, url=versi(awal))
    assert "Anggaran dikelola operator subbagian keuangan" in teks(halaman)
    assert not halaman.xpath("//form[.//input[@name='sidik']]")
    jejak = Jejak.objects.latest("pk").pk
    assert client.post(versi(awal), {"nomor": "x"}).status_code == 403
    assert list(Jejak.objects.filter(pk__gt=jejak).values_list("tindakan", flat=True)) == ["ditolak"]
