"""Diagrams: the same values as their tables, truthful bars, valid SVG without styles, pictures that are not blank."""

import json
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.laporan.charts.chart import Chart, Series, to_dict
from apps.laporan.charts.png import FONT_FILES, FONTS, render_png
from apps.laporan.charts.scale import MIN_MARK, make_scale, tick_text
from apps.laporan.charts.svg import render_svg
from apps.laporan.charts.text import text_width, wrap
from apps.laporan.diagrams import DIAGRAMS
from apps.laporan.report import Konteks
from apps.laporan.tables.anggaran import AnggaranKomponen, KegiatanAnggaran, RealisasiAnggaran
from apps.ui.numbers import exact_text
from tests.laporan.gambar import SVG, Kata, css, parse, words

WIDTHS = (880, 390)
ELEMENTS = {"svg", "title", "desc", "rect", "path", "text", "tspan"}
KONTEKS = Konteks("KPU Kota Kupang", "5371", 2024, 2020, 2024, keadaan_per=date(2024, 12, 31))
# kegiatan: name, and per RO its komponen (code, name, pagu, realisasi).
CQ = {
    "6639": (
        "Teknis Penyelenggaraan Pemilu/Pemilihan",
        {
            "BDB.001": [
                (
                    "051",
                    "Fasilitas Pengelolaan Desain Surat Suara, Dokumentasi, Daerah Pemilihan dan Alokasi Kursi",
                    26_247_745_000,
                    26_247_720_174,
                )
            ]
        },
    ),
    "6709": (
        "Perencanaan Program dan Anggaran, serta Penyusunan Peraturan",
        {
            "QGE.001": [
                ("051", "Penyusunan Rencana dan Anggaran Pemilu", 668_024_000, 658_988_687),
                ("113", "Dukungan Operasional Pelaksanaan Lainnya", 364_755_000, 359_998_086),
            ],
            "RAN.001": [("051", "Persiapan Kebutuhan Sarana IT Pemilu", 9_861_000, 4_906_850)],
        },
    ),
    "6981": (
        "Pengucapan Sumpah/Janji Presiden dan Wakil Presiden serta Anggota DPR,",
        {"QGE.001": [("051", "Fasilitasi Penyiapan Sumpah Janji", 2_000, 0)]},
    ),
}
WA = {
    "3355": (
        "Pengelolaan Keuangan dan Barang Milik Negara",
        {"EBA.994": [("001", "Gaji dan Tunjangan", 3_366_050_000, 3_305_485_655)]},
    ),
}


def line(jalur: str, jenis: str, nama: str, anak=(), pagu: int = 0, realisasi: int | None = None) -> FaktaPos:
    if anak:
        known = [child.realisasi for child in anak if child.realisasi is not None]
        pagu, realisasi = sum(child.pagu for child in anak), sum(known) if known else None
    return FaktaPos(jalur, jalur.split(".")[-1], jenis, nama, False, pagu, realisasi, None, False, tuple(anak))


def program(kode: str, nama: str, isi: dict) -> FaktaPos:
    top = f"076.01.{kode}"
    kegiatan = []
    for segment, (title, outputs) in isi.items():
        lines = []
        for ro, parts in outputs.items():
            path = f"{top}.{segment}.{ro}"
            komponen = [line(f"{path}.{k}", "komponen", name, (), pagu, spent) for k, name, pagu, spent in parts]
            lines.append(line(path, "ro", ro, komponen))
        kegiatan.append(line(f"{top}.{segment}", "kegiatan", title, lines))
    return line(top, "program", nama, kegiatan)


def budget(*programs: FaktaPos) -> FaktaAnggaran:
    return FaktaAnggaran(2024, "Revisi", date(2024, 12, 31), "", programs)


@dataclass
class Facts:
    anggaran: FaktaAnggaran | None


@pytest.fixture
def facts() -> Facts:
    cq = program("CQ", "Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi", CQ)
    return Facts(budget(cq, program("WA", "Program Dukungan Manajemen", WA)))


