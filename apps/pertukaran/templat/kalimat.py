"""What each sheet holds, in a sentence, and examples of its rows, for the sheet of instructions."""

from collections.abc import Mapping

# By the short name of the sheet.
KALIMAT: Mapping[str, str] = {
    "satker": "Kantor: kode wilayah, nama, jenis, dan kantor di atasnya.",
    "entitas": "Siapa yang melapor di sebuah satker: lembaga, sekretariat, atau keduanya.",
    "pejabat": "Orang yang menjabat, dengan kode yang dirujuk lembar lain.",
    "masa_jabatan": "Kedudukan setiap pejabat: ketua, anggota, atau sekretaris, dari kapan sampai kapan.",
    "divisi": "Divisi satker dengan dasar pembentukannya.",
    "uraian_tugas": "Uraian tugas setiap divisi, satu baris satu tugas.",
    "peran_divisi": "Siapa ketua dan wakil ketua setiap divisi.",
    "korwil": "Pejabat yang menjadi koordinator wilayah tiap kecamatan.",
    "subbagian": "Subbagian sekretariat, divisi yang didukungnya, dan apakah ia mengelola anggaran.",
    "periode": "Triwulan yang dibuka untuk pengisian dan tenggatnya; triwulan 0 adalah setahun penuh.",
    "skala": "Skala untuk indikator yang nilainya huruf atau sebutan, misalnya predikat SAKIP.",
    "tingkat_skala": "Tingkat setiap skala; peringkat 1 adalah yang terbaik.",
    "renstra": "Rencana strategis: pemilik, tahun awal dan akhir, visi.",
    "kategori": "Sebutan capaian (misalnya Baik) dengan batas bawahnya.",
    "misi": "Misi dalam Renstra, bernomor.",
    "tujuan": "Tujuan dalam Renstra, bernomor.",
    "sasaran": "Sasaran strategis di bawah setiap tujuan.",
    "indikator": "Indikator setiap sasaran: satuan, arah, rumus, dan sumber datanya.",
    "target_indikator": "Target indikator Renstra nasional, yang menjadi acuan satker di bawahnya.",
    "adopsi": "Indikator yang dipakai entitas, dari tahun berapa sampai tahun berapa, dan penanggung jawabnya.",
    "target_renstra": "Target setiap indikator untuk setiap tahun Renstra.",
    "perjanjian_kinerja": "Perjanjian kinerja setiap tahun; perubahannya menjadi versi berikutnya.",
    "target_pk": "Target yang diperjanjikan dalam setiap versi perjanjian kinerja.",
    "target_nasional": "Target nasional sebagai pembanding.",
    "target_triwulan": "Target kumulatif sampai akhir setiap triwulan.",
    "rencana_aksi": "Langkah setiap triwulan untuk mencapai target.",
    "prioritas_nasional": "Prioritas nasional yang didukung, sampai proyeknya.",
    "peristiwa": "Pemilu atau pemilihan yang menjadi konteks sebuah realisasi.",
    "realisasi": "Realisasi setiap indikator; triwulan 0 adalah angka setahun.",
    "analisis": "Uraian, faktor keberhasilan, hambatan, dan alternatif untuk sebuah realisasi.",
    "upaya": "Upaya yang dilakukan dan yang direncanakan untuk setiap indikator, satu baris satu butir.",
    "upaya_umum": "Upaya yang tidak hanya menyangkut satu indikator.",
    "tabel_pendukung": "Judul kolom tabel pendukung sebuah indikator, dipisahkan tanda |; tanda | di dalam judul "
    r"ditulis \|.",
    "baris_tabel_pendukung": "Baris tabel pendukung; sel-selnya dipisahkan tanda |, sebanyak judul "
    r"kolomnya. Tanda | di dalam sel ditulis \|, garis miring terbalik \\.",
    "dipa": "DIPA satker setiap tahun.",
    "versi_dipa": "DIPA awal dan setiap revisinya.",
    "pos_anggaran": "Program, kegiatan, KRO, RO, dan seterusnya; pos induk berdiri di atas rinciannya.",
    "pagu": "Pagu dan blokir di pos terbawah, untuk setiap versi DIPA.",
    "rencana_penarikan": "Rencana penarikan dana tiap bulan.",
    "keadaan_realisasi": "Tanggal keadaan realisasi belanja yang dicatat, beserta sumbernya.",
    "realisasi_anggaran": "Realisasi belanja setiap pos pada sebuah keadaan, dihitung sejak awal tahun.",
    "capaian_ro": "Target volume dan capaian setiap rincian output.",
    "kemajuan_ro": "Realisasi volume dan progres rincian output tiap bulan.",
    "dukungan_kegiatan": "Kegiatan yang mendukung sebuah indikator, dengan porsinya.",
    "angka_kutipan": "Angka yang tercetak di dokumen lain, untuk dicocokkan.",
    "kerangka": "Susunan LKj yang dipakai.",
    "simpul_kerangka": "Bab, tabel, dan diagram dalam susunan LKj.",
    "laporan": "LKj setiap tahun: susunan, tempat, tanggal, dan penandatangan.",
}

