"""Money beside performance on its page and on that of an indicator: what to do first, then figures and sentences."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.urls import reverse

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator
from tests.penganggaran.test_keluaran import text

pytestmark = pytest.mark.django_db
URL = reverse("anggaran_sasaran", args=["5371", 2024])
INDIKATOR = reverse("indikator", args=["5371", 2024, 2])
KALIMAT = "Capaian 116,90% dicapai dengan serapan 98,20% dari pagu kegiatan pendukung."


def link(porsi: D | None) -> None:
    DukunganKegiatan.objects.create(
        pos=PosAnggaran.objects.get(dipa__tahun=2024, jenis="kegiatan", kode="3355"),
        adopsi=AdopsiIndikator.objects.get(entitas__jenis="lembaga", nomor=2),
        porsi=porsi,
    )


def test_without_links_the_page_says_who_does_what(client_of: Any) -> None:
    pengelola, pembaca = client_of("operator_lain").get(URL), client_of("pimpinan").get(URL)
    assert "Tetapkan porsi kegiatan" in text(pengelola)
    assert "Subbagian memilih kegiatan pendukung di halaman isian indikator" in text(pembaca)
    assert "Tetapkan porsi kegiatan" not in text(pembaca)


def test_sentences_and_figures(client_of: Any) -> None:
    link(D(40))
    page = text(client_of("pimpinan").get(URL))
    assert KALIMAT in page
    assert "Belum memiliki kegiatan pendukung: indikator 1, 3, 4," in page
    assert "1.346.420.000" in page


def test_the_page_of_an_indicator_names_its_money(client_of: Any) -> None:
    client = client_of("auditor")
    assert "sumber daya Belum ada Kegiatan pendukung belum ditetapkan." in text(client.get(INDIKATOR))
    link(D(40))
    page = text(client.get(INDIKATOR))
    assert KALIMAT in page
    assert "Pagu pendukung Rp1.346.420.000 Realisasi pendukung Rp1.322.194.262 Serapan 98,20%" in page
    assert "WA.3355 Pengelolaan Keuangan dan Barang Milik Negara (porsi 40%, serapan 98,20%)." in page


def test_an_undecided_share_shows_no_amount(client_of: Any) -> None:
    link(None)
    page = text(client_of("auditor").get(INDIKATOR))
    assert "porsi kegiatan WA.3355 belum ditetapkan." in page
    assert "Rp1.346" not in page


def test_a_doubtful_figure_stays_out_of_the_sentence(client_of: Any) -> None:
    link(D(40))
    Realisasi.objects.filter(adopsi__nomor=2, tahun=2024, triwulan=0).update(
        keandalan="diragukan", alasan_keandalan="Kolom bergeser."
    )
    page = text(client_of("auditor").get(URL))
    assert "Capaian tidak dapat dinyatakan: realisasi diragukan. Serapan pagu kegiatan pendukung 98,20%." in page
    assert "116,90%" not in page


def test_an_indicator_of_a_year_without_budget_has_no_such_section(client_of: Any) -> None:
    assert "Anggaran pendukung" not in text(client_of("auditor").get(reverse("indikator", args=["5371", 2023, 2])))


def test_downloads(client_of: Any) -> None:
    client = client_of("auditor")
    for name, slug in (("unduh_sasaran", "anggaran-sasaran"), ("unduh_pendukung", "kegiatan-pendukung")):
        answer = client.get(reverse(name, args=["5371", 2024, "xlsx"]))
        assert f'filename="{slug}-5371-2024.xlsx"' in answer["Content-Disposition"]
