"""Writing what rincian output are to deliver and what they delivered: a sheet of them, all at once, journalled."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.anggaran.facts.keluaran import FaktaKeluaran, FaktaKemajuan, fakta_keluaran
from apps.anggaran.models import CapaianRO, Dipa, KemajuanRO, PosAnggaran
from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import MONTHS, exact_text, format_jumlah, format_persen
from apps.ui.pasted import control_character

# Field of the row that a sentence belongs to; "" is the row as a whole.
Galat = dict[tuple[int, str], str]
MAX_SATUAN, MAX_DINYATAKAN = 60, Decimal("99999.99")


@dataclass(frozen=True, slots=True)
class IsiRO:
    """What somebody states about one RO: for the year, and for one month. Volumes in the RO's own unit, since January.

    dinyatakan and progres are in persen.
    """

    target: Decimal | None = None
    satuan: str = ""
    dinyatakan: Decimal | None = None
    asumsi: bool = False
    volume: Decimal | None = None
    progres: Decimal | None = None
    keterangan: str = ""

    @property
    def sidik(self) -> str:
        """A short fingerprint; 4 and 4.00 have the same one."""
        angka = [
            "" if nilai is None else exact_text(nilai)
            for nilai in (self.target, self.dinyatakan, self.volume, self.progres)
        ]
        # A browser sends line breaks as CR LF.
        bersih = "\n".join(self.keterangan.splitlines())
        return hashlib.sha256(repr([*angka, self.satuan, self.asumsi, bersih]).encode()).hexdigest()[:16]

    @property
    def berlaku(self) -> "IsiRO":
        """What counts of it: beside a target volume no capaian is stated."""
        return self if self.target is None else replace(self, dinyatakan=None, asumsi=False)

    @property
    def ringkas(self) -> str:
        """The row in words, for whoever must choose between two of them."""
        bagian = [
            f"target {format_jumlah(self.target)} {self.satuan}".strip() if self.target is not None else "",
            f"volume {format_jumlah(self.volume)}" if self.volume is not None else "",
            f"progres {format_persen(self.progres)}" if self.progres is not None else "",
            f"capaian dinyatakan {format_persen(self.dinyatakan)}" if self.dinyatakan is not None else "",
            "asumsi" if self.asumsi else "",
            f"keterangan “{self.keterangan}”" if self.keterangan else "",
        ]
        return ", ".join(filter(None, bagian)) or "kosong"


@dataclass(frozen=True, slots=True)
class BarisRO:
    """One row of the page as it was sent: the RO, what was typed, and the fingerprint of what the page had shown."""

    pos_id: int
    isi: IsiRO
    sidik: str


class KeluaranDitolak(Exception):
    """Nothing was saved; ``galat`` says why, by (RO, field). ``basi`` are the rows that others changed meanwhile."""

    def __init__(self, galat: Galat, basi: Iterable[int] = ()) -> None:
        self.galat = galat
        self.basi = frozenset(basi)
        super().__init__("Tidak ada baris yang disimpan.")


def isi_ro(keluaran: FaktaKeluaran, bulan: int) -> IsiRO:
    """What is stored of an RO for the year and for this month, as the page shows it."""
    kemajuan = keluaran.kemajuan.get(bulan)
    return IsiRO(
        keluaran.target,
        keluaran.satuan,
        keluaran.dinyatakan,
        keluaran.asumsi,
        kemajuan.volume if kemajuan else None,
        kemajuan.progres if kemajuan else None,
        kemajuan.keterangan if kemajuan else "",
    )


def setelah(isi: IsiRO, lama: FaktaKeluaran, bulan: int) -> FaktaKeluaran:
    """What would be known of an RO once this was saved."""
    isi = isi.berlaku
    kemajuan = {b: k for b, k in lama.kemajuan.items() if b != bulan}
    if isi.volume is not None:
        kemajuan[bulan] = FaktaKemajuan(isi.volume, isi.progres, isi.keterangan)
    return FaktaKeluaran(isi.target, isi.satuan, isi.dinyatakan, isi.asumsi, kemajuan)


@transaction.atomic
def simpan_keluaran(*, pelaku: Pengguna, dipa: Dipa, bulan: int, baris: Sequence[BarisRO]) -> int:
    """Save the rows that were changed and return how many; all or nothing.

    With a target volume the capaian that was stated before, and its mark "asumsi", are cleared: from then on it is
    computed. Raises PermissionDenied, ValidationError when the year is approved or a row is no RO of this DIPA, and
    KeluaranDitolak with a sentence for each field that cannot stay as it is.
    """
    lock_chain(dipa.satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, dipa.satker)))
    if alasan := alasan_anggaran_disahkan(dipa.satker_id, dipa.tahun):
        raise ValidationError(alasan, code="terkunci")
    diubah = [b for b in baris if b.isi.sidik != b.sidik]
    semua = PosAnggaran.objects.filter(dipa=dipa, jenis=PosAnggaran.Jenis.RO, pk__in=[b.pos_id for b in diubah])
    ro = {p.pk: p for p in semua.select_related("dipa__satker")}
    if any(b.pos_id not in ro for b in diubah):
        raise ValidationError("Ada baris yang bukan rincian output DIPA ini. Muat ulang halaman, lalu isi lagi.")
    tersimpan = _Tersimpan(ro.values())
    galat: Galat = {}
    basi = []
    for b in diubah:
        lama = tersimpan.keluaran(b.pos_id)
        if isi_ro(lama, bulan).sidik != b.sidik:
            basi.append(b.pos_id)
            galat[b.pos_id, ""] = _stale(isi_ro(lama, bulan), b.isi)
            continue
        galat |= {(b.pos_id, tempat): kalimat for tempat, kalimat in periksa(b.isi, lama, bulan).items()}
    if galat:
        raise KeluaranDitolak(galat, basi)
    return sum([tersimpan.simpan(pelaku, ro[b.pos_id], bulan, b.isi) for b in diubah])


def _stale(kini: IsiRO, diketik: IsiRO) -> str:
    return (
        f"Baris ini sudah diubah orang lain. Sekarang: {kini.ringkas}. Yang Anda ketik: {diketik.ringkas}. "
        "Simpan lagi bila yang Anda ketik yang benar."
    )


class _Tersimpan:
    """The stored rows of some RO: two queries."""

    def __init__(self, ro: Iterable[PosAnggaran]) -> None:
        pks = [pos.pk for pos in ro]
        self.capaian = {c.pos_id: c for c in CapaianRO.objects.filter(pos__in=pks)}
        self.kemajuan = {(k.pos_id, k.bulan): k for k in KemajuanRO.objects.filter(pos__in=pks)}

    def keluaran(self, pos_id: int) -> FaktaKeluaran:
        bulan = {
            b: FaktaKemajuan(k.volume, k.progres, k.keterangan) for (p, b), k in self.kemajuan.items() if p == pos_id
        }
        return fakta_keluaran(self.capaian.get(pos_id), bulan)

    def simpan(self, pelaku: Pengguna, pos: PosAnggaran, bulan: int, isi: IsiRO) -> bool:
        """Write one row; whether anything changed."""
        rantai, isi = pos.dipa.satker.kode, isi.berlaku
        capaian = self.capaian.get(pos.pk) or CapaianRO(pos=pos)
        capaian.target_volume, capaian.satuan = isi.target, isi.satuan
        capaian.capaian, capaian.asumsi = isi.dinyatakan, isi.asumsi
        kosong = capaian.pk is None and isi.target is None and isi.dinyatakan is None and not isi.satuan
        berubah = not kosong and save_recorded(capaian, rantai=rantai, pelaku=pelaku)
        kemajuan = self.kemajuan.get((pos.pk, bulan))
        if isi.volume is None:
            if kemajuan:
                delete_recorded(kemajuan, rantai=rantai, pelaku=pelaku)
            return berubah or kemajuan is not None
        kemajuan = kemajuan or KemajuanRO(pos=pos, bulan=bulan)
        kemajuan.volume, kemajuan.progres, kemajuan.keterangan = isi.volume, isi.progres, isi.keterangan
        return save_recorded(kemajuan, rantai=rantai, pelaku=pelaku) or berubah


def periksa(isi: IsiRO, lama: FaktaKeluaran, bulan: int) -> dict[str, str]:
    """What cannot stay as it is typed, by field, each with what to do; lama is what is stored of the RO."""
    galat = {}
    lain = sorted(b for b in lama.kemajuan if b != bulan)
    if isi.target is not None and isi.target <= 0:
        galat["target"] = "Target volume harus lebih besar dari 0. Kosongkan bila targetnya tidak diketahui."
    if isi.target is None and isi.volume is not None:
        galat["target"] = "Isi target volumenya, supaya volume yang dicapai dapat dibandingkan."
    elif isi.target is None and lain:
        nama = ", ".join(MONTHS[b - 1] for b in lain)
        galat["target"] = f"Target tidak dapat dikosongkan: volume {nama} sudah dicatat. Kosongkan volume itu dahulu."
    for tempat, nilai in (("progres", isi.progres), ("dinyatakan", isi.dinyatakan)):
        if nilai is not None and nilai != round(nilai, 2):
            galat[tempat] = "Paling banyak dua angka di belakang koma. Bulatkan dahulu angka ini."
    if isi.dinyatakan is not None and isi.dinyatakan > MAX_DINYATAKAN:
        galat["dinyatakan"] = f"Capaian paling besar {format_persen(MAX_DINYATAKAN)}. Periksa kembali angkanya."
    if len(isi.satuan) > MAX_SATUAN:
        galat["satuan"] = f"Satuan paling panjang {MAX_SATUAN} huruf. Singkatkan."
    for tempat, teks in (("satuan", isi.satuan), ("keterangan", isi.keterangan)):
        if control_character(teks):
            galat[tempat] = "Ada tanda yang tidak dapat dibaca. Hapus, lalu ketik ulang."
    if isi.target is not None and not isi.satuan:
        galat["satuan"] = "Isi satuannya, misalnya dokumen atau layanan."
    if isi.asumsi and isi.dinyatakan is None and isi.target is None:
        galat["asumsi"] = "Tanda asumsi hanya untuk capaian yang dinyatakan. Isi capaiannya, atau hapus tandanya."
    if isi.progres is not None and isi.progres > 100:
        galat["progres"] = f"Progres {format_persen(isi.progres)} melebihi 100%. Tulis antara 0 dan 100."
    if isi.volume is None and (isi.progres is not None or isi.keterangan):
        galat["volume"] = f"Isi juga volume s.d. {MONTHS[bulan - 1]}; tulis 0 bila belum ada."
    elif isi.volume is not None and (kalimat := _naik(isi.volume, lama, bulan)):
        galat["volume"] = kalimat
    return galat


def _naik(volume: Decimal, lama: FaktaKeluaran, bulan: int) -> str:
    """Why a cumulative volume does not fit between its neighbours; "" when it does."""
    sebelum = lama.sampai(bulan - 1)
    sesudah = min((b for b in lama.kemajuan if b > bulan), default=None)
    ini = f"Volume s.d. {MONTHS[bulan - 1]} ({format_jumlah(volume)})"
    if sebelum and volume < (batas := lama.kemajuan[sebelum].volume):
        return (
            f"{ini} lebih kecil daripada s.d. {MONTHS[sebelum - 1]} ({format_jumlah(batas)}). Volume dihitung sejak "
            f"Januari: tulis paling sedikit {format_jumlah(batas)}, atau perbaiki {MONTHS[sebelum - 1]} dahulu."
        )
    if sesudah and volume > (batas := lama.kemajuan[sesudah].volume):
        return (
            f"{ini} lebih besar daripada s.d. {MONTHS[sesudah - 1]} ({format_jumlah(batas)}). "
            f"Tulis paling banyak {format_jumlah(batas)}, atau perbaiki {MONTHS[sesudah - 1]} dahulu."
        )
    return ""
