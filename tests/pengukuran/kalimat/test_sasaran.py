"""Comparisons of a sasaran: means over what can be averaged, and what people wrote, gathered."""

from decimal import Decimal as D

import pytest

from apps.pengukuran.kalimat import (
    BahanSebab,
    Keadaan,
    perbandingan_angka_sasaran,
    perbandingan_sebab,
    perbandingan_sebab_sasaran,
)
from tests.pengukuran.kalimat.fakta import hasil, indikator, kinerja, tanpa_renstra, target

TERISI, TIDAK_BERLAKU, BELUM_ADA = Keadaan.TERISI, Keadaan.TIDAK_BERLAKU, Keadaan.BELUM_ADA
SATU = indikator(
    1,
    pk={2024: "80"},
    renstra={2022: "70", 2023: "75", 2024: "90"},
    nasional={2024: "72"},
    realisasi={2022: "70", 2023: "75", 2024: "72"},
)
DUA = indikator(
    2,
    "indeks",
    pk={2024: "50"},
    renstra={2023: "40", 2024: "50"},
    nasional={2024: "70"},
    realisasi={2022: None, 2023: "20", 2024: "60"},
)
RAGU = indikator(3, pk={2024: "10"}, renstra={2024: "10"}, realisasi={2023: "5", 2024: hasil("77", diragukan=True)})


def test_means_count_what_is_defined_and_name_what_stays_out() -> None:
    fakta = kinerja(SATU, DUA, RAGU)
    satu, dua, tiga, empat = perbandingan_angka_sasaran(fakta, next(fakta.sasaran))
    # 72/80 = 90; 60/50 = 120, limited to 100.
    assert satu.kalimat == (
        "Rata-rata capaian 2024 sebesar 95% (2 dari 3 indikator): 1 indikator melampaui target dan 1 indikator di "
        "bawah target. Tidak ikut dirata-rata: indikator 3 (realisasi diragukan)."
    )
    # 2023: 100 and 50, so 75; 2022: only indicator 1, 100, beside its 90 of this year.
    assert dua.kalimat == (
        "Dibandingkan 2023, rata-rata capaian menurut 2 dari 3 indikator yang dapat dibandingkan naik 20 poin persen "
        "dari 75%. Dibandingkan 2022, rata-rata capaian menurut 1 dari 3 indikator yang dapat dibandingkan turun 10 "
        "poin persen dari 100%. "
        "Tahun 2020 dan 2021 tidak dibandingkan karena tidak ada capaian yang dapat dibandingkan."
    )
    # 72/90 = 80; 60/50, limited to 100.
    assert tiga.kalimat == (
        "Sampai dengan 2024 rata-rata capaian terhadap target akhir Renstra (2024) sebesar 90% (2 dari 3 indikator). "
        "Tidak ikut dirata-rata: indikator 3 (realisasi diragukan)."
    )
    assert empat.kalimat == (
        "1 dari 2 indikator mencapai target nasional. 1 indikator lain tidak dapat dibandingkan dengannya. "
        "Sumber target nasional: Renstra KPU 2020-2024."
    )


def test_a_national_target_of_0_is_no_measure_of_what_is_reached() -> None:
    nol = indikator(2, pk={2024: "5"}, renstra={2024: "5"}, nasional={2024: "0"}, realisasi={2024: "5"})
    fakta = kinerja(SATU, nol)
    assert perbandingan_angka_sasaran(fakta, next(fakta.sasaran))[3].kalimat.startswith(
        "1 dari 1 indikator mencapai target nasional. 1 indikator lain tidak dapat dibandingkan dengannya."
    )


def test_a_sasaran_without_any_capaian_says_why() -> None:
    fakta = kinerja(indikator(1, pk={2024: "1"}), RAGU)
    semua = perbandingan_angka_sasaran(fakta, next(fakta.sasaran))
    assert [p.keadaan for p in semua] == [BELUM_ADA] * 4
    assert semua[0].kalimat == (
        "Belum ada capaian indikator yang dapat dirata-rata. "
        "Tidak ikut dirata-rata: indikator 1 (realisasi belum diisi) dan indikator 3 (realisasi diragukan)."
    )


def test_a_sasaran_without_indicators_and_one_outside_a_plan() -> None:
    kosong = kinerja()
    assert {p.kalimat for p in perbandingan_angka_sasaran(kosong, next(kosong.sasaran))} == {
        "Perbandingan ini tidak berlaku karena sasaran ini tidak punya indikator."
    }
    luar = tanpa_renstra(SATU)
    assert [p.keadaan for p in perbandingan_angka_sasaran(luar, next(luar.sasaran))][1:3] == [TIDAK_BERLAKU] * 2


def test_a_sasaran_without_national_targets() -> None:
    tidak_ada = kinerja(indikator(1, nasional={2024: None}, realisasi={2024: "1"}))
    empat = perbandingan_angka_sasaran(tidak_ada, next(tidak_ada.sasaran))[3]
    assert (empat.keadaan, empat.kalimat) == (
        TIDAK_BERLAKU,
        "Perbandingan ini tidak berlaku karena target nasional indikatornya ditetapkan tidak ada.",
    )


def test_a_sasaran_of_a_plan_without_national_targets() -> None:
    fakta = kinerja(indikator(1, pk={2024: "1"}), label_nasional="")
    satu, *_, empat = perbandingan_angka_sasaran(fakta, next(fakta.sasaran))
    assert (satu.keadaan, empat.keadaan) == (BELUM_ADA, TIDAK_BERLAKU)
    assert empat.kalimat == "Perbandingan ini tidak berlaku karena Renstra 2020–2024 tidak menetapkan target nasional."


