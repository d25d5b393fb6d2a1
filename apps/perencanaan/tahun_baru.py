"""What a year can take over from the last one: targets of its perjanjian kinerja, quarter targets, rencana aksi."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from apps.organisasi.models import Entitas, MasaJabatan
from apps.perencanaan.aturan_nasional import IsiTarget, alasan_kurang
from apps.perencanaan.janji import Janji, Ukuran, beda_setahun
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, TargetIndikator
from apps.perencanaan.rencana import (
    KOSONG,
    Angka,
    RencanaTriwulan,
    Semua,
    fetch_angka,
    ukuran_dari,
)
from apps.siklus.facts import FaktaPeriode, fetch_periode


class Keadaan(StrEnum):
    """Whether an indicator can be carried into the new year."""

    SIAP = "siap"
    PERPANJANG = "perpanjang"
    TIDAK = "tidak"


@dataclass(frozen=True)
class Calon:
    """An indicator that the new year may promise.

    adopsi is what the targets of the new year hang on; with keadaan PERPANJANG its years must be extended first, with
    TIDAK alasan says why it cannot be carried. janji_lalu is left out where the unit changed, and satuan_lalu then
    says what was promised. nasional is the nation's promise for the new year. kini is what the new year has already.
    """

    adopsi: AdopsiIndikator
    ukuran: Ukuran
    keadaan: Keadaan = Keadaan.SIAP
    alasan: str = ""
    janji_lalu: Janji | None = None
    satuan_lalu: str = ""
    janji_renstra: Janji | None = None
    janji_kini: Janji | None = None
    nasional: IsiTarget | None = None
    lalu: dict[int, RencanaTriwulan] = field(default_factory=dict)
    kini: dict[int, RencanaTriwulan] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.adopsi.pk

    def alasan_kurang(self, tahun: int, janji: Janji, tempat: str) -> str:
        """Why this may not be promised: it is worse than the nation's promise and does not say why; "" when it may.

        tempat is how the field for the reason is labelled.
        """
        if self.nasional is None:
            return ""
        isi = self.ukuran.isi(janji)
        return alasan_kurang(self.adopsi.indikator.arah, tahun, isi, self.nasional, janji.catatan, tempat)

    def beda(self, triwulan: Mapping[int, Janji | None], setahun: Janji | None) -> str:
        """How these quarter targets make another year than this promise; "" where they do not."""
        return beda_setahun(self.ukuran, self.adopsi.indikator.agregasi, triwulan, setahun)

    def boleh_target(self, triwulan: int) -> bool:
        """Whether last year's target of the quarter may be offered: there is one and this year has none."""
        return self.lalu[triwulan].target is not None and self.kini[triwulan].target is None

    def boleh_kegiatan(self, triwulan: int) -> bool:
        """Whether last year's lines of the quarter may be offered: what is planned already is not added to."""
        return bool(self.lalu[triwulan].kegiatan) and not self.kini[triwulan].kegiatan


@dataclass(frozen=True)
class TahunBaru:
    """A year that is being planned, with the year that it can copy from (None when none has a perjanjian kinerja)."""

    entitas: Entitas
    tahun: int
    tahun_lalu: int | None
    pk_lalu: PerjanjianKinerja | None
    pk_kini: PerjanjianKinerja | None
    periode: dict[int, FaktaPeriode]
    calon: tuple[Calon, ...]

    @property
    def disahkan(self) -> str:
        """Why nothing of the year may change any more; "" while it is open."""
        return self.periode[0].disahkan

    @property
    def periode_kurang(self) -> list[int]:
        """The periods of the year that nobody has made yet."""
        return [triwulan for triwulan, p in self.periode.items() if p.id is None]

    def terkunci(self, triwulan: int) -> str:
        """Why nothing of a quarter may change any more."""
        return self.periode[triwulan].disahkan

    def satu(self, adopsi_id: int) -> Calon | None:
        return next((c for c in self.calon if c.id == adopsi_id), None)

    @property
    def sidik(self) -> str:
        """A fingerprint of all that a form shows: it posts the one that it was made from."""
        pk = [(p.pk, p.versi, p.nama, p.tanggal, p.penandatangan_id) if p else None for p in self._perjanjian]
        isi = [pk, [(t, p.id, p.disahkan) for t, p in self.periode.items()], *map(_sidik_calon, self.calon)]
        return hashlib.sha256(repr(isi).encode()).hexdigest()[:32]

    @property
    def _perjanjian(self) -> tuple[PerjanjianKinerja | None, ...]:
        return self.pk_lalu, self.pk_kini


