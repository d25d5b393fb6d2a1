"""What pages of analysis share: they say how far their figures are, and can be asked about a quarter."""

from typing import Any

from apps.dasbor.mulai import langkah_awal
from apps.laporan.views import ScopedPage
from apps.siklus.facts import nama_periode


class HalamanAnalisis(ScopedPage):
    """Base of the pages about a part of the year's indicators; the chosen period and figures stay in the address."""

    figures_chosen = True
    periods_chosen = True

    @property
    def nama_periode(self) -> str:
        """The period as it stands behind a title: "2024", "Triwulan II 2024"."""
        return nama_periode(self.scope.tahun, self.triwulan).removeprefix("Tahunan ")

    @property
    def asal(self) -> str:
        """Whose figures these are, of which period."""
        ctx = self.outline.ctx
        return f"{ctx.satker} · {self.nama_periode}" if self.triwulan else ctx.asal

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            asal=self.asal,
            nama_periode=self.nama_periode,
            rentang=self.outline.ctx.rentang_pendek,
            keadaan=self.figure_state(),
            periode=self.periods(),
            mulai=langkah_awal(self),
        )
