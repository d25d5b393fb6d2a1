"""Facts of the sheet of one subbagian: its indicators by the periods of a year, each cell as it would be typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.organisasi.permissions import Anggota, Keputusan
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, Nilai, fakta_realisasi, fetch_kinerja
from apps.pengukuran.isian import nilai_sebelumnya, temuan_nilai
from apps.pengukuran.models import Realisasi
from apps.pengukuran.situasi import situasi_of
from apps.pengukuran.workflow import Situasi
from apps.perencanaan.models import AdopsiIndikator, TingkatSkala
from apps.siklus.facts import FaktaPeriode, fetch_periode
from apps.ui.numbers import exact_text, format_persen

BELUM_TERUKUR = "belum terukur"
# The order of the columns: the quarters, then the year they make.
URUTAN_PERIODE = (1, 2, 3, 4, 0)


@dataclass(frozen=True)
class FaktaSel:
    """One indicator in one period: what stands there, and whether this person may write it here."""

    triwulan: int
    realisasi: Realisasi | None
    situasi: Situasi

    @property
    def versi(self) -> int:
        return self.realisasi.versi if self.realisasi else 0

    @property
    def nilai(self) -> Nilai:
        return fakta_realisasi(self.realisasi).nilai if self.realisasi else Nilai()

    @property
    def teks(self) -> str:
        """The stored value as it would be typed: "69,66", "BB", "belum terukur", empty for nothing.

        A percentage that is computed from its parts is not typed, so it is rounded for reading.
        """
        if self.realisasi is None:
            return ""
        if self.realisasi.keadaan == Realisasi.Keadaan.BELUM_TERUKUR:
            return BELUM_TERUKUR
        nilai = self.nilai
        if nilai.tingkat:
            return nilai.tingkat.kode
        if nilai.angka is not None and self.rincian:
            return format_persen(nilai.angka)
        return "" if nilai.angka is None else exact_text(nilai.angka).replace(".", ",")

    @property
    def rincian(self) -> str:
        """What the value hangs on and only the entry page can change; empty when the value stands alone."""
        if self.realisasi is None:
            return ""
        if self.realisasi.pembilang is not None:
            return "pembilang dan penyebut"
        return "" if self.realisasi.skor is None else f"skor {exact_text(self.realisasi.skor).replace('.', ',')}"

    @property
    def boleh_mengubah(self) -> Keputusan:
        """The rule of entry itself: role, period, tahap. What hangs on details is still not typed here."""
        return self.situasi.boleh_mengubah

    @property
    def dapat_diketik(self) -> bool:
        return bool(self.boleh_mengubah) and not self.rincian


@dataclass(frozen=True)
class FaktaBaris:
    """An indicator with its cells by triwulan, and the levels that its scale knows, best first."""

    adopsi: AdopsiIndikator
    indikator: FaktaIndikator
    tingkat: tuple[TingkatSkala, ...]
    sel: Mapping[int, FaktaSel]

    @property
    def nomor(self) -> int:
        return self.indikator.nomor

    def kejanggalan(self, triwulan: int, tahun: int) -> list[str]:
        """What is unusual about a stored value beside earlier quarters, or earlier years; in sentences."""
        kuartal = [
            (nomor, fakta_realisasi(s.realisasi)) for nomor, s in sorted(self.sel.items()) if nomor and s.realisasi
        ]
        lalu = nilai_sebelumnya(self.indikator, tahun, triwulan, kuartal)
        return temuan_nilai(self.indikator, self.sel[triwulan].nilai, lalu)


@dataclass(frozen=True)
class FaktaGrid:
    """The sheet of a subbagian, or of the whole entitas, for one person."""

    kinerja: FaktaKinerja
    periode: Mapping[int, FaktaPeriode]
    baris: tuple[FaktaBaris, ...]

    def sel(self, nomor: int, triwulan: int) -> tuple[FaktaBaris, FaktaSel] | None:
        """A cell with its row; None when there is no such indicator or period."""
        for baris in self.baris:
            if baris.nomor == nomor and triwulan in baris.sel:
                return baris, baris.sel[triwulan]
        return None


def fetch_grid(
    pengguna: Pengguna, anggota: Anggota, entitas: Entitas, tahun: int, subbagian: Subbagian | None = None
) -> FaktaGrid:
    """Fetch the sheet: some ten queries, whatever the number of indicators. No subbagian means all of them."""
    kinerja = fetch_kinerja(entitas, tahun)
    dipilih = [i for i in kinerja.indikator if subbagian is None or i.subbagian_id == subbagian.pk]
    adopsi = {
        a.pk: a
        for a in AdopsiIndikator.objects.filter(pk__in=[i.adopsi_id for i in dipilih])
        .select_related("indikator__skala", "entitas__satker", "subbagian")
        .prefetch_related("indikator__skala__tingkat")
    }
    semua: dict[tuple[int, int], Realisasi] = {
        (r.adopsi_id, r.triwulan): r
        for r in Realisasi.objects.filter(adopsi__in=adopsi, tahun=tahun)
        .select_related("tingkat", "peristiwa")
        .prefetch_related("transisi")
    }
    periode = fetch_periode(entitas, tahun)

    def sel_of(a: AdopsiIndikator, triwulan: int) -> FaktaSel:
        realisasi = semua.get((a.pk, triwulan))
        return FaktaSel(triwulan, realisasi, situasi_of(pengguna, anggota, a, periode[triwulan], realisasi))

    baris = [
        FaktaBaris(a, i, _levels(a), {t: sel_of(a, t) for t in URUTAN_PERIODE})
        for i in dipilih
        for a in (adopsi[i.adopsi_id],)
    ]
    return FaktaGrid(kinerja, periode, tuple(baris))


def _levels(adopsi: AdopsiIndikator) -> tuple[TingkatSkala, ...]:
    skala = adopsi.indikator.skala
    return tuple(sorted(skala.tingkat.all(), key=lambda t: t.peringkat)) if skala else ()
