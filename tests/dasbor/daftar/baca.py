"""Reading lists in tests: rows of a page and of its files, by the labels and keys of their columns."""

import csv
import io
import json
from typing import Any

import lxml.html
import openpyxl
from django.test import Client
from django.urls import reverse
from openpyxl.cell import Cell as XlsxCell

TAHUN = 2024


def di(halaman: str, *args: object, tahun: int = TAHUN) -> str:
    return reverse(halaman, args=["5371", tahun, *args])


def halaman(client: Client, url: str, asked: dict[str, Any] | None = None) -> lxml.html.HtmlElement:
    response = client.get(url, asked or {})
    assert response.status_code == 200, response.content.decode()[:2000]
    return lxml.html.fromstring(response.content.decode())


def kata(element: lxml.html.HtmlElement) -> str:
    for hidden in element.xpath(".//*[contains(@class, 'visually-hidden')]"):
        hidden.drop_tree()
    return " ".join(element.text_content().split())


def kepala(page: lxml.html.HtmlElement) -> list[str]:
    return [kata(th) for th in page.xpath("//main//table/thead//th")]


def baris(page: lxml.html.HtmlElement) -> list[list[str]]:
    return [[kata(td) for td in tr] for tr in page.xpath("//main//table/tbody/tr[not(@class='nothing')]")]


def lembar(client: Client, url: str, asked: dict[str, Any] | None = None) -> list[dict[str, XlsxCell]]:
    """The rows of an Excel file by label; the heading is the row with the filter."""
    response = client.get(url, asked or {})
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    area = sheet[sheet.auto_filter.ref]
    labels = [cell.value for cell in area[0]]
    return [dict(zip(labels, row, strict=True)) for row in area[1:]]


def pemisah(client: Client, url: str, asked: dict[str, Any] | None = None) -> list[dict[str, str]]:
    content = client.get(url, asked or {}).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def data(client: Client, url: str, asked: dict[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(url, asked or {}).content)
    return found
