"""Every realisasi that was entered for a year or a quarter, with its target and capaian and how far it is."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import NamedTuple

from django.db.models import Count

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.indikator import ya_tidak
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.dasbor.jejak.telusur import NADA
from apps.laporan.cells import Footnotes, capaian_cell, kategori_cell, realisasi_cell, target_cell
from apps.laporan.table import Cell
from apps.laporan.views import TRIWULAN
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, fetch_kinerja_periode
from apps.pengukuran.models import Realisasi
from apps.siklus.facts import NAMA_TRIWULAN


class Baris(NamedTuple):
    """A row with its indicator as its period sees it."""

    isi: Realisasi
    indikator: FaktaIndikator


class RealisasiDaftar(DaftarBaris[Baris]):
    """Work as it is: always all figures, whatever their state."""

    halaman = "daftar_realisasi"
    slug = "realisasi"
    judul = "Realisasi"
    penjelasan = "Isian setiap indikator dan periode: nilai, capaian, tahap, sumber data, dan keandalannya."
    kosong = "Tidak ada realisasi yang cocok."
    cari = "Cari indikator, sumber data, atau catatan"

    def semua(self) -> Sequence[Baris]:
        entitas, tahun = self.scope.entitas, self.scope.tahun
        self._notes = Footnotes()
        fakta = fetch_kinerja_periode(entitas, tahun, NAMA_TRIWULAN)
        # All periods belong to one plan, whose scale and cap are those of the year.
        self._kinerja: FaktaKinerja = fakta[0]
        indikator = {tw: {i.adopsi_id: i for i in kinerja.indikator} for tw, kinerja in fakta.items()}
        rows = (
            Realisasi.objects.visible_to(self.view.request.user)  # type: ignore[arg-type]
            .filter(adopsi__in=indikator[0], tahun=tahun)
            .select_related("peristiwa")
            .annotate(jumlah_bukti=Count("bukti"))
            .order_by("adopsi__nomor", "triwulan")
        )
        return [Baris(r, indikator[r.triwulan][r.adopsi_id]) for r in rows]

    def teks(self, baris: Baris) -> str:
        i, r = baris.indikator, baris.isi
        return f"{i.nomor} {i.nama} {i.penanggung_jawab} {r.sumber} {r.alasan} {r.catatan_kaki} {r.alasan_keandalan}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Baris]]:
        return (
            Pilihan("periode", "Periode", lambda b: NAMA_TRIWULAN[b.isi.triwulan]),
            Pilihan("subbagian", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab),
            Pilihan("tahap", "Tahap", lambda b: b.isi.get_tahap_display()),
            Pilihan("keadaan", "Keadaan nilai", self._keadaan),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Baris], ...]:
        return (
            Kolom("nomor", "No", lambda b: b.indikator.nomor, "nomor", 6, tetap=True),
            Kolom(
                "nama", "Indikator", lambda b: b.indikator.nama, lebar=46, tautan=self._tautan, tetap=True, penuh=True
            ),
            Kolom("periode", "Periode", lambda b: NAMA_TRIWULAN[b.isi.triwulan], urut=lambda b: b.isi.triwulan),
            Kolom("penanggung_jawab", "Penanggung jawab", lambda b: b.indikator.penanggung_jawab, lebar=30, penuh=True),
            Kolom("target", "Target", lambda b: target_cell(b.indikator, b.indikator.target(b.isi.tahun)), "persen"),
            Kolom("realisasi", "Realisasi", self._realisasi, "persen", urut=self._urut),
            Kolom("capaian", "Capaian", self._capaian, "persen"),
            Kolom(
                "kategori",
                "Kategori",
                lambda b: kategori_cell(self._kinerja, b.indikator, b.isi.tahun),
                lebar=16,
                nada=self._nada_kategori,
                awal=False,
            ),
            Kolom("tahap", "Tahap", lambda b: b.isi.get_tahap_display(), nada=lambda b: NADA.get(b.isi.tahap, "")),
            *self._rincian(),
        )

    def _rincian(self) -> tuple[Kolom[Baris], ...]:
        """What else is known of a figure."""
        angka = partial(Kolom[Baris], jenis="indeks", awal=False)
        panjang = partial(Kolom[Baris], lebar=40, awal=False, penuh=True)
        tanggal = partial(Kolom[Baris], jenis="tanggal", lebar=18, awal=False)
        return (
            Kolom("bukti", "Bukti", lambda b: b.isi.jumlah_bukti, "bulat", 8),
            angka("pembilang", "Pembilang", lambda b: b.isi.pembilang),
            angka("penyebut", "Penyebut", lambda b: b.isi.penyebut),
            angka("skor", "Skor di balik tingkat", lambda b: b.isi.skor),
            Kolom("status_nilai", "Status nilai", lambda b: b.isi.get_status_nilai_display(), awal=False),
            Kolom("keadaan", "Keadaan nilai", lambda b: ", ".join(self._keadaan(b)), lebar=20, awal=False),
            panjang("alasan", "Alasan belum terukur", lambda b: b.isi.alasan),
            panjang("alasan_keandalan", "Alasan diragukan", lambda b: b.isi.alasan_keandalan),
            panjang("sumber", "Sumber data", lambda b: b.isi.sumber),
            tanggal("per_tanggal", "Keadaan per tanggal", lambda b: b.isi.per_tanggal),
            tanggal("tanggal_final", "Final diharapkan", lambda b: b.isi.tanggal_final),
            Kolom("peristiwa", "Peristiwa", lambda b: b.isi.peristiwa.nama if b.isi.peristiwa else "", awal=False),
            panjang("catatan_kaki", "Catatan kaki", lambda b: b.isi.catatan_kaki),
            panjang("penjelasan", "Penjelasan", lambda b: b.isi.penjelasan),
            Kolom("direvisi", "Direvisi sejak edisi", lambda b: ya_tidak(b.isi.direvisi), awal=False),
            Kolom("versi", "Versi isian", lambda b: b.isi.versi, "nomor", 8, awal=False),
        )

    def _tautan(self, baris: Baris) -> str:
        tw = baris.isi.triwulan
        return self.url("indikator", baris.indikator.nomor) + (f"?{TRIWULAN}={tw}" if tw else "")

    def _realisasi(self, baris: Baris) -> Cell:
        return realisasi_cell(baris.indikator, baris.indikator.realisasi_tahun(baris.isi.tahun), self._notes)

    def _urut(self, baris: Baris) -> tuple[int, object]:
        # By the value itself: to make its cell would note the footnotes of rows that are not shown.
        nilai = baris.indikator.realisasi_tahun(baris.isi.tahun).nilai
        if nilai.tingkat:
            return 2, -nilai.tingkat.peringkat
        return (0, 0) if nilai.angka is None else (1, nilai.angka)

    def _capaian(self, baris: Baris) -> Cell:
        return capaian_cell(self._kinerja, baris.indikator, baris.isi.tahun, "", "")

    def _nada_kategori(self, baris: Baris) -> str:
        kategori = self._kinerja.kategori(self._kinerja.capaian(baris.indikator))
        return kategori.gaya if kategori else ""

    def _keadaan(self, baris: Baris) -> tuple[str, ...]:
        """What a reader must know about the value, in words."""
        r = baris.isi
        return (
            str(r.get_keadaan_display()),
            *(["Sementara"] if r.status_nilai == Realisasi.StatusNilai.SEMENTARA else []),
            *(["Diragukan"] if r.keandalan == Realisasi.Keandalan.DIRAGUKAN else []),
        )

    def catatan(self) -> list[str]:
        return self._notes.lines()
