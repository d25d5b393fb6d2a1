"""Lists of records: indicators and quoted figures."""

from datetime import date
from typing import TypeVar

import django_filters
import django_tables2 as tables
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.dasbor.baris import IndikatorRow
from apps.dokumen.models import AngkaKutipan
from apps.ui.search import search_words
from apps.ui.templatetags.ui import tanggal

PER_PAGE = 50
M = TypeVar("M", bound=Model)

NUM = {"td": {"class": "num"}, "th": {"class": "num"}}
# Takes the whole width of a card on phones.
FULL = {"td": {"class": "full"}}


def arrange(table: tables.Table, request: HttpRequest) -> None:
    """Order and page a list as its address asks; what makes no sense there is ignored."""
    order = request.GET.get(table.prefixed_order_by_field, "")
    if order.removeprefix("-") in table.columns:
        table.order_by = order
    number = request.GET.get(table.prefixed_page_field, "1")
    # Over the data, which the database counts; the rows would be fetched, all of them, to be counted.
    pages = Paginator(table.data.data, PER_PAGE)
    valid = number.isascii() and number.isdigit() and len(number) < 7
    table.paginate(page=min(max(1, int(number) if valid else 1), pages.num_pages), per_page=PER_PAGE)


def having_words(queryset: QuerySet[M], text: str, *fields: str) -> QuerySet[M]:
    """Keep the rows in which every word of the text stands in at least one of the fields."""
    for word in search_words(text):
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        queryset = queryset.filter(anywhere)
    return queryset


def _labelled(label: str) -> dict[str, dict[str, str]]:
    """A numeric column whose heading stands above the figure where rows are cards."""
    return {"td": {"class": "num", "data-label": label}, "th": {"class": "num"}}


class IndikatorTable(tables.Table):
    """Indicators of a year with target, realisasi and capaian."""

    nomor = tables.Column("No", attrs=NUM)
    nama = tables.Column("Indikator", attrs=FULL)
    sasaran = tables.Column("Sasaran", attrs={"td": {"class": "nowrap"}})
    penanggung_jawab = tables.Column("Penanggung jawab", attrs=FULL)
    target = tables.Column("Target", orderable=False, attrs=_labelled("Target"))
    realisasi = tables.Column("Realisasi", orderable=False, attrs=_labelled("Realisasi"))
    capaian = tables.Column("Capaian", order_by="urutan_capaian", attrs=_labelled("Capaian"))
    kategori = tables.Column("Kategori", orderable=False, attrs=FULL)

    class Meta:
        attrs = {"caption": "Capaian indikator", "class": "cards"}
        empty_text = "Tidak ada indikator yang cocok."
        order_by = "nomor"

    def render_nama(self, value: str, record: IndikatorRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.context["alamat"]("indikator", record.nomor), value)

    def render_kategori(self, value: str, record: IndikatorRow) -> SafeString:
        return format_html('<span class="chip {}">{}</span>', record.nada, value)


class KutipanTable(tables.Table):
    """Figures that documents print and that we do not compute."""

    subjek = tables.Column("Subjek")
    ukuran = tables.Column("Ukuran")
    nilai = tables.Column("Nilai", orderable=False, attrs=NUM)
    sumber = tables.Column("Sumber")
    halaman = tables.Column("Halaman", orderable=False)
    tanggal = tables.Column("Tanggal")
    catatan = tables.Column("Catatan", orderable=False)

    class Meta:
        attrs = {"caption": "Angka kutipan"}
        empty_text = "Belum ada angka kutipan yang cocok."

    def render_tanggal(self, value: date) -> str:
        return tanggal(value)


class KutipanFilter(django_filters.FilterSet):
    """Search quoted figures by words in subject, source or note."""

    q = django_filters.CharFilter(method="search", label="Cari subjek, sumber, atau catatan")

    class Meta:
        model = AngkaKutipan
        fields: list[str] = []

    def search(self, queryset: QuerySet[AngkaKutipan], name: str, value: str) -> QuerySet[AngkaKutipan]:
        return having_words(queryset, value, "subjek", "sumber", "catatan")
