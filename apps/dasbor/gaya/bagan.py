"""Every kind of chart for the living page, with made-up figures and the states that are hard to draw."""

from decimal import Decimal

from apps.dasbor.gaya.komponen import Contoh, Komponen
from apps.laporan.bagan import bagan_view
from apps.laporan.charts.chart import Chart, Series
from apps.laporan.charts.uraian import complete

_TAHUN = ("2020", "2021", "2022", "2023", "2024")
_SUBBAGIAN = ("Keuangan", "Perencanaan", "Teknis", "Hukum")


def _persen(*angka: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if a is None else Decimal(a) for a in angka)


_BAGAN = (
    (
        "Batang",
        Chart(
            "contoh-batang",
            "Serapan menurut subbagian",
            None,
            "batang",
            _SUBBAGIAN,
            (Series("Serapan", _persen("99.85", "64.2", None, "0"), "persen"),),
        ),
    ),
    (
        "Batang berkelompok",
        Chart(
            "contoh-kelompok",
            "Pagu dan realisasi",
            None,
            "batang-berkelompok",
            _SUBBAGIAN,
            (
                Series("Pagu", (26_247_745_000, 1_360_620_000, 636_185_000, 3_000)),
                Series("Realisasi", (26_247_720_174, 1_341_173_843, 636_091_629, 0)),
            ),
        ),
    ),
    (
        "Batang bertumpuk",
        Chart(
            "contoh-tumpuk",
            "Isian menurut keadaannya",
            None,
            "batang-bertumpuk",
            _SUBBAGIAN,
            (
                Series("Diverifikasi", (3, 1, 0, 2), "bulat"),
                Series("Diajukan", (1, 0, 4, 0), "bulat"),
                Series("Draf", (0, 2, 1, 1), "bulat"),
            ),
        ),
    ),
    (
        "Batang terhadap target",
        Chart(
            "contoh-bullet",
            "Capaian indikator",
            None,
            "bullet",
            _SUBBAGIAN,
            (
                Series(
                    "Capaian",
                    _persen("116.9", "81.95", "200", "59.66"),
                    "persen",
                    doubtful={3: "Contoh angka yang diragukan."},
                ),
                Series("Target", _persen("100", "100", "100", "100"), "persen", role="target"),
            ),
            limit=Decimal(120),
        ),
    ),
    (
        "Lingkaran, paling banyak tiga bagian",
        Chart(
            "contoh-donat",
            "Indikator menurut capaiannya",
            None,
            "donat",
            (
                "Di atas target",
                "Tepat",
                "Di bawah target",
            ),
            (Series("Indikator", (2, 7, 3), "bulat"),),
        ),
    ),
    (
        "Garis dengan target",
        Chart(
            "contoh-garis",
            "Indeks dari tahun ke tahun",
            None,
            "garis",
            _TAHUN,
            (
                Series("Realisasi", _persen(None, "72.5", "89.34", "90.12", "93.52"), "indeks", role="realisasi"),
                Series("Target", _persen(None, None, "78", "79", "80"), "indeks", role="target"),
                Series("Target nasional", _persen(None, None, None, None, "80"), "indeks", role="nasional"),
            ),
            zoom=True,
        ),
    ),
    (
        "Garis predikat",
        Chart(
            "contoh-predikat",
            "Predikat dari tahun ke tahun",
            None,
            "garis",
            _TAHUN,
            (Series("Realisasi", (None, 0, 1, 2, 2), "tingkat", role="realisasi", levels=("CC", "B", "BB")),),
        ),
    ),
    (
        "Tanpa data",
        Chart(
            "contoh-kosong",
            "Anggaran dan realisasi",
            None,
            "batang",
            (),
            (),
            empty_reason="Anggaran tahun ini belum dimuat.",
        ),
    ),
)


def komponen_bagan() -> Komponen:
    """The charts as one component of the living page."""
    contoh = tuple(Contoh(nama, {"bagan": bagan_view(complete(chart))}) for nama, chart in _BAGAN)
    return Komponen("Diagram", "laporan/bagan.html", contoh)
