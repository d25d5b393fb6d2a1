"""How fast, how large, how many queries: python -m tests.bench [--ulang N] measures everything in one run.

Pages are measured in turn with a bare page of the same bytes behind the same middleware, so that the ratio says what
the application adds, on a fast machine as on a slow one. Nothing is read from or written to the office's database.
"""

import argparse
import gzip
import os
import platform
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

YEAR = "/5371/2024/"
PAGES = {
    "Dasbor": YEAR,
    "Tabel 10": f"{YEAR}tabel/10/",
    "Tabel 30": f"{YEAR}tabel/30/",
    "Perbandingan kinerja": f"{YEAR}perbandingan/kinerja/",
    "Indikator 2": f"{YEAR}indikator/2/",
    "Tugas saya": f"{YEAR}tugas/",
    "Kelengkapan isian": f"{YEAR}papan/",
    "Isian indikator 7": f"{YEAR}isi/7/tahunan/",
    "Lembar isian": f"{YEAR}grid/teknis/",
    "Pengesahan": f"{YEAR}pengesahan/tahunan/",
    "Riwayat indikator 6": f"{YEAR}riwayat/6/tahunan/",
    "Jejak audit": f"{YEAR}jejak/",
    "Pohon anggaran": f"{YEAR}anggaran/pohon/",
    "Revisi": f"{YEAR}anggaran/revisi/",
}
SCALED = {
    **{name: PAGES[name] for name in ("Dasbor", "Tabel 10", "Perbandingan kinerja")},
    "Capaian indikator": f"{YEAR}indikator/",
    "Kelengkapan isian": PAGES["Kelengkapan isian"],
}
INDICATORS = 60
# A budget as SAKTI gives it, in a year of its own.
BUDGET_YEAR, BUDGET_LINES = 2023, 2_000
TREE = f"/5371/{BUDGET_YEAR}/anggaran/pohon/"
TREES = {"Pohon sampai RO": TREE, "Pohon, semua pos": f"{TREE}?sampai=item", "Pohon, cari": f"{TREE}?q=belanja+12"}
TREE_MS, TREE_QUERIES = 150, 8
DATA_S = 10
PREVIEW_S, APPLY_S, IMPORT_MB = 20, 60, 300
PAGE_MS, WORKBOOK_S, FIRST_LOAD_B = 200, 1.5, 120_000
GZIP = {"accept-encoding": "gzip"}
MEMORY = "sqlite:///:memory:"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Ukur waktu, ukuran, dan kueri.")
    parser.add_argument("--ulang", type=int, default=25, help="berapa kali setiap halaman diukur (bawaan 25)")
    parser.add_argument("--basis-data", default=MEMORY, help="alamat basis data kosong (bawaan: SQLite di memori)")
    parser.add_argument("--dasbor", action="store_true", help="hanya halaman yang dibuka orang lebih dahulu")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), chosen.basis_data)
        place = "SQLite di memori" if chosen.basis_data == MEMORY else chosen.basis_data.partition(":")[0]
        print(f"Python {platform.python_version()}, {os.cpu_count()} inti, {place}\n")
        bench = Bench(chosen.ulang, Path(folder))
        bench.dashboards() if chosen.dasbor else bench.run()


def prepare(folder: Path, database: str = MEMORY) -> None:
    """Start Django on a fresh database, with the LKj and the example accounts loaded and static files collected."""
    begin(folder, database)
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if connection.introspection.table_names():
        raise SystemExit("Basis data ini sudah berisi. Pengukuran menulis, jadi beri basis data yang kosong.")
    settings.ROOT_URLCONF = "tests.bench.urls"
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - not a file
        call_command("siapkan", stdout=nowhere)


def begin(folder: Path, database: str) -> None:
    """Start Django on a database, with all its files in the folder."""
    os.environ |= {
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": database,
        "DATA_DIR": str(folder),
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "kpu_kinerja.settings",
        "HTTPS": "false",
        "SECRET_KEY": "hanya-untuk-mengukur-" + "x" * 40,
        "STATIC_ROOT": str(folder / "statis"),
    }
    import django

    django.setup()


