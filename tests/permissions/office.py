"""The office that the table of permissions is asked about: one indicator in a state, and what is posted to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.anggaran.facts.lembar import fetch_lembar
from apps.anggaran.facts.rencana import fetch_rencana, versi_berisi
from apps.anggaran.importers.contoh import buat_contoh
from apps.anggaran.importers.fa_detail_tulis import tulis_xlsx
from apps.anggaran.models import CapaianRO, Dipa, ImporAnggaran, Pagu, PosAnggaran, VersiDipa
from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.anggaran.services import sidik_nilai
from apps.anggaran.services.antrean import unggah_impor
from apps.anggaran.services.dukungan import sidik_porsi
from apps.anggaran.services.keluaran import IsiRO
from apps.anggaran.services.pengolahan import baca_impor
from apps.anggaran.services.versi import KeteranganVersi
from apps.dokumen.models import AngkaKutipan
from apps.laporan.pengesahan import sahkan, sidik_angka
from apps.laporan.report import Fakta
from apps.laporan.tujuh_perbandingan import fetch_perbandingan
from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.pengukuran.models import Bukti, Realisasi
from apps.pengukuran.services import jalankan_langkah, tambah_bukti
from apps.perencanaan.models import Indikator
from apps.perencanaan.rencana import fetch_rencana as fetch_rencana_aksi
from apps.perencanaan.tahun_baru import fetch_tahun_baru
from apps.pertukaran.models import ImporData
from apps.rapat.models import BerkasRapat, Keputusan, Rapat
from apps.rapat.services import IsiKeputusan, IsiRapat, buat_rapat, simpan_keputusan, tambah_berkas
from apps.siklus.models import Edisi, Pengesahan, Periode
from apps.siklus.services import sidik_periode
from tests.dokumen import samples
from tests.pengisian.isian.conftest import halaman
from tests.pengisian.selisih import jelaskan_semua
from tests.pertukaran.berkas import lembar, terapkan, unggah

# Indicator 1 is of subbagian Teknis, the operator's, and has a supporting table.
NOMOR, TAHUN, TRIWULAN = 1, 2024, 0
NILAI = {"ukuran": "nka", "angka": "91,5", "sumber": "SMART, tangkapan layar", "tanggal": "2025-01-20"}
BERITA_ACARA = {"nomor_berita_acara": "12/BA/2025", "penandatangan": "Ketua KPU Kota Kupang"}


def scan() -> SimpleUploadedFile:
    """A file can be sent only once, so every request gets its own."""
    return SimpleUploadedFile("berkas.pdf", samples.pdf(), content_type="application/pdf")


@dataclass
class Meeting:
    """An evaluation meeting with a decision of the operator's subbagian and a paper, and one that decided nothing."""

    rapat: Rapat
    keputusan: Keputusan
    berkas: BerkasRapat
    kosong: Rapat

    def arguments(self, nama: str) -> list[Any]:
        """What an address of a meeting is made of."""
        pk = self.rapat.pk
        given: dict[str, list[Any]] = {
            "rapat_daftar": [],
            "rapat_tambah": [],
            "rapat_hapus": [self.kosong.pk],
            "rapat_cetak": [pk, "notulen"],
            "rapat_keputusan_ubah": [pk, self.keputusan.pk],
            "rapat_berkas_unduh": [pk, self.berkas.pk],
            "rapat_berkas_hapus": [pk, self.berkas.pk],
            "tindak_lanjut": [self.keputusan.pk],
        }
        return given.get(nama, [pk])

    def body(self, nama: str, nanti: str) -> dict[str, Any]:
        """What is posted to an address of a meeting."""
        given: dict[str, dict[str, Any]] = {
            "rapat_tambah": {"triwulan": "4", "tanggal": "2024-12-20"},
            "rapat_ubah": {"triwulan": "3", "tanggal": "2024-10-15", "acara": "Pembukaan", "versi": "1"},
            "rapat_peserta": {"nama-1": "Ani", "hadir-1": "on", "versi": "1"},
            "rapat_notulen": {"catatan": "Dibahas.", "versi": "1"},
            "rapat_keputusan": {
                "uraian": "Melengkapi bukti.",
                "tenggat": nanti,
                "subbagian": self.keputusan.subbagian_id,
            },
            "rapat_keputusan_ubah": {
                "uraian": "Diubah.",
                "tenggat": nanti,
                "subbagian": self.keputusan.subbagian_id,
                "versi": "1",
            },
            "rapat_berkas": {
                "jenis": "foto",
                "unggahan": SimpleUploadedFile("foto.png", samples.png(), content_type="image/png"),
            },
            "tindak_lanjut": {"status": "selesai", "keterangan": "Sudah lengkap.", "versi": "0"},
        }
        return given.get(nama, {})


