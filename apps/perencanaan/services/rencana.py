"""Writing the rencana aksi of one indicator: the target and the lines of each quarter of a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import boleh_menyunting_rencana
from apps.organisasi.scope import anggota_of, require
from apps.perencanaan.janji import Janji
from apps.perencanaan.models import RencanaAksi, Target
from apps.perencanaan.rencana import RencanaIndikator, fetch_rencana
from apps.perencanaan.services.tahun_baru import RencanaBasi


@dataclass(frozen=True, slots=True)
class IsiTriwulan:
    """What a quarter is to say: its target (None: none is set) and its lines in order."""

    target: Janji | None
    kegiatan: Sequence[str]


@transaction.atomic
def simpan_rencana(
    *, pelaku: Pengguna, entitas: Entitas, tahun: int, nomor: int, isi: Mapping[int, IsiTriwulan], sidik: str
) -> int:
    """Make the given quarters of an indicator's plan say this; returns how many rows changed. All or nothing.

    sidik is that of the :class:`RencanaIndikator` that the form showed. Raises PermissionDenied for people who do not
    fill in the indicator and for an approved quarter, RencanaBasi for a stale form, ValidationError for the rest.
    """
    lock_chain(entitas.satker.kode)
    rencana = fetch_rencana(entitas, tahun, nomor)
    if rencana is None:
        raise ValidationError(f"Indikator {nomor} tidak ada pada tahun {tahun}.")
    anggota = anggota_of(pelaku, entitas.satker)
    for triwulan in isi:
        require(boleh_menyunting_rencana(anggota, rencana.adopsi.subbagian_id, rencana.terkunci(triwulan)))
    if sidik != rencana.sidik:
        raise RencanaBasi
    return sum(_Triwulan(pelaku, rencana, triwulan).tulis(satu) for triwulan, satu in isi.items())


class _Triwulan:
    """Writes one quarter and counts what changed."""

    def __init__(self, pelaku: Pengguna, rencana: RencanaIndikator, triwulan: int) -> None:
        self.pelaku, self.rencana = pelaku, rencana
        self.tempat = {"adopsi": rencana.adopsi, "tahun": rencana.tahun, "triwulan": triwulan}
        self.rantai = rencana.adopsi.entitas.satker.kode

    def tulis(self, isi: IsiTriwulan) -> int:
        return self._target(isi.target) + self._kegiatan(isi.kegiatan)

    def _simpan(self, baris: Target | RencanaAksi) -> bool:
        return save_recorded(baris, rantai=self.rantai, pelaku=self.pelaku)

    def _hapus(self, baris: Target | RencanaAksi) -> bool:
        delete_recorded(baris, rantai=self.rantai, pelaku=self.pelaku)
        return True

    def _target(self, janji: Janji | None) -> int:
        kunci = {**self.tempat, "sumber": Target.Sumber.TRIWULAN}
        ada = Target.objects.filter(**kunci).first()
        if janji is None:
            return self._hapus(ada) if ada else 0
        # The page says nothing of the note: what stands there stays.
        janji = replace(janji, catatan=ada.catatan if ada else "")
        return self._simpan(janji.pada(ada or Target(**kunci)))

    def _kegiatan(self, uraian: Sequence[str]) -> int:
        """The lines keep their places: the first text stands in the first row, what is over goes or is added."""
        ada = list(RencanaAksi.objects.filter(**self.tempat).order_by("urutan"))
        berubah = sum(map(self._hapus, ada[len(uraian) :]))
        akhir = ada[-1].urutan if ada else 0
        for n, satu in enumerate(uraian):
            baris = ada[n] if n < len(ada) else RencanaAksi(**self.tempat, urutan=akhir + n - len(ada) + 1)
            baris.uraian = satu
            berubah += self._simpan(baris)
        return berubah
