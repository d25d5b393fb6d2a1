"""The line of a district office, 1 Mbit/s with 300 ms there and back: a first page and a saved entry within 3 seconds.

The one place of the suite that measures time, because the promise is one of time. What the line costs is counted too:
that is the same on every machine. A machine that is busy with other tests gets more than one try.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import WIDE, Watch, fill_in, signing_in_once
from tests.e2e.office import Office

pytestmark = pytest.mark.e2e
# Bytes per second and milliseconds, as the DevTools protocol wants them.
LINE = {"offline": False, "latency": 300, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
SECONDS, TRIES = 3.0, 5
ISI = "/5371/2024/isi/7/tahunan/"
SHOWN = """() => {
    const page = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const sheets = performance.getEntriesByType("resource").filter((entry) => entry.name.includes(".css"));
    const painted = paint ? paint.startTime : 0;
    return Math.max(page.domContentLoadedEventEnd, painted, ...sheets.map((entry) => entry.responseEnd));
}"""


@dataclass
class Line:
    """A page behind the slow line, with what came over it: address and bytes; what the cache held is not counted."""

    page: Page
    came: list[tuple[str, int]] = field(default_factory=list)
    _asked: dict[str, str] = field(default_factory=dict)
    _cached: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", lambda e: self._asked.update({e["requestId"]: e["request"]["url"]}))
        session.on("Network.requestServedFromCache", lambda e: self._cached.add(e["requestId"]))
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._cached and event["encodedDataLength"]:
            self.came.append((self._asked.get(event["requestId"], ""), int(event["encodedDataLength"])))

    @property
    def total(self) -> int:
        return sum(size for _, size in self.came)


@pytest.fixture(scope="module")
def alamat(prepared: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office of its own: saving leaves traces."""
    with prepared.copy(tmp_path_factory.mktemp("lambat")).serve() as url:
        yield url


@pytest.fixture(scope="module")
def masuk(browser: Browser, alamat: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    return signing_in_once(browser, alamat, tmp_path_factory.mktemp("masuk"))


@pytest.fixture
def watch(alamat: str) -> Watch:
    return Watch(alamat)


@pytest.fixture
def behind_the_line(
    browser: Browser, alamat: str, masuk: Callable[[str], Path], watch: Watch
) -> Iterator[Callable[..., Line]]:
    contexts: list[BrowserContext] = []

    def open_page(who: str | None) -> Line:
        signed_in = {"storage_state": masuk(who)} if who else {}
        context = browser.new_context(base_url=alamat, viewport=WIDE, locale="id-ID", **signed_in)
        contexts.append(context)
        watch.follow(context)
        return Line(context.new_page())

    yield open_page
    for context in contexts:
        context.close()


def best(attempt: Callable[[], float]) -> float:
    """The shortest time of a few tries; the first one that is short enough ends them."""
    shortest = float("inf")
    for _ in range(TRIES):
        shortest = min(shortest, attempt())
        if shortest < SECONDS:
            break
    return shortest


@pytest.mark.parametrize(
    ("who", "path"),
    [(None, "/masuk/"), ("operator", "/5371/2024/tugas/"), ("pimpinan", "/5371/2024/"), ("operator", ISI)],
)
def test_a_cold_page_can_be_used_within_three_seconds(
    behind_the_line: Callable[..., Line], who: str | None, path: str
) -> None:
    def attempt() -> float:
        line = behind_the_line(who)
        line.page.goto(path, wait_until="load")
        line.page.wait_for_timeout(100)
        assert line.total < 130_000
        return float(line.page.evaluate(SHOWN)) / 1000

    assert best(attempt) < SECONDS


def test_the_first_page_after_signing_in_brings_only_what_is_new(behind_the_line: Callable[..., Line]) -> None:
    def attempt() -> float:
        line = behind_the_line(None)
        line.page.goto("/masuk/", wait_until="networkidle")
        line.came.clear()
        begin = time.monotonic()
        fill_in(line.page, "operator")
        expect(line.page.get_by_role("heading", level=1)).to_have_text("Tugas saya")
        passed = time.monotonic() - begin
        line.page.wait_for_load_state("networkidle")
        assert line.total < 20_000, line.came
        return passed

    assert best(attempt) < SECONDS


def test_a_saved_entry_answers_within_three_seconds(behind_the_line: Callable[..., Line]) -> None:
    line = behind_the_line("operator")
    line.page.goto(ISI, wait_until="networkidle")

    def attempt() -> float:
        line.page.locator("[name=uraian]").fill(f"Ditulis lewat jalur lambat, {time.monotonic()}")
        # What is typed is kept by itself; the button is measured after that.
        expect(line.page.locator("[data-otomatis]")).to_contain_text("Tersimpan otomatis", timeout=20_000)
        line.page.wait_for_load_state("networkidle")
        line.came.clear()
        begin = time.monotonic()
        line.page.locator(".card-footer").get_by_role("button", name="Simpan draf").click()
        expect(line.page.get_by_text("Draf disimpan. Belum diajukan")).to_be_visible()
        passed = time.monotonic() - begin
        line.page.wait_for_load_state("networkidle")
        # The form goes, the page comes; nothing that a page is made of is fetched again.
        assert [url for url, _ in line.came if "/static/" in url] == []
        assert line.total < 20_000, line.came
        return passed

    assert best(attempt) < SECONDS


def test_what_never_changes_is_compressed_and_kept_for_years(behind_the_line: Callable[..., Line]) -> None:
    page = behind_the_line(None).page
    answers: list[tuple[str, dict[str, str]]] = []
    page.on("response", lambda response: answers.append((response.url, response.headers)))
    page.goto("/masuk/", wait_until="networkidle")
    files = [(url, headers) for url, headers in answers if "/static/" in url]
    assert len(files) >= 5
    for url, headers in files:
        assert "immutable" in headers["cache-control"], url
        assert headers.get("content-encoding") in ("gzip", "br") or url.endswith(".woff2"), url
    assert answers[0][1].get("content-encoding") == "gzip"
