"""Load a folder of sheets (CSV, UTF-8, ";") into the database: everything or nothing, and the same twice is nothing.

The order of SHEETS is the order of dependence: what is referred to comes first.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from import_export.results import Result, RowResult
from tablib import Dataset

from apps.anggaran.resources import SHEETS as ANGGARAN
from apps.audit.services import Pelaku, lock_chain, record_rows
from apps.audit.states import canonical_json
from apps.dokumen.resources import SHEETS as DOKUMEN
from apps.laporan.resources import SHEETS as LAPORAN
from apps.organisasi.resources import SHEETS as ORGANISASI
from apps.pengukuran.resources import SHEETS as PENGUKURAN
from apps.perencanaan.models import Renstra
from apps.perencanaan.resources import SHEETS as PERENCANAAN
from apps.siklus.resources import SHEETS as SIKLUS
from apps.ui.resources import SheetResource

SHEETS: tuple[type[SheetResource], ...] = (
    *ORGANISASI,
    *SIKLUS,
    *PERENCANAAN,
    *PENGUKURAN,
    *ANGGARAN,
    *DOKUMEN,
    *LAPORAN,
)
# Nobody mends more than this at once; the rest is counted.
MAX_TOLD = 100
OWNER_HEADINGS = ("Satker", "Entitas", "Pemilik")


@dataclass(frozen=True)
class Fault:
    """What is wrong and where: file, row as a spreadsheet counts it (0 = the file as a whole), column, reason."""

    berkas: str
    baris: int
    kolom: str
    pesan: str

    def __str__(self) -> str:
        tempat = ", ".join(
            part
            for part in (f"baris {self.baris}" if self.baris else "", f"kolom {self.kolom}" if self.kolom else "")
            if part
        )
        return f"{self.berkas}, {tempat}: {self.pesan}" if tempat else f"{self.berkas}: {self.pesan}"


class LoadError(Exception):
    """Nothing was loaded; ``faults`` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        told = [str(fault) for fault in self.faults[:MAX_TOLD]]
        if len(self.faults) > MAX_TOLD:
            told.append(f"… dan {len(self.faults) - MAX_TOLD} kesalahan lain.")
        super().__init__("\n".join(told))


@dataclass(frozen=True)
class SheetResult:
    """What a sheet changed: rows new, changed and unchanged."""

    berkas: str
    baru: int
    berubah: int
    sama: int


@dataclass(frozen=True)
class Rows:
    """The rows of a file and the number that a spreadsheet gives each of them, blank lines counted."""

    data: Dataset
    numbers: list[int]


def _read(path: Path, resource: SheetResource) -> Rows:
    """Read one file strictly. Raises LoadError for a wrong encoding, heading or number of cells."""
    if path.is_symlink() or not path.is_file():
        raise LoadError([Fault(path.name, 0, "", "Bukan berkas biasa. Salin berkas CSV-nya sendiri ke folder ini.")])
    try:
        # Opened without newline translation: a line break inside quotes belongs to the cell.
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, delimiter=";", strict=True))
    except UnicodeDecodeError as error:
        raise LoadError([Fault(path.name, 0, "", "Berkas bukan UTF-8. Simpan ulang sebagai CSV UTF-8.")]) from error
    except csv.Error as error:
        too_long = "field limit" in str(error)
        pesan = "Ada sel yang terlalu panjang." if too_long else "Tanda kutip dalam berkas tidak berpasangan."
        raise LoadError([Fault(path.name, 0, "", pesan)]) from error
    if not lines:
        raise LoadError([Fault(path.name, 0, "", "Berkas kosong; baris pertama harus berisi judul kolom.")])
    header = [cell.strip() for cell in lines[0]]
    expected = resource.headings()
    faults = [Fault(path.name, 1, name, "Kolom ini tidak ada di berkas.") for name in expected if name not in header]
    faults += [Fault(path.name, 1, name, "Kolom ini tidak dikenal.") for name in header if name not in expected]
    faults += [
        Fault(path.name, 1, name, "Kolom ini muncul lebih dari sekali.") for name, n in Counter(header).items() if n > 1
    ]
    body = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(cell.strip() for cell in line)]
    faults += [
        Fault(
            path.name, number, "", f"Ada {len(line)} sel, seharusnya {len(header)}. Periksa titik koma di dalam teks."
        )
        for number, line in body
        if len(line) != len(header)
    ]
    faults += [
        Fault(path.name, number, "", "Baris ini memuat karakter yang tidak dapat disimpan. Ketik ulang isinya.")
        for number, line in body
        if any("\0" in cell for cell in line)
    ]
    if faults:
        raise LoadError(faults)
    return Rows(Dataset(*[line for _, line in body], headers=header), [number for number, _ in body])


def _duplicates(name: str, resource: SheetResource, rows: Rows) -> list[Fault]:
    """Refuse two rows of one file that mean the same thing: the second would silently win."""
    keys = [*resource.sheet_context, *(resource.fields[key].column_name for key in resource.get_import_id_fields())]
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for number, row in zip(rows.numbers, rows.data.dict, strict=True):
        key = tuple(str(row[heading]).strip().lower() for heading in dict.fromkeys(keys))
        if key in seen:
            faults.append(Fault(name, number, keys[-1], f"Baris ini sama kuncinya dengan baris {seen[key]}."))
        seen.setdefault(key, number)
    return faults


