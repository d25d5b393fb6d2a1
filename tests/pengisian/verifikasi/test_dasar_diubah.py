"""Whoever checks a figure reads that its basis was changed after it was handed in: by whom, when, from what to what."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.audit.services import save_recorded
from apps.organisasi.models import Pengguna
from apps.pengukuran.dasar_diubah import fetch_dasar_diubah
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Periode
from apps.ui.numbers import format_tanggal
from tests.pertukaran.berkas import lembar, terapkan, unggah

pytestmark = pytest.mark.django_db
Step = Callable[..., Realisasi]
HALAMAN = "/5371/2024/verifikasi/6/tahunan/"


@pytest.fixture
def diajukan(periode: Periode, lengkap: Realisasi, langkah: Step) -> Realisasi:
    return langkah("operator", "ajukan", lengkap)


@pytest.fixture
def ubah(cast: dict[str, Pengguna], lengkap: Realisasi) -> Callable[..., None]:
    """Change the indicator as the administration does."""

    def change(rantai: str = "5371", **kolom: Any) -> None:
        indikator = type(lengkap.adopsi.indikator).objects.get(pk=lengkap.adopsi.indikator_id)
        for nama, nilai in kolom.items():
            setattr(indikator, nama, nilai)
        save_recorded(indikator, rantai=rantai, pelaku=cast["administrator"])

    return change


def warned(client: Client) -> list[str]:
    page = lxml.html.fromstring(client.get(HALAMAN).content)
    said = [" ".join(n.text_content().split()) for n in page.find_class("notice-warning")]
    return [kalimat for kalimat in said if "sesudah angka ini diajukan" in kalimat]


def sentence(apa: str, oleh: object) -> str:
    return f"{apa} sesudah angka ini diajukan ({format_tanggal(timezone.localdate())}, oleh {oleh})."


ARAH = "Arah indikator diubah dari “Makin tinggi makin baik” menjadi “Makin rendah makin baik”"


def test_a_change_in_the_administration_is_told(
    client_of: Callable[[str], Client],
    diajukan: Realisasi,
    ubah: Callable[..., None],
    cast: dict[str, Pengguna],
    langkah: Step,
) -> None:
    client, oleh = client_of("verifikator"), cast["administrator"]
    assert warned(client) == []
    # What nothing is calculated by may be mended without a word.
    ubah(definisi="Lebih jelas.")
    assert warned(client) == []
    ubah(arah="stabil", satuan="indeks")
    ubah(arah="minimal")
    satuan = "Satuan indikator diubah dari “Persen” menjadi “Indeks atau nilai”"
    assert warned(client) == [sentence(satuan, oleh), sentence(ARAH, oleh)]
    # It is still so for whoever approves what was verified.
    langkah("verifikator", "verifikasi", diajukan)
    assert len(warned(client)) == 2
    # Back as it was, nothing differs any more.
    ubah(arah="maksimal", satuan="persen")
    assert warned(client) == []


@pytest.mark.usefixtures("periode")
def test_a_change_before_and_one_while_it_is_a_draft_are_not(
    client_of: Callable[[str], Client], lengkap: Realisasi, ubah: Callable[..., None], langkah: Step
) -> None:
    ubah(arah="minimal")
    langkah("operator", "ajukan", lengkap)
    assert warned(client_of("verifikator")) == []
    ubah(arah="stabil")
    langkah("verifikator", "kembalikan", lengkap, alasan="Arahnya berubah.")
    assert warned(client_of("verifikator")) == [], "the operator hands it in again as it now is"
    langkah("operator", "ajukan", lengkap)
    assert warned(client_of("verifikator")) == []


def test_a_change_by_a_sheet_is_told(
    client_of: Callable[[str], Client], diajukan: Realisasi, cast: dict[str, Pengguna]
) -> None:
    semua, kode = lembar("indikator").decode().split("\n"), f";{diajukan.adopsi.indikator.kode};"
    baris = next(satu for satu in semua if kode in satu)
    isi = lembar("indikator", (baris, baris.replace(";maksimal;", ";minimal;", 1)))
    administrator = cast["administrator"]
    terapkan(administrator, unggah(administrator, diajukan.adopsi.entitas.satker, isi, "indikator.csv"))
    assert warned(client_of("verifikator")) == [sentence(ARAH, administrator)]


def test_of_a_plan_of_another_office_only_its_owner_is_named(
    client_of: Callable[[str], Client], diajukan: Realisasi, ubah: Callable[..., None]
) -> None:
    ubah(rantai="0", arah="minimal")
    assert warned(client_of("verifikator")) == [sentence(ARAH, "pemilik Renstranya")]


def test_it_asks_once_and_only_of_what_waits(diajukan: Realisasi, langkah: Step) -> None:
    def queries(realisasi: Realisasi | None) -> int:
        semua = Realisasi.objects.select_related("adopsi__entitas__satker").prefetch_related("transisi")
        realisasi = semua.get(pk=realisasi.pk) if realisasi else None
        with CaptureQueriesContext(connection) as asked:
            fetch_dasar_diubah(realisasi)
        return len(asked)

    assert queries(diajukan) == 1
    assert queries(None) == 0
    langkah("operator", "tarik", diajukan)
    assert queries(diajukan) == 0
