"""Writing which kegiatan support an indicator, and with which share of their money. Journalled, in one transaction."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction

from apps.anggaran.models import Dipa, DukunganKegiatan, PosAnggaran
from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import boleh_mengelola_anggaran, boleh_mengisi
from apps.organisasi.scope import anggota_of, require
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import exact_text, format_persen

Porsi = Mapping[int, Decimal | None]


def kegiatan_of(satker: Satker, tahun: int) -> models.QuerySet[PosAnggaran]:
    """The kegiatan of the satker's DIPA of a year: what an indicator can be supported by."""
    return PosAnggaran.objects.filter(
        dipa__satker=satker, dipa__tahun=tahun, jenis=PosAnggaran.Jenis.KEGIATAN
    ).order_by("jalur")


@transaction.atomic
def simpan_dukungan(*, pelaku: Pengguna, adopsi: AdopsiIndikator, tahun: int, pos_ids: Collection[int]) -> bool:
    """Let exactly these kegiatan of the year support the indicator; whether anything changed.

    A link that stays keeps its share. Raises PermissionDenied with the reason, ValidationError for a line that is no
    kegiatan of this satker and year, or when a link would go whose share the keepers of the budget have set.
    """
    satker = adopsi.entitas.satker
    lock_chain(satker.kode)
    adopsi.refresh_from_db(fields=["subbagian"])
    anggota = anggota_of(pelaku, satker)
    require(boleh_mengisi(anggota, adopsi.subbagian_id))
    kegiatan = {pos.pk: pos for pos in kegiatan_of(satker, tahun).select_related("dipa")}
    if not set(pos_ids) <= kegiatan.keys():
        raise ValidationError({"dukungan": f"Pilih kegiatan dari DIPA {satker} tahun {tahun}."})
    ada = {d.pos_id: d for d in DukunganKegiatan.objects.filter(adopsi=adopsi, pos__in=kegiatan)}
    baru = sorted(set(pos_ids) - ada.keys())
    lepas = sorted(ada.keys() - set(pos_ids))
    berporsi = [kegiatan[pos_id].kode for pos_id in lepas if ada[pos_id].porsi is not None]
    if berporsi and not boleh_mengelola_anggaran(anggota):
        raise ValidationError(
            {
                "dukungan": f"Porsi kegiatan {', '.join(berporsi)} untuk indikator ini sudah ditetapkan. Mintalah "
                "operator subbagian keuangan atau administrator melepas kaitannya."
            }
        )
    for pos_id in lepas:
        delete_recorded(ada[pos_id], rantai=satker.kode, pelaku=pelaku)
    for pos_id in baru:
        dukungan = DukunganKegiatan(pos=kegiatan[pos_id], adopsi=adopsi)
        save_recorded(dukungan, rantai=satker.kode, pelaku=pelaku)
    return bool(baru or lepas)


@dataclass(frozen=True, slots=True)
class PorsiKegiatan:
    """What a kegiatan gives as it was sent: exactly these links, by adoption, with their shares in percent.

    None is a link whose share is not decided. sidik is the fingerprint of the links that the page had shown.
    """

    pos_id: int
    porsi: Porsi
    sidik: str


class PorsiDitolak(Exception):
    """Nothing was saved; ``galat`` says why, by (kegiatan, adoption or None). ``basi`` are kegiatan others changed."""

    def __init__(self, galat: dict[tuple[int, int | None], str], basi: Collection[int] = ()) -> None:
        self.galat = galat
        self.basi = frozenset(basi)
        super().__init__("Tidak ada porsi yang disimpan.")


def sidik_porsi(porsi: Porsi) -> str:
    """A short fingerprint of the links of a kegiatan; 40 and 40.00 have the same one."""
    isi = sorted((adopsi, "" if bagian is None else exact_text(bagian)) for adopsi, bagian in porsi.items())
    return hashlib.sha256(repr(isi).encode()).hexdigest()[:16]


