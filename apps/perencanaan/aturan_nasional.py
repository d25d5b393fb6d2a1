"""Whether a local target is worse than the national one of the same year. Pure; direction respected.

A plan that adopts an indicator promises at least what the nation promises, unless it says why not.
"""

from dataclasses import dataclass
from decimal import Decimal

from apps.ui.numbers import format_jumlah


@dataclass(frozen=True, slots=True)
class IsiTarget:
    """What a target says: a number, a level (peringkat 1 is the best, kode is its name), or neither: "tanpa target"."""

    nilai: Decimal | None = None
    peringkat: int | None = None
    kode: str = ""

    @property
    def ada(self) -> bool:
        return self.nilai is not None or self.peringkat is not None

    def __str__(self) -> str:
        if self.nilai is not None:
            return format_jumlah(self.nilai)
        return self.kode or "tanpa target"


def perbedaan_lebih_buruk(arah: str, lokal: IsiTarget, nasional: IsiTarget) -> str:
    """How the local target is worse ("lebih rendah daripada", "tanpa target"), or "" when it is not.

    maksimal: a lower number; minimal: a higher one; stabil: any other; a level: a worse peringkat, whatever the
    direction; "tanpa target": worse than any. Without a national target nothing is worse.

    >>> perbedaan_lebih_buruk("maksimal", IsiTarget(Decimal(75)), IsiTarget(Decimal(80)))
    'lebih rendah daripada'
    >>> perbedaan_lebih_buruk("minimal", IsiTarget(Decimal(75)), IsiTarget(Decimal(80)))
    ''
    """
    if not nasional.ada:
        return ""
    if not lokal.ada:
        return "tanpa target"
    if lokal.peringkat is not None and nasional.peringkat is not None:
        return "di bawah" if lokal.peringkat > nasional.peringkat else ""
    if lokal.nilai is None or nasional.nilai is None:
        return ""  # of different kinds: refused by the indicator itself, and nothing to compare
    if lokal.nilai == nasional.nilai:
        return ""
    if arah == "stabil":
        return "berbeda dari"
    lebih_rendah = lokal.nilai < nasional.nilai
    if arah == "minimal":
        return "" if lebih_rendah else "lebih tinggi daripada"
    return "lebih rendah daripada" if lebih_rendah else ""


def alasan_kurang(
    arah: str, tahun: int, lokal: IsiTarget, nasional: IsiTarget, alasan: str, tempat: str = "Catatan"
) -> str:
    """Why the local target of a year is refused, naming both values; "" when it is good enough or its reason given.

    tempat is how the field for the reason is labelled: "Catatan" in a sheet and in the administration.
    """
    perbedaan = perbedaan_lebih_buruk(arah, lokal, nasional)
    if not perbedaan or alasan.strip():
        return ""
    if lokal.ada:
        kurang = f"Target {tahun} ({lokal}) {perbedaan} target nasional ({nasional})."
    else:
        kurang = f"Tahun {tahun} tanpa target, sedangkan target nasionalnya {nasional}."
    return f"{kurang} Samakan, atau tuliskan alasannya pada “{tempat}”."
