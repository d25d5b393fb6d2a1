"""A server as an office runs it, with the example data, and a Chromium that notes everything a page should not do."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from apps.organisasi.management.commands.buat_akun_contoh import SANDI
from tests.e2e.office import Office

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Milliseconds that a page may take for anything; more is a fault of the page.
PATIENCE = 10_000
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Without a sandbox, because CI runs as root; the rest keeps the browser itself from calling home.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
]
AXE_OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    # The first belongs to WCAG 2.2 AA, but axe leaves it off unless it is asked for by name. A column without a name
    # breaks no criterion, yet whoever listens is left without it.
    "rules": {"target-size": {"enabled": True}, "empty-table-header": {"enabled": True}},
    "resultTypes": ["violations"],
    # Only orientation needs the style sheets again, and copying them into the page breaks the policy.
    "preload": False,
}
# Fifty rows of a list are built alike: eight of them tell, and axe takes its time with each.
ALIKE = {"exclude": [["#result_list tbody tr:nth-child(n+9)"]]}
# What would be left of Django, its packages or Bootstrap in a page that nobody translated. Case counts: the report
# itself speaks of websites and of the "e-" names of applications.
ENGLISH = re.compile(
    r"\b(?:Add|All|Apply|Back|Breadcrumbs?|Cancel|Change|Choose|Clear|Click|Close|Date|Delete|Edit|Empty|Error"
    r"|Filter by|Forbidden|Go|History|Home|Import|Language|Loading|Log ?in|Log ?out|Logged|Name|Navigation"
    r"|Next|No results|None|Not [Ff]ound|Now|of|or|Page|Pagination|Password|Permissions?|Please|Previous"
    r"|Recent|Remove|Required|Results?|Save|Search|Select|selected|Settings|Show|Sign|Skip|Sort|Submit|the"
    r"|This|Time|Today|Toggle|True|False|Unknown|Update|User|Username|View|Welcome|Yes|You|Your)\b"
)


@dataclass
class Watch:
    """Everything a page did that it should not have done, in words; `expected` are statuses asked for on purpose."""

    site: str
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=lambda: {200, 302, 304})

    def follow(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self._console(message.text))
        context.on("weberror", lambda error: self.faults.append(f"galat skrip: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self._failed(request))
        context.on("response", self._response)

    def _console(self, text: str) -> None:
        # The browser itself notes a page that answers 403 or 404, htmx a request that ended when its page was left. The
        # status and the reason of a failure are judged where they arrive.
        if not text.startswith(("Failed to load resource", "htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")):
            self.faults.append(f"konsol: {text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.site:
            self.faults.append(f"permintaan ke luar: {request.url}")

    def _failed(self, request: Request) -> None:
        # A navigation that turns into a download counts as aborted.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.faults.append(f"permintaan gagal: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status not in self.expected:
            self.faults.append(f"jawaban {response.status}: {response.url}")

    def take(self) -> list[str]:
        """Return what was noted so far and begin anew."""
        faults, self.faults = self.faults, []
        return faults


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):  # type: ignore[no-untyped-def]
    """Without Chromium all these tests are skipped for one reason in one place: the summary says so in one line."""
    report = yield
    if CHROMIUM is None and isinstance(report.longrepr, tuple):
        report.longrepr = (__file__, 1, report.longrepr[2])
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium belum ada. Pasang dengan: sudo apt install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Makassar"}


@pytest.fixture(scope="session")
def prepared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with the example data that nobody works in: every one that is served begins as its copy."""
    return Office.prepared(tmp_path_factory.mktemp("kantor"))


