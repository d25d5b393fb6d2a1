"""Which version and which state of ours an amount of another source belongs beside. Pure; refusals are sentences."""

from collections.abc import Iterator, Sequence
from datetime import date

from apps.anggaran.models import KeadaanRealisasi, VersiDipa
from apps.ui.numbers import format_tanggal


class TidakSebanding(LookupError):
    """Nothing of ours stands beside the amount; the message says why."""


def versi_awal(versi: Sequence[VersiDipa], berbaris: frozenset[int]) -> VersiDipa:
    """DIPA awal (urutan 0). Raises TidakSebanding when it is not kept or has no lines."""
    awal = next((v for v in versi if v.urutan == 0), None)
    if awal is None or awal.pk not in berbaris:
        raise TidakSebanding("DIPA awal dicatat tanpa rincian, jadi jumlahnya tidak dapat dihitung.")
    return awal


def versi_pada(versi: Sequence[VersiDipa], berbaris: frozenset[int], tanggal: date | None, tahun: int) -> VersiDipa:
    """The version in force on a day, without one the last; versi in their order, only those with lines count.

    A version without a date may have come at any time, so it decides nothing before the end of the year.
    """
    calon = [v for v in versi if v.pk in berbaris]
    if not calon:
        raise TidakSebanding("Rincian anggaran tahun ini belum dimuat.")
    if tanggal is None or tanggal >= date(tahun, 12, 31):
        return calon[-1]
    for v in reversed(calon):
        if v.tanggal is None:
            raise TidakSebanding(
                f"Tanggal {v.nama} tidak diketahui, jadi tidak jelas versi mana yang berlaku {format_tanggal(tanggal)}."
            )
        if v.tanggal <= tanggal:
            return v
    raise TidakSebanding(f"Belum ada versi DIPA dengan rincian yang berlaku {format_tanggal(tanggal)}.")


def keadaan_pada(keadaan: Sequence[KeadaanRealisasi], tanggal: date | None) -> KeadaanRealisasi:
    """The state that counts of a day, without one the last; keadaan in the order of ``berlaku()``."""
    dihitung = [k for k in keadaan if not k.pembanding and tanggal in (None, k.per_tanggal)]
    if dihitung:
        return dihitung[-1]
    if tanggal is None:
        raise TidakSebanding("Realisasi anggaran tahun ini belum dimuat.")
    raise TidakSebanding(f"Realisasi per {format_tanggal(tanggal)} belum dimuat.")


def pasangan_keadaan(
    keadaan: Sequence[KeadaanRealisasi],
) -> Iterator[tuple[KeadaanRealisasi | None, KeadaanRealisasi]]:
    """Of every day the state that counts (None when there is none) beside the last state of each other source.

    What the same source said before its correction is no other source.
    """
    for tanggal in sorted({k.per_tanggal for k in keadaan}):
        hari = [k for k in keadaan if k.per_tanggal == tanggal]
        kita = next((k for k in reversed(hari) if not k.pembanding), None)
        terakhir = {(k.sistem_sumber, k.pembanding): k for k in hari}
        if kita is not None:
            terakhir.pop((kita.sistem_sumber, False))
        for _, lain in sorted(terakhir.items()):
            yield kita, lain
