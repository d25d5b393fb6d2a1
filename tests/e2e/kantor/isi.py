"""What the office of the journey works on: one indicator of the year 2024 and what its people write."""

TAHUN = 2024
NOMOR = 7
NAMA = "Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan"
PEMBILANG, PENYEBUT = 150_000, 300_000
HAMBATAN = "Banyak pemilih bekerja di luar kota pada hari pemungutan suara."
KEUANGAN = "keuangan"
BUKTI = "Rekapitulasi D.Hasil Kabko"

DASAR = f"/5371/{TAHUN}/"
TUGAS = f"{DASAR}tugas/"
ISI = f"{DASAR}isi/{NOMOR}/tahunan/"
RIWAYAT = f"{DASAR}riwayat/{NOMOR}/tahunan/"
