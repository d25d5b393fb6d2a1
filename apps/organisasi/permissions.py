"""Every access rule, over plain facts. No queries, no Django: views and services ask here and nowhere else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.ui.numbers import format_tanggal


class Peran(StrEnum):
    """The roles of the application."""

    OPERATOR = "operator"
    VERIFIKATOR = "verifikator"
    PIMPINAN = "pimpinan"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(peran.value, peran.value.capitalize()) for peran in cls]


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal; falsy, and it says why in words for the person."""

    alasan: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Anggota:
    """What a person is in one satker. subbagian holds the ids that an operator enters data for.

    mengelola_anggaran: whether one of these subbagian keeps the satker's budget.
    """

    satker_id: int | None
    peran: frozenset[Peran] = frozenset()
    subbagian: frozenset[int] = frozenset()
    superuser: bool = False
    mengelola_anggaran: bool = False

    @classmethod
    def dari(
        cls,
        satker_id: int,
        baris: Iterable[tuple[str, int | None]],
        *,
        superuser: bool = False,
        mengelola_anggaran: bool = False,
    ) -> "Anggota":
        """Build from (peran, subbagian_id) pairs of one satker."""
        pasangan = list(baris)
        return cls(
            satker_id,
            frozenset(Peran(peran) for peran, _ in pasangan),
            frozenset(sub for peran, sub in pasangan if peran == Peran.OPERATOR and sub),
            superuser,
            mengelola_anggaran,
        )


Keputusan = bool | Denied


def boleh_melihat(anggota: Anggota) -> Keputusan:
    """Everybody who belongs to the satker reads all of its figures."""
    return bool(anggota.superuser or anggota.peran) or Denied("Anda tidak terdaftar di satker ini.")


def boleh_melihat_bawahan(anggota: Anggota) -> Keputusan:
    """Those who answer for a satker as a whole see the offices below it side by side, and only there."""
    if anggota.superuser or anggota.peran - {Peran.OPERATOR}:
        return True
    return Denied("Kantor bawahan dilihat pimpinan, administrator, verifikator, dan auditor satker Anda.")


def boleh_mengelola(anggota: Anggota) -> Keputusan:
    """Organisation, Renstra, budget and users are kept by the administrator."""
    if anggota.superuser or Peran.ADMINISTRATOR in anggota.peran:
        return True
    return Denied("Hanya administrator yang dapat mengubah data ini. Hubungi administrator satker Anda.")


def boleh_melihat_gaya(peran: frozenset[Peran], *, superuser: bool) -> Keputusan:
    """The design system shows no figure of an office: administrators of any satker open it. peran: roles anywhere."""
    if superuser or Peran.ADMINISTRATOR in peran:
        return True
    return Denied("Panduan gaya dibuka administrator. Hubungi administrator satker Anda bila memerlukannya.")


def boleh_mengelola_anggaran(anggota: Anggota) -> Keputusan:
    """Import and entry of the budget are for the administrator and the operators of the subbagian that keeps it."""
    if boleh_mengelola(anggota) or (Peran.OPERATOR in anggota.peran and anggota.mengelola_anggaran):
        return True
    return Denied("Anggaran dikelola operator subbagian keuangan dan administrator satker Anda.")


def boleh_mengimpor_data(anggota: Anggota) -> Keputusan:
    """Files of data come in by those who write anything; what of a file they may change is asked for each row."""
    if boleh_mengelola(anggota) or anggota.peran & {Peran.OPERATOR, Peran.VERIFIKATOR}:
        return True
    return Denied("Data dimuat oleh operator, verifikator, dan administrator satker Anda.")


def boleh_mengurus_impor_data(anggota: Anggota, pengguna_id: int, pengunggah_id: int | None) -> Keputusan:
    """A file is applied and taken back by whoever brought it in, and by the administrator."""
    if boleh_mengelola(anggota):
        return True
    if not (izin := boleh_mengimpor_data(anggota)):
        return izin
    if pengguna_id == pengunggah_id:
        return True
    return Denied(
        "Berkas ini diunggah orang lain. Hanya pengunggahnya dan administrator yang menerapkan atau membatalkan."
    )


def boleh_menjelaskan_selisih(anggota: Anggota) -> Keputusan:
    """Why sources differ is written by those who keep the budget, and by the verifikator, who must be convinced."""
    if boleh_mengelola_anggaran(anggota) or Peran.VERIFIKATOR in anggota.peran:
        return True
    return Denied("Selisih dijelaskan pengelola anggaran, verifikator, atau administrator satker Anda.")


def boleh_mengisi(anggota: Anggota, subbagian_id: int | None) -> Keputusan:
    """Entry is for the operators of the subbagian that answers for the indicator, and for the administrator."""
    if boleh_mengelola(anggota) or Peran.VERIFIKATOR in anggota.peran:
        return True
    if Peran.OPERATOR not in anggota.peran:
        return Denied("Peran Anda hanya membaca. Pengisian dilakukan operator subbagian.")
    if subbagian_id in anggota.subbagian:
        return True
    return Denied("Data ini diisi oleh subbagian lain.")


