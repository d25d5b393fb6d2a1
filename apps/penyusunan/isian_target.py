"""An input for a target: a number to type or a level to choose, as templates/penyusunan/target.html draws it."""

from dataclasses import dataclass

from apps.perencanaan.janji import TANPA_TARGET, Janji, Ukuran


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
