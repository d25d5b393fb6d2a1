"""Facts of one entry page: an indicator in a period, what was entered, and what it would come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota
from apps.pengukuran.checks import kejanggalan, lompatan_tingkat
from apps.pengukuran.facts import (
    FaktaIndikator,
    FaktaKinerja,
    FaktaRealisasi,
    FaktaSasaran,
    Nilai,
    fakta_realisasi,
    fetch_kinerja,
)
from apps.pengukuran.formulas import Agregasi, Arah, Capaian, Posisi, dari_triwulan
from apps.pengukuran.kelengkapan import IsianDiperiksa, Kekurangan, kekurangan
from apps.pengukuran.models import Analisis, Bukti, Realisasi, TransisiRealisasi, Upaya
from apps.pengukuran.situasi import situasi_of
from apps.pengukuran.workflow import Situasi
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.facts import FaktaPeriode, fetch_satu_periode


@dataclass(frozen=True)
class Perhitungan:
    """What a value comes to: the figure, its capaian, and what is unusual about it."""

    kinerja: FaktaKinerja
    indikator: FaktaIndikator
    kejanggalan: tuple[str, ...]

    @property
    def realisasi(self) -> FaktaRealisasi:
        return self.indikator.realisasi_tahun(self.kinerja.tahun)

    @property
    def capaian(self) -> Capaian:
        return self.kinerja.capaian(self.indikator)


@dataclass(frozen=True)
class FaktaIsian:
    """One indicator in one period of a year, for one person."""

    adopsi: AdopsiIndikator
    kinerja: FaktaKinerja
    sasaran: FaktaSasaran
    indikator: FaktaIndikator
    periode: FaktaPeriode
    situasi: Situasi
    realisasi: Realisasi | None
    analisis: Analisis | None
    upaya: tuple[Upaya, ...]
    bukti: tuple[Bukti, ...]
    transisi: tuple[TransisiRealisasi, ...]
    triwulan_lain: tuple[tuple[int, FaktaRealisasi], ...]

    @property
    def triwulan(self) -> int:
        return self.periode.triwulan

    @property
    def versi(self) -> int:
        """The version that a form shows; 0 when nobody has entered anything."""
        return self.realisasi.versi if self.realisasi else 0

    @property
    def sebelumnya(self) -> list[Nilai]:
        """The reliable values before this one, the latest last."""
        return nilai_sebelumnya(self.indikator, self.kinerja.tahun, self.triwulan, self.triwulan_lain)

    @property
    def usulan_tahunan(self) -> Fraction | None:
        """What the quarters say about the year; None for a quarter's own page."""
        if self.triwulan:
            return None
        angka = [f.nilai.angka for _, f in self.triwulan_lain if f.nilai.angka is not None]
        return dari_triwulan(angka, Agregasi(self.adopsi.indikator.agregasi))

    @property
    def pengembalian(self) -> TransisiRealisasi | None:
        """The return that has not been answered yet: the last step, when the work is a draft again because of it."""
        if not self.transisi or self.realisasi is None or self.realisasi.tahap != Realisasi.Tahap.DRAF:
            return None
        terakhir = self.transisi[-1]
        return terakhir if terakhir.langkah == TransisiRealisasi.Langkah.KEMBALIKAN else None

    def hitung(self, realisasi: Realisasi) -> Perhitungan:
        """Calculate with a realisasi that need not be saved yet."""
        fakta = fakta_realisasi(realisasi)
        indikator = replace(self.indikator, realisasi={**self.indikator.realisasi, self.kinerja.tahun: fakta})
        return Perhitungan(self.kinerja, indikator, tuple(temuan_nilai(self.indikator, fakta.nilai, self.sebelumnya)))

    def kekurangan(self) -> list[Kekurangan]:
        """What is missing before the stored realisasi can be handed in."""
        capaian = self.kinerja.capaian(self.indikator)
        return kekurangan(untuk_diperiksa(self.realisasi, self.indikator, capaian, len(self.bukti)))


def temuan_nilai(indikator: FaktaIndikator, nilai: Nilai, sebelumnya: Sequence[Nilai]) -> list[str]:
    """What is unusual about a value beside the reliable ones of its indicator before it (the latest last)."""
    if nilai.tingkat:
        tingkat = [n.tingkat for n in sebelumnya if n.tingkat]
        if not tingkat:
            return []
        return lompatan_tingkat(nilai.tingkat.kode, nilai.tingkat.peringkat, tingkat[-1].kode, tingkat[-1].peringkat)
    if nilai.angka is None:
        return []
    return kejanggalan(
        nilai.angka,
        indikator.satuan,
        [n.angka for n in sebelumnya if n.angka is not None],
        nama_satuan=indikator.nama_satuan,
        nol_wajar=indikator.arah is Arah.MINIMAL,
    )


