"""Printed pages: the table alone, on as many sheets as it needs and no empty one."""

import re
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def sheets(pdf: bytes) -> list[tuple[float, float, int]]:
    """Return width, height and number of texts of each page of a PDF as Chromium writes it."""
    objects = {
        int(number): body for number, body in re.findall(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", pdf, flags=re.DOTALL)
    }
    found = []
    for body in objects.values():
        if not re.search(rb"/Type /Page\b", body):
            continue
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", body)
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        assert box
        assert contents
        stream = objects[int(contents[1])].split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
        found.append((float(box[1]), float(box[2]), len(re.findall(rb"T[jJ]\b", zlib.decompress(stream)))))
    return found


@pytest.mark.parametrize(
    ("path", "across"),
    [
        ("tabel/9/", True),
        ("tabel/10/", None),
        ("tabel/30/", None),
        ("diagram/1/", False),
        ("", False),
        ("perbandingan/kinerja/", None),
        ("indikator/6/", False),
        ("papan/", False),
        ("anggaran/", False),
        ("anggaran/pohon/", False),
    ],
)
def test_no_sheet_is_empty_and_only_the_content_is_printed(
    visit: Callable[..., Page], path: str, across: bool | None
) -> None:
    page = visit(f"/5371/2024/{path}")
    page.emulate_media(media="print")
    for selector in (".side", ".skip-link", ".actions", ".report-tools", ".neighbours", ".crumbs", ".tabs", ".fold"):
        for part in page.locator(selector).all():
            expect(part).to_be_hidden()
    expect(page.locator(".print-head")).to_contain_text("KPU Kota Kupang (5371)")
    pages = sheets(page.pdf(prefer_css_page_size=True))
    assert pages
    assert [texts for _, _, texts in pages if texts < 3] == []
    # A4, lying where the table is wide.
    assert {round(min(width, height)) for width, height, _ in pages} <= {594, 595, 596}
    if across is not None:
        assert {width > height for width, height, _ in pages} == {across}


def test_chips_and_bars_need_no_colour_on_paper(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/anggaran/")
    page.emulate_media(media="print")
    for part in (page.locator(".chip").first, page.locator(".bar").first):
        expect(part).to_be_visible()
        expect(part).to_have_css("border-top-style", "solid")
    expect(page.locator(".chip").first).to_have_css("color", "rgb(0, 0, 0)")


def test_the_print_button_prints(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    page.evaluate("window.print = () => { document.title = 'dicetak'; }")
    page.get_by_role("button", name="Cetak").click()
    expect(page).to_have_title("dicetak")
