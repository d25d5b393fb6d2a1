"""The entry page as a browser sees it: fetch the form, change what a person changes, send it back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Analisis, Bukti, Realisasi
from apps.pengukuran.services import jalankan_langkah
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from tests.dokumen import samples


@pytest.fixture
def periode(entitas: Entitas) -> Periode:
    """The year 2024, open until in six days."""
    periode, _ = Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=0)
    periode.dibuka, periode.tenggat = True, timezone.localdate() + timedelta(days=6)
    periode.save()
    return periode


@pytest.fixture
def adopsi(entitas: Entitas) -> AdopsiIndikator:
    """Indicator 6, partisipasi pemilih, of subbagian Teknis: by pembilang and penyebut."""
    return AdopsiIndikator.objects.select_related("indikator", "entitas__satker").get(entitas=entitas, nomor=6)


@pytest.fixture
def realisasi(adopsi: AdopsiIndikator) -> Realisasi:
    return Realisasi.objects.get(adopsi=adopsi, tahun=2024, triwulan=0)


@pytest.fixture
def lengkap(realisasi: Realisasi, cast: dict[str, Pengguna], periode: Periode) -> Realisasi:
    """The realisasi of 2024 with evidence and a cause: it can be handed in."""
    Bukti.objects.create(
        realisasi=realisasi, jenis="catatan", judul="Rekap", catatan="D.Hasil", ditambahkan_oleh=cast["operator"]
    )
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca.")
    return realisasi


@pytest.fixture
def langkah(cast: dict[str, Pengguna]) -> Callable[..., Realisasi]:
    """Take a step as a member of the cast, with the version that stands."""

    def take(siapa: str, nama: str, realisasi: Realisasi, alasan: str = "") -> Realisasi:
        versi = Realisasi.objects.get(pk=realisasi.pk).versi
        return jalankan_langkah(pelaku=cast[siapa], realisasi_id=realisasi.pk, versi=versi, langkah=nama, alasan=alasan)

    return take


def alamat(nama: str = "isi", nomor: int = 6, triwulan: int = 0, tahun: int = 2024) -> str:
    return reverse(nama, args=["5371", tahun, nomor, triwulan])


def halaman(response: HttpResponse) -> lxml.html.HtmlElement:
    page = lxml.html.fromstring(response.content.decode())
    for template in list(page.iter("template")):  # what a browser neither shows nor sends
        template.drop_tree()
    return page


def bidang(page: lxml.html.HtmlElement, nama: str) -> list[lxml.html.HtmlElement]:
    """The fields of a name."""
    return page.xpath("//*[@name=$nama]", nama=nama)


def bagian(page: lxml.html.HtmlElement, judul: str) -> str:
    """The text of the section that the heading with this id names."""
    return teks(page.xpath("//*[@aria-labelledby=$judul]", judul=judul)[0])


def teks(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def isian(page: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """What the form on a page would send, without a button."""
    form = page.get_element_by_id("formulir")
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))  # as a browser does in a textarea
    return values


def pdf(nama: str = "rekap.pdf", isi: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi or samples.pdf(), content_type="application/pdf")


class Peramban:
    """A client that fills in the form as it was shown."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def buka(self, **tempat: int) -> lxml.html.HtmlElement:
        response = self.client.get(alamat(**tempat))
        assert response.status_code == 200
        return halaman(response)

    def kirim(
        self,
        page: lxml.html.HtmlElement | None = None,
        *,
        aksi: str = "simpan",
        nomor: int = 6,
        triwulan: int = 0,
        **ubah: Any,
    ) -> HttpResponse:
        """Send the form of a page with changes; a name with None is left out, "__" in a name stands for "-"."""
        data: dict[str, Any] = isian(page if page is not None else self.buka(nomor=nomor, triwulan=triwulan))
        for name, value in ubah.items():
            data[name.replace("__", "-")] = value
        data = {name: value for name, value in data.items() if value is not None}
        return self.client.post(alamat(nomor=nomor, triwulan=triwulan), {**data, "aksi": aksi})


@pytest.fixture
def operator(client_of: Callable[[str], Client], periode: Periode) -> Peramban:
    return Peramban(client_of("operator"))


def galat(response: HttpResponse) -> list[str]:
    """The sentences of the error summary."""
    return [teks(item) for item in halaman(response).xpath("//*[contains(@class, 'error-summary')]//li")]


def pesan(response: HttpResponse) -> str:
    """The notices of a page."""
    return " ".join(teks(item) for item in halaman(response).find_class("notice"))
