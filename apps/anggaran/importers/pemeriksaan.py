"""The whole check of a budget file: what it is, its lines, and that every sum holds to the rupiah. Pure: no Django.

There is no tolerance: a file in which one rupiah moved is refused, and the difference is named.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import IO, NamedTuple

from apps.anggaran.formulas import MAKS_JUMLAH
from apps.anggaran.importers import templat
from apps.anggaran.importers.baris import BarisBerkas, Bentuk, BerkasDitolak, IsiBerkas, Jumlah, Penolakan
from apps.anggaran.importers.fa_detail import LEMBAR, baca_fa_detail, sebutan, tampak_fa_detail
from apps.anggaran.importers.lembar import Baris, Buku, buka, rapikan, tolak
from apps.anggaran.importers.penampung import Penampung
from apps.ui.numbers import format_rupiah

Kemajuan = Callable[[int, int], None]
# What is added up, and its name in a sentence. The amount of a line that has no line below it is what is kept.
_UKURAN = {
    "pagu": "pagu",
    "blokir": "lock pagu",
    "lalu": "realisasi periode lalu",
    "ini": "realisasi periode ini",
    "realisasi": "realisasi s.d. periode",
}
_SETIAP = 500
# The head of a report and its header fit in these rows.
_BARIS_KEPALA = 30


class _Pembaca(NamedTuple):
    """How a form of file is recognised and read."""

    tampak: Callable[[Sequence[Baris]], bool]
    baca: Callable[[Iterator[Baris]], IsiBerkas]


_PEMBACA: dict[Bentuk, _Pembaca] = {
    "fa_detail": _Pembaca(tampak_fa_detail, baca_fa_detail),
    "templat": _Pembaca(templat.tampak_templat, templat.baca_templat),
}


def baca(file: IO[bytes], nama: str, *, kemajuan: Kemajuan | None = None) -> IsiBerkas:
    """Read and check a budget file of any form; nama is what it is called on the person's computer.

    kemajuan is told now and then how many rows are done, and of how many. Raises BerkasDitolak with the reasons.
    """
    buku = buka(file, nama)
    lembar, bentuk = _pilih(buku)
    banyak = buku.jumlah_baris(lembar)
    isi = _PEMBACA[bentuk].baca(_dengan_kemajuan(buku.baris(lembar), banyak, kemajuan))
    if penolakan := periksa(isi):
        raise BerkasDitolak(penolakan)
    if kemajuan is not None:
        kemajuan(banyak, banyak)
    return isi


def periksa(isi: IsiBerkas) -> list[Penolakan]:
    """Why a file that could be read is refused: no line, negative amounts, sums that do not hold; empty when right."""
    ditolak = Penampung()
    if not isi.baris:
        ditolak.tambah(0, "Berkas ini tidak memuat satu baris anggaran pun. Periksa berkasnya, lalu unggah lagi.")
        return ditolak.semua()
    lengkap = isi.kepala.bentuk == "fa_detail"
    daun = {satu.baris for satu in isi.daun()}
    for satu in isi.baris:
        _periksa_baris(satu, ditolak, lengkap=lengkap, daun=satu.baris in daun)
    if isi.jumlah_seluruhnya.pagu is None:
        ditolak.tambah(isi.baris_jumlah, "Pagu di baris JUMLAH SELURUHNYA kosong. Isi jumlahnya, lalu unggah lagi.")
    elif lengkap:
        _periksa_hitungan(isi.baris_jumlah, isi.jumlah_seluruhnya, ditolak)
    _periksa_jumlah(isi, ditolak)
    return ditolak.semua()


def _pilih(buku: Buku) -> tuple[str, Bentuk]:
    """The sheet to read and its form: the only one whose first rows look like a budget file."""
    cocok: list[tuple[str, Bentuk]] = []
    for nama in buku.lembar:
        if buku.jumlah_baris(nama):
            kepala = list(islice(buku.baris(nama, hanya_nilai=False), _BARIS_KEPALA))
            cocok += [(nama, bentuk) for bentuk, pembaca in _PEMBACA.items() if pembaca.tampak(kepala)]
    if len(cocok) == 1:
        return cocok[0]
    ada = ", ".join(f"“{rapikan(nama)}”" for nama in buku.lembar)
    if cocok:
        raise tolak(f"Lebih dari satu lembar tampak seperti laporan: {ada}. Sisakan satu lembar, lalu unggah lagi.")
    if buku.lembar == ("",):
        raise tolak(
            "Kepala kolom Laporan Fa Detail (Pagu Revisi, Periode Lalu, Periode Ini) tidak ditemukan. Unduh ulang "
            "laporannya dari SAKTI, atau pakai templat."
        )
    raise tolak(
        f"Lembar “{LEMBAR}” tidak ditemukan. Lembar yang ada: {ada or 'tidak ada'}. Unggah Laporan Fa Detail (16 "
        "Segmen) dari SAKTI apa adanya, atau templat anggaran."
    )


def _dengan_kemajuan(baris: Iterator[Baris], banyak: int, kemajuan: Kemajuan | None) -> Iterator[Baris]:
    for selesai, satu in enumerate(baris, 1):
        if kemajuan is not None and selesai % _SETIAP == 0:
            kemajuan(selesai, max(banyak, selesai))
        yield satu


def _nama_baris(satu: BarisBerkas) -> str:
    """The line as the report prints its code: "komponen 051", "RO EBA.994"."""
    berinduk = satu.jenis in ("kegiatan", "ro", "subkomponen")
    return f"{sebutan(satu.jenis)} {satu.nomor or '.'.join(satu.jalur[-2:] if berinduk else satu.jalur[-1:])}"


def _periksa_baris(satu: BarisBerkas, ditolak: Penampung, *, lengkap: bool, daun: bool) -> None:
    for ukuran in ("pagu", "blokir"):
        nilai = getattr(satu.jumlah, ukuran)
        if nilai is not None and nilai < 0:
            ditolak.tambah(
                satu.baris,
                f"{_UKURAN[ukuran].capitalize()} {_nama_baris(satu)} negatif ({format_rupiah(nilai)}). Pagu dan lock "
                "tidak boleh kurang dari nol; periksa angkanya.",
            )
    tanpa_angka = satu.jenis in ("bagian_anggaran", "unit") or not (lengkap or daun)
    if satu.jumlah.pagu is None and not tanpa_angka:
        ditolak.tambah(satu.baris, f"Pagu {_nama_baris(satu)} kosong. Isi angkanya; tulis 0 bila memang nol.")
    elif lengkap and not tanpa_angka:
        _periksa_hitungan(satu.baris, satu.jumlah, ditolak)


def _periksa_hitungan(baris: int, jumlah: Jumlah, ditolak: Penampung) -> None:
    """What the report itself computes within a row; an empty cell counts as zero in it."""
    pagu, blokir, realisasi = jumlah.pagu or 0, jumlah.blokir or 0, jumlah.realisasi or 0
    lalu, ini, sisa = jumlah.lalu or 0, jumlah.ini or 0, jumlah.sisa or 0
    if lalu + ini != realisasi:
        ditolak.tambah(
            baris,
            f"Realisasi s.d. periode menurut berkas {format_rupiah(realisasi)}, tetapi periode lalu ditambah periode "
            f"ini {format_rupiah(lalu + ini)} (selisih {format_rupiah(abs(lalu + ini - realisasi))}).",
        )
    if sisa not in (pagu - realisasi, pagu - blokir - realisasi):
        ditolak.tambah(
            baris,
            f"Sisa anggaran menurut berkas {format_rupiah(sisa)}, tetapi pagu dikurangi realisasi "
            f"{format_rupiah(pagu - realisasi)} (selisih {format_rupiah(abs(pagu - realisasi - sisa))}).",
        )


def _periksa_jumlah(isi: IsiBerkas, ditolak: Penampung) -> None:
    """Compare every printed subtotal with the lines right below it, and JUMLAH SELURUHNYA with the finest lines."""
    terbuka: list[tuple[BarisBerkas, dict[str, int]]] = []
    seluruhnya = dict.fromkeys(_UKURAN, 0)
    tanpa_tanda = dict.fromkeys(_UKURAN, 0)

    def tutup() -> None:
        satu, di_bawah = terbuka.pop()
        for ukuran in _UKURAN:
            nilai: int | None = getattr(satu.jumlah, ukuran)
            if di_bawah:
                _bandingkan(satu, ukuran, nilai, di_bawah[ukuran], ditolak, lengkap=isi.kepala.bentuk == "fa_detail")
            else:
                seluruhnya[ukuran] += nilai or 0
                tanpa_tanda[ukuran] += abs(nilai or 0)
            # A line without an amount of its own passes on what stands below it.
            jumlah = di_bawah.get(ukuran, 0) if nilai is None else nilai
            if terbuka:
                atas = terbuka[-1][1]
                atas[ukuran] = atas.get(ukuran, 0) + jumlah

    for satu in isi.baris:
        while terbuka and satu.jalur[: len(terbuka[-1][0].jalur)] != terbuka[-1][0].jalur:
            tutup()
        terbuka.append((satu, {}))
    while terbuka:
        tutup()
    for ukuran, nama in _UKURAN.items():
        tertulis: int | None = getattr(isi.jumlah_seluruhnya, ukuran)
        rincian = seluruhnya[ukuran]
        if (tertulis or 0) != rincian and not (ukuran == "pagu" and tertulis is None):
            ditolak.tambah(isi.baris_jumlah, _selisih(f"JUMLAH SELURUHNYA {nama}", tertulis, rincian))
        if tanpa_tanda[ukuran] > MAKS_JUMLAH:
            ditolak.tambah(
                0, f"Jumlah {nama} semua baris melebihi {format_rupiah(MAKS_JUMLAH)}. Periksa banyaknya nol angkanya."
            )


def _bandingkan(
    satu: BarisBerkas, ukuran: str, tertulis: int | None, rincian: int, ditolak: Penampung, *, lengkap: bool
) -> None:
    tanpa_angka = satu.jenis in ("bagian_anggaran", "unit") or not lengkap
    if (tertulis is None and tanpa_angka) or (tertulis or 0) == rincian:
        return
    ditolak.tambah(satu.baris, _selisih(f"Jumlah {_UKURAN[ukuran]} {_nama_baris(satu)}", tertulis, rincian))


def _selisih(apa: str, tertulis: int | None, rincian: int) -> str:
    ditulis = "kosong" if tertulis is None else format_rupiah(tertulis)
    beda = format_rupiah(abs((tertulis or 0) - rincian))
    return f"{apa} menurut berkas {ditulis}, tetapi jumlah rinciannya {format_rupiah(rincian)} (selisih {beda})."
