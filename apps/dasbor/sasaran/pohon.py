"""The tree of performance: the declared table, opened line by line; like the budget tree it works without scripts."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from apps.dasbor.baris import text
from apps.dasbor.kelompok import keadaan_anggaran, tanpa_anggaran
from apps.dasbor.mulai import langkah_awal
from apps.laporan.table import Cell, Column, Row, Table, cell_text
from apps.laporan.tables.pohon_kinerja import INDIKATOR, KEGIATAN, SASARAN, TUJUAN
from apps.laporan.views import ANGKA, DISAHKAN, DOWNLOADS, DownloadView, OfficialPage
from apps.pengukuran.facts import FaktaKinerja

SLUG = "pohon-kinerja"
# How far the tree is opened, in the words of its switch.
TINGKAT = {"tujuan": TUJUAN, "sasaran": SASARAN, "indikator": INDIKATOR, "kegiatan": KEGIATAN}
TINGKAT_BAWAAN = "indikator"
# What a column says where rows are cards.
LABEL = {
    "target": "Target",
    "realisasi": "Realisasi",
    "capaian": "Capaian",
    "porsi": "Porsi",
    "pagu": "Pagu",
    "terpakai": "Realisasi anggaran",
    "serapan": "Serapan",
}
KINERJA, ANGGARAN = ("target", "realisasi", "capaian"), ("porsi", "pagu", "terpakai", "serapan")


@dataclass(frozen=True, slots=True)
class Baris:
    """A line of the tree: its place ("1.2.3"), whether it can be opened and is, and its cells as text.

    tingkat is how far it is indented; uang says that it is money, a kegiatan or what stands beside them.
    """

    kunci: str
    tingkat: int
    uang: bool
    nama: str
    url: str
    induk: bool
    terbuka: bool
    kinerja: tuple[dict[str, str], ...]
    kategori: str
    nada: str
    alasan: str
    anggaran: tuple[dict[str, str], ...]


def terbuka(rows: Iterable[Row], ubah: Collection[str], sampai: int) -> list[tuple[str, Row, bool, bool]]:
    """The lines that stand on the page, each with its place, whether it can be opened, and whether it is.

    Lines above the level ``sampai`` are open, but for those that were turned by hand (``ubah``, by their place).
    """
    isi = [row for row in rows if row.style == "isi"]
    nomor: list[int] = []
    jalan: list[bool] = []
    hasil = []
    for row, berikut in pairwise([*isi, Row({})]):
        nomor = [*nomor[: row.level], (nomor[row.level] if len(nomor) > row.level else 0) + 1]
        kunci = ".".join(map(str, nomor))
        induk = berikut.level > row.level
        dibuka = induk and ((row.level < sampai) != (kunci in ubah))
        if all(jalan[: row.level]):
            hasil.append((kunci, row, induk, dibuka))
        jalan = [*jalan[: row.level], dibuka]
    return hasil


def pohon_view(
    table: Table, kinerja: FaktaKinerja, ubah: Collection[str], sampai: int, alamat: Callable[[str], str]
) -> list[Baris]:
    """The lines of the tree with their figures; a category keeps its tone."""
    gaya = {kategori.nama: kategori.gaya for kategori in kinerja.skala_kategori}
    columns = {column.key: column for column in table.columns}
    hasil = []
    for kunci, row, induk, dibuka in terbuka(table.rows, ubah, sampai):
        nama, kategori = row.cell("uraian"), text(row.cell("kategori"))
        hasil.append(
            Baris(
                kunci=kunci,
                tingkat=row.level,
                uang=row.level == KEGIATAN or bool(row.level and not row.cells.keys() & set(KINERJA)),
                nama=text(nama),
                url=alamat(nama.ref),
                induk=induk,
                terbuka=dibuka,
                kinerja=_figures(row, KINERJA, columns),
                kategori=kategori,
                nada=gaya.get(kategori, ""),
                alasan=_alasan(row),
                anggaran=_figures(row, ANGGARAN, columns),
            )
        )
    return hasil


def _figures(row: Row, keys: Iterable[str], columns: dict[str, Column]) -> tuple[dict[str, str], ...]:
    return tuple({"label": LABEL[key], "nilai": _angka(row.cell(key), columns[key])} for key in keys)


def _angka(cell: Cell, column: Column) -> str:
    return cell_text(cell, column) + cell.mark


def _alasan(row: Row) -> str:
    """Why a line has no category, or what must be known of its share."""
    capaian = row.cell("capaian")
    return (capaian.reason if capaian.value is None else "") or row.cell("porsi").reason or row.cell("uraian").reason


class PohonKinerjaPage(OfficialPage):
    """The cascade; ?sampai= opens a level, ?ubah= are the lines turned before, ?balik= the one turned now."""

    template_name = "dasbor/sasaran/pohon.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline, asked = self.outline, self.request.GET
        table, kinerja = outline.comparison(SLUG), outline.fakta.kinerja
        sampai = asked.get("sampai", TINGKAT_BAWAAN)
        sampai = sampai if sampai in TINGKAT else TINGKAT_BAWAAN
        ubah = sorted({*asked.getlist("ubah")} ^ {*asked.getlist("balik")[-1:]})
        jumlah = next((row for row in table.rows if row.style == "jumlah"), None)
        columns = {column.key: column for column in table.columns}
        uang = outline.fakta.dukungan
        return super().get_context_data(
            **kwargs,
            asal=outline.ctx.asal,
            baris=pohon_view(table, kinerja, ubah, TINGKAT[sampai], self.link) if table.rows else [],
            jumlah={"anggaran": _figures(jumlah, ANGGARAN, columns)} if jumlah else None,
            catatan=table.notes,
            uang=keadaan_anggaran(uang.anggaran) if uang else tanpa_anggaran(outline),
            ada_kaitan=bool(uang and uang.dukungan),
            ada_anggaran=uang is not None,
            sampai=sampai,
            ubah=ubah,
            url=self.request.path,
            tetap=[{"nama": ANGKA, "nilai": DISAHKAN}] if self.hanya_disahkan else [],
            pilihan=[
                {"label": nama.capitalize(), "url": self._sampai(nama), "aktif": nama == sampai} for nama in TINGKAT
            ],
            unduhan=[{"label": label, "url": self.url("unduh_pohon_kinerja", kind)} for kind, label in DOWNLOADS],
            mulai=langkah_awal(self),
            daftar_tahun=self.years("pohon_kinerja"),
        )

    def _sampai(self, nama: str) -> str:
        chosen = {"sampai": nama} | ({ANGKA: DISAHKAN} if self.hanya_disahkan else {})
        return f"{self.request.path}?{urlencode(chosen)}"


class PohonKinerjaUnduh(DownloadView):
    """The whole tree as a file: Excel with grouped levels and live sums, CSV or JSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.comparison(SLUG), kwargs["bentuk"])
