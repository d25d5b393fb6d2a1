"""The next Renstra of KPU Kota Kupang as files: the indicators of the old one under the same codes, ten are adopted.

2024 gets a rencana aksi, so that 2025 has something to take over. Used by unit tests through muat_folder, by browser
tests through `manage.py muat_data`.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

DATA = Path(settings.BASE_DIR) / "data" / "kota-kupang"
LAMA, BARU = "renstra-5371-2020", "renstra-5371-2025"
DIADOPSI = 10
# Of each indicator with a rencana aksi: its targets by quarter, and its lines.
RENCANA = {
    "parpol-mutakhir": (["10", "20", "30", "40"], ["Memutakhirkan data Sipol", "Rapat koordinasi partai politik"]),
    "nilai-sakip": (["tanpa target", "B", "B", "BB"], ["Menyusun LKE SAKIP"]),
}


def tulis_renstra_baru(folder: Path) -> Path:
    """Write the sheets into a folder and return it."""
    folder.mkdir(exist_ok=True)
    for name in ("renstra", "tujuan", "sasaran", "kategori", "indikator"):
        _write(folder, name, [_renewed(row) for row in _read(name)])
    adopsi = [_renewed(row) | {"Dari": "2025", "Sampai": "2025"} for row in _read("adopsi")[:DIADOPSI]]
    _write(folder, "adopsi", adopsi)
    kode = [row["Indikator"] for row in adopsi]
    target = {row["Indikator"]: row["Target"] for row in _read("target_renstra") if row["Tahun"] == "2024"}
    # All but the first promise what 2024 did.
    baru = {k: "45" if k == "parpol-mutakhir" else target[k] for k in kode}
    own = {"Entitas": "5371"}
    _write(folder, "target_renstra", [own | {"Indikator": k, "Tahun": "2025", "Target": baru[k]} for k in kode])
    place = {kode: own | {"Indikator": kode, "Tahun": "2024"} for kode in RENCANA}
    quarters = [
        place[kode] | {"Triwulan": str(n), "Target": target}
        for kode, (targets, _) in RENCANA.items()
        for n, target in enumerate(targets, start=1)
    ]
    _write(folder, "target_triwulan", quarters)
    steps = [
        place[kode] | {"Triwulan": str(n), "Urutan": str(urutan), "Uraian": f"{uraian} ({n})"}
        for kode, (_, lines) in RENCANA.items()
        for n in range(1, 5)
        for urutan, uraian in enumerate(lines, start=1)
    ]
    _write(folder, "rencana_aksi", steps)
    return folder


def _renewed(row: dict[str, str]) -> dict[str, str]:
    baru = {key: BARU if value == LAMA else value for key, value in row.items()}
    if "Tahun awal" in baru:
        baru |= {"Tahun awal": "2025", "Tahun akhir": "2029", "Nama": "Rencana Strategis KPU Kota Kupang 2025-2029"}
    return baru


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _write(folder: Path, name: str, rows: Iterable[dict[str, str]]) -> None:
    """With the headings of the demonstration's file; what a row does not say stays empty."""
    headings = (DATA / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
