"""Entries of the journal in sentences that a person reads."""

import pytest

from apps.organisasi.models import Pengguna, Satker, Subbagian
from apps.pengukuran.models import Realisasi
from apps.pengukuran.riwayat import fetch_kamus, kalimat
from apps.perencanaan.models import AdopsiIndikator, TingkatSkala

pytestmark = pytest.mark.django_db
AKHIR = "oleh Ani, 3 Juli 2024 pukul 10.42 dari 10.0.0.5"
TERUKUR = {"keadaan": "terukur", "nilai": None, "tingkat_id": None, "pembilang": None, "penyebut": None}


def told(jejak, *, lengkap: bool = False) -> str:
    return kalimat(jejak, fetch_kamus([jejak]), lengkap=lengkap).teks


@pytest.fixture
def angka(entri, adopsi: AdopsiIndikator):
    """An entry about the figure of indicator 6 in quarter II."""

    def make(sebelum: dict | None, sesudah: dict | None, tindakan: str = "ubah", **fields):
        tempat = {"adopsi_id": adopsi.pk, "tahun": 2024, "triwulan": 2}
        states = {
            nama: None if state is None else {**tempat, **TERUKUR, **state}
            for nama, state in (("sebelum", sebelum), ("sesudah", sesudah))
        }
        pokok = f"realisasi/{adopsi.pk}/2024/2"
        return entri("pengukuran.realisasi", tindakan, **{"pokok": pokok, **states, **fields})

    return make


def test_a_changed_figure_says_from_what_to_what_who_when_where_and_why(angka) -> None:
    jejak = angka({"nilai": "60.1000"}, {"nilai": "69.6600"}, alasan="Salah ketik.")
    assert told(jejak) == f"Realisasi Triwulan II diubah dari 60,10% menjadi 69,66% {AKHIR}, alasan: Salah ketik."


def test_among_other_figures_the_sentence_names_year_and_indicator(angka) -> None:
    jejak = angka({"nilai": "60.1000"}, {"nilai": "69.6600"})
    assert told(jejak, lengkap=True) == (
        f"Realisasi Triwulan II 2024 (indikator 6) diubah dari 60,10% menjadi 69,66% {AKHIR}."
    )


def test_the_year_is_named_as_a_year(angka, adopsi) -> None:
    jejak = angka({"nilai": "1", "triwulan": 0}, {"nilai": "2", "triwulan": 0}, pokok=f"realisasi/{adopsi.pk}/2024/0")
    assert told(jejak).startswith("Realisasi tahun 2024 diubah dari 1% menjadi 2% oleh Ani")


def test_entries_from_before_pokok_and_asal_are_told_from_their_state(angka) -> None:
    jejak = angka({"nilai": "60.1"}, {"nilai": "69.66"}, pokok="", asal="")
    assert told(jejak) == ("Realisasi Triwulan II diubah dari 60,10% menjadi 69,66% oleh Ani, 3 Juli 2024 pukul 10.42.")


def test_a_change_behind_the_second_decimal_is_not_rounded_away(angka) -> None:
    assert "dari 69,6601% menjadi 69,6602%" in told(angka({"nilai": "69.6601"}, {"nilai": "69.6602"}))


def test_the_present_database_says_nothing_about_what_a_figure_was(angka, adopsi) -> None:
    jejak = angka({"nilai": "60.1"}, {"nilai": "69.66"})
    Realisasi.objects.filter(adopsi=adopsi).delete()
    assert "dari 60,10% menjadi 69,66%" in told(jejak)


def test_numerator_and_denominator_stand_beside_their_percentage(angka) -> None:
    jejak = angka({"pembilang": "60.00", "penyebut": "100.00"}, {"pembilang": "1234.00", "penyebut": "1772.00"})
    assert "diubah dari 60% (60 dari 100) menjadi 69,64% (1.234 dari 1.772)" in told(jejak)


