"""A small DIPA for people who type: two kegiatan, three komponen, one of them by items."""

import pytest

from apps.anggaran.models import Dipa, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Satker


class Kecil:
    """A DIPA built line by line; pos by the code of its path below the program."""

    def __init__(self, satker: Satker, tahun: int) -> None:
        self.dipa = Dipa.objects.create(satker=satker, tahun=tahun)
        self.pos: dict[str, PosAnggaran] = {}
        self.versi = self.revisi("DIPA awal", {})

    def tambah(self, jalur: str) -> PosAnggaran:
        """The pos of a path like "6639.BDB.001.051", made with everything above it."""
        jenis = ("bagian_anggaran", "unit", "program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
        induk, kode = None, []
        for nama, segmen in zip(jenis, ["076", "01", "WA", *jalur.split(".")], strict=False):
            kode.append(segmen)
            induk, _ = PosAnggaran.objects.get_or_create(
                dipa=self.dipa, jalur=".".join(kode), defaults={"induk": induk, "jenis": nama, "kode": segmen}
            )
        assert induk
        self.pos[jalur] = induk
        return induk

    def revisi(self, nama: str, pagu: dict[str, int]) -> VersiDipa:
        """The next version, with these leaves."""
        self.versi = VersiDipa.objects.create(
            dipa=self.dipa, urutan=VersiDipa.objects.filter(dipa=self.dipa).count(), nama=nama
        )
        for jalur, jumlah in pagu.items():
            Pagu.objects.create(versi=self.versi, pos=self.tambah(jalur), jumlah=jumlah)
        return self.versi

    def id(self, jalur: str) -> int:
        return self.pos[jalur].pk


A, B, C = "6639.BDB.001.051", "6639.BDB.001.052", "3355.EBA.994.001"


@pytest.fixture
def kecil(satker: Satker) -> Kecil:
    """Komponen A 1.000 and B 500 as leaves, C 300 as two akun below a subkomponen; year 2022, which has no data."""
    kecil = Kecil(satker, 2022)
    kecil.revisi("Revisi 1", {A: 1000, B: 500, f"{C}.0A.511111": 200, f"{C}.0A.511129": 100})
    kecil.tambah(C)
    return kecil
