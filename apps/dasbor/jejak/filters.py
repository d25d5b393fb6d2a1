"""What the lists of the journal can be narrowed to; the state stands in the address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN
from apps.dasbor.tables import having_words
from apps.pengukuran.riwayat.kamus import model_of
from apps.pengukuran.riwayat.tentang import LANGKAH

DIMUAT = ("impor_lembar", "catat_keadaan")
_ANALISIS = [
    "pengukuran.analisis",
    "pengukuran.upaya",
    "pengukuran.rincianrealisasi",
    "pengukuran.tabelpendukung",
    "pengukuran.baristabelpendukung",
]
# What can happen to a figure, in the words of those who look for it.
KEJADIAN: dict[str, tuple[str, Q]] = {
    "nilai": ("Nilai dan isian", Q(objek_jenis="pengukuran.realisasi") & ~Q(tindakan__in=[*LANGKAH, *DIMUAT])),
    "langkah": ("Langkah alur kerja", Q(tindakan__in=list(LANGKAH))),
    "bukti": ("Bukti dukung", Q(objek_jenis="pengukuran.bukti")),
    "analisis": ("Analisis, upaya, dan tabel pendukung", Q(objek_jenis__in=_ANALISIS)),
    "target": ("Target", Q(objek_jenis="perencanaan.target") & ~Q(tindakan__in=DIMUAT)),
    "muat": ("Pemuatan data", Q(tindakan__in=DIMUAT)),
}
TANGGAL = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _choice(label: str, field: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name=field, label=label, empty_label="Semua")


class EntriFilter(django_filters.FilterSet):
    """Base: who, and from which day to which. Only what occurs can be chosen."""

    pelaku = _choice("Pelaku", "pelaku")
    dari = django_filters.DateFilter(field_name="waktu__date", lookup_expr="gte", label="Dari tanggal", widget=TANGGAL)
    sampai = django_filters.DateFilter(
        field_name="waktu__date", lookup_expr="lte", label="Sampai tanggal", widget=TANGGAL
    )

    class Meta:
        model = Jejak
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet[Jejak]) -> None:
        super().__init__(data, queryset=queryset)
        self.form.auto_id = "saring_%s"
        self._offer("pelaku", lambda nama: nama)

    def _offer(self, name: str, label: Any) -> None:
        column = self.filters[name].field_name
        values = self.queryset.order_by(column).values_list(column, flat=True).distinct()
        self.form.fields[name].choices = [(v, label(v)) for v in values if v]

    @property
    def tersaring(self) -> bool:
        """Whether anything is narrowed."""
        return any(self.form.data.get(name) for name in self.form.fields)


class JejakFilter(EntriFilter):
    """The journal of a satker: also by act, kind of object and words."""

    q = django_filters.CharFilter(method="search", label="Cari pelaku, objek, atau alasan")
    tindakan = _choice("Tindakan", "tindakan")
    jenis = _choice("Jenis objek", "objek_jenis")

    field_order = ("q", "pelaku", "tindakan", "jenis", "dari", "sampai")

    def __init__(self, data: Any, queryset: QuerySet[Jejak]) -> None:
        super().__init__(data, queryset)
        self._offer("tindakan", lambda kode: TINDAKAN.get(kode, capfirst(kode)))
        self._offer("jenis", jenis_objek)
        self.form.order_fields(self.field_order)

    def search(self, queryset: QuerySet[Jejak], name: str, value: str) -> QuerySet[Jejak]:
        return having_words(queryset, value, "pelaku", "tindakan", "objek", "alasan", "asal")


class RiwayatFilter(EntriFilter):
    """The history of one figure: also by what happened."""

    kejadian = django_filters.ChoiceFilter(
        label="Kejadian",
        empty_label="Semua",
        choices=[(kode, label) for kode, (label, _) in KEJADIAN.items()],
        method="narrow",
    )

    def __init__(self, data: Any, queryset: QuerySet[Jejak]) -> None:
        super().__init__(data, queryset)
        self.form.order_fields(("pelaku", "kejadian", "dari", "sampai"))

    def narrow(self, queryset: QuerySet[Jejak], name: str, value: str) -> QuerySet[Jejak]:
        return queryset.filter(KEJADIAN[value][1])


def jenis_objek(label: str) -> str:
    """The kind of an entry's object in words."""
    model = model_of(label)
    return capfirst(str(model._meta.verbose_name)) if model else label
