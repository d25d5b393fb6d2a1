"""How each kind of object is told: a first clause in the passive, then what else changed."""

from collections.abc import Callable

from apps.audit.services import TINDAKAN
from apps.organisasi.models import Pengguna, Satker, Subbagian
from apps.pengukuran.riwayat.catatan import Catatan
from apps.pengukuran.riwayat.nilai import NILAI, nilai_realisasi, perubahan_nilai
from apps.pengukuran.riwayat.rapat import TENTANG_RAPAT

Klausa = list[str]
LANGKAH = {
    "ajukan": "diajukan",
    "tarik": "ditarik kembali",
    "periksa": "mulai diperiksa",
    "kembalikan": "dikembalikan",
    "verifikasi": "diverifikasi",
    "sahkan": "disahkan",
    "buka_kembali": "dibuka kembali",
}


def umum(c: Catatan, nama: str = "") -> Klausa:
    """Any row: what it is, and its columns when they changed."""
    if c.jejak.tindakan == "unduh_bukti":
        return [f"{c.nama} diunduh"]
    if not c.sebelum and not c.sesudah:
        return [f"{TINDAKAN.get(c.jejak.tindakan, c.jejak.tindakan)}: {c.jejak.objek}"]
    nama = nama or c.nama
    if not c.sebelum:
        return [f"{nama} ditambahkan"]
    if not c.sesudah:
        return [f"{nama} dihapus"]
    perubahan = c.perubahan()
    if not perubahan:
        return [f"{nama} disimpan tanpa perubahan isi"]
    return [f"{nama}: {perubahan[0]}"] if len(perubahan) == 1 else [f"{nama} diubah", *perubahan]


def baris_pendukung(c: Catatan) -> Klausa:
    """A row of a supporting table, which has no name of its own."""
    klausa = umum(c, f"Baris {c.keadaan.get('urutan', '')} tabel pendukung {c.periode}")
    return klausa if c.sebelum and c.sesudah else [*klausa, *c.isian("tabel_id")]


def pengesahan(c: Catatan) -> Klausa:
    """Approving a period and opening it again."""
    periode = c.sebut("periode_id")
    if c.jejak.tindakan == "sahkan":
        return [f"{periode} disahkan", *c.isian("periode_id", "disahkan_oleh_id")]
    if c.jejak.tindakan == "buka_kembali":
        return [f"{periode} dibuka kembali untuk diperbaiki"]
    return umum(c)


def realisasi(c: Catatan) -> Klausa:
    """A figure: its value first, in the kind of its indicator."""
    if c.jejak.tindakan in LANGKAH:
        return langkah(c)
    return _angka(c, f"Realisasi {c.periode}", "adopsi_id", "tahun", "triwulan")


def target(c: Catatan) -> Klausa:
    """A target, named by the document that promises it."""
    sumber = str(c.sebut("sumber"))
    return _angka(c, f"Target {sumber} {c.periode}", "adopsi_id", "tahun", "triwulan", "sumber", "perjanjian_id")


def _angka(c: Catatan, nama: str, *tempat: str) -> Klausa:
    if not c.sebelum:
        nilai = nilai_realisasi(c.sesudah, c.satuan, c.kamus) or "tanpa nilai"
        return [f"{nama} diisi {nilai}", *_lain(c, *tempat)]
    if not c.sesudah:
        return [f"{nama} ({nilai_realisasi(c.sebelum, c.satuan, c.kamus) or 'tanpa nilai'}) dihapus"]
    beda = perubahan_nilai(c.sebelum, c.sesudah, c.satuan, c.kamus)
    lain = c.perubahan(*NILAI)
    if beda:
        dulu, kini = (text or "kosong" for text in beda)
        return [f"{nama} diubah dari {dulu} menjadi {kini}", *lain]
    if lain:
        return [f"{nama}: {lain[0]}", *lain[1:]]
    return [f"{nama} disimpan lagi dengan nilai tetap {nilai_realisasi(c.sesudah, c.satuan, c.kamus) or 'kosong'}"]


