"""A workbook to fill in: what is stored as sheets with drop-downs, behind a sheet that says how."""

from collections.abc import Iterable, Sequence

from apps.organisasi.models import Satker
from apps.pertukaran.ekspor import IsiLembar, isi_bersama, isi_satker
from apps.pertukaran.kelompok import KELOMPOK, SEMUANYA, Kelompok
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.templat.bentuk import Keterangan, LembarTulis
from apps.pertukaran.templat.gaya import Buku
from apps.pertukaran.templat.kolom import dirujuk, susun
from apps.pertukaran.templat.lembar import PenulisLembar
from apps.pertukaran.templat.petunjuk import tulis_petunjuk
from apps.pertukaran.templat.pilihan import Pilihan
from apps.ui.resources import SheetResource

# What a new office fills in, one after the other.
URUTAN = tuple((satu.judul, satu.kalimat) for satu in KELOMPOK if satu is not SEMUANYA)


def templat_satker(satker: Satker, tahun: int | None, kelompok: Kelompok) -> bytes:
    """The workbook of a group of sheets, filled with what is stored of a satker (year None: of every year)."""
    keterangan = Keterangan(kelompok.judul, kelompok.kalimat, f"{satker.nama} ({satker.kode})", tahun)
    return _templat(isi_satker(satker, tahun, _perlu(kelompok)), kelompok, keterangan)


def templat_baru(kelompok: Kelompok) -> bytes:
    """The same for an office that is only being made: empty but for what all share, which it refers to."""
    keterangan = Keterangan(kelompok.judul, kelompok.kalimat, "satker baru", None)
    return _templat(isi_bersama(_perlu(kelompok)), kelompok, keterangan)


def _perlu(kelompok: Kelompok) -> list[type[SheetResource]]:
    perlu = {*kelompok.jenis, *dirujuk(kelompok.jenis)}
    return [satu for satu in SHEETS if satu in perlu]


def _templat(isi: Sequence[IsiLembar], kelompok: Kelompok, keterangan: Keterangan) -> bytes:
    ditulis = [satu for satu in isi if type(satu.resource) in kelompok.jenis]
    return tulis_templat(ditulis, keterangan, [satu for satu in isi if type(satu.resource) not in kelompok.jenis])


def tulis_templat(isi: Sequence[IsiLembar], keterangan: Keterangan, rujukan: Iterable[IsiLembar] = ()) -> bytes:
    """These sheets as a workbook, in their order; rujukan are rows of other sheets, named only in drop-downs."""
    lembar = susun(isi, rujukan)
    buku = Buku(f"Templat {keterangan.judul}", keterangan.kaki)
    tulis_petunjuk(buku, keterangan, lembar, URUTAN)
    tulis_semua_lembar(buku, lembar, keterangan.kaki)
    return buku.tutup()


def tulis_semua_lembar(buku: Buku, lembar: Sequence[LembarTulis], kaki: str) -> None:
    """Add the sheets of data, and the lists that their cells are chosen from."""
    pilihan = Pilihan(buku, lembar)
    for satu in lembar:
        PenulisLembar(buku, satu, pilihan, f"{satu.nama} · {kaki}").tulis()
    pilihan.tulis(kaki)