@transaction.atomic
def simpan_porsi(*, pelaku: Pengguna, entitas: Entitas, dipa: Dipa, kegiatan: Sequence[PorsiKegiatan]) -> int:
    """Let these kegiatan support exactly these indicators with these shares; how many links changed. All or nothing.

    The shares of a kegiatan among the indicators of one entitas are at most 100 together. Raises PermissionDenied,
    ValidationError when the year is approved or a kegiatan or indicator is not of this office and year, and
    PorsiDitolak with a sentence for each place.
    """
    satker = dipa.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    if alasan := alasan_anggaran_disahkan(satker.pk, dipa.tahun):
        raise ValidationError(alasan, code="terkunci")
    diubah = [k for k in kegiatan if sidik_porsi(k.porsi) != k.sidik]
    dipilih = kegiatan_of(satker, dipa.tahun).filter(pk__in=[k.pos_id for k in diubah])
    pos = {p.pk: p for p in dipilih.select_related("dipa__satker")}
    adopsi = {a.pk: a for a in AdopsiIndikator.objects.berlaku(dipa.tahun).filter(entitas=entitas)}
    if entitas.satker_id != satker.pk or any(
        k.pos_id not in pos or not k.porsi.keys() <= adopsi.keys() for k in diubah
    ):
        raise ValidationError("Kegiatan atau indikator ini bukan dari satker dan tahun ini. Muat ulang halaman.")
    ada: dict[int, dict[int, DukunganKegiatan]] = {k.pos_id: {} for k in diubah}
    for d in DukunganKegiatan.objects.filter(pos__in=pos, adopsi__in=adopsi):
        ada[d.pos_id][d.adopsi_id] = d
    nomor = {a.pk: a.nomor for a in adopsi.values()}
    _refuse(diubah, {p: {a: d.porsi for a, d in links.items()} for p, links in ada.items()}, nomor)
    return sum([_simpan(pelaku, pos[k.pos_id], adopsi, ada[k.pos_id], k.porsi) for k in diubah])


def _refuse(diubah: Sequence[PorsiKegiatan], tersimpan: Mapping[int, Porsi], nomor: Mapping[int, int]) -> None:
    """Raise PorsiDitolak when a kegiatan was changed by others meanwhile, or its shares cannot stand."""
    galat: dict[tuple[int, int | None], str] = {}
    basi = []
    for k in diubah:
        kini = tersimpan[k.pos_id]
        if sidik_porsi(kini) != k.sidik:
            basi.append(k.pos_id)
            galat[k.pos_id, None] = (
                f"Porsi kegiatan ini sudah diubah orang lain. Sekarang: {_words(kini, nomor)}. "
                f"Yang Anda isi: {_words(k.porsi, nomor)}. Simpan lagi bila isian Anda yang benar."
            )
            continue
        galat |= {(k.pos_id, tempat): kalimat for tempat, kalimat in periksa_porsi(k.porsi).items()}
    if galat:
        raise PorsiDitolak(galat, basi)


def _words(porsi: Porsi, nomor: Mapping[int, int]) -> str:
    """The links of a kegiatan in words, for whoever must choose between two states of them."""
    return (
        ", ".join(
            f"indikator {nomor[a]} {'belum ditetapkan' if bagian is None else format_persen(bagian)}"
            for a, bagian in sorted(porsi.items(), key=lambda satu: nomor[satu[0]])
        )
        or "tanpa indikator"
    )


def periksa_porsi(porsi: Porsi) -> dict[int | None, str]:
    """What cannot stand about the shares of one kegiatan: by adoption, None for all of them together."""
    galat: dict[int | None, str] = {}
    for adopsi, bagian in porsi.items():
        if bagian is not None and not 0 <= bagian <= 100:
            galat[adopsi] = "Porsi harus antara 0 dan 100 persen."
        elif bagian is not None and bagian != round(bagian, 2):
            galat[adopsi] = "Porsi paling banyak dua angka di belakang koma. Bulatkan dahulu."
    jumlah = sum((bagian for bagian in porsi.values() if bagian is not None), Decimal(0))
    if not galat and jumlah > 100:
        galat[None] = (
            f"Jumlah porsi {format_persen(jumlah)} melebihi 100%. Kurangi {format_persen(jumlah - 100)} dari indikator "
            "yang bagiannya lebih kecil."
        )
    return galat


def _simpan(
    pelaku: Pengguna,
    pos: PosAnggaran,
    adopsi: Mapping[int, AdopsiIndikator],
    ada: Mapping[int, DukunganKegiatan],
    porsi: Porsi,
) -> int:
    """Write the links of one kegiatan; how many changed. What gets less goes first, so that 100 is never exceeded."""
    rantai = pos.dipa.satker.kode
    lepas = [ada[a] for a in sorted(ada.keys() - porsi.keys())]
    for dukungan in lepas:
        delete_recorded(dukungan, rantai=rantai, pelaku=pelaku)

    def naik(a: int) -> Decimal:
        return (porsi[a] or Decimal(0)) - ((ada[a].porsi if a in ada else None) or Decimal(0))

    berubah = len(lepas)
    for a in sorted(porsi, key=naik):
        dukungan = ada.get(a) or DukunganKegiatan(pos=pos, adopsi=adopsi[a])
        dukungan.porsi = porsi[a]
        berubah += save_recorded(dukungan, rantai=rantai, pelaku=pelaku)
    return berubah