def _lain(c: Catatan, *tempat: str) -> Klausa:
    """What a new figure says beside its value; what is as usual is not told."""
    biasa = {"tahap": "draf", "status_nilai": "final", "keandalan": "sah"}
    lewati = [nama for nama, value in biasa.items() if c.sesudah.get(nama) == value]
    return c.isian(*NILAI, *tempat, *lewati)


def langkah(c: Catatan) -> Klausa:
    """A step of the workflow."""
    klausa = [f"Realisasi {c.periode} {LANGKAH[c.jejak.tindakan]}"]
    if c.sesudah.get("verifikasi_sendiri") and c.jejak.tindakan == "verifikasi":
        klausa.append("pengaju dan verifikatornya orang yang sama")
    lewati = ("tahap", "verifikasi_sendiri", "realisasi_id", "langkah", "dari", "ke", "oleh_id", "alasan")
    return [*klausa, *(c.perubahan(*lewati) if c.sebelum else [])]


def analisis(c: Catatan) -> Klausa:
    nama = f"Analisis {c.periode}"
    if not c.sebelum:
        return [f"{nama} ditambahkan", *c.isian("realisasi_id")]
    if not c.sesudah:
        return [f"{nama} dihapus", *c.isian("realisasi_id")]
    perubahan = c.perubahan("realisasi_id")
    return [f"{nama}: {perubahan[0]}", *perubahan[1:]] if perubahan else [f"{nama} disimpan tanpa perubahan isi"]


def upaya(c: Catatan) -> Klausa:
    nama = f"{c.sebut('jenis')} nomor {c.keadaan.get('urutan', '')} untuk {c.periode}"
    lewati = ("adopsi_id", "tahun", "triwulan", "jenis")
    if not c.sebelum or not c.sesudah:
        lain = c.isian(*lewati, "isi")
        return [f"{nama} {'dihapus' if c.sebelum else 'ditambahkan'}: {c.sebut('isi')}", *lain]
    perubahan = c.perubahan(*lewati)
    return [f"{nama}: {perubahan[0]}", *perubahan[1:]] if perubahan else [f"{nama} disimpan tanpa perubahan isi"]


def narasi(c: Catatan) -> Klausa:
    """The words of a comparison: what they say now, or that the generated sentence stands again."""
    nama = f"Narasi perbandingan {c.keadaan.get('perbandingan', '')} {_tentang_narasi(c)}"
    if not c.sebelum:
        return [f"{nama} ditulis: {c.sebut('isi')}", f"menggantikan kalimat awal {c.sebut('dasar')}"]
    if not c.sesudah:
        return [f"{nama} dikembalikan ke kalimat awal", f"sebelumnya berbunyi {c.sebut('isi')}"]
    perubahan = c.perubahan("diubah_oleh_id")
    return [f"{nama}: {perubahan[0]}", *perubahan[1:]] if perubahan else [f"{nama} disimpan tanpa perubahan isi"]


def _tentang_narasi(c: Catatan) -> str:
    if not c.keadaan.get("sasaran_id"):
        return c.periode
    return f"{c.sebut('sasaran_id')} tahun {c.keadaan.get('tahun')}"


def bukti(c: Catatan) -> Klausa:
    nama = f"Bukti dukung “{c.keadaan.get('judul') or c.jejak.objek}” untuk {c.periode}"
    tindakan = {"unduh_bukti": "diunduh", "unggah_bukti": "ditambahkan"}.get(c.jejak.tindakan)
    if tindakan and not (c.sebelum and c.sesudah):
        return [f"{nama} {tindakan}"]
    if not c.sebelum or not c.sesudah:
        # A deleted file is told whole: nothing else says any more what it was.
        lain = c.isian("realisasi_id", "judul", "ditambahkan_oleh_id")
        return [f"{nama} {'dihapus' if c.sebelum else 'ditambahkan'}", *lain]
    perubahan = c.perubahan("realisasi_id")
    return [f"{nama}: {perubahan[0]}", *perubahan[1:]] if perubahan else [f"{nama} disimpan tanpa perubahan isi"]


