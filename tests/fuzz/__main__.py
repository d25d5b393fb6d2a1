"""Random input with a fixed seed: no crash, no partial write, only the refusals that are meant.

Half of the time goes to typed numbers, half to mangled data sheets loaded into an in-memory database.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "kpu_kinerja.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from apps.audit.services import Sistem  # noqa: E402
from apps.laporan.loading import SHEETS, LoadError, load_folder  # noqa: E402
from apps.ui.numbers import NumberError, parse_number  # noqa: E402

DATA = Path(settings.BASE_DIR) / "data" / "kota-kupang"
ALPHABET = "0123456789.,-%Rp \u00a0\u2011\u2212٣²abc=+@'\"\n\t;|eE"
Mangle = Callable[[random.Random, bytes], bytes]


def fuzz_number(chance: random.Random) -> None:
    """Whatever is typed is a number, nothing, or a refusal with a sentence."""
    text = "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(25)))
    if chance.random() < 0.1:
        text += chr(chance.randrange(0x110000))
    for kind in ("rupiah", "bulat", "persen", "indeks"):
        try:
            parse_number(text, kind, negative=chance.random() < 0.5)  # type: ignore[arg-type]
        except NumberError as error:
            if not str(error).strip():
                raise AssertionError(f"empty refusal of {text!r}") from error


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def repeat_line(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"\n".join(lines)


def change_cell(chance: random.Random, content: bytes) -> bytes:
    lines = content.decode().split("\n")
    index = chance.randrange(1, max(2, len(lines) - 1))
    cells = lines[index].split(";")
    values = [
        "",
        "0",
        "-1",
        "12.5",
        "1e9",
        "x" * 400,
        "tanpa target",
        "ya",
        "2024-13-45",
        "\x00",
        "=1+1",
        "٣",
        "9" * 30,
    ]
    cells[chance.randrange(len(cells))] = chance.choice(values)
    lines[index] = ";".join(cells)
    return "\n".join(lines).encode()


MANGLES: tuple[Mangle, ...] = (flip, cut, repeat_line, change_cell, change_cell, change_cell)


def count_rows() -> list[int]:
    return [sheet._meta.model.objects.count() for sheet in SHEETS]


def fuzz_folder(chance: random.Random, folder: Path) -> str:
    """Mangle one sheet and load the folder: refused with nothing changed, or loaded."""
    path = chance.choice(sorted(folder.glob("*.csv")))
    original = path.read_bytes()
    before = count_rows()
    try:
        path.write_bytes(chance.choice(MANGLES)(chance, original))
        load_folder(folder, Sistem("Fuzz"))
    except LoadError as error:
        if not error.faults or count_rows() != before:
            raise AssertionError(f"partial write or empty refusal: {path.name}") from error
        return "ditolak"
    finally:
        path.write_bytes(original)
    return "diterima"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detik", type=float, default=600)
    parser.add_argument("--benih", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.benih)
    outcomes = {"angka": 0, "ditolak": 0, "diterima": 0}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(DATA, Path(place) / "data"))
        call_command("migrate", verbosity=0)
        load_folder(folder, Sistem("Fuzz"))
        end = time.monotonic() + options.detik
        while time.monotonic() < end:
            seed = chance.randrange(2**32)
            try:
                for _ in range(200):
                    fuzz_number(random.Random(seed))
                    outcomes["angka"] += 1
                    seed += 1
                outcomes[fuzz_folder(random.Random(seed), folder)] += 1
            except Exception as error:
                print(
                    f"Gagal pada benih {options.benih}, kasus {seed}: {type(error).__name__}: {error}", file=sys.stderr
                )
                raise
    print("Fuzz bersih:", ", ".join(f"{name} {count}" for name, count in outcomes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
