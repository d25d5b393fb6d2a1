"""Reading pages and workbooks in tests: a parser, not substrings."""

import io
from typing import Any

import lxml.html
import openpyxl
from django.urls import reverse

READERS = ("verifikator", "pimpinan", "administrator", "auditor")
OPERATORS = ("operator", "operator_lain")
STRANGERS = ("satker_lain", "tanpa_peran")


def at(name: str, *args: object) -> str:
    return reverse(name, args=["5371", 2024, *args])


def page(response: Any) -> lxml.html.HtmlElement:
    assert response.status_code == 200, response.content.decode()[:2000]
    return lxml.html.fromstring(response.content.decode())


def texts(root: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in root.xpath(path)]


def by_class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def sheet_of(response: Any) -> Any:
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def rows(response: Any) -> list[str]:
    return texts(page(response), "//table//tbody/tr[not(@class='nothing')]/td[1]")


def main_lines(response: Any) -> list[str]:
    return texts(page(response), by_class("timeline-main"))