def _sidik_calon(calon: Calon) -> list[object]:
    janji = (calon.janji_lalu, calon.janji_renstra, calon.janji_kini)
    rencana = [
        (t, satu.target and satu.target.sidik, [(k.id, k.uraian) for k in satu.kegiatan])
        for tahun in (calon.lalu, calon.kini)
        for t, satu in tahun.items()
    ]
    tetap = [calon.id, calon.keadaan.value, calon.adopsi.sampai, str(calon.nasional)]
    return [*tetap, [j and j.sidik for j in janji], rencana]


@dataclass(frozen=True)
class Sumber:
    """The stored plans that a year is made of; nasional are the nation's promises for it by indicator."""

    tahun_lalu: int | None
    tahun: int
    angka: Semua
    nasional: dict[int, IsiTarget]

    def lalu(self, adopsi: AdopsiIndikator | None) -> Angka:
        """What last year planned of an adoption."""
        if adopsi is None or self.tahun_lalu is None:
            return KOSONG
        return self.angka.get((adopsi.pk, self.tahun_lalu), KOSONG)


def fetch_tahun_baru(entitas: Entitas, tahun: int) -> TahunBaru:
    """Fetch what the year has and what it could take over: at most nine queries, however many indicators."""
    perjanjian = list(
        PerjanjianKinerja.objects.filter(entitas=entitas, tahun__lte=tahun)
        .select_related("penandatangan")
        .order_by("-tahun", "-versi")
    )
    pk_kini = next((p for p in perjanjian if p.tahun == tahun), None)
    pk_lalu = next((p for p in perjanjian if p.tahun < tahun), None)
    tahun_lalu = pk_lalu.tahun if pk_lalu else None
    adopsi = list(
        AdopsiIndikator.objects.filter(entitas=entitas)
        .select_related("indikator__sasaran__tujuan__renstra", "entitas__satker", "subbagian")
        .order_by("indikator__sasaran__tujuan__nomor", "indikator__sasaran__nomor", "nomor", "dari")
    )
    angka = fetch_angka(adopsi, [t for t in (tahun_lalu, tahun) if t is not None])
    nasional = TargetIndikator.objects.filter(indikator__in={a.indikator_id for a in adopsi}, tahun=tahun)
    sumber = Sumber(tahun_lalu, tahun, angka, {t.indikator_id: t.isi for t in nasional.select_related("tingkat")})
    return TahunBaru(
        entitas=entitas,
        tahun=tahun,
        tahun_lalu=tahun_lalu,
        pk_lalu=pk_lalu,
        pk_kini=pk_kini,
        periode=fetch_periode(entitas, tahun),
        calon=tuple(_susun(adopsi, sumber)),
    )


def _susun(adopsi: Sequence[AdopsiIndikator], sumber: Sumber) -> Iterable[Calon]:
    """The indicators that the year answers for, and those of last year that it does not."""
    ukuran = ukuran_dari(adopsi)
    tahun, tahun_lalu = sumber.tahun, sumber.tahun_lalu
    kini = [a for a in adopsi if a.dari <= tahun <= a.sampai]
    lalu = [a for a in adopsi if tahun_lalu is not None and a.dari <= tahun_lalu <= a.sampai]
    pasangan = _pasangkan(kini, lalu)
    for a in kini:
        yield _calon(a, pasangan.get(a.pk), sumber, ukuran)
    dipakai = {p.pk for p in pasangan.values()}
    nomor = {a.nomor for a in kini}
    for a in lalu:
        if a.pk not in dipakai:
            yield _calon(a, a, sumber, ukuran, *_mengapa(a, nomor, tahun))


