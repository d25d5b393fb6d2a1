"""The rows of the budget tree as HTML.

Not a template: of two thousand lines the template engine alone would take longer than the whole page may.
"""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString

from apps.penganggaran.pohon.presenters import Angka, Baris


def baris_html(baris: Iterable[Baris], url: str, *, blokir: bool) -> SafeString:
    """The rows of the table body; ``url`` is the address of the tree, below which each line has its page."""
    return SafeString("\n".join(_baris(satu, url, blokir) for satu in baris))


def _baris(b: Baris, url: str, blokir: bool) -> str:
    kode = escape(b.kode)
    tombol = ""
    if b.induk:
        tombol = (
            f'<button class="fold" type="submit" id="buka-{b.id}" name="balik" value="{escape(b.jalur)}"'
            f' formaction="#buka-{b.id}" aria-expanded="{"true" if b.terbuka else "false"}"'
            f' aria-label="Rincian {kode}"></button>'
        )
    return (
        f'<tr class="lv-{b.tingkat}"><th scope="row"><div class="tree-name">{tombol}<a href="{url}{b.id}/">'
        f'<span class="visually-hidden">{b.jenis} </span><span class="code">{kode}</span> {escape(b.nama)}</a></div>'
        f"</th>{_angka(b.angka, blokir)}</tr>"
    )


def _angka(a: Angka, blokir: bool) -> str:
    return (
        f'<td class="num" data-label="Pagu">{a.pagu}</td>'
        + (f'<td class="num" data-label="Blokir">{a.blokir}</td>' if blokir else "")
        + f'<td class="num" data-label="Realisasi">{a.realisasi}</td>'
        f'<td class="num" data-label="Sisa">{a.sisa}</td><td class="num" data-label="Serapan">{a.serapan}</td>'
    )
