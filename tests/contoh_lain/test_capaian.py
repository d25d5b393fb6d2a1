"""What the kinds of indicators come to, written by hand from the rules (domain notes §3), never by the code."""

from decimal import Decimal
from fractions import Fraction

import pytest

from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota
from apps.pengukuran.facts import fetch_kinerja
from apps.pengukuran.formulas import Hitungan, hitung_posisi, rata_capaian
from apps.pengukuran.isian import fetch_isian
from apps.pengukuran.working import working
from tests.contoh_lain.conftest import outline_of

pytestmark = pytest.mark.django_db
LEMBAGA, SEKRETARIAT = "9901", "9901-sekretariat"


def printed(kunci: str, tahun: int, triwulan: int = 0) -> list[tuple[str, str, str]]:
    """Target, realisasi and capaian of every indicator, as the table prints them."""
    outline = outline_of(kunci, tahun, triwulan)
    table = outline.period_table() if triwulan else outline.table(outline.find("tabel", "capaian-kinerja"))
    return [(row["target"], row["realisasi"], row["capaian"]) for row in table.texts() if row["indikator"]]


# 77.600 of 80.000 is 97%, of 98% 98,979…%; 101,875% rounds half up; 14 of 12; nothing wrong where nothing may be;
# 104 of 100 is 4 too many; a level below its target has no percentage; no case, no figure.
LEMBAGA_2024 = [
    ("98%", "97%", "98,98%"),
    ("80%", "81,50%", "101,88%"),
    ("12 Kegiatan", "14 Kegiatan", "116,67%"),
    ("0 Kasus", "0 Kasus", "100%"),
    ("100%", "104%", "96%"),
    ("Menuju Informatif", "Cukup Informatif", "-"),
    ("80%", "-", "-"),
]
# 15 of 10 is 150%, of which 120 count; one case where none may be cannot be told in percent.
LEMBAGA_2023 = [
    ("97%", "96,49%", "99,48%"),
    ("-", "-", "-"),
    ("10 Kegiatan", "15 Kegiatan", "120%"),
    ("0 Kasus", "1 Kasus", "-"),
    ("-", "-", "-"),
    ("Menuju Informatif", "Menuju Informatif", "100%"),
    ("80%", "75%", "93,75%"),
]
# No more than 100 counts: 104,33% and 103% do; BB is above B and counts as reached; 2,88 of 3,2; 200 − 9 ÷ 4 × 100 is
# below zero; 200 − 98 ÷ 95 × 100 = 96,8421…%.
SEKRETARIAT_2024 = [
    ("2 Laporan", "2 Laporan", "100%"),
    ("75", "78,25", "100%"),
    ("B", "BB", "100%"),
    ("3,20", "2,88", "90%"),
    ("0 Temuan", "0 Temuan", "100%"),
    ("WTP", "WDP", "-"),
    ("5 Hari", "4,85 Hari", "100%"),
    ("3,50", "3,35", "95,71%"),
    ("4 Keluhan", "9 Keluhan", "0%"),
    ("95%", "98%", "96,84%"),
    ("100%", "95%", "95%"),
]
# A year without a perjanjian kinerja: the targets of the Renstra.
SEKRETARIAT_2022 = [
    ("2 Laporan", "1 Laporan", "50%"),
    ("70", "70", "100%"),
    ("B", "B", "100%"),
    ("2,80", "2,70", "96,43%"),
    ("0 Temuan", "0 Temuan", "100%"),
    ("WTP", "WTP", "100%"),
    ("6 Hari", "6,50 Hari", "91,67%"),
    ("3,20", "3,20", "100%"),
    ("6 Keluhan", "7 Keluhan", "83,33%"),
    ("95%", "95%", "100%"),
    ("98%", "93,75%", "95,66%"),
]


@pytest.mark.parametrize(
    ("kunci", "tahun", "expected"),
    [
        (LEMBAGA, 2024, LEMBAGA_2024),
        (LEMBAGA, 2023, LEMBAGA_2023),
        (SEKRETARIAT, 2024, SEKRETARIAT_2024),
        (SEKRETARIAT, 2022, SEKRETARIAT_2022),
    ],
)
def test_every_kind_of_indicator(kunci: str, tahun: int, expected: list[tuple[str, str, str]]) -> None:
    assert printed(kunci, tahun) == expected


@pytest.mark.parametrize(
    ("kunci", "tahun", "triwulan", "nomor", "expected"),
    [
        # 5 days were to be enough and 5,5 were needed: half a day of five too many.
        (SEKRETARIAT, 2024, 1, 7, ("5 Hari", "5,50 Hari", "90%")),
        # 18 of 20 is 2 too few, 47 of 45 is 2 too many.
        (SEKRETARIAT, 2024, 1, 10, ("20%", "18%", "90%")),
        (SEKRETARIAT, 2024, 2, 10, ("45%", "47%", "95,56%")),
        # Three times one and a half is 150%, of which 120 count.
        (LEMBAGA, 2025, 3, 2, ("2 Kegiatan", "3 Kegiatan", "120%")),
        (LEMBAGA, 2025, 3, 1, ("45%", "48%", "106,67%")),
        (LEMBAGA, 2025, 3, 3, ("0 Kasus", "1 Kasus", "-")),
        # 24.600 of 60.000 is 41%; not filled in; none where none may be; 62 of 70 is 8 too few.
        ("9902", 2025, 3, 1, ("45%", "41%", "91,11%")),
        ("9902", 2025, 3, 2, ("3 Kegiatan", "", "")),
        ("9902", 2025, 3, 3, ("0 Kasus", "0 Kasus", "100%")),
        ("9902-sekretariat", 2025, 3, 2, ("70%", "62%", "88,57%")),
        # Measured once a year: nothing in a quarter.
        (LEMBAGA, 2025, 3, 4, ("", "", "")),
    ],
)
def test_quarters_are_judged_by_their_own_targets(
    kunci: str, tahun: int, triwulan: int, nomor: int, expected: tuple[str, str, str]
) -> None:
    assert printed(kunci, tahun, triwulan)[nomor - 1] == expected


