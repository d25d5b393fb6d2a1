"""What an import would do, or did, as it is kept and read: lists cut to what people look through, counts complete."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from apps.pertukaran.mesin import Hasil, Penolakan, Perubahan

# Of each list this many are kept, and of a cell so many letters.
PALING_BANYAK = 2000
_HURUF = 300

Data = dict[str, Any]


def data_hasil(hasil: Hasil) -> Data:
    """A result as JSON."""
    berubah = [satu for satu in hasil.perubahan if not satu.baru]
    baru = [satu for satu in hasil.perubahan if satu.baru]
    # What must be mended, and the rows that are only held up by it: they are counted apart.
    ditolak = Counter(satu.lembar for satu in hasil.ditolak if not satu.sebab)
    tertahan = Counter(nama for nama, _ in {(satu.lembar, satu.baris) for satu in hasil.ditolak if satu.sebab})
    lembar: dict[str, Data] = {
        satu.lembar: {"lembar": satu.lembar, "baru": satu.baru, "berubah": satu.berubah, "sama": satu.sama}
        for satu in hasil.lembar
    }
    # A sheet that could not be read at all has refusals and no rows.
    lembar |= {n: {"lembar": n, "baru": 0, "berubah": 0, "sama": 0} for n in ditolak if n not in lembar}
    return {
        "lembar": [{**satu, "ditolak": ditolak[n], "tertahan": tertahan[n]} for n, satu in lembar.items()],
        "jumlah": {
            "berubah": hasil.berubah,
            "baru": hasil.baru,
            "sama": hasil.sama,
            "ditolak": ditolak.total(),
            "tertahan": tertahan.total(),
        },
        "berubah": _daftar(berubah),
        "baru": _daftar(baru),
        "ditolak": data_penolakan(hasil.ditolak),
        "galat": "",
        "halangan": [],
    }


def data_gagal(alasan: str) -> Data:
    """A file of which nothing could be read."""
    return data_hasil(Hasil(ditolak=[Penolakan("", 0, "", alasan)]))


def data_penolakan(ditolak: Sequence[Penolakan]) -> list[Data]:
    """In the order of the file; of too many those that only follow are left out first."""
    dipilih = sorted(range(len(ditolak)), key=lambda nomor: bool(ditolak[nomor].sebab))[:PALING_BANYAK]
    return [
        {**satu.data(), "huruf": satu.huruf, "sebab": satu.sebab}
        for satu in (ditolak[nomor] for nomor in sorted(dipilih))
    ]


def penolakan_of(hasil: Data) -> list[Penolakan]:
    """The kept refusals, as whoever marks them in the workbook wants them."""
    return [Penolakan(**satu) for satu in hasil["ditolak"]]


def _daftar(perubahan: Iterable[Perubahan]) -> list[Data]:
    return [
        {
            "lembar": satu.lembar,
            "baris": satu.baris,
            "kunci": _pendek(satu.bacaan.nama),
            "tempat": _pendek(satu.bacaan.tempat),
            "sel": [[judul, _pendek(lama), _pendek(kini)] for judul, lama, kini in satu.bacaan.sel],
        }
        for satu in list(perubahan)[:PALING_BANYAK]
    ]


def _pendek(teks: str) -> str:
    return teks if len(teks) <= _HURUF else f"{teks[:_HURUF]}…"
