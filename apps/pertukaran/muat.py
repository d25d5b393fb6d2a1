"""Load a folder of sheets (CSV, UTF-8, ";"): everything or nothing, and the same twice is nothing."""

from collections.abc import Iterable
from pathlib import Path

from apps.audit.services import Pelaku
from apps.pertukaran.buku import baca_folder
from apps.pertukaran.mesin import Hasil, Penolakan, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang

# Nobody mends more than this at once; the rest is counted.
PALING_BANYAK = 100


class MuatDitolak(Exception):
    """Nothing was loaded; ``ditolak`` says why."""

    def __init__(self, ditolak: Iterable[Penolakan]) -> None:
        self.ditolak = list(ditolak)
        kalimat = [str(satu) for satu in self.ditolak[:PALING_BANYAK]]
        if len(self.ditolak) > PALING_BANYAK:
            kalimat.append(f"… dan {len(self.ditolak) - PALING_BANYAK} kesalahan lain.")
        super().__init__("\n".join(kalimat))


def muat_folder(folder: Path, pelaku: Pelaku) -> Hasil:
    """Load all sheets of a folder in one transaction.

    Raises BukuDitolak for a folder without sheets, MuatDitolak with every fault; then nothing is loaded.
    """
    hasil = jalankan(baca_folder(folder), Wewenang(pelaku), Sumber(f"folder {folder.name}"), terapkan=True)
    if hasil.ditolak:
        raise MuatDitolak(hasil.ditolak)
    return hasil
