"""The working of E and NE of one line of the budget, or of the whole satker, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import Efisiensi, efisiensi, nilai_efisiensi
from apps.ui.numbers import (
    Number,
    format_angka,
    format_persen,
    format_rinci,
    format_rupiah,
)


@dataclass(frozen=True)
class PerhitunganView:
    """E and NE as printed, whether they rest on an assumption, and how they come about."""

    judul: str
    e: str
    ne: str
    asumsi: bool
    alasan: str
    langkah: list[str] = field(default_factory=list)
    rincian: list[dict[str, str]] = field(default_factory=list)


def perhitungan(anggaran: FaktaAnggaran, pos: FaktaPos | None) -> PerhitunganView:
    """The working of a line; without one that of the satker."""
    ro = list(pos.turunan("ro")) if pos else anggaran.pos("ro")
    judul = f"{pos.kode_tampil} {pos.nama_tampil}" if pos else "Seluruh satker"
    hasil = efisiensi(rincian for r in ro for rincian in r.rincian_output)
    if hasil.nilai is None:
        return PerhitunganView(judul, "-", "-", False, hasil.alasan, rincian=_inputs(ro))
    return PerhitunganView(
        judul,
        format_persen(hasil.nilai),
        format_angka(nilai_efisiensi(hasil.nilai)),
        any(r.asumsi for r in ro),
        "",
        _steps(hasil, len(ro)),
        _inputs(ro),
    )


def _steps(hasil: Efisiensi, jumlah: int) -> list[str]:
    """Formula, inputs and unrounded value."""
    if hasil.nilai is None or hasil.seharusnya is None:
        return []
    seharusnya, realisasi = _rupiah(hasil.seharusnya), _rupiah(hasil.realisasi)
    ne = nilai_efisiensi(hasil.nilai)
    batas = " (E dibatasi −20% sampai 20%)" if abs(hasil.nilai) > 20 else ""
    dari = "pagu × capaian RO" if jumlah == 1 else f"jumlah pagu × capaian dari {jumlah} RO"
    return [
        f"Seharusnya = {dari} = {seharusnya}.",
        f"E = (seharusnya − realisasi) ÷ seharusnya × 100% = ({seharusnya} − {realisasi}) ÷ {seharusnya} × 100% "
        f"= {format_rinci(hasil.nilai)}%.",
        f"NE = 50 + E ÷ 20 × 50 = {format_rinci(ne)}{batas}.",
    ]


def _rupiah(amount: Number) -> str:
    """Rupiah with the decimals that a product with capaian may leave."""
    return f"{'-' if amount < 0 else ''}Rp{format_angka(abs(amount))}"


def _inputs(ro: Sequence[FaktaPos]) -> list[dict[str, str]]:
    """What goes in: pagu, capaian and realisasi of each RO."""
    return [
        {
            "kode": r.kode_tampil,
            "nama": r.nama_tampil,
            "pagu": format_rupiah(r.pagu),
            "capaian": "belum diisi" if r.capaian is None else f"{format_rinci(r.capaian * 100)}%",
            "asumsi": "asumsi" if r.asumsi else "",
            "seharusnya": "-" if r.capaian is None else _rupiah(r.pagu * r.capaian),
            "realisasi": "belum dimuat" if r.realisasi is None else format_rupiah(r.realisasi),
        }
        for r in ro
    ]
