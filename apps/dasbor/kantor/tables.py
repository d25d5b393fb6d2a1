"""The offices below a satker as declared tables: figures by office, and indicators by office."""

from dataclasses import dataclass, replace

from apps.anggaran.formulas import serapan
from apps.dasbor.kantor.facts import FaktaBawahan, Kantor, RenstraBersama
from apps.laporan.cells import capaian_cell
from apps.laporan.table import Cell, Column, Group, Ratio, Row, Table
from apps.pengukuran.facts import FaktaIndikator
from apps.pengukuran.formulas import hitung_posisi, rata_capaian
from apps.siklus.facts import nama_periode

RINGKASAN, MATRIKS = "kantor-bawahan", "capaian-kantor"
TANPA_ENTITAS = "Kantor ini belum terdaftar dalam aplikasi."
TANPA_INDIKATOR = "Kantor ini belum mengadopsi indikator untuk tahun ini."
TANPA_KANTOR = "Belum ada kantor di bawah satker ini."
TIDAK_DIADOPSI = "Indikator ini tidak diadopsi kantor tersebut."
BELUM_DINILAI = "Belum ada capaian yang dapat dihitung."


@dataclass(frozen=True, slots=True)
class Judul:
    """What the tables are about: whose offices, in which period, and whether only what is approved counts."""

    induk: str
    tahun: int
    triwulan: int = 0
    hanya_disahkan: bool = False

    @property
    def pilihan(self) -> str:
        """Which figures the tables hold; a file that is passed on says it itself."""
        return "Hanya angka yang disahkan." if self.hanya_disahkan else "Semua angka, termasuk yang belum disahkan."

    @property
    def periode(self) -> str:
        return nama_periode(self.tahun, self.triwulan).replace("Tahunan", "Tahun")


def alasan_kosong(kantor: Kantor) -> str:
    """Why an office has no figures of performance; "" when it has some."""
    if not kantor.ada:
        return TANPA_ENTITAS
    return "" if any(True for _ in kantor.kinerja.indikator) else TANPA_INDIKATOR


def alasan_uang(kantor: Kantor) -> str:
    """Why the serapan of an office cannot be said; "" when it can."""
    tahun = kantor.kinerja.tahun
    if not kantor.ada:
        return TANPA_ENTITAS
    if kantor.uang is None:
        return f"Anggaran {tahun} belum {'disahkan' if kantor.uang_tertahan else 'dimuat'}."
    return "" if kantor.uang.realisasi is not None else "Realisasi anggaran belum dimuat."


def ringkasan_table(fakta: FaktaBawahan, judul: Judul) -> Table:
    """One row for each office: completeness, how many indicators are reached, their mean, serapan."""
    return Table(
        slug=RINGKASAN,
        title=f"Kinerja Kantor di Bawah {judul.induk} {judul.periode}",
        header=[
            Column("no", "No", "nomor", width=5),
            Column("kantor", "Kantor", width=30),
            Column("keadaan", "Keadaan", width=20),
            Group("Kelengkapan", (Column("terisi", "Terisi", "bulat", 9), Column("jumlah", "Indikator", "bulat", 10))),
            Group(
                "Capaian terhadap target",
                (
                    Column("di_atas", "Di atas", "bulat", 9),
                    Column("tepat", "Tepat", "bulat", 9),
                    Column("di_bawah", "Di bawah", "bulat", 9),
                    Column("tak_dinilai", "Belum dinilai", "bulat", 10),
                ),
            ),
            Column("rata", "Rata-rata capaian", "persen", width=13),
            Column("terukur", "Terukur", "bulat", 9),
            Column("terlewat", "Tidak tercapai di luar rata-rata", "bulat", 14),
            Column("kategori", "Kategori", width=14),
            Group(
                "Anggaran",
                (
                    Column("pagu", "Pagu (Rp)", "rupiah", 18),
                    Column("realisasi", "Realisasi (Rp)", "rupiah", 18),
                    Column("serapan", "Serapan", "persen", 11),
                    Column("per", "Per tanggal", "tanggal", 16),
                ),
            ),
        ],
        rows=[Row(_ringkasan(kantor, nomor)) for nomor, kantor in enumerate(fakta.kantor, start=1)],
        notes=[
            judul.pilihan,
            "Rata-rata capaian: tiap indikator dihitung paling tinggi 100%.",
            "Yang tidak tercapai tanpa persentase tidak masuk rata-rata, tetapi kantornya tidak diberi kategori.",
        ],
        empty_reason="" if fakta.kantor else TANPA_KANTOR,
    )


def _ringkasan(kantor: Kantor, nomor: int) -> dict[str, Cell]:
    kepala = {
        "no": Cell(nomor),
        "kantor": Cell(kantor.nama),
        "keadaan": Cell(kantor.keadaan.label[0] or None),
    }
    return kepala | _kinerja(kantor) | _uang(kantor)


