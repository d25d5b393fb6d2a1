"""Meetings and their decisions as pages, papers and slides show them: frozen values, a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from apps.organisasi.models import Entitas, Keanggotaan, MasaJabatan, PeranDivisi, Satker
from apps.organisasi.permissions import PemilikTugas, Peran
from apps.rapat.models import Keputusan, Rapat, TindakLanjut
from apps.siklus.facts import nama_periode

TERBUKA = TindakLanjut.Status.TERBUKA


@dataclass(frozen=True, slots=True)
class FaktaTindakLanjut:
    """A decision with what became of it. keterangan, tanggal and oleh are of the last report, empty before one."""

    id: int
    nomor: int
    uraian: str
    rapat_id: int
    tahun: int
    triwulan: int
    tanggal_rapat: date
    indikator: int | None
    subbagian: str
    orang: str
    pemilik: PemilikTugas
    tenggat: date
    versi_keputusan: int
    status: str = TERBUKA.value
    keterangan: str = ""
    tanggal: date | None = None
    oleh: str = ""
    versi: int = 0

    @property
    def rapat(self) -> str:
        """The meeting that decided it, by its period."""
        return nama_periode(self.tahun, self.triwulan)

    @property
    def penanggung_jawab(self) -> str:
        """Who answers for it: the person, the subbagian, or both."""
        return " · ".join(filter(None, (self.orang, self.subbagian)))

    @property
    def terbuka(self) -> bool:
        return self.status == TERBUKA

    @property
    def nama_status(self) -> str:
        return TindakLanjut.Status(self.status).label

    def sisa_hari(self, hari: date) -> int | None:
        """Days until it is due, negative when late; None when nothing is owed any more."""
        return (self.tenggat - hari).days if self.terbuka else None

    def terlambat(self, hari: date) -> bool:
        """Whether it is open after its day."""
        return self.terbuka and self.tenggat < hari


def _keputusan(**pilihan: object) -> QuerySet[Keputusan]:
    return (
        Keputusan.objects.filter(**pilihan)
        .select_related("rapat", "adopsi", "subbagian", "pengguna", "tindak_lanjut__oleh")
        .order_by("rapat__tanggal", "rapat", "nomor")
    )


def fakta_tindak_lanjut(keputusan: Keputusan) -> FaktaTindakLanjut:
    """One decision; needs its relations loaded."""
    laporan: TindakLanjut | None = getattr(keputusan, "tindak_lanjut", None)
    return FaktaTindakLanjut(
        id=keputusan.pk,
        nomor=keputusan.nomor,
        uraian=keputusan.uraian,
        rapat_id=keputusan.rapat_id,
        tahun=keputusan.rapat.tahun,
        triwulan=keputusan.rapat.triwulan,
        tanggal_rapat=keputusan.rapat.tanggal,
        indikator=keputusan.adopsi.nomor if keputusan.adopsi else None,
        subbagian=keputusan.subbagian.nama if keputusan.subbagian else "",
        orang=keputusan.pengguna.nama if keputusan.pengguna else "",
        pemilik=PemilikTugas(keputusan.subbagian_id, keputusan.pengguna_id),
        tenggat=keputusan.tenggat,
        versi_keputusan=keputusan.versi,
        status=laporan.status if laporan else TERBUKA.value,
        keterangan=laporan.keterangan if laporan else "",
        tanggal=laporan.tanggal if laporan else None,
        oleh=laporan.oleh.nama if laporan else "",
        versi=laporan.versi if laporan else 0,
    )


def fetch_keputusan(rapat: Rapat) -> list[FaktaTindakLanjut]:
    """The decisions of a meeting in their order: one query."""
    return [fakta_tindak_lanjut(k) for k in _keputusan(rapat=rapat)]


def fetch_satu(entitas: Entitas, tahun: int, pk: int) -> FaktaTindakLanjut | None:
    """One decision of a meeting about a year; None when there is none: one query."""
    keputusan = _keputusan(rapat__entitas=entitas, rapat__tahun=tahun, pk=pk).first()
    return fakta_tindak_lanjut(keputusan) if keputusan else None


def fetch_sebelumnya(rapat: Rapat) -> list[FaktaTindakLanjut]:
    """The decisions of earlier meetings that this one must ask about, the oldest first: two queries.

    Those that are open, whatever year they are from, and those that were closed since the meeting before this one:
    finished work is told once.
    """
    terdahulu = Rapat.objects.filter(entitas=rapat.entitas_id, tanggal__lt=rapat.tanggal)
    terakhir = terdahulu.order_by("-tanggal").values_list("tanggal", flat=True).first()
    if terakhir is None:
        return []
    semua = _keputusan(rapat__entitas=rapat.entitas_id, rapat__tanggal__lt=rapat.tanggal)
    return [fakta_tindak_lanjut(k) for k in semua.filter(_terbuka() | Q(tindak_lanjut__tanggal__gte=terakhir))]


def fetch_tugas_rapat(entitas: Entitas, pengguna_id: int, subbagian: Collection[int]) -> list[FaktaTindakLanjut]:
    """The open decisions that a person owes, alone or with a subbagian, the most urgent first: one query."""
    milik = Q(pengguna=pengguna_id) | Q(subbagian__in=subbagian)
    terbuka = _keputusan(rapat__entitas=entitas).filter(_terbuka(), milik)
    return sorted(map(fakta_tindak_lanjut, terbuka), key=lambda t: (t.tenggat, t.tanggal_rapat, t.nomor))


def fetch_terbuka(entitas: Entitas) -> list[FaktaTindakLanjut]:
    """All open decisions of an entitas, from every year, the most urgent first: one query."""
    terbuka = _keputusan(rapat__entitas=entitas).filter(_terbuka())
    return sorted(map(fakta_tindak_lanjut, terbuka), key=lambda t: (t.tenggat, t.tanggal_rapat, t.nomor))


def _terbuka() -> Q:
    return Q(tindak_lanjut__isnull=True) | Q(tindak_lanjut__status=TERBUKA)


@dataclass(frozen=True, slots=True)
class CalonPeserta:
    """Somebody who belongs into the attendance sheet."""

    nama: str
    jabatan: str
    unit: str = ""


def fetch_calon_peserta(satker: Satker, hari: date) -> list[CalonPeserta]:
    """Who is in office on a day, then who works on the figures, each person once: three queries."""
    pada = Q(mulai__isnull=True) | Q(mulai__lte=hari), Q(selesai__isnull=True) | Q(selesai__gte=hari)
    divisi: dict[int, str] = {}
    for p in (
        PeranDivisi.objects.filter(*pada, divisi__satker=satker, peran=PeranDivisi.Peran.KETUA)
        .select_related("divisi")
        .order_by("divisi__urutan")
    ):
        divisi.setdefault(p.pejabat_id, p.divisi.nama)
    jabatan = MasaJabatan.objects.filter(*pada, pejabat__satker=satker).select_related("pejabat").order_by("urutan")
    calon = [CalonPeserta(j.pejabat.nama, j.get_jabatan_display(), divisi.get(j.pejabat_id, "")) for j in jabatan]
    anggota = (
        Keanggotaan.objects.aktif(hari)
        .filter(satker=satker, peran__in=[Peran.OPERATOR, Peran.VERIFIKATOR], pengguna__is_active=True)
        .select_related("pengguna", "subbagian")
        .order_by("peran", "subbagian__urutan", "pengguna__nama")
    )
    calon += [
        CalonPeserta(k.pengguna.nama, k.get_peran_display(), k.subbagian.nama if k.subbagian else "") for k in anggota
    ]
    return _sekali(calon)


def _sekali(calon: Iterable[CalonPeserta]) -> list[CalonPeserta]:
    """Each name once, under the office that was named first."""
    menurut: dict[str, CalonPeserta] = {}
    for c in calon:
        menurut.setdefault(c.nama.casefold(), c)
    return list(menurut.values())