def keanggotaan(c: Catatan) -> Klausa:
    """Who may do what: the sentence names person, role and unit."""
    keadaan = c.keadaan
    orang = c.kamus.sebut(Pengguna, keadaan.get("pengguna_id"))
    if unit := keadaan.get("subbagian_id"):
        untuk = f"untuk {c.kamus.sebut(Subbagian, unit)}"
    else:
        untuk = f"di {c.kamus.sebut(Satker, keadaan.get('satker_id'))}"
    peran = f"peran {keadaan.get('peran')}"
    if not c.sebelum:
        mulai = f" mulai {c.sebut('mulai')}" if keadaan.get("mulai") else ""
        selesai = f" sampai {c.sebut('selesai')}" if keadaan.get("selesai") else ""
        return [f"{orang} diberi {peran} {untuk}{mulai}{selesai}"]
    if not c.sesudah:
        return [f"{peran.capitalize()} {orang} {untuk} dicabut"]
    perubahan = c.perubahan()
    if [*_beda(c)] == ["selesai"] and keadaan.get("selesai"):
        return [f"{peran.capitalize()} {orang} {untuk} berakhir {c.sebut('selesai')}"]
    return [f"{peran.capitalize()} {orang} {untuk} diubah", *perubahan]


def _beda(c: Catatan) -> list[str]:
    return [nama for nama in c.sesudah if c.sebelum.get(nama) != c.sesudah[nama]]


def pengguna(c: Catatan) -> Klausa:
    if "kata_sandi" in c.sesudah:
        return [f"Kata sandi {c.jejak.objek} diganti"]
    if c.jejak.tindakan == "buat_akun" or (c.sesudah and not c.sebelum):
        return [f"Akun {c.jejak.objek} dibuat"]
    if _beda(c) == ["is_active"]:
        return [f"Akun {c.jejak.objek} {'diaktifkan' if c.sesudah['is_active'] else 'dinonaktifkan'}"]
    return umum(c)


def periode(c: Catatan) -> Klausa:
    nama = c.jejak.objek
    if not c.sebelum or not c.sesudah:
        return umum(c)
    klausa = []
    if c.sebelum.get("dibuka") != c.sesudah.get("dibuka"):
        klausa.append(f"{nama} {'dibuka' if c.sesudah.get('dibuka') else 'ditutup'} untuk pengisian")
    lain = c.perubahan("dibuka")
    return [*klausa, *lain] if klausa else [f"{nama}: {lain[0]}", *lain[1:]] if lain else umum(c)


def perpanjangan(c: Catatan) -> Klausa:
    if c.sebelum:
        return umum(c)
    untuk = c.sebut("pengguna_id") if c.sesudah.get("pengguna_id") else c.sebut("subbagian_id")
    return [f"Tenggat {c.sebut('periode_id')} diperpanjang sampai {c.sebut('sampai')} untuk {untuk}"]


TENTANG: dict[str, Callable[[Catatan], Klausa]] = {
    "pengukuran.realisasi": realisasi,
    "pengukuran.transisirealisasi": lambda c: langkah(c) if c.jejak.tindakan in LANGKAH else umum(c),
    "pengukuran.analisis": analisis,
    "pengukuran.upaya": upaya,
    "pengukuran.bukti": bukti,
    "pengukuran.narasi": narasi,
    "pengukuran.baristabelpendukung": baris_pendukung,
    "perencanaan.target": target,
    "organisasi.keanggotaan": keanggotaan,
    "organisasi.pengguna": pengguna,
    "siklus.pengesahan": pengesahan,
    "siklus.periode": periode,
    "siklus.perpanjangan": perpanjangan,
    **TENTANG_RAPAT,
}