def _kinerja(kantor: Kantor) -> dict[str, Cell]:
    kunci = (
        *("terisi", "jumlah", "di_atas", "tepat", "di_bawah", "tak_dinilai"),
        *("rata", "terukur", "terlewat", "kategori"),
    )
    if alasan := alasan_kosong(kantor):
        return dict.fromkeys(kunci, Cell(blank="-", reason=alasan))
    kinerja = kantor.kinerja
    capaian = [kinerja.capaian(indikator) for indikator in kinerja.indikator]
    posisi, rata = hitung_posisi(capaian), rata_capaian(capaian)
    kategori = kinerja.kategori_rata(rata)
    return {
        "terisi": Cell(sum(i.realisasi_tahun(kinerja.tahun).terisi for i in kinerja.indikator)),
        "jumlah": Cell(len(capaian)),
        "di_atas": Cell(posisi.di_atas),
        "tepat": Cell(posisi.tepat),
        "di_bawah": Cell(posisi.di_bawah),
        "tak_dinilai": Cell(posisi.tidak_dinilai),
        "rata": Cell(blank="-", reason=BELUM_DINILAI) if rata.nilai is None else Cell(rata.nilai),
        "terukur": Cell(rata.terukur),
        "terlewat": Cell(rata.terlewat),
        "kategori": Cell(kategori.nama) if kategori else Cell(blank="-", reason=f"{rata.luar}." if rata.luar else ""),
    }


def _uang(kantor: Kantor) -> dict[str, Cell]:
    alasan, uang = alasan_uang(kantor), kantor.uang
    tidak_ada = Cell(blank="-", reason=alasan)
    if uang is None:
        return dict.fromkeys(("pagu", "realisasi", "serapan", "per"), tidak_ada)
    pagu = Cell(uang.pagu)
    if uang.realisasi is None:
        return {"pagu": pagu, **dict.fromkeys(("realisasi", "serapan", "per"), tidak_ada)}
    persen = serapan(uang.realisasi, uang.pagu)
    return {
        "pagu": pagu,
        "realisasi": Cell(uang.realisasi),
        "serapan": Cell(blank="-", reason="Pagu nol: serapan tidak dapat dihitung.")
        if persen is None
        else Cell(persen, formula=Ratio("realisasi", "pagu")),
        "per": Cell(uang.per_tanggal, blank="-"),
    }


def matriks_table(fakta: FaktaBawahan, renstra: RenstraBersama, judul: Judul) -> Table:
    """Capaian of every indicator of a shared plan, office by office; who has only an own plan has no column."""
    pemakai = [k for k in fakta.kantor if any(i.renstra_id == renstra.id for i in k.kinerja.indikator)]
    rows: list[Row] = []
    nomor = 0
    for sasaran, indikator in _indikator(pemakai, renstra):
        rows.append(Row({"indikator": Cell(sasaran)}, style="bagian"))
        for satu in indikator:
            nomor += 1
            sel = {f"k{kantor.satker_id}": _capaian(kantor, satu.indikator_id) for kantor in pemakai}
            rows.append(Row({"no": Cell(nomor), "indikator": Cell(satu.nama), **sel}))
    return Table(
        slug=f"{MATRIKS}-{renstra.id}",
        title=f"Capaian Indikator {renstra.nama} Menurut Kantor {judul.periode}",
        header=[
            Column("no", "No", "nomor", width=5),
            Column("indikator", "Indikator", width=44),
            *(Column(f"k{kantor.satker_id}", kantor.nama, "persen", width=18) for kantor in pemakai),
        ],
        rows=rows,
        notes=[judul.pilihan],
    )


def _indikator(pemakai: list[Kantor], renstra: RenstraBersama) -> list[tuple[str, list[FaktaIndikator]]]:
    """Every indicator that one of the offices adopted, below its sasaran and in the order of the plan."""
    urutan: dict[tuple[int, int], tuple[str, dict[int, FaktaIndikator]]] = {}
    for kantor in pemakai:
        for tujuan in kantor.kinerja.tujuan:
            for sasaran in tujuan.sasaran:
                for indikator in sasaran.indikator:
                    if indikator.renstra_id == renstra.id:
                        tempat = (tujuan.nomor, sasaran.nomor)
                        baris = urutan.setdefault(tempat, (f"SS {sasaran.nomor}. {sasaran.nama}", {}))[1]
                        baris.setdefault(indikator.indikator_id, indikator)
    return [(nama, sorted(baris.values(), key=lambda i: i.indikator_id)) for _, (nama, baris) in sorted(urutan.items())]


def _capaian(kantor: Kantor, indikator_id: int) -> Cell:
    """The cell of the office's own table, without the ways into its pages, which stay closed."""
    indikator = kantor.indikator(indikator_id)
    if indikator is None:
        return Cell(blank="-", reason=TIDAK_DIADOPSI)
    return replace(capaian_cell(kantor.kinerja, indikator, kantor.kinerja.tahun, "", ""), formula=None, ref="")
