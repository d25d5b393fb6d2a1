"""What a realisasi still lacks before it can be handed in. Pure: no Django.

Each item says what to do; ``jangkar`` is the field that mends it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """One thing that is missing: what to do, and the field to do it in."""

    kalimat: str
    jangkar: str


@dataclass(frozen=True, slots=True)
class IsianDiperiksa:
    """The facts that completeness is judged by."""

    terisi: bool
    belum_terukur: bool = False
    di_bawah_target: bool = False
    sumber: str = ""
    ada_tanggal: bool = False
    sementara: bool = False
    ada_tanggal_final: bool = False
    hambatan: str = ""
    jumlah_bukti: int = 0
    wajib_bukti: bool = True
    alasan_tanpa_bukti: str = ""


def kekurangan(isian: IsianDiperiksa) -> list[Kekurangan]:
    """Everything that is missing, in the order of the form; empty when it can be handed in.

    >>> [k.jangkar for k in kekurangan(IsianDiperiksa(terisi=True, sumber="Laporan", ada_tanggal=True))]
    ['bukti']
    """
    if not isian.terisi:
        return [Kekurangan("Isi realisasinya, atau nyatakan belum terukur beserta alasannya.", "nilai")]
    kurang = []
    if not isian.sumber:
        kurang.append(Kekurangan("Sebutkan sumber data angka ini.", "sumber"))
    if not isian.ada_tanggal and not isian.belum_terukur:
        kurang.append(Kekurangan("Isi tanggal pada “Keadaan per tanggal”.", "per_tanggal"))
    if isian.sementara and not isian.ada_tanggal_final:
        kurang.append(Kekurangan("Nilai sementara: isi tanggal nilai final diharapkan.", "tanggal_final"))
    if isian.di_bawah_target and not isian.hambatan.strip():
        kurang.append(Kekurangan("Realisasi di bawah target: tuliskan hambatan dan penyebabnya.", "hambatan"))
    if not isian.jumlah_bukti and not isian.belum_terukur:
        if isian.wajib_bukti:
            kurang.append(Kekurangan("Lampirkan sedikitnya satu bukti dukung.", "bukti"))
        elif not isian.alasan_tanpa_bukti.strip():
            kurang.append(Kekurangan("Lampirkan bukti dukung, atau tuliskan alasan tidak ada bukti.", "bukti"))
    return kurang
