"""What the demonstration does not have and the pages need: an approved year with two editions, evidence to remove."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.anggaran.importers.contoh import buat_contoh
from apps.anggaran.importers.fa_detail_tulis import tulis_xlsx
from apps.anggaran.services.antrean import unggah_impor
from apps.anggaran.services.pengolahan import baca_impor
from apps.laporan.pengesahan import buka_kembali, sahkan
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import AnalisisIsian, NilaiIsian, jalankan_langkah, simpan_isian, tambah_bukti
from apps.rapat.models import Rapat
from apps.rapat.services import tambah_berkas
from apps.siklus.models import Edisi, Pengesahan
from apps.siklus.services import atur_periode
from tests.dokumen import samples

TAHUN = 2023


def publish() -> None:
    """Everything through the services, as the example accounts would do it; the first rows of their tables."""
    people = {p.username: p for p in Pengguna.objects.all()}
    entitas = Entitas.objects.select_related("satker").by_kunci("5371").get()
    for nama_satker in ("KPU KOTA KUPANG", "KPU KOTA LAIN"):
        _bring_file(entitas, people["administrator"], nama_satker)
    draft = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=8, tahun=2024, triwulan=0)
    tambah_bukti(
        pelaku=people["operator"], realisasi_id=draft.pk, jenis="catatan", judul="Rekap", catatan="Untuk dihapus."
    )
    scan = SimpleUploadedFile("notulen.pdf", samples.pdf("Notulen"), content_type="application/pdf")
    tambah_berkas(
        pelaku=people["verifikator"], rapat_id=Rapat.objects.get(triwulan=3).pk, jenis="notulen", unggahan=scan
    )
    atur_periode(pelaku=people["administrator"], entitas=entitas, tahun=TAHUN, triwulan=0, dibuka=True, tenggat=None)
    for realisasi in Realisasi.objects.filter(adopsi__entitas=entitas, tahun=TAHUN, triwulan=0):
        _verify(realisasi.pk, people)
    edisi = _approve(entitas, people["pimpinan"])
    buka_kembali(
        pelaku=people["pimpinan"],
        pengesahan=edisi.pengesahan,
        alasan="Salah ketik pada indikator 7.",
        tenggat=timezone.localdate(),
    )
    _approve(entitas, people["pimpinan"])


def _bring_file(entitas: Entitas, administrator: Pengguna, nama_satker: str) -> None:
    """A budget file that waits to be applied, or is refused because it names another office."""
    file = BytesIO()
    tulis_xlsx(buat_contoh(150, nama_satker=nama_satker), file)
    impor = unggah_impor(pelaku=administrator, satker=entitas.satker, tahun=2024, isi=file, nama="fa-detail.xlsx")
    baca_impor(impor.pk)


def _verify(pk: int, people: dict[str, Pengguna]) -> None:
    realisasi = Realisasi.objects.select_related("adopsi__indikator", "adopsi__entitas__satker").get(pk=pk)
    stored = {name: getattr(realisasi, name) for name in NilaiIsian.__slots__}
    simpan_isian(
        pelaku=people["administrator"],
        adopsi=realisasi.adopsi,
        tahun=TAHUN,
        triwulan=0,
        versi=realisasi.versi,
        nilai=NilaiIsian(**{**stored, "per_tanggal": stored["per_tanggal"] or date(TAHUN, 12, 31)}),
        analisis=AnalisisIsian(hambatan="Diisi untuk uji."),
    )
    tambah_bukti(pelaku=people["administrator"], realisasi_id=pk, jenis="catatan", judul="Bukti", catatan="Uji.")
    for who, langkah in (("administrator", "ajukan"), ("verifikator", "verifikasi")):
        versi = Realisasi.objects.values_list("versi", flat=True).get(pk=pk)
        jalankan_langkah(pelaku=people[who], realisasi_id=pk, versi=versi, langkah=langkah)


def _approve(entitas: Entitas, pimpinan: Pengguna) -> Edisi:
    return sahkan(
        pelaku=pimpinan,
        entitas=entitas,
        tahun=TAHUN,
        triwulan=0,
        cara=Pengesahan.Cara.APLIKASI,
        tanggal=date(2024, 2, 14),
        penandatangan="Ketua KPU Kota Kupang",
    )
