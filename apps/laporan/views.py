"""Pages and downloads of tables and diagrams. Views only find and hand over; nothing is computed here."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from apps.laporan.bagan import bagan_view
from apps.laporan.charts.chart import Chart
from apps.laporan.exports import CHART_FORMATS, FORMATS, NAMA_BENTUK, render, render_chart
from apps.laporan.models import Laporan
from apps.laporan.outline import Entry, NotInOutline, Outline
from apps.laporan.renderers.html import table_view
from apps.laporan.renderers.xlsx import render_workbook
from apps.laporan.table import Table
from apps.organisasi.models import Entitas
from apps.organisasi.scope import Scope, scope_or_404
from apps.pengukuran.facts import FaktaRenstra, fetch_renstra
from apps.perencanaan.models import AdopsiIndikator, Renstra
from apps.siklus.facts import NAMA_TRIWULAN, SELURUH_TAHUN
from apps.ui.forms import TAHUN_WAJAR
from apps.ui.search import matches_numbered

PENDEK_TRIWULAN = {0: "Tahun", 1: "TW I", 2: "TW II", 3: "TW III", 4: "TW IV"}
DOWNLOADS = tuple(NAMA_BENTUK.items())
# ?angka=disahkan asks for approved figures only, ?triwulan=2 for those of a quarter; pages that know these hand them on
# to each other.
ANGKA, DISAHKAN = "angka", "disahkan"
TRIWULAN = "triwulan"
KEEPS_PERIOD = frozenset(
    {
        "daftar_sasaran",
        "daftar_unit",
        "dasbor",
        "indikator",
        "kantor",
        "laporan_divisi",
        "sasaran",
        "subbagian",
        "tujuan",
        "unduh_kantor",
    }
)
KEEPS_FIGURES = KEEPS_PERIOD | {
    "buku_kerja",
    "daftar_indikator",
    "daftar_tabel",
    "diagram",
    "perbandingan",
    "pohon_kinerja",
    "tabel",
    "unduh_daftar_indikator",
    "unduh_diagram",
    "unduh_perbandingan",
    "unduh_pohon_kinerja",
    "unduh_tabel",
    "unduh_tren",
}


class ScopedView(View):
    """Base of every view below an entitas and year: the scope is found first, strangers get a 404."""

    scope: Scope

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.scope = scope_or_404(request.user, kwargs["kunci"], kwargs["tahun"])
            request.scope = self.scope  # type: ignore[attr-defined]

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Signing in again leads to where a form was sent to, with GET: an empty answer would be the browser's own page.
        response = render_page(request, "405.html", status=405)
        response["Allow"] = ", ".join(name.upper() for name in self.http_method_names if hasattr(self, name))
        return response

    # Whether the address of this view chooses between all figures and the approved ones, and between the year and its
    # quarters.
    figures_chosen = False
    periods_chosen = False
    # Whether the page shows only some of the office's figures, so that it must say whose state it tells.
    part_of_office = False

    @cached_property
    def hanya_disahkan(self) -> bool:
        """Whether only approved figures are asked for."""
        return self.figures_chosen and self.request.GET.get(ANGKA) == DISAHKAN

    @cached_property
    def triwulan(self) -> int:
        """The quarter that is asked for, 0 for the year as a whole."""
        asked = self.request.GET.get(TRIWULAN, "")
        return int(asked) if self.periods_chosen and asked in ("1", "2", "3", "4") else SELURUH_TAHUN

    @cached_property
    def outline(self) -> Outline:
        outline = Outline(
            self.scope.entitas, self.scope.tahun, triwulan=self.triwulan, hanya_disahkan=self.hanya_disahkan
        )
        self.request.outline = outline  # type: ignore[attr-defined]
        return outline

    def url(self, name: str, *args: Any) -> str:
        """An address in the same scope, about the same figures."""
        return self._address(name, self.scope.tahun, *args)

    def _address(self, name: str, tahun: int, *args: Any) -> str:
        chosen: dict[str, int | str] = {TRIWULAN: self.triwulan} if self.triwulan and name in KEEPS_PERIOD else {}
        if self.hanya_disahkan and name in KEEPS_FIGURES:
            chosen |= {ANGKA: DISAHKAN}
        return reverse(name, args=[self.scope.kunci, tahun, *args]) + (f"?{urlencode(chosen)}" if chosen else "")

    def this_page(self, triwulan: int, *, hanya_disahkan: bool) -> str:
        """This page about other figures."""
        chosen: dict[str, int | str] = {TRIWULAN: triwulan} if triwulan else {}
        chosen |= {ANGKA: DISAHKAN} if hanya_disahkan else {}
        return self.request.path + (f"?{urlencode(chosen)}" if chosen else "")

    def periods(self) -> list[dict[str, Any]]:
        """The year and its quarters for ui/komponen/periode.html, each leading to this page."""
        return [
            {
                "label": NAMA_TRIWULAN[triwulan],
                "pendek": PENDEK_TRIWULAN[triwulan],
                "url": self.this_page(triwulan, hanya_disahkan=self.hanya_disahkan),
                "aktif": triwulan == self.triwulan,
            }
            for triwulan in NAMA_TRIWULAN
        ]

    def other_plans(self) -> list[dict[str, str]]:
        """The other Renstra that this entitas has worked by, each leading to its last year up to now: one query.

        A plan of the satker that nobody adopted from yet may be anybody's; that of its other entitas is not this one's.
        """
        renstra = self.outline.fakta.kinerja.renstra
        adopsi = AdopsiIndikator.objects.filter(indikator__sasaran__tujuan__renstra=OuterRef("pk"))
        semua = Renstra.objects.filter(
            Exists(adopsi.filter(entitas=self.scope.entitas)) | (Q(pemilik=self.scope.entitas.satker) & ~Exists(adopsi))
        ).exclude(pk=renstra.id if renstra else 0)
        hari_ini = timezone.localdate().year
        return [
            {
                "nama": f"{awal}–{akhir}",
                "url": self._address("dasbor", min(max(hari_ini, awal), akhir)),
            }
            for awal, akhir in semua.order_by("tahun_awal").values_list("tahun_awal", "tahun_akhir").distinct()
        ]

    def other_entities(self) -> list[dict[str, str]]:
        """The other entitas of the satker, as lembaga and sekretariat are, that answer for this year: one query."""
        lain = Entitas.objects.select_related("satker").filter(
            Exists(AdopsiIndikator.objects.berlaku(self.scope.tahun).filter(entitas=OuterRef("pk"))),
            satker=self.scope.entitas.satker,
        )
        return [
            {"nama": str(satu), "url": reverse("dasbor", args=[satu.kunci, self.scope.tahun])}
            for satu in lain.exclude(pk=self.scope.entitas.pk)
        ]

    def figure_state(self) -> dict[str, Any]:
        """How far the figures of the year are, for ui/komponen/keadaan_angka.html, and the choice between them."""
        keadaan = self.outline.keadaan
        label, nada = keadaan.label
        pilihan = [("Semua angka", False), ("Hanya yang disahkan", True)]
        return {
            "chip": label,
            "nada": nada,
            "teks": keadaan.seluruh_satker if self.part_of_office else keadaan.kalimat,
            "edisi": f"Buka edisi {keadaan.edisi_nomor}" if keadaan.edisi_id else "",
            "url_edisi": self.url("edisi", keadaan.edisi_id) if keadaan.edisi_id else "",
            "pilihan": [
                {"label": label, "url": self.same_page(disahkan=only), "aktif": only == self.hanya_disahkan}
                for label, only in pilihan
            ]
            if self.figures_chosen and keadaan.berjalan
            else [],
        }

    def same_page(self, *, disahkan: bool) -> str:
        """The address of this page about all figures, or about the approved ones only."""
        return self.this_page(self.triwulan, hanya_disahkan=disahkan)

    def link(self, ref: str) -> str:
        """The address of a cell's working."""
        kind, _, key = ref.partition("/")
        if kind in ("indikator", "sasaran", "tujuan"):
            return self.url(kind, key)
        return f"{self.url('anggaran_pohon')}?{urlencode({'pos': key})}" if kind == "rincian" else ""

    def entry(self, jenis: str) -> Entry:
        """The table or diagram that the address names; 404 when this report has none."""
        try:
            return self.outline.find(jenis, self.kwargs["alamat"])
        except NotInOutline as error:
            raise Http404(str(error)) from error

    @property
    def renstra(self) -> FaktaRenstra | None:
        """The plan of the year: that of the figures where the page shows any, else asked alone."""
        outline: Outline | None = self.__dict__.get("outline")
        return outline.fakta.kinerja.renstra if outline else fetch_renstra(self.scope.entitas, self.scope.tahun)

    def _report_years(self) -> Iterable[int]:
        return Laporan.objects.filter(entitas=self.scope.entitas).values_list("tahun", flat=True)

    def offered_years(self) -> Collection[int]:
        """The years to choose from: those of the plan. Pages that lead beyond it offer more."""
        renstra = self.renstra
        # Without a plan the years that have a report lead back to where there is something.
        return renstra.tahun if renstra else {*self._report_years(), self.scope.tahun}

    def years(self, name: str, *args: Any) -> list[dict[str, Any]]:
        """The offered years for the year switcher, each leading to the same page."""
        return [
            {"tahun": t, "url": self._address(name, t, *args), "aktif": t == self.scope.tahun}
            for t in sorted(self.offered_years())
            if t in TAHUN_WAJAR
        ]


