"""Pages of divisi and subbagian: the indicators of the table, counted as everywhere, and the report for the pleno."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.laporan.outline import Outline
from apps.organisasi.facts import fetch_divisi, fetch_unit_divisi, fetch_unit_subbagian
from apps.organisasi.models import Divisi, Entitas, PeranDivisi, Satker, Subbagian
from apps.pengukuran.formulas import rata_capaian
from apps.pengukuran.models import Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from apps.ui.numbers import format_persen
from tests.dasbor.test_ringkasan import page_of, rows, tiles, words
from tests.dasbor.test_sasaran import card
from tests.laporan.test_anggaran_sasaran import link
from tests.test_pages import address

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
# Many-to-many (domain notes §1): subbagian Teknis and Hukum stand below two divisi each.
MILIK = {
    "keuangan": [4],
    "teknis": [1, 5, 6, 7, 8, 10],
    "sosialisasi": [1, 5, 6, 7, 8, 10, 11, 12],
    "perencanaan": [2, 3, 9],
    "hukum": [11, 12],
}


def test_the_people_of_a_divisi_are_those_of_table_3(satker: Satker) -> None:
    units = fetch_unit_divisi(satker, 2024)
    assert [(u.nama, u.ketua, u.wakil) for u in units] == [
        (d.nama, d.ketua, d.wakil) for d in fetch_divisi(satker, 2024)
    ]


def test_who_held_an_office_in_another_year_is_not_named(satker: Satker) -> None:
    divisi = Divisi.objects.get(satker=satker, kode="hukum")
    PeranDivisi.objects.filter(divisi=divisi, peran="ketua").update(selesai=date(2024, 12, 31))
    assert fetch_unit_divisi(satker, 2025, "hukum")[0].ketua == ()
    assert fetch_unit_divisi(satker, 2024, "hukum")[0].ketua != ()


def test_a_divisi_knows_its_subbagian_and_who_shares_them(satker: Satker) -> None:
    [unit] = fetch_unit_divisi(satker, 2024, "sosialisasi")
    assert [s.kode for s in unit.subbagian] == ["teknis", "hukum"]
    assert [kode for kode, _ in unit.rekan] == ["teknis", "hukum"]
    [unit] = fetch_unit_subbagian(satker, 2024, "teknis")
    assert [kode for kode, _ in unit.rekan] == ["teknis", "sosialisasi"]
    assert [u.kode for u in fetch_unit_divisi(satker, 2023) if u.berlaku] == []


def test_what_was_dissolved_is_not_there_any_more(satker: Satker) -> None:
    Subbagian.objects.filter(satker=satker, kode="hukum").update(selesai=date(2023, 12, 31))
    [unit] = fetch_unit_divisi(satker, 2024, "sosialisasi")
    assert [s.kode for s in unit.subbagian] == ["teknis"]
    assert not fetch_unit_subbagian(satker, 2024, "hukum")[0].berlaku


@pytest.mark.parametrize("kode", MILIK)
def test_a_divisi_reports_its_indicators_with_the_figures_of_table_10(
    client_of: SignIn, entitas: Entitas, kode: str
) -> None:
    outline = Outline(entitas, 2024)
    table = outline.table(outline.find("tabel", "capaian-kinerja"))
    printed = dict(enumerate((row for row in table.texts() if row["indikator"]), start=1))
    page = page_of(client_of("pimpinan"), address("laporan_divisi", [kode]))
    shown = rows(page)
    assert list(shown) == MILIK[kode]
    for nomor, row in shown.items():
        for label in ("Target", "Realisasi", "Capaian"):
            assert row[label].rstrip("*†‡§") == printed[nomor][label.lower()]
    kinerja = outline.fakta.kinerja
    rata = rata_capaian(kinerja.capaian(i) for i in kinerja.indikator if i.nomor in MILIK[kode])
    assert tiles(page)["Rata-rata capaian"][0].startswith(format_persen(rata.nilai or 0))


def test_the_list_names_all_with_their_mean(client_of: SignIn) -> None:
    page = page_of(client_of("auditor"), address("daftar_unit", []))
    assert len(page.xpath("//table/tbody/tr")) == 5 + 4
    assert "6 dari 6 indikator terukur 0 di atas · 3 tepat · 3 di bawah 100%" in words(card(page, "Divisi"))
    page = page_of(client_of("auditor"), address("daftar_unit", [], tahun=2023))
    assert "Belum ada divisi pada tahun ini" in words(page)


def test_who_keeps_the_budget_reports_all_of_it(client_of: SignIn) -> None:
    uang = card(page_of(client_of("pimpinan"), address("laporan_divisi", ["keuangan"])), "Anggaran satker")
    assert "Pagu Rp56.658.099.000 Realisasi Rp56.575.128.312 Serapan 99,85%" in words(uang)
    assert "realisasi per 31 Desember 2024" in words(uang)


def test_others_report_the_kegiatan_that_support_them(client_of: SignIn) -> None:
    judul = "Anggaran kegiatan pendukung"
    uang = card(page_of(client_of("pimpinan"), address("laporan_divisi", ["hukum"])), judul)
    assert "Belum ada kegiatan anggaran yang dihubungkan" in words(uang)
    link("6709", 11, "25")
    link("6709", 12, "25")
    uang = card(page_of(client_of("pimpinan"), address("laporan_divisi", ["hukum"])), judul)
    assert "Pagu Rp680.310.000 Realisasi Rp670.586.922 Serapan 98,57%" in words(uang)
    assert "porsi 50%" in words(uang)


def test_the_report_says_how_far_its_figures_are_and_leaves_room_to_sign(client_of: SignIn, entitas: Entitas) -> None:
    def head(tahun: int = 2024) -> str:
        page = page_of(client_of("pimpinan"), address("laporan_divisi", ["sosialisasi"], tahun=tahun))
        return " ".join(words(node) for node in [*page.find_class("unit-head"), *page.find_class("unit-sign")])

    Periode.objects.filter(entitas=entitas).delete()
    assert "Periode 2024 · angka dari laporan kinerja yang sudah terbit · dicetak" in head()
    Periode.objects.create(entitas=entitas, tahun=2024, triwulan=0, dibuka=True)
    said = head()
    assert "keadaan angka: belum disahkan" in said
    assert said.endswith(
        "Kepala Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat "
        "Kepala Sub bagian Hukum dan SDM Ketua Divisi Sosialisasi, Pendidikan Pemilih, Partisipasi Masyarakat, dan "
        "Sumber Daya Manusia Sitti Fatimah Arman"
    )


def test_what_is_late_is_counted(client_of: SignIn, entitas: Entitas) -> None:
    kemarin = timezone.localdate() - timedelta(days=1)
    Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True, "tenggat": kemarin}
    )
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="draf")
    page = page_of(client_of("pimpinan"), address("laporan_divisi", ["hukum"]))
    [late] = page.find_class("unit-late")
    assert words(late).startswith("2 indikator terlambat diajukan")
    assert "tenggat lewat 1 hari" in words(card(page, "Perlu perhatian"))


def test_plans_are_those_of_the_period_and_say_when_they_are_overdue(client_of: SignIn, entitas: Entitas) -> None:
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=12)
    Upaya.objects.create(
        adopsi=adopsi, tahun=2024, triwulan=2, jenis="direncanakan", urutan=1, isi="Menelaah putusan.",
        penanggung_jawab="Subbagian Hukum", tenggat=date(2024, 8, 1),
    )  # fmt: skip
    Upaya.objects.create(adopsi=adopsi, tahun=2024, triwulan=2, jenis="dilakukan", urutan=1, isi="Sudah.")
    client, url = client_of("pimpinan"), address("laporan_divisi", ["hukum"])
    rencana = words(card(page_of(client, url + "?triwulan=2"), "Rencana tindak lanjut"))
    assert "Menelaah putusan. Indikator 12 · Subbagian Hukum · tenggat 1 Agustus 2024, sudah lewat" in rencana
    assert "Sudah." not in rencana
    assert "Menelaah putusan." not in words(card(page_of(client, url), "Rencana tindak lanjut"))


def test_a_divisi_before_its_time_and_one_that_never_was(client_of: SignIn) -> None:
    client = client_of("auditor")
    page = page_of(client, address("laporan_divisi", ["hukum"], tahun=2020))
    assert "Belum ada pada tahun ini" in words(page)
    assert not page.xpath("//table")
    assert client.get(address("laporan_divisi", ["entah"])).status_code == 404
    assert client.get(address("subbagian", ["sosialisasi"])).status_code == 404


def test_without_indicators_it_says_so(client_of: SignIn, entitas: Entitas, satker: Satker) -> None:
    Subbagian.objects.create(satker=satker, kode="baru", nama="Sub bagian Baru", urutan=9)
    assert "Tidak ada indikator" in words(page_of(client_of("auditor"), address("subbagian", ["baru"])))
    assert "tanpa indikator" in words(page_of(client_of("auditor"), address("daftar_unit", [])))