def boleh_membaca_jejak(anggota: Anggota) -> Keputusan:
    """The journal is read by those who answer for the data as a whole, not by operators."""
    if anggota.superuser or anggota.peran - {Peran.OPERATOR}:
        return True
    return Denied("Jejak audit dibaca oleh verifikator, pimpinan, administrator, dan auditor.")


# Entry and workflow: who may do what with a realisasi in which state of its period.


@dataclass(frozen=True, slots=True)
class KeadaanPeriode:
    """A period as the rules see it; perpanjangan is the latest extension that counts for the person at hand."""

    nama: str
    dibuka: bool = False
    tenggat: date | None = None
    perpanjangan: date | None = None
    disahkan: str = ""

    @property
    def batas(self) -> date | None:
        """The last day on which this person may write; None when no day is set."""
        if self.tenggat is None:
            return None
        return max(self.tenggat, self.perpanjangan or self.tenggat)


@dataclass(frozen=True, slots=True)
class KeadaanIsian:
    """A realisasi as the rules see it: whose it is, how far it is, who handed it in, whether checking has begun."""

    subbagian_id: int | None
    tahap: str = "draf"
    pengaju_id: int | None = None
    diperiksa: bool = False


TAHAP_TERTUTUP = {
    "diajukan": "Isian ini sudah diajukan. Pengaju dapat menariknya selama belum diperiksa, atau verifikator "
    "mengembalikannya.",
    "diverifikasi": "Isian ini sudah diverifikasi. Mintalah verifikator mengembalikannya bila perlu diperbaiki.",
    "disahkan": "Isian ini sudah disahkan. Perbaikan hanya setelah periodenya dibuka kembali, dengan alasan.",
}


def periode_terbuka(periode: KeadaanPeriode, hari: date) -> Keputusan:
    """A period takes entries once it is opened, until its deadline or the person's extension, and before approval."""
    if periode.disahkan:
        return Denied(periode.disahkan)
    if not periode.dibuka:
        return Denied(f"{periode.nama} belum dibuka untuk pengisian. Administrator satker Anda dapat membukanya.")
    if periode.batas and hari > periode.batas:
        return Denied(
            f"Tenggat {periode.nama} sudah lewat, yaitu {format_tanggal(periode.batas)}. "
            "Administrator satker Anda dapat memberi perpanjangan."
        )
    return True


def boleh_mengubah_isian(anggota: Anggota, isian: KeadaanIsian, periode: KeadaanPeriode, hari: date) -> Keputusan:
    """Values, analysis and evidence are written by the subbagian's people while it is a draft in an open period."""
    if not (izin := boleh_mengisi(anggota, isian.subbagian_id)):
        return izin
    if not (terbuka := periode_terbuka(periode, hari)):
        return terbuka
    return True if isian.tahap == "draf" else Denied(TAHAP_TERTUTUP[isian.tahap])


def boleh_menarik(anggota: Anggota, pengguna_id: int, isian: KeadaanIsian) -> Keputusan:
    """Whoever handed it in takes it back as long as nobody has begun to check it."""
    if isian.tahap != "diajukan":
        return Denied("Hanya isian yang sedang diajukan yang dapat ditarik kembali.")
    if isian.pengaju_id != pengguna_id:
        return Denied("Hanya orang yang mengajukan yang dapat menariknya kembali.")
    if isian.diperiksa:
        return Denied("Verifikator sudah mulai memeriksa. Mintalah ia mengembalikannya.")
    return True


def boleh_memeriksa(anggota: Anggota) -> Keputusan:
    """Checking is the verifikator's, for every subbagian of the satker."""
    if anggota.superuser or Peran.VERIFIKATOR in anggota.peran:
        return True
    return Denied("Pemeriksaan dilakukan verifikator (Subbagian Perencanaan, Data dan Informasi).")


def boleh_memverifikasi(
    anggota: Anggota, pengguna_id: int, isian: KeadaanIsian, *, sendiri_diizinkan: bool = False
) -> Keputusan:
    """Not by the person who handed it in, unless the satker allows that in its settings."""
    if not (izin := boleh_memeriksa(anggota)):
        return izin
    if isian.tahap != "diajukan":
        return Denied("Hanya isian yang sedang diajukan yang dapat diverifikasi.")
    if isian.pengaju_id == pengguna_id and not sendiri_diizinkan:
        return Denied("Anda sendiri yang mengajukan isian ini. Verifikasi harus dilakukan orang lain.")
    return True


def boleh_mengembalikan(anggota: Anggota, isian: KeadaanIsian, periode: KeadaanPeriode) -> Keputusan:
    """Work goes back, with a reason, until its period is approved."""
    if not (izin := boleh_memeriksa(anggota)):
        return izin
    if periode.disahkan:
        return Denied(periode.disahkan)
    if isian.tahap in ("diajukan", "diverifikasi"):
        return True
    return Denied("Hanya isian yang sudah diajukan atau diverifikasi yang dapat dikembalikan.")


