"""The way from a year that has no figure yet to the quarter that has some."""

from collections.abc import Collection

from apps.laporan.views import ScopedView
from apps.pengukuran.facts import FaktaKinerja, fetch_triwulan_berisi
from apps.siklus.facts import NAMA_TRIWULAN


def angka_triwulan(view: ScopedView, semua: Collection[FaktaKinerja], *, per_kantor: bool = False) -> dict[str, str]:
    """What dasbor/angka_triwulan.html says on a page about the year as a whole; {} where there is nothing to say.

    semua are the facts that the page shows, of one office or of several; per_kantor counts these, else indicators.
    """
    berisi = None if view.triwulan else fetch_triwulan_berisi(semua, hanya_disahkan=view.hanya_disahkan)
    if berisi is None:
        return {}
    nama = NAMA_TRIWULAN[berisi.triwulan]
    per_satu = [[i.adopsi_id in berisi.adopsi for i in kinerja.indikator] for kinerja in semua]
    terisi = [any(satu) for satu in per_satu] if per_kantor else [ya for satu in per_satu for ya in satu]
    return {
        "teks": "Angka setahun belum ada yang disahkan." if view.hanya_disahkan else "Angka setahun belum ada.",
        "triwulan": f"{nama} sudah memuat angka{' yang disahkan' if view.hanya_disahkan else ''} untuk {sum(terisi)} "
        f"dari {len(terisi)} {'kantor' if per_kantor else 'indikator'}.",
        "tautan": f"Lihat {nama}",
        "url": view.this_page(berisi.triwulan, hanya_disahkan=view.hanya_disahkan),
    }