def _pasangkan(kini: Iterable[AdopsiIndikator], lalu: Sequence[AdopsiIndikator]) -> dict[int, AdopsiIndikator]:
    """Of each adoption of the new year the one that it continues: of the same indicator, else of the same code.

    A new Renstra has its own indicators; the same code says that one of them goes on measuring what the old one did.
    """
    menurut_id = {a.indikator_id: a for a in lalu}
    menurut_kode = {a.indikator.kode: a for a in lalu}
    hasil = {}
    for a in kini:
        if sebelum := menurut_id.get(a.indikator_id) or menurut_kode.get(a.indikator.kode):
            hasil[a.pk] = sebelum
    return hasil


def _mengapa(adopsi: AdopsiIndikator, nomor: set[int], tahun: int) -> tuple[Keadaan, str]:
    """How far an indicator of last year, for which nobody answers in the new year, is from being carried."""
    renstra = adopsi.indikator.sasaran.tujuan.renstra
    if renstra.tahun_akhir < tahun:
        return Keadaan.TIDAK, (
            f"{renstra.nama} berakhir {renstra.tahun_akhir}. Adopsi indikator dari Renstra yang memuat tahun {tahun}."
        )
    if adopsi.nomor in nomor:
        return Keadaan.TIDAK, (
            f"Nomor urut {adopsi.nomor} sudah dipakai indikator lain di tahun {tahun}. Adopsi ulang dengan nomor lain."
        )
    return Keadaan.PERPANJANG, (
        f"Masa indikator ini berakhir {adopsi.sampai}. Bila dibawa, masanya diperpanjang sampai {tahun}."
    )


def _calon(
    adopsi: AdopsiIndikator,
    sebelum: AdopsiIndikator | None,
    sumber: Sumber,
    ukuran: dict[int, Ukuran],
    keadaan: Keadaan = Keadaan.SIAP,
    alasan: str = "",
) -> Calon:
    satuan, satuan_lalu = ukuran[adopsi.indikator_id], ""
    lalu, kini = sumber.lalu(sebelum), sumber.angka.get((adopsi.pk, sumber.tahun), KOSONG)
    rencana_lalu, janji_lalu = lalu.rencana(), lalu.pk
    if sebelum and not satuan.sama(ukuran_lalu := ukuran[sebelum.indikator_id]):
        # A number of another unit is no target here; the steps are still worth carrying.
        satuan_lalu, janji_lalu = ukuran_lalu.tampil(janji_lalu), None
        rencana_lalu = {t: RencanaTriwulan(None, r.kegiatan) for t, r in rencana_lalu.items()}
    return Calon(
        adopsi=adopsi,
        ukuran=satuan,
        keadaan=keadaan,
        alasan=alasan,
        janji_lalu=janji_lalu,
        satuan_lalu=satuan_lalu,
        janji_renstra=kini.renstra,
        janji_kini=kini.pk,
        nasional=sumber.nasional.get(adopsi.indikator_id),
        lalu=rencana_lalu,
        kini=kini.rencana(),
    )


def fetch_penandatangan(entitas: Entitas, tahun: int) -> list[MasaJabatan]:
    """Who may sign a perjanjian kinerja of a year: those in office then, those who usually sign first: one query."""
    jabatan = MasaJabatan.Jabatan
    pertama = jabatan.SEKRETARIS if entitas.jenis == Entitas.Jenis.SEKRETARIAT else jabatan.KETUA
    orang = MasaJabatan.objects.berlaku(tahun).filter(
        pejabat__satker=entitas.satker_id, jabatan__in=[jabatan.KETUA, jabatan.ANGGOTA, jabatan.SEKRETARIS]
    )
    return sorted(orang.select_related("pejabat"), key=lambda m: (m.jabatan != pertama, m.jabatan, m.urutan))
