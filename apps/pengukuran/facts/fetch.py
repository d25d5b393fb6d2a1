"""Fetching the facts of performance: three queries for structure and figures, whatever the number of indicators."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.organisasi.models import Entitas
from apps.pengukuran.facts.kinerja import (
    BELUM_DISAHKAN,
    FaktaIndikator,
    FaktaKinerja,
    FaktaRealisasi,
    FaktaRenstra,
    FaktaSasaran,
    FaktaTarget,
    FaktaTujuan,
    Nilai,
    isi_skala,
)
from apps.pengukuran.formulas import Agregasi, Arah, Tingkat, persen_dari
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, Renstra, SasaranStrategis, Target, TargetIndikator, Tujuan
from apps.siklus.models import Periode


class Angka(NamedTuple):
    """What a fact is made of, of a stored realisasi or one still being typed. Years of rows are read without models."""

    nilai: Decimal | None
    pembilang: Decimal | None
    penyebut: Decimal | None
    skor: Decimal | None
    alasan: str
    status_nilai: str
    keandalan: str
    alasan_keandalan: str
    catatan_kaki: str
    sumber: str
    tahap: str
    verifikasi_sendiri: bool
    direvisi: bool


def fakta_realisasi(baris: Realisasi) -> FaktaRealisasi:
    """A realisasi, stored or still being typed, as it is compared and printed."""
    tingkat = baris.tingkat
    kode, peringkat = (tingkat.kode, tingkat.peringkat) if tingkat else (None, None)
    return _fakta(Angka(*(getattr(baris, kolom) for kolom in Angka._fields)), kode, peringkat)


def fakta_target(baris: Target) -> FaktaTarget:
    """A stored target, as it is compared and printed."""
    tingkat = baris.tingkat
    nilai = Nilai(baris.nilai, Tingkat(tingkat.kode, tingkat.peringkat) if tingkat else None)
    return FaktaTarget(nilai, baris.tanpa_target, baris.sumber, baris.catatan)


def _fakta(baris: Angka, kode: str | None, peringkat: int | None) -> FaktaRealisasi:
    angka: Decimal | Fraction | None = baris.nilai
    if baris.pembilang is not None and baris.penyebut:
        angka = persen_dari(baris.pembilang, baris.penyebut)
    return FaktaRealisasi(
        nilai=Nilai(angka, _tingkat(kode, peringkat, baris.skor)),
        terisi=True,
        alasan=baris.alasan,
        sementara=baris.status_nilai == Realisasi.StatusNilai.SEMENTARA,
        diragukan=baris.keandalan == Realisasi.Keandalan.DIRAGUKAN,
        alasan_keandalan=baris.alasan_keandalan,
        catatan_kaki=baris.catatan_kaki,
        sumber=baris.sumber,
        pembilang=baris.pembilang,
        penyebut=baris.penyebut,
        tahap=baris.tahap,
        verifikasi_sendiri=baris.verifikasi_sendiri,
        direvisi=baris.direvisi,
    )


def _tingkat(kode: str | None, peringkat: int | None, skor: Decimal | None = None) -> Tingkat | None:
    return None if kode is None or peringkat is None else Tingkat(kode, peringkat, skor)


# By adoption, kind and year; the quarters of this year by their number.
Figures = dict[int, dict[str, dict[int, FaktaTarget | FaktaRealisasi]]]
KINDS = ("renstra", "pk", "nasional", "realisasi", "triwulan")


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Which figures are asked for: the periods of a year (0 = as a whole), and whether only what is approved."""

    tahun: int
    triwulan: Collection[int] = (0,)
    hanya_disahkan: bool = False

    @property
    def baris(self) -> Q:
        """The rows that any of the periods is seen with: a quarter takes the place of its year, others are whole."""
        return (Q(triwulan=0) & ~Q(tahun=self.tahun)) | Q(tahun=self.tahun, triwulan__in=self.triwulan)

    @property
    def baris_realisasi(self) -> Q:
        """The same of realisasi: a whole year is seen with its quarters, which should make it up."""
        return self.baris | Q(tahun=self.tahun) if 0 in self.triwulan else self.baris

    def dilihat_dari(self, tahun: int, triwulan: int) -> Collection[int]:
        """The asked periods that a figure belongs to: its own in this year, all of them in another year."""
        return (triwulan,) if tahun == self.tahun else self.triwulan