def test_what_else_changed_follows_in_the_words_of_the_form(angka) -> None:
    jejak = angka(
        {
            "nilai": "60.1",
            "sumber": "Rekap lama",
            "per_tanggal": "2024-06-30",
            "catatan_kaki": "",
            "status_nilai": "final",
        },
        {
            "nilai": "69.66",
            "sumber": "Rekap baru",
            "per_tanggal": "2024-07-01",
            "catatan_kaki": "Angka KPU",
            "status_nilai": "sementara",
        },
    )
    assert told(jejak) == (
        f"Realisasi Triwulan II diubah dari 60,10% menjadi 69,66% {AKHIR}. "
        "Sumber data diubah dari “Rekap lama” menjadi “Rekap baru”. "
        "Keadaan per tanggal diubah dari 30 Juni 2024 menjadi 1 Juli 2024. "
        "Catatan kaki diisi “Angka KPU”. "
        "Status nilai diubah dari Final menjadi Sementara."
    )


def test_a_new_figure_a_figure_that_cannot_be_measured_yet_and_one_that_goes(angka) -> None:
    assert told(angka(None, {"nilai": "60.1"}, "tambah")) == f"Realisasi Triwulan II diisi 60,10% {AKHIR}."
    belum = angka({"nilai": "60.1"}, {"keadaan": "belum_terukur", "alasan": "Survei belum terbit"})
    assert told(belum) == (
        f"Realisasi Triwulan II diubah dari 60,10% menjadi belum terukur {AKHIR}. "
        "Alasan belum terukur diisi “Survei belum terbit”."
    )
    assert told(angka({"nilai": "60.1"}, None, "hapus")) == f"Realisasi Triwulan II (60,10%) dihapus {AKHIR}."


def test_a_level_is_told_by_its_code_not_by_a_number(entri, entitas) -> None:
    adopsi = AdopsiIndikator.objects.filter(entitas=entitas, indikator__satuan="tingkat").first()
    lama, baru = TingkatSkala.objects.filter(skala=adopsi.indikator.skala).order_by("peringkat")[:2]
    tempat = {"adopsi_id": adopsi.pk, "tahun": 2024, "triwulan": 0, **TERUKUR}
    jejak = entri(
        "pengukuran.realisasi",
        sebelum={**tempat, "tingkat_id": lama.pk, "skor": None},
        sesudah={**tempat, "tingkat_id": baru.pk, "skor": "72.50"},
    )
    assert f"diubah dari {lama.kode} menjadi {baru.kode} (skor 72,50) oleh Ani" in told(jejak)


def test_an_index_is_not_a_percentage(entri, entitas, adopsi) -> None:
    type(adopsi.indikator).objects.filter(pk=adopsi.indikator_id).update(satuan="indeks")
    tempat = {"adopsi_id": adopsi.pk, "tahun": 2024, "triwulan": 0, **TERUKUR}
    jejak = entri("pengukuran.realisasi", sebelum={**tempat, "nilai": "3.5"}, sesudah={**tempat, "nilai": "3.75"})
    assert "diubah dari 3,50 menjadi 3,75 oleh" in told(jejak)


@pytest.mark.parametrize(
    ("tindakan", "kata"),
    [
        ("ajukan", "diajukan"),
        ("tarik", "ditarik kembali"),
        ("periksa", "mulai diperiksa"),
        ("verifikasi", "diverifikasi"),
        ("sahkan", "disahkan"),
    ],
)
def test_steps(angka, tindakan: str, kata: str) -> None:
    jejak = angka({"nilai": "60", "tahap": "draf", "versi": 1}, {"nilai": "60", "tahap": "x", "versi": 2}, tindakan)
    assert told(jejak) == f"Realisasi Triwulan II {kata} {AKHIR}."


def test_what_is_returned_says_why_and_a_check_of_oneself_is_marked(angka) -> None:
    kembali = angka({"tahap": "diajukan"}, {"tahap": "draf"}, "kembalikan", alasan="Bukti kurang")
    assert told(kembali) == f"Realisasi Triwulan II dikembalikan {AKHIR}, alasan: Bukti kurang."
    sendiri = angka({}, {"verifikasi_sendiri": True}, "verifikasi")
    assert told(sendiri).endswith("Pengaju dan verifikatornya orang yang sama.")


