"""Which entries of the journal belong to a figure or to a person."""

from django.db.models import Q, QuerySet

from apps.audit.models import Jejak
from apps.pengukuran.models import Realisasi
from apps.pengukuran.workflow import BUKA_KEMBALI, LANGKAH, SAHKAN
from apps.perencanaan.models import Target

# A step is journalled twice, as the new state of the realisasi and as the step itself; people need to read it once.
_SEKALI = ~Q(objek_jenis="pengukuran.transisirealisasi", tindakan__in=[*LANGKAH, SAHKAN, BUKA_KEMBALI])


def entri_angka(rantai: str, adopsi_id: int, tahun: int, triwulan: int) -> QuerySet[Jejak]:
    """Everything that happened to a realisasi, to what belongs to it, and to the targets it is judged by.

    Entries from before ``pokok`` are found by the state that they recorded, imports by the rows they name.
    """
    kunci = {"adopsi_id": adopsi_id, "tahun": tahun, "triwulan": triwulan}
    tempat = f"{adopsi_id}/{tahun}/{triwulan}"
    milik = Q(pokok__in=[f"realisasi/{tempat}", f"target/{tempat}"])
    realisasi = Realisasi.objects.filter(**kunci).values_list("pk", flat=True).first()
    target = [str(pk) for pk in Target.objects.filter(**kunci).values_list("pk", flat=True)]
    tanpa_pokok = _keadaan(kunci) | (_keadaan({"realisasi_id": realisasi}) if realisasi else Q())
    milik |= Q(tanpa_pokok, pokok="", objek_jenis__startswith="pengukuran.")
    milik |= Q(_keadaan(kunci), pokok="", objek_jenis="perencanaan.target")
    if realisasi:
        milik |= Q(objek_id="", objek_jenis="pengukuran.realisasi", sesudah__keadaan__has_key=str(realisasi))
    if target:
        milik |= Q(objek_id="", objek_jenis="perencanaan.target", sesudah__keadaan__has_any_keys=target)
    # Rows of shared data are loaded into the journal of the system, chain "".
    return Jejak.objects.filter(_SEKALI, milik, rantai__in=[rantai, ""])


def _keadaan(kunci: dict[str, int]) -> Q:
    """Entries whose state, before or after, holds these values."""
    sesudah = Q(**{f"sesudah__{nama}": nilai for nama, nilai in kunci.items()})
    return sesudah | Q(**{f"sebelum__{nama}": nilai for nama, nilai in kunci.items()})


def entri_orang(rantai: str, pengguna_id: int) -> QuerySet[Jejak]:
    """What a person did within a satker."""
    return Jejak.objects.filter(_SEKALI, rantai=rantai, pelaku_id=str(pengguna_id))
