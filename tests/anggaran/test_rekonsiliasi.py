"""The list of differences: what the LKj 2024 says otherwise, dates, versions, and two states line by line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.anggaran.facts import fetch_anggaran
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.anggaran.rekonsiliasi import Rekonsiliasi, Selisih, fetch_rekonsiliasi, hitung_selisih_terbuka
from apps.anggaran.rekonsiliasi.baris import dilengkapi, titik_banding
from apps.anggaran.rekonsiliasi.hasil import persen_sama
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Satker

WA, KOMPONEN = "076.01.WA", "076.01.CQ.6639.BDB.001.051"
AKHIR = date(2024, 12, 31)


@pytest.fixture
def rekon(satker: Satker) -> Callable[[], Rekonsiliasi]:
    return lambda: fetch_rekonsiliasi(satker, 2024)


@pytest.fixture
def kutip(entitas: Entitas) -> Callable[..., AngkaKutipan]:
    """Quote one figure of 2024 from a source of its own."""

    def quote(subjek: str, ukuran: str, **given: Any) -> AngkaKutipan:
        values = {"entitas": entitas, "tahun": 2024, "sumber": "Uji", **given}
        return AngkaKutipan.objects.create(subjek=subjek, ukuran=ukuran, **values)

    return quote


@pytest.fixture
def dipa(satker: Satker) -> Dipa:
    return Dipa.objects.get(satker=satker, tahun=2024)


def of(rekonsiliasi: Rekonsiliasi, sumber: str = "Uji") -> list[Selisih]:
    return [s for s in rekonsiliasi.selisih if s.sumber == sumber]


def why(rekonsiliasi: Rekonsiliasi, sumber: str = "Uji") -> list[str]:
    return [t.alasan for t in rekonsiliasi.tak_sebanding if t.sumber == sumber]


# What the LKj 2024 prints otherwise (domain notes §7, items 1, 2, 4).


def test_the_differences_of_the_printed_tables_are_found(rekon: Callable[[], Rekonsiliasi]) -> None:
    found = [
        (s.jalur, s.ukuran, s.tercetak(s.nilai_kita), s.tercetak(s.nilai_lain), s.selisih_tercetak, len(k.selisih))
        for k in rekon().terbuka
        for s in k.selisih[:1]
    ]
    assert found == [
        ("", "realisasi", "Rp56.575.128.312", "Rp56.574.527.122", "-Rp601.190", 4),
        ("", "sisa", "Rp82.970.688", "Rp83.571.878", "+Rp601.190", 2),
        ("", "efisiensi", "0,15%", "5,46%", "+5,31 poin persen", 1),
        (KOMPONEN, "pagu", "Rp26.247.745.000", "Rp26.247.747.997", "+Rp2.997", 1),
        (WA, "realisasi", "Rp3.400.009.655", "Rp3.399.408.465", "-Rp601.190", 2),
        (WA, "sisa", "Rp60.564.345", "Rp61.165.535", "+Rp601.190", 2),
        (WA, "serapan", "98,25%", "98,23%", "-0,02 poin persen", 2),
    ]


def test_each_print_is_named_with_its_page(rekon: Callable[[], Rekonsiliasi]) -> None:
    [kelompok] = [k for k in rekon().terbuka if (k.pertama.jalur, k.pertama.ukuran) == (WA, "realisasi")]
    assert [(s.sumber, s.halaman) for s in kelompok.selisih] == [
        ("LKj 2024, Tabel 2", "ix"),
        ("LKj 2024, Tabel 29", "44"),
    ]
    assert all("Tabel 30" in s.catatan for s in kelompok.selisih)


def test_what_agrees_is_only_counted_and_what_nobody_computes_is_not_compared(
    rekon: Callable[[], Rekonsiliasi],
) -> None:
    found = rekon()
    quoted = AngkaKutipan.objects.filter(tahun=2024)
    compared = quoted.exclude(ukuran__in=["nka", "ikpa"]).count()
    assert found.sama == compared - len(found.selisih) - len(found.tak_sebanding)
    assert found.sama == 20
    assert not [s for s in found.selisih if s.ukuran in ("nka", "ikpa")]


def test_a_dipa_awal_without_lines_cannot_be_compared_and_blocks_nothing(rekon: Callable[[], Rekonsiliasi]) -> None:
    [awal] = rekon().tak_sebanding
    assert (awal.subjek, awal.nilai) == ("pagu awal", "Rp29.794.345.000")
    assert awal.alasan == "DIPA awal dicatat tanpa rincian, jadi jumlahnya tidak dapat dihitung."


def test_a_dipa_awal_with_lines_is_compared(rekon: Callable[[], Rekonsiliasi], dipa: Dipa) -> None:
    pos = PosAnggaran.objects.get(dipa=dipa, jalur=KOMPONEN)
    Pagu.objects.create(versi=VersiDipa.objects.get(dipa=dipa, urutan=0), pos=pos, jumlah=29_794_345_000)
    assert rekon().tak_sebanding == ()
    assert rekon().sama == 21


def test_the_figures_are_those_of_the_pages(rekon: Callable[[], Rekonsiliasi], satker: Satker) -> None:
    anggaran = fetch_anggaran(satker, 2024, 2024)[2024]
    ours = {(s.jalur, s.ukuran): s.nilai_kita for s in rekon().selisih}
    assert ours["", "realisasi"] == anggaran.realisasi
    assert ours["", "efisiensi"] == anggaran.efisiensi.nilai
    assert ours[KOMPONEN, "pagu"] == next(p.pagu for p in anggaran.semua() if p.jalur == KOMPONEN)


@pytest.mark.parametrize(
    ("kita", "lain", "sama"),
    [
        (Fraction(99_8536, 10_000), "99.85", True),
        (Fraction(99_8536, 10_000), "99.8536", True),
        (Fraction(99_8536, 10_000), "99.8537", False),
        (Fraction(99_8536, 10_000), "99.86", False),
        (Fraction(99_8536, 10_000), "99.9", False),
        (Fraction(99_9999, 10_000), "100", False),
        (Fraction(99_9999, 10_000), "99.99", True),
        (Fraction(100), "100.0000", True),
        (Fraction(1, 1000), "0.01", True),
        (Fraction(95_625, 1000), "95.63", True),
        (Fraction(-5_125, 1000), "-5.13", True),
    ],
)
def test_a_percentage_agrees_when_it_is_what_we_would_print(kita: Fraction, lain: str, sama: bool) -> None:
    assert persen_sama(kita, Decimal(lain)) == sama


# Subjects, dates and versions of quoted figures.


@pytest.mark.parametrize("subjek", [KOMPONEN, "6639.BDB.001.051"])
def test_a_line_is_named_by_its_full_code_or_from_its_kegiatan_on(
    rekon: Callable[[], Rekonsiliasi], kutip: Callable[..., AngkaKutipan], subjek: str
) -> None:
    kutip(subjek, "pagu", rupiah=1)
    [s] = of(rekon())
    assert (s.jalur, s.nilai_kita, s.selisih) == (KOMPONEN, 26_247_745_000, -26_247_744_999)


@pytest.mark.parametrize(
    ("subjek", "ukuran", "nilai", "alasan"),
    [
        ("9999.ABC", "pagu", {"rupiah": 1}, "Kode 9999.ABC tidak ada dalam Revisi terakhir."),
        ("total", "pagu", {"angka": 1}, "Angka ini tidak dicatat sebagai rupiah. Perbaiki kutipannya."),
        ("total", "serapan", {"rupiah": 1}, "Angka ini tidak dicatat sebagai persen. Perbaiki kutipannya."),
        ("pagu awal", "sisa", {"rupiah": 1}, "“Pagu awal” hanya dapat dikutip sebagai pagu."),
        (
            "total",
            "realisasi",
            {"rupiah": 1, "tanggal": date(2024, 6, 30)},
            "Realisasi per 30 Juni 2024 belum dimuat.",
        ),
        (
            "total",
            "pagu",
            {"rupiah": 1, "tanggal": date(2024, 6, 30)},
            "Belum ada versi DIPA dengan rincian yang berlaku 30 Juni 2024.",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(
    rekon: Callable[[], Rekonsiliasi],
    kutip: Callable[..., AngkaKutipan],
    subjek: str,
    ukuran: str,
    nilai: dict[str, Any],
    alasan: str,
) -> None:
    kutip(subjek, ukuran, **nilai)
    assert (of(rekon()), why(rekon())) == ([], [alasan])


def test_a_quoted_date_asks_for_the_state_of_that_day(
    rekon: Callable[[], Rekonsiliasi], kutip: Callable[..., AngkaKutipan], dipa: Dipa
) -> None:
    VersiDipa.objects.filter(dipa=dipa, urutan=1).update(tanggal=date(2024, 5, 1))
    juni = KeadaanRealisasi.objects.create(dipa=dipa, per_tanggal=date(2024, 6, 30), sistem_sumber="SAKTI")
    NilaiRealisasi.objects.create(keadaan=juni, pos=PosAnggaran.objects.get(dipa=dipa, jalur=KOMPONEN), jumlah=500)
    kutip("total", "realisasi", rupiah=501, tanggal=date(2024, 6, 30), sumber="Uji")
    kutip("total", "realisasi", rupiah=500, tanggal=date(2024, 6, 30), sumber="Uji 2")
    [s] = of(rekon())
    assert (s.nilai_kita, s.dasar) == (500, "Revisi terakhir, realisasi per 30 Juni 2024 (SAKTI)")
    assert of(rekon(), "Uji 2") == []


def test_a_version_without_a_date_decides_nothing_before_the_end_of_the_year(
    rekon: Callable[[], Rekonsiliasi], kutip: Callable[..., AngkaKutipan], dipa: Dipa
) -> None:
    VersiDipa.objects.filter(dipa=dipa, urutan=1).update(tanggal=None)
    kutip("total", "pagu", rupiah=1, tanggal=date(2024, 6, 30))
    kutip("total", "pagu", rupiah=1, tanggal=AKHIR, sumber="Uji 2")
    assert why(rekon()) == [
        "Tanggal Revisi terakhir tidak diketahui, jadi tidak jelas versi mana yang berlaku 30 Juni 2024."
    ]
    assert [s.nilai_kita for s in of(rekon(), "Uji 2")] == [56_658_099_000]


def test_missing_realisasi_is_no_zero(rekon: Callable[[], Rekonsiliasi], dipa: Dipa) -> None:
    KeadaanRealisasi.objects.filter(dipa=dipa).delete()
    assert {s.ukuran for s in rekon().selisih} == {"pagu"}
    assert {t.alasan for t in rekon().tak_sebanding if t.ukuran != "pagu"} == {
        "Realisasi anggaran tahun ini belum dimuat."
    }


def test_a_year_without_a_dipa_has_no_differences(satker: Satker, kutip: Callable[..., AngkaKutipan]) -> None:
    kutip("total", "pagu", rupiah=1, tahun=2023)
    assert fetch_rekonsiliasi(satker, 2023) == Rekonsiliasi()
    assert hitung_selisih_terbuka(satker, 2023) == 0


def test_keys_stay_when_figures_move(rekon: Callable[[], Rekonsiliasi], dipa: Dipa) -> None:
    before = [s.kunci for s in rekon().selisih]
    NilaiRealisasi.objects.filter(keadaan__dipa=dipa, pos__jalur=KOMPONEN).update(jumlah=1)
    assert set(before) <= {s.kunci for s in rekon().selisih}
    assert len(set(before)) == len(before)


def test_a_long_source_has_a_key_that_fits(
    rekon: Callable[[], Rekonsiliasi], kutip: Callable[..., AngkaKutipan]
) -> None:
    for akhir in "ab":
        kutip(KOMPONEN, "pagu", rupiah=1, sumber="x" * 199 + akhir)
    kutip("6639.BDB.001.051", "pagu", rupiah=1, sumber="y" * 200)
    kunci = [s.kunci for s in rekon().selisih]
    assert len(set(kunci)) == len(kunci)
    assert max(map(len, kunci)) <= 300


def test_the_number_of_queries_is_fixed(
    satker: Satker,
    dipa: Dipa,
    kutip: Callable[..., AngkaKutipan],
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(6):
        hitung_selisih_terbuka(satker, 2024)
    pos = PosAnggaran.objects.get(dipa=dipa, jalur=KOMPONEN)
    for bulan in range(1, 12):
        for sumber in ("SAKTI", "OM-SPAN"):
            k = KeadaanRealisasi.objects.create(dipa=dipa, per_tanggal=date(2024, bulan, 28), sistem_sumber=sumber)
            NilaiRealisasi.objects.create(keadaan=k, pos=pos, jumlah=bulan)
        kutip("total", "serapan", angka=1, tanggal=date(2024, bulan, 28), sumber=f"Uji {bulan}")
    with django_assert_num_queries(6):
        hitung_selisih_terbuka(satker, 2024)


# Two states of the same day.


@pytest.fixture
def omspan(dipa: Dipa) -> KeadaanRealisasi:
    """OM-SPAN says the same as our state of 31 December, for comparison only."""
    kita = KeadaanRealisasi.objects.get(dipa=dipa)
    lain = KeadaanRealisasi.objects.create(
        dipa=dipa, per_tanggal=AKHIR, sistem_sumber="OM-SPAN", pembanding=True, basis="sp2d"
    )
    NilaiRealisasi.objects.bulk_create(
        NilaiRealisasi(keadaan=lain, pos_id=pos, jumlah=jumlah)
        for pos, jumlah in kita.nilai.values_list("pos_id", "jumlah")
    )
    return lain


def test_equal_states_are_counted_line_by_line(rekon: Callable[[], Rekonsiliasi], omspan: KeadaanRealisasi) -> None:
    found = rekon()
    assert of(found, "OM-SPAN") == []
    assert found.sama == 20 + omspan.nilai.count()


def test_the_deepest_line_that_differs_is_named(rekon: Callable[[], Rekonsiliasi], omspan: KeadaanRealisasi) -> None:
    baris = omspan.nilai.get(pos__jalur=KOMPONEN)
    NilaiRealisasi.objects.filter(pk=baris.pk).update(jumlah=baris.jumlah + 7)
    [s] = of(rekon(), "OM-SPAN")
    assert (s.jalur, s.ukuran, s.selisih, s.tanggal) == (KOMPONEN, "realisasi", 7, AKHIR)
    assert s.catatan == "Basisnya berbeda: SP2D, sedangkan aplikasi Tidak disebut."
    assert s.dasar == "LKj 2024 per 31 Desember 2024"


def test_what_one_source_leaves_out_is_compared_above(
    rekon: Callable[[], Rekonsiliasi], omspan: KeadaanRealisasi
) -> None:
    baris = omspan.nilai.get(pos__jalur=KOMPONEN)
    jumlah = baris.jumlah
    baris.delete()
    [s] = of(rekon(), "OM-SPAN")
    assert KOMPONEN.startswith(s.jalur)
    assert s.jalur != KOMPONEN
    assert s.selisih == -jumlah


def test_what_a_complete_state_leaves_out_is_nothing_spent(
    rekon: Callable[[], Rekonsiliasi], omspan: KeadaanRealisasi
) -> None:
    KeadaanRealisasi.objects.filter(pk=omspan.pk).update(lengkap=True)
    baris = omspan.nilai.get(pos__jalur=KOMPONEN)
    jumlah = baris.jumlah
    baris.delete()
    [s] = of(rekon(), "OM-SPAN")
    assert (s.jalur, s.nilai_lain, s.selisih) == (KOMPONEN, 0, -jumlah)
    omspan.nilai.all().delete()
    assert {s.nilai_lain for s in of(rekon(), "OM-SPAN")} == {0}


def test_another_source_that_counts_is_compared_but_not_what_a_correction_replaced(
    rekon: Callable[[], Rekonsiliasi], dipa: Dipa
) -> None:
    pos = PosAnggaran.objects.get(dipa=dipa, jalur=KOMPONEN)
    for urutan, jumlah in ((1, 10), (2, 20)):
        k = KeadaanRealisasi.objects.create(
            dipa=dipa, per_tanggal=AKHIR, sistem_sumber="Ketikan", urutan=urutan, alasan="Salah salin."
        )
        NilaiRealisasi.objects.create(keadaan=k, pos=pos, jumlah=jumlah)
    found = rekon()
    assert of(found, "Ketikan") == []
    [s] = of(found, "LKj 2024")
    assert (s.nilai_kita, s.nilai_lain, s.jalur) == (20, 56_575_128_312, "076.01")


def test_a_state_for_comparison_alone_says_what_is_missing(rekon: Callable[[], Rekonsiliasi], dipa: Dipa) -> None:
    pos = PosAnggaran.objects.get(dipa=dipa, jalur=KOMPONEN)
    k = KeadaanRealisasi.objects.create(
        dipa=dipa, per_tanggal=date(2024, 6, 30), sistem_sumber="OM-SPAN", pembanding=True
    )
    assert why(rekon(), "OM-SPAN") == ["Keadaan ini dicatat tanpa satu pun nilai."]
    NilaiRealisasi.objects.create(keadaan=k, pos=pos, jumlah=1)
    assert why(rekon(), "OM-SPAN") == ["Realisasi per 30 Juni 2024 yang dihitung aplikasi belum dimuat."]


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[int, int | None], dict[int, int], dict[int, int]]:
    """A tree of lines with two sets of leaf amounts, neither of which has a leaf above another of its own."""
    induk: dict[int, int | None] = {}
    for pos in range(1, draw(st.integers(1, 14)) + 1):
        induk[pos] = draw(st.sampled_from([None, *induk]))

    def amounts() -> dict[int, int]:
        nilai: dict[int, int] = {}
        for pos in draw(st.permutations(sorted(induk))):
            if not _related(induk, pos, nilai) and draw(st.booleans()):
                nilai[pos] = draw(st.integers(-5, 5))
        return nilai

    return induk, amounts(), amounts()


def _ancestors(induk: dict[int, int | None], pos: int | None) -> list[int]:
    found = []
    while pos is not None:
        found.append(pos)
        pos = induk[pos]
    return found


def _related(induk: dict[int, int | None], pos: int, nilai: dict[int, int]) -> bool:
    return any(pos in _ancestors(induk, other) or other in _ancestors(induk, pos) for other in nilai)


@given(trees())
def test_every_rupiah_of_both_sources_is_compared_once(
    tree: tuple[dict[int, int | None], dict[int, int], dict[int, int]],
) -> None:
    induk, kita, lain = tree
    titik = list(titik_banding(induk, kita, lain))
    if not (kita and lain):
        assert titik == []
        return
    assert sum(t.kita for t in titik) == sum(kita.values())
    assert sum(t.lain for t in titik) == sum(lain.values())
    # No place of comparison lies below another one, and each has both sources at, above or below it.
    for t in titik:
        assert t.pos is None or not any(o.pos in _ancestors(induk, t.pos)[1:] for o in titik)
        for nilai in (kita, lain):
            assert t.pos is None or any(t.pos in _ancestors(induk, leaf) for leaf in nilai)


@given(trees())
def test_a_completed_state_knows_every_leaf_of_the_other_and_keeps_its_sum(
    tree: tuple[dict[int, int | None], dict[int, int], dict[int, int]],
) -> None:
    induk, kita, lain = tree
    penuh = dilengkapi(induk, kita, lain)
    assert sum(penuh.values()) == sum(kita.values())
    assert all(penuh[pos] == jumlah for pos, jumlah in kita.items())
    for pos in lain:
        assert _related(induk, pos, penuh)


@given(trees())
def test_the_same_leaves_are_compared_leaf_by_leaf(
    tree: tuple[dict[int, int | None], dict[int, int], dict[int, int]],
) -> None:
    induk, kita, _ = tree
    titik = list(titik_banding(induk, kita, {pos: jumlah + 1 for pos, jumlah in kita.items()}))
    assert {t.pos for t in titik} == set(kita)
