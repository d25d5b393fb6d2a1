"""Notices by e-mail: one letter per person with what is new, each notice only once."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from apps.organisasi.models import Entitas, Keanggotaan, Pengguna
from apps.organisasi.permissions import Anggota
from apps.pengukuran.pemberitahuan import Pemberitahuan, fetch_perpanjangan, susun_pemberitahuan
from apps.pengukuran.tugas import fetch_tugas
from apps.siklus.models import Periode, SuratTerkirim

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HasilKirim:
    """How many letters went out, how many failed, and how many people have no address."""

    terkirim: int
    gagal: int
    tanpa_alamat: int


@dataclass(frozen=True)
class Berita:
    """A notice and where it leads."""

    pemberitahuan: Pemberitahuan
    tautan: str


def surel_disetel() -> bool:
    """Whether the office has given a mail server."""
    return bool(settings.EMAIL_HOST)


def kirim_pemberitahuan() -> HasilKirim:
    """Send what is new to everybody who has an address. One address that fails does not stop the others.

    A letter is remembered after it went out, so that a failure is tried again at the next run.
    """
    terkirim = gagal = tanpa_alamat = 0
    for pengguna, berita in _berita().values():
        baru = _baru(pengguna, berita)
        if not baru:
            continue
        if not pengguna.email:
            tanpa_alamat += 1
        elif _kirim(pengguna, baru):
            terkirim += 1
        else:
            gagal += 1
    return HasilKirim(terkirim, gagal, tanpa_alamat)


def _berita() -> dict[int, tuple[Pengguna, list[Berita]]]:
    """All that everybody should know now, by person."""
    semua: dict[int, tuple[Pengguna, list[Berita]]] = {}
    tempat = Periode.objects.order_by("entitas", "tahun").values_list("entitas", "tahun").distinct()
    entitas_by_pk = Entitas.objects.select_related("satker").in_bulk({pk for pk, _ in tempat})
    for pk, tahun in tempat:
        for pengguna, berita in _berita_tahun(entitas_by_pk[pk], tahun):
            semua.setdefault(pengguna.pk, (pengguna, []))[1].extend(berita)
    return semua


def _berita_tahun(entitas: Entitas, tahun: int) -> Iterator[tuple[Pengguna, list[Berita]]]:
    tugas = fetch_tugas(entitas, tahun, termasuk_tertutup=True)
    if not tugas:
        return
    perpanjangan = fetch_perpanjangan(entitas, tahun)
    for pengguna, anggota in _anggota(entitas):
        daftar = susun_pemberitahuan(entitas, tahun, tugas, perpanjangan, pengguna, anggota)
        yield pengguna, [Berita(p, _tautan(entitas, tahun, p)) for p in daftar]


def _anggota(entitas: Entitas) -> list[tuple[Pengguna, Anggota]]:
    """Everybody who belongs to the satker today, with what they are there: one query."""
    baris: dict[int, tuple[Pengguna, list[tuple[str, int | None]]]] = {}
    for k in (
        Keanggotaan.objects.aktif()
        .filter(satker=entitas.satker, pengguna__is_active=True)
        .select_related("pengguna")
        .order_by("pengguna")
    ):
        baris.setdefault(k.pengguna_id, (k.pengguna, []))[1].append((k.peran, k.subbagian_id))
    return [(pengguna, Anggota.dari(entitas.satker_id, pasangan)) for pengguna, pasangan in baris.values()]


def _tautan(entitas: Entitas, tahun: int, p: Pemberitahuan) -> str:
    nama, args = p.alamat
    return settings.SITE_URL + reverse(nama, args=[entitas.kunci, tahun, *args])


def _baru(pengguna: Pengguna, berita: Iterable[Berita]) -> list[Berita]:
    """What no earlier letter has told."""
    by_kunci = {b.pemberitahuan.kunci: b for b in berita}
    sudah = SuratTerkirim.objects.filter(pengguna=pengguna, kunci__in=by_kunci).values_list("kunci", flat=True)
    return [b for kunci, b in by_kunci.items() if kunci not in set(sudah)]


def _kirim(pengguna: Pengguna, berita: list[Berita]) -> bool:
    surat = EmailMessage(judul(berita), isi(pengguna, berita), to=[pengguna.email])
    try:
        surat.send()
    except (SMTPException, OSError, ValueError) as galat:
        # An address is not written into the log; the account is found by its number.
        logger.error("Surel untuk pengguna %s gagal: %s", pengguna.pk, type(galat).__name__)
        return False
    SuratTerkirim.objects.bulk_create(
        [SuratTerkirim(pengguna=pengguna, kunci=b.pemberitahuan.kunci) for b in berita], ignore_conflicts=True
    )
    return True


def judul(berita: list[Berita]) -> str:
    """The subject: the one notice, or how many there are; never more than one line."""
    if len(berita) > 1:
        return f"Kinerja KPU: {len(berita)} pemberitahuan"
    return " ".join(f"Kinerja KPU: {berita[0].pemberitahuan.judul}".split())[:150]


def isi(pengguna: Pengguna, berita: list[Berita]) -> str:
    """The plain text of a letter."""
    bagian = [f"{b.pemberitahuan.judul}\n{b.pemberitahuan.teks}\n{b.tautan}" for b in berita]
    return "\n\n".join(
        [
            f"Yth. {pengguna},",
            *bagian,
            "Surel ini dikirim oleh aplikasi Kinerja KPU. Setiap pemberitahuan dikirim satu kali; yang masih menunggu "
            "Anda selalu terlihat di aplikasi.",
        ]
    )
