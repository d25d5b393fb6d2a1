"""Comparison 5: what people wrote about causes, alternatives and efforts, opened by whether the target was reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.formulas import Posisi, hitung_posisi
from apps.pengukuran.kalimat.hasil import Perbandingan, belum_ada, deret, kecil, terisi
from apps.pengukuran.kalimat.kata import TUNGGU, periode
from apps.siklus.facts import SELURUH_TAHUN

TULIS_SEBAB = "Tuliskan hambatan dan penyebabnya pada isian realisasi."
TULIS = "Tuliskan faktor keberhasilan, hambatan, atau upaya pada isian realisasi."
_KEADAAN = {Posisi.DI_ATAS: "terlampaui", Posisi.TEPAT: "tercapai", Posisi.DI_BAWAH: "belum tercapai"}


@dataclass(frozen=True, slots=True)
class BahanSebab:
    """What was written about an indicator in a period: its analysis and its efforts."""

    uraian: str = ""
    faktor_keberhasilan: str = ""
    hambatan: str = ""
    alternatif: str = ""
    dilakukan: tuple[str, ...] = ()
    direncanakan: tuple[str, ...] = ()

    @property
    def isi(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The texts with their headings, without empty ones."""
        semua = (
            ("Uraian", (self.uraian,)),
            ("Faktor keberhasilan", (self.faktor_keberhasilan,)),
            ("Hambatan dan penyebab", (self.hambatan,)),
            ("Alternatif yang telah dilakukan", (self.alternatif,)),
            ("Upaya yang dilakukan", self.dilakukan),
            ("Rencana tindak lanjut", self.direncanakan),
        )
        return tuple((judul, teks) for judul, teks in semua if any(t.strip() for t in teks))

    @property
    def ada(self) -> bool:
        """Whether anything explains the result; plans for later alone do not."""
        return any((self.uraian, self.faktor_keberhasilan, self.hambatan, self.alternatif, *self.dilakukan))


def perbandingan_sebab(
    kinerja: FaktaKinerja, indikator: FaktaIndikator, bahan: BahanSebab, triwulan: int = SELURUH_TAHUN
) -> Perbandingan:
    """Causes and alternatives of an indicator. Below target nothing but a cause will do, as at handing in."""
    kini, capaian = periode(kinerja.tahun, triwulan), kinerja.capaian(indikator)
    pembuka = (
        f"Target {kini} {_KEADAAN[capaian.posisi]}"
        if capaian.posisi
        else f"Tercapainya target {kini} belum dapat dinyatakan: {kecil(capaian.alasan)}"
    )
    if indikator.realisasi_tahun(kinerja.tahun).tertahan:
        # What was written is withheld with the figure; that is not the same as nothing written.
        return belum_ada(5, f"{pembuka}.", TUNGGU)
    if capaian.posisi is Posisi.DI_BAWAH and not (bahan.hambatan or bahan.uraian):
        return belum_ada(5, f"{pembuka}, tetapi penyebabnya belum dituliskan.", TULIS_SEBAB, bahan.isi)
    if not bahan.ada:
        return belum_ada(5, f"{pembuka}. Penyebabnya belum dituliskan.", TULIS, bahan.isi)
    return terisi(5, f"{pembuka}.", f"Yang dicatat: {deret(_dicatat(bahan))}.", isi=bahan.isi)


def _dicatat(bahan: BahanSebab) -> list[str]:
    butir = [
        *(["uraian"] if bahan.uraian else []),
        *(["faktor keberhasilan"] if bahan.faktor_keberhasilan else []),
        *(["hambatan dan penyebab"] if bahan.hambatan else []),
        *(["alternatif yang telah dilakukan"] if bahan.alternatif else []),
    ]
    if bahan.dilakukan:
        butir.append(f"{len(bahan.dilakukan)} upaya yang dilakukan")
    if bahan.direncanakan:
        butir.append(f"{len(bahan.direncanakan)} rencana tindak lanjut")
    return butir


def perbandingan_sebab_sasaran(
    kinerja: FaktaKinerja, sasaran: FaktaSasaran, semua: Sequence[Perbandingan], triwulan: int = SELURUH_TAHUN
) -> Perbandingan:
    """Causes of a sasaran, gathered from comparison 5 of its indicators, in their order."""
    hitungan = hitung_posisi(kinerja.capaian(i) for i in sasaran.indikator)
    tercapai, dinilai = hitungan.di_atas + hitungan.tepat, len(sasaran.indikator) - hitungan.tidak_dinilai
    kini = periode(kinerja.tahun, triwulan)
    pembuka = (
        f"Dari {dinilai} indikator yang dapat dinilai pada {kini}, {tercapai or 'tidak satu pun'} mencapai target."
    )
    isi = tuple(
        (f"Indikator {i.nomor}: {i.nama}", (p.kalimat, *(teks for _, butir in p.isi for teks in butir)))
        for i, p in zip(sasaran.indikator, semua, strict=True)
    )
    tertahan = [str(i.nomor) for i in sasaran.indikator if i.realisasi_tahun(kinerja.tahun).tertahan]
    if tertahan:
        return belum_ada(5, f"{pembuka} Realisasi indikator {deret(tertahan)} belum disahkan.", TUNGGU, isi)
    kurang = [str(i.nomor) for i, p in zip(sasaran.indikator, semua, strict=True) if p.saran]
    if kurang:
        return belum_ada(
            5,
            f"{pembuka} Penyebab belum dituliskan untuk indikator {deret(kurang)}.",
            "Lengkapi isian indikator itu.",
            isi,
        )
    return terisi(5, pembuka, isi=isi)
