"""Made-up budgets of any length, for demonstrations and tests. Pure: no Django.

The same seed always gives the same lines, and the months of one seed belong together: what month m reports as "periode
lalu" is what month m − 1 reported as its total.
"""

import calendar
import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from string import ascii_uppercase

from apps.anggaran.importers.baris import BarisBerkas, IsiBerkas, Jumlah, KepalaBerkas, PemberiKunci
from apps.anggaran.importers.contoh_data import AKUN, KERANGKA, NAMA_KRO, SUBKOMPONEN, TEMPAT

AKAR = ("076", "01")
NAMA_LEMBAGA = "KOMISI PEMILIHAN UMUM"
# Program, kegiatan, KRO, RO, komponen, subkomponen, akun, item: a single line of money needs all of them.
MIN_BARIS = 8
_BULAN = 12
_TINGKAT = ("program", "kegiatan", "kro", "ro", "komponen")
# How often a line opens a new subkomponen, a new akun, or comes as one more item.
_SUB_BARU, _AKUN_BARU = 0.04, 0.2
_KODE_SUB = [*(f"0{huruf}" for huruf in ascii_uppercase), *(f"T{huruf}" for huruf in ascii_uppercase)]

Jalur = tuple[str, ...]
_NAMA = {tuple(kode.split(".")): nama for kode, nama in KERANGKA}


def buat_contoh(
    banyak: int,
    *,
    benih: int = 0,
    tahun: int = 2024,
    bulan: int = 12,
    kode_satker: str = "654321",
    nama_satker: str = "KPU KOTA KUPANG",
) -> IsiBerkas:
    """A budget with exactly this many coded lines (program down to item) as of the end of a month.

    Raises ValueError below MIN_BARIS lines.
    """
    if banyak < MIN_BARIS:
        raise ValueError(f"Paling sedikit {MIN_BARIS} baris: satu untuk setiap tingkat.")
    # A reproducible stream, not a secret.
    acak = random.Random(benih)  # noqa: S311
    baris = [*_akar(), *_jumlahkan(list(_susun(banyak, bulan, acak)))]
    seluruhnya = _tambah([satu.jumlah for satu in baris if satu.jenis == "program"])
    sampai = date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])
    return IsiBerkas(KepalaBerkas("fa_detail", kode_satker, nama_satker, tahun, sampai), baris, seluruhnya)


def geser_rupiah(isi: IsiBerkas, indeks: int, ukuran: str, rupiah: int = 1) -> IsiBerkas:
    """The same budget with one amount of one line moved and nothing else: a file that must be refused."""
    baris = list(isi.baris)
    lama = baris[indeks].jumlah
    baris[indeks] = replace(baris[indeks], jumlah=replace(lama, **{ukuran: (getattr(lama, ukuran) or 0) + rupiah}))
    return replace(isi, baris=baris)


def _akar() -> Iterator[BarisBerkas]:
    yield BarisBerkas(0, "bagian_anggaran", AKAR[:1], NAMA_LEMBAGA, Jumlah())
    yield BarisBerkas(0, "unit", AKAR, NAMA_LEMBAGA, Jumlah())


def _susun(banyak: int, bulan: int, acak: random.Random) -> Iterator[BarisBerkas]:
    """The lines from the top down; only items carry amounts yet."""
    komponen, tersisa = _pilih_komponen(banyak)
    bobot = [acak.random() + 0.1 for _ in komponen]
    tambahan = [int(tersisa * satu / sum(bobot)) for satu in bobot]
    tambahan[-1] += tersisa - sum(tambahan)
    kunci = PemberiKunci()
    terbuka: set[Jalur] = set()
    for jalur, lebih in zip(komponen, tambahan, strict=True):
        for panjang, jenis in enumerate(_TINGKAT, 1):
            atas = jalur[:panjang]
            if atas not in terbuka:
                terbuka.add(atas)
                nama = NAMA_KRO[atas[-1]] if jenis == "kro" else _NAMA[atas]
                yield BarisBerkas(0, jenis, (*AKAR, *atas), nama, Jumlah())
        yield from _isi_komponen((*AKAR, *jalur), lebih, bulan, acak, kunci)