@pytest.fixture(params=list(DIAGRAMS))
def chart(request, facts) -> Chart:
    return DIAGRAMS[request.param]().build(facts, KONTEKS, list(DIAGRAMS).index(request.param) + 1)


def odd_chart() -> Chart:
    """Everything that is hard to draw: markup in names, no value, zero, a negative, a tiny and an endless one."""
    return Chart(
        slug="aneh/1",
        title='Anggaran <b>"A&B"</b>',
        number=None,
        kind="batang-berkelompok",
        categories=("<script>alert(1)</script> & 'kutip'\x0b", "Dewan-dewan " * 30, "x" * 300, "WA.1 Nol"),
        series=(
            Series("Pagu", (53_197_525_000, 3_000, 10**17, 0)),
            Series("Realisasi", (None, -400_000, None, 0), blanks={2: "pagu 0"}),
        ),
        notes=("Realisasi 1 dari 4 kegiatan belum diisi.",),
    )


def outer(rect: ElementTree.Element) -> tuple[float, float]:
    """Left edge and width of a box with its outline."""
    stroke = float(rect.get("stroke-width"))
    return float(rect.get("x")) - stroke / 2, float(rect.get("width")) + stroke


# Values


def test_data_table_carries_exactly_the_values_of_the_chart(chart):
    table = chart.data_table()
    columns = [column.key for column in table.columns]
    assert [row.cell(columns[0]).value for row in table.rows] == list(chart.categories)
    for series, column in zip(chart.series, table.columns[1:], strict=True):
        assert (column.label, column.kind) == (series.name, series.kind)
        assert [row.cell(column.key).value for row in table.rows] == list(series.values)
        assert [texts[column.key] for texts in table.texts()] == [text.removeprefix("Rp") for text in series.texts]
    assert table.caption == f"Data {chart.caption}"


def test_program_diagram_shows_the_totals_in_the_order_of_its_table(facts):
    chart = DIAGRAMS["anggaran-program"]().build(facts, KONTEKS, 1)
    rows = RealisasiAnggaran().rows(facts, KONTEKS)[0][:-1]
    assert chart.caption == "Diagram 1. Anggaran dan Realisasi"
    assert list(chart.categories) == [row.cell("program").value for row in rows]
    assert [s.name for s in chart.series] == ["Pagu", "Realisasi"]
    for series, key in zip(chart.series, ("pagu", "realisasi"), strict=True):
        assert list(series.values) == [row.cell(key).value for row in rows]


def test_kegiatan_diagram_follows_tabel_8(facts):
    chart = DIAGRAMS["anggaran-kegiatan"]().build(facts, KONTEKS, 2)
    rows = [row for row in KegiatanAnggaran().rows(facts, KONTEKS)[0] if row.level == 1]
    assert chart.title == "Kegiatan dan Anggaran Tahun Anggaran 2024"
    assert list(chart.categories) == [row.cell("program").value for row in rows]
    assert chart.categories[0] == "WA.3355 Pengelolaan Keuangan dan Barang Milik Negara"
    for series, key in zip(chart.series, ("pagu", "realisasi"), strict=True):
        assert list(series.values) == [row.cell(key).value for row in rows]
    assert chart.series[1].texts[-1] == "-"


def test_komponen_diagram_follows_tabel_30(facts):
    chart = DIAGRAMS["serapan-komponen"]().build(facts, KONTEKS, 3)
    rows = [row for row in AnggaranKomponen().rows(facts, KONTEKS)[0] if row.style == "isi"]
    assert list(chart.series[0].values) == [row.cell("persen").value for row in rows]
    assert [c.split(" ", 1)[1] for c in chart.categories] == [
        row.cell("komponen").value.split(" ", 1)[1] for row in rows
    ]
    assert chart.categories[1].startswith("6639.BDB.001.051 Fasilitas Pengelolaan")
    # 99,9999 % is not 100 %.
    assert chart.series[0].texts == ("98,20%", "99,99%", "98,65%", "98,70%", "49,76%", "0%")


