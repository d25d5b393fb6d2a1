"""Taking an import back as a whole: changed rows become what they were, new ones go, unless anything moved since.

The rows go back in the opposite order in which they were written: the database passes through the same states, each of
which was valid, so no reference and no rule of uniqueness is in the way.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.origin import acting_from
from apps.audit.services import delete_recorded, lock_chain, record, save_recorded
from apps.audit.states import recorded_choices, recorded_columns, state_of
from apps.dokumen.pekerjaan import GAGAL, gerakkan
from apps.organisasi.models import Pengguna, Satker
from apps.pertukaran.kemajuan import Pencatat
from apps.pertukaran.lembar import MENURUT_MODEL, SHEETS, lembar_of
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.catatan import Catatan, Tertulis, catatan_of
from apps.pertukaran.services.pelepasan import Lepasan, fetch_lepasan
from apps.pertukaran.services.pengolahan import kunci_impor
from apps.pertukaran.wewenang import PenjagaImpor, Wewenang
from apps.ui.closing import lock_reason, process_reason
from apps.ui.resources import SheetResource
from apps.ui.widgets import follow

# Nobody looks through more of them.
PALING_BANYAK = 100
_SEKALIGUS = 500
DIUBAH = "sudah diubah lagi sesudah impor ini"
DIHAPUS = "sudah dihapus sesudah impor ini"
TERTAHAN = "Tidak ada yang dibatalkan: sesudah impor ini datanya sudah dipakai atau diubah. Perbaiki satu per satu."
Status = ImporData.Status
MEMBATALKAN = (Status.MEMBATALKAN,)


@dataclass(frozen=True)
class Halangan:
    """A row that stands in the way: its sheet, which one, and why."""

    lembar: str
    baris: str
    alasan: str


class BelumDapat(Exception):
    """The import cannot be taken back; ``halangan`` says why."""

    def __init__(self, halangan: list[Halangan]) -> None:
        self.halangan = halangan
        super().__init__(TERTAHAN)


def periksa_pembatalan(impor: ImporData) -> list[Halangan]:
    """What stands in the way of taking an import back, as far as a few queries per kind of row can tell."""
    catatan = catatan_of(impor.ditulis)
    return [*_berubah(catatan), *_bergantung(catatan, _lepasan(catatan))][:PALING_BANYAK]


def _lepasan(catatan: Catatan) -> Lepasan:
    """What goes out of the offices that the import made, so that it holds none of them."""
    satker = catatan.menurut_model().get(Satker, {})
    return fetch_lepasan([pk for pk, satu in satker.items() if satu.sebelum is None])


def _berubah(catatan: Catatan) -> Iterator[Halangan]:
    """Rows that somebody changed or deleted since."""
    berubah = list(catatan.berubah())
    for model in {satu.model for satu, _ in berubah}:
        milik = [(satu.pk, ada) for satu, ada in berubah if satu.model is model][:PALING_BANYAK]
        sebutan = {baris.pk: (_lembar(baris), str(baris)) for baris in _baris(model, pk__in=[pk for pk, _ in milik])}
        sebutan |= _terhapus(model, [pk for pk, ada in milik if not ada])
        for pk, ada in milik:
            yield Halangan(*sebutan.get(pk, (_judul(model), f"nomor {pk}")), DIUBAH if ada else DIHAPUS)


def _terhapus(model: type[models.Model], pks: list[Any]) -> dict[Any, tuple[str, str]]:
    """The sheet and the name of rows that are gone, as the journal last told them."""
    if not pks:
        return {}
    jejak = Jejak.objects.filter(objek_jenis=model._meta.label_lower, objek_id__in=map(str, pks), tindakan="hapus")
    cerita = {satu.objek_id: (_judul(model, satu.sebelum or {}), satu.objek) for satu in jejak.order_by("nomor")}
    return {pk: cerita[str(pk)] for pk in pks if str(pk) in cerita}


def _bergantung(catatan: Catatan, lepasan: Lepasan) -> Iterator[Halangan]:
    """Rows that came to hang on a new one since; those that the import wrote itself go back before it."""
    ditulis = {model: set(baris) for model, baris in catatan.menurut_model().items()}
    for model, baris in catatan.menurut_model().items():
        baru = [pk for pk, satu in baris.items() if satu.sebelum is None]
        for lain, nama in _perujuk(model) if baru else ():
            for mulai in range(0, len(baru), _SEKALIGUS):
                for satu in _baris(lain, **{f"{nama}__in": baru[mulai : mulai + _SEKALIGUS]}):
                    if satu.pk not in ditulis.get(lain, ()) and not lepasan.memuat(satu):
                        yield Halangan(_lembar(satu), str(satu), f"memakai {model._meta.verbose_name} dari impor ini")


def _perujuk(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The models that can refer to a row of this one, with the name of the reference."""
    for relasi in model._meta.get_fields(include_hidden=True):
        if not relasi.auto_created or relasi.concrete:
            continue
        lain: Any = relasi.related_model
        # The table between two models has no rows of its own; its owner is found by the choice itself.
        if not lain._meta.auto_created:
            yield lain, relasi.remote_field.name  # type: ignore[union-attr]


def _baris(model: type[models.Model], **syarat: Any) -> Iterator[models.Model]:
    """Rows with whatever their names take, in as many queries as the model has sheets."""
    lembar = [satu().stored() for satu in SHEETS if satu._meta.model is model]
    for baris in lembar or [model._base_manager.all()]:
        yield from baris.filter(**syarat).order_by("pk").distinct()


