"""The sheet of output as it is typed: read from what was sent, nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.anggaran.services.keluaran import IsiRO
from apps.ui.numbers import NumberError, NumberKind, exact_text, format_jumlah, parse_number
from apps.ui.pasted import clean_cell

# Fields of a row by the kind of number that they hold; None is text, "asumsi" is a box that is ticked or not.
ANGKA: dict[str, NumberKind] = {"target": "jumlah", "volume": "jumlah", "progres": "persen", "dinyatakan": "persen"}
TEKS = ("satuan", "keterangan")
LABEL = {
    "target": "Target volume",
    "satuan": "Satuan",
    "volume": "Volume",
    "progres": "Progres",
    "dinyatakan": "Capaian dinyatakan",
    "asumsi": "Asumsi",
    "keterangan": "Keterangan",
}


@dataclass(frozen=True)
class Ketikan:
    """One row as typed, by field, with the fingerprint of what the page had shown."""

    teks: Mapping[str, str]
    asumsi: bool = False
    sidik: str = ""

    def baca(self) -> tuple[IsiRO, dict[str, str]]:
        """What was typed as values, and a sentence for each field that cannot be read."""
        galat: dict[str, str] = {}
        angka: dict[str, Decimal | None] = {}
        for nama, jenis in ANGKA.items():
            try:
                nilai = parse_number(self.teks.get(nama, ""), jenis)
            except NumberError as error:
                galat[nama], nilai = str(error), None
            angka[nama] = None if nilai is None else Decimal(nilai)
        keterangan = "\n".join(self.teks.get("keterangan", "").strip().splitlines())
        satuan = clean_cell(self.teks.get("satuan", ""))
        return IsiRO(satuan=satuan, asumsi=self.asumsi, keterangan=keterangan, **angka), galat


def nama_isian(tempat: str, pos_id: int) -> str:
    """The name and id of an input."""
    return f"{tempat}-{pos_id}"


def baca_ketikan(data: Mapping[str, str], pos_id: int) -> Ketikan | None:
    """One row of what was sent; None when it does not hold this row."""
    sidik = data.get(nama_isian("sidik", pos_id))
    if sidik is None:
        return None
    teks = {tempat: data.get(nama_isian(tempat, pos_id), "") for tempat in (*ANGKA, *TEKS)}
    return Ketikan(teks, nama_isian("asumsi", pos_id) in data, sidik)


def dari_tersimpan(isi: IsiRO) -> Ketikan:
    """A stored row as it would be typed."""

    def persen(nilai: Decimal | None) -> str:
        return "" if nilai is None else exact_text(nilai).replace(".", ",")

    return Ketikan(
        {
            "target": "" if isi.target is None else format_jumlah(isi.target),
            "volume": "" if isi.volume is None else format_jumlah(isi.volume),
            "progres": persen(isi.progres),
            "dinyatakan": persen(isi.dinyatakan),
            "satuan": isi.satuan,
            "keterangan": isi.keterangan,
        },
        isi.asumsi,
        isi.sidik,
    )