def _figures(adopsi: list[AdopsiIndikator], pilihan: Pilihan) -> dict[int, Figures]:
    """Targets and realisasi of all adoptions as each asked period sees them: two queries."""
    ids = [baris.pk for baris in adopsi]
    figures: dict[int, Figures] = {
        triwulan: {pk: {kind: {} for kind in KINDS} for pk in ids} for triwulan in pilihan.triwulan
    }
    if not ids:
        return figures
    nasional = Target.Sumber.NASIONAL
    targets = (
        Target.objects.filter(pilihan.baris | Q(sumber=nasional), adopsi__in=ids)
        # A later version of the perjanjian kinerja replaces an earlier one.
        .order_by("perjanjian__versi")
        .values_list(
            *("adopsi_id", "tahun", "triwulan", "sumber", "nilai", "tanpa_target", "catatan"),
            *("tingkat__kode", "tingkat__peringkat"),
        )
    )
    for pk, tahun, triwulan, sumber, nilai, tanpa_target, catatan, *tingkat in targets:
        fakta = FaktaTarget(Nilai(nilai, _tingkat(*tingkat)), tanpa_target, sumber, catatan)
        # A quarter's target is what it is judged by.
        jenis = "pk" if sumber == Target.Sumber.TRIWULAN else sumber
        # What is promised nationally is so for the year, seen from its quarters too.
        for dari in pilihan.triwulan if sumber == nasional else pilihan.dilihat_dari(tahun, triwulan):
            figures[dari][pk][jenis][tahun] = fakta
    _add_national(adopsi, figures)
    berjalan = _years_with_periods({baris.entitas_id for baris in adopsi}) if pilihan.hanya_disahkan else frozenset()
    entitas = {baris.pk: baris.entitas_id for baris in adopsi}
    rows = (
        Realisasi.objects.filter(pilihan.baris_realisasi, adopsi__in=ids)
        .order_by("tahun")
        .values_list("adopsi_id", "tahun", "triwulan", "tingkat__kode", "tingkat__peringkat", *Angka._fields)
    )
    for pk, tahun, triwulan, kode, peringkat, *kolom in rows:
        angka = Angka._make(kolom)
        tertahan = angka.tahap != Realisasi.Tahap.DISAHKAN and (entitas[pk], tahun) in berjalan
        ini = BELUM_DISAHKAN if tertahan else _fakta(angka, kode, peringkat)
        if triwulan and 0 in figures:
            figures[0][pk]["triwulan"][triwulan] = ini
        for dari in pilihan.dilihat_dari(tahun, triwulan):
            if dari in figures:
                figures[dari][pk]["realisasi"][tahun] = ini
    return figures


def _add_national(adopsi: list[AdopsiIndikator], figures: dict[int, Figures]) -> None:
    """Fill the national targets that the entitas did not write down itself with those of the Renstra's owner.

    One query, and none where no owner promised anything.
    """
    by_indikator: dict[int, list[int]] = {}
    for baris in adopsi:
        if baris.dijanjikan:  # type: ignore[attr-defined]
            by_indikator.setdefault(baris.indikator_id, []).append(baris.pk)
    if not by_indikator:
        return
    rows = TargetIndikator.objects.filter(indikator__in=by_indikator).values_list(
        "indikator_id", "tahun", "nilai", "tingkat__kode", "tingkat__peringkat"
    )
    for indikator_id, tahun, nilai, kode, peringkat in rows:
        fakta = FaktaTarget(Nilai(nilai, _tingkat(kode, peringkat)), sumber=Target.Sumber.NASIONAL)
        for pk in by_indikator[indikator_id]:
            for dari in figures.values():
                dari[pk]["nasional"].setdefault(tahun, fakta)


