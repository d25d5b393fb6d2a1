"""Every page at two widths: axe, the browser's own complaints, width, structure, language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import PHONE, WIDE, Watch, faults_of

pytestmark = pytest.mark.e2e

REPORT = "/5371/2024/"
# Each group is one test: opening a browser context costs more than a page.
GROUPS: dict[str, list[str]] = {
    "ringkasan": ["/5371/2024/", "/5371/2023/", "/5371/2020/", "/5371/2025/"],
    "daftar": [
        f"{REPORT}tabel/",
        f"{REPORT}tabel/?q=opini",
        f"{REPORT}tabel/?q=tidakada",
        "/5371/2025/tabel/",
        f"{REPORT}indikator/",
        f"{REPORT}indikator/?q=tidakada",
        f"{REPORT}jejak/",
    ],
    "tabel 1-10": [f"{REPORT}tabel/{n}/" for n in range(1, 11)],
    "tabel 11-20": [f"{REPORT}tabel/{n}/" for n in range(11, 21)],
    "tabel 21-30": [f"{REPORT}tabel/{n}/" for n in range(21, 31)],
    "tabel tahun lain": ["/5371/2020/tabel/13/", "/5371/2023/tabel/10/", "/5371/2025/tabel/10/"],
    "diagram": [f"{REPORT}diagram/{n}/" for n in (1, 2, 3)],
    "perbandingan": [f"{REPORT}perbandingan/kinerja/", f"{REPORT}perbandingan/anggaran/"],
    "indikator": [f"{REPORT}indikator/{n}/" for n in range(1, 13)],
}
WIDTHS = {"lebar": WIDE, "ponsel": PHONE}


def walk(page: Page, watch: Watch, paths: list[str]) -> dict[str, list[str]]:
    """Open one page after the other; return the faults by address."""
    faults = {}
    for path in paths:
        page.goto(path)
        if found := [*watch.take(), *faults_of(page), *watch.take()]:
            faults[path] = found
    return faults


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_accessible_quiet_and_indonesian(
    visit: Callable[..., Page], watch: Watch, group: str, width: str
) -> None:
    page = visit(GROUPS[group][0], viewport=WIDTHS[width])
    assert walk(page, watch, GROUPS[group]) == {}
