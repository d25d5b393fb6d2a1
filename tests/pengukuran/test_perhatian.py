"""What deserves attention: every rule on its own, their order, and the same over the figures of the LKj."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.organisasi.models import Entitas
from apps.pengukuran.amatan import amati, fetch_pengerjaan
from apps.pengukuran.facts import fetch_kinerja
from apps.pengukuran.formulas import Arah, Capaian, Posisi, capaian_numerik
from apps.pengukuran.models import Realisasi
from apps.pengukuran.perhatian import ATURAN, Amatan, temuan
from apps.perencanaan.models import AdopsiIndikator, Indikator
from apps.siklus.facts import fetch_satu_periode
from apps.siklus.models import Periode


def capaian(persen: str) -> Capaian:
    nilai = Fraction(persen)
    posisi = Posisi.TEPAT if nilai == 100 else Posisi.DI_ATAS if nilai > 100 else Posisi.DI_BAWAH
    return Capaian(nilai, nilai, posisi)


BAIK = Amatan(
    1, "Baik", 7, capaian("100"), dikerjakan=True, terisi=True, terukur=True, ada_hambatan=True, ada_bukti=True
)


def fetch_amatan(kinerja, periode, hari):
    return amati(kinerja, periode, fetch_pengerjaan(kinerja, periode.triwulan if periode else 0), hari)


def said(*amatan: Amatan) -> list[str]:
    return [f"{t.aturan.kode}: {t.kalimat}" for p in temuan(amatan) for t in p.temuan]


@pytest.mark.parametrize(
    ("beda", "kalimat"),
    [
        ({}, []),
        ({"capaian": capaian("70")}, []),
        ({"capaian": capaian("69.999")}, ["rendah: Capaian 70%, di bawah 70%."]),
        ({"capaian": capaian("59.66")}, ["rendah: Capaian 59,66%, di bawah 70%."]),
        ({"capaian": Capaian(posisi=Posisi.DI_BAWAH, alasan="x")}, ["rendah: Tingkatnya di bawah target."]),
        ({"capaian": capaian_numerik(1, 0, Arah.MINIMAL)}, ["rendah: Target 0 tidak tercapai."]),
        (
            {"capaian": capaian_numerik(1, 0, Arah.MINIMAL), "ada_hambatan": False},
            ["rendah: Target 0 tidak tercapai.", "hambatan: Di bawah target, hambatannya belum dijelaskan."],
        ),
        ({"capaian": capaian_numerik(1, 0, Arah.MAKSIMAL)}, []),
        ({"capaian": capaian("120")}, []),
        ({"capaian": capaian("200")}, ["target: Capaian 200%: target terlalu rendah?"]),
        # A cap of the Renstra hides nothing: the rule asks about the uncapped value.
        (
            {"capaian": Capaian(Fraction(100), Fraction(150), Posisi.DI_ATAS)},
            ["target: Capaian 150%: target terlalu rendah?"],
        ),
        (
            {"capaian": capaian("90"), "ada_hambatan": False},
            ["hambatan: Di bawah target, hambatannya belum dijelaskan."],
        ),
        ({"capaian": capaian("90"), "ada_hambatan": False, "dikerjakan": False}, []),
        ({"ada_bukti": False}, ["bukti: Belum ada bukti dukung."]),
        ({"ada_bukti": False, "terukur": False}, []),
        ({"ada_bukti": False, "dikerjakan": False}, []),
        ({"hari_terlambat": 3}, ["terlambat: Belum diajukan, tenggat lewat 3 hari."]),
        ({"kejanggalan": ("Nilainya 0.",)}, ["janggal: Nilainya 0."]),
        ({"setahun": "15 Kegiatan", "dari_triwulan": "15 Kegiatan"}, []),
        ({"setahun": "15 Kegiatan"}, []),
        (
            {"setahun": "15 Kegiatan", "dari_triwulan": "14 Kegiatan"},
            ["triwulan: Setahun 15 Kegiatan, dari triwulan 14 Kegiatan."],
        ),
        ({"tahun_lalu": 2023, "capaian_lalu": Fraction(90)}, []),
        (
            {"capaian": capaian("81.95"), "tahun_lalu": 2023, "capaian_lalu": Fraction(100)},
            ["turun: Capaian turun paling banyak: 18,05 poin sejak 2023 (100% menjadi 81,95%)."],
        ),
    ],
)
def test_each_rule_says_why(beda, kalimat):
    assert said(replace(BAIK, **beda)) == kalimat


def test_only_the_largest_fall_is_named_and_equal_ones_together():
    jatuh = [
        replace(BAIK, nomor=n, capaian=capaian(kini), tahun_lalu=2023, capaian_lalu=Fraction(100))
        for n, kini in ((1, "95"), (2, "80"), (3, "80"))
    ]
    assert [p.amatan.nomor for p in temuan(jatuh) for t in p.temuan if t.aturan.kode == "turun"] == [2, 3]


def test_what_weighs_most_stands_first_then_the_lowest_capaian():
    rendah = replace(BAIK, nomor=2, capaian=capaian("60"))
    terendah = replace(BAIK, nomor=3, capaian=capaian("50"), ada_bukti=False)
    telat = replace(BAIK, nomor=4, hari_terlambat=1)
    tinggi = replace(BAIK, nomor=5, capaian=capaian("130"))
    assert [p.amatan.nomor for p in temuan([tinggi, rendah, BAIK, terendah, telat])] == [4, 3, 2, 5]


@given(
    st.lists(
        st.builds(
            Amatan,
            nomor=st.integers(1, 99),
            nama=st.text(max_size=5),
            subbagian_id=st.integers(1, 4),
            capaian=st.sampled_from([capaian("0"), capaian("69"), capaian("150"), Capaian()]),
            tahun_lalu=st.just(2023),
            capaian_lalu=st.none() | st.fractions(0, 300),
            dikerjakan=st.booleans(),
            terukur=st.booleans(),
            ada_hambatan=st.booleans(),
            ada_bukti=st.booleans(),
            hari_terlambat=st.integers(0, 400),
        ),
        max_size=8,
    )
)
def test_every_finding_has_a_sentence_and_nobody_is_named_twice(amatan):
    found = temuan(amatan)
    assert all(t.kalimat and t.aturan in ATURAN for p in found for t in p.temuan)
    assert len(found) <= len(amatan)


@pytest.mark.django_db
def test_the_year_2024_of_the_lkj(entitas: Entitas):
    kinerja = fetch_kinerja(entitas, 2024)
    amatan = fetch_amatan(kinerja, None, date(2026, 1, 1))
    found = {p.amatan.nomor: [t.aturan.kode for t in p.temuan] for p in temuan(amatan)}
    assert found[8][0] == found[7][0] == "rendah"
    assert "target" in found[9]
    # Published years owe nothing here.
    assert not {"terlambat", "hambatan", "bukti"} & {kode for semua in found.values() for kode in semua}


@pytest.mark.django_db
def test_quarters_that_do_not_make_the_year_are_named(entitas: Entitas):
    adopsi = AdopsiIndikator.objects.select_related("indikator").get(entitas=entitas, nomor=6)
    setahun = Realisasi.objects.filter(adopsi=adopsi, tahun=2024, triwulan=0)
    setahun.update(nilai=15, pembilang=None, penyebut=None)

    def said_of(agregasi: str, **pilihan: bool) -> list[str]:
        Indikator.objects.filter(pk=adopsi.indikator_id).update(agregasi=agregasi)
        semua = temuan(fetch_amatan(fetch_kinerja(entitas, 2024, **pilihan), None, date(2026, 1, 1)))
        return [t.kalimat for p in semua for t in p.temuan if t.aturan.kode == "triwulan"]

    for triwulan, nilai in enumerate((3, 4, 2), start=1):
        Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=triwulan, nilai=nilai)
    assert said_of("jumlah") == [], "a quarter is missing"
    Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=4, nilai=5, tahap="disahkan")
    assert said_of("jumlah") == ["Setahun 15%, dari triwulan 14%."]
    assert said_of("terakhir") == ["Setahun 15%, dari triwulan 5%."]
    assert said_of("akhir_tahun") == []
    # Nothing is told of quarters that are not approved, nor of a year that is doubted.
    Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=0)
    setahun.update(tahap="disahkan")
    assert said_of("jumlah", hanya_disahkan=True) == []
    setahun.update(keandalan="diragukan", alasan_keandalan="Belum diuji.")
    assert said_of("jumlah") == []
    # A year that was entered as its average is printed is not told apart from it.
    setahun.update(keandalan="sah", nilai="3.33")
    Realisasi.objects.filter(adopsi=adopsi, tahun=2024, triwulan=4).update(nilai="4.3333")
    assert said_of("rata_rata") == [], "13,3333 ÷ 4 is printed as 3,33"


@pytest.mark.django_db
def test_a_doubtful_year_is_never_compared_with(entitas: Entitas):
    kinerja = fetch_kinerja(entitas, 2024)
    doubtful = {i.nomor for i in kinerja.indikator if i.realisasi_tahun(2023).diragukan}
    assert doubtful
    assert all(a.capaian_lalu is None for a in fetch_amatan(kinerja, None, date(2026, 1, 1)) if a.nomor in doubtful)


@pytest.mark.django_db
def test_what_is_not_handed_in_after_its_deadline_is_late(entitas: Entitas):
    tenggat = date(2025, 1, 20)
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    Periode.objects.filter(pk=periode.pk).update(dibuka=True, tenggat=tenggat)
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="diajukan")
    Realisasi.objects.filter(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0).update(tahap="draf")
    fakta = fetch_satu_periode(entitas, 2024, 0)

    def late(hari: date) -> list[int]:
        return [a.nomor for a in fetch_amatan(fetch_kinerja(entitas, 2024), fakta, hari) if a.hari_terlambat]

    assert late(tenggat) == []
    assert late(tenggat + timedelta(days=2)) == [6]


@pytest.mark.django_db
def test_a_quarter_is_owed_by_its_indicators_only_and_not_compared_with_years(entitas: Entitas):
    Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=2, defaults={"dibuka": True, "tenggat": date(2024, 7, 5)}
    )
    fakta = fetch_satu_periode(entitas, 2024, 2)
    kinerja = fetch_kinerja(entitas, 2024, triwulan=2)
    amatan = fetch_amatan(kinerja, fakta, date(2024, 7, 8))
    owed = {i.nomor for i in kinerja.indikator if i.agregasi != "akhir_tahun" or i.target(2024).sumber == "triwulan"}
    assert {a.nomor for a in amatan if a.hari_terlambat == 3} == owed
    assert all(a.capaian_lalu is None and not a.kejanggalan for a in amatan)
