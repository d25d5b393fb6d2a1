"""Comparisons 1 to 4 of an indicator, word for word."""

from decimal import Decimal as D
from fractions import Fraction as F
from typing import Any

import pytest

from apps.pengukuran.facts import BELUM_DISAHKAN
from apps.pengukuran.formulas import Arah, Tingkat
from apps.pengukuran.kalimat import Keadaan, perbandingan_angka
from tests.pengukuran.kalimat.fakta import AA, BB, CC, A, B, hasil, indikator, kinerja, tanpa_renstra, target

TERISI, TIDAK_BERLAKU, BELUM_ADA = Keadaan.TERISI, Keadaan.TIDAK_BERLAKU, Keadaan.BELUM_ADA
MIN, STABIL = Arah.MINIMAL, Arah.STABIL
BB_72, B_65 = Tingkat("BB", 3, D("72.55")), Tingkat("B", 4, D(65))


@pytest.mark.parametrize(
    ("figures", "kalimat"),
    [
        (
            {"satuan": "indeks", "pk": {2024: "80"}, "realisasi": {2024: "93.52"}},
            "Realisasi 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target 80; capaian 116,90%.",
        ),
        (
            {"pk": {2024: "85"}, "realisasi": {2024: "69.66"}},
            "Realisasi 2024 sebesar 69,66%, lebih rendah 15,34 poin persen daripada target 85%; capaian 81,95%.",
        ),
        (
            {"pk": {2024: "40"}, "realisasi": {2024: "40"}},
            "Realisasi 2024 sebesar 40%, sama dengan target 40%; capaian 100%.",
        ),
        (
            {"pk": {2024: "85"}, "realisasi": {2024: "0"}},
            "Realisasi 2024 sebesar 0%, lebih rendah 85 poin persen daripada target 85%; capaian 0%.",
        ),
        (
            {"pk": {2024: "0"}, "realisasi": {2024: "5"}},
            "Realisasi 2024 sebesar 5%, lebih tinggi 5 poin persen daripada target 0%; "
            "target 0: capaian tidak dapat dihitung.",
        ),
        (
            {"arah": MIN, "pk": {2024: "0.16"}, "realisasi": {2024: "0"}},
            "Realisasi 2024 sebesar 0%, lebih rendah 0,16 poin persen daripada target 0,16% "
            "(lebih baik, karena makin rendah makin baik); capaian 200%.",
        ),
        (
            {"arah": MIN, "pk": {2024: "0.16"}, "realisasi": {2024: "0.5"}},
            "Realisasi 2024 sebesar 0,50%, lebih tinggi 0,34 poin persen daripada target 0,16% (kurang baik, karena "
            "makin rendah makin baik); capaian 0%. Realisasi lebih dari dua kali target: capaian ditetapkan 0%.",
        ),
        (
            {"arah": MIN, "pk": {2024: "0"}, "realisasi": {2024: "0"}},
            "Realisasi 2024 sebesar 0%, sama dengan target 0%; capaian 100%. Target 0 tercapai.",
        ),
        (
            {"arah": STABIL, "satuan": "indeks", "pk": {2024: "100"}, "realisasi": {2024: "110"}},
            "Realisasi 2024 sebesar 110, lebih tinggi 10 poin daripada target 100 (makin dekat makin baik); "
            "capaian 90%.",
        ),
        (
            # An exact difference that would print as nothing is no equality.
            {"pk": {2024: "85"}, "realisasi": {2024: F(85_004, 1000)}},
            "Realisasi 2024 sebesar 85%, lebih tinggi kurang dari 0,01 poin persen daripada target 85%; "
            "capaian 100,01%.",
        ),
        (
            # Rounded once: 85 − 69,664999… is 15,335…, printed 15,34, whatever 69,66 would give.
            {"pk": {2024: "85"}, "realisasi": {2024: F(69_664_999, 1_000_000)}},
            "Realisasi 2024 sebesar 69,66%, lebih rendah 15,34 poin persen daripada target 85%; capaian 81,96%.",
        ),
        (
            {"satuan": "tingkat", "pk": {2024: BB}, "realisasi": {2024: BB}},
            "Realisasi 2024 adalah BB, sama dengan target BB; capaian 100%.",
        ),
        (
            {"satuan": "tingkat", "pk": {2024: BB}, "realisasi": {2024: A}},
            "Realisasi 2024 adalah A, satu tingkat di atas target BB; capaian 100%.",
        ),
        (
            {"satuan": "tingkat", "pk": {2024: BB}, "realisasi": {2024: CC}},
            "Realisasi 2024 adalah CC, dua tingkat di bawah target BB; "
            "tidak tercapai: tingkat di bawah target tidak punya persentase.",
        ),
        (
            {"satuan": "tingkat", "pk": {2024: BB_72}, "realisasi": {2024: B_65}},
            "Realisasi 2024 adalah B, satu tingkat di bawah target BB; capaian 89,59%.",
        ),
        (
            {"satuan": "indeks", "pk": {2024: "80"}, "realisasi": {2024: hasil("93.52", sementara=True)}},
            "Realisasi 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target 80; capaian 116,90%. "
            "Nilai realisasi masih sementara.",
        ),
        (
            {"renstra": {2024: "40"}, "realisasi": {2024: "40"}},
            "Realisasi 2024 sebesar 40%, sama dengan target Renstra 40%; capaian 100%. "
            "Target diambil dari Renstra karena perjanjian kinerja 2024 belum dicatat.",
        ),
    ],
)
def test_target_and_realisasi(figures: dict[str, Any], kalimat: str) -> None:
    fakta = indikator(**figures)
    hasilnya = perbandingan_angka(kinerja(fakta), fakta)[0]
    assert (hasilnya.keadaan, hasilnya.kalimat, hasilnya.saran) == (TERISI, kalimat, "")


