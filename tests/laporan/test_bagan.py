"""Each kind of chart: what it draws, what it says, what it refuses, and how a page shows it."""

import json
import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client

from apps.laporan.bagan import bagan_view
from apps.laporan.charts.chart import Chart, Series, to_dict
from apps.laporan.charts.png import render_png
from apps.laporan.charts.pola import PARTS
from apps.laporan.charts.svg import DRAWINGS, render_svg
from apps.laporan.charts.uraian import complete, describe, remarks
from tests.laporan.gambar import css, parse, words

YEARS = ("2020", "2021", "2022", "2023", "2024")
LEVELS = ("CC", "B", "BB", "A")
REALISASI = Series("Realisasi", (79, None, Decimal("89.34"), 100, Decimal("93.52")), "indeks", role="realisasi")
TARGET = Series("Target", (78, 78, 78, 79, 80), "indeks", role="target")
NASIONAL = Series("Target nasional", (None, None, None, None, 80), "indeks", role="nasional")


def chart(kind: str, *series: Series, categories: tuple[str, ...] = YEARS, **extra: object) -> Chart:
    given = {"slug": f"uji-{kind}", "title": "Judul", "number": None, "kind": kind, "categories": categories}
    return Chart(**{**given, "series": series, **extra})  # type: ignore[arg-type]


def bullet(*values: object, **extra: object) -> Chart:
    capaian = Series("Capaian", values, "persen", role="realisasi", **extra)  # type: ignore[arg-type]
    target = Series("Target", (100,) * len(values), "persen", role="target")
    names = tuple(f"{n}. Indikator" for n in range(1, len(values) + 1))
    return chart("bullet", capaian, target, categories=names, limit=120, category_label="Indikator")


def stack(*parts: tuple[object, ...]) -> Chart:
    series = tuple(Series(f"Keadaan {n}", part, "bulat") for n, part in enumerate(parts, 1))  # type: ignore[arg-type]
    return chart("batang-bertumpuk", *series, categories=("Sasaran A", "Sasaran B")[: len(parts[0])])


def ring(*values: object) -> Chart:
    names = ("Pegawai", "Barang", "Modal", "Sosial")[: len(values)]
    return chart("donat", Series("Pagu", values), categories=names)  # type: ignore[arg-type]


def said(one: Chart, width: int = 880) -> list[str]:
    return [word.text for word in words(parse(render_svg(one, width=width)))]


EXAMPLES = (
    bullet(50, 200, None),
    stack((1, 2), (3, 0)),
    ring(1, 2, 3),
    chart("garis", REALISASI, TARGET, NASIONAL),
    chart("batang", REALISASI),
    chart("batang-berkelompok", REALISASI, TARGET),
)


def test_every_kind_has_its_drawing_and_an_example() -> None:
    assert {one.kind for one in EXAMPLES} == set(DRAWINGS)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.kind)
def test_every_kind_is_a_named_and_described_image_and_a_picture(one: Chart) -> None:
    root = parse(render_svg(one))
    by_id = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")] == "Judul"
    assert by_id[root.get("aria-describedby")] == describe(one)
    assert "style=" not in render_svg(one)
    assert render_png(one).startswith(b"\x89PNG")


# Bullet


def test_a_bar_beyond_the_axis_is_cut_marked_and_keeps_its_label() -> None:
    root = parse(render_svg(bullet(50, Decimal("116.9"), 200, 3400)))
    half, over, double, huge = (float(box.get("width", "")) for box in css(root, "batang"))
    assert half < over < double == huge
    assert len(css(root, "potong")) == 2
    assert [word.text for word in words(root) if word.css == "angka"] == ["50%", "116,90%", "200%", "3.400%"]
    assert "» Batang ini lebih panjang daripada sumbu, yang berakhir di 120%; angkanya ditulis utuh." in remarks(
        bullet(200)
    )
    assert remarks(bullet(100)) == []


def test_every_bar_has_the_mark_of_its_target_at_100() -> None:
    root = parse(render_svg(bullet(100, 20, 0)))
    marks = [re.match(r"M([\d.]+)", path.get("d", ""))[1] for path in css(root, "target")]  # type: ignore[index]
    # The first pair is the sample in the legend; each mark has its white edge.
    assert len(marks) == 2 + 2 * 3
    assert len(set(marks[2:])) == 1
    assert "Target 100%" in said(bullet(100, 20, 0))


