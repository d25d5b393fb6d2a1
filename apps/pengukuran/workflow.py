"""The steps of a realisasi: from which tahap to which, what they need, and who may take them. No queries.

The one table of the workflow. Whether a step is allowed is asked of apps.organisasi.permissions; here stands only
which rule belongs to which step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from apps.organisasi import permissions
from apps.organisasi.permissions import Anggota, Denied, KeadaanIsian, KeadaanPeriode, Keputusan


@dataclass(frozen=True, slots=True)
class Situasi:
    """All that the rules ask about: the person, the realisasi, its period, today, and the satker's setting."""

    anggota: Anggota
    pengguna_id: int
    isian: KeadaanIsian
    periode: KeadaanPeriode
    hari: date
    sendiri_diizinkan: bool = False

    @property
    def boleh_mengubah(self) -> Keputusan:
        return permissions.boleh_mengubah_isian(self.anggota, self.isian, self.periode, self.hari)

    @property
    def boleh_menambah_bukti(self) -> Keputusan:
        return permissions.boleh_menambah_bukti(self.anggota, self.isian, self.periode, self.hari)


@dataclass(frozen=True, slots=True)
class Langkah:
    """A step a person takes on one realisasi: kode as recorded, the tahap it leads to, and its rule."""

    kode: str
    nama: str
    ke: str
    izin: Callable[[Situasi], Keputusan]
    beralasan: bool = False


def _mulai_periksa(s: Situasi) -> Keputusan:
    if not (izin := permissions.boleh_memeriksa(s.anggota)):
        return izin
    return s.isian.tahap == "diajukan" or Denied("Tidak ada yang perlu diperiksa: isian ini tidak sedang diajukan.")


def _verifikasi(s: Situasi) -> Keputusan:
    if s.periode.disahkan:
        return Denied(s.periode.disahkan)
    return permissions.boleh_memverifikasi(s.anggota, s.pengguna_id, s.isian, sendiri_diizinkan=s.sendiri_diizinkan)


LANGKAH: dict[str, Langkah] = {
    langkah.kode: langkah
    for langkah in (
        Langkah("ajukan", "Ajukan", "diajukan", lambda s: s.boleh_mengubah),
        Langkah(
            "tarik",
            "Tarik kembali",
            "draf",
            lambda s: permissions.boleh_menarik(s.anggota, s.pengguna_id, s.isian),
        ),
        Langkah("periksa", "Mulai periksa", "diajukan", _mulai_periksa),
        Langkah("verifikasi", "Verifikasi", "diverifikasi", _verifikasi),
        Langkah(
            "kembalikan",
            "Kembalikan",
            "draf",
            lambda s: permissions.boleh_mengembalikan(s.anggota, s.isian, s.periode),
            beralasan=True,
        ),
    )
}
# Steps of a whole period at once; their rules stand with the pengesahan.
SAHKAN, BUKA_KEMBALI = "sahkan", "buka_kembali"


def langkah_tersedia(situasi: Situasi) -> list[Langkah]:
    """The steps that this person may take now."""
    return [langkah for langkah in LANGKAH.values() if langkah.izin(situasi)]