@dataclass
class Imports:
    """Files of data that the administrator brought in: one that waits to be applied, one refused, one applied."""

    siap: ImporData
    ditolak: ImporData
    diterapkan: ImporData

    @classmethod
    def prepared(cls, entitas: Entitas, administrator: Pengguna) -> "Imports":
        diterapkan = lembar("pejabat", tambah="5371;orang-baru;Orang Baru;\n")
        return cls(
            siap=unggah(administrator, entitas.satker, lembar("pejabat", tambah="5371;orang-lain;Orang Lain;\n")),
            ditolak=unggah(administrator, entitas.satker, lembar("pejabat", tambah="9999;orang;Orang;\n")),
            diterapkan=terapkan(administrator, unggah(administrator, entitas.satker, diterapkan)),
        )

    def arguments(self, nama: str) -> list[Any]:
        """What an address of data is made of."""
        impor = {"data_impor_kesalahan": self.ditolak, "data_impor_batal": self.diterapkan}.get(nama, self.siap)
        given: dict[str, list[Any]] = {"data_masuk": [], "data_templat": ["target"]}
        return given.get(nama, [impor.pk])


@dataclass
class Office:
    """What addresses and bodies need to know."""

    entitas: Entitas
    cast: dict[str, Pengguna]
    realisasi: Realisasi
    catatan: Bukti
    berkas: Bukti
    periode: Periode
    teknis: Subbagian
    pagu: Pagu
    impor: ImporAnggaran
    rapat: "Meeting"
    data: "Imports"
    baru: Indikator
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    edisi: Edisi | None = None

    @property
    def versi(self) -> int:
        return Realisasi.objects.values_list("versi", flat=True).get(pk=self.realisasi.pk)

    @property
    def nka(self) -> AngkaKutipan:
        return AngkaKutipan.objects.get(entitas=self.entitas, tahun=TAHUN, ukuran="nka")

    def address(self, name: str, kunci: str = "5371") -> str:
        """The address of a row; words after the name tell its rows apart."""
        nama, _, varian = name.partition(" ")
        if nama in OUTSIDE:
            return reverse(nama)
        if nama.startswith("aplikasi_data"):
            return reverse(nama, args=self.data.arguments(nama.removeprefix("aplikasi_")))
        return reverse(nama, args=[kunci, TAHUN, *self._arguments(nama, varian)])

    def _arguments(self, nama: str, varian: str) -> list[Any]:
        edisi = self.edisi.pk if self.edisi else 0
        given: dict[str, list[Any]] = {
            "tabel": ["10"],
            "diagram": ["1"],
            "perbandingan": [varian or "kinerja"],
            "unduh_tabel": ["10", "xlsx"],
            "unduh_diagram": ["1", "svg"],
            "unduh_perbandingan": [varian or "kinerja", "csv"],
            "unduh_rekonsiliasi": ["xlsx"],
            "unduh_bulanan": ["bulanan", "xlsx"],
            "anggaran_nilai_ubah": [self.nka.pk],
            "indikator": [NOMOR],
            "rencana_indikator": [NOMOR],
            "sasaran": [1],
            "tujuan": [1],
            "laporan_divisi": ["teknis"],
            "subbagian": ["teknis"],
            "unduh_pohon_kinerja": ["xlsx"],
            "unduh_kantor": ["kantor-bawahan", "xlsx"],
            "pendukung": [NOMOR],
            "unduh_tren": [NOMOR, "svg"],
            "narasi": [NOMOR, 1],
            "narasi_sasaran": [1, 1],
            "grid": ["teknis"],
            "bukti_hapus": [self.catatan.pk],
            "bukti_unduh": [self.berkas.pk],
            "langkah": [self.realisasi.pk, varian],
            "edisi_banding": [edisi, edisi],
            "edisi_tabel": [edisi, "10"],
            "jejak_rincian": [1],
            "unduh_efisiensi": ["xlsx"],
            "unduh_sasaran": ["csv"],
            "unduh_pendukung": ["json"],
            "keluaran_hitung": [self.pos("ro").pk],
            "orang": [self.cast["operator"].pk],
            "orang_unduh": [self.cast["operator"].pk],
            **{f"unduh_{nama}": ["xlsx"] for nama in DAFTAR},
            "anggaran_impor_rincian": [self.impor.pk],
            "anggaran_impor_kemajuan": [self.impor.pk],
            "anggaran_impor_berkas": [self.impor.pk],
            "anggaran_pos": [self.pagu.pos_id],
            "anggaran_versi": [self.pagu.versi_id],
            "anggaran_versi_berkas": [self.pagu.versi_id],
            "unduh_anggaran": ["json"],
            "unduh_perubahan_anggaran": ["json"],
        }
        if nama in given:
            return given[nama]
        if nama.startswith("data_"):
            return self.data.arguments(nama)
        if nama.startswith(("rapat", "tindak_lanjut")):
            return self.rapat.arguments(nama)
        if nama in ("edisi", "edisi_unduh", "edisi_lembar", "berita_acara_unduh"):
            return [edisi]
        if nama in ("periode_atur", "perpanjangan", "sahkan", "buka_kembali"):
            return [TRIWULAN]
        return [NOMOR, TRIWULAN] if nama.startswith(("isi", "verifikasi", "riwayat", "bukti_tambah")) else []

    def pos(self, jenis: str) -> PosAnggaran:
        """The first line of a kind in the budget of the year."""
        return PosAnggaran.objects.filter(dipa__satker=self.entitas.satker, dipa__tahun=TAHUN, jenis=jenis)[0]

    @property
    def _dipa(self) -> Dipa:
        return Dipa.objects.select_related("satker").get(satker=self.entitas.satker, tahun=TAHUN)

    def _next_version(self) -> dict[str, Any]:
        """The perjanjian kinerja of the year as it stands, under another name."""
        fakta = fetch_tahun_baru(self.entitas, TAHUN)
        target = {f"target-{c.id}": c.ukuran.ketik(c.janji_kini) for c in fakta.calon}
        return {"sidik": fakta.sidik, "nama": "Perubahan", "alasan": "Pagu dipotong.", **target}

    def _budget(self, sidik: str, baris: list[int]) -> dict[str, Any]:
        """January of a sheet, typed."""
        return {"sidik": sidik, "basis": "sp2d", **{f"sel-{pos_id}-1": "0" for pos_id in baris}}

    def _kalimat(self, nama: str) -> str:
        """The generated sentence of comparison 1 of the first indicator or sasaran."""
        fakta = Fakta(self.entitas, TAHUN)
        semua = fakta.kinerja.indikator if nama == "narasi" else fakta.kinerja.sasaran
        return fetch_perbandingan(fakta, next(iter(semua)))[0].kalimat

    def body(self, name: str) -> dict[str, Any]:
        """What is posted: good enough that only the rules decide about it."""
        nama, _, varian = name.partition(" ")
        versi = str(self.versi)
        nanti = (timezone.localdate() + timedelta(days=20)).isoformat()
        match nama:
            case "isi" | "isi_hitung":
                return {**self.forms["isi"], "versi": versi, "uraian": "Diubah.", "aksi": "simpan"}
            case "isi_draf":
                return {"uraian": "Diketik."}
            case "isi_periksa":
                return {"aksi": varian, "versi": versi}
            case "anggaran_nilai":
                return NILAI
            case "anggaran_nilai_ubah":
                return {**NILAI, "sidik": sidik_nilai(self.nka)}
            case "bukti_tambah":
                return {"jenis": "catatan", "judul": "Koreksi", "catatan": "x", "mengoreksi": self.catatan.pk}
            case "pendukung":
                return {**self.forms["pendukung"], "catatan": "Diubah.", "aksi": "simpan"}
            case "narasi" | "narasi_sasaran":
                return {"isi": "Ditulis orang.", "versi": "0", "dasar": self._kalimat(nama), "aksi": "simpan"}
            case "grid":
                return {f"sel-{NOMOR}-{TRIWULAN}": "41", f"dasar-{NOMOR}-{TRIWULAN}": f"{versi} 40,00"}
            case "anggaran_isi":
                return self._budget(fetch_lembar(self._dipa).sidik, [b.id for b in fetch_lembar(self._dipa).baris])
            case "anggaran_rencana":
                rencana = fetch_rencana(versi_berisi(self._dipa)[0])
                return self._budget(rencana.sidik, [rencana.baris[0].id])
            case "langkah":
                return {"versi": versi, "alasan": "Mohon diperbaiki."}
            case "periode_atur":
                sidik = sidik_periode(self.periode.dibuka, self.periode.tenggat)
                return {"dibuka": "ya", "tenggat": nanti, "sidik": sidik}
            case "perpanjangan":
                return {"untuk": f"subbagian-{self.teknis.pk}", "sampai": nanti, "alasan": "Data terlambat."}
            case "sahkan":
                return {"cara": varian, "sidik": sidik_angka(self.entitas, TAHUN, TRIWULAN), **PENGESAHAN[varian]()}
            case "buka_kembali":
                return {"alasan": "Salah ketik.", "tenggat": nanti}
            case "anggaran_impor":
                return {"unggahan": SimpleUploadedFile("fa.xlsx", _fa_detail(benih=1).getvalue())}
            case "anggaran_impor_rincian":
                return {"basis": "sp2d", "alasan_perbaikan": "Berkas resmi."}
            case "anggaran_versi":
                sidik = KeteranganVersi.dari(VersiDipa.objects.get(pk=self.pagu.versi_id)).sidik
                return {"nomor": "SP DIPA", "sidik": sidik}
            case "anggaran_keluaran":
                ro = self.pos("ro").pk
                capaian = CapaianRO.objects.get(pos=ro)
                sidik = IsiRO(dinyatakan=capaian.capaian, asumsi=capaian.asumsi).sidik
                return {f"target-{ro}": "4", f"satuan-{ro}": "dokumen", f"volume-{ro}": "3", f"sidik-{ro}": sidik}
            case "anggaran_dukungan":
                kegiatan = self.pos("kegiatan").pk
                tambah = {f"tambah-{kegiatan}": str(self.realisasi.adopsi_id), f"porsi-{kegiatan}-0": "40"}
                return {**tambah, f"sidik-{kegiatan}": sidik_porsi({})}
            case "anggaran_rekonsiliasi":
                kelompok = fetch_rekonsiliasi(self.entitas.satker, TAHUN).kelompok[0]
                kita, lain = kelompok.pertama.pasangan
                amounts = {"nilai_kita": kita, "nilai_lain": lain, "versi": kelompok.versi}
                return {"kunci": kelompok.kunci, **amounts, "penjelasan": "Salah cetak dalam LKj.", "aksi": "simpan"}
            case "data_masuk":
                return {"unggahan": SimpleUploadedFile("pejabat.csv", lembar("pejabat"))}
            case "data_impor":
                return {"aksi": "terapkan", "sidik": self.data.siap.sidik}
            case "adopsi":
                return {f"pilih-{self.baru.pk}": "on", "penanggung_jawab": self.teknis.pk}
            case "tahun_baru":
                return {"sidik": fetch_tahun_baru(self.entitas, TAHUN).sidik, "periode": "on"}
            case "perjanjian_baru":
                return self._next_version()
            case "rencana_indikator":
                rencana = fetch_rencana_aksi(self.entitas, TAHUN, NOMOR)
                return {"sidik": rencana.sidik if rencana else "", "target-1": "9", "kegiatan-2-1": "Rapat."}
            case "masuk":
                return {"username": "tidak-ada", "password": "salah"}
        return self.rapat.body(nama, nanti)


