"""A national Renstra of KPU RI above the demonstration's office, with one indicator of every kind."""

from dataclasses import dataclass
from datetime import date

from apps.organisasi.models import Satker
from apps.perencanaan.models import Indikator, Renstra, SasaranStrategis, Skala, TargetIndikator, Tujuan

TAHUN = range(2025, 2030)


@dataclass(frozen=True)
class Nasional:
    """KPU RI, a provinsi and what the nation promises for 2025–2029."""

    ri: Satker
    provinsi: Satker
    renstra: Renstra
    indikator: dict[str, Indikator]


def renstra_nasional(bawah: Satker, *, terbit: date | None = date(2025, 1, 2)) -> Nasional:
    """Publish a fictional Renstra of KPU RI above the office."""
    provinsi = Satker.objects.get(pk=bawah.induk_id)
    ri = Satker.objects.get(pk=provinsi.induk_id)
    renstra = Renstra.objects.create(
        pemilik=ri,
        kode="renstra-nasional",
        nama="Renstra Nasional 2025–2029",
        tahun_awal=2025,
        tahun_akhir=2029,
        terbit=terbit,
        label_nasional="Renstra Nasional 2025–2029 (contoh)",
    )
    tujuan = Tujuan.objects.create(renstra=renstra, nomor=1, nama="Pemilu yang dipercaya")
    return Nasional(ri, provinsi, renstra, _indikator(tujuan))


def _indikator(tujuan: Tujuan) -> dict[str, Indikator]:
    skala = Skala.objects.get(kode="predikat-sakip")
    sasaran = [SasaranStrategis.objects.create(tujuan=tujuan, nomor=n, nama=f"Sasaran {n}") for n in (1, 2)]
    dibuat = {}
    for nomor, (kode, satuan, arah, nilai) in enumerate(
        [
            ("naik", "persen", "maksimal", "80"),
            ("turun", "persen", "minimal", "5"),
            ("tepat", "indeks", "stabil", "100"),
            ("predikat", "tingkat", "maksimal", "BB"),
            ("bebas", "indeks", "maksimal", ""),
        ],
        start=1,
    ):
        indikator = Indikator.objects.create(
            sasaran=sasaran[nomor > 2],
            kode=kode,
            nomor=nomor,
            nama=f"Indikator {kode}",
            satuan=satuan,
            arah=arah,
            skala=skala if satuan == "tingkat" else None,
        )
        dibuat[kode] = indikator
        for tahun in TAHUN if nilai else ():
            tingkat = skala.tingkat.get(kode=nilai) if satuan == "tingkat" else None
            TargetIndikator.objects.create(
                indikator=indikator, tahun=tahun, nilai=None if tingkat else nilai, tingkat=tingkat
            )
    return dibuat
