"""What was achieved beside what was spent, in one neutral sentence: nothing beyond the figures is said."""

from apps.anggaran.facts.sasaran import Bagian
from apps.pengukuran.formulas import Capaian
from apps.ui.numbers import format_persen

TANPA_KEGIATAN = "Kegiatan pendukung belum ditetapkan."


def kalimat_sumber_daya(capaian: Capaian, bagian: Bagian) -> str:
    """Capaian and serapan of an indicator in a sentence; what is undefined says why.

    A doubtful realisasi has no capaian (``FaktaIndikator.capaian``), so its figure never stands in a sentence.
    """
    if not bagian.dukungan:
        return TANPA_KEGIATAN
    serapan = bagian.serapan
    if serapan is None:
        belum = f"Serapan kegiatan pendukung belum dapat dihitung: {_kecil(bagian.alasan)}"
        return f"Capaian {format_persen(capaian.nilai)}. {belum}" if capaian.nilai is not None else belum
    if capaian.nilai is None:
        return (
            f"Capaian tidak dapat dinyatakan: {_kecil(capaian.alasan)} "
            f"Serapan pagu kegiatan pendukung {format_persen(serapan)}."
        )
    return (
        f"Capaian {format_persen(capaian.nilai)} dicapai dengan serapan {format_persen(serapan)} dari pagu kegiatan "
        "pendukung."
    )


def _kecil(alasan: str) -> str:
    """A reason as the second half of a sentence."""
    return alasan[:1].lower() + alasan[1:]
