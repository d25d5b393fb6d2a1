"""What must hold of every sentence, whatever the figures."""

import re
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.pengukuran.facts import FaktaIndikator, FaktaRealisasi, FaktaTarget, Nilai
from apps.pengukuran.formulas import Arah, Tingkat
from apps.pengukuran.kalimat import (
    BahanSebab,
    Keadaan,
    perbandingan_angka,
    perbandingan_angka_sasaran,
    perbandingan_sebab,
)
from apps.ui.numbers import format_persen
from tests.pengukuran.kalimat.fakta import AA, BB, CC, indikator, kinerja, tanpa_renstra

TAHUN = range(2020, 2025)
# A figure that stands nowhere else: where it shows, a doubtful year was quoted.
RAGU = Fraction(777_771, 100)
angka = st.one_of(
    st.just(Fraction(0)),
    st.fractions(min_value=0, max_value=300, max_denominator=1_000),
    st.sampled_from([Fraction(80), Fraction(85), Fraction(100)]),
)
nilai = st.one_of(
    angka.map(lambda a: Nilai(angka=a)),
    st.sampled_from([AA, BB, CC, Tingkat("B", 4)]).map(lambda t: Nilai(tingkat=t)),
)
target = st.one_of(
    st.builds(FaktaTarget, nilai=nilai, sumber=st.sampled_from(["pk", "renstra", "nasional"])),
    st.just(FaktaTarget(tanpa_target=True)),
)
realisasi = st.one_of(
    st.builds(FaktaRealisasi, nilai=nilai, terisi=st.just(True), sementara=st.booleans()),
    st.just(FaktaRealisasi(terisi=True, alasan="Belum terukur karena menunggu.")),
    st.just(FaktaRealisasi(alasan="Realisasi belum disahkan.")),
    st.just(FaktaRealisasi(Nilai(angka=RAGU), terisi=True, diragukan=True, alasan_keandalan=f"Tercetak {RAGU}.")),
)


def menurut_tahun(isi: Any) -> Any:
    return st.dictionaries(st.sampled_from(TAHUN), isi)


@st.composite
def indikator_apa_pun(draw: Any, nomor: int = 1) -> FaktaIndikator:
    return indikator(
        nomor,
        draw(st.sampled_from(["persen", "indeks", "tingkat"])),
        draw(st.sampled_from(list(Arah))),
        pk=draw(menurut_tahun(target)),
        renstra=draw(menurut_tahun(target)),
        nasional=draw(menurut_tahun(target)),
        realisasi=draw(menurut_tahun(realisasi)),
    )


@settings(max_examples=400)
@given(
    indikator_apa_pun(),
    indikator_apa_pun(2),
    st.sampled_from(TAHUN),
    st.sampled_from([None, 100, 120]),
    st.integers(0, 4),
)
def test_every_comparison_is_said_and_no_doubtful_figure_is(
    satu: FaktaIndikator, dua: FaktaIndikator, tahun: int, batas: int | None, triwulan: int
) -> None:
    fakta = kinerja(satu, dua, tahun=tahun, batas_capaian=batas)
    semua = [
        *perbandingan_angka(fakta, satu, triwulan),
        perbandingan_sebab(fakta, satu, BahanSebab(hambatan="Cuaca."), triwulan),
        *perbandingan_angka(tanpa_renstra(satu, tahun), satu, triwulan),
        *perbandingan_angka_sasaran(fakta, next(fakta.sasaran), triwulan),
    ]
    for hasil in semua:
        assert hasil.kalimat.endswith(".") and "  " not in hasil.kalimat and "None" not in hasil.kalimat
        assert (hasil.keadaan is Keadaan.BELUM_ADA) == bool(hasil.saran)
        assert "7.777" not in hasil.kalimat and str(RAGU) not in hasil.kalimat
    assert [h.nomor for h in semua[:5]] == [1, 2, 3, 4, 5]


@given(angka, angka, st.sampled_from(list(Arah)))
def test_words_agree_with_the_numbers(r: Fraction, t: Fraction, arah: Arah) -> None:
    fakta = indikator(
        arah=arah,
        pk={2024: FaktaTarget(Nilai(t), sumber="pk")},
        realisasi={2023: FaktaRealisasi(Nilai(t), terisi=True), 2024: FaktaRealisasi(Nilai(r), terisi=True)},
    )
    satu, dua, *_ = perbandingan_angka(kinerja(fakta), fakta)
    assert f"sebesar {format_persen(r)}," in satu.kalimat
    assert ("lebih tinggi" in satu.kalimat) == (r > t) == ("realisasi naik" in dua.kalimat)
    assert ("lebih rendah" in satu.kalimat) == (r < t) == ("realisasi turun" in dua.kalimat)
    assert ("sama dengan" in satu.kalimat) == (r == t) == ("realisasi tetap" in dua.kalimat)
    if arah is Arah.MINIMAL:
        assert ("lebih baik" in satu.kalimat) == (r < t) == ("membaik" in dua.kalimat)
        assert ("kurang baik" in satu.kalimat) == (r > t) == ("memburuk" in dua.kalimat)
    else:
        assert "lebih baik" not in satu.kalimat and "membaik" not in dua.kalimat


@given(angka, angka)
def test_a_difference_is_rounded_once(r: Fraction, t: Fraction) -> None:
    fakta = indikator(
        pk={2024: FaktaTarget(Nilai(t), sumber="pk")}, realisasi={2024: FaktaRealisasi(Nilai(r), terisi=True)}
    )
    kalimat = perbandingan_angka(kinerja(fakta), fakta)[0].kalimat
    found = re.search(r"lebih (?:tinggi|rendah) (?P<kurang>kurang dari )?(?P<angka>[\d.,]+) poin persen", kalimat)
    if r == t:
        assert found is None
        return
    assert found is not None
    printed = Fraction(found["angka"].replace(".", "").replace(",", "."))
    selisih = abs(r - t)
    assert selisih < printed if found["kurang"] else abs(printed - selisih) <= Fraction(1, 200)
