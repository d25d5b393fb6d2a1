"""The shares of kegiatan as they are typed: read from what was sent, nothing typed is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.anggaran.services.dukungan import Porsi, sidik_porsi
from apps.ui.numbers import NumberError, exact_text, parse_number

# In place of an adoption: the sentence belongs to the link that is being added.
TAMBAH = 0


@dataclass(frozen=True)
class KetikanPorsi:
    """One kegiatan as typed: shares by adoption, links to be released, a link to be added; what the page had shown."""

    porsi: Mapping[int, str]
    lepas: frozenset[int] = frozenset()
    tambah: int = 0
    porsi_tambah: str = ""
    sidik: str = ""

    def baca(self) -> tuple[dict[int, Decimal | None], dict[int, str]]:
        """The links as they should stand, and a sentence for each share that cannot be read (by adoption)."""
        galat: dict[int, str] = {}
        hasil: dict[int, Decimal | None] = {}
        for adopsi, teks in self.porsi.items():
            if adopsi not in self.lepas:
                hasil[adopsi] = _persen(teks, galat, adopsi)
        if self.tambah:
            hasil[self.tambah] = _persen(self.porsi_tambah, galat, TAMBAH)
        elif self.porsi_tambah.strip():
            galat[TAMBAH] = "Pilih indikatornya, atau kosongkan porsi ini."
        return hasil, galat


def _persen(teks: str, galat: dict[int, str], tempat: int) -> Decimal | None:
    try:
        nilai = parse_number(teks, "persen")
    except NumberError as error:
        galat[tempat] = str(error)
        return None
    return None if nilai is None else Decimal(nilai)


def nama_porsi(pos_id: int, adopsi: int) -> str:
    """The name and id of the input of a share; TAMBAH is that of the link to be added."""
    return f"porsi-{pos_id}-{adopsi}"


def baca_ketikan(data: Mapping[str, str], pos_id: int, adopsi: Iterable[int]) -> KetikanPorsi | None:
    """One kegiatan of what was sent; None when it does not hold this kegiatan."""
    sidik = data.get(f"sidik-{pos_id}")
    if sidik is None:
        return None
    semua = list(adopsi)
    tambah = data.get(f"tambah-{pos_id}", "")
    return KetikanPorsi(
        porsi={a: data[nama_porsi(pos_id, a)] for a in semua if nama_porsi(pos_id, a) in data},
        lepas=frozenset(a for a in semua if f"lepas-{pos_id}-{a}" in data),
        tambah=next((a for a in semua if str(a) == tambah), 0),
        porsi_tambah=data.get(nama_porsi(pos_id, TAMBAH), ""),
        sidik=sidik,
    )


def porsi_text(porsi: Decimal | None) -> str:
    """A share as it would be typed: "33,33"."""
    return "" if porsi is None else exact_text(porsi).replace(".", ",")


def dari_tersimpan(porsi: Porsi) -> KetikanPorsi:
    """The stored links of a kegiatan as they would be typed."""
    return KetikanPorsi({a: porsi_text(p) for a, p in porsi.items()}, sidik=sidik_porsi(porsi))
