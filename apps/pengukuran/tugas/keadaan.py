"""How far a task is, and the words and tones for it."""

from enum import StrEnum

from apps.pengukuran.formulas import Agregasi
from apps.pengukuran.models import Realisasi, TransisiRealisasi


class Keadaan(StrEnum):
    """How far a task is, as people read it."""

    BELUM = "belum_diisi"
    SEBAGIAN = "sebagian"
    LENGKAP = "lengkap"
    DIKEMBALIKAN = "dikembalikan"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DISAHKAN = "disahkan"


# The words on the chip and its tone.
KEADAAN: dict[Keadaan, tuple[str, str]] = {
    Keadaan.BELUM: ("Belum diisi", ""),
    Keadaan.SEBAGIAN: ("Sebagian", "warn"),
    Keadaan.LENGKAP: ("Lengkap, belum diajukan", "good"),
    Keadaan.DIKEMBALIKAN: ("Dikembalikan", "warn"),
    Keadaan.DIAJUKAN: ("Diajukan", "good"),
    Keadaan.DIVERIFIKASI: ("Diverifikasi", "ok"),
    Keadaan.DISAHKAN: ("Disahkan", "ok"),
}
MENUNGGU_PENGISI = frozenset({Keadaan.BELUM, Keadaan.SEBAGIAN, Keadaan.LENGKAP, Keadaan.DIKEMBALIKAN})
TERVERIFIKASI = frozenset({Keadaan.DIVERIFIKASI, Keadaan.DISAHKAN})
# Handed in and not yet approved: such work goes on even when its period takes no more entries.
BERJALAN = frozenset({Realisasi.Tahap.DIAJUKAN, Realisasi.Tahap.DIVERIFIKASI})


def keadaan_of(realisasi: Realisasi | None, transisi: list[TransisiRealisasi], ada_draf: bool, kurang: bool) -> Keadaan:
    """How far one realisasi is; ada_draf: somebody typed something that is not saved, kurang: something is missing."""
    if realisasi is None:
        return Keadaan.SEBAGIAN if ada_draf else Keadaan.BELUM
    if realisasi.tahap != Realisasi.Tahap.DRAF:
        return Keadaan(realisasi.tahap)
    if transisi and transisi[-1].langkah == TransisiRealisasi.Langkah.KEMBALIKAN:
        return Keadaan.DIKEMBALIKAN
    return Keadaan.SEBAGIAN if kurang else Keadaan.LENGKAP


def owed(agregasi: Agregasi, triwulan: int, *, ditarget: bool) -> bool:
    """A year is always owed; a quarter unless the indicator is measured only at year end and has no target there."""
    return not triwulan or agregasi != Agregasi.AKHIR_TAHUN or ditarget
