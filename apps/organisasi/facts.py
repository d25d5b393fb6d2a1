"""Facts of the organisation in a year: divisi with their people and tasks, and who coordinates which area."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from apps.organisasi.models import Divisi, Korwil, MasaJabatan, PeranDivisi, Satker, Subbagian
from apps.organisasi.models.base import berlaku_pada


@dataclass(frozen=True, slots=True)
class FaktaDivisi:
    """A divisi with its chair(s), deputies and tasks."""

    nama: str
    ketua: tuple[str, ...]
    wakil: tuple[str, ...]
    tugas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaktaKorwil:
    """A commissioner with the kecamatan that he or she coordinates."""

    nama: str
    kedudukan: str
    kecamatan: tuple[str, ...]


def fetch_divisi(satker: Satker, tahun: int) -> list[FaktaDivisi]:
    """The divisi of a year, in their official order: three queries."""
    divisi = (
        Divisi.objects.berlaku(tahun)
        .filter(satker=satker)
        .order_by("urutan")
        .prefetch_related(
            "uraian_tugas", Prefetch("peran", PeranDivisi.objects.berlaku(tahun).select_related("pejabat"))
        )
    )
    return [
        FaktaDivisi(
            nama=d.nama,
            ketua=tuple(p.pejabat.nama for p in d.peran.all() if p.peran == PeranDivisi.Peran.KETUA),
            wakil=tuple(p.pejabat.nama for p in d.peran.all() if p.peran == PeranDivisi.Peran.WAKIL),
            tugas=tuple(t.isi for t in d.uraian_tugas.all()),
        )
        for d in divisi
    ]


def fetch_korwil(satker: Satker, tahun: int) -> list[FaktaKorwil]:
    """The commissioners of a year in order of office, each with the areas coordinated: two queries."""
    jabatan = (
        MasaJabatan.objects.berlaku(tahun)
        .filter(pejabat__satker=satker, jabatan__in=[MasaJabatan.Jabatan.KETUA, MasaJabatan.Jabatan.ANGGOTA])
        .select_related("pejabat")
        .prefetch_related(Prefetch("pejabat__korwil", Korwil.objects.berlaku(tahun).order_by("urutan")))
        .order_by("urutan")
    )
    return [
        FaktaKorwil(j.pejabat.nama, j.get_jabatan_display(), tuple(k.kecamatan for k in j.pejabat.korwil.all()))
        for j in jabatan
    ]


@dataclass(frozen=True, slots=True)
class FaktaSubbagian:
    """A subbagian as indicators name it."""

    id: int
    kode: str
    nama: str
    mengelola_anggaran: bool


@dataclass(frozen=True, slots=True)
class FaktaUnit:
    """A divisi with its subbagian, or a subbagian (then its own only one) with those who coordinate it.

    pejabat are the divisi's ketua and wakil of the year; rekan are the (other) divisi that coordinate the same
    subbagian, as (kode, nama). berlaku says whether the unit existed in the year.
    """

    kode: str
    nama: str
    dasar: str
    berlaku: bool
    ketua: tuple[str, ...]
    wakil: tuple[str, ...]
    subbagian: tuple[FaktaSubbagian, ...]
    rekan: tuple[tuple[str, str], ...]

    @property
    def mengelola_anggaran(self) -> bool:
        """Whether it keeps the budget of the whole satker."""
        return any(satu.mengelola_anggaran for satu in self.subbagian)


@dataclass
class _Susunan:
    """What the joined rows of one unit come to; every part may stand in many of them."""

    dasar: tuple[str, str, str, bool]
    ketua: dict[str, None] = field(default_factory=dict)
    wakil: dict[str, None] = field(default_factory=dict)
    subbagian: dict[int, FaktaSubbagian] = field(default_factory=dict)
    rekan: dict[str, str] = field(default_factory=dict)

    def fakta(self) -> FaktaUnit:
        kode, nama, dasar, berlaku = self.dasar
        return FaktaUnit(
            kode=kode,
            nama=nama,
            dasar=dasar,
            berlaku=berlaku,
            ketua=tuple(self.ketua),
            wakil=tuple(self.wakil),
            subbagian=tuple(self.subbagian.values()),
            rekan=tuple(self.rekan.items()),
        )


def fetch_unit_divisi(satker: Satker, tahun: int, kode: str = "") -> list[FaktaUnit]:
    """The divisi of a satker with their people and subbagian, or the one with this code: one query."""
    rows = (
        Divisi.objects.filter(satker=satker, **({"kode": kode} if kode else {}))
        .order_by("urutan", "peran__peran", "peran__pejabat__nama", "subbagian__urutan", "subbagian__divisi__urutan")
        .values_list(
            *("kode", "nama", "dasar", "mulai", "selesai"),
            *("peran__peran", "peran__pejabat__nama", "peran__mulai", "peran__selesai"),
            *("subbagian__id", "subbagian__kode", "subbagian__nama", "subbagian__mengelola_anggaran"),
            *("subbagian__mulai", "subbagian__selesai", "subbagian__divisi__kode", "subbagian__divisi__nama"),
            *("subbagian__divisi__mulai", "subbagian__divisi__selesai"),
        )
    )
    susunan: dict[str, _Susunan] = {}
    for row in rows:
        satu = susunan.setdefault(row[0], _Susunan((*row[:3], berlaku_pada(row[3], row[4], tahun))))
        if row[5] and berlaku_pada(row[7], row[8], tahun):
            peran = satu.ketua if row[5] == PeranDivisi.Peran.KETUA else satu.wakil
            peran[row[6]] = None
        if row[9] and berlaku_pada(row[13], row[14], tahun):
            satu.subbagian[row[9]] = FaktaSubbagian(*row[9:13])
            if row[15] != row[0] and berlaku_pada(row[17], row[18], tahun):
                satu.rekan[row[15]] = row[16]
    return [satu.fakta() for satu in susunan.values()]


def fetch_unit_subbagian(satker: Satker, tahun: int, kode: str = "") -> list[FaktaUnit]:
    """The subbagian of a satker with the divisi that coordinate them, or the one with this code: one query."""
    rows: Iterable[tuple] = (
        Subbagian.objects.filter(satker=satker, **({"kode": kode} if kode else {}))
        .order_by("urutan", "divisi__urutan")
        .values_list(
            *("id", "kode", "nama", "mengelola_anggaran", "mulai", "selesai"),
            *("divisi__kode", "divisi__nama", "divisi__mulai", "divisi__selesai"),
        )
    )
    susunan: dict[str, _Susunan] = {}
    for row in rows:
        satu = susunan.setdefault(row[1], _Susunan((row[1], row[2], "", berlaku_pada(row[4], row[5], tahun))))
        satu.subbagian[row[0]] = FaktaSubbagian(*row[:4])
        if row[6] and berlaku_pada(row[8], row[9], tahun):
            satu.rekan[row[6]] = row[7]
    return [satu.fakta() for satu in susunan.values()]
