"""The small DIPA of tests/anggaran, and a form as the browser would post it."""

from tests.anggaran.conftest import Kecil, kecil
from tests.pengisian.reading import Element

__all__ = ["Kecil", "kecil"]


def formulir(doc: Element, **sel: str) -> dict[str, str]:
    """What the sheet's form would post, with some cells typed over ("sel_6_1" is the cell sel-6-1)."""
    [form] = [f for f in doc.forms if "sidik" in f.fields]
    data = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return data | {name.replace("_", "-") if name.startswith("sel_") else name: text for name, text in sel.items()}


def angka(baris: Element) -> list[str]:
    """The amounts of a row that are there, its sum and what is left included."""
    sel = [bagian for td in baris.iter("td") for bagian in td.itertext()]
    return [teks.strip() for teks in sel if teks.strip()]
