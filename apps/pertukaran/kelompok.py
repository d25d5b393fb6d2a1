"""The groups that sheets are filled in together: each is a template of its own. The order is that of a new office."""

from dataclasses import dataclass

from apps.pertukaran.lembar import SHEETS
from apps.ui.resources import SheetResource


@dataclass(frozen=True)
class Kelompok:
    """A group: its name in addresses and commands, its title, what it holds, the short names of its sheets."""

    nama: str
    judul: str
    kalimat: str
    lembar: tuple[str, ...]

    @property
    def jenis(self) -> tuple[type[SheetResource], ...]:
        """The sheets of the group, in the order of dependence."""
        return tuple(satu for satu in SHEETS if satu.sheet_name in self.lembar)


ORGANISASI = Kelompok(
    "organisasi",
    "Organisasi",
    "Satker, entitas, pejabat, divisi, subbagian, dan periode pengisian.",
    (
        "satker", "entitas", "pejabat", "masa_jabatan", "divisi", "uraian_tugas", "peran_divisi", "korwil",
        "subbagian", "periode",
    ),
)  # fmt: skip
RENSTRA = Kelompok(
    "renstra",
    "Renstra dan indikator",
    "Skala, Renstra, tujuan, sasaran, indikator, dan siapa yang memakainya.",
    ("skala", "tingkat_skala", "renstra", "kategori", "misi", "tujuan", "sasaran", "indikator", "adopsi"),
)
TARGET = Kelompok(
    "target",
    "Target",
    "Target Renstra, perjanjian kinerja, target nasional, target triwulan, dan rencana aksi.",
    (
        "target_indikator", "target_renstra", "perjanjian_kinerja", "target_pk", "target_nasional", "target_triwulan",
        "rencana_aksi", "prioritas_nasional",
    ),
)  # fmt: skip
REALISASI = Kelompok(
    "realisasi",
    "Realisasi",
    "Realisasi indikator beserta analisis dan upayanya.",
    ("peristiwa", "realisasi", "analisis", "upaya", "upaya_umum"),
)
ANGGARAN = Kelompok(
    "anggaran",
    "Anggaran",
    "DIPA dengan pagu, rencana penarikan, realisasi belanja, dan angka kutipan.",
    (
        "dipa", "versi_dipa", "pos_anggaran", "pagu", "rencana_penarikan", "keadaan_realisasi", "realisasi_anggaran",
        "dukungan_kegiatan", "angka_kutipan",
    ),
)  # fmt: skip
CAPAIAN_RO = Kelompok(
    "capaian-ro",
    "Capaian RO",
    "Target volume, capaian, dan kemajuan setiap rincian output.",
    ("capaian_ro", "kemajuan_ro"),
)
TABEL_PENDUKUNG = Kelompok(
    "tabel-pendukung",
    "Tabel pendukung",
    "Tabel pendukung indikator beserta barisnya.",
    ("tabel_pendukung", "baris_tabel_pendukung"),
)
LAPORAN = Kelompok(
    "laporan",
    "Laporan",
    "Susunan LKj (kerangka) dan data laporan setiap tahun.",
    ("kerangka", "simpul_kerangka", "laporan"),
)
SEMUANYA = Kelompok(
    "semuanya",
    "Semua data",
    "Satu buku kerja yang memuat seluruh data satker.",
    tuple(satu.sheet_name for satu in SHEETS),
)
KELOMPOK = (ORGANISASI, RENSTRA, TARGET, REALISASI, ANGGARAN, CAPAIAN_RO, TABEL_PENDUKUNG, LAPORAN, SEMUANYA)
MENURUT_KELOMPOK = {satu.nama: satu for satu in KELOMPOK}
