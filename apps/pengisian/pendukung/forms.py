"""The supporting table as it is being typed: read from what was posted, changed by the buttons of its page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from apps.pengukuran.pendukung import BarisPendukung, IsiPendukung, Tempelan
from apps.pengukuran.services.pendukung import MAX_KOLOM
from apps.ui.pasted import MAX_BARIS

CADANGAN = 3
# More characters than this in a paste are not a table of 500 rows.
MAX_TEMPELAN = 300_000


@dataclass(frozen=True)
class IsianTabel:
    """All that the form holds; hapus are the positions of the rows that are ticked for removal."""

    kolom: tuple[str, ...]
    baris: tuple[BarisPendukung, ...]
    catatan: str
    versi: str
    hapus: frozenset[int] = frozenset()
    tempelan: str = ""
    berjudul: bool = False

    @property
    def disimpan(self) -> list[BarisPendukung]:
        """The rows to save; a ticked one is emptied, which leaves it out without moving the others' positions."""
        return [
            replace(b, isi=("",) * len(b.isi), tanda="") if i in self.hapus else b for i, b in enumerate(self.baris)
        ]

    def dengan_cadangan(self, jumlah: int = CADANGAN) -> "IsianTabel":
        """With empty rows at the end to type in, as many as still fit."""
        muat = max(0, min(jumlah, MAX_BARIS - len(self.baris)))
        return replace(self, baris=(*self.baris, *[BarisPendukung(("",) * (len(self.kolom) - 1))] * muat))

    def pindah(self, posisi: int, langkah: int) -> "IsianTabel":
        """With a row one place up (-1) or down (1); at the end of the table nothing happens."""
        tujuan = posisi + langkah
        if not (0 <= posisi < len(self.baris) and 0 <= tujuan < len(self.baris)):
            return self
        baris = list(self.baris)
        baris[posisi], baris[tujuan] = baris[tujuan], baris[posisi]
        tukar = {posisi: tujuan, tujuan: posisi}
        return replace(self, baris=tuple(baris), hapus=frozenset(tukar.get(i, i) for i in self.hapus))

    def tambah_kolom(self) -> "IsianTabel":
        """With an empty column at the right."""
        if len(self.kolom) >= MAX_KOLOM:
            return self
        return replace(self, kolom=(*self.kolom, ""), baris=tuple(replace(b, isi=(*b.isi, "")) for b in self.baris))

    def tanpa_kolom(self, posisi: int) -> "IsianTabel":
        """Without a column and its cells; the number and the last remaining one stay."""
        if not (0 < posisi < len(self.kolom)) or len(self.kolom) <= 2:
            return self
        return replace(
            self,
            kolom=tuple(k for j, k in enumerate(self.kolom) if j != posisi),
            baris=tuple(
                replace(b, isi=tuple(s for j, s in enumerate(b.isi, start=1) if j != posisi)) for b in self.baris
            ),
        )

    def dengan_tempelan(self, tempelan: Tempelan) -> "IsianTabel":
        """With a pasted block in place of all rows; they take the stored places of the rows they replace."""
        urutan = [b.urutan for b in self.baris if b.urutan]
        baris = tuple(replace(b, urutan=urutan[i] if i < len(urutan) else 0) for i, b in enumerate(tempelan.baris))
        return replace(self, kolom=tempelan.kolom, baris=baris, hapus=frozenset(), tempelan="", berjudul=False)


def dari_tersimpan(isi: IsiPendukung) -> IsianTabel:
    """The form of a stored table, with rows to spare."""
    return IsianTabel(isi.kolom, isi.baris, isi.catatan, isi.versi).dengan_cadangan()


def _bilangan(teks: str | None, paling_banyak: int) -> int:
    return min(int(teks), paling_banyak) if teks and teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


def baca_isian(data: QueryDict) -> IsianTabel:
    """Read the form; what is missing is empty, what was tampered with is cut to what a table can be."""
    jumlah_kolom = max(2, _bilangan(data.get("jumlah_kolom"), MAX_KOLOM))
    jumlah_baris = _bilangan(data.get("jumlah_baris"), MAX_BARIS + CADANGAN)
    return IsianTabel(
        kolom=tuple(data.get(f"kolom-{j}", "") for j in range(jumlah_kolom)),
        baris=tuple(
            BarisPendukung(
                tuple(data.get(f"sel-{i}-{j}", "") for j in range(jumlah_kolom - 1)),
                data.get(f"tanda-{i}", ""),
                _bilangan(data.get(f"urutan-{i}"), 32_000),
            )
            for i in range(jumlah_baris)
        ),
        catatan=data.get("catatan", ""),
        versi=data.get("versi", ""),
        hapus=frozenset(i for i in range(jumlah_baris) if f"hapus-{i}" in data),
        tempelan=data.get("tempelan", "")[:MAX_TEMPELAN],
        berjudul="berjudul" in data,
    )


def terapkan(isian: IsianTabel, aksi: str) -> tuple[IsianTabel, str]:
    """Do what a button of the table says ("naik-3", "tambah_baris"); the table, and the id of the place to show."""
    nama, _, angka = aksi.partition("-")
    posisi = _bilangan(angka, MAX_BARIS + CADANGAN)
    if nama == "naik":
        return isian.pindah(posisi, -1), f"baris-{max(posisi - 1, 0)}"
    if nama == "turun":
        return isian.pindah(posisi, 1), f"baris-{min(posisi + 1, len(isian.baris) - 1)}"
    if nama == "tambah_baris":
        return isian.dengan_cadangan(5), f"baris-{len(isian.baris)}"
    if nama == "tambah_kolom":
        return isian.tambah_kolom(), f"kolom-{len(isian.kolom)}"
    if nama == "hapus_kolom":
        return isian.tanpa_kolom(posisi), "kolom-0"
    if nama == "batal":
        return replace(isian, tempelan="", berjudul=False), "tabel"
    return isian, ""


def sel_views(isian: IsianTabel, galat: dict[str, str]) -> Sequence[dict[str, object]]:
    """The rows for the page: each cell with its name, label, text and error."""
    return [
        {
            "posisi": i,
            "nomor": i + 1,
            "urutan": b.urutan,
            "hapus": i in isian.hapus,
            "pertama": i == 0,
            "terakhir": i == len(isian.baris) - 1,
            "galat": galat.get(f"baris-{i}", ""),
            "sel": [
                {
                    "nama": f"sel-{i}-{j}",
                    "label": f"{isian.kolom[j + 1] or f'Kolom {j + 2}'}, baris {i + 1}",
                    "nilai": teks,
                    "galat": galat.get(f"sel-{i}-{j}", ""),
                }
                for j, teks in enumerate(b.isi)
            ],
            "tanda": {
                "nama": f"tanda-{i}",
                "label": f"Tanda catatan, baris {i + 1}",
                "nilai": b.tanda,
                "galat": galat.get(f"tanda-{i}", ""),
            },
        }
        for i, b in enumerate(isian.baris)
    ]
