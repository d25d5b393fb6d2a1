"""The rules of entry as a table: every role × every state of a realisasi × every state of its period."""

from datetime import date, timedelta
from itertools import product

import pytest

from apps.organisasi import permissions as p
from apps.organisasi.permissions import Anggota, KeadaanIsian, KeadaanPeriode, Peran

HARI = date(2025, 1, 10)
PENGAJU = 7
ORANG = {
    "operator": Anggota.dari(1, [("operator", 3)]),
    "operator_lain": Anggota.dari(1, [("operator", 4)]),
    "pengelola_anggaran": Anggota.dari(1, [("operator", 5)], mengelola_anggaran=True),
    "verifikator": Anggota.dari(1, [("verifikator", None)]),
    "pimpinan": Anggota.dari(1, [("pimpinan", None)]),
    "administrator": Anggota.dari(1, [("administrator", None)]),
    "auditor": Anggota.dari(1, [("auditor", None)]),
    "orang_luar": Anggota(1),
}
PERIODE = {
    "tertutup": KeadaanPeriode("Tahunan 2024"),
    "terbuka": KeadaanPeriode("Tahunan 2024", dibuka=True, tenggat=HARI),
    "lewat": KeadaanPeriode("Tahunan 2024", dibuka=True, tenggat=HARI - timedelta(days=1)),
    "diperpanjang": KeadaanPeriode("Tahunan 2024", dibuka=True, tenggat=HARI - timedelta(days=5), perpanjangan=HARI),
    "tanpa_tenggat": KeadaanPeriode("Tahunan 2024", dibuka=True),
    "disahkan": KeadaanPeriode("Tahunan 2024", dibuka=True, tenggat=HARI, disahkan="Tahunan 2024 sudah disahkan."),
}
TAHAP = ("draf", "diajukan", "diverifikasi", "disahkan")
ALL = list(product(ORANG, PERIODE, TAHAP))


@pytest.mark.parametrize(("siapa", "periode", "tahap"), ALL)
def test_values_are_written_as_a_draft_in_an_open_period_by_those_who_fill_in(
    siapa: str, periode: str, tahap: str
) -> None:
    keputusan = p.boleh_mengubah_isian(ORANG[siapa], KeadaanIsian(3, tahap), PERIODE[periode], HARI)
    mengisi = siapa in ("operator", "verifikator", "administrator")
    terbuka = periode in ("terbuka", "diperpanjang", "tanpa_tenggat")
    assert bool(keputusan) == (mengisi and terbuka and tahap == "draf")
    assert keputusan or keputusan.alasan.endswith(".")


@pytest.mark.parametrize(("siapa", "periode", "tahap"), ALL)
def test_evidence_is_frozen_with_the_period(siapa: str, periode: str, tahap: str) -> None:
    keputusan = p.boleh_menambah_bukti(ORANG[siapa], KeadaanIsian(3, tahap), PERIODE[periode], HARI)
    if periode == "disahkan" or siapa in ("pimpinan", "auditor", "orang_luar", "operator_lain", "pengelola_anggaran"):
        assert not keputusan
    elif tahap == "draf":
        assert bool(keputusan) == (periode in ("terbuka", "diperpanjang", "tanpa_tenggat"))
    elif siapa == "verifikator":
        assert keputusan
    else:
        assert bool(keputusan) == (tahap == "diverifikasi")


@pytest.mark.parametrize(("siapa", "tahap"), list(product(ORANG, TAHAP)))
def test_checking_is_the_verifikators(siapa: str, tahap: str) -> None:
    isian = KeadaanIsian(3, tahap, pengaju_id=PENGAJU)
    terbuka = PERIODE["terbuka"]
    verifikator = siapa == "verifikator"
    assert bool(p.boleh_memverifikasi(ORANG[siapa], 8, isian)) == (verifikator and tahap == "diajukan")
    assert bool(p.boleh_mengembalikan(ORANG[siapa], isian, terbuka)) == (
        verifikator and tahap in ("diajukan", "diverifikasi")
    )
    assert not p.boleh_mengembalikan(ORANG[siapa], isian, PERIODE["disahkan"])


@pytest.mark.parametrize("siapa", ORANG)
def test_rencana_aksi_is_planned_by_those_who_fill_in_until_its_quarter_is_approved(siapa: str) -> None:
    mengisi = siapa in ("operator", "verifikator", "administrator")
    assert bool(p.boleh_menyunting_rencana(ORANG[siapa], 3, "")) == mengisi
    ditutup = p.boleh_menyunting_rencana(ORANG[siapa], 3, "Triwulan I 2024 sudah disahkan.")
    assert not ditutup and (ditutup.alasan == "Triwulan I 2024 sudah disahkan.") == mengisi