def test_counts_go_by_the_uncapped_value_and_leave_out_what_cannot_be_judged() -> None:
    hitungan = {}
    for kunci in (LEMBAGA, SEKRETARIAT):
        kinerja = outline_of(kunci, 2024).fakta.kinerja
        hitungan[kunci] = hitung_posisi(kinerja.capaian(i) for i in kinerja.indikator)
    assert hitungan[LEMBAGA] == Hitungan(di_atas=2, tepat=1, di_bawah=3, tidak_dinilai=1)
    assert hitungan[SEKRETARIAT] == Hitungan(di_atas=2, tepat=3, di_bawah=6)


def test_means_of_sasaran() -> None:
    kinerja = outline_of(SEKRETARIAT, 2024).fakta.kinerja
    rata = [rata_capaian(kinerja.capaian(i) for i in sasaran.indikator) for sasaran in kinerja.sasaran]
    assert [(r.terukur, r.seluruhnya) for r in rata] == [(5, 6), (5, 5)]
    # (100 + 100 + 100 + 90 + 100) ÷ 5, and (100 + 95 5/7 + 0 + 96 16/19 + 95) ÷ 5.
    assert rata[0].nilai == 98
    assert rata[1].nilai == (100 + Fraction(670, 7) + 0 + Fraction(1840, 19) + 95) / 5


@pytest.mark.parametrize(
    ("kunci", "nomor", "tahunan"),
    [
        (LEMBAGA, 1, "97"),  # last
        (LEMBAGA, 3, "14"),  # 2 + 3 + 4 + 5
        (LEMBAGA, 4, "0"),
        (SEKRETARIAT, 1, "2"),
        (SEKRETARIAT, 7, "4.85"),  # (5,5 + 5 + 4,5 + 4,4) ÷ 4
        (SEKRETARIAT, 8, "3.35"),  # (3,2 + 3,3 + 3,4 + 3,5) ÷ 4
        (SEKRETARIAT, 9, "9"),
        (SEKRETARIAT, 10, "98"),
        (SEKRETARIAT, 2, None),  # only at the end of the year
    ],
)
def test_quarters_make_up_the_year(kunci: str, nomor: int, tahunan: str | None) -> None:
    entitas = Entitas.objects.select_related("satker").by_kunci(kunci).get()
    fakta = fetch_isian(Pengguna(), Anggota.dari(entitas.satker_id, []), entitas, 2024, nomor, 0)
    assert fakta is not None
    assert fakta.usulan_tahunan == (None if tahunan is None else Fraction(Decimal(tahunan)))


def test_a_later_version_of_the_perjanjian_replaces_the_earlier() -> None:
    outline = outline_of(LEMBAGA, 2024)
    texts = [row["target"] for row in outline.table(outline.find("tabel", "perjanjian-kinerja")).texts()]
    assert texts[1:3] == ["80%", "12 Kegiatan"]


def test_the_next_plan_is_the_nations_with_its_targets_beside_ones_own() -> None:
    kinerja = fetch_kinerja(Entitas.objects.by_kunci(LEMBAGA).select_related("satker").get(), 2025)
    assert kinerja.renstra is not None
    assert (kinerja.renstra.nama, kinerja.batas) == ("Rencana Strategis KPU Tahun 2025-2029 (contoh)", 120)
    pendidikan = next(i for i in kinerja.indikator if i.nomor == 2)
    assert (pendidikan.target(2025).nilai.angka, pendidikan.target_nasional[2025].nilai.angka) == (8, 10)
    assert pendidikan.target(2025).catatan == "Anggaran contoh tahun 2025 hanya menampung delapan kegiatan."
    assert pendidikan.target_nasional[2029].nilai.angka == 18


@pytest.mark.parametrize(
    ("nomor", "lines"),
    [
        (
            2,
            [
                "capaian = realisasi ÷ target × 100%",
                "78,25 ÷ 75 × 100% = 104,333333%",
                "Dibatasi 100% menurut Renstra.",
            ],
        ),
        (3, ["Skor di balik tingkat ini: 72,55.", "Tingkat pada skala mencapai target: 100%."]),
        (5, ["Target 0 tercapai. Capaian 100%."]),
        (6, ["Tidak tercapai: tingkat di bawah target tidak punya persentase."]),
        (
            9,
            [
                "capaian = (target − (realisasi − target)) ÷ target × 100%",
                "(4 − (9 − 4)) ÷ 4 × 100% = -25%",
                "Realisasi lebih dari dua kali target: capaian ditetapkan 0%.",
            ],
        ),
        (
            10,
            [
                "capaian = realisasi ÷ target × 100%, atau 200% dikurangi itu bila melampaui target",
                "200% − 98 ÷ 95 × 100% = 96,842105%",
            ],
        ),
    ],
)
def test_the_working_can_be_followed_with_a_calculator(nomor: int, lines: list[str]) -> None:
    kinerja = outline_of(SEKRETARIAT, 2024).fakta.kinerja
    assert working(kinerja, next(i for i in kinerja.indikator if i.nomor == nomor)) == lines
