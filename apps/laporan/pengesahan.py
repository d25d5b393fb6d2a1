"""Approving a period and opening it again. Each is one transaction, in line with all other writers of the satker."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from apps.anggaran.models import PenjelasanSelisih
from apps.anggaran.rekonsiliasi import hitung_selisih_terbuka
from apps.audit.services import lock_chain, record_rows, save_recorded
from apps.dokumen.models import Berkas
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.laporan.edisi import sidik_edisi, susun_edisi
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import boleh_membuka_kembali, boleh_mencatat_berita_acara, boleh_mengesahkan
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.models import Narasi, Realisasi
from apps.pengukuran.services.langkah import catat_langkah
from apps.pengukuran.tugas import KEADAAN, TERVERIFIKASI, Pekerjaan, Tugas, fetch_pekerjaan, penghalang
from apps.pengukuran.workflow import BUKA_KEMBALI, SAHKAN
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode, nama_periode
from apps.siklus.models import TRIWULAN, Edisi, Pengesahan, Periode
from kpu_kinerja import VERSI

ALASAN_WAJIB = "Tuliskan alasan pembukaan kembali. Alasan ini tercatat dan terbaca pada riwayat pengesahan."
BERUBAH = "Ada angka yang berubah sejak halaman ini dibuka. Periksa lagi angka di bawah ini, lalu sahkan."


@dataclass(frozen=True)
class KesiapanPeriode:
    """What stands in the way of approving a period, and how much is ready.

    That is a reason, unfinished work, and for a year the number of unexplained differences of its budget.
    """

    periode: FaktaPeriode
    alasan: str
    penghalang: tuple[Tugas, ...]
    siap: int
    selisih: int = 0

    @property
    def dapat_disahkan(self) -> bool:
        return not (self.alasan or self.penghalang or self.selisih)

    @property
    def kalimat(self) -> list[str]:
        """Everything in the way, in words."""
        if self.alasan:
            return [self.alasan]
        return [*(hambatan(tugas) for tugas in self.penghalang), *([self.kalimat_selisih] if self.selisih else [])]

    @property
    def kalimat_selisih(self) -> str:
        """The differences of the budget that wait for an explanation, in words; "" when none does."""
        if not self.selisih:
            return ""
        return f"Masih ada {self.selisih} selisih anggaran yang belum dijelaskan. Jelaskan di halaman Rekonsiliasi."


def hambatan(tugas: Tugas) -> str:
    """What one unfinished task says to those who wait for it."""
    words, _ = KEADAAN[tugas.keadaan]
    return f"{tugas.periode.nama}, indikator {tugas.indikator.nomor} ({tugas.indikator.nama}): {words.lower()}."


def periksa_kesiapan(entitas: Entitas, tahun: int, pekerjaan: Pekerjaan | None = None) -> dict[int, KesiapanPeriode]:
    """What each period of a year still lacks, by triwulan (0 = the year), opened or not: see ``penghalang``.

    The budget is closed by the year, so only the year waits for its differences to be explained. pekerjaan is the
    work of the year where it was fetched before.
    """
    pekerjaan = pekerjaan or fetch_pekerjaan(entitas, tahun)
    kesiapan = {triwulan: _kesiapan(periode, pekerjaan.tugas) for triwulan, periode in pekerjaan.periode.items()}
    tahunan = kesiapan[SELURUH_TAHUN]
    if not tahunan.alasan:
        kesiapan[SELURUH_TAHUN] = replace(tahunan, selisih=hitung_selisih_terbuka(entitas.satker, tahun))
    return kesiapan


def _kesiapan(periode: FaktaPeriode, semua: Sequence[Tugas]) -> KesiapanPeriode:
    milik = [t for t in semua if t.periode.triwulan == periode.triwulan]
    belum = penghalang(semua, periode.triwulan)
    alasan = ""
    if periode.disahkan:
        alasan = periode.disahkan
    elif periode.id is None:
        alasan = f"{periode.nama} belum dibuat. Administrator satker Anda membuatnya di halaman Periode."
    elif not milik:
        alasan = f"Tidak ada angka yang perlu disahkan pada {periode.nama}."
    return KesiapanPeriode(periode, alasan, tuple(belum), sum(t.keadaan in TERVERIFIKASI for t in milik))


def sidik_angka(entitas: Entitas, tahun: int, triwulan: int) -> str:
    """A short fingerprint of the figures that a person is asked to approve: another one means that some changed.

    With a year come the explanations of its budget's differences and the edited texts of its comparisons, which the
    edition keeps: new words are read first.
    """
    rows = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=tahun)
    if triwulan != SELURUH_TAHUN:
        rows = rows.filter(triwulan=triwulan)
    seen: list[Any] = [list(rows.order_by("pk").values_list("pk", "versi"))]
    if triwulan == SELURUH_TAHUN:
        said = PenjelasanSelisih.objects.filter(dipa__satker=entitas.satker_id, dipa__tahun=tahun)
        narasi = Narasi.objects.filter(entitas=entitas, tahun=tahun)
        teks = _teks("selisih", said).union(_teks("narasi", narasi), all=True)
        seen += sorted([macam, pk, waktu.isoformat()] for macam, pk, waktu in teks)
    return hashlib.sha256(str(seen).encode()).hexdigest()[:16]


def _teks(macam: str, rows: QuerySet) -> QuerySet:
    """What people wrote, by kind, with when it was last changed."""
    return rows.order_by().values_list(Value(macam), "pk", "waktu")


@transaksi_berkas()
def sahkan(
    *,
    pelaku: Pengguna,
    entitas: Entitas,
    tahun: int,
    triwulan: int,
    cara: str,
    tanggal: date,
    nomor_berita_acara: str = "",
    penandatangan: str,
    unggahan: File[Any] | None = None,
    sidik: str | None = None,
) -> Edisi:
    """Approve a period and produce its edition.

    cara says whether a pimpinan does it here, or whether a verifikator records the signed berita acara, of which the
    scan must then be given. sidik is :func:`sidik_angka` as the page showed it: figures that changed since are read
    again before anybody approves them.

    The approval of a year (triwulan 0) also approves the verified figures of its quarters, because it closes them.
    Raises PermissionDenied with the reason; ValidationError when something is missing, not verified or approved
    already. Of two at once the second is refused: both stand in line for the chain.
    """
    satker = entitas.satker
    lock_chain(satker.kode)
    anggota = anggota_of(pelaku, satker)
    aplikasi = cara == Pengesahan.Cara.APLIKASI
    require(boleh_mengesahkan(anggota) if aplikasi else boleh_mencatat_berita_acara(anggota))
    kesiapan = periksa_kesiapan(entitas, tahun)[triwulan]
    if not kesiapan.dapat_disahkan or kesiapan.periode.id is None:
        raise ValidationError(kesiapan.kalimat)
    if sidik is not None and sidik != sidik_angka(entitas, tahun, triwulan):
        raise ValidationError(BERUBAH, code="basi")
    nomor, penandatangan = nomor_berita_acara.strip(), penandatangan.strip()
    _check_given(aplikasi, tanggal, nomor, penandatangan, unggahan)
    berkas = None if aplikasi or unggahan is None else _scan(satker, unggahan, pelaku)

    periode = Periode.objects.select_related("entitas__satker").get(pk=kesiapan.periode.id)
    for realisasi in _verified(entitas, tahun, triwulan):
        dari, realisasi.tahap, realisasi.direvisi = realisasi.tahap, Realisasi.Tahap.DISAHKAN, False
        realisasi.versi += 1
        catat_langkah(pelaku=pelaku, realisasi=realisasi, langkah=SAHKAN, dari=dari)
    # From this row on the period is closed for every way of writing.
    pengesahan = Pengesahan(
        periode=periode,
        cara=cara,
        nomor_berita_acara=nomor,
        tanggal=tanggal,
        penandatangan=penandatangan,
        berita_acara=berkas,
        disahkan_oleh=pelaku,
    )
    save_recorded(pengesahan, rantai=satker.kode, pelaku=pelaku, tindakan=SAHKAN)
    return _terbitkan(pelaku, pengesahan)


def _check_given(aplikasi: bool, tanggal: date, nomor: str, penandatangan: str, unggahan: File[Any] | None) -> None:
    galat: dict[str, str] = {}
    if tanggal > timezone.localdate():
        galat["tanggal"] = "Tanggal pengesahan tidak boleh sesudah hari ini."
    if not penandatangan:
        galat["penandatangan"] = "Tuliskan siapa yang mengesahkan."
    if not aplikasi and not nomor:
        galat["nomor_berita_acara"] = "Tuliskan nomor berita acara pleno."
    if not aplikasi and unggahan is None:
        galat["unggahan"] = "Unggah pindaian berita acara yang sudah ditandatangani."
    if galat:
        raise ValidationError(galat)


def _scan(satker: Any, unggahan: File[Any], pelaku: Pengguna) -> Berkas:
    try:
        return simpan_berkas(satker=satker, isi=unggahan, nama=unggahan.name or "", pelaku=pelaku)
    except ValidationError as error:
        raise ValidationError({"unggahan": error.messages}) from error


def _verified(entitas: Entitas, tahun: int, triwulan: int) -> list[Realisasi]:
    """The figures that an approval takes along."""
    rows = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=tahun, tahap=Realisasi.Tahap.DIVERIFIKASI)
    if triwulan != SELURUH_TAHUN:
        rows = rows.filter(triwulan=triwulan)
    return list(rows.select_related("adopsi__indikator", "adopsi__entitas__satker").order_by("adopsi", "triwulan"))


def _terbitkan(pelaku: Pengguna, pengesahan: Pengesahan) -> Edisi:
    """Write the edition; the journal keeps its fingerprint and a digest of the row, not a second copy."""
    rantai = pengesahan.periode.entitas.satker.kode
    nomor = 1 + Edisi.objects.filter(pengesahan__periode=pengesahan.periode).count()
    isi = susun_edisi(pengesahan, nomor, lock_chain(rantai))
    edisi = Edisi(pengesahan=pengesahan, nomor=nomor, isi=isi, sha256=sidik_edisi(isi), versi_kode=VERSI)
    edisi.full_clean()
    edisi.save(force_insert=True)
    record_rows(
        rantai=rantai,
        pelaku=pelaku,
        tindakan="terbitkan_edisi",
        objek=str(edisi),
        model=Edisi,
        pks=[edisi.pk],
        rincian={"sha256": edisi.sha256, "nomor": nomor},
        pokok=edisi.pokok_jejak(),
    )
    return edisi


@transaction.atomic
def buka_kembali(*, pelaku: Pengguna, pengesahan: Pengesahan, alasan: str, tenggat: date) -> Periode:
    """Open an approved period again until a day, with a reason that stays; its edition stays as it is.

    Its figures go back to verified and are marked as under revision until the next edition. Raises PermissionDenied
    with the reason, ValidationError when a reason is missing or something else keeps the period closed.
    """
    periode = Periode.objects.select_related("entitas__satker").get(pk=pengesahan.periode_id)
    satker = periode.entitas.satker
    lock_chain(satker.kode)
    require(boleh_membuka_kembali(anggota_of(pelaku, satker)))
    pengesahan = Pengesahan.objects.select_related("periode").get(pk=pengesahan.pk)
    alasan = alasan.strip()
    _check_reopening(periode, pengesahan, alasan, tenggat)
    pengesahan.dibuka_kembali, pengesahan.dibuka_oleh = timezone.now(), pelaku
    pengesahan.alasan_dibuka = alasan
    # First the pengesahan, which closes everything else.
    save_recorded(pengesahan, rantai=satker.kode, pelaku=pelaku, tindakan=BUKA_KEMBALI, alasan=alasan)
    for realisasi in _approved(periode):
        dari, realisasi.tahap, realisasi.direvisi = realisasi.tahap, Realisasi.Tahap.DIVERIFIKASI, True
        realisasi.versi += 1
        catat_langkah(pelaku=pelaku, realisasi=realisasi, langkah=BUKA_KEMBALI, dari=dari, alasan=alasan)
    periode.dibuka, periode.tenggat = True, tenggat
    save_recorded(periode, rantai=satker.kode, pelaku=pelaku, tindakan=BUKA_KEMBALI, alasan=alasan)
    return periode


def _check_reopening(periode: Periode, pengesahan: Pengesahan, alasan: str, tenggat: date) -> None:
    if pengesahan.dibuka_kembali is not None:
        raise ValidationError(f"{periode} sudah dibuka kembali.")
    tahunan = Pengesahan.objects.filter(
        periode__entitas=periode.entitas_id, periode__tahun=periode.tahun, periode__triwulan=SELURUH_TAHUN
    )
    if periode.triwulan and tahunan.filter(dibuka_kembali__isnull=True).exists():
        nama = nama_periode(periode.tahun, SELURUH_TAHUN)
        raise ValidationError(f"{nama} sudah disahkan dan menutup triwulannya. Buka kembali {nama} dahulu.")
    galat: dict[str, str] = {}
    if not alasan:
        galat["alasan"] = ALASAN_WAJIB
    if tenggat < timezone.localdate():
        galat["tenggat"] = "Pilih tenggat hari ini atau sesudahnya."
    if galat:
        raise ValidationError(galat)


def _approved(periode: Periode) -> list[Realisasi]:
    """The figures that this period's approval alone held: a quarter with its own approval stays approved."""
    triwulan = [periode.triwulan]
    if periode.triwulan == SELURUH_TAHUN:
        sendiri = Pengesahan.objects.filter(
            periode__entitas=periode.entitas_id, periode__tahun=periode.tahun, dibuka_kembali__isnull=True
        ).values_list("periode__triwulan", flat=True)
        triwulan = [nomor for nomor, _ in TRIWULAN if nomor not in set(sendiri)]
    rows = Realisasi.objects.filter(
        Q(triwulan__in=triwulan),
        adopsi__entitas=periode.entitas_id,
        tahun=periode.tahun,
        tahap=Realisasi.Tahap.DISAHKAN,
    )
    return list(rows.select_related("adopsi__indikator", "adopsi__entitas__satker").order_by("adopsi", "triwulan"))