def _met_twice(name: str, resource: SheetResource, rows: Rows, found: Sequence[object]) -> list[Fault]:
    """Refuse two rows that met the same record because its key is spelt in two ways ("1" and "01")."""
    kolom = resource.fields[resource.get_import_id_fields()[-1]].column_name
    first = {key: number for number, key in reversed([*zip(rows.numbers, found, strict=True)])}
    return [
        Fault(name, number, kolom, f"Baris ini sama kuncinya dengan baris {first[key]}.")
        for number, key in zip(rows.numbers, found, strict=True)
        if first[key] != number
    ]


def _owner_of(row: dict[str, str], renstra: Mapping[str, str]) -> str:
    """The satker that a row belongs to: named in it, else the owner of its Renstra; "" is the system."""
    named = next((row[name].strip().partition("-")[0] for name in OWNER_HEADINGS if row.get(name)), "")
    return named or renstra.get(row.get("Renstra", "").strip(), "")


def _owners(rows: Sequence[dict[str, str]], indices: Iterable[int]) -> dict[str, list[int]]:
    """The given rows by the satker that they belong to."""
    renstra = dict(Renstra.objects.values_list("kode", "pemilik__kode"))
    owners: dict[str, list[int]] = {}
    for index in indices:
        owners.setdefault(_owner_of(rows[index], renstra), []).append(index)
    return owners


def _journal(resource: SheetResource, data: Dataset, result: Result, pelaku: Pelaku, totals: dict[str, int]) -> None:
    """One entry per satker and sheet: a digest over the lines that made a difference, and one of each row they made."""
    changed = [index for index, row in enumerate(result.rows) if row.import_type != RowResult.IMPORT_TYPE_SKIP]
    rows = data.dict if changed else []
    for owner, own in _owners(rows, changed).items() if changed else ():
        lines = canonical_json([rows[index] for index in own])
        record_rows(
            rantai=owner,
            pelaku=pelaku,
            tindakan="impor_lembar",
            objek=f"Lembar {resource.sheet_name}",
            model=resource._meta.model,
            pks=[result.rows[index].object_id for index in own],
            rincian={"baris": len(own), "sha256": hashlib.sha256(lines.encode()).hexdigest(), **totals},
        )


def _load_sheet(path: Path, sheet: type[SheetResource], pelaku: Pelaku) -> SheetResult:
    resource = sheet()
    rows = _read(path, resource)
    if faults := _duplicates(path.name, resource, rows):
        raise LoadError(faults)
    # Whoever writes for a satker at the same time waits here, and not half-way.
    data = rows.data.dict
    for owner in sorted(_owners(data, range(len(data)))):
        lock_chain(owner)
    result = resource.import_data(rows.data, dry_run=False, raise_errors=False, use_transactions=False)
    faults = [
        Fault(path.name, rows.numbers[row.number - 1], heading, message)
        for row in result.invalid_rows
        for heading, message in resource.faults(row.error)
    ]
    faults += [
        Fault(path.name, rows.numbers[number - 1], "", str(e.error))
        for number, errors in result.row_errors()
        for e in errors
    ]
    faults += [Fault(path.name, 0, "", str(error.error)) for error in result.base_errors]
    faults = faults or _met_twice(path.name, resource, rows, [row.object_id for row in result.rows])
    if faults:
        raise LoadError(sorted(faults, key=lambda fault: fault.baris))
    kinds = Counter(row.import_type for row in result.rows)
    outcome = SheetResult(
        path.name,
        baru=kinds[RowResult.IMPORT_TYPE_NEW],
        berubah=kinds[RowResult.IMPORT_TYPE_UPDATE],
        sama=kinds[RowResult.IMPORT_TYPE_SKIP],
    )
    _journal(resource, rows.data, result, pelaku, {"baru": outcome.baru, "berubah": outcome.berubah})
    return outcome


@transaction.atomic
def load_folder(folder: Path, pelaku: Pelaku) -> list[SheetResult]:
    """Load all known sheets of a folder in one transaction.

    Raises LoadError, with everything found in the first faulty sheet, and then nothing is loaded.
    """
    # Two loads at once would meet crosswise in the chains of several satker; the system's chain puts them in line.
    lock_chain("")
    known = {f"{sheet.sheet_name}.csv": sheet for sheet in SHEETS}
    present = {path.name for path in folder.glob("*.csv")}
    if not present:
        raise LoadError([Fault(str(folder), 0, "", "Tidak ada berkas CSV di folder ini.")])
    if unknown := sorted(present - known.keys()):
        raise LoadError([Fault(name, 0, "", "Nama lembar ini tidak dikenal.") for name in unknown])
    return [_load_sheet(folder / name, sheet, pelaku) for name, sheet in known.items() if name in present]
