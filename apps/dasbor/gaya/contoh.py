"""Sample data of every component, made up: no page of this shows a figure of an office."""

from datetime import UTC, datetime
from fractions import Fraction

from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message

from apps.dasbor.gaya.contoh_isi import (
    ALAMAT,
    BERKAS_MASUK,
    LANGKAH_AWAL,
    POHON,
    ContohTable,
    field,
    halaman,
    langkah,
    pilihan,
    saringan,
    tugas,
)
from apps.dasbor.gaya.komponen import Contoh, Komponen
from apps.laporan.charts.kecil import bullet, sparkline, susunan

KALIMAT = "Penyebut harus lebih besar dari nol"


KOMPONEN = (
    Komponen(
        "Angka utama (tile)",
        "ui/komponen/tile.html",
        (
            Contoh("biasa", {"judul": "Sisa pagu", "nilai": "82.970.688", "awalan": "Rp"}),
            Contoh(
                "dengan batang, dapat dibuka",
                {
                    "judul": "Serapan",
                    "nilai": "99,85%",
                    "url": ALAMAT,
                    "batang": "99.85",
                    "keterangan": "s.d. Desember",
                },
            ),
            Contoh(
                "dengan bagian-bagian",
                {
                    "judul": "Indikator mencapai target",
                    "nilai": "9",
                    "akhiran": "dari 12",
                    "bagian": susunan([("di atas", "di-atas", 2), ("tepat", "tepat", 7), ("di bawah", "di-bawah", 3)]),
                    "keterangan": "2 di atas · 7 tepat · 3 di bawah 100%",
                },
            ),
            Contoh(
                "dengan chip dan tanda",
                {"judul": "NKA", "nilai": "91,20", "chip": "Sangat baik", "chip_nada": "ok", "tanda": "asumsi"},
            ),
            Contoh("tidak ada", {"judul": "IKPA", "nilai": "-", "keterangan": "belum dicatat"}),
        ),
        ("dl", "tiles"),
    ),
    Komponen(
        "Chip",
        "ui/komponen/chip.html",
        (
            Contoh("netral", {"teks": "Belum diisi"}),
            Contoh("baik sekali", {"teks": "Baik Sekali", "nada": "ok"}),
            Contoh("baik", {"teks": "Baik", "nada": "good"}),
            Contoh("cukup", {"teks": "Cukup", "nada": "warn"}),
            Contoh("kurang", {"teks": "Kurang", "nada": "bad"}),
        ),
    ),
    Komponen(
        "Batang capaian (bullet)",
        "ui/komponen/bullet.html",
        (
            Contoh("di bawah target", {"bullet": bullet(Fraction(5966, 100), "warn")}),
            Contoh("tepat", {"bullet": bullet(Fraction(100), "ok")}),
            Contoh("terpotong", {"bullet": bullet(Fraction(200), "ok")}),
            Contoh("tidak ada", {"bullet": bullet(None)}),
        ),
    ),
    Komponen(
        "Garis kecil (sparkline)",
        "ui/komponen/sparkline.html",
        (
            Contoh("naik", {"garis": sparkline([Fraction(n) for n in (60, 64, 70, 69, 82)], "dari 60 ke 82")}),
            Contoh("terputus", {"garis": sparkline([Fraction(60), None, Fraction(70), Fraction(75)])}),
            Contoh("satu tahun", {"garis": sparkline([None, None, Fraction(81)])}),
            Contoh("tidak ada", {"garis": sparkline([None])}),
        ),
    ),
    Komponen(
        "Batang susunan",
        "ui/komponen/susunan.html",
        (
            Contoh(
                "enam keadaan",
                {
                    "bagian": susunan(
                        [
                            (nada, nada, n)
                            for n, nada in enumerate(
                                ("disahkan", "diverifikasi", "diajukan", "draf", "dikembalikan", "belum"), start=1
                            )
                        ]
                    )
                },
            ),
        ),
    ),
    Komponen(
        "Kemajuan",
        "ui/komponen/batang.html",
        tuple(Contoh(f"{n}%", {"nilai": f"{n}", "label": f"Contoh {n}%"}) for n in (0, 45, 100)),
    ),
    Komponen(
        "Angka dengan perhitungan",
        "ui/komponen/perhitungan.html",
        (
            Contoh(
                "lengkap",
                {
                    "angka": "81,95%",
                    "awalan": "Capaian",
                    "pasangan": [("Realisasi", "69,66%"), ("Target", "85%")],
                    "langkah": ["capaian = realisasi ÷ target × 100%", "69,66 ÷ 85 × 100% = 81,95%"],
                    "sumber": "Laporan sosialisasi",
                },
            ),
            Contoh("sementara", {"angka": "100%", "langkah": ["40 ÷ 40 × 100% = 100%"], "sementara": True}),
            Contoh("tidak ada", {"angka": "-", "langkah": ["Realisasi belum diisi."]}),
        ),
    ),
    Komponen(
        "Pasangan nama dan angka",
        "ui/komponen/pasangan.html",
        (
            Contoh(
                "biasa", {"pasangan": [("Pagu", "Rp120.000.000"), ("Realisasi", "Rp96.000.000"), ("Serapan", "80,00%")]}
            ),
        ),
    ),
    Komponen(
        "Lembar keterangan",
        "ui/komponen/lembar.html",
        (
            Contoh(
                "biasa",
                {"lembar": [("Definisi", "Persentase pemilih yang memilih."), ("Arah", "Makin tinggi makin baik.")]},
            ),
        ),
    ),
    Komponen(
        "Ringkasan galat",
        "ui/komponen/error_summary.html",
        (
            Contoh("dengan tautan", {"galat": [{"teks": f"Jumlah pemilih: {KALIMAT}.", "href": ALAMAT}]}),
            Contoh("judul lain", {"judul": "Belum disimpan", "galat": [{"teks": "Berkas ini bukan PDF."}]}),
        ),
    ),
    Komponen(
        "Kolom isian",
        "ui/field.html",
        (
            Contoh("kosong", field("nama")),
            Contoh("angka, tidak wajib", field("jumlah")),
            Contoh("pilihan", field("cara")),
            Contoh("centang", field("asumsi")),
            Contoh("galat", field("nama", galat=True)),
            Contoh("galat pilihan", field("cara", galat=True)),
        ),
    ),
    Komponen(
        "Baris tugas",
        "ui/komponen/tugas.html",
        (
            Contoh(
                "belum diisi", tugas(tenggat="tenggat 15 Januari 2025", sisa="sisa 6 hari", tindakan="Isi", utama=True)
            ),
            Contoh(
                "sebagian, terlambat",
                tugas(
                    label="Sebagian",
                    nada="warn",
                    sisa="terlambat 2 hari",
                    sisa_nada="bad",
                    kurang=["Bukti dukung belum ada."],
                    tindakan="Lanjutkan",
                ),
            ),
            Contoh(
                "dikembalikan",
                tugas(
                    label="Dikembalikan",
                    nada="warn",
                    kembali_oleh="Verifikator",
                    kembali_waktu=datetime(2025, 1, 8, 2, tzinfo=UTC),
                    kembali_alasan="Mohon lampirkan rekapitulasi resmi.",
                    tindakan="Perbaiki",
                    utama=True,
                ),
            ),
            Contoh("selesai", tugas(label="Disahkan", nada="ok", terakhir="Disahkan 20 Januari 2025")),
        ),
        ("ul", "tasks"),
    ),
    Komponen("Tabel pohon", "ui/komponen/pohon.html", (Contoh("tiga tingkat", POHON),), ("div", "card tree-card")),
    Komponen(
        "Keadaan kosong",
        "ui/komponen/empty.html",
        (
            Contoh(
                "dengan tindakan",
                {
                    "judul": "Belum ada periode yang dibuka",
                    "teks": "Buka periode dan tetapkan tenggatnya.",
                    "tindakan_url": ALAMAT,
                    "tindakan_label": "Buka periode",
                },
            ),
            Contoh("tanpa tindakan", {"judul": "Tidak ada pemberitahuan", "teks": "Tidak ada yang menunggu Anda."}),
        ),
    ),
    Komponen(
        "Berkas yang pernah masuk",
        "ui/komponen/berkas_masuk.html",
        (
            Contoh("diterapkan dan menunggu", BERKAS_MASUK),
            Contoh("belum ada", {"judul_isi": "Isi", "keterangan": "", "berkas": []}),
        ),
        ("div", "card"),
    ),
    Komponen(
        "Langkah awal",
        "ui/komponen/langkah_awal.html",
        (Contoh("dua langkah", LANGKAH_AWAL),),
    ),
    Komponen(
        "Pemberitahuan",
        "ui/komponen/notice.html",
        tuple(
            Contoh(
                nama, {"nada": nada, "judul": f"{nama.capitalize()}.", "teks": "Isi pemberitahuan dalam satu kalimat."}
            )
            for nama, nada in (
                ("kabar", "info"),
                ("berhasil", "success"),
                ("peringatan", "warning"),
                ("galat", "error"),
            )
        ),
    ),
    Komponen(
        "Pesan sesudah tindakan",
        "ui/komponen/pesan.html",
        (Contoh("berhasil", {"message": Message(SUCCESS, "Isian tersimpan.")}),),
    ),
    Komponen(
        "Kemajuan pekerjaan",
        "ui/komponen/kemajuan.html",
        (
            Contoh(
                "terhitung",
                {"kemajuan": {"teks": "1.200 dari 5.000 baris diperiksa.", "nilai": 1200, "paling_banyak": 5000}},
            ),
        ),
    ),
    Komponen("Pekerjaan yang berhenti", "ui/komponen/macet.html", (Contoh("hanya dilihat", {"boleh": False}),)),
    Komponen(
        "Tahap",
        "ui/komponen/langkah.html",
        (
            Contoh("di awal", {"langkah": langkah(0), "nama": "Tahap, di awal"}),
            Contoh("di tengah", {"langkah": langkah(2), "nama": "Tahap, di tengah"}),
            Contoh("selesai", {"langkah": langkah(4), "nama": "Tahap, selesai"}),
        ),
    ),
    Komponen(
        "Remah roti",
        "ui/komponen/breadcrumb.html",
        (Contoh("tiga tingkat", {"remah": [{"label": "Tugas saya", "url": ALAMAT}, {"label": "Triwulan IV"}]}),),
    ),
    Komponen(
        "Tab",
        "ui/komponen/tabs.html",
        (Contoh("tiga halaman", {"tab": pilihan("Ikhtisar", "Per bulan", "Rincian"), "nama": "Contoh tab"}),),
    ),
    Komponen(
        "Pilihan tahun",
        "ui/komponen/tahun.html",
        (
            Contoh(
                "lima tahun",
                {"daftar_tahun": [{"tahun": t, "url": ALAMAT, "aktif": t == 2024} for t in range(2020, 2025)]},
            ),
        ),
    ),
    Komponen(
        "Pilihan periode",
        "ui/komponen/periode.html",
        (
            Contoh(
                "tahun dan triwulan",
                {
                    "periode": [
                        {"label": label, "pendek": pendek, "url": ALAMAT, "aktif": pendek == "TW II"}
                        for label, pendek in (("Setahun", "Tahun"), ("Triwulan I", "TW I"), ("Triwulan II", "TW II"))
                    ]
                },
            ),
        ),
    ),
    Komponen(
        "Pilihan",
        "ui/komponen/pilihan.html",
        (
            Contoh("kuat", {"pilihan": pilihan("Kinerja", "Anggaran"), "nama": "Contoh pilihan kuat"}),
            Contoh(
                "tenang",
                {"pilihan": pilihan("Semua", "Disahkan", aktif=1), "nama": "Contoh pilihan", "kelas": "figure-choice"},
            ),
        ),
    ),
    Komponen(
        "Keadaan angka",
        "ui/komponen/keadaan_angka.html",
        (
            Contoh(
                "berjalan",
                {
                    "keadaan": {
                        "chip": "Berjalan",
                        "nada": "warn",
                        "teks": "7 dari 12 indikator disahkan.",
                        "pilihan": pilihan("Semua angka", "Hanya yang disahkan"),
                    }
                },
            ),
            Contoh(
                "disahkan",
                {
                    "keadaan": {
                        "chip": "Disahkan",
                        "nada": "ok",
                        "teks": "Semua angka disahkan 20 Januari 2025.",
                        "edisi": "Buka edisi 1",
                        "url_edisi": ALAMAT,
                    }
                },
            ),
        ),
    ),
    Komponen(
        "Alat tabel",
        "ui/komponen/alat_tabel.html",
        (
            Contoh("dengan berkas", {"tabel_id": "contoh-tabel", "unduhan": [{"label": "Excel", "url": ALAMAT}]}),
            Contoh("tanpa berkas", {"tabel_id": "contoh-tabel-lain"}),
        ),
    ),
    Komponen(
        "Daftar",
        "ui/daftar.html",
        (
            Contoh("terisi", {"table": ContohTable([{"nama": "Dukungan Manajemen", "pagu": "9.812.345.000"}])}),
            Contoh("kosong", {"table": ContohTable([])}),
        ),
    ),
    Komponen(
        "Halaman daftar",
        "ui/pagination.html",
        (Contoh("pertama", halaman(1)), Contoh("tengah", halaman(2)), Contoh("terakhir", halaman(3))),
    ),
    Komponen(
        "Saringan daftar",
        "ui/komponen/saringan.html",
        (
            Contoh("tersaring", {"saringan": saringan("a"), "tersaring": True, "url_bersih": ALAMAT}),
            Contoh("pilihan yang tidak ada", {"saringan": saringan("b", jenis="lain")}),
        ),
    ),
)
