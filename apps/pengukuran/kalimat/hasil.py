"""What a comparison comes to: filled, not applicable with the reason, or missing with what to do."""

from dataclasses import dataclass
from enum import StrEnum

JUDUL = {
    1: "Target dan realisasi tahun ini",
    2: "Realisasi dan capaian dari tahun ke tahun",
    3: "Realisasi dan target jangka menengah",
    4: "Realisasi dan standar nasional",
    5: "Penyebab keberhasilan atau kegagalan",
    6: "Efisiensi penggunaan sumber daya",
    7: "Program dan kegiatan yang menunjang atau menghambat",
}
JUDUL_TRIWULAN = "Target dan realisasi triwulan ini"


class Keadaan(StrEnum):
    """Whether a comparison can be read."""

    TERISI = "terisi"
    TIDAK_BERLAKU = "tidak berlaku"
    BELUM_ADA = "belum ada"


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """One of the seven comparisons of an indicator or a sasaran.

    kalimat always is a whole sentence: what the figures say, or why they say nothing. saran is what to do while it is
    missing. isi are texts that people wrote elsewhere, each with its heading.
    """

    nomor: int
    keadaan: Keadaan
    kalimat: str
    saran: str = ""
    isi: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def judul(self) -> str:
        return JUDUL[self.nomor]


def terisi(nomor: int, *kalimat: str, isi: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Perbandingan:
    """A comparison that can be read; empty sentences are left out."""
    return Perbandingan(nomor, Keadaan.TERISI, gabung(*kalimat), isi=isi)


def tidak_berlaku(nomor: int, karena: str, *kalimat: str) -> Perbandingan:
    """A comparison that cannot be made, whatever people do; karena is a half sentence."""
    return Perbandingan(
        nomor, Keadaan.TIDAK_BERLAKU, gabung(f"Perbandingan ini tidak berlaku karena {karena}.", *kalimat)
    )


def belum_ada(nomor: int, kalimat: str, saran: str, isi: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Perbandingan:
    """A comparison that waits for somebody; saran says for what."""
    return Perbandingan(nomor, Keadaan.BELUM_ADA, kalimat, saran, isi)


def gabung(*kalimat: str) -> str:
    """Sentences in one text."""
    return " ".join(filter(None, kalimat))


def kecil(alasan: str) -> str:
    """A reason as the second half of a sentence: no capital, no full stop."""
    alasan = alasan.strip().removesuffix(".")
    return alasan[:1].lower() + alasan[1:]


def deret(butir: list[str]) -> str:
    """Things in a row: "a", "a dan b", "a, b, dan c"."""
    if len(butir) < 3:
        return " dan ".join(butir)
    return f"{', '.join(butir[:-1])}, dan {butir[-1]}"


def deret_tahun(tahun: list[int]) -> str:
    """Years in order; three and more in a row become a range: "2020–2022 dan 2024"."""
    butir: list[list[int]] = []
    for t in sorted(tahun):
        if butir and t == butir[-1][-1] + 1:
            butir[-1].append(t)
        else:
            butir.append([t])
    return deret([teks for deretan in butir for teks in _rentang(deretan)])


def _rentang(tahun: list[int]) -> list[str]:
    return [f"{tahun[0]}–{tahun[-1]}"] if len(tahun) > 2 else [str(t) for t in tahun]
