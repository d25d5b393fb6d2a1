"""Cells of targets, realisasi and capaian: the one way in which these are shown in every table."""

from apps.laporan.table import Achievement, Cell, Difference, Kind, Value
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, FaktaTarget, Nilai
from apps.ui.numbers import format_angka

MARKS = ("*", "**", "***", "****", "*****")
DOUBT_MARKS = ("†", "††", "†††", "††††", "†††††")
# What the workflow says about a figure; always the same mark.
DIREVISI = ("‡", "Angka ini sedang direvisi sejak edisi terakhir.")
VERIFIKASI_SENDIRI = ("§", "Angka ini diverifikasi oleh pengajunya sendiri.")


# How the values of each unit are written.
KINDS: dict[str, Kind] = {"persen": "persen", "indeks": "indeks", "jumlah": "jumlah", "tingkat": "tingkat"}


class Footnotes:
    """Collects the notes of a table; the same text always gets the same mark."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._used = {"": 0, "†": 0}

    def mark(self, text: str, *, doubt: bool = False) -> str:
        """The mark of a note, added when it is new; no text, no mark."""
        if not text:
            return ""
        if text not in self._marks:
            series, marks = ("†", DOUBT_MARKS) if doubt else ("", MARKS)
            index = self._used[series]
            self._marks[text] = marks[index] if index < len(marks) else f"{marks[0]}{index + 1}"
            self._used[series] = index + 1
        return self._marks[text]

    def fixed(self, mark: str, text: str) -> str:
        """A note whose mark is given, added when it is new."""
        return self._marks.setdefault(text, mark)

    def lines(self) -> list[str]:
        """The notes as printed below the table."""
        return [f"{mark} : {text}" for text, mark in self._marks.items()]


def _kind(indikator: FaktaIndikator) -> Kind:
    return KINDS[indikator.satuan]


def _value(nilai: Nilai) -> Value:
    return nilai.tingkat.kode if nilai.tingkat else nilai.angka


def _figure(indikator: FaktaIndikator, nilai: Nilai, *, mark: str = "", reason: str = "") -> Cell:
    """A value in the unit of its indicator; only counts name theirs in the cell."""
    kind = _kind(indikator)
    unit = indikator.nama_satuan if kind == "jumlah" else ""
    return Cell(_value(nilai), kind=kind, mark=mark, reason=reason, ref=ref(indikator), unit=unit)


def target_cell(indikator: FaktaIndikator, target: FaktaTarget) -> Cell:
    """A target: "-" when there is none by decision, empty when it was not filled in."""
    if target.nilai.ada:
        return _figure(indikator, target.nilai, reason=target.catatan)
    if target.tanpa_target:
        return Cell(blank="-", reason="Tidak ada target untuk tahun ini.")
    return Cell(reason="Target belum diisi.")


def realisasi_cell(indikator: FaktaIndikator, realisasi: FaktaRealisasi, notes: Footnotes) -> Cell:
    """A realisasi with its marks: "-" when it could not be measured, empty when it was not filled in."""
    if not realisasi.terisi:
        return Cell(reason=realisasi.alasan or "Realisasi belum diisi.")
    if not realisasi.nilai.ada:
        return Cell(blank="-", reason=realisasi.alasan)
    mark = notes.mark(realisasi.catatan_kaki)
    reason = " ".join([*_skor(realisasi), *(["Nilai sementara."] if realisasi.sementara else [])])
    if realisasi.diragukan:
        reason = f"Diragukan: {realisasi.alasan_keandalan}"
        mark += notes.mark(reason, doubt=True)
    if realisasi.direvisi:
        mark += notes.fixed(*DIREVISI)
    if realisasi.verifikasi_sendiri:
        mark += notes.fixed(*VERIFIKASI_SENDIRI)
    return _figure(indikator, realisasi.nilai, mark=mark, reason=reason)


def _skor(realisasi: FaktaRealisasi) -> list[str]:
    """The score behind a level, in a sentence, when it is known."""
    tingkat = realisasi.nilai.tingkat
    return [f"Skor {format_angka(tingkat.skor)}."] if tingkat and tingkat.skor is not None else []


def capaian_cell(
    kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int, target_key: str, realisasi_key: str
) -> Cell:
    """A capaian in percent with its live formula; "-" with the reason when it is undefined."""
    capaian = kinerja.capaian(indikator, tahun)
    if capaian.nilai is None:
        belum = not indikator.realisasi_tahun(tahun).terisi
        return Cell(blank="" if belum else "-", reason=capaian.alasan)
    formula = None
    if indikator.satuan != "tingkat":
        formula = Achievement(indikator.arah.value, target_key, realisasi_key, kinerja.batas)
    return Cell(capaian.nilai, kind="persen", reason=capaian.catatan, formula=formula, ref=ref(indikator))


def selisih_cell(indikator: FaktaIndikator, tahun: int, formula: Difference | None = None) -> Cell:
    """realisasi − target in points; "-" with the reason when there is none."""
    selisih = indikator.selisih(tahun)
    if selisih.nilai is None:
        belum = not indikator.realisasi_tahun(tahun).terisi
        return Cell(blank="" if belum else "-", reason=selisih.alasan)
    return Cell(selisih.nilai, kind="poin", formula=formula, ref=ref(indikator))


def kategori_cell(kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> Cell:
    """The name of the category of a capaian; "-" with the reason when the capaian is undefined."""
    capaian = kinerja.capaian(indikator, tahun)
    kategori = kinerja.kategori(capaian)
    if kategori is None:
        belum = not indikator.realisasi_tahun(tahun).terisi
        return Cell(blank="" if belum else "-", reason=capaian.alasan or "Skala kategori Renstra belum diisi.")
    return Cell(kategori.nama, ref=ref(indikator))


def ref(indikator: FaktaIndikator) -> str:
    """The place that shows how a figure of this indicator came about."""
    return f"indikator/{indikator.nomor}"
