"""The outline: its numbers for this office and others, and its tables in every year, format and emptiness."""

import json

import pytest
from django.core.management import call_command

from apps.laporan.charts.png import render_png
from apps.laporan.charts.svg import render_svg
from apps.laporan.exports import FORMATS, render
from apps.laporan.outline import NotInOutline, Outline
from apps.laporan.renderers.data import to_dict
from apps.organisasi.models import Divisi, Entitas, Satker, Subbagian
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, SasaranStrategis, Tujuan

pytestmark = pytest.mark.django_db
GENERATED = ("perbandingan-kinerja", "perbandingan-anggaran", "pohon-anggaran", "efisiensi-ro")


@pytest.fixture
def small(satker_lain: Satker) -> Entitas:
    """An office with one sasaran, two indicators and no supporting table."""
    renstra = Renstra.objects.create(pemilik=satker_lain, kode="r", nama="Renstra", tahun_awal=2021, tahun_akhir=2025)
    tujuan = Tujuan.objects.create(renstra=renstra, nomor=1, nama="Tujuan")
    sasaran = SasaranStrategis.objects.create(tujuan=tujuan, nomor=1, nama="Sasaran")
    subbagian = Subbagian.objects.create(satker=satker_lain, kode="s", nama="Subbagian", urutan=1)
    entitas = Entitas.objects.select_related("satker").get(satker=satker_lain, jenis="lembaga")
    for nomor in (1, 2):
        indikator = Indikator.objects.create(
            sasaran=sasaran, kode=f"i{nomor}", nomor=nomor, nama=f"Indikator {nomor}", satuan="persen"
        )
        AdopsiIndikator.objects.create(
            entitas=entitas, indikator=indikator, dari=2021, sampai=2025, subbagian=subbagian, nomor=nomor
        )
    return entitas


def addresses(outline: Outline) -> list[str]:
    return [entry.address for entry in outline.tables]


def test_numbers_are_those_of_the_lkj(outline: Outline) -> None:
    found = {entry.number: entry.address for entry in outline.tables}
    assert len(found) == 30
    assert found[1] == "ringkasan-capaian"
    assert found[11] == "indikator-sasaran/1"
    assert found[12] == "tabel-pendukung/1"
    assert found[13] == "perbandingan-indikator/1"
    assert [found[n] for n in (14, 19, 23, 26)] == [f"indikator-sasaran/{n}" for n in (2, 3, 4, 5)]
    assert found[28] == "perbandingan-indikator/12"
    assert found[30] == "anggaran-komponen"
    assert [entry.address for entry in outline.diagrams] == [
        "anggaran-program",
        "anggaran-kegiatan",
        "serapan-komponen",
    ]


def test_every_number_and_every_address_lead_to_the_same_place(outline: Outline) -> None:
    assert [entry.number for entry in outline.tables] == list(range(1, 31))
    assert len(set(addresses(outline))) == 30
    for entry in outline.tables:
        assert outline.find("tabel", str(entry.number)) is outline.find("tabel", entry.address) is entry
        assert outline.table(entry).slug == entry.address


def test_every_table_and_diagram_stands_in_a_chapter(outline: Outline) -> None:
    chapters = {entry.number: entry.chapter for entry in outline.tables}
    assert all(chapters.values())
    assert chapters[1].startswith("Ringkasan Eksekutif")
    assert chapters[10].startswith(chapters[28])
    assert all(entry.chapter for entry in outline.diagrams)


def test_headings_are_numbered_by_their_sasaran_and_indicator(outline: Outline) -> None:
    titles = [entry.title for entry in outline.entries]
    assert any(title.startswith("Sasaran Strategis 3. Terwujudnya Kesadaran Pemilih") for title in titles)
    assert any(title.startswith("IKK 7. ") for title in titles)


def test_another_office_gets_its_own_numbers(small: Entitas) -> None:
    outline = Outline(small, 2023)
    found = {entry.address: entry.number for entry in outline.tables}
    assert len(found) == 15
    assert found["perbandingan-indikator/2"] == 13
    assert "tabel-pendukung/1" not in found
    assert found["anggaran-komponen"] == 15