def test_evidence_is_added_taken_away_and_downloaded(entri, adopsi) -> None:
    pokok = f"realisasi/{adopsi.pk}/2024/2"
    state = {"jenis": "tautan", "judul": "Rekap D.Hasil", "tautan": "https://kpu.example/d", "catatan": ""}
    tambah = entri("pengukuran.bukti", "tambah", pokok=pokok, sesudah=state)
    assert told(tambah) == (
        f"Bukti dukung “Rekap D.Hasil” untuk Triwulan II ditambahkan {AKHIR}. Jenis Tautan. "
        "Tautan “https://kpu.example/d”."
    )
    hapus = entri("pengukuran.bukti", "hapus", pokok=pokok, sebelum=state)
    assert told(hapus).startswith(f"Bukti dukung “Rekap D.Hasil” untuk Triwulan II dihapus {AKHIR}.")
    unduh = entri("pengukuran.bukti", "unduh_bukti", pokok=pokok, objek="Rekap D.Hasil")
    assert told(unduh) == f"Bukti dukung “Rekap D.Hasil” untuk Triwulan II diunduh {AKHIR}."
    acara = entri("dokumen.berkas", "unduh_bukti", objek="berita-acara.pdf")
    assert told(acara) == f"Berkas “berita-acara.pdf” diunduh {AKHIR}."


def test_analysis_efforts_and_targets(entri, adopsi) -> None:
    pokok = f"realisasi/{adopsi.pk}/2024/2"
    analisis = entri(
        "pengukuran.analisis", pokok=pokok, sebelum={"hambatan": "Cuaca"}, sesudah={"hambatan": "Cuaca dan jarak"}
    )
    assert told(analisis) == (
        "Analisis Triwulan II: hambatan dan penyebab diubah dari “Cuaca” menjadi “Cuaca dan jarak” " + AKHIR + "."
    )
    upaya = entri(
        "pengukuran.upaya",
        "tambah",
        pokok=pokok,
        sesudah={"jenis": "direncanakan", "urutan": 1, "isi": "Sosialisasi", "tenggat": "2024-09-01"},
    )
    assert told(upaya) == (
        f"Rencana tindak lanjut nomor 1 untuk Triwulan II ditambahkan: “Sosialisasi” {AKHIR}. Tenggat 1 September 2024."
    )
    target = entri(
        "perencanaan.target",
        pokok=f"target/{adopsi.pk}/2024/0",
        sebelum={"nilai": "80.0000", "sumber": "renstra"},
        sesudah={"nilai": "82.5000", "sumber": "renstra"},
    )
    assert told(target) == f"Target Renstra tahun 2024 diubah dari 80% menjadi 82,50% {AKHIR}."


def test_permissions_read_as_what_they_are(entri, satker: Satker, cast: dict[str, Pengguna]) -> None:
    unit = Subbagian.objects.get(satker=satker, kode="hukum")
    state = {"pengguna_id": cast["operator"].pk, "satker_id": satker.pk, "peran": "operator", "subbagian_id": unit.pk}
    beri = entri("organisasi.keanggotaan", "tambah", sesudah={**state, "mulai": "2024-07-01", "selesai": None})
    nama = cast["operator"].nama
    assert told(beri) == f"{nama} diberi peran operator untuk {unit.nama} mulai 1 Juli 2024 {AKHIR}."
    akhir = entri(
        "organisasi.keanggotaan", sebelum={**state, "selesai": None}, sesudah={**state, "selesai": "2024-12-31"}
    )
    assert told(akhir) == f"Peran operator {nama} untuk {unit.nama} berakhir 31 Desember 2024 {AKHIR}."
    cabut = entri("organisasi.keanggotaan", "hapus", sebelum=state)
    assert told(cabut) == f"Peran operator {nama} untuk {unit.nama} dicabut {AKHIR}."
    auditor = entri("organisasi.keanggotaan", "tambah", sesudah={**state, "peran": "auditor", "subbagian_id": None})
    assert told(auditor).startswith(f"{nama} diberi peran auditor di {satker.nama_singkat} oleh Ani")


