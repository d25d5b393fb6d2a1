"""Which entries of the journal belong to a figure or to a person."""

from django.db.models import Q, QuerySet

from apps.audit.models import Jejak
from apps.pengukuran.models import Realisasi
from apps.pengukuran.workflow import BUKA_KEMBALI, LANGKAH, SAHKAN
from apps.perencanaan.models import Target

_MILIK_ADOPSI = ["pengukuran.realisasi", "pengukuran.upaya", "perencanaan.target"]
_MILIK_REALISASI = [
    "pengukuran.analisis",
    "pengukuran.bukti",
    "pengukuran.rincianrealisasi",
    "pengukuran.transisirealisasi",
]
# A step is journalled twice, as the new state of the realisasi and as the step itself; people need to read it once.
_SEKALI = ~Q(objek_jenis="pengukuran.transisirealisasi", tindakan__in=[*LANGKAH, SAHKAN, BUKA_KEMBALI])


def entri_angka(rantai: str, adopsi_id: int, tahun: int, triwulan: int) -> QuerySet[Jejak]:
    """Everything that happened to a realisasi, to what belongs to it, and to the targets it is judged by.

    Entries from before ``pokok`` are found by the state that they recorded, imports by the rows they name. Each kind
    is looked up by its own index, because one condition over all of them would read the whole journal.
    """
    kunci = {"adopsi_id": adopsi_id, "tahun": tahun, "triwulan": triwulan}
    tempat = f"{adopsi_id}/{tahun}/{triwulan}"
    # Rows of shared data are loaded into the journal of the system, chain "".
    semua = Jejak.objects.filter(rantai__in=[rantai, ""]).order_by()
    ditemukan = [
        semua.filter(pokok__in=[f"realisasi/{tempat}", f"target/{tempat}"]),
        semua.filter(_tanpa_pokok(kunci)),
        semua.filter(_pemuatan(kunci)),
    ]
    ids = {pk for entries in ditemukan for pk in entries.values_list("pk", flat=True)}
    return Jejak.objects.filter(_SEKALI, pk__in=ids)


def _tanpa_pokok(kunci: dict[str, int]) -> Q:
    """Entries that do not say what they are about, but whose state does."""
    lama = Q(objek_jenis__in=_MILIK_ADOPSI, pokok="") & _keadaan(kunci)
    realisasi = Realisasi.objects.filter(**kunci).values_list("pk", flat=True).first()
    if realisasi is None:
        return lama
    return lama | Q(objek_jenis__in=_MILIK_REALISASI, pokok="") & _keadaan({"realisasi_id": realisasi})


def _pemuatan(kunci: dict[str, int]) -> Q:
    """Imports that name a row of the figure or of its targets."""
    dimuat = Q(pk__in=[])
    for model in (Realisasi, Target):
        if pks := [str(pk) for pk in model.objects.filter(**kunci).values_list("pk", flat=True)]:
            jenis = model._meta.label_lower
            dimuat |= Q(objek_jenis=jenis, objek_id="", sesudah__keadaan__has_any_keys=pks)
    return dimuat


def _keadaan(kunci: dict[str, int]) -> Q:
    """Entries whose state, before or after, holds these values."""
    sesudah = Q(**{f"sesudah__{nama}": nilai for nama, nilai in kunci.items()})
    return sesudah | Q(**{f"sebelum__{nama}": nilai for nama, nilai in kunci.items()})


def entri_orang(rantai: str, pengguna_id: int) -> QuerySet[Jejak]:
    """What a person did within a satker."""
    return Jejak.objects.filter(_SEKALI, rantai=rantai, pelaku_id=str(pengguna_id))