def test_a_cap_of_the_plan_is_said_with_the_uncapped_value() -> None:
    fakta = indikator(satuan="indeks", pk={2024: "80"}, realisasi={2024: "93.52"})
    assert perbandingan_angka(kinerja(fakta, batas_capaian=100), fakta)[0].kalimat == (
        "Realisasi 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target 80; capaian 100% (tanpa batas 116,90%)."
    )


def test_a_target_of_the_renstra_beside_a_perjanjian_without_it() -> None:
    fakta, lain = indikator(1, renstra={2024: "40"}, realisasi={2024: "40"}), indikator(2, pk={2024: "1"})
    assert perbandingan_angka(kinerja(fakta, lain), fakta)[0].kalimat.endswith(
        "Target diambil dari Renstra karena perjanjian kinerja 2024 tidak memuat indikator ini."
    )


@pytest.mark.parametrize(
    ("figures", "keadaan", "kalimat", "saran"),
    [
        ({"pk": {2024: "40"}}, BELUM_ADA, "Realisasi 2024 belum diisi.", "Isi realisasi 2024."),
        (
            {"pk": {2024: "40"}, "realisasi": {2024: hasil(None, alasan="Menunggu pemungutan suara.")}},
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena realisasi 2024 belum dapat diukur. "
            "Alasan: Menunggu pemungutan suara.",
            "",
        ),
        (
            {"pk": {2024: "40"}, "realisasi": {2024: hasil("77", diragukan=True, alasan_keandalan="Dicetak 77.")}},
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena realisasi 2024 diragukan.",
            "",
        ),
        (
            {"pk": {2024: None}, "realisasi": {2024: "40"}},
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena target 2024 ditetapkan tidak ada.",
            "",
        ),
        (
            {"realisasi": {2024: "40"}},
            BELUM_ADA,
            "Target 2024 belum dimuat.",
            "Mintalah administrator memuat target itu.",
        ),
        (
            {"pk": {2024: "40"}, "realisasi": {2024: BB}},
            BELUM_ADA,
            "Target 2024 dan realisasinya tidak sejenis.",
            "Periksa keduanya: harus sama-sama angka atau sama-sama tingkat.",
        ),
    ],
)
def test_what_is_missing_or_does_not_apply(figures: dict[str, Any], keadaan: Keadaan, kalimat: str, saran: str) -> None:
    fakta = indikator(**figures)
    hasilnya = perbandingan_angka(kinerja(fakta), fakta)[0]
    assert (hasilnya.keadaan, hasilnya.kalimat, hasilnya.saran) == (keadaan, kalimat, saran)


