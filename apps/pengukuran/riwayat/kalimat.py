"""An entry of the journal as a sentence that a person reads.

"Realisasi Triwulan II diubah dari 60,10% menjadi 69,66% oleh Ani, 3 Juli 2024 pukul 10.42 dari 10.0.0.5, alasan: …"
Everything it says of before and after comes from the recorded states, never from what stands in the database today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN
from apps.pengukuran.riwayat.catatan import Catatan
from apps.pengukuran.riwayat.kamus import Kamus, fetch_kamus
from apps.pengukuran.riwayat.tentang import TENTANG, umum
from apps.ui.numbers import format_bulat
from apps.ui.templatetags.ui import waktu


@dataclass(frozen=True, slots=True)
class Kalimat:
    """What happened (utama, rincian), and who, when, from where and why."""

    nomor: int
    utama: str
    rincian: tuple[str, ...]
    pelaku: str
    waktu: datetime
    asal: str
    alasan: str
    # Whether the first clause already says who acted: "Ani masuk ke aplikasi".
    berpelaku: bool = False

    @property
    def keterangan(self) -> str:
        """When and from where."""
        return waktu(self.waktu) + (f" dari {self.asal}" if self.asal else "")

    @property
    def teks(self) -> str:
        """All of it, as running text."""
        oleh = "" if self.berpelaku else f" oleh {self.pelaku}"
        alasan = f", alasan: {self.alasan.strip().rstrip('.')}" if self.alasan else ""
        return " ".join([f"{self.utama}{oleh}, {self.keterangan}{alasan}.", *(f"{r}." for r in self.rincian)])


def kalimat(jejak: Jejak, kamus: Kamus, *, lengkap: bool = True) -> Kalimat:
    """Tell one entry. lengkap names year and indicator of a figure, for lists in which entries of many stand."""
    catatan = Catatan(jejak, kamus, lengkap)
    perbuatan = _perbuatan(jejak)
    if not perbuatan and not jejak.objek_id and jejak.tindakan in ("impor_lembar", "catat_keadaan"):
        klausa = _banyak_baris(catatan)
    elif perbuatan:
        klausa = [perbuatan]
    elif catatan.model is None:
        klausa = [f"{TINDAKAN.get(jejak.tindakan, capfirst(jejak.tindakan))}: {jejak.objek}"]
    else:
        klausa = TENTANG.get(jejak.objek_jenis, umum)(catatan)
    return Kalimat(
        nomor=jejak.nomor,
        utama=klausa[0],
        rincian=tuple(capfirst(k) for k in klausa[1:]),
        pelaku=jejak.pelaku,
        waktu=jejak.waktu,
        asal=jejak.asal,
        alasan=jejak.alasan,
        berpelaku=bool(perbuatan) and jejak.tindakan in ("masuk", "keluar", "gagal_masuk", "ditolak"),
    )


def kalimat_semua(entries: Iterable[Jejak], *, lengkap: bool = True) -> list[Kalimat]:
    """Tell many entries, with as many queries as one needs."""
    semua = list(entries)
    kamus = fetch_kamus(semua)
    return [kalimat(jejak, kamus, lengkap=lengkap) for jejak in semua]


def _perbuatan(jejak: Jejak) -> str:
    """Acts that are about no row, or about which the act says all; "" for every other entry."""
    match jejak.tindakan:
        case "masuk":
            return f"{jejak.pelaku} masuk ke aplikasi"
        case "keluar":
            return f"{jejak.pelaku} keluar dari aplikasi"
        case "gagal_masuk":
            return f"Percobaan masuk dengan nama “{jejak.objek}” gagal"
        case "ditolak":
            return f"{jejak.pelaku} ditolak: {jejak.objek}"
        case "unduh_jejak":
            return f"{jejak.objek} diunduh"
        case "kirim_surel":
            return f"Surel “{jejak.objek}” dikirim"
        case "terbitkan_edisi":
            return f"{jejak.objek} diterbitkan"
        case "ganti_sandi":
            return f"Kata sandi {jejak.objek} diganti"
    return ""


def _banyak_baris(c: Catatan) -> list[str]:
    """An import or a first record: how many rows, and how many of them were new or other than before."""
    jumlah = c.sesudah.get("baris")
    bagian = [
        f"{format_bulat(c.sesudah[n])} {nama}"
        for n, nama in (("baru", "baru"), ("berubah", "berubah"))
        if c.sesudah.get(n)
    ]
    baris = f": {format_bulat(jumlah)} baris" if isinstance(jumlah, int) else ""
    kata = "dimuat" if c.jejak.tindakan == "impor_lembar" else "dicatat"
    return [f"{c.jejak.objek} {kata}{baris}" + (f" ({', '.join(bagian)})" if bagian else "")]
