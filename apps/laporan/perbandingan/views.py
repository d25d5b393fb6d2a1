"""Pages and downloads of the comparisons: the choice stands in the address, and one choice has one address."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from apps.laporan.bagan import bagan_view
from apps.laporan.perbandingan.pilihan import TAMPILKAN
from apps.laporan.perbandingan.topik import TOPIK, Topik
from apps.laporan.renderers.html import table_view
from apps.laporan.views import ANGKA, DISAHKAN, DOWNLOADS, DownloadView, OfficialPage, ScopedView

GAMBAR = ("svg", "png")
# Which of the diagrams a file is of, counted from 1; without it a picture is of the first, anything else of the table.
KE = "diagram"


class _Memilih(ScopedView):
    """Base of what reads a choice from the address."""

    @cached_property
    def topik(self) -> Topik:
        return TOPIK[self.kwargs["topik"]](self.outline, dict(self.request.GET.lists()))

    def _query(self, pilihan: str, *, disahkan: bool, ke: int = 0) -> str:
        parts = [pilihan, f"{ANGKA}={DISAHKAN}" if disahkan else "", f"{KE}={ke}" if ke else ""]
        return "&".join(part for part in parts if part)

    def _at(self, name: str, *args: Any, pilihan: str, disahkan: bool | None = None, ke: int = 0) -> str:
        """An address with a choice, about the same figures unless disahkan says which."""
        only = self.hanya_disahkan if disahkan is None else disahkan
        query = self._query(pilihan, disahkan=only, ke=ke)
        path = reverse(name, args=[self.scope.kunci, self.scope.tahun, *args])
        return f"{path}?{query}" if query else path


class ComparisonPage(_Memilih, OfficialPage):
    """A comparison that the reader puts together: table, diagrams and files of one choice."""

    template_name = "laporan/perbandingan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # An address with a fault keeps it, so that the message stands beside what it is about.
        query = self._query(self.topik.alamat, disahkan=self.hanya_disahkan)
        if not self.topik.pesan and request.META["QUERY_STRING"] != query:
            return redirect(self._here())
        return super().get(request, *args, **kwargs)

    def _here(self, *, disahkan: bool | None = None) -> str:
        return self._at("perbandingan", self.topik.slug, pilihan=self.topik.alamat, disahkan=disahkan)

    def same_page(self, *, disahkan: bool) -> str:
        return self._here(disahkan=disahkan)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topik = self.topik
        return super().get_context_data(
            **kwargs,
            asal=self.outline.ctx.asal,
            view=table_view(topik.tabel(), self.link),
            pesan=topik.pesan,
            ringkas=topik.ringkas,
            tautan=self._here(),
            isian=topik.isian(),
            tetap=[(TAMPILKAN, "1"), *([(ANGKA, DISAHKAN)] if self.hanya_disahkan else [])],
            siap_pakai=[
                {
                    "label": satu.label,
                    "url": self._at("perbandingan", topik.slug, pilihan=satu.alamat),
                    "aktif": satu.alamat == topik.alamat,
                }
                for satu in topik.siap_pakai()
            ],
            pokok=[
                {"label": label, "url": self.url("perbandingan", name), "aktif": name == topik.slug}
                for name, label in (("kinerja", "Kinerja"), ("anggaran", "Anggaran"))
            ],
            unduhan=[{"label": label, "url": self._file(kind)} for kind, label in DOWNLOADS],
            grafik=[bagan_view(chart, partial(self._file, ke=ke)) for ke, chart in enumerate(topik.grafik(), start=1)],
            catatan_grafik=topik.catatan_grafik(),
        )

    def _file(self, kind: str, ke: int = 0) -> str:
        return self._at("unduh_perbandingan", self.topik.slug, kind, pilihan=self.topik.alamat, ke=ke)


class ComparisonDownload(_Memilih, DownloadView):
    """A comparison as a file: the table, or one of its diagrams."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind, ke = kwargs["bentuk"], request.GET.get(KE)
        if ke is None and kind not in GAMBAR:
            return self.send_table(self.topik.tabel(), kind)
        charts = {str(n): chart for n, chart in enumerate(self.topik.grafik(), start=1)}
        chart = charts.get(ke or "1")
        if chart is None:
            raise Http404("Diagram ini tidak ada.")
        return self.send_chart(chart, kind)
