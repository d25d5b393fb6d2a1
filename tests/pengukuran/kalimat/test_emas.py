"""The twelve indicators and five sasaran of the LKj 2024 in words, derived by hand from its tables.

Targets from Tabel 7, realisasi from Tabel 10, earlier years and national targets from Tabel 13–28.
"""

import pytest

from apps.laporan.outline import Outline
from apps.pengukuran.kalimat import Keadaan, perbandingan_angka, perbandingan_angka_sasaran

NASIONAL = "Sumber target nasional: Renstra KPU 2020-2024 (PKPU 197/2020)."
SEMENTARA = "Nilai realisasi masih sementara."
AWAL = "Tahun 2020 dan 2021 tidak dibandingkan karena belum terukur."
TANPA_LALU = (
    "Perbandingan ini tidak berlaku karena tidak ada tahun sebelumnya yang dapat dibandingkan. "
    f"{AWAL} Tahun 2022 dan 2023 tidak dibandingkan karena diragukan."
)
RENDAH = "(lebih baik, karena makin rendah makin baik)"


def _seratus(lalu: str) -> tuple[str, str, str, str]:
    return (
        "Realisasi 2024 sebesar 100%, sama dengan target 100%; capaian 100%.",
        lalu,
        "Realisasi sampai dengan 2024 sebesar 100%, sama dengan target akhir Renstra (2024) 100%; "
        "capaian terhadap target itu 100%.",
        f"Realisasi 2024 sebesar 100%, sama dengan target nasional (2024) 100%. {NASIONAL}",
    )


def _partisipasi(realisasi: str, kurang: str, capaian: str, nasional: str) -> tuple[str, str, str, str]:
    return (
        f"Realisasi 2024 sebesar {realisasi}%, lebih rendah {kurang} poin persen daripada target 85%; "
        f"capaian {capaian}%.",
        TANPA_LALU,
        f"Realisasi sampai dengan 2024 sebesar {realisasi}%, lebih rendah {kurang} poin persen daripada target akhir "
        f"Renstra (2024) 85%; capaian terhadap target itu {capaian}%.",
        f"Realisasi 2024 sebesar {realisasi}%, lebih rendah {nasional}. {NASIONAL}",
    )


