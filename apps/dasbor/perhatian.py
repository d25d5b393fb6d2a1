"""What deserves attention, each with the place where the person who looks can act."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone

from apps.laporan.outline import Outline
from apps.organisasi.permissions import Anggota, boleh_memeriksa, boleh_mengisi
from apps.pengukuran.amatan import Pengerjaan, amati, fetch_pengerjaan
from apps.pengukuran.perhatian import Perhatian, Tempat, Temuan, temuan

# Where the parts of an entry stand on its page.
JANGKAR = {Tempat.NILAI: "bagian-nilai", Tempat.HAMBATAN: "id_hambatan", Tempat.BUKTI: "bukti"}
Alamat = Callable[..., str]


def fetch_perhatian(outline: Outline) -> list[Perhatian]:
    """The indicators of the period that deserve attention, the weightiest first: one query."""
    return perhatian_of(outline, fetch_pengerjaan(outline.fakta.kinerja, outline.ctx.triwulan))


def perhatian_of(outline: Outline, pengerjaan: Mapping[int, Pengerjaan]) -> list[Perhatian]:
    """The same, where what was done in the period is already at hand."""
    return temuan(amati(outline.fakta.kinerja, outline.periode, pengerjaan, timezone.localdate()))


def perhatian_view(
    perhatian: Iterable[Perhatian], triwulan: int, anggota: Anggota, alamat: Alamat
) -> list[dict[str, Any]]:
    """Each indicator with its sentences; every sentence leads to where this person can do something about it."""
    return [
        {
            "nomor": p.amatan.nomor,
            "nama": p.amatan.nama,
            "url": alamat("indikator", p.amatan.nomor),
            "temuan": [
                {
                    "kalimat": t.kalimat,
                    "aturan": t.aturan.nama,
                    "nada": t.aturan.nada,
                    "url": _tempat(t, triwulan, anggota, alamat),
                }
                for t in p.temuan
            ],
        }
        for p in perhatian
    ]


def _tempat(t: Temuan, triwulan: int, anggota: Anggota, alamat: Alamat) -> str:
    a, tempat = t.amatan, t.aturan.tempat
    if tempat is not Tempat.INDIKATOR and a.dikerjakan:
        if boleh_memeriksa(anggota):
            return alamat("verifikasi", a.nomor, triwulan)
        if boleh_mengisi(anggota, a.subbagian_id):
            return f"{alamat('isi', a.nomor, triwulan)}#{JANGKAR[tempat]}"
    return alamat("indikator", a.nomor)
