"""The checks themselves: a page with every fault they are there for is found out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Watch, faults_of

pytestmark = pytest.mark.e2e

BAD_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title></title></head><body>
<h1>Satu</h1><h1>Dua</h1>
<p style="width:3000px;color:#bbb;background:#fff">Page not found</p>
<input>
<img src="https://contoh.invalid/gambar.png">
<script src="/static/tidak-ada.js"></script>
<script>document.title = "tidak boleh jalan"</script>
<style>button { border: 0; padding: 0; font-size: 9px }</style>
<div><button>a</button><button>b</button></div>
</body></html>"""


def test_a_bad_page_is_found_out(visit: Callable[..., Page], watch: Watch) -> None:
    page = visit("/masuk/", who=None)
    policy = page.request.get("/masuk/").headers["content-security-policy"]
    assert "unsafe" not in policy
    page.route(
        "**/buruk/",
        lambda route: route.fulfill(
            body=BAD_PAGE,
            headers={
                "Content-Type": "text/html",
                "Content-Security-Policy": policy.replace("img-src", "img-src https:").replace(
                    "style-src", "style-src 'unsafe-inline'"
                ),
            },
        ),
    )
    page.goto("/buruk/")
    found = "\n".join(faults_of(page) + watch.take())
    for part in (
        "lang='en'",
        "judul kosong",
        "2 h1",
        "terlalu lebar",
        "bahasa Inggris: Page",
        "axe color-contrast",
        "axe document-title",
        "axe image-alt",
        "axe label",
        "axe target-size",
        "konsol: ",
        "script-src",
        "permintaan ke luar: https://contoh.invalid/gambar.png",
        "permintaan gagal: https://contoh.invalid/gambar.png",
        "jawaban 404",
    ):
        assert part in found, part
