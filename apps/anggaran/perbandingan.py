"""A budget file beside what is stored: which lines are new, changed, gone or equal, and what applying it would make.

Lines are matched by their code; below akun, where numbers move between revisions, by their text (``kunci_item``). Pure:
no Django.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.anggaran.importers.baris import IsiBerkas, KepalaBerkas, Penolakan


@dataclass(frozen=True, slots=True)
class Simpul:
    """A line with its amounts in whole rupiah, summed from the leaves below it; daun is a leaf itself.

    realisasi is None where it is not known. kode is what a person reads.
    """

    jalur: str
    jenis: str
    kode: str
    nama: str
    pagu: int
    blokir: int
    realisasi: int | None
    daun: bool
    nomor: str = ""
    sumber_dana: str = ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """A line before and after; one of them is None when it is new or gone."""

    lama: Simpul | None
    baru: Simpul | None

    @property
    def simpul(self) -> Simpul:
        """The line as it is now, or as it was when it is gone."""
        found = self.baru or self.lama
        assert found is not None  # noqa: S101 - a change has at least one side
        return found

    def data(self) -> dict[str, Any]:
        """What the preview keeps: code, kind, name, and each amount old and new."""
        satu = self.simpul
        return {
            "kode": satu.kode,
            "jenis": satu.jenis,
            "nama": satu.nama,
            **{
                ukuran: [getattr(self.lama, ukuran, None), getattr(self.baru, ukuran, None)]
                for ukuran in ("pagu", "blokir", "realisasi")
            },
        }


@dataclass(frozen=True)
class Perbandingan:
    """What a file would change. program are the programs with their totals, changed or not."""

    baru: Sequence[Perubahan]
    berubah: Sequence[Perubahan]
    hilang: Sequence[Perubahan]
    sama: int
    program: Sequence[Perubahan]
    pagu_berubah: bool
    realisasi_berubah: bool
    ada_realisasi: bool

    @property
    def ada(self) -> bool:
        """Whether applying the file would change anything."""
        return self.pagu_berubah or self.realisasi_berubah


def simpul_berkas(isi: IsiBerkas) -> dict[str, Simpul]:
    """The lines of a file by their code, in its order, every amount summed from the leaves.

    A file in which no leaf has a realisasi knows none at all.
    """
    daun = list(isi.daun())
    pagu: dict[str, int] = {}
    blokir: dict[str, int] = {}
    realisasi: dict[str, int] = {}
    for satu in daun:
        for panjang in range(1, len(satu.jalur) + 1):
            jalur = ".".join(satu.jalur[:panjang])
            pagu[jalur] = pagu.get(jalur, 0) + (satu.jumlah.pagu or 0)
            blokir[jalur] = blokir.get(jalur, 0) + (satu.jumlah.blokir or 0)
            if satu.jumlah.realisasi is not None:
                realisasi[jalur] = realisasi.get(jalur, 0) + satu.jumlah.realisasi
    terbawah = {satu.jalur for satu in daun}
    hasil: dict[str, Simpul] = {}
    for satu in isi.baris:
        jalur = ".".join(satu.jalur)
        hasil[jalur] = Simpul(
            jalur=jalur,
            jenis=satu.jenis,
            kode=satu.kode_lengkap,
            nama=satu.nama,
            pagu=pagu[jalur],
            blokir=blokir[jalur],
            realisasi=realisasi.get(jalur),
            daun=satu.jalur in terbawah,
            nomor=satu.nomor,
            sumber_dana=satu.sumber_dana,
        )
    return hasil


def bandingkan(
    lama: Mapping[str, Simpul],
    baru: Mapping[str, Simpul],
    *,
    tercatat: Mapping[str, int] | None,
    hanya_realisasi: bool = False,
) -> Perbandingan:
    """Compare what is stored with a file.

    lama is the last pagu beside the realisasi as of the file's date. hanya_realisasi leaves the file's pagu aside,
    because a later one counts already. tercatat are the amounts of the leaves as they are recorded for the file's own
    date, None when nothing is: a file of a new date is a new state even when nothing was spent since.
    """
    tambahan = [Perubahan(None, satu) for jalur, satu in baru.items() if jalur not in lama]
    hilang = [Perubahan(satu, None) for jalur, satu in lama.items() if jalur not in baru]
    bertemu = [Perubahan(lama[jalur], satu) for jalur, satu in baru.items() if jalur in lama]
    berubah = [satu for satu in bertemu if _berbeda(satu, hanya_realisasi=hanya_realisasi)]
    program = [satu for satu in (*bertemu, *tambahan, *hilang) if satu.simpul.jenis == "program"]
    realisasi = {jalur: satu.realisasi for jalur, satu in baru.items() if satu.daun and satu.realisasi is not None}
    return Perbandingan(
        baru=tambahan,
        berubah=berubah,
        hilang=hilang,
        sama=len(bertemu) - len(berubah),
        program=sorted(program, key=lambda satu: satu.simpul.jalur),
        pagu_berubah=not hanya_realisasi and _pagu(lama.values()) != _pagu(baru.values()),
        realisasi_berubah=bool(realisasi) and realisasi != tercatat,
        ada_realisasi=bool(realisasi),
    )


def _berbeda(satu: Perubahan, *, hanya_realisasi: bool) -> bool:
    lama, baru = satu.lama, satu.baru
    if lama is None or baru is None:
        return True
    pagu = not hanya_realisasi and (lama.pagu, lama.blokir) != (baru.pagu, baru.blokir)
    return pagu or (baru.realisasi is not None and lama.realisasi != baru.realisasi)


def _pagu(semua: Iterable[Simpul]) -> dict[str, tuple[int, int]]:
    return {satu.jalur: (satu.pagu, satu.blokir) for satu in semua if satu.daun}


def sidik_dasar(lama: Mapping[str, Simpul], tercatat: Mapping[str, int] | None) -> str:
    """A fingerprint of what a preview was compared with: another one means that it must be made again."""
    baris = [f"{s.jalur}|{s.pagu}|{s.blokir}|{s.realisasi}|{s.daun}" for s in lama.values()]
    baris += ["-"] if tercatat is None else [f"{jalur}={jumlah}" for jalur, jumlah in sorted(tercatat.items())]
    return hashlib.sha256("\n".join(baris).encode()).hexdigest()


def periksa_kepala(
    kepala: KepalaBerkas, *, tahun: int, kode: str, kode_kemenkeu: str | None, nama: Iterable[str]
) -> list[Penolakan]:
    """Why a file belongs to another year or office; empty when it is ours.

    kode is the satker's region code (our own template names it), kode_kemenkeu SAKTI's code when it is known already.
    Before the first import it is not, and then the file must bear the satker's name.
    """
    ditolak = []
    if kepala.tahun != tahun:
        ditolak.append(
            Penolakan(0, f"Berkas ini untuk tahun {kepala.tahun}, bukan {tahun}. Buka halaman tahun {kepala.tahun}.")
        )
    if kepala.per_tanggal and kepala.per_tanggal.year != kepala.tahun:
        ditolak.append(Penolakan(0, f"Tanggal keadaan {kepala.per_tanggal} bukan tanggal tahun {kepala.tahun}."))
    sebut = f"“{kepala.nama_satker}” (kode {kepala.kode_satker})" if kepala.nama_satker else kepala.kode_satker
    if kepala.bentuk == "templat":
        if kepala.kode_satker != kode:
            ditolak.append(Penolakan(0, f"Berkas ini milik satker {sebut}, bukan satker Anda (kode {kode})."))
    elif kode_kemenkeu:
        if kepala.kode_satker != kode_kemenkeu:
            ditolak.append(
                Penolakan(0, f"Berkas ini milik satker {sebut}, bukan satker Anda (kode Kemenkeu {kode_kemenkeu}).")
            )
    elif rapikan_nama(kepala.nama_satker) not in {rapikan_nama(satu) for satu in nama}:
        ditolak.append(
            Penolakan(
                0,
                f"Berkas ini menyebut satker {sebut}. Kode satker Kemenkeu Anda belum dicatat dan namanya berbeda, "
                "jadi tidak dapat dipastikan milik Anda. Bila benar, isi dahulu kode itu pada satker di Administrasi.",
            )
        )
    return ditolak


def rapikan_nama(nama: str) -> str:
    """The name of an office in the one form in which SAKTI's and ours compare.

    >>> rapikan_nama("Komisi Pemilihan Umum Kab. Kupang") == rapikan_nama("KPU KABUPATEN KUPANG")
    True
    """
    rapi = " ".join(nama.upper().replace(".", " ").split())
    for panjang, pendek in (("KOMISI PEMILIHAN UMUM", "KPU"), ("KABUPATEN", "KAB"), ("PROVINSI", "PROV")):
        rapi = rapi.replace(panjang, pendek)
    return rapi
