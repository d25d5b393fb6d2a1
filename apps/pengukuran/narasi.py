"""Facts of the edited texts of comparisons, and of what was written about causes: fetched, never guessed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.organisasi.models import Entitas
from apps.organisasi.permissions import Anggota, Keputusan, boleh_menyunting_narasi
from apps.pengukuran.kalimat import BahanSebab
from apps.pengukuran.models import Analisis, Narasi, Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.perencanaan.models import AdopsiIndikator, SasaranStrategis
from apps.siklus.models import alasan_disahkan


@dataclass(frozen=True, slots=True)
class FaktaNarasi:
    """An edited text, the sentence it took the place of, and who wrote it when."""

    isi: str
    dasar: str
    versi: int
    oleh: str
    waktu: datetime


@dataclass(frozen=True)
class PokokNarasi:
    """What a comparison is about: an indicator or a sasaran of an entitas in a year."""

    entitas: Entitas
    tahun: int
    adopsi: AdopsiIndikator | None = None
    sasaran: SasaranStrategis | None = None

    @property
    def kunci(self) -> dict[str, Any]:
        """The fields of the model that name it."""
        return {"entitas": self.entitas, "tahun": self.tahun, "adopsi": self.adopsi, "sasaran": self.sasaran}

    def baris(self, perbandingan: int) -> Narasi | None:
        """The stored text of one comparison; None while the generated sentence stands."""
        # A lookup by None asks for IS NULL only when it is named so.
        kunci = {f"{nama}__isnull" if nilai is None else nama: nilai or True for nama, nilai in self.kunci.items()}
        return Narasi.objects.filter(**kunci, perbandingan=perbandingan).select_related("diubah_oleh").first()

    def subbagian(self) -> list[int]:
        """The subbagian that answer for its indicators: no query for an indicator, one for a sasaran."""
        if self.adopsi:
            return [self.adopsi.subbagian_id]
        semua = AdopsiIndikator.objects.berlaku(self.tahun).filter(
            entitas=self.entitas, indikator__sasaran=self.sasaran
        )
        return sorted(set(semua.values_list("subbagian_id", flat=True)))

    def izin(self, anggota: Anggota) -> Keputusan:
        """Whether this person may edit its texts; one query more for the pengesahan of the year."""
        disahkan = alasan_disahkan(self.entitas.pk, self.tahun)
        return boleh_menyunting_narasi(anggota, self.subbagian(), disahkan)


def fakta_narasi(baris: Narasi) -> FaktaNarasi:
    """A stored text; its writer must have been fetched with it."""
    return FaktaNarasi(baris.isi, baris.dasar, baris.versi, baris.diubah_oleh.nama, baris.waktu)


def fetch_narasi_entitas(entitas: Entitas, tahun: int) -> dict[tuple[str, int], dict[int, FaktaNarasi]]:
    """All edited texts of an entitas in a year, by ("indikator" or "sasaran", its number): one query."""
    semua: dict[tuple[str, int], dict[int, FaktaNarasi]] = {}
    rows = Narasi.objects.filter(entitas=entitas, tahun=tahun).select_related("adopsi", "sasaran", "diubah_oleh")
    for n in rows:
        pokok = ("indikator", n.adopsi.nomor) if n.adopsi else ("sasaran", n.sasaran.nomor if n.sasaran else 0)
        semua.setdefault(pokok, {})[n.perbandingan] = fakta_narasi(n)
    return semua


def fetch_sebab(adopsi_ids: Collection[int], tahun: int, triwulan: int = 0) -> dict[int, BahanSebab]:
    """What was written about the causes of these indicators in a period: two queries, whatever their number."""
    kunci = {"tahun": tahun, "triwulan": triwulan}
    upaya = Upaya.objects.filter(adopsi__in=adopsi_ids, **kunci).order_by("urutan")
    analisis = Analisis.objects.filter(
        realisasi__adopsi__in=adopsi_ids, realisasi__tahun=tahun, realisasi__triwulan=triwulan
    ).select_related("realisasi")
    menurut_upaya: dict[int, list[tuple[str, str]]] = {}
    for u in upaya:
        menurut_upaya.setdefault(u.adopsi_id, []).append((u.jenis, u.isi))
    teks = {
        a.realisasi.adopsi_id: {
            name: getattr(a, name) for name in ("uraian", "faktor_keberhasilan", "hambatan", "alternatif")
        }
        for a in analisis
    }
    return {pk: susun_sebab(menurut_upaya.get(pk, ()), **teks.get(pk, {})) for pk in adopsi_ids}


def susun_sebab(upaya: Iterable[tuple[str, str]], **teks: str) -> BahanSebab:
    """Put an analysis beside its efforts and plans, given as (jenis, isi) in their order."""
    semua = list(upaya)
    return BahanSebab(
        **teks,
        dilakukan=tuple(isi for jenis, isi in semua if jenis == JenisUpaya.DILAKUKAN),
        direncanakan=tuple(isi for jenis, isi in semua if jenis == JenisUpaya.DIRENCANAKAN),
    )
