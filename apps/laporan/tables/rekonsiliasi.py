"""The reconciliation of a budget year; generated, not part of the LKj's outline."""

from collections.abc import Sequence

from apps.anggaran.rekonsiliasi import Selisih, TakSebanding, label_ukuran
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Difference, Group, Row
from apps.ui.numbers import format_tanggal

BUKAN = "Tidak dapat dibandingkan"


class RekonsiliasiAnggaran(Report):
    """Every amount of another source that is not ours, with its explanation; then what could not be compared."""

    slug = "rekonsiliasi-anggaran"
    empty_reason = "Tidak ada angka dari sumber lain yang berbeda dari angka aplikasi ini."

    def title(self, ctx: Konteks) -> str:
        return f"Rekonsiliasi Anggaran Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("pos", "Pos anggaran", width=44),
            Column("ukuran", "Ukuran", width=16),
            Column("kita", "Menurut aplikasi", "rupiah", width=18),
            Column("lain", "Menurut sumber lain", "rupiah", width=18),
            Column("selisih", "Selisih", "rupiah", width=16),
            Column("sumber", "Sumber lain", width=28),
            Column("halaman", "Halaman", width=10),
            Column("tanggal", "Keadaan per", width=18),
            Column("catatan", "Catatan sumber", width=40),
            Column("status", "Status", width=20),
            Column("penjelasan", "Penjelasan", width=50),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        rekonsiliasi = fakta.rekonsiliasi
        rows = [
            self._row(nomor, s)
            for nomor, s in enumerate((s for k in rekonsiliasi.kelompok for s in k.selisih), start=1)
        ]
        rows += [self._bare(t, nomor) for nomor, t in enumerate(rekonsiliasi.tak_sebanding, start=len(rows) + 1)]
        if not rows:
            return [], []
        notes = ["Selisih adalah angka sumber lain dikurangi angka aplikasi; untuk persentase dalam poin persen."]
        if rekonsiliasi.sama:
            notes.append(f"{rekonsiliasi.sama} angka lain yang dibandingkan sama dengan angka aplikasi.")
        return rows, notes

    @staticmethod
    def _row(nomor: int, s: Selisih) -> Row:
        if s.persen:
            amounts = {
                # As they are compared: rounded, so that they and their difference agree on paper.
                "kita": Cell(s.tercetak(s.nilai_kita)),
                "lain": Cell(s.tercetak(s.nilai_lain)),
                "selisih": Cell(s.selisih_tercetak),
            }
        else:
            amounts = {
                "kita": Cell(int(s.nilai_kita)),
                "lain": Cell(int(s.nilai_lain)),
                "selisih": Cell(int(s.selisih), formula=Difference("lain", "kita")),
            }
        return Row(
            {"no": Cell(nomor), "pos": Cell(s.subjek), "ukuran": Cell(label_ukuran(s.ukuran))}
            | amounts
            | _source(s)
            | {"status": Cell(s.status), "penjelasan": Cell(s.penjelasan.teks if s.penjelasan else "")}
        )

    @staticmethod
    def _bare(t: TakSebanding, nomor: int) -> Row:
        return Row(
            {
                "no": Cell(nomor),
                "pos": Cell(t.subjek),
                "ukuran": Cell(label_ukuran(t.ukuran)),
                "kita": Cell(reason=t.alasan),
                "lain": Cell(t.nilai),
                "status": Cell(f"{BUKAN}. {t.alasan}"),
            }
            | _source(t)
        )


def _source(s: Selisih | TakSebanding) -> dict[str, Cell]:
    return {
        "sumber": Cell(s.sumber),
        "halaman": Cell(s.halaman),
        "tanggal": Cell(format_tanggal(s.tanggal) if s.tanggal else ""),
        "catatan": Cell(s.catatan),
    }
