"""Where one realisasi stands for one person: what the rules of the workflow ask about. Fetched, never guessed."""

from django.utils import timezone

from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import Anggota, KeadaanIsian
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.pengukuran.workflow import Situasi
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.facts import FaktaPeriode


def pengaju_of(transisi: list[TransisiRealisasi]) -> int | None:
    """Who handed the realisasi in last, from its steps in order."""
    ajukan = [t for t in transisi if t.langkah == TransisiRealisasi.Langkah.AJUKAN]
    return ajukan[-1].oleh_id if ajukan else None


def situasi_of(
    pengguna: Pengguna,
    anggota: Anggota,
    adopsi: AdopsiIndikator,
    periode: FaktaPeriode,
    realisasi: Realisasi | None,
) -> Situasi:
    """The situation of a realisasi, or of one that nobody has begun (None). One query for its steps."""
    transisi = list(realisasi.transisi.all()) if realisasi else []
    return Situasi(
        anggota=anggota,
        pengguna_id=pengguna.pk,
        isian=KeadaanIsian(
            subbagian_id=adopsi.subbagian_id,
            tahap=realisasi.tahap if realisasi else Realisasi.Tahap.DRAF,
            pengaju_id=pengaju_of(transisi),
            diperiksa=bool(realisasi and realisasi.diperiksa_oleh_id),
        ),
        periode=periode.keadaan(adopsi.subbagian_id, pengguna.pk),
        hari=timezone.localdate(),
        sendiri_diizinkan=adopsi.entitas.satker.verifikasi_sendiri,
    )
