"""A budget of the size that an office has in SAKTI: lines down to the item, two versions, a state of realisasi."""

from collections.abc import Iterator
from datetime import date

from apps.anggaran.importers.baris import kunci_item
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Satker

# How many lines stand below one of the level above: 2 programs, 3 kegiatan each, and so on.
LEBAR = (
    ("bagian_anggaran", 1),
    ("unit", 1),
    ("program", 2),
    ("kegiatan", 3),
    ("kro", 2),
    ("ro", 3),
    ("komponen", 3),
    ("subkomponen", 2),
    ("akun", 3),
)


def buat_pohon(satker: Satker, tahun: int, baris: int) -> Dipa:
    """Make a DIPA of ``baris`` lines with DIPA awal, revisi 1 and the realisasi of a quarter."""
    dipa = Dipa.objects.create(satker=satker, tahun=tahun)
    awal = VersiDipa.objects.create(dipa=dipa, urutan=0, nama="DIPA awal")
    revisi = VersiDipa.objects.create(dipa=dipa, urutan=1, nama="Revisi ke-1")
    keadaan = KeadaanRealisasi.objects.create(dipa=dipa, per_tanggal=date(tahun, 3, 31), sistem_sumber="SAKTI")
    akun = _kerangka(dipa)
    item = [
        PosAnggaran(
            dipa=dipa,
            induk=akun[n % len(akun)],
            jenis="item",
            kode=(kode := kunci_item(f"Rincian belanja {n}")),
            jalur=f"{akun[n % len(akun)].jalur}.{kode}",
            nama=f"Rincian belanja {n}",
        )
        for n in range(baris - PosAnggaran.objects.filter(dipa=dipa).count())
    ]
    PosAnggaran.objects.bulk_create(item)
    Pagu.objects.bulk_create(
        Pagu(versi=versi, pos=pos, jumlah=1_000 * (n + 1) + geser * (n % 7), nomor=f"{n // len(akun) + 1:06d}")
        for geser, versi in enumerate((awal, revisi))
        for n, pos in enumerate(item)
    )
    NilaiRealisasi.objects.bulk_create(
        NilaiRealisasi(keadaan=keadaan, pos=pos, jumlah=731 * (n + 1)) for n, pos in enumerate(item)
    )
    return dipa


def _kerangka(dipa: Dipa) -> list[PosAnggaran]:
    """Everything above the items; returns the akun."""
    tingkat: list[PosAnggaran | None] = [None]
    for jenis, lebar in LEBAR:
        baru = [
            PosAnggaran(
                dipa=dipa,
                induk=induk,
                jenis=jenis,
                kode=kode,
                jalur=f"{induk.jalur}.{kode}" if induk else kode,
                nama=f"{PosAnggaran.Jenis(jenis).label} {kode}",
            )
            for induk in tingkat
            for kode in _kode(jenis, lebar)
        ]
        tingkat = list(PosAnggaran.objects.bulk_create(baru))
    return [pos for pos in tingkat if pos]


def _kode(jenis: str, lebar: int) -> Iterator[str]:
    pola = {
        "bagian_anggaran": "{:03d}",
        "unit": "{:02d}",
        "program": "P{}",
        "kegiatan": "33{:02d}",
        "kro": "EB{}",
        "ro": "{:03d}",
        "komponen": "{:03d}",
        "subkomponen": "{}A",
        "akun": "5211{:02d}",
    }[jenis]
    return (pola.format(n + 1) for n in range(lebar))