def test_a_figure_that_is_withheld_waits_for_approval() -> None:
    fakta = indikator(pk={2024: "40"}, realisasi={2024: BELUM_DISAHKAN})
    assert [p.kalimat for p in perbandingan_angka(kinerja(fakta), fakta)] == ["Realisasi 2024 belum disahkan."] * 4


@pytest.mark.parametrize(
    ("figures", "keadaan", "kalimat"),
    [
        (
            {
                "satuan": "indeks",
                "pk": {2024: "80"},
                "renstra": {2022: "78", 2023: "79"},
                "realisasi": {2020: None, 2021: None, 2022: "89.34", 2023: "90.12", 2024: "93.52"},
            },
            TERISI,
            "Dibandingkan 2023, realisasi naik 3,40 poin dari 90,12 dan capaian naik 2,82 poin persen dari 114,08%. "
            "Dibandingkan 2022, realisasi naik 4,18 poin dari 89,34 dan capaian naik 2,36 poin persen dari 114,54%. "
            "Tahun 2020 dan 2021 tidak dibandingkan karena belum terukur.",
        ),
        (
            {
                "pk": {2024: "85"},
                "renstra": dict.fromkeys((2022, 2023), "85"),
                "realisasi": {2022: hasil("100", diragukan=True), 2023: hasil("100", diragukan=True), 2024: "69.66"},
            },
            BELUM_ADA,
            "Tahun 2020 dan 2021 tidak dibandingkan karena belum diisi. "
            "Tahun 2022 dan 2023 tidak dibandingkan karena diragukan.",
        ),
        (
            {
                "realisasi": {
                    2020: None,
                    2021: None,
                    2022: None,
                    2023: hasil("100", diragukan=True),
                    2024: "69.66",
                },
            },
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena tidak ada tahun sebelumnya yang dapat dibandingkan. "
            "Tahun 2020–2022 tidak dibandingkan karena belum terukur. Tahun 2023 tidak dibandingkan karena diragukan.",
        ),
        (
            {
                "arah": MIN,
                "pk": {2024: "2"},
                "renstra": {2022: "2", 2023: "2"},
                "realisasi": {2020: "0", 2021: None, 2022: "2", 2023: "0.5", 2024: "1"},
            },
            TERISI,
            "Dibandingkan 2023, realisasi naik 0,50 poin persen dari 0,50% (memburuk, karena makin rendah makin baik) "
            "dan capaian turun 25 poin persen dari 175%. Dibandingkan 2022, realisasi turun 1 poin persen dari 2% "
            "(membaik, karena makin rendah makin baik) dan capaian naik 50 poin persen dari 100%. Dibandingkan 2020, "
            "realisasi naik 1 poin persen dari 0% (memburuk, karena makin rendah makin baik); capaiannya tidak "
            "dibandingkan karena capaian 2020 tidak ada (target belum diisi). "
            "Tahun 2021 tidak dibandingkan karena belum terukur.",
        ),
        (
            {
                "satuan": "tingkat",
                "pk": {2024: B},
                "renstra": dict.fromkeys((2020, 2021, 2022, 2023), B),
                "realisasi": {2020: AA, 2021: B, 2022: BB, 2023: BB, 2024: hasil(BB, sementara=True)},
            },
            TERISI,
            "Dibandingkan 2022 dan 2023, realisasi tetap BB dan capaian tetap 100%. Dibandingkan 2021, realisasi naik "
            "satu tingkat dari B dan capaian tetap 100%. Dibandingkan 2020, realisasi turun dua tingkat dari AA dan "
            "capaian tetap 100%. Nilai realisasi 2024 masih sementara.",
        ),
        (
            {"satuan": "tingkat", "realisasi": {2020: None, 2021: None, 2022: None, 2023: "7", 2024: BB}},
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena tidak ada tahun sebelumnya yang dapat dibandingkan. "
            "Tahun 2020–2022 tidak dibandingkan karena belum terukur. "
            "Tahun 2023 tidak dibandingkan karena tidak sejenis.",
        ),
    ],
)
def test_realisasi_and_capaian_over_the_years(figures: dict[str, Any], keadaan: Keadaan, kalimat: str) -> None:
    fakta = indikator(**figures)
    hasilnya = perbandingan_angka(kinerja(fakta), fakta)[1]
    assert (hasilnya.keadaan, hasilnya.kalimat) == (keadaan, kalimat)


