"""Writing a budget file in bulk: new lines, one version, one state, each journalled as one entry over its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models

from apps.anggaran.importers.baris import TINGKAT, IsiBerkas
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.anggaran.perbandingan import Perbandingan, Simpul
from apps.audit.services import Pelaku, record_rows, save_recorded
from apps.dokumen.models import Berkas
from apps.organisasi.models import Satker

SEKALIGUS = 1000
TINDAKAN = "impor_anggaran"
SUMBER = {"fa_detail": "SAKTI", "templat": "Templat"}


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What the person who applies a file says about it: the version it makes, and what its realisasi rests on."""

    nama: str = ""
    nomor: str = ""
    tanggal: date | None = None
    jenis: str = ""
    alasan: str = ""
    basis: str = KeadaanRealisasi.Basis.TIDAK_DISEBUT
    sistem_sumber: str = ""
    pembanding: bool = False
    alasan_perbaikan: str = ""

    def periksa(self, *, keadaan_baru: bool, ada_realisasi: bool, perbaikan_ke: int) -> None:
        """Raise ValidationError, by field, for what is missing or does not belong together.

        keadaan_baru, ada_realisasi and perbaikan_ke are what the preview says about the file's realisasi.
        """
        galat: dict[str, str] = {}
        if self.basis not in KeadaanRealisasi.Basis.values:
            galat["basis"] = "Pilih dasar realisasinya."
        perbaikan = keadaan_baru and perbaikan_ke and not self.pembanding
        if perbaikan and not self.alasan_perbaikan.strip():
            galat["alasan_perbaikan"] = (
                "Sudah ada realisasi untuk tanggal ini. Tuliskan mengapa diperbaiki; keadaan yang lama tetap tersimpan."
            )
        if self.pembanding and not ada_realisasi:
            galat["pembanding"] = "Berkas ini tidak memuat realisasi, jadi tidak ada yang dapat dibandingkan."
        if galat:
            raise ValidationError(galat)


def tulis(
    *,
    pelaku: Pelaku,
    satker: Satker,
    tahun: int,
    isi: IsiBerkas,
    baru: Mapping[str, Simpul],
    lama: Mapping[str, Simpul],
    beda: Perbandingan,
    perbaikan_ke: int,
    berkas: Berkas,
    pilihan: Pilihan,
    kode_kemenkeu: str,
) -> tuple[int | None, int | None]:
    """Write the file inside the caller's transaction, which holds the chain and has asked all rules.

    A file that is only to be compared (pembanding) makes no version. Returns the version and the state that it made.
    """
    penulis = _Penulis(satker, pelaku, berkas)
    if kode_kemenkeu:
        satker.kode_satker_kemenkeu = kode_kemenkeu
        save_recorded(satker, rantai=satker.kode, pelaku=pelaku, tindakan=TINDAKAN)
    dipa = Dipa.objects.filter(satker=satker, tahun=tahun).first() or Dipa(satker=satker, tahun=tahun)
    save_recorded(dipa, rantai=satker.kode, pelaku=pelaku, tindakan=TINDAKAN)
    pos = _pos(penulis, dipa, baru)
    versi = keadaan = None
    if beda.pagu_berubah and not pilihan.pembanding:
        versi = _versi(penulis, dipa, pos, baru, lama, pilihan)
    per_tanggal = isi.kepala.per_tanggal
    if per_tanggal and (beda.realisasi_berubah or (pilihan.pembanding and beda.ada_realisasi)):
        sumber = pilihan.sistem_sumber.strip() or SUMBER[isi.kepala.bentuk]
        awal = KeadaanRealisasi(dipa=dipa, per_tanggal=per_tanggal, sistem_sumber=sumber, urutan=perbaikan_ke)
        keadaan = _keadaan(penulis, awal, pos, baru, pilihan)
    _hitung_ulang_statistik()
    return (versi.pk if versi else None), (keadaan.pk if keadaan else None)