def test_a_reason_in_place_of_a_capaian_is_cut_in_the_picture_and_whole_below_the_table() -> None:
    reason = "tidak tercapai: tingkat di bawah target tidak punya persentase sama sekali"
    one = bullet(50, None, blanks={1: reason})
    assert any(text.startswith("tidak tercapai") and text.endswith("…") for text in said(one, 390))
    cell = one.data_table().rows[1].cell("seri_1")
    assert (cell.blank, cell.reason) == ("-", reason)


def test_a_doubted_bar_is_hollow_and_marked() -> None:
    root = parse(render_svg(bullet(50, 60, doubtful={1: "salah ketik."})))
    assert [box.get("stroke-dasharray") for box in css(root, "batang")] == [None, "3 2"]
    assert "60%†" in [word.text for word in words(root)]
    assert remarks(bullet(50, 60, doubtful={1: "salah ketik."})) == ["† Capaian 2. Indikator diragukan: salah ketik."]


# Stacks


def test_the_parts_of_a_bar_follow_each_other_and_end_in_their_sum() -> None:
    root = parse(render_svg(stack((10, 1), (20, 0), (30, 2))))
    boxes = css(root, "bagian")
    assert len(boxes) == 5
    ends = [float(box.get("x", "")) + float(box.get("width", "")) for box in boxes[:3]]
    starts = [float(box.get("x", "")) for box in boxes[1:3]]
    assert starts == pytest.approx([end + 1 for end in ends[:2]], abs=0.1)
    assert [word.text for word in words(root) if word.css == "jumlah"] == ["60", "3"]


def test_a_part_without_room_is_named_below_its_bar() -> None:
    texts = said(stack((1000, 1), (3, 0)))
    assert "1.000" in texts
    assert "Keadaan 2 3" in texts
    assert "Keadaan 1 1" in texts


def test_a_single_bar_names_all_parts_and_needs_no_legend() -> None:
    one = stack((1,), (0,), (7,))
    assert [text for text in said(one) if text.startswith("Keadaan")] == ["Keadaan 1 1", "Keadaan 2 0", "Keadaan 3 7"]


def test_a_missing_part_leaves_no_sum() -> None:
    texts = said(stack((1, None), (None, None)))
    assert "belum lengkap" in texts
    assert "Keadaan 2 belum diisi" in texts
    assert texts.count("belum diisi") == 1