PENGESAHAN: dict[str, Callable[[], dict[str, Any]]] = {
    "aplikasi": lambda: {"konfirmasi": "on"},
    "berita_acara": lambda: {**BERITA_ACARA, "tanggal": "2025-02-14", "unggahan": scan()},
}
DAFTAR = (
    *("daftar_indikator", "daftar_target", "daftar_realisasi", "daftar_anggaran", "daftar_bukti", "daftar_pengguna"),
    *("kutipan", "jejak"),
)
OUTSIDE = ("beranda", "masuk", "keluar", "sehat", "gaya", "muat_dari_admin", "admin:index")


def open_office(state: str, entitas: Entitas, cast: dict[str, Pengguna], client_of: Callable[[str], Client]) -> Office:
    """An office whose indicator is in a state; the forms are those that its operator was shown while it was open."""
    operator = cast["operator"]
    periode = Periode.objects.get(entitas=entitas, tahun=TAHUN, triwulan=TRIWULAN)
    periode.dibuka, periode.tenggat = True, timezone.localdate() + timedelta(days=7)
    periode.save()
    realisasi = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=NOMOR, tahun=TAHUN, triwulan=TRIWULAN)
    add = {"pelaku": operator, "realisasi_id": realisasi.pk}
    catatan = tambah_bukti(**add, jenis="catatan", judul="Rekap", catatan="Isi.")
    berkas = tambah_bukti(**add, jenis="berkas", judul="Berkas", unggahan=scan())
    teknis = Subbagian.objects.get(satker=entitas.satker, kode="teknis")
    pagu = _awal_with_lines(entitas, berkas)
    impor, rapat = _read_file(entitas, cast), _meet(entitas, cast["verifikator"], teknis)
    data = Imports.prepared(entitas, cast["administrator"])
    # An indicator of the plan that nobody adopted yet.
    sasaran = realisasi.adopsi.indikator.sasaran
    baru = Indikator.objects.create(sasaran=sasaran, kode="baru", nomor=99, nama="Indikator baru", satuan="persen")
    office = Office(entitas, cast, realisasi, catatan, berkas, periode, teknis, pagu, impor, rapat, data, baru)
    for name, known in (("isi", "sumber"), ("pendukung", "jumlah_kolom")):
        page = halaman(client_of("operator").get(office.address(name)))
        [form] = [f for f in page.forms if known in f.fields]
        office.forms[name] = dict(form.form_values())
    _bring(office, state)
    return office


