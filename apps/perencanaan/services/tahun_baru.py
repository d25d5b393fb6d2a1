"""Beginning a year with what people carry over from the last one, and promising something else within a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Denied, boleh_mengelola
from apps.organisasi.scope import anggota_of, require
from apps.perencanaan.janji import Janji
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, RencanaAksi, Target
from apps.perencanaan.tahun_baru import Calon, Keadaan, TahunBaru, fetch_penandatangan, fetch_tahun_baru
from apps.siklus.models import Periode


class RencanaBasi(Exception):
    """Somebody changed what the form was made from; nothing was saved."""

    def __init__(self) -> None:
        super().__init__("Rencana ini sudah diubah orang lain sejak Anda membukanya.")


@dataclass(frozen=True, slots=True)
class KeteranganPK:
    """What is said of a perjanjian kinerja as a whole."""

    nama: str
    tanggal: date | None = None
    penandatangan_id: int | None = None


@dataclass(frozen=True, slots=True)
class Bawaan:
    """What is carried of one indicator: its target of the year, targets and lines by quarter."""

    target: Janji | None = None
    triwulan: Mapping[int, Janji] = field(default_factory=dict)
    kegiatan: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def ada(self) -> bool:
        return bool(self.target or self.triwulan or any(self.kegiatan.values()))


@dataclass
class HasilTahunBaru:
    """How many rows were made."""

    perjanjian: int = 0
    target: int = 0
    triwulan: int = 0
    kegiatan: int = 0
    periode: int = 0
    diperpanjang: int = 0


@transaction.atomic
def mulai_tahun(
    *,
    pelaku: Pengguna,
    entitas: Entitas,
    tahun: int,
    keterangan: KeteranganPK,
    bawaan: Mapping[int, Bawaan],
    periode: bool,
    sidik: str,
) -> HasilTahunBaru:
    """Make of a year what was chosen: perjanjian kinerja, targets, rencana aksi, closed periods. All or nothing.

    bawaan is by adoption; sidik that of the :class:`TahunBaru` that the form showed. What the year has already is never
    overwritten, and its perjanjian kinerja takes up what is still missing. Raises PermissionDenied for people who are
    not administrator and for an approved year, RencanaBasi for a stale form, ValidationError for what cannot be.
    """
    fakta = _mulai(pelaku, entitas, tahun, sidik)
    dibawa = {adopsi_id: satu for adopsi_id, satu in bawaan.items() if satu.ada}
    kurang = fakta.periode_kurang if periode else []
    if not dibawa and not kurang:
        raise ValidationError("Belum ada yang dipilih. Beri tanda pada yang dibawa ke tahun ini.")
    penulis = _Penulis(pelaku, fakta)
    # Targets of a year first need somebody who answers for them in it.
    for adopsi_id in dibawa:
        penulis.perpanjang(_calon(fakta, adopsi_id))
    if any(satu.target for satu in dibawa.values()):
        penulis.perjanjian = fakta.pk_kini or penulis.buat_perjanjian(keterangan, versi=1)
    for adopsi_id, satu in dibawa.items():
        penulis.bawa(_calon(fakta, adopsi_id), satu)
    for triwulan in kurang:
        penulis.simpan(Periode(entitas=entitas, tahun=tahun, triwulan=triwulan))
        penulis.hasil.periode += 1
    return penulis.hasil


@transaction.atomic
def ubah_perjanjian(
    *,
    pelaku: Pengguna,
    entitas: Entitas,
    tahun: int,
    keterangan: KeteranganPK,
    target: Mapping[int, Janji],
    alasan: str,
    sidik: str,
) -> PerjanjianKinerja:
    """Make the next version of the year's perjanjian kinerja: a copy of the last one with these targets, by adoption.

    The versions before it stay as they were signed. An indicator cannot drop out, since tables would go on reading its
    target in the version before: it is promised "tanpa target" instead. Raises as :func:`mulai_tahun`, and
    ValidationError without a reason, without a version before, or when nothing would change.
    """
    fakta = _mulai(pelaku, entitas, tahun, sidik)
    if fakta.pk_kini is None:
        raise ValidationError(f"Perjanjian kinerja {tahun} belum ada, jadi belum dapat diubah.")
    if not alasan.strip():
        raise ValidationError({"alasan": "Tuliskan alasan perubahannya."})
    penulis = _Penulis(pelaku, fakta, alasan.strip())
    janji = _janji_baru(fakta, target)
    lama = fakta.pk_kini
    sama = KeteranganPK(lama.nama, lama.tanggal, lama.penandatangan_id) == keterangan
    kini = {c.id: c.janji_kini.sidik for c in fakta.calon if c.janji_kini}
    if sama and kini == {adopsi_id: satu.sidik for adopsi_id, satu in janji.items()}:
        raise ValidationError(f"Tidak ada yang berubah dari versi {lama.versi}. Ubah target atau keterangannya dahulu.")
    penulis.perjanjian = penulis.buat_perjanjian(keterangan, versi=lama.versi + 1)
    for adopsi_id, satu in janji.items():
        penulis.tulis_target(_calon(fakta, adopsi_id), satu)
    return penulis.perjanjian


def _janji_baru(fakta: TahunBaru, target: Mapping[int, Janji]) -> dict[int, Janji]:
    """The targets of the next version in the order of the plan; those of the last one that were not changed stay."""
    for adopsi_id in target:
        if _calon(fakta, adopsi_id).keadaan != Keadaan.SIAP:
            raise ValidationError(f"Indikator ini tidak diadopsi di tahun {fakta.tahun}. Bawa dahulu ke tahun ini.")
    semua = {c.id: target.get(c.id) or c.janji_kini for c in fakta.calon}
    return {adopsi_id: satu for adopsi_id, satu in semua.items() if satu is not None}


def _mulai(pelaku: Pengguna, entitas: Entitas, tahun: int, sidik: str) -> TahunBaru:
    """Lock, read again, ask the rules."""
    lock_chain(entitas.satker.kode)
    require(boleh_mengelola(anggota_of(pelaku, entitas.satker)))
    fakta = fetch_tahun_baru(entitas, tahun)
    require(Denied(fakta.disahkan) if fakta.disahkan else True)
    if sidik != fakta.sidik:
        raise RencanaBasi
    return fakta


def _calon(fakta: TahunBaru, adopsi_id: int) -> Calon:
    """The indicator that something is chosen of. Raises ValidationError where it cannot be carried."""
    calon = fakta.satu(adopsi_id)
    if calon is None:
        raise ValidationError("Salah satu indikator tidak dikenal. Muat ulang halaman ini.")
    if calon.keadaan == Keadaan.TIDAK:
        raise ValidationError(f"{calon.adopsi.indikator.nama}: {calon.alasan}")
    return calon


class _Penulis:
    """Writes the rows of one act and counts them."""

    def __init__(self, pelaku: Pengguna, fakta: TahunBaru, alasan: str = "") -> None:
        self.pelaku, self.fakta, self.alasan = pelaku, fakta, alasan
        self.hasil = HasilTahunBaru()
        self.perjanjian: PerjanjianKinerja | None = None

    def simpan(self, baris: AdopsiIndikator | PerjanjianKinerja | Target | RencanaAksi | Periode) -> None:
        save_recorded(baris, rantai=self.fakta.entitas.satker.kode, pelaku=self.pelaku, alasan=self.alasan)

    def buat_perjanjian(self, keterangan: KeteranganPK, versi: int) -> PerjanjianKinerja:
        entitas, tahun = self.fakta.entitas, self.fakta.tahun
        boleh = {m.pejabat_id for m in fetch_penandatangan(entitas, tahun)}
        if keterangan.penandatangan_id is not None and keterangan.penandatangan_id not in boleh:
            raise ValidationError(
                {"penandatangan": f"Orang ini tidak menjabat pada tahun {tahun}. Pilih pejabat tahun itu."}
            )
        perjanjian = PerjanjianKinerja(
            entitas=entitas,
            tahun=tahun,
            versi=versi,
            nama=keterangan.nama,
            tanggal=keterangan.tanggal,
            penandatangan_id=keterangan.penandatangan_id,
        )
        self.simpan(perjanjian)
        self.hasil.perjanjian += 1
        return perjanjian

    def perpanjang(self, calon: Calon) -> None:
        """Let the entitas answer for the indicator until this year."""
        if calon.keadaan == Keadaan.PERPANJANG:
            calon.adopsi.sampai = self.fakta.tahun
            self.simpan(calon.adopsi)
            self.hasil.diperpanjang += 1

    def bawa(self, calon: Calon, bawaan: Bawaan) -> None:
        """Write what was chosen of one indicator; what stands there already is an error, never overwritten."""
        if bawaan.target:
            _tolak_bila(calon, calon.janji_kini is not None, "sudah ada dalam perjanjian kinerja")
            self.tulis_target(calon, bawaan.target)
        for triwulan, janji in bawaan.triwulan.items():
            _tolak_bila(calon, calon.kini[triwulan].target is not None, "sudah punya target triwulan ini")
            baris = Target(
                adopsi=calon.adopsi, sumber=Target.Sumber.TRIWULAN, tahun=self.fakta.tahun, triwulan=triwulan
            )
            self.simpan(janji.pada(baris))
            self.hasil.triwulan += 1
        for triwulan, uraian in bawaan.kegiatan.items():
            _tolak_bila(calon, bool(calon.kini[triwulan].kegiatan), "sudah punya rencana aksi triwulan ini")
            for urutan, satu in enumerate(uraian, start=1):
                self._kegiatan(calon, triwulan, urutan, satu)

    def tulis_target(self, calon: Calon, janji: Janji) -> None:
        baris = Target(adopsi=calon.adopsi, sumber=Target.Sumber.PK, tahun=self.fakta.tahun, perjanjian=self.perjanjian)
        self.simpan(janji.pada(baris))
        self.hasil.target += 1

    def _kegiatan(self, calon: Calon, triwulan: int, urutan: int, uraian: str) -> None:
        self.simpan(
            RencanaAksi(adopsi=calon.adopsi, tahun=self.fakta.tahun, triwulan=triwulan, urutan=urutan, uraian=uraian)
        )
        self.hasil.kegiatan += 1


def _tolak_bila(calon: Calon, ada: bool, sebab: str) -> None:
    if ada:
        raise ValidationError(f"{calon.adopsi.indikator.nama} {sebab}. Isinya tidak ditimpa.")
