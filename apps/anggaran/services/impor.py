"""A budget file compared with what is stored now, and applied all or nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, fetch_pohon, versi_berlaku
from apps.anggaran.importers.baris import BerkasDitolak, IsiBerkas, Penolakan
from apps.anggaran.models import KeadaanRealisasi, NilaiRealisasi
from apps.anggaran.perbandingan import (
    Perbandingan,
    Simpul,
    bandingkan,
    periksa_kepala,
    sidik_dasar,
    simpul_berkas,
)
from apps.anggaran.services.penerapan import Pilihan, tulis
from apps.audit.services import Sistem, lock_chain
from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.siklus.models import alasan_anggaran_disahkan

BASI = "Data anggaran berubah sejak pratinjau ini dibuat. Pratinjaunya sudah dibuat ulang; periksa lagi, lalu terapkan."
TIDAK_BERUBAH = "Tidak ada yang berubah: pagu dan realisasi dalam berkas sama dengan yang tersimpan."


@dataclass(frozen=True)
class Dasar:
    """What a file is compared with: the last pagu, and the realisasi as it stood on the file's day.

    tercatat are the leaves recorded for that very day, None when nothing is; perbaikan_ke is the number of the next
    state of the day. terlambat says that a later day counts already: then the file's pagu is history, and only its
    realisasi is taken.
    """

    lama: dict[str, Simpul]
    tercatat: dict[str, int] | None = None
    perbaikan_ke: int = 0
    terlambat: bool = False

    @property
    def sidik(self) -> str:
        """Another one means that the preview must be made again."""
        return f"{sidik_dasar(self.lama, self.tercatat)}-{self.perbaikan_ke}-{int(self.terlambat)}"


@dataclass(frozen=True)
class Pratinjau:
    """What applying a file to a satker and year would do."""

    isi: IsiBerkas
    perbandingan: Perbandingan
    baru: dict[str, Simpul]
    dasar: Dasar
    kode_kemenkeu: str = ""

    @property
    def sidik(self) -> str:
        return self.dasar.sidik

    def data(self, paling_banyak: int | None = None) -> dict[str, Any]:
        """The preview as JSON; each list is cut at paling_banyak lines, its whole length stands in ``jumlah``."""
        kepala, beda = self.isi.kepala, self.perbandingan
        daftar = {"baru": beda.baru, "berubah": beda.berubah, "hilang": beda.hilang}
        atas = [satu for satu in self.baru.values() if satu.jenis == "program"]
        realisasi = [satu.realisasi for satu in atas if satu.realisasi is not None]
        pagu = sum(satu.pagu for satu in atas)
        return {
            **{nama: [p.data() for p in semua[:paling_banyak]] for nama, semua in daftar.items()},
            "jumlah": {nama: len(semua) for nama, semua in daftar.items()},
            "sama": beda.sama,
            "ditolak": [],
            "total": {
                "pagu": pagu,
                "blokir": sum(satu.blokir for satu in atas),
                "realisasi": sum(realisasi) if realisasi else None,
                "sisa": pagu - sum(realisasi) if realisasi else None,
                "jumlah_seluruhnya": self.isi.jumlah_seluruhnya.pagu,
            },
            "program": [p.data() for p in beda.program],
            "versi_baru": beda.pagu_berubah,
            "keadaan_baru": beda.realisasi_berubah,
            "ada_realisasi": beda.ada_realisasi,
            "perbaikan_ke": self.dasar.perbaikan_ke,
            "terlambat": self.dasar.terlambat,
            "bentuk": kepala.bentuk,
            "per_tanggal": kepala.per_tanggal.isoformat() if kepala.per_tanggal else None,
            "satker": {"kode": kepala.kode_satker, "nama": kepala.nama_satker},
            "kode_kemenkeu_baru": self.kode_kemenkeu,
            "sidik": self.sidik,
        }


def data_ditolak(penolakan: list[Penolakan]) -> dict[str, Any]:
    """A refused file in the form of a preview."""
    return {
        "baru": [],
        "berubah": [],
        "hilang": [],
        "jumlah": {"baru": 0, "berubah": 0, "hilang": 0},
        "sama": 0,
        "ditolak": [{"baris": p.baris, "kolom": p.kolom, "alasan": p.alasan} for p in penolakan],
        "total": {},
    }


def _simpul(fakta: FaktaAnggaran) -> dict[str, Simpul]:
    """The stored tree in the form that compares with a file."""
    return {pos.jalur: _satu(pos) for pos in fakta.semua()}


def _satu(pos: FaktaPos) -> Simpul:
    return Simpul(
        jalur=pos.jalur,
        jenis=pos.jenis,
        kode=pos.kode_terbaca,
        nama=pos.nama,
        pagu=pos.pagu,
        blokir=pos.blokir,
        realisasi=pos.realisasi,
        daun=not pos.anak,
        nomor=pos.nomor,
        sumber_dana=pos.sumber_dana,
    )


def _dasar(satker: Satker, tahun: int, per_tanggal: date | None) -> Dasar:
    versi = next(iter(versi_berlaku(satker, tahun, tahun).values()), None)
    semua = KeadaanRealisasi.objects.filter(dipa__satker=satker, dipa__tahun=tahun)
    berlaku = list(semua.berlaku())
    sampai = [k for k in berlaku if per_tanggal is None or k.per_tanggal <= per_tanggal]
    lama = _simpul(fetch_pohon(versi, sampai[-1] if sampai else None)) if versi else {}
    if per_tanggal is None:
        return Dasar(lama)
    hari_itu = [k for k in sampai if k.per_tanggal == per_tanggal]
    nilai = NilaiRealisasi.objects.filter(keadaan=hari_itu[-1]) if hari_itu else None
    return Dasar(
        lama,
        tercatat=None if nilai is None else dict(nilai.values_list("pos__jalur", "jumlah")),
        perbaikan_ke=max(semua.filter(per_tanggal=per_tanggal).values_list("urutan", flat=True), default=-1) + 1,
        terlambat=len(sampai) < len(berlaku),
    )


def susun_pratinjau(satker: Satker, tahun: int, isi: IsiBerkas) -> Pratinjau:
    """Compare a file that was read with what is stored now.

    Raises BerkasDitolak when it belongs to another satker or year.
    """
    kepala = isi.kepala
    ditolak = periksa_kepala(
        kepala,
        tahun=tahun,
        kode=satker.kode,
        kode_kemenkeu=satker.kode_satker_kemenkeu,
        nama=(satker.nama, satker.nama_singkat),
    )
    baru_dikenal = kepala.bentuk == "fa_detail" and not satker.kode_satker_kemenkeu
    # Its own code may have been recorded by another import since satker was read.
    lain = Satker.objects.exclude(pk=satker.pk)
    if baru_dikenal and lain.filter(kode_satker_kemenkeu=kepala.kode_satker).exists():
        ditolak.append(Penolakan(0, f"Kode satker {kepala.kode_satker} sudah tercatat sebagai milik satker lain."))
    if ditolak:
        raise BerkasDitolak(ditolak)
    dasar = _dasar(satker, tahun, kepala.per_tanggal)
    baru = simpul_berkas(isi)
    return Pratinjau(
        isi=isi,
        perbandingan=bandingkan(dasar.lama, baru, tercatat=dasar.tercatat, hanya_realisasi=dasar.terlambat),
        baru=baru,
        dasar=dasar,
        kode_kemenkeu=kepala.kode_satker if baru_dikenal else "",
    )


def terapkan(
    *,
    pelaku: Pengguna | Sistem,
    satker: Satker,
    tahun: int,
    pratinjau: Pratinjau,
    berkas: Berkas,
    pilihan: Pilihan,
) -> tuple[int | None, int | None]:
    """Write what a preview showed, all or nothing; the numbers of the version and the state that it made.

    Raises PermissionDenied with the reason; ValidationError when the year is closed, nothing would change, a choice
    is missing, or (code "basi") the stored budget is no longer what the preview was compared with.
    """
    with transaction.atomic():
        lock_chain(satker.kode)
        if isinstance(pelaku, Pengguna):
            require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
        if alasan := alasan_anggaran_disahkan(satker.pk, tahun):
            raise ValidationError(alasan, code="terkunci")
        satker = Satker.objects.get(pk=satker.pk)
        dasar = _dasar(satker, tahun, pratinjau.isi.kepala.per_tanggal)
        if dasar.sidik != pratinjau.sidik:
            raise ValidationError(BASI, code="basi")
        if not (pratinjau.perbandingan.ada or pilihan.pembanding):
            raise ValidationError(TIDAK_BERUBAH, code="sama")
        beda = pratinjau.perbandingan
        pilihan.periksa(
            keadaan_baru=beda.realisasi_berubah, ada_realisasi=beda.ada_realisasi, perbaikan_ke=dasar.perbaikan_ke
        )
        return tulis(
            pelaku=pelaku,
            satker=satker,
            tahun=tahun,
            isi=pratinjau.isi,
            baru=pratinjau.baru,
            lama=dasar.lama,
            beda=beda,
            perbaikan_ke=dasar.perbaikan_ke,
            berkas=berkas,
            pilihan=pilihan,
            kode_kemenkeu=pratinjau.kode_kemenkeu,
        )
