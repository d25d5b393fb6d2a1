"""An input for a target, as templates/penyusunan/target.html draws it, and one for the reason why it is no better."""

from dataclasses import dataclass, replace

from apps.penyusunan.uraian import baca_alasan
from apps.perencanaan.janji import TANPA_TARGET, Janji, Ukuran
from apps.perencanaan.tahun_baru import Calon

LABEL_ALASAN = "Alasan target lebih buruk daripada target nasional"


@dataclass(frozen=True, slots=True)
class IsianTarget:
    """One input with what stands in it; pilihan are the levels of a scale, empty where a number is typed."""

    nama: str
    label: str
    teks: str = ""
    galat: str = ""
    pilihan: tuple[tuple[str, str], ...] = ()


def isian_target(nama: str, label: str, ukuran: Ukuran, teks: str, galat: str = "", *, kosong: str) -> IsianTarget:
    """The input of a target; kosong is what the empty choice of a scale says."""
    tingkat = [(kode, kode) for kode in ukuran.tingkat.values()]
    pilihan = [("", kosong), *tingkat, (TANPA_TARGET, "Tanpa target")] if ukuran.skala_id is not None else []
    return IsianTarget(nama, label, teks, galat, tuple(pilihan))


def baca_target(ukuran: Ukuran, nama: str, teks: str, galat: dict[str, str]) -> Janji | None:
    """Read an input of that name; what is wrong with it goes into galat."""
    try:
        return ukuran.baca(teks)
    except ValueError as error:
        galat[nama] = str(error)
        return None


@dataclass(frozen=True, slots=True)
class IsianCatatan:
    """The input for the reason, beside the nation's promise."""

    nama: str
    nasional: str
    teks: str
    galat: str = ""
    label: str = LABEL_ALASAN


def nama_catatan(calon: Calon) -> str:
    """The name and id of the input for the reason."""
    return f"catatan-{calon.id}"


def isian_catatan(calon: Calon, teks: str, galat: dict[str, str]) -> IsianCatatan | None:
    """The input for the reason; None where the nation promises nothing."""
    if calon.nasional is None:
        return None
    nama, angka = nama_catatan(calon), calon.nasional.nilai
    nasional = str(calon.nasional) if angka is None else calon.ukuran.tampil(Janji(angka))
    return IsianCatatan(nama, nasional, teks, galat.get(nama, ""))


def dengan_catatan(calon: Calon, tahun: int, janji: Janji, teks: str, galat: dict[str, str]) -> Janji:
    """The target with its reason; one that is worse than the nation's without a reason goes into galat."""
    if calon.nasional is None:
        return janji
    nama = nama_catatan(calon)
    hasil = replace(janji, catatan=baca_alasan(nama, teks, galat))
    if nama not in galat and (kurang := calon.alasan_kurang(tahun, hasil, LABEL_ALASAN)):
        galat[nama] = kurang
    return hasil
