"""Each file of journeys has an office to itself: its people bring a whole year from entry to pengesahan."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.conftest import Watch, opener, signing_in_once
from tests.e2e.office import Office


class Kantor(Office):
    """An office that can be brought on to a stage of its work."""

    def menuju(self, tahap: str) -> None:
        self.jalankan(f"menuju({tahap!r})")

    def jalankan(self, ungkapan: str) -> str:
        """Evaluate an expression of tests.e2e.kantor.menuju on the data of this office; returns it as text."""
        perintah = f"from tests.e2e.kantor.menuju import *; print({ungkapan})"
        result = self.manage("shell", "-v0", "-c", perintah)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()


@pytest.fixture(scope="module")
def kantor(prepared: Office, tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    return Kantor(prepared.copy(tmp_path_factory.mktemp("kantor")).root)


@pytest.fixture(scope="module")
def alamat(kantor: Kantor) -> Iterator[str]:
    with kantor.serve() as url:
        yield url


@pytest.fixture(scope="module")
def masuk(browser: Browser, alamat: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    return signing_in_once(browser, alamat, tmp_path_factory.mktemp("masuk"))


@pytest.fixture
def watch(alamat: str) -> Watch:
    return Watch(alamat)


@pytest.fixture
def visit(
    watch: Watch,
    browser: Browser,
    browser_context_args: dict[str, Any],
    alamat: str,
    masuk: Callable[[str], Path],
) -> Iterator[Callable[..., Page]]:
    """As everywhere, but in the office of this file."""
    contexts: list[BrowserContext] = []

    def new_context(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(**{**browser_context_args, **options, "base_url": alamat}))
        return contexts[-1]

    yield opener(watch, new_context, masuk)
    for context in contexts:
        context.close()
