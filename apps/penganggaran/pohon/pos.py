"""One line of the budget made ready for its page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.pos import Asal, PaguVersi, RealisasiKeadaan
from apps.anggaran.formulas import serapan
from apps.penganggaran.pohon.presenters import TIDAK_ADA, angka
from apps.ui.numbers import format_bulat, format_persen, format_rinci, format_tanggal, round_guarded

Jejak = Callable[[int], str] | None
Alamat = Callable[..., str]


def perhitungan(pos: FaktaPos) -> list[str]:
    """How the figures of a line came about, from the sums to the unrounded percentage."""
    langkah = []
    if pos.anak:
        langkah.append(f"Pagu dan realisasi: jumlah {len(pos.anak)} pos di bawahnya.")
    if pos.realisasi is None:
        return [*langkah, "Realisasi pos ini belum dimuat, jadi sisa dan serapannya belum dapat dihitung."]
    pagu, realisasi = format_bulat(pos.pagu), format_bulat(pos.realisasi)
    langkah.append(f"Sisa = pagu − realisasi = {pagu} − {realisasi} = {format_bulat(pos.pagu - pos.realisasi)}")
    persen = serapan(pos.realisasi, pos.pagu)
    if persen is None:
        return [*langkah, "Serapan tidak dihitung, karena pagunya 0."]
    tanpa_bulat = format_rinci(persen)
    hasil = f"Serapan = realisasi ÷ pagu × 100% = {realisasi} ÷ {pagu} × 100% = {tanpa_bulat}%"
    return [*langkah, hasil if round_guarded(persen) == persen else f"{hasil}, ditulis {format_persen(persen)}"]


def rincian_rows(anak: Iterable[FaktaPos], url: Callable[..., str]) -> list[dict[str, Any]]:
    """The lines right below."""
    return [
        {
            "kode": pos.kode_tampil,
            "nama": pos.nama_tampil,
            "url": url("anggaran_pos", pos.id),
            "angka": angka(pos.pagu, pos.blokir, pos.realisasi),
        }
        for pos in anak
    ]


def selisih(baru: int, lama: int | None) -> str:
    """The difference to an earlier amount, with its sign; "-" when there is no earlier one."""
    if lama is None:
        return TIDAK_ADA
    return format_bulat(baru - lama) if baru <= lama else f"+{format_bulat(baru - lama)}"


def versi_rows(versi: Sequence[PaguVersi], jejak: Jejak, url: Alamat) -> list[dict[str, Any]]:
    """The pagu per version, each with its difference to the version before that knows the line."""
    rows = []
    lama: int | None = None
    for v in versi:
        rows.append(
            {
                "nama": v.nama,
                "url": url("anggaran_versi", v.versi_id),
                "tanggal": format_tanggal(v.tanggal) if v.tanggal else "",
                "pagu": "tidak ada" if v.pagu is None else format_bulat(v.pagu),
                "selisih": TIDAK_ADA if v.pagu is None else selisih(v.pagu, lama),
                "blokir": format_bulat(v.blokir) if v.blokir else "",
                "sumber_dana": v.sumber_dana,
                "asal": _asal(v.asal, jejak),
            }
        )
        lama = v.pagu if v.pagu is not None else lama
    return rows


def keadaan_rows(keadaan: Iterable[RealisasiKeadaan], jejak: Jejak, url: Alamat) -> list[dict[str, Any]]:
    """The realisasi per state, cumulative since January."""
    return [
        {
            "tanggal": format_tanggal(k.per_tanggal),
            "tanda": _tanda(k),
            "alasan": k.alasan,
            "basis": k.basis,
            "sumber": k.sumber,
            "berkas": {"nama": k.impor[1], "url": url("anggaran_impor_rincian", k.impor[0])} if k.impor else None,
            "realisasi": "tidak ada" if k.realisasi is None else format_bulat(k.realisasi),
            "asal": _asal(k.asal, jejak),
        }
        for k in keadaan
    ]


def _tanda(k: RealisasiKeadaan) -> str:
    if k.pembanding:
        return "Hanya pembanding"
    if not k.dihitung:
        return "Sudah diperbaiki"
    return f"Perbaikan ke-{k.perbaikan_ke}" if k.perbaikan_ke else ""


def _asal(asal: Asal | None, jejak: Jejak) -> dict[str, Any] | None:
    if asal is None:
        return None
    return {"pelaku": asal.pelaku, "waktu": asal.waktu, "url": jejak(asal.nomor) if jejak else "", "nomor": asal.nomor}
