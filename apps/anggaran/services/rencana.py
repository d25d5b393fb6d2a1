"""Saving the plan of withdrawals of a version (RPD, halaman III DIPA): only what changed is written."""

from collections.abc import Mapping

from django.db import transaction

from apps.anggaran.facts.rencana import FaktaRencana, fetch_rencana
from apps.anggaran.models import RencanaPenarikan, VersiDipa
from apps.anggaran.services.lembar import Kunci, LembarBasi, LembarDitolak
from apps.audit.services import delete_recorded, lock_chain, record_rows, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.ui.closing import refuse_locked

Nilai = Mapping[int, Mapping[int, int | None]]


def galat_rencana(fakta: FaktaRencana, nilai: Nilai) -> dict[Kunci, str]:
    """Why cells of a plan cannot be saved, by kegiatan and month."""
    dikenal = {baris.id for baris in fakta.baris}
    galat: dict[Kunci, str] = {}
    for pos_id, sel in nilai.items():
        for bulan, jumlah in sel.items():
            if pos_id not in dikenal or not 1 <= bulan <= 12:
                galat[pos_id, bulan] = "Baris ini tidak ada pada lembar. Muat ulang halaman."
            elif jumlah is not None and jumlah < 0:
                galat[pos_id, bulan] = "Rencana penarikan tidak boleh negatif. Hapus tanda minusnya."
    return galat


@transaction.atomic
def simpan_rencana(*, pelaku: Pengguna, versi: VersiDipa, nilai: Nilai, sidik: str) -> int:
    """Save the plan of a version and return how many cells changed; None empties a cell, what is not named stays.

    nilai are whole rupiah by kegiatan and month (1–12). The months need not add up to the pagu: the sheet says by how
    much they differ. All or nothing. Raises PermissionDenied; ValidationError for a closed year; LembarBasi when
    sidik is not that of the plan; LembarDitolak with a sentence for each cell.
    """
    satker = versi.dipa.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    refuse_locked(versi)
    fakta = fetch_rencana(versi)
    if fakta.sidik != sidik:
        raise LembarBasi
    if galat := galat_rencana(fakta, nilai):
        raise LembarDitolak(galat)
    lama = {(r.pos_id, r.bulan): r for r in RencanaPenarikan.objects.filter(versi=versi)}
    sel = {(pos_id, bulan): jumlah for pos_id, baris in nilai.items() for bulan, jumlah in baris.items()}
    berubah = 0
    for kunci, rencana in lama.items():
        jumlah = sel.get(kunci, rencana.jumlah)
        if jumlah == rencana.jumlah:
            continue
        berubah += 1
        if jumlah is None:
            delete_recorded(rencana, rantai=satker.kode, pelaku=pelaku)
        else:
            rencana.jumlah = jumlah
            save_recorded(rencana, rantai=satker.kode, pelaku=pelaku)
    baru = {kunci: jumlah for kunci, jumlah in sel.items() if kunci not in lama and jumlah is not None}
    _tambah(pelaku, versi, baru)
    return berubah + len(baru)


def _tambah(pelaku: Pengguna, versi: VersiDipa, baru: Mapping[Kunci, int]) -> None:
    """Write the cells that nothing was planned in; a whole plan is one entry, not hundreds."""
    if not baru:
        return
    RencanaPenarikan.objects.bulk_create(
        RencanaPenarikan(versi=versi, pos_id=pos_id, bulan=bulan, jumlah=jumlah)
        for (pos_id, bulan), jumlah in baru.items()
    )
    tertulis = RencanaPenarikan.objects.filter(versi=versi).values_list("pk", "pos_id", "bulan")
    record_rows(
        rantai=versi.dipa.satker.kode,
        pelaku=pelaku,
        tindakan="tambah",
        objek=f"Rencana penarikan {versi}",
        model=RencanaPenarikan,
        pks=[pk for pk, pos_id, bulan in tertulis if (pos_id, bulan) in baru],
        rincian={"baris": len(baru), "jumlah": sum(baru.values())},
    )
