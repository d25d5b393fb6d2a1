"""The budget tree made ready for its page: which lines stand there, and every figure as text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import serapan
from apps.anggaran.models import PosAnggaran
from apps.ui.numbers import format_bulat, format_persen, format_tanggal
from apps.ui.search import search_words

# How far the tree can be opened at once, from the top, in the words of its switch.
TINGKAT = {
    "program": "Program",
    "kegiatan": "Kegiatan",
    "kro": "KRO",
    "ro": "RO",
    "komponen": "Komponen",
    "subkomponen": "Subkomponen",
    "akun": "Akun",
    "item": "Item",
}
_URUTAN = {jenis: n for n, jenis in enumerate(PosAnggaran.Jenis.values)}
_JENIS = dict(PosAnggaran.Jenis.choices)
TINGKAT_BAWAAN = "ro"
# Missing is not zero.
TIDAK_ADA = "-"


@dataclass(frozen=True, slots=True)
class Angka:
    """The figures of a line as text; "-" where something is not known."""

    pagu: str
    blokir: str
    realisasi: str
    sisa: str
    serapan: str


@dataclass(frozen=True, slots=True)
class Baris:
    """A line as the page shows it; ``induk`` says whether it can be opened, ``terbuka`` whether it is."""

    id: int
    jalur: str
    tingkat: int
    jenis: str
    kode: str
    nama: str
    induk: bool
    terbuka: bool
    angka: Angka


def angka(pagu: int, blokir: int, realisasi: int | None) -> Angka:
    """The figures of a line or of the whole."""
    diblokir = format_bulat(blokir) if blokir else "0"
    if realisasi is None:
        return Angka(format_bulat(pagu), diblokir, TIDAK_ADA, TIDAK_ADA, TIDAK_ADA)
    persen = serapan(realisasi, pagu)
    return Angka(
        format_bulat(pagu),
        diblokir,
        format_bulat(realisasi),
        format_bulat(pagu - realisasi),
        TIDAK_ADA if persen is None else format_persen(persen),
    )


def kolom(jumlah: Angka, *, blokir: bool) -> list[tuple[str, str]]:
    """The columns of the tree with the total of each; blocked pagu has one only where some is blocked."""
    return [
        ("Pagu", jumlah.pagu),
        *([("Blokir", jumlah.blokir)] if blokir else []),
        ("Realisasi", jumlah.realisasi),
        ("Sisa", jumlah.sisa),
        ("Serapan", jumlah.serapan),
    ]


def cocok(anggaran: FaktaAnggaran, q: str) -> frozenset[int]:
    """The lines that answer a search: by words of the code and name shown, or by the whole code in any of its forms.

    The codes of the lines above do not count, or a code would find everything below it.
    """
    words, whole = search_words(q), q.strip().lower()
    found = set()
    for pos in anggaran.semua():
        text = f"{pos.kode_tampil} {pos.nama_tampil}".lower()
        if all(word in text for word in words) or whole in _kode_lengkap(pos):
            found.add(pos.id)
    return frozenset(found)


def _kode_lengkap(pos: FaktaPos) -> tuple[str, str, str]:
    return pos.jalur.lower(), pos.kode_program.lower(), pos.kode_kegiatan.lower()


def baris_pohon(
    anggaran: FaktaAnggaran, sampai: str, ubah: Collection[str], ditemukan: Collection[int] | None = None
) -> list[Baris]:
    """The lines that stand on the page: down to the level ``sampai``, but for the lines that were turned by hand.

    With a search (``ditemukan``) only the found lines and what stands above them; a found line is opened by hand.
    """
    batas = _URUTAN[sampai]
    hasil: list[Baris] = []
    jalan = _di_atas(anggaran, ditemukan) if ditemukan is not None else None

    def tambah(pos: FaktaPos, tingkat: int, tampil: bool) -> None:
        if not tampil and jalan is not None and pos.id not in jalan:
            return
        dibalik = pos.jalur in ubah
        bawaan = _URUTAN[pos.jenis] < batas if jalan is None else jalan.get(pos.id, False)
        terbuka = bool(pos.anak) and bawaan != dibalik
        hasil.append(
            Baris(
                id=pos.id,
                jalur=pos.jalur,
                tingkat=tingkat,
                jenis=str(_JENIS[pos.jenis]),
                kode=pos.kode_tampil,
                nama=pos.nama_tampil,
                induk=bool(pos.anak),
                terbuka=terbuka,
                angka=angka(pos.pagu, pos.blokir, pos.realisasi),
            )
        )
        if terbuka:
            # A found line that was opened by hand shows all that it holds.
            semua = jalan is None or (dibalik and not bawaan) or tampil
            for anak in pos.anak:
                tambah(anak, tingkat + 1, semua)

    for pos in anggaran.teratas:
        tambah(pos, 0, jalan is None)
    return hasil


def _di_atas(anggaran: FaktaAnggaran, ditemukan: Collection[int]) -> dict[int, bool]:
    """The found lines and what stands above them; True for those that have a found line below."""
    jalan: dict[int, bool] = {}

    def telusuri(pos: FaktaPos) -> bool:
        # Every child is looked at, not only up to the first that is found.
        di_bawah = sum(telusuri(anak) for anak in pos.anak) > 0
        if di_bawah or pos.id in ditemukan:
            jalan[pos.id] = di_bawah
        return pos.id in jalan

    for pos in anggaran.akar:
        telusuri(pos)
    return jalan


def tingkat_ada(anggaran: FaktaAnggaran) -> list[str]:
    """The levels that this tree has, from the top."""
    ada = {pos.jenis for pos in anggaran.semua()}
    return [jenis for jenis in TINGKAT if jenis in ada]


def keadaan_teks(anggaran: FaktaAnggaran) -> str:
    """Which pagu and which realisasi stand there, in a sentence."""
    return " ".join(_keadaan(anggaran))


def _keadaan(anggaran: FaktaAnggaran) -> Iterator[str]:
    yield f"Pagu menurut {anggaran.versi}."
    if anggaran.per_tanggal is None or anggaran.realisasi is None:
        yield "Realisasi belum dimuat."
        return
    yield f"Realisasi sampai dengan {format_tanggal(anggaran.per_tanggal)}"
    basis = "basis tidak disebut" if anggaran.basis == "Tidak disebut" else f"basis {anggaran.basis}"
    yield f"({', '.join(filter(None, [basis, f'sumber {anggaran.sumber}' if anggaran.sumber else '']))})."