def _meet(entitas: Entitas, verifikator: Pengguna, teknis: Subbagian) -> Meeting:
    """A meeting about the third quarter, and one about the second that was only called."""
    given: dict[str, Any] = {"pelaku": verifikator, "entitas": entitas, "tahun": TAHUN}
    rapat = buat_rapat(**given, isi=IsiRapat(triwulan=3, tanggal=date(2024, 10, 14)))
    kosong = buat_rapat(**given, isi=IsiRapat(triwulan=2, tanggal=date(2024, 7, 15)))
    isi = IsiKeputusan("Melengkapi bukti dukung.", date(2024, 11, 30), subbagian=teknis)
    keputusan = simpan_keputusan(pelaku=verifikator, rapat_id=rapat.pk, isi=isi)
    berkas = tambah_berkas(pelaku=verifikator, rapat_id=rapat.pk, jenis="notulen", unggahan=scan())
    return Meeting(rapat, keputusan, berkas, kosong)


def _awal_with_lines(entitas: Entitas, bukti: Bukti) -> Pagu:
    """DIPA awal with a file and one line, so that it can be compared with the last version."""
    awal = VersiDipa.objects.get(dipa__satker=entitas.satker, dipa__tahun=TAHUN, urutan=0)
    VersiDipa.objects.filter(pk=awal.pk).update(berkas=bukti.berkas)
    line = PosAnggaran.objects.filter(dipa=awal.dipa_id, jenis="komponen")[0]
    return Pagu.objects.create(versi=awal, pos=line, jumlah=1_000)