@pytest.mark.parametrize("slug", DIAGRAMS)
@pytest.mark.parametrize("anggaran", [None, budget()])
def test_without_a_budget_the_diagram_says_what_to_do(slug, anggaran):
    chart = DIAGRAMS[slug]().build(Facts(anggaran), KONTEKS, 1)
    assert not chart.categories
    assert chart.empty_reason == KegiatanAnggaran.empty_reason
    for width in WIDTHS:
        shown = " ".join(word.text for word in words(parse(render_svg(chart, width=width))))
        assert shown == chart.empty_reason
    assert to_dict(chart)["catatan"] == [chart.empty_reason]
    assert chart.data_table().empty_reason == chart.empty_reason


def test_missing_zero_and_unmeasurable_are_told_apart():
    parts = [("001", "Belum", 5, None), ("002", "Nol", 5, 0), ("003", "Tanpa pagu", 0, 0)]
    facts = Facts(budget(program("WA", "Dukungan", {"3355": ("Keuangan", {"EBA.994": parts})})))
    chart = DIAGRAMS["serapan-komponen"]().build(facts, KONTEKS)
    assert chart.series[0].values == (None, Fraction(0), None)
    assert chart.series[0].texts == ("belum diisi", "0%", "pagu 0")
    assert chart.notes[-1] == "Serapan 1 dari 3 komponen belum diisi."
    root = parse(render_svg(chart))
    assert [text.text for text in css(root, "angka")] == ["belum diisi", "0%", "pagu 0"]
    assert css(root, "batang") == []


def test_to_dict_holds_exact_strings_and_texts(chart):
    data = json.loads(json.dumps(to_dict(chart)))
    assert list(data) == ["nomor", "judul", "slug", "jenis", "kategori", "seri", "catatan"]
    assert data["jenis"] == chart.kind
    for series, part in zip(chart.series, data["seri"], strict=True):
        assert list(part) == ["nama", "jenis", "nilai", "teks"]
        assert part["nilai"] == [None if value is None else exact_text(value) for value in series.values]
        assert part["teks"] == list(series.texts)
    assert to_dict(odd_chart())["seri"][1]["nilai"] == [None, "-400000", None, "0"]


def test_a_chart_refuses_series_that_do_not_fit():
    with pytest.raises(ValueError, match="one value per category"):
        Chart("a", "A", 1, "batang", ("x", "y"), (Series("S", (1,)),))
    with pytest.raises(ValueError, match="too many series"):
        Chart("a", "A", 1, "batang", ("x",), (Series("S", (1,)), Series("T", (1,))))


# Drawing


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("heading", [False, True])
def test_svg_is_well_formed_named_and_free_of_styles(chart, width, heading):
    for one in (chart, odd_chart()):
        svg = render_svg(one, width=width, heading=heading)
        root = parse(svg)
        ids = {element.get("id"): element for element in root.iter() if element.get("id")}
        assert root.get("role") == "img"
        assert ids[root.get("aria-labelledby")].tag == f"{SVG}title"
        assert " ".join(ids[root.get("aria-labelledby")].text.split()) == " ".join(one.caption.split())
        assert ids[root.get("aria-describedby")].text
        assert all(element.get("style") is None for element in root.iter())
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
        assert "href" not in svg
        assert "url(" not in svg
        assert svg == render_svg(one, width=width, heading=heading)


def test_ids_differ_between_diagrams_and_widths(facts):
    charts = [diagram().build(facts, KONTEKS, n) for n, diagram in enumerate(DIAGRAMS.values(), 1)]
    page = "".join(render_svg(chart, width=width) for chart in charts for width in WIDTHS)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 12