def _judul(model: type[models.Model], keadaan: Mapping[str, Any] = {}) -> str:
    lembar = lembar_of(model, keadaan) or MENURUT_MODEL.get(model)
    return lembar.sheet_title if lembar else str(model._meta.verbose_name).capitalize()


def _lembar(baris: models.Model) -> str:
    return _judul(type(baris), vars(baris))


def batalkan_impor(impor_id: int) -> None:
    """Take an import back as it was asked for. Runs in the background; why it cannot be is said on its page."""
    impor = ImporData.objects.get(pk=impor_id)
    if impor.status != Status.MEMBATALKAN:
        return
    catat = Pencatat(impor)
    catat.hapus()
    kembali: dict[str, Any] = {"dari": MEMBATALKAN, "status": Status.DITERAPKAN, "dibatalkan_oleh": None}
    try:
        with acting_from(impor.asal), transaction.atomic():
            _batalkan(impor_id, catat)
    except BelumDapat as error:
        halangan = [asdict(satu) for satu in error.halangan[:PALING_BANYAK]]
        gerakkan(impor, hasil={**(impor.hasil or {}), "galat": str(error), "halangan": halangan}, **kembali)
    except Exception:
        gerakkan(impor, hasil={**(impor.hasil or {}), "galat": GAGAL}, **kembali)
        raise
    finally:
        catat.hapus()


def _batalkan(impor_id: int, catat: Pencatat) -> None:
    impor = kunci_impor(impor_id)
    if impor.status != Status.MEMBATALKAN:
        return
    if impor.satker is None:
        for kode in Satker.objects.order_by("kode").values_list("kode", flat=True):
            lock_chain(kode)
    if halangan := periksa_pembatalan(impor):
        raise BelumDapat(halangan)
    catatan = catatan_of(impor.ditulis)
    pembatalan = _Pembatalan(impor)
    _lepasan(catatan).lepaskan(pembatalan.pelaku, pembatalan.alasan)
    pembatalan.jalankan(catatan, catat)
    gerakkan(impor, status=Status.DIBATALKAN, dibatalkan_waktu=timezone.now())


@dataclass
class _Pembatalan:
    """One import going back; what refuses is gathered, so that all of it is told at once."""

    impor: ImporData
    halangan: list[Halangan] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Whoever asked for it.
        pelaku: Any = self.impor.dibatalkan_oleh
        self.pelaku: Pengguna = pelaku
        self.alasan = f"Impor {self.impor.nama} dibatalkan"
        self.penjaga = PenjagaImpor(Wewenang(self.pelaku, self.impor.satker))

    def jalankan(self, catatan: Catatan, catat: Pencatat) -> None:
        banyak = len(catatan.baris)
        for nomor, satu in enumerate(reversed(catatan.baris), start=1):
            objek = satu.model._base_manager.get(pk=satu.pk)
            try:
                with transaction.atomic():
                    self._kembalikan(objek, satu)
            except ValidationError as error:
                self._halangi(objek, " ".join(error.messages))
            except ProtectedError as error:
                pemakai = next(iter(error.protected_objects))
                self._halangi(objek, f"masih dipakai {pemakai._meta.verbose_name} “{pemakai}”")
            if len(self.halangan) >= PALING_BANYAK:
                break
            catat(nomor, banyak)
        if self.halangan:
            raise BelumDapat(self.halangan)

    def _halangi(self, objek: models.Model, alasan: str) -> None:
        self.halangan.append(Halangan(_lembar(objek), str(objek), alasan))

    def _kembalikan(self, objek: models.Model, satu: Tertulis) -> None:
        lembar = (lembar_of(satu.model, vars(objek)) or MENURUT_MODEL[satu.model])()
        # The same right as for bringing it in, and as closed as for everybody else.
        self.penjaga.sebelum_simpan(lembar, objek, None)
        if alasan := lock_reason(objek) or process_reason(objek):
            raise ValidationError(alasan)
        pemilik = None if lembar.satker_path is None else follow(objek, lembar.satker_path)
        rantai = pemilik.kode if pemilik else ""
        if satu.sebelum is None:
            delete_recorded(objek, rantai=rantai, pelaku=self.pelaku, alasan=self.alasan)
        else:
            self._pulihkan(lembar, objek, satu.sebelum, rantai)

    def _pulihkan(self, lembar: SheetResource, objek: models.Model, sebelum: dict[str, Any], rantai: str) -> None:
        """Give a row its state back, each part of it journalled."""
        kini = copy(objek)
        for nama, kolom in recorded_columns(type(objek)).items():
            if nama not in sebelum or kolom.primary_key:
                continue
            nilai = kolom.to_python(sebelum[nama])
            # A counter of states goes on: a form that was opened before the import must not fit again.
            if nama == "versi" and not kolom.editable:
                nilai = getattr(objek, nama) + 1
            setattr(objek, nama, nilai)
        # What this person may not make of it by a file comes not about by taking one back either.
        self.penjaga.sebelum_simpan(lembar, objek, kini)
        save_recorded(objek, rantai=rantai, pelaku=self.pelaku, alasan=self.alasan)
        dulu = state_of(objek)
        for nama in recorded_choices(type(objek)):
            if nama in sebelum:
                getattr(objek, nama).set(sebelum[nama])
        kelak = state_of(objek)
        if kelak != dulu:
            record(
                rantai=rantai,
                pelaku=self.pelaku,
                tindakan="ubah",
                objek=objek,
                sebelum=dulu,
                sesudah=kelak,
                alasan=self.alasan,
            )