def _ms(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def median_ms(call: Callable[[], object], repeat: int) -> float:
    """Return the median of the times that a call takes."""
    return statistics.median(_ms(call) for _ in range(repeat))


def comma(number: float, digits: int) -> str:
    """Write a number as it is written in Indonesia."""
    text = f"{number:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,"))


def memory_mb() -> float | None:
    """Return the most memory that this process ever held; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def print_table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in (header, *rows):
        cells = (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join([row[0].ljust(widths[0]), *cells]))


class Bench:
    """The measurements, in the order in which they are printed."""

    def __init__(self, repeat: int, folder: Path) -> None:
        from django.test import Client

        from apps.organisasi.models import Entitas, Pengguna

        self.repeat = repeat
        self.folder, self.static = folder, folder / "statis"
        self.entitas = Entitas.objects.select_related("satker").by_kunci("5371").get()
        self.client = Client(headers=GZIP)
        self.client.force_login(Pengguna.objects.get(username="verifikator"))

    def run(self) -> None:
        self.pages()
        print()
        self.report()
        self.memory()
        self.first_load()
        self.journal()
        print()
        self.tree()
        print()
        self.imports()
        print()
        self.data()
        print()
        self.scale()
        print()
        self.dashboards()

    def dashboards(self) -> None:
        """The pages that people open first, with the demonstration and with many indicators and years."""
        from tests.bench import dasbor

        dasbor.measure(self)

    def get(self, url: str) -> bytes:
        """Return the body of a page as it is sent."""
        response = self.client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} menjawab {response.status_code}")
        return response.content

    def html(self, url: str) -> bytes:
        return gzip.decompress(self.get(url))

    def in_turn(self, one: str, other: str) -> tuple[float, float]:
        """Return the medians of two pages, measured in turn: whatever the machine does besides hits both."""
        self.get(one)
        self.get(other)
        pairs = [(_ms(lambda: self.get(one)), _ms(lambda: self.get(other))) for _ in range(self.repeat)]
        first, second = zip(*pairs, strict=True)
        return statistics.median(first), statistics.median(second)

    def queries(self, url: str) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            self.get(url)
        return len(captured)

    def beside_bare(self, url: str) -> tuple[float, float]:
        """Return the medians of a page and of a bare page of the same bytes."""
        from tests.bench.urls import BODIES

        BODIES["kembaran"] = self.html(url)
        return self.in_turn(url, "/polos/kembaran/")

    def pages(self) -> None:
        """Each page beside its bare twin."""
        rows = []
        for name, url in PAGES.items():
            page, bare = self.beside_bare(url)
            rows.append(
                (
                    name,
                    comma(page, 1),
                    comma(bare, 1),
                    f"{comma(page / bare, 1)}×",
                    str(self.queries(url)),
                    comma(len(self.get(url)) / 1000, 1),
                    verdict(page < PAGE_MS),
                )
            )
        print(f"Halaman (median {self.repeat} kali; polos = jawaban sama besar lewat middleware yang sama)")
        print_table(("Halaman", "ms", "polos ms", "rasio", "kueri", "kB gzip", f"< {PAGE_MS} ms"), rows)

    def report(self) -> None:
        """The thirty tables as data, with and without fetching the facts, and as one workbook."""
        from apps.laporan.outline import Outline

        ready = Outline(self.entitas, 2024)

        def build(outline: Outline) -> int:
            return sum(len(outline.table(entry).rows) for entry in outline.tables)

        count, lines = len(ready.tables), build(ready)
        laying = median_ms(lambda: build(ready), self.repeat)
        whole = median_ms(lambda: build(Outline(self.entitas, 2024)), self.repeat)
        book = median_ms(lambda: self.get(f"{YEAR}unduh/buku-kerja.xlsx"), 5) / 1000
        size = comma(len(self.get(f"{YEAR}unduh/buku-kerja.xlsx")) / 1000, 0)
        print(f"{count} tabel sebagai data ({lines} baris): {comma(whole, 1)} ms, tanpa kueri {comma(laying, 1)} ms")
        print(
            f"Buku kerja {count} lembar ({size} kB): {comma(book, 2)} s, {comma(book * 1000 / whole, 1)}× tabelnya; "
            f"< {comma(WORKBOOK_S, 1)} s: {verdict(book < WORKBOOK_S)}"
        )

    def memory(self) -> None:
        """What the workbook takes at its highest, and the whole process so far."""
        tracemalloc.start()
        self.get(f"{YEAR}unduh/buku-kerja.xlsx")
        _, book = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        process = memory_mb()
        whole = "" if process is None else f"; seluruh proses {comma(process, 0)} MB"
        print(f"Memori puncak: {comma(book / 1024 / 1024, 1)} MB untuk buku kerja{whole}")

    def first_load(self) -> None:
        """What a browser with an empty cache fetches for the summary: the page and everything it names, compressed."""
        page = self.get(PAGES["Dasbor"])
        text = gzip.decompress(page).decode()
        names = {name.partition("#")[0] for name in re.findall(r'(?:href|src)="/static/([^"]+)"', text)}
        for sheet in [name for name in names if name.endswith(".css")]:
            path = self.static / sheet
            for link in re.findall(r"""url\(["']?(?!data:|#)([^"')]+)""", path.read_text("utf-8")):
                names.add(str((path.parent / link).resolve().relative_to(self.static.resolve())))
        sizes = {name: self._sent(name) for name in names}
        total = len(page) + sum(sizes.values())
        largest = ", ".join(
            f"{Path(name).name.split('.')[0]}{Path(name).suffix} {comma(sizes[name] / 1000, 1)}"
            for name in sorted(sizes, key=sizes.__getitem__, reverse=True)[:3]
        )
        print(
            f"Muatan pertama Dasbor: {comma(total / 1000, 1)} kB dalam {len(sizes) + 1} berkas "
            f"(halaman {comma(len(page) / 1000, 1)}, {largest}); < {FIRST_LOAD_B // 1000} kB: "
            f"{verdict(total < FIRST_LOAD_B)}"
        )

    def _sent(self, name: str) -> int:
        """Return how many bytes WhiteNoise sends for a static file: the compressed one where that is smaller."""
        packed = self.static / f"{name}.gz"
        return (packed if packed.exists() else self.static / name).stat().st_size

    def journal(self) -> None:
        """What writing through the journal costs beside a bare save, and the whole check of it."""
        from apps.audit.models import Jejak
        from apps.audit.services import Sistem, save_recorded
        from apps.laporan.integritas import check_everything
        from apps.pengukuran.models import Realisasi

        row = Realisasi.objects.get(adopsi__entitas=self.entitas, adopsi__nomor=7, tahun=2024, triwulan=0)

        def bare() -> None:
            row.versi += 1
            row.full_clean()
            row.save()

        def journalled() -> None:
            row.versi += 1
            save_recorded(row, rantai="5371", pelaku=Sistem())

        pairs = [(_ms(bare), _ms(journalled)) for _ in range(self.repeat)]
        plain, recorded = (statistics.median(times) for times in zip(*pairs, strict=True))
        save_recorded(row, rantai="5371", pelaku=Sistem())
        check = median_ms(check_everything, 3) / 1000
        print(
            f"Menyimpan dengan jejak: {comma(recorded, 1)} ms, tanpa jejak {comma(plain, 1)} ms, "
            f"{comma(recorded / plain, 1)}×; "
            f"memeriksa {Jejak.objects.count()} jejak dan semua baris: {comma(check, 2)} s"
        )

    def tree(self) -> None:
        """The budget tree of thousands of lines beside the one statement that reads them, in turn."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from apps.anggaran.facts import fetch_anggaran
        from tests.bench.pohon import buat_pohon

        satker = self.entitas.satker
        buat_pohon(satker, BUDGET_YEAR, BUDGET_LINES)
        with CaptureQueriesContext(connection) as captured:
            fetch_anggaran(satker, BUDGET_YEAR, BUDGET_YEAR)
        statement = captured[-1]["sql"]

        def bare() -> int:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return len(cursor.fetchall())

        assert bare() == BUDGET_LINES
        rows = []
        for name, url in TREES.items():
            self.get(url)
            pairs = [(_ms(lambda url=url: self.get(url)), _ms(bare)) for _ in range(self.repeat)]
            page, sql = (statistics.median(times) for times in zip(*pairs, strict=True))
            queries = self.queries(url)
            fulfilled = page < TREE_MS and queries <= TREE_QUERIES
            ratio = f"{comma(page / sql, 1)}×"
            rows.append((name, comma(page, 1), comma(sql, 1), ratio, str(queries), verdict(fulfilled)))
        print(f"Pohon anggaran {comma(BUDGET_LINES, 0)} pos dibanding SQL polos yang membaca pos yang sama")
        print_table(("Halaman", "ms", "SQL ms", "rasio", "kueri", f"< {TREE_MS} ms, ≤ {TREE_QUERIES}"), rows)

    def data(self) -> None:
        """A workbook of data for the sheets: its preview, applying it, and bringing it in once more."""
        from tests.bench import data

        found = data.measure()
        rows = []
        for name in data.STEPS:
            ratio = f"{comma(found[name] / found['membaca'], 1)}×"
            rows.append((name, comma(found[name], 1), ratio, f"{DATA_S} s", verdict(found[name] < DATA_S)))
        print(f"Data {comma(found['baris'], 0)} baris dibanding membaca saja ({comma(found['membaca'], 2)} s)")
        print_table(("Langkah", "s", "rasio", "batas", "terpenuhi"), rows)

    def imports(self) -> None:
        """A long budget file: its preview and applying it, beside reading the same file and nothing else."""
        from tests.bench import impor

        path, office = self.folder / "fa-detail.xlsx", self.folder / "kantor"
        office.mkdir()
        impor.make_file(path)
        alone = impor.measure("baca", path)["puncak"]
        impor.measure("siapkan", path, office)
        work = impor.measure("kerjakan", path, office)
        rows = []
        for name, key, limit in (("Pratinjau", "pratinjau", PREVIEW_S), ("Menerapkan", "terapkan", APPLY_S)):
            seconds, reading = work[key], work["baca"]
            ratio = f"{comma(seconds / reading, 1)}×"
            rows.append((name, comma(seconds, 1), comma(reading, 1), ratio, f"{limit} s", verdict(seconds < limit)))
        print(f"Impor {comma(impor.LINES, 0)} baris ({comma(path.stat().st_size / 1e6, 1)} MB) dibanding membaca saja")
        print_table(("Langkah", "s", "baca s", "rasio", "batas", "terpenuhi"), rows)
        if (peak := work["puncak"]) is not None:
            print(
                f"Memori puncak proses: {comma(peak, 0)} MB (sebelum mulai {comma(work['awal'], 0)}), membaca saja "
                f"{comma(alone, 0)} MB, {comma(peak / alone, 1)}×; < {IMPORT_MB} MB: {verdict(peak < IMPORT_MB)}"
            )

    def scale(self) -> None:
        """The same pages of an entitas with five times as many indicators: as many queries, and how much longer."""
        from apps.organisasi.models import Entitas
        from apps.perencanaan.models import AdopsiIndikator
        from tests.bench.scale import fill

        many = Entitas.objects.select_related("satker").by_kunci("5371-sekretariat").get()
        fill(many, self.entitas, INDICATORS)
        few = AdopsiIndikator.objects.filter(entitas=self.entitas).count()
        rows = []
        for name, url in SCALED.items():
            larger = url.replace("/5371/", f"/{many.kunci}/")
            queries = self.queries(url)
            assert self.queries(larger) <= queries, f"{name}: {queries} kueri menjadi {self.queries(larger)}"
            small, large = self.in_turn(url, larger)
            rows.append((name, comma(small, 1), comma(large, 1), f"{comma(large / small, 1)}×", str(queries)))
        print(f"Entitas dengan {INDICATORS} indikator dibanding {few}: jumlah kueri tidak bertambah")
        print_table(("Halaman", f"ms ({few})", f"ms ({INDICATORS})", "rasio", "kueri"), rows)


def verdict(fulfilled: bool) -> str:
    return "ya" if fulfilled else "TIDAK"


if __name__ == "__main__":
    main()
