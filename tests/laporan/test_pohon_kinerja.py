"""The tree of performance: figures of the other tables, money that is the whole pagu, with and without shares."""

import io

import openpyxl
import pytest

from apps.laporan.exports import FORMATS, render
from apps.laporan.outline import Outline
from apps.laporan.renderers.data import to_dict
from apps.laporan.table import Row, Sum, Table
from apps.laporan.tables.pohon_kinerja import BELUM_DIBAGI, KEGIATAN, TUJUAN
from apps.organisasi.models import Entitas
from tests.laporan.test_anggaran_sasaran import link

pytestmark = pytest.mark.django_db
SERATUS_PERSEN = (("3355", 2, "40"), ("3355", 3, "60"), ("6639", 6, "100"), ("6709", 8, "100"), ("6709", 9, None))
TIDAK_BULAT = (("6639", 6, "33.33"), ("6639", 7, "33.33"), ("3360", 6, "12.5"))


def pohon(entitas: Entitas, tahun: int = 2024) -> Table:
    return Outline(entitas, tahun).comparison("pohon-kinerja")


def value(row: Row, key: str) -> int:
    return row.cell(key).value or 0  # type: ignore[return-value]


def below(rows: list[Row], index: int) -> list[int]:
    """The rows right below one."""
    found = []
    for place in range(index + 1, len(rows)):
        if rows[place].level <= rows[index].level or rows[place].style != "isi":
            break
        if rows[place].level == rows[index].level + 1:
            found.append(place)
    return found


def share(shares: tuple[tuple[str, int, str | None], ...]) -> None:
    for kode, nomor, porsi in shares:
        link(kode, nomor, porsi)


@pytest.mark.parametrize("shares", [(), SERATUS_PERSEN])
def test_every_line_is_the_sum_of_those_below_it_and_all_are_the_pagu(
    entitas: Entitas, shares: tuple[tuple[str, int, str | None], ...]
) -> None:
    share(shares)
    rows = list(pohon(entitas).rows)
    *_, jumlah = rows
    assert (jumlah.style, value(jumlah, "pagu"), value(jumlah, "terpakai")) == ("jumlah", 56658099000, 56575128312)
    for index, row in enumerate(rows):
        for key in ("pagu", "terpakai"):
            parts = below(rows, index)
            if parts and row.cell(key).value is not None:
                assert value(row, key) == sum(value(rows[part], key) for part in parts), row
    puncak = [row for row in rows if row.level == TUJUAN and row.style == "isi"]
    assert sum(value(row, "pagu") for row in puncak) == 56658099000


def test_shares_that_are_no_whole_rupiah_are_exact_before_they_are_printed(entitas: Entitas) -> None:
    share(TIDAK_BULAT)
    outline = Outline(entitas, 2024)
    table = outline.comparison("pohon-kinerja")
    uang = outline.fakta.dukungan
    assert uang is not None
    terbagi = uang.bagian({i.adopsi_id for i in outline.fakta.kinerja.indikator}).pagu
    assert terbagi + uang.pagu_tidak_dibagi == 56658099000
    rows = table.rows
    puncak = [row for row in rows if row.level == TUJUAN and row.style == "isi"]
    assert abs(sum(value(row, "pagu") for row in puncak) - 56658099000) < len(puncak)
    assert not any(isinstance(cell.formula, Sum) for row in rows for cell in row.cells.values())
    assert any("dibulatkan" in note for note in table.notes)


def test_a_kegiatan_of_several_indicators_shows_each_share_and_what_is_left(entitas: Entitas) -> None:
    share((("6639", 6, "40"), ("6639", 7, "35"), ("6639", 8, None)))
    baris = [b["teks"] for b in to_dict(pohon(entitas))["baris"] if b["teks"]["uraian"].startswith("CQ.6639 ")]
    assert [(b["porsi"], b["pagu"]) for b in baris] == [
        ("40%", "10.499.098.000"),
        ("35%", "9.186.710.750"),
        ("-", ""),
        ("25%", "6.561.936.250"),
    ]