class ScopedPage(ScopedView, TemplateView):
    """A page in a scope. Subclasses set template_name and add to the context."""


class OfficialPage(ScopedPage):
    """A page of the report: it says how far its figures are, and can be asked for the approved ones only."""

    figures_chosen = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, keadaan=self.figure_state())


class TableIndex(OfficialPage):
    """All tables and diagrams by chapter, with a search box that also works without scripts (?q=)."""

    template_name = "laporan/daftar_tabel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        q = self.request.GET.get("q", "").strip()
        chapters: dict[str, list[dict[str, Any]]] = {}
        for entry in self.outline.entries:
            if not entry.address:
                continue
            label = f"{entry.jenis.capitalize()} {entry.number}"
            if matches_numbered(q, entry.jenis, entry.number or 0, entry.title):
                chapters.setdefault(entry.chapter, []).append(
                    {
                        "label": label,
                        "judul": entry.title,
                        "url": self.url(entry.jenis, entry.number),
                        "nomor": entry.number,
                    }
                )
        return super().get_context_data(
            **kwargs,
            q=q,
            bab=[{"judul": title, "butir": items} for title, items in chapters.items()],
            jumlah=sum(map(len, chapters.values())),
            daftar_tahun=self.years("daftar_tabel"),
            url_buku_kerja=self.url("buku_kerja"),
            tetap=[{"nama": ANGKA, "nilai": DISAHKAN}] if self.hanya_disahkan else [],
        )