def nilai_sebelumnya(
    indikator: FaktaIndikator, tahun: int, triwulan: int, triwulan_lain: Iterable[tuple[int, FaktaRealisasi]]
) -> list[Nilai]:
    """The reliable values before a period, the latest last: earlier years, then earlier quarters of the year."""
    kuartal = [f for nomor, f in triwulan_lain if triwulan and nomor < triwulan]
    tahunan = [f for lalu, f in sorted(indikator.realisasi.items()) if lalu < tahun]
    return [f.nilai for f in (*tahunan, *kuartal) if f.nilai.ada and not f.diragukan]


def untuk_diperiksa(
    realisasi: Realisasi | None, indikator: FaktaIndikator, capaian: Capaian, jumlah_bukti: int
) -> IsianDiperiksa:
    """What completeness asks about a stored realisasi; its analysis must be loaded with it."""
    if realisasi is None:
        return IsianDiperiksa(terisi=False)
    analisis: Analisis | None = getattr(realisasi, "analisis", None)
    return IsianDiperiksa(
        terisi=True,
        belum_terukur=realisasi.keadaan == Realisasi.Keadaan.BELUM_TERUKUR,
        di_bawah_target=capaian.posisi is Posisi.DI_BAWAH,
        sumber=realisasi.sumber,
        ada_tanggal=realisasi.per_tanggal is not None,
        sementara=realisasi.status_nilai == Realisasi.StatusNilai.SEMENTARA,
        ada_tanggal_final=realisasi.tanggal_final is not None,
        hambatan=analisis.hambatan if analisis else "",
        jumlah_bukti=jumlah_bukti,
        wajib_bukti=indikator.wajib_bukti,
        alasan_tanpa_bukti=realisasi.alasan_tanpa_bukti,
    )


def fetch_isian(
    pengguna: Pengguna, anggota: Anggota, entitas: Entitas, tahun: int, nomor: int, triwulan: int
) -> FaktaIsian | None:
    """Fetch an entry; None when the entitas answers for no indicator of that number in that year."""
    kinerja = fetch_kinerja(entitas, tahun, triwulan=triwulan)
    found = [(s, i) for s in kinerja.sasaran for i in s.indikator if i.nomor == nomor]
    if not found:
        return None
    sasaran, indikator = found[0]
    adopsi = AdopsiIndikator.objects.select_related("indikator__skala", "entitas__satker", "subbagian").get(
        pk=indikator.adopsi_id
    )
    kunci = {"adopsi": adopsi, "tahun": tahun}
    semua = {
        r.triwulan: r
        for r in Realisasi.objects.filter(**kunci)
        .select_related("tingkat", "peristiwa", "diperiksa_oleh", "analisis")
        .prefetch_related("bukti__berkas", "bukti__ditambahkan_oleh", "bukti__mengoreksi", "transisi__oleh")
    }
    realisasi = semua.get(triwulan)
    if realisasi:
        realisasi.adopsi = adopsi
    periode = fetch_satu_periode(entitas, tahun, triwulan)
    return FaktaIsian(
        adopsi=adopsi,
        kinerja=kinerja,
        sasaran=sasaran,
        indikator=indikator,
        periode=periode,
        situasi=situasi_of(pengguna, anggota, adopsi, periode, realisasi),
        realisasi=realisasi,
        analisis=getattr(realisasi, "analisis", None),
        upaya=tuple(Upaya.objects.filter(**kunci, triwulan=triwulan).order_by("jenis", "urutan")),
        bukti=tuple(realisasi.bukti.all()) if realisasi else (),
        transisi=tuple(realisasi.transisi.all()) if realisasi else (),
        triwulan_lain=tuple(
            (nomor_, fakta_realisasi(r)) for nomor_, r in sorted(semua.items()) if nomor_ and nomor_ != triwulan
        ),
    )


def periksa_isian(pengguna: Pengguna, anggota: Anggota, realisasi: Realisasi) -> list[Kekurangan]:
    """What a stored realisasi lacks before it can be handed in, by the same facts as its page."""
    adopsi = realisasi.adopsi
    fakta = fetch_isian(pengguna, anggota, adopsi.entitas, realisasi.tahun, adopsi.nomor, realisasi.triwulan)
    return fakta.kekurangan() if fakta else []