# By the short name of the sheet: rows as people write them, by heading. The other cells may stay empty.
CONTOH: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "satker": (
        {"Kode": "9901", "Nama": "Komisi Pemilihan Umum Kabupaten Contoh", "Nama singkat": "KPU Kabupaten Contoh",
         "Jenis": "kabupaten_kota", "Kode induk": "99"},
    ),
    "subbagian": (
        {"Satker": "9901", "Kode": "teknis", "Nama": "Subbagian Teknis", "Urutan": "1", "Divisi": "teknis|sosialisasi",
         "Mengelola anggaran": "tidak"},
    ),
    "indikator": (
        {"Renstra": "renstra-9901-2025", "Sasaran": "1", "Kode": "partisipasi", "Nomor": "1",
         "Nama": "Persentase partisipasi pemilih", "Satuan": "persen", "Arah": "maksimal",
         "Agregasi triwulan": "terakhir"},
        {"Renstra": "renstra-9901-2025", "Sasaran": "2", "Kode": "nilai-sakip", "Nomor": "2",
         "Nama": "Nilai SAKIP", "Satuan": "tingkat", "Skala": "predikat-sakip", "Arah": "maksimal",
         "Agregasi triwulan": "akhir_tahun"},
    ),
    "target_renstra": (
        {"Entitas": "9901", "Indikator": "partisipasi", "Tahun": "2025", "Target": "72,55"},
        {"Entitas": "9901", "Indikator": "nilai-sakip", "Tahun": "2025", "Target": "BB"},
        {"Entitas": "9901-sekretariat", "Indikator": "laporan", "Tahun": "2025", "Target": "tanpa target"},
    ),
    "target_pk": (
        {"Entitas": "9901", "Indikator": "partisipasi", "Tahun": "2025", "Versi": "1", "Target": "72,55"},
    ),
    "realisasi": (
        {"Entitas": "9901", "Indikator": "partisipasi", "Tahun": "2025", "Triwulan": "0", "Pembilang": "73500",
         "Penyebut": "98765", "Status nilai": "final"},
        {"Entitas": "9901", "Indikator": "nilai-sakip", "Tahun": "2025", "Triwulan": "0",
         "Realisasi": "belum terukur", "Alasan belum terukur": "Hasil evaluasi terbit Maret.",
         "Status nilai": "sementara"},
    ),
    "pos_anggaran": (
        {"Satker": "9901", "Tahun": "2025", "Jalur": "076", "Jenis": "bagian_anggaran", "Nama": "KPU"},
        {"Satker": "9901", "Tahun": "2025", "Jalur": "076.01", "Jenis": "unit", "Nama": "Sekretariat Jenderal"},
        {"Satker": "9901", "Tahun": "2025", "Jalur": "076.01.CQ", "Jenis": "program",
         "Nama": "Program Penyelenggaraan Pemilu"},
    ),
    "pagu": (
        {"Satker": "9901", "Tahun": "2025", "Versi": "1", "Jalur": "076.01.CQ.6639.BDB", "Pagu": "1.234.567.000",
         "Blokir": "0"},
    ),
    "capaian_ro": (
        {"Satker": "9901", "Tahun": "2025", "Jalur": "076.01.CQ.6639.BDB.001", "Target volume": "2",
         "Satuan": "Laporan", "Capaian": "87,5", "Asumsi": "tidak"},
    ),
    "baris_tabel_pendukung": (
        {"Entitas": "9901", "Tahun": "2025", "Indikator": "partisipasi", "Urutan": "1",
         "Isi": "Kecamatan Satu|12.345|9.876"},
    ),
}  # fmt: skip