def test_a_slug_stays_when_numbers_move(outline: Outline, small: Entitas) -> None:
    assert outline.find("tabel", "perbandingan-indikator/2").number == 15
    assert Outline(small, 2023).find("tabel", "perbandingan-indikator/2").number == 13


def test_addresses_stay_when_the_supporting_table_is_taken_away(outline: Outline, entitas: Entitas) -> None:
    Indikator.objects.filter(nomor=1, sasaran__nomor=1).update(judul_tabel_pendukung="")
    fewer = Outline(entitas, 2024)
    assert addresses(fewer) == [address for address in addresses(outline) if address != "tabel-pendukung/1"]
    assert fewer.find("tabel", "perbandingan-indikator/1").number == 12
    assert fewer.find("tabel", "anggaran-komponen").number == 29


def test_an_empty_supporting_table_keeps_its_number_and_says_so(entitas: Entitas) -> None:
    outline = Outline(entitas, 2023)
    entry = outline.find("tabel", "12")
    assert entry.address == "tabel-pendukung/1"
    assert outline.table(entry).empty_reason


@pytest.mark.parametrize("key", ["0", "31", "-1", "01", "1.0", "", "tidak-ada", "perbandingan-indikator/13"])
def test_what_is_not_there_is_said(outline: Outline, key: str) -> None:
    with pytest.raises(NotInOutline, match="Laporan ini memuat tabel 1 sampai 30"):
        outline.find("tabel", key)


def test_2023_has_the_last_year_moved_and_the_history_shorter(entitas: Entitas) -> None:
    outline = Outline(entitas, 2023)
    table = to_dict(outline.table(outline.find("tabel", "13")))
    assert [column["kunci"] for column in table["kolom"]] == [
        *("r2020", "r2021", "r2022", "target", "realisasi", "capaian", "nasional")
    ]
    assert [cell["teks"] for cell in table["header"][0]][:2] == ["Realisasi 2020-2022", "2023"]
    assert table["baris"][0]["teks"]["realisasi"] == "35%"
    assert "2023" in outline.table(outline.find("tabel", "10")).title


def test_without_a_contract_the_renstra_target_is_used_and_labelled(entitas: Entitas) -> None:
    outline = Outline(entitas, 2023)
    table = to_dict(outline.table(outline.find("tabel", "10")))
    assert table["baris"][2]["teks"]["target"] == "79"
    assert "Target diambil dari Renstra karena perjanjian kinerja 2023 belum dicatat." in table["catatan"]
    comparison = to_dict(outline.table(outline.find("tabel", "15")))
    assert comparison["baris"][0]["teks"]["target"] == "79"
    assert any("Renstra" in note for note in comparison["catatan"])
    contract = to_dict(outline.table(outline.find("tabel", "7")))
    assert contract["baris"] == []
    assert "belum dicatat" in contract["catatan"][0]


def test_with_a_contract_nothing_is_said_of_the_renstra_target(outline: Outline) -> None:
    for number in ("10", "15"):
        notes = to_dict(outline.table(outline.find("tabel", number)))["catatan"]
        assert not any("Target diambil dari Renstra" in note for note in notes)


def test_in_the_first_year_there_is_no_history(entitas: Entitas) -> None:
    outline = Outline(entitas, 2020)
    table = outline.table(outline.find("tabel", "13"))
    assert [column.key for column in table.columns] == ["target", "realisasi", "capaian", "nasional"]
    assert not any("Realisasi 20" in cell.text for line in table.header_rows() for cell in line)


def test_a_year_without_a_renstra_has_the_organisation_and_says_why_the_rest_is_empty(entitas: Entitas) -> None:
    outline = Outline(entitas, 2025)
    tables = {entry.address: outline.table(entry) for entry in outline.tables}
    assert not any("/" in address for address in tables)
    assert [table.number for table in tables.values()] == list(range(1, len(tables) + 1))
    assert tables["pembagian-divisi"].rows
    assert tables["capaian-kinerja"].empty_reason
    assert tables["anggaran-komponen"].empty_reason


