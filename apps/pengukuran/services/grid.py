"""Saving the sheet of a subbagian: every cell that was changed, or none of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from apps.audit.services import lock_chain
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.grid import BELUM_TERUKUR, FaktaBaris, FaktaSel, fetch_grid
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services.isian import Basi, NilaiIsian, simpan_isian
from apps.perencanaan.kolom import JENIS_ANGKA
from apps.perencanaan.models import TingkatSkala
from apps.ui.numbers import NumberError, parse_number

LEWAT_HALAMAN = "Ubah di halaman isiannya."


@dataclass(frozen=True, slots=True)
class SelGrid:
    """One cell as a form posts it: what was typed, and what the form showed before (awal, of the version versi)."""

    nomor: int
    triwulan: int
    versi: int
    teks: str
    awal: str = ""

    @property
    def disentuh(self) -> bool:
        """Whether the person changed it; what was not touched is neither saved nor stale."""
        return self.teks.strip() != self.awal.strip()


class GridDitolak(Exception):
    """Nothing was saved; ``errors`` says why, in a sentence for each cell (nomor, triwulan).

    ``penolakan`` are the sentences of those that the person may not write, each once.
    """

    def __init__(self, errors: dict[tuple[int, int], str], penolakan: Sequence[str] = ()) -> None:
        self.errors = errors
        self.penolakan = list(dict.fromkeys(penolakan))
        super().__init__("Tidak ada sel yang disimpan.")


class _Ditolak(Exception):
    """Why one cell cannot be saved."""


@transaction.atomic
def simpan_grid(*, pelaku: Pengguna, entitas: Entitas, tahun: int, sel: Sequence[SelGrid]) -> int:
    """Save the touched cells of a sheet and return how many values changed; all or nothing.

    Everything else that belongs to a realisasi (footnote, source, dates) stays as it is stored. Raises GridDitolak
    with a sentence for each cell that cannot be saved; then nothing was.
    """
    lock_chain(entitas.satker.kode)
    disentuh = [s for s in sel if s.disentuh]
    grid = fetch_grid(pelaku, anggota_of(pelaku, entitas.satker), entitas, tahun)
    errors: dict[tuple[int, int], str] = {}
    penolakan: list[str] = []
    jumlah = 0
    for isian in disentuh:
        try:
            tempat = grid.sel(isian.nomor, isian.triwulan)
            if tempat is None:
                raise _Ditolak("Indikator ini tidak ada pada tahun tersebut.")
            jumlah += _simpan(pelaku, tahun, *tempat, isian)
        except PermissionDenied as error:
            errors[isian.nomor, isian.triwulan] = str(error)
            penolakan.append(str(error))
        except _Ditolak as error:
            errors[isian.nomor, isian.triwulan] = str(error)
        except ValidationError as error:
            errors[isian.nomor, isian.triwulan] = " ".join(error.messages)
    if errors:
        raise GridDitolak(errors, penolakan)
    return jumlah


def _simpan(pelaku: Pengguna, tahun: int, baris: FaktaBaris, sel: FaktaSel, isian: SelGrid) -> bool:
    """Save one cell; whether its value changed. Raises _Ditolak, PermissionDenied or ValidationError."""
    require(sel.boleh_mengubah)
    if isian.versi != sel.versi:
        raise _Ditolak(_stale(sel, isian))
    if sel.rincian:
        raise _Ditolak(f"Nilai ini punya {sel.rincian}. {LEWAT_HALAMAN}")
    nilai = _baca(baris, sel, isian.teks.strip())
    if nilai is None:
        return False
    try:
        tersimpan = simpan_isian(
            pelaku=pelaku,
            adopsi=baris.adopsi,
            tahun=tahun,
            triwulan=sel.triwulan,
            versi=isian.versi,
            nilai=_dengan(sel.realisasi, nilai),
            draf_tetap=True,
        )
    except Basi as error:
        raise _Ditolak(_stale(sel, isian)) from error
    return tersimpan.versi != sel.versi


def _stale(sel: FaktaSel, isian: SelGrid) -> str:
    """Both values side by side, so that the person can choose."""
    kini = f"“{sel.teks}”" if sel.teks else "kosong"
    return (
        f"Sel ini sudah diubah orang lain: kini {kini}, Anda mengetik “{isian.teks.strip()}”. "
        "Simpan lagi bila nilai Anda yang benar."
    )


def _baca(baris: FaktaBaris, sel: FaktaSel, teks: str) -> Decimal | TingkatSkala | None:
    """Read what was typed in a cell; None when there is nothing to save. Raises _Ditolak with what to write."""
    if teks in ("", "-", "–", "—"):
        if sel.teks:
            raise _Ditolak(
                f"Nilai tidak dihapus dengan mengosongkan sel. Tulis kembali {sel.teks}, atau nyatakan belum terukur "
                "di halaman isiannya."
            )
        return None
    if teks.casefold() == BELUM_TERUKUR:
        if sel.teks == BELUM_TERUKUR:
            return None
        raise _Ditolak("Belum terukur memerlukan alasan. Nyatakan di halaman isiannya.")
    if baris.tingkat:
        return _level(baris, teks)
    try:
        angka = parse_number(teks, JENIS_ANGKA[baris.indikator.satuan])
    except NumberError as error:
        raise _Ditolak(str(error)) from error
    return None if angka is None else Decimal(angka)


def _level(baris: FaktaBaris, teks: str) -> TingkatSkala:
    for tingkat in baris.tingkat:
        if tingkat.kode.casefold() == teks.casefold():
            return tingkat
    pilihan = ", ".join(tingkat.kode for tingkat in baris.tingkat)
    raise _Ditolak(f"“{teks}” bukan tingkat skala ini. Tulis salah satu: {pilihan}.")


def _dengan(realisasi: Realisasi | None, nilai: Decimal | TingkatSkala) -> NilaiIsian:
    """The stored fields with another value; what was not yet measurable is measured now."""
    tersimpan = NilaiIsian()
    if realisasi is not None:
        tersimpan = NilaiIsian(**{name: getattr(realisasi, name) for name in tersimpan.fields()})
    angka, tingkat = (None, nilai) if isinstance(nilai, TingkatSkala) else (nilai, None)
    return replace(tersimpan, keadaan=Realisasi.Keadaan.TERUKUR, alasan="", nilai=angka, tingkat=tingkat)