def test_names_are_escaped_and_whole():
    root = parse(render_svg(odd_chart(), heading=True))
    assert root.find(f"{SVG}title").text == 'Anggaran <b>"A&B"</b>'
    names = ["".join(text.itertext()) for text in css(root, "nama")]
    assert names[0] == "<script>alert(1)</script> & 'kutip'"
    assert names[1].count("Dewan-dewan") == 30
    assert names[2] == "x" * 300


def test_coordinates_are_numbers_with_a_dot(chart):
    numbers = re.compile(r"-?\d+(\.\d+)?")
    for element in parse(render_svg(chart)).iter():
        for name in ("x", "y", "width", "height", "font-size", "stroke-width"):
            assert element.get(name) is None or numbers.fullmatch(element.get(name)), element.attrib


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_start_at_zero_and_are_as_long_as_their_values(chart, width):
    root = parse(render_svg(chart, width=width))
    values = [s.values[n] for n in range(len(chart.categories)) for s in chart.series if s.values[n]]
    bars = [outer(rect) for rect in css(root, "batang")]
    assert len(bars) == len(values)
    axis = next(path for path in root.iter(f"{SVG}path") if path.get("stroke") == "#767d86")
    zero = float(re.match(r"M([\d.]+) ", axis.get("d"))[1])
    longest, top = max(length for _, length in bars), max(values)
    for (start, length), value in zip(bars, values, strict=True):
        assert start == pytest.approx(zero, abs=0.02)
        assert length == pytest.approx(max(MIN_MARK, float(Fraction(value) / Fraction(top)) * longest), abs=0.05)


def test_percentages_stand_on_an_axis_from_0_to_100():
    chart = Chart("p", "P", 1, "batang", ("a", "b"), (Series("S", (Decimal("50"), Decimal("12.5")), "persen"),))
    root = parse(render_svg(chart))
    ticks = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    assert [tick.text for tick in ticks] == ["0%", "20%", "40%", "60%", "80%", "100%"]
    zero, full = float(ticks[0].get("x")), float(ticks[-1].get("x"))
    assert [outer(rect)[1] for rect in css(root, "batang")] == pytest.approx(
        [(full - zero) * 0.5, (full - zero) * 0.125], abs=0.05
    )
    over = make_scale([Fraction("116.9")], "persen", 0, 100)
    assert (over.low, over.high) == (0, Fraction("116.9"))


def test_a_negative_value_runs_to_the_left_of_zero():
    scale = make_scale([Fraction(-50), Fraction(150)], "rupiah", 10, 200)
    assert scale.bar(Fraction(-50)) == (10, 50)
    assert scale.bar(Fraction(150)) == (60, 150)
    assert scale.ticks(5) == [-50, 0, 50, 100, 150]


def test_ticks_are_few_round_and_short():
    scale = make_scale([Fraction(53_197_525_000)], "rupiah", 0, 400)
    assert [tick_text(tick, "rupiah") for tick in scale.ticks(5)] == ["0", "Rp20 miliar", "Rp40 miliar"]
    assert tick_text(Fraction(1_500_000), "rupiah") == "Rp1,5 juta"
    assert make_scale([Fraction(0)], "rupiah", 0, 400).ticks(5) == [0]
    assert make_scale([], "persen", 0, 400).ticks(3) == [0, 50, 100]


@pytest.mark.parametrize("width", [*WIDTHS, 320])
@pytest.mark.parametrize("heading", [False, True])
def test_texts_stay_inside_and_overlap_neither_each_other_nor_bars(chart, width, heading):
    for one in (chart, odd_chart(), replace(chart, series=chart.series[-1:])):
        root = parse(render_svg(one, width=width, heading=heading))
        height = float(root.get("viewBox").split()[3])
        texts = words(root)
        for rect in css(root, "batang"):
            left, length = outer(rect)
            top = float(rect.get("y"))
            texts.append(Kata("batang", left, left + length, top, top + float(rect.get("height")), ""))
        for index, box in enumerate(texts):
            assert box.left >= -0.5, box
            assert box.right <= width + 0.5, box
            assert -0.5 <= box.top < box.bottom <= height, box
            for other in texts[:index]:
                assert not box.overlaps(other), (box, other)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_too_small(chart, width):
    sizes = [float(text.get("font-size")) for text in parse(render_svg(chart, width=width)).iter(f"{SVG}text")]
    assert min(sizes) >= 12.5


