"""The cascade of a year, from tujuan to the money of the kegiatan; generated, not part of the LKj's outline."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.sasaran import Bagian, Dukungan, FaktaDukungan
from apps.anggaran.formulas import serapan
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, ref, target_cell
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Formula, Group, Ratio, Row, Sum
from apps.laporan.tables.anggaran import TANPA_REALISASI
from apps.laporan.tables.anggaran_sasaran import DIBULATKAN, TANPA_PORSI, rupiah
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Kategori, rata_capaian

TUJUAN, SASARAN, INDIKATOR, KEGIATAN = range(4)
BELUM_DIBAGI = "Belum dibagi ke indikator"
LUAR_KEGIATAN = "Pagu di luar kegiatan"
TANPA_ANGGARAN = "Anggaran tahun ini belum dimuat, jadi kegiatan dan pagunya belum ada di sini."
CARA = (
    "Capaian sasaran dan tujuan = rata-rata capaian indikatornya yang terukur, masing-masing paling tinggi 100%.",
    "Pagu dan realisasi indikator = jumlah porsi × pagu dan realisasi kegiatan pendukungnya. Porsi ditetapkan "
    f"pengelola anggaran; yang belum diberi porsi ada di “{BELUM_DIBAGI}”, sehingga jumlah pohon ini sama dengan "
    "pagu satker.",
)
Cells = dict[str, Cell]


class PohonKinerja(Report):
    """Every tujuan, sasaran, indikator and supporting kegiatan; what no indicator gets; the whole pagu."""

    slug = "pohon-kinerja"
    fold_below = INDIKATOR
    empty_reason = "Belum ada tujuan, sasaran, dan indikator untuk tahun ini."

    def title(self, ctx: Konteks) -> str:
        return f"Pohon Kinerja Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("uraian", "Tujuan/Sasaran/Indikator/Kegiatan", width=60),
            Group(
                "Kinerja",
                (
                    Column("target", "Target", "persen", width=10),
                    Column("realisasi", "Realisasi", "persen", width=10),
                    Column("capaian", "Capaian", "persen", width=10),
                    Column("kategori", "Kategori", width=13),
                ),
            ),
            Group(
                "Anggaran",
                (
                    Column("porsi", "Porsi", "persen", width=9),
                    Column("pagu", "Pagu", "rupiah", width=17),
                    Column("terpakai", "Realisasi", "rupiah", width=17),
                    Column("serapan", "Serapan", "persen", width=10),
                ),
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        if not fakta.kinerja.tujuan:
            return [], []
        pohon = _Pohon(fakta.kinerja, fakta.dukungan)
        pohon.add_all()
        notes = [*pohon.marks.lines(), *CARA]
        if fakta.dukungan is None:
            notes.append(TANPA_ANGGARAN)
        elif not pohon.bulat:
            notes.append(DIBULATKAN)
        return pohon.rows, notes


class _Pohon:
    """Collects the rows from the top down; a row above others is filled once those below it are there."""

    def __init__(self, kinerja: FaktaKinerja, uang: FaktaDukungan | None) -> None:
        self.kinerja = kinerja
        self.uang = uang
        self.rows: list[Row] = []
        self.marks = Footnotes()
        links = uang.dukungan if uang else ()
        # Rounded shares need not add up to their rounded sum; a live sum would then say something else.
        self.bulat = all(d.pagu.denominator == 1 and (d.realisasi or Fraction(0)).denominator == 1 for d in links)

    def add_all(self) -> None:
        puncak = []
        for tujuan in self.kinerja.tujuan:
            index = self._open()
            anak = []
            for sasaran in tujuan.sasaran:
                letak = self._open()
                daun = tuple(self._indikator(i) for i in sasaran.indikator)
                name = Cell(f"Sasaran {sasaran.nomor}. {sasaran.nama}", ref=f"sasaran/{sasaran.nomor}")
                self._close(letak, SASARAN, name, sasaran.indikator, daun)
                anak.append(letak)
            indikator = [i for sasaran in tujuan.sasaran for i in sasaran.indikator]
            name = Cell(f"Tujuan {tujuan.nomor}. {tujuan.nama}", ref=f"tujuan/{tujuan.nomor}")
            self._close(index, TUJUAN, name, indikator, tuple(anak))
            puncak.append(index)
        if self.uang:
            puncak.extend(self._undivided(self.uang))
            self._total(self.uang, tuple(puncak))

    def _open(self) -> int:
        self.rows.append(Row({}))
        return len(self.rows) - 1

    def _close(
        self, index: int, level: int, name: Cell, indikator: Sequence[FaktaIndikator], anak: tuple[int, ...]
    ) -> None:
        """Fill the row of a sasaran or tujuan: the mean of its indicators, the sum of their money."""
        rata = rata_capaian(self.kinerja.capaian(i) for i in indikator)
        dari = f"Rata-rata {rata.terukur} dari {rata.seluruhnya} indikator."
        cells: Cells = {"uraian": name}
        if rata.nilai is None:
            cells["capaian"] = Cell(blank="-", reason="Belum ada indikator yang terukur.")
        else:
            cells["capaian"] = Cell(rata.nilai, reason=dari if rata.terukur < rata.seluruhnya else "")
        cells |= self._category(self.kinerja.kategori_rata(rata), rata.luar)
        cells |= self._money({i.adopsi_id for i in indikator}, self._sums(anak))
        self.rows[index] = Row(cells, level=level)

    def _category(self, kategori: Kategori | None, luar: str = "") -> Cells:
        if luar:
            return {"kategori": Cell(blank="-", reason=f"{luar}.")}
        return {"kategori": Cell(kategori.nama)} if kategori else {}

    def _sums(self, rows: tuple[int, ...]) -> Formula | None:
        return Sum(rows) if rows and self.bulat else None

    def _indikator(self, indikator: FaktaIndikator) -> int:
        index = self._open()
        tahun = self.kinerja.tahun
        links = self.uang.bagian({indikator.adopsi_id}).dukungan if self.uang else ()
        for link in links:
            self.rows.append(_kegiatan(link))
        name = Cell(f"Indikator {indikator.nomor}. {indikator.nama}", ref=ref(indikator))
        cells = {
            "uraian": name,
            "target": target_cell(indikator, indikator.target(tahun)),
            "realisasi": realisasi_cell(indikator, indikator.realisasi_tahun(tahun), self.marks),
            "capaian": capaian_cell(self.kinerja, indikator, tahun, "target", "realisasi"),
        }
        cells |= self._category(self.kinerja.kategori(self.kinerja.capaian(indikator)))
        cells |= self._money({indikator.adopsi_id}, self._sums(tuple(range(index + 1, len(self.rows)))))
        self.rows[index] = Row(cells, level=INDIKATOR)
        return index

    def _money(self, adopsi_ids: set[int], sums: Formula | None) -> Cells:
        """What indicators get of their kegiatan; "-" with the reason while no share is decided."""
        if self.uang is None:
            return {}
        bagian = self.uang.bagian(adopsi_ids)
        if all(d.porsi is None for d in bagian.dukungan):
            kosong = {key: Cell(blank="-") for key in ("terpakai", "serapan")}
            return {"pagu": Cell(blank="-", reason=bagian.alasan)} | kosong
        return _amounts(bagian, sums)

    def _undivided(self, uang: FaktaDukungan) -> list[int]:
        """What no indicator gets: kegiatan without a decided share, what is left of the others, lines outside."""
        index = self._open()
        for kegiatan in uang.anggaran.pos("kegiatan"):
            sisa = 100 - uang.porsi_dibagi.get(kegiatan.id, Fraction(0))
            if sisa:
                dipilih = any(d.kegiatan.id == kegiatan.id for d in uang.dukungan)
                self.rows.append(_sisa(kegiatan, sisa, dipilih=dipilih))
        self._outside(uang)
        anak = tuple(range(index + 1, len(self.rows)))
        if not anak:
            self.rows.pop()
            return []
        spent = uang.realisasi_tidak_dibagi
        cells = _pair(uang.pagu_tidak_dibagi, spent, self._sums(anak))
        self.rows[index] = Row({"uraian": Cell(BELUM_DIBAGI)} | cells, level=TUJUAN)
        return [index]

    def _outside(self, uang: FaktaDukungan) -> None:
        kegiatan = uang.anggaran.pos("kegiatan")
        pagu = uang.anggaran.pagu - sum(k.pagu for k in kegiatan)
        semua = uang.anggaran.realisasi
        spent = None if semua is None else Fraction(semua - sum(k.realisasi or 0 for k in kegiatan))
        if pagu or spent:
            self.rows.append(Row({"uraian": Cell(LUAR_KEGIATAN)} | _pair(Fraction(pagu), spent), level=1))

    def _total(self, uang: FaktaDukungan, parts: tuple[int, ...]) -> None:
        spent = uang.anggaran.realisasi
        cells = _pair(Fraction(uang.anggaran.pagu), None if spent is None else Fraction(spent), self._sums(parts))
        self.rows.append(Row({"uraian": Cell("JUMLAH PAGU SATKER")} | cells, style="jumlah"))


def _pair(pagu: Fraction, terpakai: Fraction | None, sums: Formula | None = None) -> Cells:
    """Pagu, realisasi and serapan of an exact amount."""
    cells = {"pagu": Cell(rupiah(pagu), formula=sums)}
    if terpakai is None:
        return cells | {"terpakai": Cell(reason=TANPA_REALISASI), "serapan": Cell(blank="-", reason=TANPA_REALISASI)}
    persen = serapan(terpakai, pagu)
    return cells | {
        "terpakai": Cell(rupiah(terpakai), formula=sums),
        "serapan": Cell(blank="-", reason="Pagunya 0.")
        if persen is None
        else Cell(persen, formula=Ratio("terpakai", "pagu")),
    }


def _amounts(bagian: Bagian, sums: Formula | None = None) -> Cells:
    """The same of shares that are decided; serapan stays open while some of them are not."""
    cells = _pair(bagian.pagu, bagian.realisasi, sums)
    if bagian.belum:
        cells["pagu"] = replace(cells["pagu"], reason=bagian.alasan)
        cells["serapan"] = Cell(blank="-", reason=bagian.alasan)
    return cells


def _kegiatan(link: Dukungan) -> Row:
    name: Cells = {"uraian": _nama(link.kegiatan)}
    if link.porsi is None:
        return Row(name | {"porsi": Cell(blank="-", reason=TANPA_PORSI)}, level=KEGIATAN)
    return Row(name | {"porsi": Cell(link.porsi)} | _amounts(Bagian((link,))), level=KEGIATAN)


def _sisa(kegiatan: FaktaPos, sisa: Fraction, *, dipilih: bool) -> Row:
    alasan = TANPA_PORSI if dipilih and sisa == 100 else ""
    terpakai = None if kegiatan.realisasi is None else kegiatan.realisasi * sisa / 100
    name = replace(_nama(kegiatan), reason=alasan)
    return Row({"uraian": name, "porsi": Cell(sisa)} | _pair(kegiatan.pagu * sisa / 100, terpakai), level=1)


def _nama(kegiatan: FaktaPos) -> Cell:
    return Cell(f"{kegiatan.kode_program} {kegiatan.nama}", ref=f"rincian/{kegiatan.jalur}")
