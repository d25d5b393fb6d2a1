"""Two editions side by side: which cells, rows, columns, notes and inputs differ. Works on the stored JSON alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from apps.siklus.facts import nama_periode
from apps.ui.numbers import format_rinci, format_tanggal

Data = Mapping[str, Any]
# The inputs of a realisasi that people would ask about, as they are called on screen.
MASUKAN = {
    "keadaan": "Keadaan",
    "nilai": "Nilai",
    "pembilang": "Pembilang",
    "penyebut": "Penyebut",
    "tingkat": "Tingkat",
    "skor": "Skor",
    "alasan": "Alasan belum terukur",
    "status_nilai": "Status nilai",
    "keandalan": "Keandalan",
    "catatan_kaki": "Catatan kaki",
    "sumber": "Sumber data",
    "per_tanggal": "Keadaan per tanggal",
}

# Codes among them, in words.
KODE = {"belum_terukur": "belum terukur"}
BERANGKA = frozenset({"nilai", "pembilang", "penyebut", "skor"})


@dataclass(frozen=True, slots=True)
class SelBerbeda:
    """One cell that is not the same: where it stands, and what it says in either edition."""

    baris: str
    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BagianBerbeda:
    """A table, a diagram or the inputs, with all that differs in it; catatan tells of columns, notes and titles."""

    judul: str
    catatan: tuple[str, ...] = ()
    sel: tuple[SelBerbeda, ...] = ()
    baris_baru: tuple[str, ...] = ()
    baris_hilang: tuple[str, ...] = ()


def bandingkan(lama: Data, baru: Data) -> list[BagianBerbeda]:
    """All differences between the contents of two editions, in the order of the newer one; empty when there is none."""
    parts = [
        *_parts("Tabel", lama["tabel"], baru["tabel"], _compare_tables),
        *_parts("Diagram", lama["diagram"], baru["diagram"], _compare_charts),
        _compare_inputs(lama["indikator"], baru["indikator"]),
        _compare_sentences(lama.get("perbandingan"), baru.get("perbandingan")),
    ]
    return [part for part in parts if part.catatan or part.sel or part.baris_baru or part.baris_hilang]


def judul_bagian(jenis: str, data: Data) -> str:
    """The full title of a stored table or diagram."""
    return f"{jenis} {data['nomor']}. {data['judul']}" if data["nomor"] else data["judul"]


def _parts(jenis: str, lama: Sequence[Data], baru: Sequence[Data], compare: Any) -> Iterator[BagianBerbeda]:
    before = {data["slug"]: data for data in lama}
    for data in baru:
        judul = judul_bagian(jenis, data)
        old = before.pop(data["slug"], None)
        if old is None:
            yield BagianBerbeda(judul, (f"{jenis} ini tidak ada dalam edisi lama.",))
        else:
            yield compare(judul, old, data)
    for data in before.values():
        yield BagianBerbeda(judul_bagian(jenis, data), (f"{jenis} ini tidak ada dalam edisi baru.",))


def _compare_tables(judul: str, lama: Data, baru: Data) -> BagianBerbeda:
    before, after = ({k["kunci"]: k for k in data["kolom"]} for data in (lama, baru))
    texts = _naming(baru, [key for key, kolom in after.items() if kolom["jenis"] == "teks" and key in before])
    both = [key for key in after if key in before]
    sel: list[SelBerbeda] = []
    gone: list[str] = []
    new: list[str] = []
    rows, others = lama["baris"], baru["baris"]
    matcher = SequenceMatcher(None, [_row_key(r, texts) for r in rows], [_row_key(r, texts) for r in others], False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i2 - i1 == j2 - j1:  # the same rows, or as many whose texts were changed
            for offset in range(i2 - i1):
                old, row = rows[i1 + offset], others[j1 + offset]
                name = _row_name(row, texts, j1 + offset)
                sel.extend(
                    SelBerbeda(name, after[key]["label"], _text(old, key), _text(row, key))
                    for key in both
                    if _text(old, key) != _text(row, key)
                )
        elif tag != "equal":
            gone.extend(_row_name(row, texts, i1 + n) for n, row in enumerate(rows[i1:i2]))
            new.extend(_row_name(row, texts, j1 + n) for n, row in enumerate(others[j1:j2]))
    return BagianBerbeda(judul, _told(lama, baru, before, after), tuple(sel), tuple(new), tuple(gone))


def _row_key(row: Data, texts: Sequence[str]) -> tuple[str, ...]:
    return (row["gaya"], *(row["teks"][key] for key in texts))


def _naming(data: Data, texts: Sequence[str]) -> list[str]:
    """The text columns, first the one that most rows can be known by: what spans rows or heads them names none."""
    filled = {key: sum(bool(row["teks"][key]) for row in data["baris"] if row["gaya"] == "isi") for key in texts}
    return sorted(texts, key=lambda key: -filled[key])


def _row_name(row: Data, texts: Sequence[str], index: int) -> str:
    return next((row["teks"][key] for key in texts if row["teks"][key]), f"Baris {index + 1}")


def _text(row: Data, key: str) -> str:
    return row["teks"][key] + row["tanda"].get(key, "")


def _told(lama: Data, baru: Data, before: Mapping[str, Data], after: Mapping[str, Data]) -> tuple[str, ...]:
    told = []
    if lama["judul"] != baru["judul"]:
        told.append(f"Judul semula: {lama['judul']}.")
    told += [f"Kolom baru: {kolom['label']}." for key, kolom in after.items() if key not in before]
    told += [f"Kolom hilang: {kolom['label']}." for key, kolom in before.items() if key not in after]
    told += [
        f"Kolom “{before[key]['label']}” kini “{kolom['label']}”."
        for key, kolom in after.items()
        if key in before and before[key]["label"] != kolom["label"]
    ]
    told += [f"Catatan baru: {text}" for text in baru["catatan"] if text not in lama["catatan"]]
    told += [f"Catatan hilang: {text}" for text in lama["catatan"] if text not in baru["catatan"]]
    return tuple(told)


def _compare_charts(judul: str, lama: Data, baru: Data) -> BagianBerbeda:
    """A diagram as the table that it draws."""
    before, after = _chart_cells(lama), _chart_cells(baru)
    sel = [
        SelBerbeda(kategori, seri, before[kategori, seri], text)
        for (kategori, seri), text in after.items()
        if (kategori, seri) in before and before[kategori, seri] != text
    ]
    old, new = lama["kategori"], baru["kategori"]
    return BagianBerbeda(
        judul,
        sel=tuple(sel),
        baris_baru=tuple(name for name in new if name not in old),
        baris_hilang=tuple(name for name in old if name not in new),
    )


def _chart_cells(data: Data) -> dict[tuple[str, str], str]:
    return {
        (kategori, seri["nama"]): text
        for seri in data["seri"]
        for kategori, text in zip(data["kategori"], seri["teks"], strict=True)
    }


def _compare_inputs(lama: Sequence[Data], baru: Sequence[Data]) -> BagianBerbeda:
    before, after = _inputs(lama), _inputs(baru)
    sel = [
        SelBerbeda(name, label, _masukan(key, before[name][key]), _masukan(key, row[key]))
        for name, row in after.items()
        if name in before
        for key, label in MASUKAN.items()
        if before[name][key] != row[key]
    ]
    return BagianBerbeda(
        "Data di balik angka",
        sel=tuple(sel),
        baris_baru=tuple(name for name in after if name not in before),
        baris_hilang=tuple(name for name in before if name not in after),
    )


def _masukan(key: str, value: str | None) -> str:
    """An input as a person reads it."""
    if value is None:
        return ""
    if key in BERANGKA:
        return format_rinci(Decimal(value))
    return format_tanggal(date.fromisoformat(value)) if key == "per_tanggal" else KODE.get(value, value)


def _inputs(indikator: Sequence[Data]) -> dict[str, Data]:
    return {
        f"Indikator {i['nomor']}, {nama_periode(r['tahun'], r['triwulan'])}": r
        for i in indikator
        for r in i["realisasi"]
    }


def _compare_sentences(lama: Data | None, baru: Data | None) -> BagianBerbeda:
    """What the seven comparisons say. Editions from before they were kept have none, which is no difference."""
    before, after = _sentences(lama or {}), _sentences(baru or {})
    sel = tuple(
        SelBerbeda(name, judul, before[name, judul], text)
        for (name, judul), text in after.items()
        if (name, judul) in before and before[name, judul] != text
    )
    return BagianBerbeda("Kalimat perbandingan", sel=sel)


def _sentences(perbandingan: Data) -> dict[tuple[str, str], str]:
    """What stands in each comparison: the words of people where they wrote some, else the sentence of the figures."""
    return {
        (f"{jenis.capitalize()} {pokok['nomor']}", f"{p['nomor']}. {p['judul']}"): p["narasi"]["isi"]
        if p["narasi"]
        else p["kalimat"]
        for jenis in ("indikator", "sasaran")
        for pokok in perbandingan.get(jenis, ())
        for p in pokok["perbandingan"]
    }