def _hitung_ulang_statistik() -> None:
    """Have PostgreSQL count the tables that just grew.

    Until it does so by itself, about a minute later, it plans for the handful of rows that were there before, and
    every page of the budget compares each line with each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (PosAnggaran, Pagu, NilaiRealisasi):
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@dataclass(frozen=True)
class _Penulis:
    """Who writes for whom, and from which file: what every entry of the journal says."""

    satker: Satker
    pelaku: Pelaku
    berkas: Berkas

    def satu(self, baris: models.Model) -> None:
        save_recorded(baris, rantai=self.satker.kode, pelaku=self.pelaku, tindakan=TINDAKAN)

    def banyak(self, model: type[models.Model], baris: list[Any], objek: str) -> None:
        """Write many rows of one model and journal them."""
        model._base_manager.bulk_create(baris, batch_size=SEKALIGUS)
        self.catat(model, baris, objek)

    def catat(self, model: type[models.Model], baris: list[Any], objek: str) -> None:
        """Journal many written rows as one entry with a digest of each."""
        if not baris:
            return
        record_rows(
            rantai=self.satker.kode,
            pelaku=self.pelaku,
            tindakan=TINDAKAN,
            objek=objek,
            model=model,
            pks=[satu.pk for satu in baris],
            rincian={"berkas": self.berkas.nama, "sha256": self.berkas.sha256, "baris": len(baris)},
        )


def _pos(penulis: _Penulis, dipa: Dipa, baru: Mapping[str, Simpul]) -> dict[str, int]:
    """Make the lines that the tree lacks, level by level, and name those without a name; every line's number by code.

    A stored name stays: it may be the official one of the report, and SAKTI writes capitals.
    """
    ada = {pos.jalur: pos for pos in PosAnggaran.objects.filter(dipa=dipa)}
    nomor = {jalur: pos.pk for jalur, pos in ada.items()}
    for jalur, satu in baru.items():
        if jalur in ada and satu.nama and not ada[jalur].nama:
            ada[jalur].nama = satu.nama
            penulis.satu(ada[jalur])
    dibuat: list[PosAnggaran] = []
    for jenis in TINGKAT:
        tingkat = [
            PosAnggaran(
                dipa=dipa,
                induk_id=nomor.get(jalur.rpartition(".")[0]),
                jenis=jenis,
                kode=jalur.rpartition(".")[2],
                jalur=jalur,
                nama=satu.nama,
            )
            for jalur, satu in baru.items()
            if satu.jenis == jenis and jalur not in nomor
        ]
        PosAnggaran.objects.bulk_create(tingkat, batch_size=SEKALIGUS)
        nomor.update({pos.jalur: pos.pk for pos in tingkat})
        dibuat += tingkat
    penulis.catat(PosAnggaran, dibuat, f"Pos {dipa}")
    return nomor


def _versi(
    penulis: _Penulis,
    dipa: Dipa,
    pos: Mapping[str, int],
    baru: Mapping[str, Simpul],
    lama: Mapping[str, Simpul],
    pilihan: Pilihan,
) -> VersiDipa:
    urutan = max(VersiDipa.objects.filter(dipa=dipa).values_list("urutan", flat=True), default=-1) + 1
    versi = VersiDipa(
        dipa=dipa,
        urutan=urutan,
        nama=pilihan.nama.strip() or nama_versi(urutan),
        nomor=pilihan.nomor.strip(),
        tanggal=pilihan.tanggal,
        jenis=pilihan.jenis.strip(),
        alasan=pilihan.alasan.strip(),
        sumber=penulis.berkas.nama,
        berkas=penulis.berkas,
    )
    penulis.satu(versi)
    pagu = [
        Pagu(
            versi=versi,
            pos_id=pos[satu.jalur],
            jumlah=satu.pagu,
            blokir=satu.blokir,
            # SAKTI's file does not name the source of funds; the one that was known stays.
            sumber_dana=satu.sumber_dana or (lama[satu.jalur].sumber_dana if satu.jalur in lama else ""),
            nomor=satu.nomor,
        )
        for satu in baru.values()
        if satu.daun
    ]
    penulis.banyak(Pagu, pagu, f"Pagu {versi}")
    return versi


def _keadaan(
    penulis: _Penulis, keadaan: KeadaanRealisasi, pos: Mapping[str, int], baru: Mapping[str, Simpul], pilihan: Pilihan
) -> KeadaanRealisasi:
    keadaan.basis, keadaan.pembanding = pilihan.basis, pilihan.pembanding
    # A report lists every line of its day: what comes later had nothing spent on it by then.
    keadaan.lengkap = True
    keadaan.alasan, keadaan.berkas = pilihan.alasan_perbaikan.strip(), penulis.berkas
    penulis.satu(keadaan)
    nilai = [
        NilaiRealisasi(keadaan=keadaan, pos_id=pos[satu.jalur], jumlah=satu.realisasi)
        for satu in baru.values()
        if satu.daun and satu.realisasi is not None
    ]
    penulis.banyak(NilaiRealisasi, nilai, str(keadaan))
    return keadaan


def nama_versi(urutan: int) -> str:
    """What a version is called unless somebody says otherwise."""
    return "DIPA awal" if urutan == 0 else f"Revisi {urutan}"
