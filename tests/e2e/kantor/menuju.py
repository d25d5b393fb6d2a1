"""Brings an office to a stage of its work as the example accounts would, through the services and never by SQL.

Runs inside `manage.py shell` on the office's own data. What is there already stays, so a journey that begins anywhere
finds what it needs.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.laporan.pengesahan import sahkan
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import AnalisisIsian, NilaiIsian, jalankan_langkah, simpan_isian, tambah_bukti
from apps.siklus.models import Pengesahan
from tests.dokumen import samples
from tests.e2e.kantor.isi import BUKTI, HAMBATAN, NOMOR, PEMBILANG, PENYEBUT, TAHUN
from tests.pengisian.selisih import jelaskan_semua


def terisi() -> None:
    """The operator has filled in the indicator, with its evidence."""
    realisasi = realisasi_ke(NOMOR)
    if realisasi.tahap != "draf":
        return
    if realisasi.pembilang is None:
        _simpan("operator", realisasi, nilai=None, pembilang=PEMBILANG, penyebut=PENYEBUT)
    if not realisasi.bukti.exists():
        berkas = SimpleUploadedFile(f"{BUKTI}.pdf", samples.pdf(BUKTI))
        tambah_bukti(pelaku=_orang("operator"), realisasi_id=realisasi.pk, jenis="berkas", judul=BUKTI, unggahan=berkas)


def diajukan() -> None:
    terisi()
    if realisasi_ke(NOMOR).tahap == "draf":
        _langkah("operator", realisasi_ke(NOMOR), "ajukan")


def terverifikasi() -> None:
    """Every figure of the year is verified. The administrator hands in for those subbagian that have no account."""
    diajukan()
    for realisasi in _semua():
        if realisasi.tahap == "draf":
            _lengkapi(realisasi)
            _langkah("administrator", realisasi, "ajukan")
        if realisasi_ke(realisasi.adopsi.nomor).tahap == "diajukan":
            _langkah("verifikator", realisasi, "verifikasi")


def siap() -> None:
    """The budget is reconciled too: nothing is in the way of the pengesahan."""
    terverifikasi()
    jelaskan_semua(_orang("verifikator"), _entitas().satker)


def disahkan() -> None:
    if realisasi_ke(NOMOR).tahap == "disahkan":
        return
    siap()
    pimpinan = _orang("pimpinan")
    sahkan(
        pelaku=pimpinan,
        entitas=_entitas(),
        tahun=TAHUN,
        triwulan=0,
        cara=Pengesahan.Cara.APLIKASI,
        tanggal=timezone.localdate(),
        penandatangan=pimpinan.nama,
    )


TAHAP: dict[str, Callable[[], None]] = {f.__name__: f for f in (terisi, diajukan, terverifikasi, siap, disahkan)}


def menuju(tahap: str) -> None:
    """Go on to a stage; nothing happens where the office is there or beyond."""
    TAHAP[tahap]()


def ubah_lewat_layanan() -> str:
    """Try to change the figure through the service itself; return what it says, or "" when it let that happen."""
    try:
        _simpan("operator", realisasi_ke(NOMOR), nilai=99, pembilang=None, penyebut=None)
    except (PermissionDenied, ValidationError) as penolakan:
        return f"{type(penolakan).__name__}: {penolakan}"
    return ""


def _lengkapi(realisasi: Realisasi) -> None:
    if not realisasi.bukti.exists():
        tambah_bukti(
            pelaku=_orang("administrator"),
            realisasi_id=realisasi.pk,
            jenis="catatan",
            judul="Bukti",
            catatan="Arsip subbagian.",
        )
    final = timezone.localdate() if realisasi.status_nilai == Realisasi.StatusNilai.SEMENTARA else None
    _simpan("administrator", realisasi, tanggal_final=final)


def _simpan(siapa: str, realisasi: Realisasi, **berubah: object) -> None:
    nilai = {name: getattr(realisasi, name) for name in NilaiIsian.__slots__} | berubah
    simpan_isian(
        pelaku=_orang(siapa),
        adopsi=realisasi.adopsi,
        tahun=TAHUN,
        triwulan=0,
        versi=realisasi.versi,
        nilai=NilaiIsian(**nilai),
        analisis=AnalisisIsian(hambatan=HAMBATAN),
    )


def _langkah(siapa: str, realisasi: Realisasi, langkah: str) -> None:
    versi = Realisasi.objects.get(pk=realisasi.pk).versi
    jalankan_langkah(pelaku=_orang(siapa), realisasi_id=realisasi.pk, versi=versi, langkah=langkah)


def _orang(nama: str) -> Pengguna:
    return Pengguna.objects.get(username=nama)


def _entitas() -> Entitas:
    return Entitas.objects.select_related("satker").by_kunci("5371").get()


def _semua() -> list[Realisasi]:
    rows = Realisasi.objects.filter(adopsi__entitas=_entitas(), tahun=TAHUN, triwulan=0)
    return list(rows.select_related("adopsi__indikator", "adopsi__entitas__satker").order_by("adopsi__nomor"))


def realisasi_ke(nomor: int) -> Realisasi:
    return next(r for r in _semua() if r.adopsi.nomor == nomor)