def test_every_value_stands_beside_its_bar_in_full(chart):
    root = parse(render_svg(chart))
    shown = [text.text for text in css(root, "angka")]
    assert shown == [s.texts[n] for n in range(len(chart.categories)) for s in chart.series]
    names = css(root, "legenda")
    assert len(names) == (len(chart.series) if len(chart.series) > 1 else 0)


def test_series_differ_in_lightness_and_outline_not_only_in_hue(facts):
    root = parse(render_svg(DIAGRAMS["anggaran-kegiatan"]().build(facts, KONTEKS, 2)))
    looks = {(rect.get("fill"), rect.get("stroke")) for rect in css(root, "batang")}
    assert looks == {("#ebe8e2", "#767d86"), ("#8c1c13", "#8c1c13")}


def test_wrapping_keeps_every_word_and_the_width():
    name = "Penyusunan Tata Cara Sosialisasi/ Penyuluhan/ Bimbingan Teknis Tahapan 2020-2024"
    for width in (90, 200, 400):
        lines = wrap(name, width, 14)
        assert " ".join(lines) == name
        assert all(text_width(part, 14) <= width for part in lines)
    assert wrap("Pemilu/Pemilihan", 70, 14) == ["Pemilu/", "Pemilihan"]
    assert wrap("", 70, 14) == [""]


# Pictures


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and unpacked data of a PNG, to see that something is drawn."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    position, data = 8, b""
    width, height = struct.unpack(">II", png[16:24])
    while position < len(png):
        length, kind = struct.unpack(">I4s", png[position : position + 8])
        data += png[position + 8 : position + 8 + length] if kind == b"IDAT" else b""
        position += 12 + length
    return width, height, zlib.decompress(data)


@pytest.mark.parametrize("width", WIDTHS)
def test_png_has_the_size_asked_for_and_is_not_blank(chart, width):
    root = parse(render_svg(chart, width=width, heading=True))
    w, h, data = pixels(render_png(chart, scale=2, width=width))
    assert (w, h) == (width * 2, int(root.get("height")) * 2)
    assert len(set(data)) > 100


def test_png_draws_text_with_the_bundled_font():
    one = Chart("a", "Anggaran", 1, "batang", ("Nama",), (Series("S", (0,)),))
    assert render_png(one) != render_png(replace(one, title="Realisasi"))
    assert render_png(one) != render_png(replace(one, categories=("Kode",)))
    assert all((FONTS / name).read_bytes()[:4] == b"\x00\x01\x00\x00" for name in FONT_FILES)


def test_charts_need_no_django():
    code = "import sys, apps.laporan.charts, apps.laporan.charts.png; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_diagrams_are_captioned_as_in_the_lkj():
    built = [diagram().build(Facts(None), KONTEKS, n) for n, diagram in enumerate(DIAGRAMS.values(), 1)]
    assert [(chart.slug, chart.caption) for chart in built] == [
        ("anggaran-program", "Diagram 1. Anggaran dan Realisasi"),
        ("anggaran-kegiatan", "Diagram 2. Kegiatan dan Anggaran Tahun Anggaran 2024"),
        ("serapan-komponen", "Diagram 3. Capaian Kinerja Pelaksanaan Anggaran"),
    ]


def test_a_name_of_any_length_leaves_the_picture_small():
    chart = Chart(
        slug="x",
        title="X",
        number=1,
        kind="batang",
        categories=("kata " * 8000,),
        series=(Series("Serapan", (Fraction(50),), "persen"),),
        description="x",
        category_label="Komponen",
    )
    for width in (880, 390):
        height = float(re.search(r'viewBox="0 0 \S+ ([\d.]+)"', render_svg(chart, width=width))[1])
        assert height < 700