class TablePage(OfficialPage):
    """One table of the report with its downloads, and the way to the one before and after."""

    template_name = "laporan/tabel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.entry("tabel")
        table = self.outline.table(entry)
        tables = self.outline.tables
        place = tables.index(entry)
        return super().get_context_data(
            **kwargs,
            asal=self.outline.ctx.asal,
            view=table_view(table, self.link),
            unduhan=[
                {"label": label, "url": self.url("unduh_tabel", entry.address, kind)} for kind, label in DOWNLOADS
            ],
            sebelum=self._neighbour(tables[place - 1]) if place else None,
            sesudah=self._neighbour(tables[place + 1]) if place + 1 < len(tables) else None,
            remah=[{"label": "Tabel LKj", "url": self.url("daftar_tabel")}, {"label": f"Tabel {entry.number}"}],
            daftar_tahun=self.years("tabel", entry.address),
        )

    def _neighbour(self, entry: Entry) -> dict[str, str]:
        return {"label": f"Tabel {entry.number}", "judul": entry.title, "url": self.url("tabel", entry.number)}


class DiagramPage(OfficialPage):
    """One diagram with its data table beside it."""

    template_name = "laporan/diagram.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.entry("diagram")
        return super().get_context_data(
            **kwargs,
            asal=self.outline.ctx.asal,
            bagan=bagan_view(self.outline.chart(entry), partial(self.url, "unduh_diagram", entry.address)),
            remah=[{"label": "Tabel LKj", "url": self.url("daftar_tabel")}, {"label": f"Diagram {entry.number}"}],
            daftar_tahun=self.years("diagram", entry.address),
        )


def download(content: bytes, mime: str, name: str) -> HttpResponse:
    """Answer with a file that was made for this request."""
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})


class DownloadView(ScopedView):
    """Base of the downloads: file names say which office, year and table they hold, and if only what is approved."""

    figures_chosen = True

    def stem(self, label: str) -> str:
        """The file name without ending."""
        chosen = "-hanya-disahkan" if self.hanya_disahkan else ""
        return f"{label}-{self.scope.kunci}-{self.scope.tahun}{chosen}"

    def send_table(self, table: Table, kind: str) -> HttpResponse:
        """Send a table in one of the table formats; an unknown ending is a 404."""
        if kind not in FORMATS:
            raise Http404("Bentuk berkas ini tidak ada.")
        label = f"tabel-{table.number:02d}" if table.number else table.slug
        return download(render(table, kind), FORMATS[kind].mime, f"{self.stem(label)}.{kind}")

    def send_chart(self, chart: Chart, kind: str) -> HttpResponse:
        """Send a chart as picture or data; an unknown ending is a 404."""
        if kind not in CHART_FORMATS:
            raise Http404("Bentuk berkas ini tidak ada.")
        label = f"diagram-{chart.number}" if chart.number else chart.anchor
        return download(render_chart(chart, kind), CHART_FORMATS[kind].mime, f"{self.stem(label)}.{kind}")


class TableDownload(DownloadView):
    """One table as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.table(self.entry("tabel")), kwargs["bentuk"])


class WorkbookDownload(DownloadView):
    """All tables of the report in one Excel workbook with a linked contents sheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        outline = self.outline
        content = render_workbook(
            [outline.table(entry) for entry in outline.tables],
            title=f"Laporan Kinerja {outline.ctx.satker} Tahun {outline.ctx.tahun}",
            subtitle=outline.ctx.subjudul,
        )
        return download(content, FORMATS["xlsx"].mime, f"{self.stem('tabel-lkj')}.xlsx")


class DiagramDownload(DownloadView):
    """One diagram as a picture or as data."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_chart(self.outline.chart(self.entry("diagram")), kwargs["bentuk"])
