"""Random input with a fixed seed: no crash, no partial write, only the refusals that are meant.

A case is a handful of typed numbers and one mangled sheet or workbook, loaded into an in-memory database and rolled
back, so that every case stands alone and is found again by its number: python -m tests.fuzz --benih 1 --kasus 17.
"""

import argparse
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "kpu_kinerja.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from apps.audit.models import Jejak, KepalaRantai  # noqa: E402
from apps.audit.services import Sistem  # noqa: E402
from apps.pertukaran.lembar import SHEETS  # noqa: E402
from apps.pertukaran.muat import MuatDitolak, muat_folder  # noqa: E402
from apps.ui.numbers import NumberError, exact_text, format_bulat, parse_number  # noqa: E402
from tests.fuzz.buku import Buku  # noqa: E402

DATA = Path(settings.BASE_DIR) / "data" / "kota-kupang"
PELAKU = Sistem("Fuzz")
NUMBERS_PER_CASE = 50
LONGEST_NUMBER = 10_000
MEMORY = 2 * 1024**3
ALPHABET = "0123456789" * 4 + ".,-%Rp \u00a0\u2011\u2212٣²１abc=+@'\"\n\t;|eE"
CELLS = ["", " ", "0", "-1", "1", "2", "12.5", "1,5", "0,16", "98.765", "1e9", "9" * 17, "9" * 30, "abc", "x" * 400,
         "tanpa target", "belum terukur", "ya", "BB", "2024", "2024-13-45", "2024-12-31", "5371", "5371-", "=1+1", "٣",
         "|", "\x00", "\ufeff", '"', "“x”", "%", "%s", "{}"]  # fmt: skip
# Words of the machine, not of a person: a refusal that carries one was not written by us.
FOREIGN = re.compile(r"NoneType|object has|attribute|constraint|Traceback|argument|current transaction|DataError")
MODELS = [*{sheet._meta.model: None for sheet in SHEETS}, Jejak, KepalaRantai]
Mangle = Callable[[random.Random, bytes], bytes]


class Failure(AssertionError):
    """A promise that did not hold."""


def some_text(chance: random.Random) -> str:
    """Mostly what resembles a number, sometimes anything that Unicode has, rarely very long."""
    length = chance.randrange(25)
    if chance.random() < 0.02:
        return chance.choice("019") * chance.randrange(LONGEST_NUMBER) + chance.choice(["", ",5", ".5", ".000", "%"])
    if chance.random() < 0.2:
        return "".join(chr(chance.randrange(0x110000)) for _ in range(length))
    return "".join(chance.choice(ALPHABET) for _ in range(length))


def fuzz_number(chance: random.Random) -> None:
    """Whatever is typed is nothing, a number that can be written and read again, or a refusal with a sentence."""
    text, negative = some_text(chance), chance.random() < 0.5
    for kind in ("rupiah", "bulat", "persen", "indeks"):
        try:
            number = parse_number(text, kind, negative=negative)  # type: ignore[arg-type]
        except NumberError as error:
            if not str(error).endswith("."):
                raise Failure(f"Bukan kalimat: {error!r}") from error
            continue
        if number is None:
            continue
        if type(number) is not (int if kind in ("rupiah", "bulat") else Decimal) or (number < 0 and not negative):
            raise Failure(f"{text!r} dibaca sebagai {number!r} ({kind})")
        shown = format_bulat(number) if isinstance(number, int) else exact_text(number).replace(".", ",")
        if parse_number(shown, kind, negative=negative) != number:  # type: ignore[arg-type]
            raise Failure(f"{text!r} dibaca {number!r}, ditulis {shown!r}, lalu berbeda ({kind})")


def _lines(content: bytes) -> list[str]:
    return content.decode().split("\n")


