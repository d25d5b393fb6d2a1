"""Reading pages in tests: parsed, found by class or by attribute."""

import lxml.html
from django.http import HttpResponse

Element = lxml.html.HtmlElement


def parse(response: HttpResponse) -> Element:
    """The page of a response."""
    return lxml.html.fromstring(response.content.decode())


def css(root: Element, name: str, inner: str = "") -> list[Element]:
    """Elements of a class, or what is inside them ("a", "thead th")."""
    path = f'descendant-or-self::*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'
    return root.xpath("//".join([path, *inner.split()]))


def having(root: Element, attribute: str) -> list[Element]:
    """Elements that carry an attribute."""
    return root.xpath(f".//*[@{attribute}]")


def words(element: Element) -> str:
    """The text of an element with single spaces."""
    return " ".join(element.text_content().split())
