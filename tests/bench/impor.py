"""A long budget file read, shown and applied, each in a process of its own, so that the memory is that of the work.

python -m tests.bench.impor baca|siapkan|kerjakan FILE FOLDER: read the file and nothing else; make a fresh office in
the folder; do the whole work there, as the worker does it. Prints JSON: seconds, and the most memory in MB that the
process ever held (None where the system does not say).
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.__main__ import begin, prepare

LINES, YEAR = 20_000, 2026


def make_file(path: Path) -> None:
    """Write a Fa Detail report of so many lines as an office downloads it."""
    from apps.anggaran.importers.contoh import buat_contoh
    from apps.anggaran.importers.fa_detail_tulis import tulis_xlsx

    with path.open("wb") as file:
        tulis_xlsx(buat_contoh(LINES, tahun=YEAR), file)


def measure(step: str, path: Path, folder: Path | None = None) -> dict[str, Any]:
    """Run a step in its own process and return what it prints."""
    command = [sys.executable, "-m", "tests.bench.impor", step, str(path), str(folder or path.parent)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(result.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _peak_mb() -> float | None:
    """Return the most memory of this process; its rusage would begin with that of the process that started it."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return None
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _read(path: Path) -> None:
    from apps.anggaran.importers.pemeriksaan import baca

    with path.open("rb") as file:
        baca(file, path.name)


def _database(folder: Path) -> str:
    """A file, as an office has it: in memory the database itself would be counted."""
    return f"sqlite:///{folder / 'kinerja.sqlite3'}"


def _work(path: Path, folder: Path) -> dict[str, Any]:
    begin(folder, _database(folder))
    from apps.anggaran.models import ImporAnggaran
    from apps.anggaran.services.antrean import minta_penerapan, unggah_impor
    from apps.anggaran.services.penerapan import Pilihan
    from apps.anggaran.services.pengolahan import baca_impor, terapkan_impor
    from apps.organisasi.models import Pengguna, Satker

    pelaku = Pengguna.objects.get(username="administrator")
    satker = Satker.objects.get(kode="5371")
    idle = _peak_mb()
    with path.open("rb") as file:
        pk = unggah_impor(pelaku=pelaku, satker=satker, tahun=YEAR, isi=file, nama=path.name).pk
    # Read in the same minute: whatever the machine does besides hits both.
    baca = _seconds(lambda: _read(path))
    pratinjau = _seconds(lambda: baca_impor(pk))
    minta_penerapan(pelaku=pelaku, impor_id=pk, pilihan=Pilihan(nama="DIPA awal"))
    terapkan = _seconds(lambda: terapkan_impor(pk))
    impor = ImporAnggaran.objects.get(pk=pk)
    if impor.status != ImporAnggaran.Status.DITERAPKAN:
        raise RuntimeError(f"Berkas tidak diterapkan: {impor.status} {impor.hasil}")
    return {"baca": baca, "pratinjau": pratinjau, "terapkan": terapkan, "awal": idle}


def main(step: str, path: Path, folder: Path) -> None:
    found: dict[str, Any] = {}
    if step == "siapkan":
        prepare(folder, _database(folder))
    elif step == "kerjakan":
        found = _work(path, folder)
    else:
        _read(path)
    print(json.dumps({**found, "puncak": _peak_mb()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
