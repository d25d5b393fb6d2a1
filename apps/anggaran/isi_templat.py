"""The stored lines of a year as the lines of the template, so that what is fetched can be changed and brought back."""

from apps.anggaran.facts import FaktaAnggaran
from apps.anggaran.importers.baris import BarisBerkas, Jumlah


def baris_templat(fakta: FaktaAnggaran) -> list[BarisBerkas]:
    """Every line from the top down; only leaves carry amounts, in whole rupiah.

    Items that came without a number get one, because the template tells them apart by it. Brought back unchanged,
    the file changes nothing.
    """
    baris, nomor = [], 0
    for pos in fakta.semua():
        nomor += pos.jenis == "item"
        baris.append(
            BarisBerkas(
                baris=0,
                jenis=pos.jenis,
                jalur=tuple(pos.jalur.split(".")),
                nama=pos.nama,
                jumlah=Jumlah() if pos.anak else Jumlah(pagu=pos.pagu, blokir=pos.blokir, realisasi=pos.realisasi),
                nomor=(pos.nomor or f"{nomor:06d}") if pos.jenis == "item" else "",
                sumber_dana=pos.sumber_dana,
            )
        )
    return baris