def test_a_name_that_is_gone_is_taken_from_the_journal(entri, satker: Satker) -> None:
    from apps.audit.services import Sistem, delete_recorded

    orang = Pengguna.objects.create_user(username="pergi", password="sandi-uji-kinerja", nama="Budi Lama")
    state = {"pengguna_id": orang.pk, "satker_id": satker.pk, "peran": "auditor", "subbagian_id": None}
    delete_recorded(orang, rantai=satker.kode, pelaku=Sistem("Uji"))
    jejak = entri("organisasi.keanggotaan", "tambah", sesudah=state)
    assert told(jejak).startswith("Budi Lama diberi peran auditor")


def test_imports_say_how_many_rows(entri) -> None:
    jejak = entri(
        "pengukuran.realisasi",
        "impor_lembar",
        objek="Lembar realisasi",
        objek_id="",
        sesudah={"baris": 1200, "baru": 3, "berubah": 0, "kolom": [], "keadaan": {"1": "ab"}},
    )
    assert told(jejak) == f"Lembar realisasi dimuat: 1.200 baris (3 baru) {AKHIR}."


def test_signing_in_and_refusals_name_the_person_once(entri) -> None:
    masuk = entri("organisasi.pengguna", "masuk", objek="Ani")
    assert told(masuk) == "Ani masuk ke aplikasi, 3 Juli 2024 pukul 10.42 dari 10.0.0.5."
    tolak = entri("", "ditolak", objek="GET /5371/2024/jejak/", objek_id="", alasan="Bukan untuk operator.")
    assert told(tolak) == (
        "Ani ditolak: GET /5371/2024/jejak/, 3 Juli 2024 pukul 10.42 dari 10.0.0.5, alasan: Bukan untuk operator."
    )


def test_anything_else_is_told_by_the_names_of_its_columns(entri, satker: Satker) -> None:
    jejak = entri(
        "organisasi.divisi",
        objek="Divisi Hukum",
        sebelum={"nama": "Divisi Hukum", "satker_id": satker.pk, "mulai": None},
        sesudah={"nama": "Divisi Hukum dan Pengawasan", "satker_id": satker.pk, "mulai": "2024-01-01"},
    )
    assert told(jejak) == (
        f"Divisi Hukum diubah {AKHIR}. Nama diubah dari “Divisi Hukum” menjadi “Divisi Hukum dan Pengawasan”. "
        "Mulai berlaku diisi 1 Januari 2024."
    )
    assert told(entri("tidak.ada", "lama_sekali", objek="Sesuatu")) == f"Lama_sekali: Sesuatu {AKHIR}."


def test_approving_a_period_and_a_row_of_a_supporting_table(entri, periode, adopsi) -> None:
    state = {"periode_id": periode.pk, "cara": "aplikasi", "tanggal": "2025-02-14", "penandatangan": "Ketua"}
    sahkan = entri("siklus.pengesahan", "sahkan", sesudah=state)
    assert told(sahkan) == (
        f"Tahunan 2024 disahkan {AKHIR}. Cara pengesahan Oleh pimpinan dalam aplikasi. "
        "Tanggal pengesahan 14 Februari 2025. Disahkan oleh “Ketua”."
    )
    buka = entri("siklus.pengesahan", "buka_kembali", sebelum=state, sesudah=state, alasan="Salah angka")
    assert told(buka) == f"Tahunan 2024 dibuka kembali untuk diperbaiki {AKHIR}, alasan: Salah angka."
    baris = entri(
        "pengukuran.baristabelpendukung",
        pokok=f"realisasi/{adopsi.pk}/2024/0",
        sebelum={"urutan": 3, "isi": ["Alak", "10"]},
        sesudah={"urutan": 3, "isi": ["Alak", "12"]},
    )
    assert told(baris) == (
        f"Baris 3 tabel pendukung tahun 2024: isi sel diubah dari “Alak; 10” menjadi “Alak; 12” {AKHIR}."
    )
