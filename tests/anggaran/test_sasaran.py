"""Money of indicators: shares of kegiatan, exact; what is divided and what is not is always the whole."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.facts.sasaran import Bagian, Dukungan, FaktaDukungan, susun_dukungan

MILIAR = 1_000_000_000


def pos(id: int, jenis: str, pagu: int, realisasi: int | None, *anak: FaktaPos, capaian: F | None = None) -> FaktaPos:
    return FaktaPos(f"076.01.CQ.{id:04}", f"{id:04}", jenis, "", False, pagu, realisasi, capaian, False, anak, id=id)


def kegiatan(id: int, pagu: int, realisasi: int | None, capaian: F | None = F(1)) -> FaktaPos:
    return pos(id, "kegiatan", pagu, realisasi, pos(id + 5000, "ro", pagu, realisasi, capaian=capaian))


def bagian(*links: tuple[FaktaPos, D | None]) -> Bagian:
    return Bagian(tuple(Dukungan(1, k, porsi) for k, porsi in links))


def test_shares_of_two_kegiatan() -> None:
    b = bagian((kegiatan(1, 1000, 800), D(25)), (kegiatan(2, 300, 300), D("33.33")))
    assert (b.pagu, b.realisasi) == (F("349.99"), F("299.99"))
    assert b.serapan == F("299.99") / F("349.99") * 100
    # Σ pagu × 1 − realisasi = 50 of 349,99.
    assert b.efisiensi.nilai == 50 / F("349.99") * 100
    assert b.nilai_efisiensi == 50 + 50 / F("349.99") * 100 / 20 * 50


def test_the_worked_example_survives_being_shared() -> None:
    satu = kegiatan(1, 4 * MILIAR, 3_800_000_000, F("1.22"))
    dua = kegiatan(2, 1 * MILIAR, 975_000_000, F("0.80"))
    tiga = kegiatan(3, 5 * MILIAR, 4_725_000_000, F("1.42"))
    b = bagian((satu, D(50)), (dua, D(50)), (tiga, D(50)))
    assert round(b.efisiensi.nilai or 0, 3) == F("25.665")
    assert b.nilai_efisiensi == 100


@pytest.mark.parametrize(
    ("links", "alasan"),
    [
        ([], "Belum ada kegiatan pendukung."),
        ([(kegiatan(1, 10, 5), None)], "Porsi kegiatan CQ.0001 belum ditetapkan."),
        ([(kegiatan(1, 10, 5), D(100)), (kegiatan(2, 10, 5), None)], "Porsi kegiatan CQ.0002 belum ditetapkan."),
        ([(kegiatan(1, 10, None), D(100))], "Realisasi kegiatan pendukung belum dimuat."),
        ([(kegiatan(1, 0, 0), D(100))], "Bagian pagunya 0."),
        ([(kegiatan(1, 10, 5), D(0))], "Bagian pagunya 0."),
    ],
)
def test_what_is_undefined_says_why(links: list[tuple[FaktaPos, D | None]], alasan: str) -> None:
    b = bagian(*links)
    assert (b.serapan, b.efisiensi.nilai, b.nilai_efisiensi, b.alasan) == (None, None, None, alasan)
    assert b.efisiensi.alasan == alasan


def test_a_link_without_a_share_is_never_the_whole() -> None:
    b = bagian((kegiatan(1, 10, 5), None))
    assert (b.pagu, b.realisasi) == (0, None)


def test_a_capaian_that_is_missing_leaves_only_efisiensi_open() -> None:
    b = bagian((kegiatan(1, 10, 5, None), D(100)))
    assert b.serapan == 50
    assert b.efisiensi.alasan == "Capaian 1 dari 1 rincian output belum diisi."


def test_a_kegiatan_that_the_version_does_not_know_has_nothing_to_share() -> None:
    anggaran = FaktaAnggaran(2024, "Revisi", None, "", (pos(9, "program", 10, 5, kegiatan(1, 10, 5)),))
    assert susun_dukungan(anggaran, [(77, 1, D(100))]).dukungan == ()


amounts = st.integers(min_value=0, max_value=10**13)
shares = st.lists(st.one_of(st.none(), st.decimals(0, 25, places=2)), max_size=4)
budgets = st.lists(st.tuples(amounts, st.one_of(st.none(), amounts), shares), max_size=6)


@given(budgets, st.integers(min_value=0, max_value=10**12))
def test_divided_and_undivided_are_the_whole(budget: list, luar: int) -> None:
    """Whatever the shares (at most 100 for each kegiatan), sasaran together and "tidak dibagi" are the satker's."""
    lines = [kegiatan(n, pagu, realisasi) for n, (pagu, realisasi, _) in enumerate(budget)]
    program = pos(9000, "program", sum(k.pagu for k in lines) + luar, _total(lines), *lines)
    anggaran = FaktaAnggaran(2024, "Revisi", None, "", (program,))
    links = [(n, adopsi, porsi) for n, (_, _, row) in enumerate(budget) for adopsi, porsi in enumerate(row)]
    fakta = susun_dukungan(anggaran, links)
    sasaran = [fakta.bagian({0, 1}), fakta.bagian({2, 3})]
    assert sum(s.pagu for s in sasaran) + fakta.pagu_tidak_dibagi == anggaran.pagu
    assert sum(s.realisasi or 0 for s in sasaran) + (fakta.realisasi_tidak_dibagi or 0) == (anggaran.realisasi or 0)
    assert sum(fakta.bagian({a}).pagu for a in range(4)) == sum(s.pagu for s in sasaran)
    assert fakta.pagu_tidak_dibagi >= luar


def _total(lines: list[FaktaPos]) -> int | None:
    known = [k.realisasi for k in lines if k.realisasi is not None]
    return sum(known) if known else None


def test_nothing_shared_leaves_all_undivided() -> None:
    anggaran = FaktaAnggaran(2024, "DIPA awal", None, "", (pos(9, "program", 10, None, kegiatan(1, 10, None)),))
    fakta = FaktaDukungan(anggaran, ())
    assert (fakta.pagu_tidak_dibagi, fakta.realisasi_tidak_dibagi) == (10, None)