def test_six_parts_look_different_without_colour() -> None:
    looks = {(sum(bytes.fromhex(tone.fill[1:])) // 90, tone.hatch, tone.stroke == tone.fill) for tone in PARTS}
    assert len(looks) >= 5
    assert all(a != b and (a.fill, a.hatch) != (b.fill, b.hatch) for n, a in enumerate(PARTS) for b in PARTS[:n])


# Rings


def test_a_ring_says_value_and_share_of_each_part_and_the_whole() -> None:
    texts = said(ring(1_000_000, 3_000_000))
    assert "Rp1.000.000 · 25%" in texts
    assert "Rp3.000.000 · 75%" in texts
    assert "Rp4.000.000" in texts
    assert len(css(parse(render_svg(ring(1, 3))), "bagian")) == 2


def test_the_widest_share_left_of_a_ring_stays_inside() -> None:
    for width in (880, 390):
        shares = [w for w in words(parse(render_svg(ring(0, 8948, 7004), width=width))) if w.css == "bagian-persen"]
        assert shares and all(word.left >= 0 for word in shares)


def test_a_long_whole_stands_below_the_parts() -> None:
    assert "Seluruhnya Rp123.456.789.012.345" in said(ring(123_456_789_012_345), 390)


def test_a_missing_part_leaves_the_ring_empty() -> None:
    one = ring(5, None)
    root = parse(render_svg(one))
    assert css(root, "bagian") == []
    assert "belum lengkap" in said(one)


def test_a_ring_refuses_a_fourth_part_and_what_is_negative() -> None:
    with pytest.raises(ValueError, match="at most 3 parts"):
        ring(1, 2, 3, 4)
    with pytest.raises(ValueError, match="never negative"):
        ring(1, -2)
    with pytest.raises(ValueError, match="never negative"):
        stack((-1,))


# What a chart refuses


def test_a_chart_refuses_what_it_cannot_draw_truly() -> None:
    with pytest.raises(ValueError, match="second series of a bullet"):
        chart("bullet", REALISASI, Series("Lain", (1,) * 5))
    with pytest.raises(ValueError, match="zoom of lines"):
        chart("batang", REALISASI, zoom=True)
    with pytest.raises(ValueError, match="limit is of bullet"):
        chart("garis", REALISASI, limit=120)
    with pytest.raises(ValueError, match="same role"):
        chart("garis", REALISASI, REALISASI)
    with pytest.raises(ValueError, match="levels belong"):
        Series("S", (1,), "tingkat")
    with pytest.raises(ValueError, match="no place in the levels"):
        Series("S", (4,), "tingkat", levels=LEVELS)
    with pytest.raises(ValueError, match="levels are drawn as lines"):
        chart("batang", Series("S", (0,) * 5, "tingkat", levels=LEVELS))


# Words and data


def test_a_chart_tells_extremes_doubts_and_where_its_axis_begins() -> None:
    one = chart("garis", Series("Nilai RB", (90, 91, 92, 93, 99), "indeks", doubtful={4: "salah"}), zoom=True)
    assert describe(one) == (
        "Diagram garis: Nilai RB dari 5 kategori. Nilai RB tertinggi 93 (2023). Nilai RB terendah 90 (2020). "
        "1 nilai diragukan. Sumbu nilai mulai dari 85, bukan dari 0. Semua angka ada di tabel data diagram."
    )


def test_notes_group_reasons_and_leave_out_what_is_none_by_design() -> None:
    one = chart(
        "garis",
        Series("Realisasi", (None, None, None, 4, 5), "indeks", {0: "belum diukur", 1: "belum diukur"}, "realisasi"),
        NASIONAL,
        notes=("Sendiri.",),
        category_label="Tahun",
    )
    assert complete(one).notes == (
        "Sendiri.",
        "Realisasi 1 dari 5 tahun belum diisi.",
        "Realisasi 2020 dan 2021: belum diukur.",
    )
    assert complete(complete(one)) == complete(one)


def test_json_names_what_is_special_only_where_there_is_something() -> None:
    plain = to_dict(chart("garis", Series("S", (1,) * 5)))
    assert list(plain) == ["nomor", "judul", "slug", "jenis", "kategori", "seri", "catatan"]
    assert list(plain["seri"][0]) == ["nama", "jenis", "nilai", "teks"]  # type: ignore[index]
    data = json.loads(json.dumps(to_dict(bullet(50, 60, doubtful={1: "ragu"}))))
    assert data["batas"] == "120"
    assert data["seri"][0]["diragukan"] == {"1": "ragu"}
    assert [seri["peran"] for seri in data["seri"]] == ["realisasi", "target"]
    steps = to_dict(chart("garis", Series("S", (0, 1, 2, None, 3), "tingkat", levels=LEVELS)))
    assert steps["seri"][0]["tingkat"] == list(LEVELS)  # type: ignore[index]
    assert steps["seri"][0]["teks"] == ["CC", "B", "BB", "belum diisi", "A"]  # type: ignore[index]


def test_levels_stand_as_codes_in_the_table() -> None:
    one = chart("garis", Series("SAKIP", (0, 1, 2, None, 3), "tingkat", levels=LEVELS))
    assert [row.cell("seri_1").value for row in one.data_table().rows] == ["CC", "B", "BB", None, "A"]


# On a page


def test_a_page_shows_picture_notes_numbers_and_files() -> None:
    one = complete(chart("garis", REALISASI, TARGET))
    html = render_to_string("laporan/bagan.html", {"bagan": bagan_view(one, lambda kind: f"/unduh/x.{kind}")})
    assert render_svg(one) in html
    assert render_svg(one, width=390) in html
    assert "Realisasi 1 dari 5 kategori belum diisi." in html
    assert 'aria-labelledby="bagan-uji-garis-judul"' in html
    assert re.search(r'<details class="bagan-numbers">\s*<summary>Angka dalam diagram ini</summary>', html)
    assert re.search(r'role="region"\s+tabindex="0"', html)
    for value in REALISASI.texts:
        assert f">{value}<" in html
    assert re.findall(r'href="(/unduh/[^"]+)"', html) == ["/unduh/x.svg", "/unduh/x.png", "/unduh/x.json"]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_without_addresses_there_are_no_files_and_without_data_no_table() -> None:
    empty = chart("garis", categories=(), empty_reason="Belum ada apa pun.")
    html = render_to_string("laporan/bagan.html", {"bagan": bagan_view(empty)})
    assert "Belum ada apa pun." in html
    assert "<details" not in html
    assert "Unduh diagram" not in html


@pytest.mark.django_db
def test_a_diagram_downloads_under_its_number_and_refuses_other_endings(client_of, entitas) -> None:  # type: ignore[no-untyped-def]
    client: Client = client_of("auditor")
    answer = client.get("/5371/2024/unduh/diagram/serapan-komponen.svg")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="diagram-3-5371-2024.svg"'
    assert client.get("/5371/2024/unduh/diagram/serapan-komponen.exe").status_code == 404
