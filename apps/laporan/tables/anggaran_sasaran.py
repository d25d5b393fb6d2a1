"""Money beside performance (analyses 6 and 7 of BAB III); generated, not part of the LKj's outline."""

from collections.abc import Sequence
from fractions import Fraction

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.keluaran import KOSONG, FaktaKeluaran
from apps.anggaran.facts.sasaran import Bagian, Dukungan, FaktaDukungan
from apps.anggaran.formulas import TANPA_ANGGARAN, serapan
from apps.laporan.cells import Footnotes, ref
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Difference, Group, Ratio, Row, Sum
from apps.laporan.tables.anggaran import TANPA_REALISASI
from apps.laporan.tables.efisiensi import ASUMSI, TANPA_CAPAIAN
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.formulas import Capaian, rata_capaian
from apps.ui.numbers import round_half_up

TANPA_PORSI = "Porsi belum ditetapkan."
TANPA_DUKUNGAN = "Belum ada kegiatan yang dihubungkan dengan indikator. Hubungkan kegiatan dan tetapkan porsinya."
CARA = (
    "Pagu dan realisasi indikator = jumlah porsi × pagu dan realisasi kegiatan pendukungnya. Yang belum diberi porsi "
    "tetap di baris “Tidak dibagi”.",
    "Selisih = capaian − serapan, dalam poin persen. E dan NE dihitung dari rincian output kegiatan pendukung menurut "
    "porsinya.",
    "Capaian sasaran = rata-rata capaian indikatornya yang terukur, masing-masing paling tinggi 100%.",
)
SEBAGIAN = "Belum termasuk kegiatan yang porsinya belum ditetapkan."
DIBULATKAN = "Bagian kegiatan dicetak dalam rupiah penuh; jumlahnya dihitung dari nilai yang tidak dibulatkan."


def rupiah(amount: Fraction) -> int:
    """An exact share as it is printed: whole rupiah."""
    return int(round_half_up(amount, 0))


class AnggaranSasaran(Report):
    """Pagu, realisasi, serapan, capaian, E and NE of every sasaran and indicator; the undivided rest; the total."""

    slug = "anggaran-sasaran"
    empty_reason = TANPA_ANGGARAN

    def title(self, ctx: Konteks) -> str:
        return f"Anggaran dan Capaian per Sasaran dan Indikator Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("uraian", "Sasaran/Indikator", width=48),
            Column("pagu", "Pagu", "rupiah", width=16),
            Column("realisasi", "Realisasi", "rupiah", width=16),
            Column("serapan", "Serapan", "persen", width=10),
            Column("capaian", "Capaian", "persen", width=10),
            Column("selisih", "Selisih", "persen", width=10),
            Column("e", "E", "persen", width=9),
            Column("ne", "NE", "indeks", width=8),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        uang = fakta.dukungan
        if uang is None:
            return [], []
        rows: list[Row] = []
        groups: list[int] = []
        marks = Footnotes()
        for sasaran in fakta.kinerja.sasaran:
            groups.append(len(rows))
            rows.append(_sasaran(fakta.kinerja, sasaran, uang, marks))
            rows.extend(_indikator(fakta.kinerja, i, uang, marks) for i in sasaran.indikator)
        rows.append(_undivided(uang))
        rows.append(_total(uang, (*groups, len(rows) - 1)))
        whole = all(d.pagu.denominator == 1 and (d.realisasi or Fraction(0)).denominator == 1 for d in uang.dukungan)
        return rows, [*marks.lines(), *CARA, *([] if whole else [DIBULATKAN])]


def _sasaran(kinerja: FaktaKinerja, sasaran: FaktaSasaran, uang: FaktaDukungan, marks: Footnotes) -> Row:
    rata = rata_capaian(kinerja.capaian(i) for i in sasaran.indikator)
    bagian = uang.bagian({i.adopsi_id for i in sasaran.indikator})
    figures = _figures(bagian, rata.nilai, "Belum ada indikator yang terukur.", marks)
    if rata.terukur < rata.seluruhnya and rata.nilai is not None:
        dari = f"Rata-rata {rata.terukur} dari {rata.seluruhnya} indikator."
        figures["capaian"] = Cell(rata.nilai, reason=dari)
    return Row({"uraian": Cell(f"Sasaran {sasaran.nomor}. {sasaran.nama}")} | figures)


def _indikator(kinerja: FaktaKinerja, indikator: FaktaIndikator, uang: FaktaDukungan, marks: Footnotes) -> Row:
    capaian: Capaian = kinerja.capaian(indikator)
    figures = _figures(uang.bagian({indikator.adopsi_id}), capaian.nilai, capaian.alasan, marks)
    if capaian.nilai is not None:
        figures["capaian"] = Cell(capaian.nilai, reason=capaian.catatan, ref=ref(indikator))
    name = {"no": Cell(indikator.nomor), "uraian": Cell(indikator.nama_tabel, ref=ref(indikator))}
    return Row(name | figures, level=1)


