"""What the lists of the journal can be narrowed to; the state stands in the address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.audit.rows import audited_models
from apps.audit.services import TINDAKAN
from apps.dasbor.daftar.saringan import having_words
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


class EntriFilter(django_filters.FilterSet):
    """Base: who of those that occur, and from which day to which."""

    pelaku = django_filters.ChoiceFilter(label="Pelaku", empty_label="Semua")
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
        names = self.queryset.order_by("pelaku").values_list("pelaku", flat=True).distinct()
        self.form.fields["pelaku"].choices = [(nama, nama) for nama in names]


class JejakFilter(EntriFilter):
    """The journal of a satker: also by act, kind of object and words."""

    q = django_filters.CharFilter(method="search", label="Cari kata", widget=forms.TextInput({"type": "search"}))
    # Every act and every kind that there is: to ask which occur would read the whole journal.
    tindakan = django_filters.ChoiceFilter(label="Tindakan", empty_label="Semua", choices=list(TINDAKAN.items()))
    jenis = django_filters.ChoiceFilter(field_name="objek_jenis", label="Jenis objek", empty_label="Semua")

    field_order = ("q", "pelaku", "tindakan", "jenis", "dari", "sampai")

    def __init__(self, data: Any, queryset: QuerySet[Jejak]) -> None:
        super().__init__(data, queryset)
        jenis = {model._meta.label_lower: capfirst(str(model._meta.verbose_name)) for model in audited_models()}
        self.form.fields["jenis"].choices = sorted(jenis.items(), key=lambda pair: pair[1])
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