EMAS = {
    1: (
        "Realisasi 2024 sebesar 40%, sama dengan target 40%; capaian 100%.",
        "Dibandingkan 2023, realisasi naik 5 poin persen dari 35% dan capaian tetap 100%. Dibandingkan 2022, realisasi "
        f"naik 10 poin persen dari 30% dan capaian tetap 100%. {AWAL}",
        "Realisasi sampai dengan 2024 sebesar 40%, sama dengan target akhir Renstra (2024) 40%; "
        "capaian terhadap target itu 100%.",
        f"Realisasi 2024 sebesar 40%, sama dengan target nasional (2024) 40%. {NASIONAL}",
    ),
    2: (
        f"Realisasi 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target 80; capaian 116,90%. {SEMENTARA}",
        "Dibandingkan 2023, realisasi naik 3,40 poin dari 90,12 dan capaian naik 2,82 poin persen dari 114,08%. "
        "Dibandingkan 2022, realisasi naik 4,18 poin dari 89,34 dan capaian naik 2,36 poin persen dari 114,54%. "
        f"Nilai realisasi 2024 masih sementara. {AWAL}",
        "Realisasi sampai dengan 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target akhir Renstra (2024) 80; "
        f"capaian terhadap target itu 116,90%. {SEMENTARA}",
        "Realisasi 2024 sebesar 93,52, lebih tinggi 13,52 poin daripada target nasional (2024) 80. "
        f"{NASIONAL} {SEMENTARA}",
    ),
    3: (
        f"Realisasi 2024 adalah BB, sama dengan target BB; capaian 100%. {SEMENTARA}",
        "Dibandingkan 2022 dan 2023, realisasi tetap BB dan capaian tetap 100%. Dibandingkan 2021, realisasi naik satu "
        "tingkat dari B dan capaian tetap 100%. Nilai realisasi 2024 masih sementara. "
        "Tahun 2020 tidak dibandingkan karena belum terukur.",
        "Realisasi sampai dengan 2024 adalah BB, sama dengan target akhir Renstra (2024) BB; "
        f"capaian terhadap target itu 100%. {SEMENTARA}",
        f"Realisasi 2024 adalah BB, satu tingkat di atas target nasional (2024) B. {NASIONAL} {SEMENTARA}",
    ),
    4: (
        f"Realisasi 2024 adalah WTP, sama dengan target WTP; capaian 100%. {SEMENTARA}",
        "Dibandingkan 2020–2023, realisasi tetap WTP dan capaian tetap 100%. Nilai realisasi 2024 masih sementara.",
        "Realisasi sampai dengan 2024 adalah WTP, sama dengan target akhir Renstra (2024) WTP; "
        f"capaian terhadap target itu 100%. {SEMENTARA}",
        f"Realisasi 2024 adalah WTP, sama dengan target nasional (2024) WTP. {NASIONAL} {SEMENTARA}",
    ),
    5: _seratus("Dibandingkan 2020–2023, realisasi tetap 100% dan capaian tetap 100%."),
    6: _partisipasi("69,66", "15,34", "81,95", "7,84 poin persen daripada target nasional (2024) 77,50%"),
    7: _partisipasi("53,05", "31,95", "62,41", "23,95 poin persen daripada target nasional (2024) 77%"),
    8: _partisipasi("50,71", "34,29", "59,66", "26,29 poin persen daripada target nasional (2024) 77%"),
    9: (
        f"Realisasi 2024 sebesar 0%, lebih rendah 0,16 poin persen daripada target 0,16% {RENDAH}; capaian 200%.",
        TANPA_LALU,
        "Realisasi sampai dengan 2024 sebesar 0%, lebih rendah 0,16 poin persen daripada target akhir Renstra (2024) "
        f"0,16% {RENDAH}; capaian terhadap target itu 200%.",
        "Realisasi 2024 sebesar 0%, lebih rendah 0,16 poin persen daripada target nasional (2024) 0,16% "
        f"{RENDAH}. {NASIONAL}",
    ),
    **dict.fromkeys(
        (10, 11, 12),
        _seratus(f"Dibandingkan 2022 dan 2023, realisasi tetap 100% dan capaian tetap 100%. {AWAL}"),
    ),
}


@pytest.mark.parametrize("nomor", EMAS)
def test_indicators_of_the_lkj(outline: Outline, nomor: int) -> None:
    kinerja = outline.fakta.kinerja
    indikator = next(i for i in kinerja.indikator if i.nomor == nomor)
    assert tuple(p.kalimat for p in perbandingan_angka(kinerja, indikator)) == EMAS[nomor]


SASARAN = {
    1: "Rata-rata capaian 2024 sebesar 100% (1 dari 1 indikator): 1 indikator tepat sesuai target.",
    2: "Rata-rata capaian 2024 sebesar 100% (4 dari 4 indikator): 1 indikator melampaui target dan 3 indikator tepat "
    "sesuai target.",
    3: "Rata-rata capaian 2024 sebesar 68,01% (3 dari 3 indikator): 3 indikator di bawah target.",
    4: "Rata-rata capaian 2024 sebesar 100% (2 dari 2 indikator): 1 indikator melampaui target dan 1 indikator tepat "
    "sesuai target.",
    5: "Rata-rata capaian 2024 sebesar 100% (2 dari 2 indikator): 2 indikator tepat sesuai target.",
}


def test_sasaran_of_the_lkj(outline: Outline) -> None:
    kinerja = outline.fakta.kinerja
    semua = {s.nomor: perbandingan_angka_sasaran(kinerja, s) for s in kinerja.sasaran}
    assert {nomor: satu.kalimat for nomor, (satu, *_) in semua.items()} == SASARAN
    assert semua[3][3].kalimat == f"Tidak satu pun dari 3 indikator mencapai target nasional. {NASIONAL}"
    assert semua[3][1].keadaan is Keadaan.TIDAK_BERLAKU
