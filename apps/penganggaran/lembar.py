"""A sheet of lines by twelve months made ready for its page: cells, totals per line, month, group and of all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from apps.anggaran.services.lembar import Kunci
from apps.penganggaran.ketikan import SETAHUN, Jumlah, Ketikan, nama_dasar, nama_sel, teks_dasar, teks_jumlah
from apps.ui.forms import ErrorItem
from apps.ui.numbers import MONTHS

# Stands where a sum would be while one of its cells cannot be read.
TAK_TERBACA = "?"
BULAN = range(1, SETAHUN + 1)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A month as a column. terkunci says why nobody types there; kumulatif, whether its cells say what was spent by
    its end, so that they are the rest after the months before."""

    bulan: int
    catatan: str = ""
    terkunci: str = ""
    kumulatif: bool = False

    @property
    def nama(self) -> str:
        return MONTHS[self.bulan - 1]


@dataclass(frozen=True, slots=True)
class Baris:
    """A line as it is stored: jumlah by month, and kumulatif in the months whose column says so."""

    id: int
    kode: str
    nama: str
    pagu: int
    jumlah: Mapping[int, Jumlah]
    kumulatif: Mapping[int, int] = field(default_factory=dict)
    kelompok: str = ""
    nama_kelompok: str = ""


@dataclass(frozen=True, slots=True)
class SelView:
    """A cell: an input (nama is its id), or a text where nobody types."""

    nama: str
    bulan: int
    teks: str
    awal: str = ""
    galat: str = ""
    kumulatif: str = ""


@dataclass(frozen=True, slots=True)
class JumlahView:
    """Sums of a line, a group or all: by month, over the year, and what is left of the pagu."""

    bulan: list[str]
    jumlah: str
    sisa: str
    lebih: bool


@dataclass(frozen=True, slots=True)
class BarisView:
    """A line with its cells and sums."""

    id: int
    kode: str
    nama: str
    pagu: int
    nama_dasar: str
    dasar: str
    sel: list[SelView]
    jumlah: JumlahView


@dataclass(frozen=True, slots=True)
class KelompokView:
    """Lines of one kegiatan below its sums; kode is empty where the sheet has no groups."""

    kode: str
    nama: str
    baris: list[BarisView]
    jumlah: JumlahView


@dataclass(frozen=True, slots=True)
class LembarView:
    """Everything that the table shows; mulai is the month to begin with, 0 when none waits."""

    kolom: list[Kolom]
    kelompok: list[KelompokView]
    jumlah: JumlahView
    dapat_diketik: bool
    mulai: int
    galat: list[ErrorItem]

    @property
    def bulan_mulai(self) -> str:
        return MONTHS[self.mulai - 1] if self.mulai else ""


class _Nilai:
    """The amounts of one line as the page shows them; None without an amount, terbaca False while a cell is unclear."""

    def __init__(self, baris: Baris, kolom: Sequence[Kolom], ketikan: Ketikan) -> None:
        self.pagu = baris.pagu
        self.bulan: dict[int, Jumlah] = {}
        self.terbaca = dict.fromkeys(BULAN, True)
        berjalan = 0
        for k in kolom:
            kunci = (baris.id, k.bulan)
            if k.kumulatif:
                # What came from a file says how much was spent by then; the cell is the rest after the months before.
                sampai = baris.kumulatif.get(k.bulan)
                nilai = None if sampai is None else sampai - berjalan
            else:
                nilai = ketikan.jumlah.get(kunci, baris.jumlah.get(k.bulan))
                self.terbaca[k.bulan] = kunci not in ketikan.teks or kunci in ketikan.jumlah
            self.bulan[k.bulan] = nilai
            berjalan += nilai or 0


