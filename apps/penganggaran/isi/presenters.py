"""The sheet of months as plain values: its columns with what locks them, its lines, and what saving would change."""

import hashlib
import json
from datetime import date
from typing import Any

from apps.anggaran.facts.lembar import BULAN_SETAHUN, FaktaLembar
from apps.anggaran.services.realisasi import Susunan, alasan_bulan_terkunci
from apps.penganggaran.lembar import Baris, Kolom
from apps.ui.numbers import MONTHS, format_rupiah


def kolom_bulan(lembar: FaktaLembar, hari: date, hanya_baca: str) -> list[Kolom]:
    """The months as columns; hanya_baca is why this person types nowhere, "" when they may."""
    return [_kolom(lembar, bulan, hari, hanya_baca) for bulan in BULAN_SETAHUN]


def _kolom(lembar: FaktaLembar, bulan: int, hari: date, hanya_baca: str) -> Kolom:
    isi = lembar.bulan[bulan]
    if isi.dari_berkas and isi.keadaan:
        lalu = lembar.sebelum(bulan)
        mulai = lalu.bulan + 1 if lalu else 1
        sejak = f"sejak {MONTHS[mulai - 1]}, " if mulai < bulan else ""
        catatan = f"{sejak}{isi.keadaan.sistem_sumber}"
    elif isi.keadaan:
        catatan = f"perbaikan ke-{isi.keadaan.urutan}" if isi.keadaan.urutan else "tersimpan"
    else:
        catatan = "belum berjalan" if alasan_bulan_terkunci(lembar, bulan, hari) else "belum diisi"
    terkunci = alasan_bulan_terkunci(lembar, bulan, hari) or hanya_baca
    return Kolom(bulan, catatan, terkunci, kumulatif=isi.dari_berkas)


def bulan_berikut(kolom: list[Kolom], lembar: FaktaLembar) -> int:
    """The first month that can be typed in and has no state yet; 0 when none waits."""
    return next((k.bulan for k in kolom if not k.terkunci and lembar.bulan[k.bulan].keadaan is None), 0)


def baris_bulan(lembar: FaktaLembar) -> list[Baris]:
    """The lines with the amounts of their months, grouped by kegiatan."""
    return [
        Baris(
            id=b.id,
            kode=b.kode,
            nama=b.nama,
            pagu=b.pagu,
            jumlah={bulan: lembar.jumlah(b.id, bulan) for bulan in BULAN_SETAHUN},
            kumulatif={
                bulan: isi.kumulatif[b.id]
                for bulan, isi in lembar.bulan.items()
                if isi.dari_berkas and b.id in isi.kumulatif
            },
            kelompok=b.kegiatan,
            nama_kelompok=b.nama_kegiatan,
        )
        for b in lembar.baris
    ]


def sidik_susunan(susunan: Susunan) -> str:
    """A fingerprint of what saving would write, so that a confirmation holds for nothing else."""
    isi = [(k.bulan, sorted(k.kumulatif.items())) for k in susunan.keadaan]
    return hashlib.sha256(json.dumps(isi).encode()).hexdigest()[:32]


def susunan_view(susunan: Susunan, lembar: FaktaLembar) -> dict[str, Any]:
    """What saving would change: each corrected month with its cumulative total old and new, and what is unusual."""
    return {
        "perbaikan": [
            {
                "bulan": k.nama,
                "sebab": "Angkanya tetap, jumlah sejak Januari ikut bergeser." if k.bergeser else "Angkanya diubah.",
                "lama": format_rupiah(sum(lembar.bulan[k.bulan].kumulatif.values())),
                "baru": format_rupiah(sum(k.kumulatif.values())),
            }
            for k in susunan.perbaikan
        ],
        "peringatan": susunan.peringatan,
    }
