"""What all pages of the budget share: the row of tabs, and the year's DIPA."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from apps.anggaran.models import Dipa
from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import Keputusan, boleh_mengelola_anggaran


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the budget; ``milik`` are the pages that belong to it, pengelola whether only its keepers see it."""

    label: str
    tujuan: str
    milik: tuple[str, ...] = ()
    pengelola: bool = False


# In the order in which people ask: how much, of what, since when, for what result, is it right, bring it in.
TAB: tuple[Tab, ...] = (Tab("Rekonsiliasi", "anggaran_rekonsiliasi"),)


class HalamanAnggaran(ScopedPage):
    """Base of every page of the budget: everybody of the satker reads, its keepers write."""

    @cached_property
    def boleh_mengelola(self) -> Keputusan:
        return boleh_mengelola_anggaran(self.scope.anggota)

    @cached_property
    def dipa(self) -> Dipa | None:
        """The budget document of the year; None when there is none yet."""
        return Dipa.objects.filter(satker=self.scope.entitas.satker, tahun=self.scope.tahun).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nama = (self.request.resolver_match and self.request.resolver_match.url_name) or ""
        if "daftar_tahun" not in kwargs:
            kwargs["daftar_tahun"] = self.years("anggaran")
        return super().get_context_data(
            **kwargs,
            tab=[
                {"label": tab.label, "url": self.url(tab.tujuan), "aktif": nama == tab.tujuan or nama in tab.milik}
                for tab in TAB
                if self.boleh_mengelola or not tab.pengelola
            ],
            boleh_mengelola=bool(self.boleh_mengelola),
        )