def test_years_that_are_not_filled_are_asked_for() -> None:
    fakta = indikator(pk={2024: "1"}, realisasi={2024: "1"})
    dua = perbandingan_angka(kinerja(fakta), fakta)[1]
    assert dua.saran == "Mintalah administrator memuat realisasi 2020–2023."


def test_the_first_year_of_the_plan_has_nothing_before_it() -> None:
    fakta = indikator(pk={2020: "1"}, realisasi={2020: "1"})
    assert perbandingan_angka(kinerja(fakta, tahun=2020), fakta)[1].kalimat == (
        "Perbandingan ini tidak berlaku karena 2020 adalah tahun pertama Renstra 2020–2024."
    )


def test_a_year_outside_every_plan_has_neither_past_nor_end() -> None:
    fakta = indikator(pk={2024: "1"}, realisasi={2024: "1"})
    for hasilnya in perbandingan_angka(tanpa_renstra(fakta), fakta)[1:3]:
        assert hasilnya.keadaan is TIDAK_BERLAKU
        assert hasilnya.kalimat.endswith("karena tidak ada Renstra yang mencakup tahun 2024.")


@pytest.mark.parametrize(
    ("figures", "keadaan", "kalimat"),
    [
        (
            {"renstra": {2022: "30", 2024: "40"}, "realisasi": {2022: "30"}},
            TERISI,
            "Realisasi sampai dengan 2022 sebesar 30%, lebih rendah 10 poin persen daripada target akhir Renstra "
            "(2024) 40%; capaian terhadap target itu 75%.",
        ),
        (
            {"satuan": "tingkat", "renstra": {2024: BB}, "realisasi": {2022: CC}},
            TERISI,
            "Realisasi sampai dengan 2022 adalah CC, dua tingkat di bawah target akhir Renstra (2024) BB; "
            "tidak tercapai: tingkat di bawah target tidak punya persentase.",
        ),
        (
            {"renstra": {2024: "0"}, "realisasi": {2022: hasil("1", sementara=True)}},
            TERISI,
            "Realisasi sampai dengan 2022 sebesar 1%, lebih tinggi 1 poin persen daripada target akhir Renstra (2024) "
            "0%; target 0: capaian tidak dapat dihitung. Nilai realisasi masih sementara.",
        ),
        ({"realisasi": {2022: "30"}}, BELUM_ADA, "Target Renstra 2024 belum dimuat."),
        (
            {"renstra": {2024: None}, "realisasi": {2022: "30"}},
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena target Renstra 2024 ditetapkan tidak ada.",
        ),
        (
            {"renstra": {2024: BB}, "realisasi": {2022: "30"}},
            BELUM_ADA,
            "Target Renstra 2024 dan realisasinya tidak sejenis.",
        ),
    ],
)
def test_the_end_of_the_plan(figures: dict[str, Any], keadaan: Keadaan, kalimat: str) -> None:
    fakta = indikator(**figures)
    hasilnya = perbandingan_angka(kinerja(fakta, tahun=2022), fakta)[2]
    assert (hasilnya.keadaan, hasilnya.kalimat) == (keadaan, kalimat)


