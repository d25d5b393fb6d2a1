"""How the year of an office begins: the steps that an empty dashboard offers to whoever can take them."""

from typing import Any

from django.urls import reverse

from apps.laporan.views import ScopedView
from apps.organisasi.models import Entitas
from apps.organisasi.permissions import boleh_mengelola

# Name of the page, what is done there, and what for.
LANGKAH = (
    (
        "data_masuk",
        "Muat data",
        "Unggah templat Renstra dan indikator. Lewati bila kantor Anda mengadopsi Renstra nasional yang sudah terbit.",
    ),
    (
        "adopsi",
        "Adopsi indikator",
        "Pilih indikator Renstra yang dikerjakan, penanggung jawabnya, dan targetnya.",
    ),
    (
        "tahun_baru",
        "Susun rencana tahunan",
        "Buat perjanjian kinerja, rencana aksi, dan periode pengisian tahun ini.",
    ),
)


def langkah_awal(view: ScopedView) -> dict[str, Any]:
    """What ui/komponen/langkah_awal.html offers; {} where the year has indicators, and for whom the steps are closed.

    The other entitas of the satker begins in the same way, from its own address: one query.
    """
    scope = view.scope
    if any(True for _ in view.outline.fakta.kinerja.indikator) or not boleh_mengelola(scope.anggota):
        return {}
    lain = Entitas.objects.filter(satker=scope.entitas.satker).exclude(pk=scope.entitas.pk).select_related("satker")
    return {
        "judul": f"Mulai tahun {scope.tahun}",
        "teks": f"{scope.entitas} belum memiliki indikator untuk tahun {scope.tahun}. Tiga langkah untuk memulainya:",
        "langkah": [{"judul": judul, "teks": teks, "url": view.url(nama)} for nama, judul, teks in LANGKAH],
        "lain": [{"nama": str(satu), "url": reverse("dasbor", args=[satu.kunci, scope.tahun])} for satu in lain],
    }
