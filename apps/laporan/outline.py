"""The outline of one report: the systematics (data) walked over the facts of an entitas and year.

Numbers come from here and from nowhere else: an office with other sasaran and indicators gets its own numbering.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from apps.laporan.charts.chart import Chart
from apps.laporan.diagrams import DIAGRAMS
from apps.laporan.keadaan import keadaan_angka, periode_siklus, siklus_periode
from apps.laporan.models import Kerangka, Laporan, SimpulKerangka
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Table
from apps.laporan.tables import REPORTS
from apps.organisasi.models import Entitas
from apps.siklus.facts import FaktaPeriode

BELUM_DISAHKAN = "Data tahun ini belum disahkan."


class NotInOutline(LookupError):
    """The asked number or slug does not exist in this outline; the message says in Indonesian what does."""


@dataclass(frozen=True)
class Entry:
    """One place in the outline: a heading, or a numbered table or diagram.

    level is the depth (0 = chapter); address is the slug with its parameter ("perbandingan-indikator/6").
    """

    jenis: str
    level: int
    title: str
    ctx: Konteks
    slug: str = ""
    address: str = ""
    number: int | None = None
    chapter: str = ""


class Outline:
    """The places of one report in reading order, and the tables and diagrams that stand there."""

    def __init__(self, entitas: Entitas, tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False) -> None:
        self.fakta = Fakta(entitas, tahun, triwulan=triwulan, hanya_disahkan=hanya_disahkan)
        self.laporan = (
            Laporan.objects.select_related("kerangka")
            .filter(entitas=entitas, tahun=tahun)
            .annotate(siklus=Subquery(siklus_periode(OuterRef("entitas"), OuterRef("tahun"), triwulan)))
            .first()
        )
        self._siklus = self.laporan.siklus if self.laporan else siklus_periode(entitas, tahun, triwulan).first()
        self.keadaan = keadaan_angka(self.fakta.kinerja, self._siklus, hanya_disahkan=hanya_disahkan, triwulan=triwulan)
        renstra = self.fakta.kinerja.renstra
        self.ctx = Konteks(
            satker=entitas.satker.nama_singkat if entitas.jenis == Entitas.Jenis.LEMBAGA else entitas.nama,
            kunci=entitas.kunci,
            tahun=tahun,
            tahun_awal=renstra.tahun_awal if renstra else tahun,
            tahun_akhir=renstra.tahun_akhir if renstra else tahun,
            # The date of the report is that of the year, not of its quarters.
            keadaan_per=self.laporan.keadaan_per if self.laporan and not triwulan else None,
            triwulan=triwulan,
            keadaan="" if triwulan else self.keadaan.kalimat,
        )

    @cached_property
    def periode(self) -> FaktaPeriode | None:
        """The period of the figures as the rules see it; None for years outside the workflow."""
        return periode_siklus(self.ctx.tahun, self._siklus, self.ctx.triwulan, timezone.localdate())

    @cached_property
    def _children(self) -> dict[int | None, list[SimpulKerangka]]:
        kerangka = self.laporan.kerangka_id if self.laporan else self._kerangka_in_force()
        children: dict[int | None, list[SimpulKerangka]] = {}
        for simpul in SimpulKerangka.objects.filter(kerangka=kerangka).order_by("urutan"):
            children.setdefault(simpul.induk_id, []).append(simpul)
        return children

    def _kerangka_in_force(self) -> int | None:
        return (
            Kerangka.objects.filter(dari_tahun__lte=self.ctx.tahun)
            .order_by("-dari_tahun")
            .values_list("pk", flat=True)
            .first()
        )

    @cached_property
    def entries(self) -> list[Entry]:
        """All places in reading order, tables and diagrams numbered 1…n."""
        numbers = {"tabel": 0, "diagram": 0}
        chapter = ""
        entries = []
        for entry in self._walk(None, self.ctx, 0):
            chapter = entry.title if entry.jenis == "bab" else chapter
            if entry.jenis in numbers:
                numbers[entry.jenis] += 1
                entry = replace(entry, number=numbers[entry.jenis])
            entries.append(replace(entry, chapter=chapter))
        return entries

    def _walk(self, induk: int | None, ctx: Konteks, level: int) -> Iterator[Entry]:
        for simpul in self._children.get(induk, ()):
            for here in self._repeat(simpul, ctx):
                entry = self._entry(simpul, here, level)
                if entry:
                    yield entry
                yield from self._walk(simpul.pk, here, level + 1)

    def _repeat(self, simpul: SimpulKerangka, ctx: Konteks) -> Iterator[Konteks]:
        if simpul.ulang == SimpulKerangka.Ulang.SASARAN:
            for sasaran in self.fakta.kinerja.sasaran:
                yield replace(ctx, sasaran=sasaran)
        elif simpul.ulang == SimpulKerangka.Ulang.INDIKATOR:
            for indikator in ctx.sasaran.indikator if ctx.sasaran else ():
                yield replace(ctx, indikator=indikator)
        else:
            yield ctx

    @staticmethod
    def _entry(simpul: SimpulKerangka, ctx: Konteks, level: int) -> Entry | None:
        if simpul.jenis == SimpulKerangka.Jenis.TABEL:
            if simpul.slug == "tabel-pendukung" and ctx.indikator and not ctx.indikator.judul_tabel_pendukung:
                return None
            report = REPORTS[simpul.slug]()
            return Entry("tabel", level, report.title(ctx), ctx, simpul.slug, report.address(ctx))
        if simpul.jenis == SimpulKerangka.Jenis.DIAGRAM:
            return Entry("diagram", level, DIAGRAMS[simpul.slug]().title(ctx), ctx, simpul.slug, simpul.slug)
        title = simpul.judul
        if simpul.ulang == SimpulKerangka.Ulang.SASARAN and ctx.sasaran:
            title = f"{title} {ctx.sasaran.nomor}. {ctx.sasaran.nama}"
        elif simpul.ulang == SimpulKerangka.Ulang.INDIKATOR and ctx.indikator:
            title = f"{title} {ctx.indikator.nomor}. {ctx.indikator.judul_ikk}"
        return Entry(simpul.jenis, level, title, ctx)

    @property
    def tables(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.jenis == "tabel"]

    @property
    def diagrams(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.jenis == "diagram"]

    def find(self, jenis: str, key: str) -> Entry:
        """Find a table or diagram by its number ("13") or its address ("perbandingan-indikator/1").

        Raises NotInOutline when there is none.
        """
        entries = self.tables if jenis == "tabel" else self.diagrams
        for entry in entries:
            if key in (str(entry.number), entry.address):
                return entry
        if not entries:
            raise NotInOutline("Kerangka laporan belum dimuat.")
        raise NotInOutline(
            f"{jenis.capitalize()} “{key}” tidak ada. Laporan ini memuat {jenis} 1 sampai {len(entries)}."
        )

    def table(self, entry: Entry) -> Table:
        """Build the table that stands at a place."""
        return self._explained(REPORTS[entry.slug]().build(self.fakta, entry.ctx, entry.number))

    def chart(self, entry: Entry) -> Chart:
        """Build the diagram that stands at a place."""
        return DIAGRAMS[entry.slug]().build(self.fakta, entry.ctx, entry.number)

    def comparison(self, slug: str) -> Table:
        """Build a table that is generated beside the outline and has no number in it."""
        return self.build(REPORTS[slug]())

    def build(self, report: Report) -> Table:
        """Build a table that somebody put together, beside the outline."""
        return self._explained(report.build(self.fakta, self.ctx))

    def _explained(self, table: Table) -> Table:
        """Say that a table is empty because its year is not approved, when only approved figures are asked for."""
        return replace(table, empty_reason=BELUM_DISAHKAN) if self.keadaan.tertahan and not table.rows else table

    def period_table(self) -> Table:
        """The figures of the period as a whole: what is approved, and all that a quarter's edition shows."""
        return self.comparison("capaian-triwulan" if self.ctx.triwulan else "capaian-kinerja")