def _fa_detail(benih: int = 0) -> BytesIO:
    """A small file as SAKTI writes it."""
    file = BytesIO()
    tulis_xlsx(buat_contoh(20, benih=benih, tahun=TAHUN), file)
    file.seek(0)
    return file


def _read_file(entitas: Entitas, cast: dict[str, Pengguna]) -> ImporAnggaran:
    """A budget file that was uploaded and read, and waits to be applied."""
    impor = unggah_impor(
        pelaku=cast["administrator"], satker=entitas.satker, tahun=TAHUN, isi=_fa_detail(), nama="fa.xlsx"
    )
    baca_impor(impor.pk)
    return impor


def _bring(office: Office, state: str) -> None:
    """Bring the indicator, and with it its period, to a state."""
    periode = office.periode
    if state == "ditutup":
        periode.dibuka = False
    if state == "lewat":
        periode.tenggat = timezone.localdate() - timedelta(days=1)
    periode.save()
    if state in ("diajukan", "diverifikasi", "disahkan"):
        _step(office, "operator", "ajukan")
    if state in ("diverifikasi", "disahkan"):
        _step(office, "verifikator", "verifikasi")
        year = Realisasi.objects.filter(adopsi__entitas=office.entitas, tahun=TAHUN, triwulan=TRIWULAN)
        year.exclude(pk=office.realisasi.pk).update(tahap=Realisasi.Tahap.DIVERIFIKASI)
        jelaskan_semua(office.cast["verifikator"], office.entitas.satker)
    if state == "disahkan":
        office.edisi = sahkan(
            pelaku=office.cast["verifikator"],
            entitas=office.entitas,
            tahun=TAHUN,
            triwulan=TRIWULAN,
            cara=Pengesahan.Cara.BERITA_ACARA,
            tanggal=timezone.localdate(),
            unggahan=scan(),
            **BERITA_ACARA,
        )


def _step(office: Office, who: str, langkah: str) -> None:
    jalankan_langkah(pelaku=office.cast[who], realisasi_id=office.realisasi.pk, versi=office.versi, langkah=langkah)