def test_what_is_not_recorded_leaves_no_empty_label(small: Entitas) -> None:
    """Tabel 9 and 3: the nature of a unit, its measure, people and tasks of a divisi are optional."""

    def tables() -> dict[str, list[dict[str, str]]]:
        outline = Outline(small, 2024)
        return {e.address: list(outline.table(e).texts()) for e in outline.tables}

    Indikator.objects.filter(kode="i1").update(nama_satuan="Kegiatan")
    Divisi.objects.create(satker=small.satker, kode="d", nama="Divisi Data", urutan=1)
    satuan = [row["satuan"] for row in tables()["indikator-kinerja-utama"]]
    assert satuan == ["Kegiatan", ""]
    assert tables()["pembagian-divisi"] == [{"divisi": "Divisi Data", "tugas": ""}]
    Indikator.objects.filter(kode="i1").update(sifat="nominal", ukuran_keberhasilan="selesai")
    Indikator.objects.filter(kode="i2").update(sifat="nominal")
    satuan = [row["satuan"] for row in tables()["indikator-kinerja-utama"]]
    assert satuan == ["Kegiatan (nominal)\nUkuran Keberhasilan: selesai", "nominal"]


def test_the_second_year_names_one_year_of_history(entitas: Entitas) -> None:
    outline = Outline(entitas, 2021)
    assert outline.table(outline.find("tabel", "13")).header_rows()[0][0].text == "Realisasi 2020"


def check_everything(outline: Outline) -> None:
    tables = [outline.table(entry) for entry in outline.tables]
    tables += [outline.comparison(slug) for slug in GENERATED]
    for table in tables:
        keys = {column.key for column in table.columns}
        assert len(keys) == len(table.columns), table.caption
        assert all(set(row.cells) <= keys for row in table.rows), table.caption
        assert table.rows or table.empty_reason, table.caption
        for name in FORMATS:
            assert render(table, name), (table.caption, name)
    for entry in outline.diagrams:
        chart = outline.chart(entry)
        assert chart.categories or chart.empty_reason
        assert render_svg(chart).startswith("<svg")


@pytest.mark.parametrize("tahun", [2020, 2021, 2022, 2023, 2024, 2025])
def test_every_table_renders_in_every_format_in_every_year(entitas: Entitas, tahun: int) -> None:
    check_everything(Outline(entitas, tahun))


def test_an_office_with_indicators_but_without_figures(small: Entitas) -> None:
    outline = Outline(small, 2023)
    check_everything(outline)
    row = to_dict(outline.table(outline.find("tabel", "capaian-kinerja")))["baris"][1]
    assert (row["nilai"]["target"], row["teks"]["target"], row["alasan"]["target"]) == (None, "", "Target belum diisi.")
    assert row["alasan"]["realisasi"] == "Realisasi belum diisi."
    assert row["teks"]["capaian"] == ""


@pytest.mark.parametrize("jenis", Entitas.Jenis.values)
def test_an_office_with_nothing_at_all(satker_lain: Satker, jenis: str) -> None:
    check_everything(Outline(Entitas.objects.select_related("satker").get(satker=satker_lain, jenis=jenis), 2024))


def test_a_picture_is_made_of_an_empty_diagram_too(satker_lain: Satker) -> None:
    entitas = Entitas.objects.select_related("satker").get(satker=satker_lain, jenis="lembaga")
    outline = Outline(entitas, 2024)
    assert render_png(outline.chart(outline.diagrams[0])).startswith(b"\x89PNG")


def test_the_comparison_shows_every_year_in_groups(outline: Outline) -> None:
    table = outline.comparison("perbandingan-kinerja")
    assert [cell.text for cell in table.header_rows()[0]] == ["No", "Indikator", "2020", "2021", "2022", "2023", "2024"]
    rows = {row["nilai"]["no"]: row for row in to_dict(table)["baris"] if row["nilai"]["no"]}
    assert rows["2"]["teks"]["c2024"] == "116,90%"
    assert rows["2"]["teks"]["c2022"] == "114,54%"
    assert rows["9"]["teks"]["r2023"] == "100%"
    assert rows["9"]["tanda"]["r2023"].startswith("†")
    assert rows["9"]["teks"]["c2023"] == "-"


def test_the_diagram_command_writes_what_the_table_says(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("diagram", "1", satker="5371", tahun=2024, format="json")
    data = json.loads(capsys.readouterr().out)
    assert data["seri"][1]["nilai"] == ["53175118657", "3400009655"]
