"""A national Renstra of KPU RI above the demonstration's office, with one indicator of every kind."""

from dataclasses import dataclass
from datetime import date

from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Entitas, Satker, Subbagian
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import (
    AdopsiIndikator,
    Indikator,
    Renstra,
    SasaranStrategis,
    Skala,
    Target,
    TargetIndikator,
    Tujuan,
)

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


def entitas_provinsi(nasional: Nasional) -> Entitas:
    """The lembaga of the provinsi, so that it has pages of its own."""
    return Entitas.objects.create(satker=nasional.provinsi, jenis="lembaga", nama=nasional.provinsi.nama_singkat)


def kantor_lain(nasional: Nasional, kode: str = "5399", *, uang: bool = True) -> Entitas:
    """A second office of the provinsi: it adopted three national indicators from 2025 on, and spent half its budget."""
    satker = Satker.objects.create(
        kode=kode,
        nama=f"KPU Kabupaten Contoh {kode}",
        nama_singkat=f"KPU Kab. Contoh {kode}",
        jenis="kabupaten_kota",
        induk=nasional.provinsi,
    )
    entitas = Entitas.objects.create(satker=satker, jenis="lembaga", nama=satker.nama_singkat)
    sub = Subbagian.objects.create(satker=satker, kode="teknis", nama="Subbagian Teknis", urutan=1)
    adopsi_nasional(entitas, nasional, sub, {"naik": "60", "turun": "5", "predikat": None})
    if uang:
        _anggaran(satker)
    return entitas


def adopsi_nasional(entitas: Entitas, nasional: Nasional, sub: Subbagian, realisasi: dict[str, str | None]) -> None:
    """Adopt national indicators with their targets, and enter realisasi 2025 of those that have one."""
    for nomor, (kode, nilai) in enumerate(realisasi.items(), start=1):
        indikator = nasional.indikator[kode]
        adopsi = AdopsiIndikator.objects.create(
            entitas=entitas, indikator=indikator, dari=2025, sampai=2029, subbagian=sub, nomor=nomor
        )
        for target in indikator.target.all():
            Target.objects.create(
                adopsi=adopsi, sumber="renstra", tahun=target.tahun, nilai=target.nilai, tingkat=target.tingkat
            )
        if nilai is not None:
            Realisasi.objects.create(adopsi=adopsi, tahun=2025, nilai=nilai, sumber="Uji")


def _anggaran(satker: Satker) -> None:
    dipa = Dipa.objects.create(satker=satker, tahun=2025)
    versi = VersiDipa.objects.create(dipa=dipa, urutan=0, nama="DIPA awal")
    pos = PosAnggaran.objects.create(dipa=dipa, jenis="program", kode="076.01.CQ", jalur="076.01.CQ", nama="Program")
    Pagu.objects.create(versi=versi, pos=pos, jumlah=200_000_000)
    keadaan = KeadaanRealisasi.objects.create(dipa=dipa, per_tanggal=date(2025, 12, 31), lengkap=True)
    NilaiRealisasi.objects.create(keadaan=keadaan, pos=pos, jumlah=100_000_000)
