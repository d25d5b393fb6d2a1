"""Saving months of spending that people type: the states they lead to, and the sentences that go with them.

What is typed is the truth, and people type the amount OF a month. What is stored is cumulative, so:

- a month becomes a state per its last day whose amounts are those of the month before plus what was typed;
- a correction writes a new state with the next ``urutan`` of that date and a reason; the old one stays;
- the typed months after a corrected one keep the amounts that were typed in them, so their cumulative amounts shift
  and they get a new state too, up to the next month that came from a file: that one says itself how much was spent
  by its date, and typed months after it go on from there;
- a month that came from a file is corrected by loading a file again, never here;
- a month is written whole and without a gap: every line has an amount, be it 0, and the end of the month before is
  known. Only a line that came later, by a revision, stays out of the states of before and starts from 0;
- a saved month is corrected, not emptied; a month that has not begun takes nothing;
- the basis is that of all typed months: another one gives each of them a new state.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.anggaran.facts.lembar import BULAN_SETAHUN, KETIKAN, BarisLembar, BulanLembar, FaktaLembar, fetch_lembar
from apps.anggaran.formulas import MAKS_JUMLAH
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi
from apps.anggaran.services.lembar import Kunci, LembarBasi, LembarDitolak
from apps.audit.services import lock_chain, record_rows, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.ui.closing import refuse_locked
from apps.ui.numbers import MONTHS, format_rupiah, format_tanggal

Nilai = Mapping[int, Mapping[int, int | None]]
TERLALU_BESAR = (
    f"Jumlah realisasi s.d. {{bulan}} melebihi {format_rupiah(MAKS_JUMLAH)}. Periksa banyaknya nol pada angka ini dan "
    "bulan sebelumnya."
)


def akhir_bulan(tahun: int, bulan: int) -> date:
    """The last day of a month."""
    return date(tahun, bulan, monthrange(tahun, bulan)[1])


def alasan_bulan_terkunci(lembar: FaktaLembar, bulan: int, hari: date) -> str:
    """Why a month takes no typing: it came from a file, or has not begun on that day; "" when it takes some."""
    keadaan = lembar.bulan[bulan].keadaan
    if keadaan and lembar.bulan[bulan].dari_berkas:
        return (
            f"{MONTHS[bulan - 1]} dimuat dari {keadaan.sistem_sumber} per {format_tanggal(keadaan.per_tanggal)}. "
            "Perbaiki dengan mengimpor berkasnya lagi."
        )
    if date(lembar.dipa.tahun, bulan, 1) > hari:
        return f"{MONTHS[bulan - 1]} {lembar.dipa.tahun} belum berjalan."
    return ""


@dataclass(frozen=True, slots=True)
class KeadaanBaru:
    """A state that saving would write: cumulative amounts by line; why it is new is for the person to see."""

    bulan: int
    kumulatif: Mapping[int, int]
    perbaikan: bool
    bergeser: bool

    @property
    def nama(self) -> str:
        return MONTHS[self.bulan - 1]


@dataclass
class Susunan:
    """What saving a sheet would do: new states in order of month, errors by cell, and what deserves a second look."""

    keadaan: list[KeadaanBaru] = field(default_factory=list)
    galat: dict[Kunci, str] = field(default_factory=dict)
    peringatan: list[str] = field(default_factory=list)

    @property
    def perbaikan(self) -> list[KeadaanBaru]:
        """Those that replace a state; they need a reason."""
        return [k for k in self.keadaan if k.perbaikan]


def susun_bulanan(lembar: FaktaLembar, nilai: Nilai, basis: str, hari: date) -> Susunan:
    """Work out what saving typed months would write; nothing is written. Rules: the docstring of this module.

    nilai are the amounts of each month by line in whole rupiah; what is not in it stays, None empties a cell. Worked:
    stored January 100, February 50 (cumulative 150); typing January 80 gives two new states, 80 and 130.
    """
    susunan = Susunan()
    dikenal = {baris.id for baris in lembar.baris}
    for bulan, sel in nilai.items():
        for pos_id in sel.keys() - dikenal:
            susunan.galat[pos_id, bulan] = "Baris ini tidak ada pada lembar. Muat ulang halaman."
    lalu: Mapping[int, int] | None = {}
    for bulan in BULAN_SETAHUN:
        lalu = _satu_bulan(lembar, lembar.bulan[bulan], nilai.get(bulan, {}), lalu, basis, hari, susunan)
    susunan.peringatan = _peringatan(lembar, susunan.keadaan)
    return susunan


def _satu_bulan(
    lembar: FaktaLembar,
    ada: BulanLembar,
    sel: Mapping[int, int | None],
    lalu: Mapping[int, int] | None,
    basis: str,
    hari: date,
    susunan: Susunan,
) -> Mapping[int, int] | None:
    """One month on top of the cumulative amounts of the one before (None: unknown); returns those at its own end."""
    semula = {baris.id: lembar.jumlah(baris.id, ada.bulan) for baris in lembar.baris}
    bulan_ini = {pos_id: sel.get(pos_id, jumlah) for pos_id, jumlah in semula.items()}
    terkunci = alasan_bulan_terkunci(lembar, ada.bulan, hari)
    if terkunci and bulan_ini != semula:
        pertama = next(pos_id for pos_id, jumlah in bulan_ini.items() if jumlah != semula[pos_id])
        susunan.galat[pertama, ada.bulan] = terkunci
    if terkunci:
        return ada.kumulatif if ada.keadaan else None
    if ada.keadaan is None and all(jumlah is None for jumlah in bulan_ini.values()):
        return None
    if galat := _galat_bulan(lembar, ada, bulan_ini, lalu):
        susunan.galat |= galat
        return {}
    mulai = lalu or {}
    kumulatif = {i: mulai.get(i, 0) + jumlah for i, jumlah in bulan_ini.items() if jumlah is not None}
    if sum(map(abs, kumulatif.values())) > MAKS_JUMLAH:
        terbesar = max(kumulatif, key=lambda i: abs(kumulatif[i]))
        susunan.galat[terbesar, ada.bulan] = TERLALU_BESAR.format(bulan=MONTHS[ada.bulan - 1])
        return {}
    if ada.keadaan is None or kumulatif != dict(ada.kumulatif) or ada.keadaan.basis != basis:
        bergeser = ada.keadaan is not None and bulan_ini == semula
        susunan.keadaan.append(KeadaanBaru(ada.bulan, kumulatif, ada.keadaan is not None, bergeser))
    return kumulatif


def _galat_bulan(
    lembar: FaktaLembar, ada: BulanLembar, bulan_ini: Mapping[int, int | None], lalu: Mapping[int, int] | None
) -> dict[Kunci, str]:
    """Why a month cannot be written, on the cell to go to."""
    nama = MONTHS[ada.bulan - 1]
    if lalu is None:
        terisi = next((i for i, jumlah in bulan_ini.items() if jumlah is not None), lembar.baris[0].id)
        kurang = MONTHS[ada.bulan - 2]
        return {(terisi, ada.bulan): f"Isi {kurang} dahulu. Tulis 0 pada baris yang tidak ada realisasinya."}
    kosong = [
        baris
        for baris in lembar.baris
        if bulan_ini[baris.id] is None
        # A line that came after this month was written has no amount in it, as long as it has none before either.
        and (ada.keadaan is None or baris.id in ada.kumulatif or baris.id in lalu)
    ]
    if not kosong:
        return {}
    if dikosongkan := [baris for baris in kosong if baris.id in ada.kumulatif]:
        sebab = "sudah disimpan dan tidak dapat dikosongkan"
        return {(baris.id, ada.bulan): f"{nama} {sebab}. Tulis 0 bila memang tidak ada." for baris in dikosongkan}
    sisa = f" dan {len(kosong) - 1} baris lain" if len(kosong) > 1 else ""
    pertama = kosong[0]
    return {
        (pertama.id, ada.bulan): (
            f"{nama} belum lengkap: {pertama.kode}{sisa} masih kosong. Tulis 0 bila tidak ada realisasi."
        )
    }


def _peringatan(lembar: FaktaLembar, keadaan: list[KeadaanBaru]) -> list[str]:
    """What deserves a second look, once for each line: more than its pagu, or less than nothing, by some month."""
    hasil = []
    for baris in lembar.baris:
        for aneh in (_melebihi, _negatif):
            hasil += [kalimat for satu in keadaan if (kalimat := aneh(baris, satu))][:1]
    return hasil


def _melebihi(baris: BarisLembar, keadaan: KeadaanBaru) -> str:
    jumlah = keadaan.kumulatif.get(baris.id, 0)
    if jumlah <= baris.pagu:
        return ""
    return (
        f"{baris.kode}: realisasi s.d. {keadaan.nama} {format_rupiah(jumlah)} "
        f"melebihi pagu {format_rupiah(baris.pagu)}."
    )


def _negatif(baris: BarisLembar, keadaan: KeadaanBaru) -> str:
    jumlah = keadaan.kumulatif.get(baris.id, 0)
    if jumlah >= 0:
        return ""
    return f"{baris.kode}: realisasi s.d. {keadaan.nama} menjadi negatif ({format_rupiah(jumlah)})."


@transaction.atomic
def simpan_realisasi_bulanan(
    *, pelaku: Pengguna, dipa: Dipa, basis: str, nilai: Nilai, alasan: str, sidik: str
) -> list[KeadaanRealisasi]:
    """Save typed months of a DIPA and return the states written; rules: the docstring of this module.

    nilai are amounts of each month (1–12) by line of the sheet, in whole rupiah, negative for a return. All or
    nothing. Raises PermissionDenied; ValidationError when the year is closed, the basis is unknown or a correction
    has no reason; LembarBasi when sidik is not that of the sheet; LembarDitolak with a sentence for each cell.
    """
    satker = dipa.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    refuse_locked(KeadaanRealisasi(dipa=dipa))
    if basis not in KeadaanRealisasi.Basis.values:
        raise ValidationError({"basis": "Pilih basis realisasi: SPP, SPM, SP2D, atau tidak disebut."})
    lembar = fetch_lembar(dipa)
    if lembar.sidik != sidik:
        raise LembarBasi
    susunan = susun_bulanan(lembar, nilai, basis, timezone.localdate())
    if susunan.galat:
        raise LembarDitolak(susunan.galat)
    alasan = alasan.strip()
    if susunan.perbaikan and not alasan:
        raise ValidationError({"alasan": "Tulis alasan perbaikan: ada bulan yang sudah disimpan dan berubah."})
    terakhir = dict(
        KeadaanRealisasi.objects.filter(dipa=dipa)
        .order_by()
        .values_list("per_tanggal")
        .annotate(terakhir=Max("urutan"))
    )
    return [_tulis(pelaku, dipa, basis, baru, alasan, terakhir) for baru in susunan.keadaan]


def _tulis(
    pelaku: Pengguna, dipa: Dipa, basis: str, baru: KeadaanBaru, alasan: str, terakhir: Mapping[date, int]
) -> KeadaanRealisasi:
    """Write one state with its amounts: an entry for the state, one for all its amounts."""
    rantai = dipa.satker.kode
    tanggal = akhir_bulan(dipa.tahun, baru.bulan)
    keadaan = KeadaanRealisasi(
        dipa=dipa,
        per_tanggal=tanggal,
        basis=basis,
        sistem_sumber=KETIKAN,
        urutan=terakhir[tanggal] + 1 if tanggal in terakhir else 0,
        alasan=alasan if baru.perbaikan else "",
    )
    save_recorded(keadaan, rantai=rantai, pelaku=pelaku, alasan=keadaan.alasan)
    nilai = [NilaiRealisasi(keadaan=keadaan, pos_id=i, jumlah=jumlah) for i, jumlah in baru.kumulatif.items()]
    NilaiRealisasi.objects.bulk_create(nilai)
    record_rows(
        rantai=rantai,
        pelaku=pelaku,
        tindakan="tambah",
        objek=f"Nilai {keadaan}",
        model=NilaiRealisasi,
        pks=list(NilaiRealisasi.objects.filter(keadaan=keadaan).values_list("pk", flat=True)),
        rincian={"baris": len(nilai), "jumlah": sum(baru.kumulatif.values())},
    )
    return keadaan
