"""The evidence of a year's realisasi."""

from collections.abc import Sequence
from functools import cached_property

from django.utils import timezone

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.dasbor.jejak.telusur import NADA
from apps.pengukuran.models import Bukti, Realisasi
from apps.siklus.facts import NAMA_TRIWULAN


class BuktiDaftar(DaftarBaris[Bukti]):
    """Everybody of the satker reads evidence on the page of its indicator; a file is handed out and noted there."""

    halaman = "daftar_bukti"
    slug = "bukti-dukung"
    kartu_lega = True
    judul = "Bukti dukung"
    penjelasan = "Berkas, tautan, dan catatan di balik setiap realisasi. Bukti dibuka di halaman indikatornya."
    kosong = "Tidak ada bukti dukung yang cocok."
    cari = "Cari judul, berkas, indikator, atau catatan"

    def semua(self) -> Sequence[Bukti]:
        tahun = self.scope.tahun
        realisasi = Realisasi.objects.visible_to(self.view.request.user)  # type: ignore[arg-type]
        return list(
            Bukti.objects.filter(realisasi__in=realisasi.filter(adopsi__entitas=self.scope.entitas, tahun=tahun))
            .select_related(
                "berkas",
                "ditambahkan_oleh",
                "mengoreksi",
                "realisasi__adopsi__indikator",
                "realisasi__adopsi__subbagian",
            )
            .order_by("realisasi__adopsi__nomor", "realisasi__triwulan", "waktu", "pk")
        )

    def teks(self, baris: Bukti) -> str:
        berkas = baris.berkas.nama if baris.berkas else ""
        return f"{baris.judul} {berkas} {baris.realisasi.adopsi.indikator.nama} {baris.catatan} {baris.tautan}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Bukti]]:
        return (
            Pilihan("periode", "Periode", lambda b: NAMA_TRIWULAN[b.realisasi.triwulan]),
            Pilihan("jenis", "Jenis", lambda b: b.get_jenis_display()),
            Pilihan("subbagian", "Penanggung jawab", lambda b: b.realisasi.adopsi.subbagian.nama),
            Pilihan("tahap", "Tahap realisasi", lambda b: b.realisasi.get_tahap_display()),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Bukti], ...]:
        return (
            Kolom("nomor", "No", lambda b: b.realisasi.adopsi.nomor, "nomor", 6, tetap=True),
            Kolom("judul", "Bukti", lambda b: b.judul, lebar=40, tautan=self._tautan, tetap=True, penuh=True),
            Kolom("jenis", "Jenis", lambda b: b.get_jenis_display(), lebar=10),
            Kolom("indikator", "Indikator", lambda b: b.realisasi.adopsi.indikator.nama, lebar=44, penuh=True),
            Kolom(
                "periode",
                "Periode",
                lambda b: NAMA_TRIWULAN[b.realisasi.triwulan],
                urut=lambda b: b.realisasi.triwulan,
            ),
            Kolom(
                "tahap",
                "Tahap realisasi",
                lambda b: b.realisasi.get_tahap_display(),
                nada=lambda b: NADA.get(b.realisasi.tahap, ""),
            ),
            Kolom("oleh", "Ditambahkan oleh", lambda b: b.ditambahkan_oleh.nama, lebar=24),
            Kolom("waktu", "Waktu", lambda b: timezone.localtime(b.waktu), "waktu", 28),
            Kolom(
                "berkas", "Nama berkas", lambda b: b.berkas.nama if b.berkas else "", lebar=30, awal=False, penuh=True
            ),
            Kolom("ukuran", "Ukuran (bita)", lambda b: b.berkas.ukuran if b.berkas else None, "bulat", awal=False),
            Kolom("tautan", "Tautan", lambda b: b.tautan, lebar=36, awal=False, penuh=True),
            Kolom("catatan", "Catatan", lambda b: b.catatan, lebar=40, awal=False, penuh=True),
            Kolom("mengoreksi", "Mengoreksi", lambda b: b.mengoreksi.judul if b.mengoreksi else "", awal=False),
            Kolom("subbagian", "Penanggung jawab", lambda b: b.realisasi.adopsi.subbagian.nama, lebar=30, awal=False),
            Kolom(
                "sidik",
                "Sidik SHA-256",
                lambda b: b.berkas.sha256 if b.berkas else "",
                lebar=30,
                awal=False,
                penuh=True,
            ),
        )

    def _tautan(self, bukti: Bukti) -> str:
        return self.url("indikator", bukti.realisasi.adopsi.nomor) + "#judul-telusur"