def _jumlah(semua: Sequence[_Nilai]) -> JumlahView:
    """Sums over lines; a month without any amount has none."""
    per_bulan: list[Jumlah] = []
    teks = []
    for bulan in BULAN:
        ada = [j for nilai in semua if (j := nilai.bulan[bulan]) is not None]
        per_bulan.append(sum(ada) if ada else None)
        jelas = all(nilai.terbaca[bulan] for nilai in semua)
        teks.append(teks_jumlah(per_bulan[-1]) if jelas else TAK_TERBACA)
    ada = [j for j in per_bulan if j is not None]
    jelas = TAK_TERBACA not in teks
    jumlah = sum(ada) if ada else None
    sisa = sum(nilai.pagu for nilai in semua) - (jumlah or 0)
    return JumlahView(
        bulan=teks,
        jumlah=teks_jumlah(jumlah) if jelas else TAK_TERBACA,
        sisa=teks_jumlah(abs(sisa)) if jelas else TAK_TERBACA,
        lebih=jelas and sisa < 0,
    )


def _sel(baris: Baris, kolom: Kolom, nilai: _Nilai, ketikan: Ketikan) -> SelView:
    kunci, bulan = (baris.id, kolom.bulan), kolom.bulan
    if kolom.terkunci:
        kumulatif = baris.kumulatif.get(bulan) if kolom.kumulatif else None
        return SelView(
            nama="",
            bulan=bulan,
            teks=teks_jumlah(nilai.bulan[bulan]),
            kumulatif="" if kumulatif is None else str(kumulatif),
        )
    awal = teks_jumlah(baris.jumlah.get(bulan))
    return SelView(
        nama=nama_sel(baris.id, bulan),
        bulan=bulan,
        # What was typed stays; what was not touched shows what stands there now.
        teks=ketikan.teks.get(kunci, awal),
        awal=awal,
        galat=ketikan.galat.get(kunci, ""),
    )


def susun_lembar(
    kolom: Sequence[Kolom], semua: Iterable[Baris], ketikan: Ketikan | None = None, *, mulai: int = 0
) -> LembarView:
    """The sheet as its page shows it; ketikan is what was typed and why it was refused."""
    ketikan = ketikan or Ketikan()
    diketik = {k.bulan: not k.terkunci for k in kolom}
    baris = list(semua)
    nilai = {b.id: _Nilai(b, kolom, ketikan) for b in baris}
    kelompok: dict[str, list[Baris]] = {}
    for b in baris:
        kelompok.setdefault(b.kelompok, []).append(b)

    def satu(b: Baris) -> BarisView:
        return BarisView(
            id=b.id,
            kode=b.kode,
            nama=b.nama,
            pagu=b.pagu,
            nama_dasar=nama_dasar(b.id),
            dasar=teks_dasar(b.jumlah.get(bulan) for bulan in BULAN),
            sel=[_sel(b, k, nilai[b.id], ketikan) for k in kolom],
            jumlah=_jumlah([nilai[b.id]]),
        )

    return LembarView(
        kolom=list(kolom),
        kelompok=[
            KelompokView(kode, isi[0].nama_kelompok, [satu(b) for b in isi], _jumlah([nilai[b.id] for b in isi]))
            for kode, isi in kelompok.items()
        ],
        jumlah=_jumlah(list(nilai.values())),
        dapat_diketik=bool(baris) and any(diketik.values()),
        mulai=mulai,
        galat=_daftar_galat(baris, ketikan.galat, lambda kunci: diketik.get(kunci[1], False)),
    )


def _daftar_galat(baris: Sequence[Baris], galat: Mapping[Kunci, str], ada: Callable[[Kunci], bool]) -> list[ErrorItem]:
    """The errors in the order of the sheet, each a link to its cell."""
    urutan = {b.id: n for n, b in enumerate(baris)}
    kode = {b.id: b.kode for b in baris}
    return [
        {
            "teks": f"{kode.get(kunci[0], 'Baris')}, {MONTHS[kunci[1] - 1]}: {kalimat}",
            "href": f"#{nama_sel(*kunci)}" if kunci[0] in kode and ada(kunci) else "",
        }
        for kunci, kalimat in sorted(galat.items(), key=lambda g: (urutan.get(g[0][0], 0), g[0][1]))
    ]