def _pilih_komponen(banyak: int) -> tuple[list[Jalur], int]:
    """As many komponen as fit with one line of money each, and how many lines are left to give away."""
    pilihan: list[Jalur] = []
    ada: set[Jalur] = set()
    tersisa = banyak
    for jalur in (satu for satu in _NAMA if len(satu) == len(_TINGKAT)):
        baru = {jalur[:panjang] for panjang in range(1, len(_TINGKAT) + 1)} - ada
        perlu = len(baru) + MIN_BARIS - len(_TINGKAT)
        if perlu > tersisa:
            break
        tersisa -= perlu
        ada |= baru
        pilihan.append(jalur)
    return pilihan, tersisa


def _isi_komponen(
    komponen: Jalur, lebih: int, bulan: int, acak: random.Random, kunci: PemberiKunci
) -> Iterator[BarisBerkas]:
    """Subkomponen, akun and items of one komponen: the three that must be there, and exactly ``lebih`` more lines."""
    sub_tersisa = iter(_KODE_SUB if acak.random() < 0.5 else ascii_uppercase)
    tersisa = lebih + 3
    akun_tersisa: list[str] = []
    sub, akun, nomor = komponen, komponen, 0
    while tersisa:
        undian = acak.random()
        if tersisa >= 3 and (sub == komponen or undian < _SUB_BARU) and (kode := next(sub_tersisa, "")):
            sub = (*komponen, kode)
            akun_tersisa = sorted(AKUN, key=lambda _: acak.random())
            yield BarisBerkas(0, "subkomponen", sub, acak.choice(SUBKOMPONEN), Jumlah())
            akun, tersisa = sub, tersisa - 1
        if tersisa >= 2 and akun_tersisa and (akun == sub or undian < _AKUN_BARU):
            akun, nomor = (*sub, akun_tersisa.pop()), 0
            yield BarisBerkas(0, "akun", akun, AKUN[akun[-1]][0], Jumlah())
            tersisa -= 1
        nomor += 1
        nama = f"{acak.choice(AKUN[akun[-1]][1])} {acak.choice(TEMPAT)}"
        yield BarisBerkas(0, "item", (*akun, kunci.kunci(akun, nama)), nama, _angka_item(bulan, acak), f"{nomor:06d}")
        tersisa -= 1


def _angka_item(bulan: int, acak: random.Random) -> Jumlah:
    """Pagu and realisasi of an item. Every month draws the same numbers, so that the months fit together."""
    pagu = int(10 ** acak.uniform(2.5, 5.2)) * 1_000
    blokir = pagu // 10 if acak.random() < 0.04 else 0
    batas = int((pagu - blokir) * acak.uniform(0.8, 1))
    bobot = [acak.randint(0, 100) for _ in range(_BULAN)]
    kumulatif = [batas * sum(bobot[: satu + 1]) // max(sum(bobot), 1) for satu in range(_BULAN)]
    # Money paid back makes a month negative.
    kembali, bulan_kembali = acak.random() < 0.1, acak.randint(2, _BULAN) - 1
    if kembali:
        kumulatif[bulan_kembali] = kumulatif[bulan_kembali - 1] * 97 // 100
    lalu, realisasi = kumulatif[bulan - 2] if bulan > 1 else 0, kumulatif[bulan - 1]
    return Jumlah(pagu, blokir, lalu, realisasi - lalu, realisasi, pagu - realisasi)


def _tambah(jumlah: Sequence[Jumlah]) -> Jumlah:
    return Jumlah(*(sum(getattr(satu, nama.name) or 0 for satu in jumlah) for nama in fields(Jumlah)))


def _jumlahkan(baris: list[BarisBerkas]) -> list[BarisBerkas]:
    """Give every line above the items the sums of what stands below it."""
    jumlah: dict[Jalur, list[int]] = {}
    nama = [satu.name for satu in fields(Jumlah)]
    for satu in baris:
        if satu.jenis == "item":
            nilai = [getattr(satu.jumlah, bagian) or 0 for bagian in nama]
            for panjang in range(len(AKAR) + 1, len(satu.jalur)):
                atas = jumlah.setdefault(satu.jalur[:panjang], [0] * len(nama))
                atas[:] = [lama + baru for lama, baru in zip(atas, nilai, strict=True)]
    return [satu if satu.jenis == "item" else replace(satu, jumlah=Jumlah(*jumlah[satu.jalur])) for satu in baris]
