"""What the pages about the work of a year share: they fetch it once."""

from django.utils.functional import cached_property

from apps.laporan.views import ScopedPage
from apps.pengukuran.facts import FaktaRenstra
from apps.pengukuran.tugas import Pekerjaan, fetch_pekerjaan


class WorkPage(ScopedPage):
    """Base of the pages that are made of the tasks of a year."""

    @cached_property
    def pekerjaan(self) -> Pekerjaan:
        """The work of the year; the badge of the menu counts it instead of asking itself."""
        pekerjaan = fetch_pekerjaan(self.scope.entitas, self.scope.tahun)
        self.request.pekerjaan = pekerjaan  # type: ignore[attr-defined]
        return pekerjaan

    @property
    def renstra(self) -> FaktaRenstra | None:
        return self.pekerjaan.setahun.renstra