def test_a_sasaran_in_a_quarter_and_in_the_first_year() -> None:
    triwulan = kinerja(indikator(1, pk={2024: target("60", "triwulan")}, realisasi={2024: "57"}))
    satu, *lain = perbandingan_angka_sasaran(triwulan, next(triwulan.sasaran), 2)
    assert satu.kalimat.startswith("Rata-rata capaian Triwulan II 2024 sebesar 95% (1 dari 1 indikator)")
    assert {p.keadaan for p in lain} == {TIDAK_BERLAKU}
    awal = kinerja(indikator(1, pk={2020: "1"}, realisasi={2020: "1"}), tahun=2020)
    assert "tahun pertama" in perbandingan_angka_sasaran(awal, next(awal.sasaran))[1].kalimat


DI_BAWAH = indikator(1, pk={2024: "80"}, realisasi={2024: "72"})
TEPAT = indikator(2, pk={2024: "80"}, realisasi={2024: "80"})
DI_ATAS = indikator(3, pk={2024: "80"}, realisasi={2024: "81"})
KOSONG = indikator(4, pk={2024: "80"})


@pytest.mark.parametrize(
    ("fakta", "bahan", "keadaan", "kalimat", "saran"),
    [
        (
            DI_BAWAH,
            BahanSebab(dilakukan=("a",)),
            BELUM_ADA,
            "Target 2024 belum tercapai, tetapi penyebabnya belum dituliskan.",
            "Tuliskan hambatan dan penyebabnya pada isian realisasi.",
        ),
        (
            DI_BAWAH,
            BahanSebab(hambatan="Cuaca.", alternatif="Jemput bola.", dilakukan=("a", "b"), direncanakan=("c",)),
            TERISI,
            "Target 2024 belum tercapai. Yang dicatat: hambatan dan penyebab, alternatif yang telah dilakukan, "
            "2 upaya yang dilakukan, dan 1 rencana tindak lanjut.",
            "",
        ),
        (
            TEPAT,
            BahanSebab(direncanakan=("c",)),
            BELUM_ADA,
            "Target 2024 tercapai. Penyebabnya belum dituliskan.",
            "Tuliskan faktor keberhasilan, hambatan, atau upaya pada isian realisasi.",
        ),
        (
            DI_ATAS,
            BahanSebab(uraian="u", faktor_keberhasilan="f"),
            TERISI,
            "Target 2024 terlampaui. Yang dicatat: uraian dan faktor keberhasilan.",
            "",
        ),
        (
            KOSONG,
            BahanSebab(dilakukan=("a",)),
            TERISI,
            "Tercapainya target 2024 belum dapat dinyatakan: realisasi belum diisi. Yang dicatat: 1 upaya yang "
            "dilakukan.",
            "",
        ),
    ],
)
def test_causes(fakta: object, bahan: BahanSebab, keadaan: Keadaan, kalimat: str, saran: str) -> None:
    lima = perbandingan_sebab(kinerja(fakta), fakta, bahan)  # type: ignore[arg-type]
    assert (lima.keadaan, lima.kalimat, lima.saran) == (keadaan, kalimat, saran)


def test_the_texts_stand_below_with_their_headings() -> None:
    bahan = BahanSebab(hambatan="Cuaca.", dilakukan=("Sosialisasi.", "Jemput bola."))
    assert perbandingan_sebab(kinerja(DI_BAWAH), DI_BAWAH, bahan).isi == (
        ("Hambatan dan penyebab", ("Cuaca.",)),
        ("Upaya yang dilakukan", ("Sosialisasi.", "Jemput bola.")),
    )


def test_causes_of_a_sasaran_are_gathered_and_those_missing_are_named() -> None:
    fakta = kinerja(DI_BAWAH, TEPAT, KOSONG)
    sasaran = next(fakta.sasaran)
    bahan = {1: BahanSebab(), 2: BahanSebab(faktor_keberhasilan="Rapi."), 4: BahanSebab(uraian="Belum.")}
    lima = perbandingan_sebab_sasaran(
        fakta, sasaran, [perbandingan_sebab(fakta, i, bahan[i.nomor]) for i in sasaran.indikator]
    )
    assert (lima.keadaan, lima.kalimat) == (
        BELUM_ADA,
        "Dari 2 indikator yang dapat dinilai pada 2024, 1 mencapai target. "
        "Penyebab belum dituliskan untuk indikator 1.",
    )
    assert lima.isi[1] == (
        "Indikator 2: Indikator 2",
        ("Target 2024 tercapai. Yang dicatat: faktor keberhasilan.", "Rapi."),
    )


def test_a_sasaran_that_reached_nothing_says_so_in_words() -> None:
    fakta = kinerja(DI_BAWAH)
    sasaran = next(fakta.sasaran)
    lima = perbandingan_sebab_sasaran(
        fakta, sasaran, [perbandingan_sebab(fakta, DI_BAWAH, BahanSebab(hambatan="Cuaca."))]
    )
    assert lima.kalimat == "Dari 1 indikator yang dapat dinilai pada 2024, tidak satu pun mencapai target."


def test_a_score_of_zero_is_a_figure() -> None:
    nol = kinerja(indikator(1, pk={2024: "80"}, realisasi={2024: D(0)}))
    assert perbandingan_angka_sasaran(nol, next(nol.sasaran))[0].kalimat == (
        "Rata-rata capaian 2024 sebesar 0% (1 dari 1 indikator): 1 indikator di bawah target."
    )
