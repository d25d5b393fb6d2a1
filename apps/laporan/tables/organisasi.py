"""Tables of the organisation: BAB I (LKj 3, 4)."""

from collections.abc import Sequence

from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Group, Row


class PembagianDivisi(Report):
    """The divisi with their people and tasks, one row each."""

    slug = "pembagian-divisi"
    empty_reason = "Pembagian divisi yang berlaku tahun ini belum dicatat."

    def title(self, ctx: Konteks) -> str:
        return "Pembagian Divisi dan Uraian Tugas"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [Column("divisi", "Divisi / Penanggungjawab", width=44), Column("tugas", "Uraian Tugas", width=80)]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        rows = []
        for divisi in fakta.divisi:
            kepala = [
                divisi.nama,
                *_berjudul("Ketua Divisi :", [f"- {nama}" for nama in divisi.ketua]),
                *_berjudul("Wakil Divisi :", [f"- {nama}" for nama in divisi.wakil]),
            ]
            tugas = _berjudul("Kebijakan Dalam :", [f"{n}. {isi}" for n, isi in enumerate(divisi.tugas, start=1)])
            rows.append(Row({"divisi": Cell("\n".join(kepala)), "tugas": Cell("\n".join(tugas) or None)}))
        return rows, []


def _berjudul(judul: str, baris: list[str]) -> list[str]:
    """Lines below their label; no label where there is nothing to say."""
    return [judul, *baris] if baris else []


class KoordinatorWilayah(Report):
    """Commissioners and the kecamatan that they coordinate."""

    slug = "koordinator-wilayah"
    empty_reason = "Koordinator wilayah yang berlaku tahun ini belum dicatat."

    def title(self, ctx: Konteks) -> str:
        return "Pembagian Koordinator Wilayah"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No.", "nomor", width=6),
            Column("nama", "Nama", width=36),
            Column("kedudukan", "Kedudukan", width=18),
            Column("korwil", "Koordinator Wilayah", width=48),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        return [
            Row(
                {
                    "no": Cell(number),
                    "nama": Cell(orang.nama),
                    "kedudukan": Cell(orang.kedudukan),
                    "korwil": Cell(f"Kecamatan {' dan '.join(orang.kecamatan)}" if orang.kecamatan else None),
                }
            )
            for number, orang in enumerate(fakta.korwil, start=1)
        ], []