def _figures(bagian: Bagian, capaian: Fraction | None, alasan: str, marks: Footnotes) -> dict[str, Cell]:
    """All figures of a sasaran or indicator; a figure that is undefined says why."""
    cells = {"capaian": Cell(blank="-", reason=alasan) if capaian is None else Cell(capaian)}
    if all(d.porsi is None for d in bagian.dukungan):
        # Nothing of the money is theirs yet: said once, in the first cell.
        empty = {key: Cell(blank="-") for key in ("realisasi", "serapan", "selisih", "e", "ne")}
        return {"pagu": Cell(blank="-", reason=bagian.alasan)} | empty | cells
    mark = marks.mark(SEBAGIAN) if bagian.belum else ""
    cells["pagu"] = Cell(rupiah(bagian.pagu), mark=mark)
    spent = bagian.realisasi
    cells["realisasi"] = Cell(reason=TANPA_REALISASI) if spent is None else Cell(rupiah(spent))
    serapan = bagian.serapan
    if serapan is None:
        cells["serapan"] = cells["selisih"] = Cell(blank="-", reason=bagian.alasan)
    else:
        cells["serapan"] = Cell(serapan, formula=Ratio("realisasi", "pagu"))
        cells["selisih"] = (
            Cell(blank="-") if capaian is None else Cell(capaian - serapan, formula=Difference("capaian", "serapan"))
        )
    return cells | _efficiency(bagian, marks)


def _efficiency(bagian: Bagian, marks: Footnotes) -> dict[str, Cell]:
    e, ne = bagian.efisiensi, bagian.nilai_efisiensi
    if e.nilai is None or ne is None:
        return {key: Cell(blank="-", reason=e.alasan) for key in ("e", "ne")}
    mark = marks.mark(ASUMSI) if bagian.asumsi else ""
    return {"e": Cell(e.nilai, mark=mark), "ne": Cell(ne, mark=mark)}


def _undivided(uang: FaktaDukungan) -> Row:
    spent = uang.realisasi_tidak_dibagi
    realisasi = Cell(reason=TANPA_REALISASI) if spent is None else Cell(rupiah(spent))
    return Row({"uraian": Cell("Tidak dibagi"), "pagu": Cell(rupiah(uang.pagu_tidak_dibagi)), "realisasi": realisasi})


def _total(uang: FaktaDukungan, parts: tuple[int, ...]) -> Row:
    spent = uang.anggaran.realisasi
    sums = Sum(parts)
    cells = {
        "uraian": Cell("JUMLAH SATKER"),
        "pagu": Cell(uang.anggaran.pagu, formula=sums),
        "realisasi": Cell(reason=TANPA_REALISASI) if spent is None else Cell(spent, formula=sums),
    }
    terserap = None if spent is None else serapan(spent, uang.anggaran.pagu)
    if terserap is not None:
        cells["serapan"] = Cell(terserap, formula=Ratio("realisasi", "pagu"))
    return Row(cells, style="jumlah")


class KegiatanPendukung(Report):
    """Which kegiatan support each indicator: share, its money, and what the RO of the kegiatan delivered."""

    slug = "kegiatan-pendukung"
    empty_reason = TANPA_DUKUNGAN

    def title(self, ctx: Konteks) -> str:
        return f"Kegiatan Pendukung Indikator Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("uraian", "Indikator/Kegiatan/RO", width=46),
            Column("porsi", "Porsi", "persen", width=9),
            Group(
                "Bagian indikator",
                (
                    Column("pagu", "Pagu", "rupiah", width=16),
                    Column("realisasi", "Realisasi", "rupiah", width=16),
                    Column("serapan", "Serapan", "persen", width=10),
                ),
            ),
            Group(
                "Keluaran RO",
                (
                    Column("target", "Target", "indeks", width=9),
                    Column("volume", "Realisasi", "indeks", width=9),
                    Column("satuan", "Satuan", width=12),
                    Column("capaian", "Capaian", "persen", width=10),
                ),
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        uang = fakta.dukungan
        if uang is None or not uang.dukungan:
            return [], []
        keluaran = {pos.id: isi for pos, isi in fakta.keluaran}
        rows: list[Row] = []
        marks = Footnotes()
        for indikator in fakta.kinerja.indikator:
            links = uang.bagian({indikator.adopsi_id}).dukungan
            if links:
                rows.append(Row({"uraian": Cell(f"Indikator {indikator.nomor}. {indikator.nama_tabel}")}, "bagian"))
            for link in links:
                rows.append(_kegiatan(link))
                rows.extend(_ro(ro, keluaran.get(ro.id, KOSONG), marks) for ro in link.kegiatan.turunan("ro"))
        return rows, marks.lines()


def _kegiatan(link: Dukungan) -> Row:
    kegiatan = link.kegiatan
    cells = {"uraian": Cell(f"{kegiatan.kode_program} {kegiatan.nama}")}
    if link.porsi is None:
        return Row(cells | {"porsi": Cell(blank="-", reason=TANPA_PORSI)})
    bagian = Bagian((link,))
    spent, serapan = link.realisasi, bagian.serapan
    return Row(
        cells
        | {
            "porsi": Cell(link.porsi),
            "pagu": Cell(rupiah(link.pagu)),
            "realisasi": Cell(reason=TANPA_REALISASI) if spent is None else Cell(rupiah(spent)),
            "serapan": Cell(blank="-", reason=bagian.alasan)
            if serapan is None
            else Cell(serapan, formula=Ratio("realisasi", "pagu")),
        }
    )


def _ro(ro: FaktaPos, keluaran: FaktaKeluaran, marks: Footnotes) -> Row:
    capaian = keluaran.capaian()
    mark = marks.mark(ASUMSI) if ro.asumsi else ""
    return Row(
        {
            "uraian": Cell(f"{ro.kode_kegiatan} {ro.nama}"),
            "target": Cell(keluaran.target),
            "volume": Cell(keluaran.volume()),
            "satuan": Cell(keluaran.satuan or None),
            "capaian": Cell(reason=TANPA_CAPAIAN) if capaian is None else Cell(capaian * 100, mark=mark),
        },
        level=1,
    )
