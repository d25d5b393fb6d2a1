"""Comparisons over the years; generated, not part of the LKj's outline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from apps.anggaran.facts import FaktaPos
from apps.laporan.cells import Footnotes, capaian_cell, kategori_cell, realisasi_cell, selisih_cell, target_cell
from apps.laporan.perbandingan.pilihan import Acuan, Pilihan, Ukuran, sebutkan, tulis_tahun
from apps.laporan.perbandingan.pilihan_anggaran import PilihanAnggaran, Tingkat
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import EMPTY, Cell, Column, Difference, Group, Kind, Row, Sum
from apps.laporan.tables.anggaran import TANPA_ANGGARAN, money, persen
from apps.laporan.tables.kinerja import TANPA_INDIKATOR
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi
from apps.pengukuran.formulas import Arah

TANPA_ACUAN = {
    Acuan.NASIONAL: "Target nasional indikator ini belum dicatat.",
    Acuan.RENSTRA: "Target Renstra indikator ini belum diisi.",
}


# Columns of a year by measure: the letter of their key, label and kind.
KOLOM: dict[Ukuran, tuple[str, str, Kind]] = {
    Ukuran.TARGET: ("t", "Target", "persen"),
    Ukuran.REALISASI: ("r", "Realisasi", "persen"),
    Ukuran.CAPAIAN: ("c", "Capaian", "persen"),
    Ukuran.SELISIH: ("s", "Selisih (poin)", "poin"),
    Ukuran.KATEGORI: ("k", "Kategori", "teks"),
}
SELURUHNYA = (Ukuran.TARGET, Ukuran.REALISASI, Ukuran.CAPAIAN)


class PerbandinganKinerja(Report):
    """Chosen measures of chosen indicators over chosen years; without a choice everything as the LKj would print it."""

    slug = "perbandingan-kinerja"
    empty_reason = TANPA_INDIKATOR

    def __init__(self, pilihan: Pilihan | None = None) -> None:
        self.pilihan = pilihan

    def title(self, ctx: Konteks) -> str:
        tahun = tulis_tahun(self.pilihan.tahun) if self.pilihan else ctx.rentang
        return f"Perbandingan Kinerja {ctx.satker} Tahun {tahun}"

    def _terpilih(self, fakta: Fakta, ctx: Konteks) -> Pilihan:
        if self.pilihan:
            return self.pilihan
        tahun = tuple(range(ctx.tahun_awal, ctx.tahun_akhir + 1))
        return Pilihan(tuple(i.nomor for i in fakta.kinerja.indikator), tahun, SELURUHNYA)

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        pilihan = self._terpilih(fakta, ctx)
        acuan = [
            Column(acuan.value, f"{'Nasional' if acuan is Acuan.NASIONAL else 'Renstra'} {ctx.tahun_akhir}", "persen")
            for acuan in pilihan.acuan
        ]
        return [
            Column("no", "No", "nomor", width=5),
            Column("indikator", "Indikator", width=38),
            *self._tahun(pilihan),
            *([Group("Target acuan", tuple(acuan))] if acuan else []),
        ]

    @staticmethod
    def _tahun(pilihan: Pilihan) -> list[Group]:
        """One measure stands over its years; several stand below each year."""
        if len(pilihan.ukuran) == 1:
            [(huruf, label, kind)] = [KOLOM[ukuran] for ukuran in pilihan.ukuran]
            return [Group(label, tuple(Column(f"{huruf}{t}", str(t), kind, width=12) for t in pilihan.tahun))]
        kolom = [KOLOM[ukuran] for ukuran in pilihan.ukuran]
        return [
            Group(
                str(t),
                tuple(
                    Column(f"{huruf}{t}", label, kind, width=12 if kind == "teks" else 9)
                    for huruf, label, kind in kolom
                ),
            )
            for t in pilihan.tahun
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        pilihan, notes = self._terpilih(fakta, ctx), Footnotes()
        rows: list[Row] = []
        terpilih: list[FaktaIndikator] = []
        for sasaran in fakta.kinerja.sasaran:
            indikator = [i for i in sasaran.indikator if i.nomor in pilihan.indikator]
            if indikator:
                rows.append(Row({"indikator": Cell(f"SS {sasaran.nomor}. {sasaran.nama}")}, style="bagian"))
                rows += [self._baris(fakta.kinerja, i, pilihan, ctx, notes) for i in indikator]
                terpilih += indikator
        if not rows:
            return [], []
        return rows, [*notes.lines(), *_catatan(fakta.kinerja, terpilih, pilihan)]

    @staticmethod
    def _baris(
        kinerja: FaktaKinerja, indikator: FaktaIndikator, pilihan: Pilihan, ctx: Konteks, notes: Footnotes
    ) -> Row:
        cells = {
            "no": Cell(indikator.nomor),
            "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
        }
        for tahun in pilihan.tahun:
            semua = _sel_tahun(kinerja, indikator, tahun, pilihan, notes)
            cells |= {f"{KOLOM[ukuran][0]}{tahun}": semua[ukuran] for ukuran in pilihan.ukuran}
        acuan = {
            Acuan.NASIONAL: indikator.target_nasional.get(ctx.tahun_akhir),
            Acuan.RENSTRA: indikator.target_renstra.get(ctx.tahun_akhir),
        }
        for satu in pilihan.acuan:
            target = acuan[satu]
            cells[satu.value] = target_cell(indikator, target) if target else Cell(reason=TANPA_ACUAN[satu])
        return Row(cells)


def _sel_tahun(
    kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int, pilihan: Pilihan, notes: Footnotes
) -> dict[Ukuran, Cell]:
    """The cells of one year; what is calculated is live where target and realisasi stand beside it."""
    target, realisasi = f"t{tahun}", f"r{tahun}"
    capaian = capaian_cell(kinerja, indikator, tahun, target, realisasi)
    hidup = {Ukuran.TARGET, Ukuran.REALISASI} <= set(pilihan.ukuran)
    cells = {
        Ukuran.TARGET: target_cell(indikator, indikator.target(tahun)),
        Ukuran.CAPAIAN: capaian if hidup else replace(capaian, formula=None),
        Ukuran.SELISIH: selisih_cell(indikator, tahun, Difference(realisasi, target) if hidup else None),
        Ukuran.KATEGORI: kategori_cell(kinerja, indikator, tahun) if Ukuran.KATEGORI in pilihan.ukuran else EMPTY,
    }
    for ukuran in pilihan.ukuran:
        if ukuran is Ukuran.REALISASI:
            cells[ukuran] = realisasi_cell(indikator, indikator.realisasi_tahun(tahun), notes)
        elif ukuran is not Ukuran.TARGET and Ukuran.REALISASI not in pilihan.ukuran:
            cells[ukuran] = _bertanda(cells[ukuran], indikator.realisasi_tahun(tahun), indikator, notes)
    return cells


def _bertanda(cell: Cell, realisasi: FaktaRealisasi, indikator: FaktaIndikator, notes: Footnotes) -> Cell:
    """What comes of a realisasi that does not stand beside it carries what a reader must know about that."""
    if cell.value is None:
        return cell
    asal = realisasi_cell(indikator, realisasi, notes)
    return replace(cell, mark=asal.mark, reason=" ".join(filter(None, (cell.reason, asal.reason))))


def _catatan(kinerja: FaktaKinerja, terpilih: Sequence[FaktaIndikator], pilihan: Pilihan) -> list[str]:
    """What must be known to read the columns of this choice."""
    catatan = []
    tanpa_pk = [str(t) for t in pilihan.tahun if not any(t in i.target_pk for i in kinerja.indikator)]
    if tanpa_pk and set(pilihan.ukuran) != {Ukuran.REALISASI}:
        catatan.append(f"Target {', '.join(tanpa_pk)} diambil dari Renstra karena perjanjian kinerjanya belum dicatat.")
    if Ukuran.SELISIH in pilihan.ukuran:
        catatan += _arti_selisih(terpilih)
    if Acuan.NASIONAL in pilihan.acuan and kinerja.renstra and kinerja.renstra.label_nasional:
        catatan.append(f"Target nasional: {kinerja.renstra.label_nasional}.")
    return catatan


def _arti_selisih(terpilih: Sequence[FaktaIndikator]) -> list[str]:
    """What a difference is, and for which indicators above the target is not the better side."""
    arti = ["Selisih adalah realisasi dikurangi target, dalam poin."]
    rendah = [str(i.nomor) for i in terpilih if i.arah is Arah.MINIMAL]
    tepat = [str(i.nomor) for i in terpilih if i.arah is Arah.STABIL]
    jumlah = [str(i.nomor) for i in terpilih if i.satuan == "jumlah"]
    if jumlah:
        arti.append(f"Selisih indikator {sebutkan(jumlah)} dalam satuannya sendiri, bukan poin.")
    if rendah:
        arti.append(f"Indikator {sebutkan(rendah)} makin rendah makin baik: selisih negatif melampaui target.")
    if tepat:
        arti.append(f"Indikator {sebutkan(tepat)} diharapkan tepat pada target: selisih ke mana pun menjauhinya.")
    return arti


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """A program or kegiatan with what it was in each year; jenis is "program" or "kegiatan"."""

    jenis: str
    kode: str
    nama: str
    pos: dict[int, FaktaPos]


def baris_anggaran(fakta: Fakta, tahun: Iterable[int]) -> list[BarisAnggaran]:
    """The programs and kegiatan of these years, each kegiatan below its program; the first year names a line."""
    baris: dict[str, BarisAnggaran] = {}
    for satu in tahun:
        for program in fakta.anggaran_tahunan[satu].program_menurut_kegiatan:
            for jenis, pos in [("program", program), *(("kegiatan", k) for k in program.turunan("kegiatan"))]:
                baris.setdefault(pos.kode_program, BarisAnggaran(jenis, pos.kode_program, pos.nama, {})).pos[satu] = pos
    return list(baris.values())


class PerbandinganAnggaran(Report):
    """Pagu, realisasi and percentage of every program and kegiatan in the chosen years, or in all with a budget."""

    slug = "perbandingan-anggaran"
    empty_reason = TANPA_ANGGARAN

    def __init__(self, pilihan: PilihanAnggaran | None = None) -> None:
        self.pilihan = pilihan

    def title(self, ctx: Konteks) -> str:
        tahun = tulis_tahun(self.pilihan.tahun) if self.pilihan and self.pilihan.tahun else ctx.rentang
        return f"Perbandingan Anggaran {ctx.satker} Tahun {tahun}"

    def _tahun(self, fakta: Fakta) -> Sequence[int]:
        return self.pilihan.tahun if self.pilihan else sorted(fakta.anggaran_tahunan)

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        dalam = not self.pilihan or self.pilihan.tingkat is Tingkat.KEGIATAN
        return [
            Column("program", "Program/Kegiatan" if dalam else "Program", width=50),
            *(
                Group(
                    str(year),
                    (
                        Column(f"p{year}", "Pagu", "rupiah", width=17),
                        Column(f"r{year}", "Realisasi", "rupiah", width=17),
                        Column(f"s{year}", "(%)", "persen", width=10),
                    ),
                )
                for year in self._tahun(fakta) or [ctx.tahun]
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        tahun = self._tahun(fakta)
        if not tahun:
            return [], []
        rows = []
        for baris in baris_anggaran(fakta, tahun):
            level = 0 if baris.jenis == "program" else 1
            if level and self.pilihan and self.pilihan.tingkat is Tingkat.PROGRAM:
                continue
            cells = {"program": Cell(f"{baris.kode} {baris.nama}")}
            for year, pos in baris.pos.items():
                cells |= self._year_cells(year, pos.pagu, pos.realisasi)
            rows.append(Row(cells, level=level))
        programs = tuple(index for index, row in enumerate(rows) if row.level == 0)
        total: dict[str, Cell] = {"program": Cell("TOTAL")}
        for year in tahun:
            budget = fakta.anggaran_tahunan[year]
            total |= self._year_cells(year, budget.pagu, budget.realisasi, Sum(programs))
        missing = [str(y) for y in range(ctx.tahun_awal, ctx.tahun_akhir + 1) if y not in fakta.anggaran_tahunan]
        notes = [f"Anggaran {', '.join(missing)} belum dimuat."] if missing else []
        return [*rows, Row(total, style="jumlah")], notes

    @staticmethod
    def _year_cells(year: int, pagu: int, realisasi: int | None, sums: Sum | None = None) -> dict[str, Cell]:
        cells = money(pagu, realisasi, sums)
        return {
            f"p{year}": cells["pagu"],
            f"r{year}": cells["realisasi"],
            f"s{year}": persen(pagu, realisasi, f"p{year}", f"r{year}"),
        }