@pytest.fixture(scope="session")
def site(prepared: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the office that all journeys share; it has an approved year with two editions too."""
    office = prepared.copy(tmp_path_factory.mktemp("situs"))
    office.manage("shell", "--no-imports", "-c", "from tests.e2e.editions import publish; publish()", check=True)
    office.manage("shell", "--no-imports", "-c", "from tests.e2e.months import fill; fill()", check=True)
    office.manage("shell", "--no-imports", "-c", "from tests.e2e.imports import fill; fill()", check=True)
    with office.serve() as url:
        yield url


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Where a page that opens "/masuk/" goes."""
    return site


@pytest.fixture(scope="session")
def state_of(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Sign somebody in once, through the form, and keep the cookies for every later context."""
    return signing_in_once(browser, site, tmp_path_factory.mktemp("masuk"))


def signing_in_once(browser: Browser, site: str, folder: Path) -> Callable[[str], Path]:
    def state(name: str) -> Path:
        path = folder / f"{name}.json"
        if not path.exists():
            context = browser.new_context(base_url=site)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            sign_in(page, name)
            context.storage_state(path=path)
            context.close()
        return path

    return state


@pytest.fixture
def watch(site: str) -> Watch:
    return Watch(site)


@pytest.fixture
def visit(
    watch: Watch, new_context: Callable[..., BrowserContext], state_of: Callable[[str], Path]
) -> Callable[..., Page]:
    """Open a watched page as somebody of the example accounts, or as nobody; every test ends with nothing noted."""
    return opener(watch, new_context, state_of)


def opener(
    watch: Watch, new_context: Callable[..., BrowserContext], state_of: Callable[[str], Path]
) -> Callable[..., Page]:
    def open_page(path: str, who: str | None = "auditor", **options: Any) -> Page:
        if who:
            options["storage_state"] = state_of(who)
        context = new_context(**{"viewport": WIDE, **options})
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        page = context.new_page()
        page.goto(path)
        return page

    return open_page


@pytest.fixture(autouse=True)
def nothing_noted(watch: Watch) -> Iterator[None]:
    """What the browser complained about during a journey makes the journey fail."""
    yield
    assert watch.take() == []


def sign_in(page: Page, name: str, password: str = SANDI) -> None:
    page.goto("/masuk/")
    fill_in(page, name, password)


def fill_in(page: Page, name: str, password: str = SANDI) -> None:
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Masuk").click()


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it stands: structure, language, width, accessibility."""
    # What is marked as another language, the contracts of templates, is not read.
    found = page.evaluate(
        """() => {
          const foreign = document.querySelectorAll("[lang=en]");
          foreign.forEach((node) => { node.hidden = true; });
          const found = ({
            lang: document.documentElement.lang,
            title: document.title.trim(),
            h1: document.querySelectorAll("h1").length,
            text: [document.title, document.body.innerText, ...Array.from(
                document.querySelectorAll("[aria-label], [title], [placeholder], [alt], input[type=submit]"),
                (node) => ["aria-label", "title", "placeholder", "alt", "value"]
                    .map((name) => node.getAttribute(name) || "").join("\\n"),
            )].join("\\n"),
          });
          foreign.forEach((node) => { node.hidden = false; });
          return found;
        }"""
    )
    faults = []
    if found["lang"] != "id":
        faults.append(f"lang={found['lang']!r}")
    if not found["title"]:
        faults.append("judul kosong")
    if found["h1"] != 1:
        faults.append(f"{found['h1']} h1")
    if english := sorted(set(ENGLISH.findall(found["text"]))):
        faults.append(f"bahasa Inggris: {', '.join(english)}")
    return faults + overflow(page) + violations(page)


def overflow(page: Page) -> list[str]:
    """Whether the page as a whole scrolls sideways, once it has settled after a change of width."""
    for _ in range(10):
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over <= 0:
            return []
        page.wait_for_timeout(50)
    return [f"halaman {over} px terlalu lebar"]


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, with the first places."""
    found = Axe().run(page, context=ALIKE, options=AXE_OPTIONS).response["violations"]
    return [
        f"axe {rule['id']} ({len(rule['nodes'])}×): {' | '.join(node['html'][:160] for node in rule['nodes'][:3])}"
        for rule in found
    ]


def walk(page: Page, watch: Watch, paths: list[str]) -> dict[str, list[str]]:
    """Open one page after the other; return the faults by address."""
    return {path: found for path in paths if (found := _faults_at(page, watch, path))}


def _faults_at(page: Page, watch: Watch, path: str) -> list[str]:
    page.goto(path)
    found = faults_of(page)
    size = page.viewport_size
    if size == PHONE:
        # WCAG 1.4.10: at 320 px, or 1280 px zoomed to 400%, nothing but tables scrolls sideways.
        page.set_viewport_size({"width": 320, "height": 640})
        found += overflow(page)
        page.set_viewport_size(size)
    return watch.take() + found


def in_words(faults: dict[str, list[str]]) -> str:
    """Return the faults for a person: each one once, with the pages that have it."""
    pages: dict[str, list[str]] = {}
    for path, found in faults.items():
        for fault in found:
            pages.setdefault(fault, []).append(path)
    return "\n".join(f"{fault}\n    {len(paths)} halaman: {' '.join(paths[:8])}" for fault, paths in pages.items())