def boleh_menambah_bukti(anggota: Anggota, isian: KeadaanIsian, periode: KeadaanPeriode, hari: date) -> Keputusan:
    """With the draft; afterwards the verifikator, or the subbagian as a correction beside what is frozen."""
    if isian.tahap == "draf":
        return boleh_mengubah_isian(anggota, isian, periode, hari)
    if periode.disahkan:
        return Denied(periode.disahkan)
    if boleh_memeriksa(anggota):
        return True
    if isian.tahap == "diverifikasi":
        return boleh_mengisi(anggota, isian.subbagian_id)
    return Denied(TAHAP_TERTUTUP[isian.tahap])


def boleh_melihat_temuan(anggota: Anggota, subbagian_id: int | None) -> Keputusan:
    """Remarks about people's figures are for those who can mend them and for their verifikator."""
    if boleh_mengisi(anggota, subbagian_id):
        return True
    return Denied("Catatan ini hanya untuk pengisi dan verifikatornya.")


def boleh_menyunting_narasi(anggota: Anggota, subbagian: Collection[int | None], disahkan: str) -> Keputusan:
    """The words of a comparison are for those who fill in one of its indicators, until the year is approved.

    subbagian are those that answer for the indicators; disahkan says why the year is closed, "" while it is open.
    """
    izin = next(filter(None, (boleh_mengisi(anggota, satu) for satu in subbagian)), None)
    if not izin:
        return boleh_mengisi(anggota, next(iter(subbagian), None))
    return Denied(disahkan) if disahkan else True


def boleh_menyunting_rencana(anggota: Anggota, subbagian_id: int | None, disahkan: str) -> Keputusan:
    """The rencana aksi of an indicator is planned by those who fill it in, until its quarter is approved.

    disahkan says why the quarter is closed, "" while it is open.
    """
    if not (izin := boleh_mengisi(anggota, subbagian_id)):
        return izin
    return Denied(disahkan) if disahkan else True


def boleh_mengesahkan(anggota: Anggota) -> Keputusan:
    """A pimpinan (ketua, anggota, sekretaris) approves a period in the application."""
    if anggota.superuser or Peran.PIMPINAN in anggota.peran:
        return True
    return Denied("Pengesahan dilakukan pimpinan, atau dicatat verifikator dari berita acara pleno.")


def boleh_mencatat_berita_acara(anggota: Anggota) -> Keputusan:
    """A verifikator records the signed berita acara, because a ketua may never log in."""
    if boleh_memeriksa(anggota):
        return True
    return Denied("Berita acara pleno dicatat oleh verifikator.")


def boleh_membuka_kembali(anggota: Anggota) -> Keputusan:
    """Reopening what is approved is for pimpinan and administrator, with a reason that stays."""
    if boleh_mengelola(anggota) or Peran.PIMPINAN in anggota.peran:
        return True
    return Denied("Pembukaan kembali dilakukan pimpinan atau administrator satker Anda.")


def boleh_melihat_orang(anggota: Anggota, pengguna_id: int, orang_id: int) -> Keputusan:
    """A person's work is seen by that person and by those who must hand it on to somebody else."""
    if pengguna_id == orang_id or boleh_membaca_jejak(anggota):
        return True
    return Denied("Halaman ini hanya untuk orangnya sendiri, verifikator, pimpinan, administrator, dan auditor.")


# Evaluation meetings: everybody of the satker reads them.


@dataclass(frozen=True, slots=True)
class PemilikTugas:
    """Who answers for a decision of a meeting: a subbagian, a person, or both."""

    subbagian_id: int | None = None
    pengguna_id: int | None = None


def boleh_mengelola_rapat(anggota: Anggota) -> Keputusan:
    """Whoever answers for the evaluation as a whole calls the meetings, keeps their minutes and their papers."""
    if boleh_mengelola(anggota) or anggota.peran & {Peran.VERIFIKATOR, Peran.PIMPINAN}:
        return True
    return Denied("Rapat evaluasi dikelola verifikator, pimpinan, dan administrator satker Anda.")


def boleh_menutup_tindak_lanjut(anggota: Anggota, pengguna_id: int, pemilik: PemilikTugas) -> Keputusan:
    """What became of a decision is reported by its owner, and by verifikator and pimpinan, who ask for it."""
    if anggota.superuser or anggota.peran & {Peran.VERIFIKATOR, Peran.PIMPINAN}:
        return True
    if anggota.peran and pemilik.pengguna_id is not None and pemilik.pengguna_id == pengguna_id:
        return True
    if Peran.OPERATOR in anggota.peran and pemilik.subbagian_id in anggota.subbagian:
        return True
    return Denied("Tindak lanjut dilaporkan penanggung jawabnya, verifikator, atau pimpinan.")