def test_a_kegiatan_that_is_wholly_divided_is_not_named_among_the_others(entitas: Entitas) -> None:
    share((("6639", 6, "100"),))
    rows = pohon(entitas).rows
    letak = next(i for i, row in enumerate(rows) if row.cell("uraian").value == BELUM_DIBAGI)
    names = [str(row.cell("uraian").value) for row in rows[letak + 1 : -1]]
    assert len(names) == 9
    assert not any(name.startswith("CQ.6639") for name in names)


def test_a_chosen_kegiatan_without_a_share_says_so_at_both_places(entitas: Entitas) -> None:
    share((("6639", 6, None),))
    baris = to_dict(pohon(entitas))["baris"]
    di_bawah, sisa = [b for b in baris if b["teks"]["uraian"].startswith("CQ.6639 ")]
    assert di_bawah["alasan"]["porsi"] == sisa["alasan"]["uraian"] == "Porsi belum ditetapkan."
    assert sisa["teks"]["pagu"] == "26.247.745.000"


@pytest.mark.parametrize("tahun", [2020, 2022, 2024])
def test_its_figures_are_those_of_table_10_and_of_the_budget_per_sasaran(entitas: Entitas, tahun: int) -> None:
    share(SERATUS_PERSEN)
    outline = Outline(entitas, tahun)
    rows = [row for row in pohon(entitas, tahun).rows if "target" in row.cells]
    printed = [
        row for row in outline.table(outline.find("tabel", "capaian-kinerja")).rows if row.cell("indikator").value
    ]
    assert len(rows) == 12
    for row, lain in zip(rows, printed, strict=True):
        for key in ("target", "realisasi", "capaian"):
            assert row.cell(key) == lain.cell(key)
    if outline.fakta.dukungan is None:
        return
    uang = [row for row in outline.comparison("anggaran-sasaran").rows if row.style == "isi"][:-1]
    kepala = ("Sasaran", "Indikator")
    cascade = [row for row in pohon(entitas, tahun).rows if str(row.cell("uraian").value).startswith(kepala)]
    assert len(cascade) == 17
    for row, lain in zip(cascade, uang, strict=True):
        for key, lain_key in (
            ("pagu", "pagu"),
            ("capaian", "capaian"),
            ("terpakai", "realisasi"),
            ("serapan", "serapan"),
        ):
            assert row.cell(key).value == lain.cell(lain_key).value


def test_the_means_are_those_of_the_lkj(entitas: Entitas) -> None:
    baris = {b["teks"]["uraian"][:10]: b["teks"] for b in to_dict(pohon(entitas))["baris"]}
    assert (baris["Sasaran 3."]["capaian"], baris["Sasaran 3."]["kategori"]) == ("68,01%", "Cukup")
    assert baris["Tujuan 2. "]["capaian"] == "80,80%"


def test_excel_folds_kegiatan_away_and_keeps_live_sums(entitas: Entitas) -> None:
    share(SERATUS_PERSEN)
    content = render(pohon(entitas), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    levels = [sheet.row_dimensions[row].outlineLevel for row in range(1, sheet.max_row + 1)]
    assert max(levels) == KEGIATAN
    hidden = [row for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].hidden]
    assert len(hidden) == len(SERATUS_PERSEN)
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    # Two tujuan and sasaran, four indicators with a decided share, the rest, the whole: pagu and realisasi of each.
    assert sum(isinstance(value, str) and value.startswith("=SUM") for value in cells) >= 20


@pytest.mark.parametrize("tahun", [2020, 2023, 2024, 2025])
@pytest.mark.parametrize("shares", [(), TIDAK_BULAT])
def test_every_format_in_every_year(
    entitas: Entitas, tahun: int, shares: tuple[tuple[str, int, str | None], ...]
) -> None:
    share(shares)
    table = pohon(entitas, tahun)
    assert table.rows or table.empty_reason
    assert all(render(table, name) for name in FORMATS)


def test_a_year_without_budget_keeps_its_performance_and_says_what_is_missing(entitas: Entitas) -> None:
    table = pohon(entitas, 2023)
    assert Outline(entitas, 2023).fakta.dukungan is None
    assert not any(row.style == "jumlah" for row in table.rows)
    assert "Anggaran tahun ini belum dimuat, jadi kegiatan dan pagunya belum ada di sini." in table.notes