@pytest.mark.parametrize(
    ("figures", "label", "keadaan", "kalimat"),
    [
        (
            {"nasional": {2024: "77.5"}, "realisasi": {2024: "69.66"}},
            "PKPU 197/2020",
            TERISI,
            "Realisasi 2024 sebesar 69,66%, lebih rendah 7,84 poin persen daripada target nasional (2024) 77,50%. "
            "Sumber target nasional: PKPU 197/2020.",
        ),
        (
            {"nasional": {2024: "77.5"}, "realisasi": {2024: "77.5"}},
            "",
            TERISI,
            "Realisasi 2024 sebesar 77,50%, sama dengan target nasional (2024) 77,50%. "
            "Sumber target nasional belum dicatat.",
        ),
        (
            {"realisasi": {2024: "69.66"}},
            "PKPU 197/2020",
            BELUM_ADA,
            "Target nasional 2024 dari PKPU 197/2020 belum dimuat.",
        ),
        (
            {"realisasi": {2024: "69.66"}},
            "",
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena Renstra 2020–2024 tidak menetapkan target nasional.",
        ),
        # Another year has one: that of this year is missing.
        (
            {"nasional": {2022: "70"}, "realisasi": {2024: "69.66"}},
            "",
            BELUM_ADA,
            "Target nasional 2024 belum dimuat.",
        ),
        (
            {"nasional": {2024: None}, "realisasi": {2024: "69.66"}},
            "PKPU 197/2020",
            TIDAK_BERLAKU,
            "Perbandingan ini tidak berlaku karena target nasional 2024 dari PKPU 197/2020 ditetapkan tidak ada.",
        ),
    ],
)
def test_the_national_standard(figures: dict[str, Any], label: str, keadaan: Keadaan, kalimat: str) -> None:
    fakta = indikator(**figures)
    hasilnya = perbandingan_angka(kinerja(fakta, label_nasional=label), fakta)[3]
    assert (hasilnya.keadaan, hasilnya.kalimat) == (keadaan, kalimat)


def test_a_plan_without_national_targets_waits_for_nobody() -> None:
    tanpa = "Perbandingan ini tidak berlaku karena {} tidak menetapkan target nasional."
    kosong = indikator(pk={2024: "1"})
    # Neither for the figure of the year, which the other comparisons do wait for.
    satu, *_, empat = perbandingan_angka(kinerja(kosong, label_nasional=""), kosong)
    assert (satu.keadaan, empat.keadaan) == (BELUM_ADA, TIDAK_BERLAKU)
    assert (empat.kalimat, empat.saran) == (tanpa.format("Renstra 2020–2024"), "")
    assert perbandingan_angka(tanpa_renstra(kosong), kosong)[3].kalimat == tanpa.format("rencana 2024")
    # Where another indicator of the plan has one, this one lacks its own.
    fakta, lain = indikator(realisasi={2024: "1"}), indikator(2, nasional={2020: "5"})
    assert perbandingan_angka(kinerja(fakta, lain, label_nasional=""), fakta)[3].keadaan is BELUM_ADA


def test_a_year_has_its_own_national_target_before_that_of_the_last_year() -> None:
    fakta = indikator(nasional={2022: "70", 2024: "77.5"}, realisasi={2022: "70", 2023: "70"})
    assert "target nasional (2022) 70%" in perbandingan_angka(kinerja(fakta, tahun=2022), fakta)[3].kalimat
    assert "target nasional (2024) 77,50%" in perbandingan_angka(kinerja(fakta, tahun=2023), fakta)[3].kalimat


def test_a_quarter_is_compared_with_its_own_target_only() -> None:
    fakta = indikator(pk={2024: target("60", "triwulan")}, realisasi={2023: "80", 2024: "57"})
    satu, *lain = perbandingan_angka(kinerja(fakta), fakta, 3)
    assert satu.kalimat == (
        "Realisasi Triwulan III 2024 sebesar 57%, lebih rendah 3 poin persen daripada target triwulan 60%; capaian 95%."
    )
    assert {p.kalimat for p in lain} == {"Perbandingan ini tidak berlaku karena hanya dibuat untuk satu tahun penuh."}
    kosong = indikator()
    assert perbandingan_angka(kinerja(kosong), kosong, 3)[0].kalimat == "Realisasi Triwulan III 2024 belum diisi."
    tanpa = indikator(realisasi={2024: "1"})
    assert perbandingan_angka(kinerja(tanpa), tanpa, 3)[0].kalimat == "Target Triwulan III 2024 belum dimuat."
