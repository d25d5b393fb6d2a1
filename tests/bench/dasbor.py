"""The pages that people open first, each beside a bare page of the same bytes: as demonstrated, and grown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.__main__ import Bench

YEAR, YEARS, INDICATORS = 2024, 10, 60
PAGES = {
    "Dasbor": "",
    "Dasbor, triwulan II": "?triwulan=2",
    "Tugas saya": "tugas/",
    "Kelengkapan isian": "papan/",
    "Pemberitahuan": "pemberitahuan/",
    "Pengesahan dan edisi": "pengesahan/",
    "Ikhtisar anggaran": "anggaran/",
    "Capaian indikator": "indikator/",
    "Indikator 2": "indikator/2/",
    "Sasaran dan tujuan": "sasaran/",
    "Pohon kinerja": "pohon-kinerja/",
    "Divisi dan subbagian": "unit/",
    "Perbandingan kinerja": "perbandingan/kinerja/",
}
DEMO_MS, LARGE_MS, QUERIES = 60, 200, 15


def measure(bench: "Bench") -> None:
    """Print time, queries and the ratio to the bare page, for both sizes."""
    from django.db import connection

    from apps.organisasi.models import Entitas, Pengguna
    from apps.perencanaan.models import AdopsiIndikator
    from tests.bench.scale import fill, lengthen

    _print(bench, bench.entitas.kunci, "data peragaan", DEMO_MS)
    large = Entitas.objects.select_related("satker").by_kunci("5371-sekretariat").get()
    if not AdopsiIndikator.objects.filter(entitas=large).exists():
        fill(large, bench.entitas, INDICATORS)
    lengthen(large, YEAR, YEARS, Pengguna.objects.get(username="operator"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As autovacuum does sooner or later; a bench does not wait for it.
            cursor.execute("ANALYZE")
    print()
    _print(bench, large.kunci, f"{INDICATORS} indikator × {YEARS} tahun × 4 triwulan", LARGE_MS)


def _print(bench: "Bench", kunci: str, title: str, limit: int) -> None:
    from tests.bench.__main__ import comma, print_table, verdict

    rows = []
    for name, path in PAGES.items():
        url = f"/{kunci}/{YEAR}/{path}"
        page, bare = bench.beside_bare(url)
        queries = bench.queries(url)
        ratio = f"{comma(page / bare, 1)}×"
        fulfilled = page < limit and queries <= QUERIES
        rows.append((name, comma(page, 1), comma(bare, 1), ratio, str(queries), verdict(fulfilled)))
    print(f"Halaman yang dibuka lebih dahulu, {title}")
    print_table(("Halaman", "ms", "polos ms", "rasio", "kueri", f"< {limit} ms, ≤ {QUERIES}"), rows)