def test_nobody_verifies_their_own_unless_the_satker_allows_it() -> None:
    isian = KeadaanIsian(3, "diajukan", pengaju_id=PENGAJU)
    assert not p.boleh_memverifikasi(ORANG["verifikator"], PENGAJU, isian)
    assert p.boleh_memverifikasi(ORANG["verifikator"], PENGAJU, isian, sendiri_diizinkan=True)


@pytest.mark.parametrize(
    ("tahap", "pengaju", "diperiksa", "boleh"),
    [
        ("diajukan", PENGAJU, False, True),
        ("diajukan", PENGAJU, True, False),
        ("diajukan", 8, False, False),
        ("draf", PENGAJU, False, False),
        ("diverifikasi", PENGAJU, False, False),
    ],
)
def test_taking_back(tahap: str, pengaju: int, diperiksa: bool, boleh: bool) -> None:
    isian = KeadaanIsian(3, tahap, pengaju_id=pengaju, diperiksa=diperiksa)
    assert bool(p.boleh_menarik(ORANG["operator"], PENGAJU, isian)) == boleh


@pytest.mark.parametrize(
    ("rule", "boleh"),
    [
        (p.boleh_mengesahkan, {"pimpinan"}),
        (p.boleh_mencatat_berita_acara, {"verifikator"}),
        (p.boleh_membuka_kembali, {"pimpinan", "administrator"}),
        (p.boleh_memeriksa, {"verifikator"}),
        (p.boleh_menjelaskan_selisih, {"pengelola_anggaran", "verifikator", "administrator"}),
    ],
)
def test_who_closes_and_opens(rule, boleh: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert {siapa for siapa, anggota in ORANG.items() if rule(anggota)} == boleh


def test_words_of_a_comparison_are_for_those_who_fill_in_one_of_its_indicators_while_the_year_is_open() -> None:
    def menyunting(subbagian: list[int | None], disahkan: str = "") -> set[str]:
        return {nama for nama, a in ORANG.items() if p.boleh_menyunting_narasi(a, subbagian, disahkan)}

    assert menyunting([3]) == {"operator", "verifikator", "administrator"}
    assert menyunting([9, 3]) == {"operator", "verifikator", "administrator"}
    assert menyunting([]) == {"verifikator", "administrator"}
    assert menyunting([3], "Sudah disahkan.") == set()
    assert p.boleh_menyunting_narasi(ORANG["operator"], [3], "Sudah disahkan.").alasan == "Sudah disahkan."
    assert p.boleh_menyunting_narasi(ORANG["operator"], [9], "x").alasan == "Data ini diisi oleh subbagian lain."


def test_remarks_are_for_those_who_can_mend_and_their_verifikator() -> None:
    sees = {siapa for siapa, anggota in ORANG.items() if p.boleh_melihat_temuan(anggota, 3)}
    assert sees == {"operator", "verifikator", "administrator"}


def test_a_persons_page_is_for_that_person_and_those_who_hand_on() -> None:
    assert p.boleh_melihat_orang(ORANG["operator"], 1, 1)
    assert not p.boleh_melihat_orang(ORANG["operator"], 1, 2)
    assert p.boleh_melihat_orang(ORANG["verifikator"], 1, 2)


def test_the_longer_of_deadline_and_extension_counts() -> None:
    earlier = KeadaanPeriode("x", dibuka=True, tenggat=HARI, perpanjangan=HARI - timedelta(days=9))
    assert earlier.batas == HARI
    assert KeadaanPeriode("x", dibuka=True, perpanjangan=HARI).batas is None


def test_every_role_is_in_the_table() -> None:
    assert {peran.value for peran in Peran} <= set(ORANG)


@pytest.mark.parametrize("siapa", ORANG)
def test_offices_below_are_seen_by_those_who_answer_for_the_satker(siapa: str) -> None:
    keputusan = p.boleh_melihat_bawahan(ORANG[siapa])
    assert bool(keputusan) == (siapa in ("verifikator", "pimpinan", "administrator", "auditor"))
    assert keputusan or keputusan.alasan.endswith(".")


def test_who_also_enters_data_still_sees_offices_below() -> None:
    assert p.boleh_melihat_bawahan(Anggota.dari(1, [("operator", 3), ("pimpinan", None)]))
    assert p.boleh_melihat_bawahan(Anggota(None, superuser=True))
