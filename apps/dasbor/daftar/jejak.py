"""The journal of a satker, newest first; the same columns tell the history of a figure and what a person did."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN, record
from apps.dasbor.daftar.dasar import DaftarEntri
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.jejak.filters import JejakFilter, jenis_objek
from apps.laporan.exports import NAMA_BENTUK
from apps.organisasi.permissions import Keputusan, boleh_membaca_jejak
from apps.pengukuran.riwayat import Kalimat, kalimat_semua

KEJADIAN = "kejadian"


class JejakDaftar(DaftarEntri[Jejak]):
    """For those who answer for the data as a whole. lengkap: whether sentences name the figure that they tell of."""

    halaman = "jejak"
    slug = "jejak"
    judul = "Jejak audit"
    penjelasan = "Setiap perubahan dicatat berantai dan tidak dapat diubah atau dihapus."
    kosong = "Belum ada jejak yang cocok."
    kartu_lega = True
    urutan = "-nomor"
    per_tahun = False
    menu_sendiri = True
    templat = "dasbor/jejak/daftar.html"
    saringan = JejakFilter
    lengkap = True

    def izin(self) -> Keputusan:
        return boleh_membaca_jejak(self.scope.anggota)

    def semua(self) -> QuerySet[Jejak]:
        return Jejak.objects.filter(rantai=self.scope.entitas.satker.kode).order_by("-nomor")

    @property
    def alamat(self) -> dict[str, str]:
        """Where the whole chain is checked and taken out."""
        return {nama: self.url(f"jejak_{nama}") for nama in ("ekspor", "pemeriksa", "pemeriksaan")}

    @cached_property
    def _kalimat(self) -> dict[int, Kalimat]:
        return {}

    @cached_property
    def baris(self) -> QuerySet[Jejak]:
        found = super().baris
        # Only its digests make an entry large; the sentence alone needs them.
        return found if any(k.kunci == KEJADIAN for k in self.dipilih) else found.defer("sebelum", "sesudah")

    def lengkapi(self, baris: Sequence[Jejak], kolom: Iterable[Kolom[Jejak]]) -> Sequence[Jejak]:
        if any(k.kunci == KEJADIAN for k in kolom):
            told = kalimat_semua(list(baris), lengkap=self.lengkap)
            self._kalimat.update((jejak.pk, kalimat) for jejak, kalimat in zip(baris, told, strict=True))
        return baris

    @cached_property
    def kolom(self) -> tuple[Kolom[Jejak], ...]:
        return (
            Kolom(
                "nomor",
                "Nomor",
                lambda j: j.nomor,
                "nomor",
                9,
                "nomor",
                tautan=lambda j: self.url("jejak_rincian", j.nomor),
                tetap=True,
            ),
            Kolom("waktu", "Waktu", lambda j: timezone.localtime(j.waktu), "waktu", 28, "waktu"),
            Kolom("pelaku", "Pelaku", lambda j: j.pelaku, lebar=26, urut="pelaku"),
            Kolom("tindakan", "Tindakan", lambda j: TINDAKAN.get(j.tindakan, j.tindakan), lebar=24, urut="tindakan"),
            Kolom("objek", "Objek", lambda j: j.objek, lebar=40, urut="objek", penuh=True),
            Kolom("jenis", "Jenis objek", lambda j: jenis_objek(j.objek_jenis), lebar=22, urut="objek_jenis"),
            Kolom("asal", "Dari", lambda j: j.asal, lebar=20, urut="asal"),
            Kolom(KEJADIAN, "Kejadian", self._kejadian, lebar=70, awal=False, penuh=True),
            Kolom("alasan", "Alasan", lambda j: j.alasan, lebar=40, awal=False, penuh=True),
            Kolom("sidik", "Sidik", lambda j: j.sidik, lebar=30, awal=False, penuh=True),
        )

    def _kejadian(self, jejak: Jejak) -> str:
        kalimat = self._kalimat[jejak.pk]
        return ". ".join([kalimat.utama, *kalimat.rincian]) + "."

    def dicatat(self, bentuk: str) -> None:
        """What leaves the journal is itself noted in it."""
        record(
            rantai=self.scope.entitas.satker.kode,
            pelaku=self.view.request.user,  # type: ignore[arg-type]
            tindakan="unduh_jejak",
            objek=f"{self.judul} ({NAMA_BENTUK.get(bentuk, bentuk)})",
        )


class RiwayatBerkas(JejakDaftar):
    """The history of a figure, which its own page names: everybody of the satker reads it."""

    lengkap = False
