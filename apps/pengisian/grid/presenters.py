"""The sheet of a subbagian made ready for its page: plain values and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from apps.laporan.cells import target_cell
from apps.laporan.table import Column, cell_text
from apps.organisasi.models import Subbagian
from apps.organisasi.permissions import KeadaanPeriode, periode_terbuka
from apps.organisasi.scope import Scope
from apps.pengisian.alamat import alamat_isian
from apps.pengukuran.grid import URUTAN_PERIODE, FaktaBaris, FaktaGrid, FaktaSel
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import SelGrid
from apps.siklus.facts import NAMA_TRIWULAN
from apps.ui.forms import ErrorItem
from apps.ui.numbers import format_tanggal

_ANY = Column("nilai", "Nilai", "persen")
Kunci = tuple[int, int]


def nama_sel(nomor: int, triwulan: int) -> str:
    """The name and id of a cell's input."""
    return f"sel-{nomor}-{triwulan}"


def nama_dasar(nomor: int, triwulan: int) -> str:
    """The name of what a cell showed when the form was opened: version and text."""
    return f"dasar-{nomor}-{triwulan}"


@dataclass(frozen=True)
class SelView:
    """A cell: an input where the person may write, else a text with a word and the reason."""

    kunci: Kunci
    nilai: str
    dasar: str
    dapat_diketik: bool
    angka: bool
    galat: str = ""
    keterangan: str = ""
    alasan: str = ""
    url: str = ""

    @property
    def nama(self) -> str:
        return nama_sel(*self.kunci)

    @property
    def nama_dasar(self) -> str:
        return nama_dasar(*self.kunci)

    @property
    def kolom(self) -> int:
        return self.kunci[1]


@dataclass(frozen=True)
class BarisView:
    """An indicator with its cells in the order of the columns."""

    nomor: int
    nama: str
    url: str
    petunjuk: str
    sel: list[SelView]


@dataclass(frozen=True)
class GridView:
    """Everything that the page shows."""

    kolom: list[dict[str, str | int]]
    baris: list[BarisView]
    alasan: list[str]
    dapat_disimpan: bool
    catatan: list[dict[str, str]]
    galat: list[ErrorItem] = field(default_factory=list)


def _petunjuk(fakta: FaktaGrid, baris: FaktaBaris) -> str:
    target = cell_text(target_cell(baris.indikator, baris.indikator.target(fakta.kinerja.tahun)), _ANY)
    if baris.tingkat:
        cara = f"tulis {', '.join(t.kode for t in baris.tingkat)}"
    else:
        cara = {"persen": "persen", "jumlah": baris.indikator.nama_satuan}.get(baris.indikator.satuan, "angka")
    return f"Target {target} · {cara}" if target else cara.capitalize()


def _column_note(keadaan: KeadaanPeriode, hari: date) -> str:
    """What stands below a column's name, in a few words."""
    if keadaan.disahkan:
        return "disahkan"
    if not keadaan.dibuka:
        return "belum dibuka"
    if keadaan.batas is None:
        return "tanpa tenggat"
    lewat = "" if periode_terbuka(keadaan, hari) else " (lewat)"
    return f"tenggat {format_tanggal(keadaan.batas)}{lewat}"


def _word(sel: FaktaSel) -> str:
    """The state of a cell that cannot be typed in; empty when its column says enough."""
    if sel.realisasi is None:
        return ""
    if sel.realisasi.tahap != Realisasi.Tahap.DRAF:
        return sel.realisasi.get_tahap_display()
    return f"dari {sel.rincian}" if sel.rincian else ""


def _cell(scope: Scope, baris: FaktaBaris, sel: FaktaSel, isian: SelGrid | None, galat: str) -> SelView:
    alasan = ""
    if not (izin := sel.boleh_mengubah):
        alasan = getattr(izin, "alasan", "")
    elif sel.rincian:
        alasan = f"Nilai ini dihitung dari {sel.rincian}: ubah di halaman isiannya."
    # What was typed stays; what was not touched shows what stands there now.
    diketik = isian.teks if isian and isian.disentuh else sel.teks
    if galat and not sel.dapat_diketik and isian:
        galat = f"{galat} Anda mengetik “{isian.teks.strip()}”."
    return SelView(
        kunci=(baris.nomor, sel.triwulan),
        nilai=diketik if sel.dapat_diketik else sel.teks,
        dasar=f"{sel.versi} {sel.teks}",
        dapat_diketik=sel.dapat_diketik,
        angka=not baris.tingkat,
        galat=galat,
        keterangan="" if sel.dapat_diketik else _word(sel),
        alasan=alasan,
        url=alamat_isian(scope, baris.nomor, sel.triwulan),
    )


def _row(
    scope: Scope, fakta: FaktaGrid, baris: FaktaBaris, isian: Mapping[Kunci, SelGrid], errors: Mapping[Kunci, str]
) -> BarisView:
    terbuka = [t for t in URUTAN_PERIODE if baris.sel[t].boleh_mengubah]
    return BarisView(
        nomor=baris.nomor,
        nama=baris.indikator.nama,
        url=alamat_isian(scope, baris.nomor, terbuka[0] if terbuka else 0),
        petunjuk=_petunjuk(fakta, baris),
        sel=[
            _cell(
                scope,
                baris,
                baris.sel[t],
                isian.get((baris.nomor, t)),
                errors.get((baris.nomor, t), ""),
            )
            for t in URUTAN_PERIODE
        ],
    )


def _remarks(scope: Scope, fakta: FaktaGrid) -> list[dict[str, str]]:
    """Unusual values that this person can still explain or mend, with the way there."""
    return [
        {
            "label": f"Indikator {baris.nomor}, {NAMA_TRIWULAN[triwulan]}",
            "kalimat": " ".join(kalimat),
            "penjelasan": sel.realisasi.penjelasan,
            "url": alamat_isian(scope, baris.nomor, triwulan),
        }
        for baris in fakta.baris
        for triwulan, sel in baris.sel.items()
        if sel.realisasi and sel.boleh_mengubah
        if (kalimat := baris.kejanggalan(triwulan, fakta.kinerja.tahun))
    ]


def grid_view(
    scope: Scope,
    subbagian: Subbagian,
    fakta: FaktaGrid,
    hari: date,
    pengguna_id: int,
    *,
    isian: Mapping[Kunci, SelGrid] | None = None,
    errors: Mapping[Kunci, str] | None = None,
) -> GridView:
    """The page of a sheet; isian and errors are what was typed and why it was refused."""
    galat = errors or {}
    baris = [_row(scope, fakta, b, isian or {}, galat) for b in fakta.baris]
    semua = [sel for b in baris for sel in b.sel]
    tampil = {sel.kunci: sel for sel in semua}
    return GridView(
        kolom=[
            {
                "triwulan": t,
                "nama": NAMA_TRIWULAN[t],
                "catatan": _column_note(fakta.periode[t].keadaan(subbagian.pk, pengguna_id), hari),
            }
            for t in URUTAN_PERIODE
        ],
        baris=baris,
        alasan=list(dict.fromkeys(sel.alasan for sel in semua if sel.alasan)),
        dapat_disimpan=any(sel.dapat_diketik for sel in semua),
        catatan=_remarks(scope, fakta),
        galat=[
            {
                "teks": f"Indikator {nomor}, {NAMA_TRIWULAN[t]}: {kalimat}",
                "href": f"#{nama_sel(nomor, t)}" if (nomor, t) in tampil else "",
            }
            for (nomor, t), kalimat in galat.items()
        ],
    )
