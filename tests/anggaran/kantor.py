"""A small budget of two kegiatan, for tests of months and of the pages that show them."""

from datetime import date

from apps.anggaran.facts import FaktaBulanan, fetch_anggaran, fetch_bulanan
from apps.anggaran.models import (
    Dipa,
    KeadaanRealisasi,
    NilaiRealisasi,
    Pagu,
    PosAnggaran,
    RencanaPenarikan,
    VersiDipa,
)
from apps.organisasi.models import Satker


class Kantor:
    """A small budget: two kegiatan of one program, each with one leaf."""

    def __init__(self, satker: Satker, tahun: int) -> None:
        self.dipa = Dipa.objects.create(satker=satker, tahun=tahun)
        self.versi = VersiDipa.objects.create(dipa=self.dipa, urutan=0, nama="DIPA awal")
        self.program = self.pos(None, "076", "bagian_anggaran")
        for kode, jenis in (("01", "unit"), ("CQ", "program")):
            self.program = self.pos(self.program, kode, jenis)
        self.kegiatan = [self.pos(self.program, kode, "kegiatan") for kode in ("6639", "6709")]
        self.daun = [self.pos(kegiatan, "BDB", "kro") for kegiatan in self.kegiatan]
        for daun in self.daun:
            Pagu.objects.create(versi=self.versi, pos=daun, jumlah=1000)

    def pos(self, induk: PosAnggaran | None, kode: str, jenis: str) -> PosAnggaran:
        jalur = f"{induk.jalur}.{kode}" if induk else kode
        return PosAnggaran.objects.create(dipa=self.dipa, induk=induk, kode=kode, jalur=jalur, jenis=jenis, nama=kode)

    def keadaan(self, hari: date, *jumlah: int | None, **extra: object) -> KeadaanRealisasi:
        keadaan = KeadaanRealisasi.objects.create(
            dipa=self.dipa, per_tanggal=hari, **{"sistem_sumber": "SAKTI", **extra}
        )
        for daun, satu in zip(self.daun, jumlah, strict=True):
            if satu is not None:
                NilaiRealisasi.objects.create(keadaan=keadaan, pos=daun, jumlah=satu)
        return keadaan

    def rencana(self, nomor: int, versi: VersiDipa | None = None, **jumlah: int) -> None:
        for bulan, satu in jumlah.items():
            RencanaPenarikan.objects.create(
                versi=versi or self.versi, pos=self.kegiatan[nomor], bulan=int(bulan[1:]), jumlah=satu
            )

    def fakta(self) -> FaktaBulanan:
        tahun = self.dipa.tahun
        return fetch_bulanan(fetch_anggaran(self.dipa.satker, tahun, tahun)[tahun])