def _years_with_periods(entitas_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """The years that run through the workflow, by entitas; earlier ones come from reports that had been published."""
    return frozenset(Periode.objects.filter(entitas__in=entitas_ids).values_list("entitas_id", "tahun"))


def _indikator(adopsi: AdopsiIndikator, figures: Mapping[str, Mapping]) -> FaktaIndikator:
    i = adopsi.indikator
    return FaktaIndikator(
        adopsi_id=adopsi.pk,
        nomor=adopsi.nomor,
        kode=i.kode,
        nama=i.nama,
        nama_iku=i.nama_iku or i.nama,
        nama_tabel=i.nama_tabel or i.nama,
        nama_judul_tabel=i.nama_judul_tabel or i.nama,
        judul_ikk=i.judul_ikk or i.nama,
        satuan=i.satuan,
        arah=Arah(i.arah),
        definisi=i.definisi,
        cara_perhitungan=i.cara_perhitungan,
        label_pembilang=i.label_pembilang,
        label_penyebut=i.label_penyebut,
        nama_satuan=i.nama_satuan,
        sifat=i.sifat,
        ukuran_keberhasilan=i.ukuran_keberhasilan,
        sumber_data=i.sumber_data,
        wajib_bukti=i.wajib_bukti,
        judul_tabel_pendukung=i.judul_tabel_pendukung,
        penanggung_jawab=adopsi.subbagian.nama,
        subbagian_id=adopsi.subbagian_id,
        agregasi=Agregasi(i.agregasi),
        target_renstra=figures["renstra"],
        target_pk=figures["pk"],
        target_nasional=figures["nasional"],
        realisasi=figures["realisasi"],
        triwulan=figures["triwulan"],
        indikator_id=i.pk,
        renstra_id=i.sasaran.tujuan.renstra_id,
    )


def fetch_renstra(entitas: Entitas, tahun: int) -> FaktaRenstra | None:
    """The plan that :func:`fetch_kinerja` sees the year from, without its figures: two queries at most."""
    return _renstra_of(list(_adopsi([entitas.pk], tahun)[:1]), entitas, tahun)


def _renstra_of(adopsi: list[AdopsiIndikator], entitas: Entitas, tahun: int) -> FaktaRenstra | None:
    if adopsi:
        renstra = adopsi[0].indikator.sasaran.tujuan.renstra
    else:
        found = Renstra.objects.filter(pemilik=entitas.satker_id, tahun_awal__lte=tahun, tahun_akhir__gte=tahun).first()
        if found is None:
            return None
        renstra = found
    return _fakta_renstra(renstra)


def _fakta_renstra(renstra: Renstra) -> FaktaRenstra:
    return FaktaRenstra(
        renstra.pk,
        renstra.nama,
        renstra.tahun_awal,
        renstra.tahun_akhir,
        renstra.batas_capaian,
        renstra.label_nasional,
    )


def fetch_kinerja(entitas: Entitas, tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False) -> FaktaKinerja:
    """Fetch what the entitas answers for in a year, with the figures of all years of the plan.

    With a triwulan (1–4) target and realisasi of this year are those of the quarter. hanya_disahkan leaves out what
    is not approved: it then counts as missing, with that reason.
    """
    return fetch_kinerja_periode(entitas, tahun, (triwulan,), hanya_disahkan=hanya_disahkan)[triwulan]


def fetch_kinerja_periode(
    entitas: Entitas, tahun: int, triwulan: Iterable[int], *, hanya_disahkan: bool = False
) -> dict[int, FaktaKinerja]:
    """The same seen from each of these periods of the year (0 = the year), in no more queries than one takes."""
    pilihan = Pilihan(tahun, tuple(triwulan), hanya_disahkan)
    adopsi = list(_adopsi([entitas.pk], tahun))
    renstra = _renstra_of(adopsi, entitas, tahun)
    figures = _figures(adopsi, pilihan)
    return {dari: FaktaKinerja(tahun, renstra, _tujuan(adopsi, figures[dari])) for dari in pilihan.triwulan}


def fetch_kinerja_banyak(
    entitas_ids: Collection[int], tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False
) -> dict[int, FaktaKinerja]:
    """What :func:`fetch_kinerja` tells of each of these entitas, in no more queries than one takes, and their scales.

    An entitas that answers for nothing in the year is left out.
    """
    pilihan = Pilihan(tahun, (triwulan,), hanya_disahkan)
    adopsi: dict[int, list[AdopsiIndikator]] = {}
    for baris in _adopsi(entitas_ids, tahun):
        adopsi.setdefault(baris.entitas_id, []).append(baris)
    figures = _figures([baris for milik in adopsi.values() for baris in milik], pilihan)[triwulan]
    hasil = {
        entitas_id: FaktaKinerja(
            tahun, _fakta_renstra(milik[0].indikator.sasaran.tujuan.renstra), _tujuan(milik, figures)
        )
        for entitas_id, milik in adopsi.items()
    }
    isi_skala(list(hasil.values()))
    return hasil


def _adopsi(entitas_ids: Collection[int], tahun: int) -> QuerySet[AdopsiIndikator]:
    """What the entitas answer for in a year, each in the order of its plan."""
    return (
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas__in=entitas_ids)
        .select_related("indikator__sasaran__tujuan__renstra", "subbagian")
        .annotate(dijanjikan=Exists(TargetIndikator.objects.filter(indikator=OuterRef("indikator"))))
        .order_by("indikator__sasaran__tujuan__nomor", "indikator__sasaran__nomor", "nomor")
    )


def _tujuan(adopsi: list[AdopsiIndikator], figures: Figures) -> tuple[FaktaTujuan, ...]:
    """The adopted indicators below their sasaran and tujuan, in the order of the plan."""
    tree: dict[int, tuple[Tujuan, dict[int, tuple[SasaranStrategis, list[FaktaIndikator]]]]] = {}
    for baris in adopsi:
        sasaran = baris.indikator.sasaran
        _, cabang = tree.setdefault(sasaran.tujuan_id, (sasaran.tujuan, {}))
        _, daun = cabang.setdefault(sasaran.pk, (sasaran, []))
        daun.append(_indikator(baris, figures[baris.pk]))
    return tuple(
        FaktaTujuan(t.nomor, t.nama, tuple(FaktaSasaran(s.nomor, s.nama, tuple(daun)) for s, daun in cabang.values()))
        for t, cabang in tree.values()
    )
