"""Adopting indicators of a plan together with their targets: all of them, or none."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Max

from apps.audit.services import lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import boleh_mengelola
from apps.organisasi.scope import anggota_of, require
from apps.penyusunan.adopsi.isian import Pilihan
from apps.perencanaan.aturan_nasional import IsiTarget, alasan_kurang, perbedaan_lebih_buruk
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, Target, TargetIndikator, TingkatSkala

# The indicator, and the year or the column that a refusal is about ("" for the indicator as a whole).
Tempat = tuple[int, int | str]
# How the form calls the field for the reason.
LABEL_ALASAN = "Alasan bila target lebih buruk daripada acuan"
TIDAK_TERBUKA = "Renstra ini tidak (lagi) terbuka bagi satker Anda untuk tahun ini. Muat ulang halaman ini."


class AdopsiDitolak(Exception):
    """Nothing was adopted; ``errors`` says why, by place, and terkunci why the years take nothing any more."""

    def __init__(self, errors: dict[Tempat, str], terkunci: str) -> None:
        self.errors, self.terkunci = errors, terkunci
        super().__init__(" ".join(errors.values()))


@transaction.atomic
def adopsi_indikator(
    *, pelaku: Pengguna, entitas: Entitas, tahun: int, renstra_id: int, pilihan: Sequence[Pilihan]
) -> int:
    """Adopt indicators from a year to the end of their plan, with what is promised; returns how many.

    Raises PermissionDenied for who may not, ValidationError where the plan is not open, AdopsiDitolak with everything
    that is refused.
    """
    lock_chain(entitas.satker.kode)
    require(boleh_mengelola(anggota_of(pelaku, entitas.satker)))
    renstra = (
        Renstra.objects.dapat_diadopsi(entitas.satker)
        .filter(pk=renstra_id, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
        .first()
    )
    if renstra is None:
        raise ValidationError(TIDAK_TERBUKA)
    adopsi = _Adopsi(pelaku, entitas, tahun, renstra, [satu.indikator_id for satu in pilihan])
    for satu in pilihan:
        adopsi.simpan(satu)
    if adopsi.errors:
        raise AdopsiDitolak(adopsi.errors, adopsi.terkunci)
    return len(pilihan)


class _Adopsi:
    """One run: what must be known for all indicators is asked once."""

    def __init__(self, pelaku: Pengguna, entitas: Entitas, tahun: int, renstra: Renstra, ids: list[int]) -> None:
        self.pelaku, self.entitas, self.renstra = pelaku, entitas, renstra
        self.dari, self.sampai = tahun, renstra.tahun_akhir
        semua = Indikator.objects.filter(sasaran__tujuan__renstra=renstra, pk__in=ids)
        self.indikator = {i.pk: i for i in semua.select_related("sasaran__tujuan__renstra", "skala")}
        self.tingkat = {
            (t.skala_id, t.peringkat): t for t in TingkatSkala.objects.filter(skala__indikator__in=ids).distinct()
        }
        self.nasional = {
            (t.indikator_id, t.tahun): t.isi
            for t in TargetIndikator.objects.filter(indikator__in=ids).select_related("tingkat")
        }
        ada = AdopsiIndikator.objects.filter(entitas=entitas, dari__lte=self.sampai, sampai__gte=self.dari)
        self.sudah = set(ada.values_list("indikator_id", flat=True))
        self.nomor: int = ada.aggregate(akhir=Max("nomor"))["akhir"] or 0
        self.errors: dict[Tempat, str] = {}
        self.terkunci = ""

    def simpan(self, pilihan: Pilihan) -> None:
        indikator = self.indikator.get(pilihan.indikator_id)
        if indikator is None or pilihan.indikator_id in self.sudah:
            self.errors[pilihan.indikator_id, ""] = "Indikator ini sudah diadopsi. Muat ulang halaman ini."
            return
        self.nomor += 1
        adopsi = AdopsiIndikator(
            entitas=self.entitas,
            indikator=indikator,
            dari=self.dari,
            sampai=self.sampai,
            subbagian_id=pilihan.subbagian_id,
            nomor=self.nomor,
        )
        try:
            save_recorded(adopsi, rantai=self.entitas.satker.kode, pelaku=self.pelaku)
        except ValidationError as error:
            self._tolak(pilihan.indikator_id, "", error)
            return
        self.sudah.add(indikator.pk)
        for tahun, isi in pilihan.target.items():
            self._simpan_target(adopsi, tahun, isi, pilihan.alasan)

    def _simpan_target(self, adopsi: AdopsiIndikator, tahun: int, isi: IsiTarget, alasan: str) -> None:
        indikator = adopsi.indikator
        nasional = self.nasional.get((indikator.pk, tahun), IsiTarget())
        target = Target(
            adopsi=adopsi,
            sumber=Target.Sumber.RENSTRA,
            tahun=tahun,
            nilai=isi.nilai,
            tingkat=self.tingkat.get((indikator.skala_id or 0, isi.peringkat or 0)),
            tanpa_target=not isi.ada,
            # The reason stands where there is something to give a reason for.
            catatan=alasan if perbedaan_lebih_buruk(indikator.arah, isi, nasional) else "",
        )
        kurang = alasan_kurang(indikator.arah, tahun, isi, nasional, alasan, LABEL_ALASAN)
        try:
            if kurang:
                raise ValidationError({"catatan": kurang})
            save_recorded(target, rantai=self.entitas.satker.kode, pelaku=self.pelaku)
        except ValidationError as error:
            self._tolak(indikator.pk, tahun, error)

    def _tolak(self, indikator_id: int, tempat: int | str, error: ValidationError) -> None:
        """Keep a refusal where the person mends it: a missing reason, a responsible, else the year or the row."""
        menurut_kolom = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, daftar in menurut_kolom.items():
            kalimat = [pesan for satu in daftar for pesan in satu.messages]
            kunci = (indikator_id, name if name in ("catatan", "subbagian") else tempat)
            self.errors[kunci] = " ".join(filter(None, [self.errors.get(kunci, ""), *kalimat]))
            if any(satu.code == "terkunci" for satu in daftar):
                self.terkunci = " ".join(kalimat)
