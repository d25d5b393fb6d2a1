"""The sentence of capaian beside serapan: neutral, literal, and silent about what is undefined or doubtful."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest

from apps.anggaran.facts.sasaran import Bagian, Dukungan
from apps.laporan.sumber_daya import kalimat_sumber_daya
from apps.pengukuran.formulas import Arah, Capaian, capaian_numerik, tidak_terdefinisi
from tests.laporan.anggaran_uji import pos

CAPAIAN = capaian_numerik(D("93.52"), D(80), Arah.MAKSIMAL, None)


def bagian(*links: tuple[str, int, int | None, D | None]) -> Bagian:
    return Bagian(
        tuple(
            Dukungan(1, pos("kegiatan", f"076.01.{kode}", pagu=pagu, realisasi=realisasi, id=n), porsi)
            for n, (kode, pagu, realisasi, porsi) in enumerate(links)
        )
    )


PENUH = bagian(("WA.3355", 10_000, 9_825, D(40)))


@pytest.mark.parametrize(
    ("capaian", "milik", "kalimat"),
    [
        (CAPAIAN, PENUH, "Capaian 116,90% dicapai dengan serapan 98,25% dari pagu kegiatan pendukung."),
        (CAPAIAN, bagian(), "Kegiatan pendukung belum ditetapkan."),
        (
            CAPAIAN,
            bagian(("WA.3355", 10, 9, D(40)), ("CQ.6639", 10, 9, None)),
            "Capaian 116,90%. Serapan kegiatan pendukung belum dapat dihitung: "
            "porsi kegiatan CQ.6639 belum ditetapkan.",
        ),
        (
            tidak_terdefinisi("Realisasi belum diisi."),
            bagian(("CQ.6639", 10, None, D(40))),
            "Serapan kegiatan pendukung belum dapat dihitung: realisasi kegiatan pendukung belum dimuat.",
        ),
        (
            tidak_terdefinisi("Realisasi diragukan."),
            PENUH,
            "Capaian tidak dapat dinyatakan: realisasi diragukan. Serapan pagu kegiatan pendukung 98,25%.",
        ),
        (
            tidak_terdefinisi("Realisasi belum terukur."),
            PENUH,
            "Capaian tidak dapat dinyatakan: realisasi belum terukur. Serapan pagu kegiatan pendukung 98,25%.",
        ),
        (
            CAPAIAN,
            bagian(("CQ.6639", 10, 0, D(0))),
            "Capaian 116,90%. Serapan kegiatan pendukung belum dapat dihitung: bagian pagunya 0.",
        ),
    ],
)
def test_the_sentence(capaian: Capaian, milik: Bagian, kalimat: str) -> None:
    assert kalimat_sumber_daya(capaian, milik) == kalimat


def test_a_figure_just_below_the_whole_is_not_printed_as_the_whole() -> None:
    penuh = capaian_numerik(F(999_999, 10_000), D(100), Arah.MAKSIMAL, None)
    kalimat = kalimat_sumber_daya(penuh, bagian(("CQ.6639", 10**9, 10**9 - 1, D(100))))
    assert kalimat == "Capaian 99,99% dicapai dengan serapan 99,99% dari pagu kegiatan pendukung."
