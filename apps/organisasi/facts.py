"""Facts of the organisation in a year: divisi with their people and tasks, and who coordinates which area."""

from dataclasses import dataclass

from django.db.models import Prefetch

from apps.organisasi.models import Divisi, Korwil, MasaJabatan, PeranDivisi, Satker


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
