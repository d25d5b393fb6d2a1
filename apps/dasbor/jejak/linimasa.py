"""A page of a timeline: entries in sentences, with the addresses of the pages beside it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from apps.audit.models import Jejak
from apps.laporan.views import ScopedView
from apps.organisasi.permissions import boleh_membaca_jejak
from apps.pengukuran.riwayat import kalimat_semua

PER_HALAMAN = 50


def linimasa(view: ScopedView, entries: QuerySet[Jejak], *, lengkap: bool) -> dict[str, Any]:
    """What templates/dasbor/jejak/linimasa.html shows: page, its sentences, and the addresses before and after.

    Who may read the journal gets the way from each sentence to its entry.
    """
    request = view.request
    number = request.GET.get("page", "1")
    pages = Paginator(entries, PER_HALAMAN)
    page = pages.get_page(number if number.isascii() and number.isdigit() and len(number) < 7 else 1)
    shown = list(page.object_list)
    rantai = view.scope.entitas.satker.kode if boleh_membaca_jejak(view.scope.anggota) else None
    return {
        "page": page,
        "kejadian": [
            {"kalimat": k, "url": view.url("jejak_rincian", jejak.nomor) if jejak.rantai == rantai else ""}
            for jejak, k in zip(shown, kalimat_semua(shown, lengkap=lengkap), strict=True)
        ],
        "url_sebelumnya": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
        "url_berikutnya": _page_url(request, page.next_page_number()) if page.has_next() else "",
    }


def _page_url(request: HttpRequest, number: int) -> str:
    query: QueryDict = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def with_query(url: str, request: HttpRequest) -> str:
    """An address that keeps what the list is narrowed to, without its page."""
    query: QueryDict = request.GET.copy()
    query.pop("page", None)
    query.pop("sort", None)
    return f"{url}?{query.urlencode()}" if query else url