def _join(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def flip_bytes(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_short(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def repeat_line(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return _join(lines)


def drop_line(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    del lines[chance.randrange(len(lines))]
    return _join(lines)


def swap_lines(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return _join(lines)


def change_cells(chance: random.Random, content: bytes) -> bytes:
    """Give cells of one line another value, or take a cell out, or swap two of them."""
    lines = _lines(content)
    index = chance.randrange(1, len(lines)) if chance.random() < 0.95 else 0
    cells = lines[index].split(";")
    for _ in range(chance.randrange(1, 3)):
        a, b = chance.randrange(len(cells)), chance.randrange(len(cells))
        act = chance.random()
        if act < 0.7:
            cells[a] = chance.choice(CELLS)
        elif act < 0.8:
            cells[a], cells[b] = cells[b], cells[a]
        elif act < 0.9:
            cells[a] = chance.choice(chance.choice(lines).split(";"))
        elif len(cells) > 1:
            del cells[a]
    lines[index] = ";".join(cells)
    return _join(lines)


MANGLES: tuple[Mangle, ...] = (flip_bytes, cut_short, repeat_line, drop_line, swap_lines, *[change_cells] * 5)


def snapshot() -> list[list[tuple]]:
    """Every row of every table that loading may touch."""
    return [list(model._default_manager.order_by("pk").values_list()) for model in MODELS]


def load_mangled(folder: Path, before: list[list[tuple]]) -> str:
    """Load a folder twice, and take it back: refused with nothing changed, or loaded and then the same again."""
    with transaction.atomic():
        try:
            muat_folder(folder, PELAKU)
            again = muat_folder(folder, PELAKU)
        except MuatDitolak as error:
            if not error.ditolak or not all(fault.pesan.strip() for fault in error.ditolak):
                raise Failure("Penolakan tanpa alasan") from error
            if FOREIGN.search(str(error)):
                raise Failure(f"Penolakan yang bukan kalimat kami: {error}") from error
            if snapshot() != before:
                raise Failure("Ditolak, tetapi sebagian tertulis") from error
            outcome = "ditolak"
        else:
            if again.perubahan:
                raise Failure("Dimuat dua kali, dan yang kedua masih mengubah sesuatu")
            outcome = "diterima"
        transaction.set_rollback(True)
    if snapshot() != before:
        raise Failure("Yang dibatalkan masih tersisa")
    return outcome


def fuzz_sheet(chance: random.Random, place: Path, before: list[list[tuple]]) -> str:
    """Mangle one sheet; mostly it is loaded alone beside the data that is there, sometimes with its whole folder."""
    source = chance.choice(sorted(DATA.glob("*.csv")))
    folder = place / "lembar"
    if chance.random() < 0.05:
        shutil.copytree(DATA, folder)
    folder.mkdir(exist_ok=True)
    (folder / source.name).write_bytes(chance.choice(MANGLES)(chance, source.read_bytes()))
    try:
        return load_mangled(folder, before)
    finally:
        shutil.rmtree(folder)


def run_case(seed: int, case: int, place: Path, before: list[list[tuple]], buku: Buku) -> str:
    """Run one case; it depends on nothing but the two numbers."""
    chance = random.Random(f"{seed}-{case}")
    for _ in range(NUMBERS_PER_CASE):
        fuzz_number(chance)
    if chance.random() < 0.5:
        return fuzz_sheet(chance, place, before)
    outcome = buku.fuzz(chance)
    if snapshot() != before:
        raise Failure("Sesudah sebuah buku kerja masih ada yang tersisa")
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detik", type=float, default=600, help="Berhenti setelah sekian detik.")
    parser.add_argument("--benih", type=int, default=0, help="Benih: angka yang sama memberi kasus yang sama.")
    parser.add_argument("--kasus", type=int, help="Ulangi satu kasus saja.")
    options = parser.parse_args()
    # Whatever asks for more than a small server has is a fault like any other.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    call_command("migrate", verbosity=0)
    muat_folder(DATA, PELAKU)
    buku = Buku(DATA)
    before = snapshot()
    outcomes: Counter[str] = Counter()
    case, end = options.kasus or 0, time.monotonic() + options.detik
    with tempfile.TemporaryDirectory() as place:
        while time.monotonic() < end:
            try:
                outcomes[run_case(options.benih, case, Path(place), before, buku)] += 1
            except Exception as error:
                again = f"python -m tests.fuzz --benih {options.benih} --kasus {case}"
                print(f"Gagal: {type(error).__name__}: {error}\nUlangi: {again}", file=sys.stderr)
                raise
            if options.kasus is not None:
                break
            case += 1
    cases = outcomes.total()
    print(f"Fuzz bersih: {cases} berkas", dict(outcomes), f"dan {cases * NUMBERS_PER_CASE} angka.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
