"""How meetings, their decisions and their papers are told."""

from apps.pengukuran.riwayat.catatan import Catatan
from apps.rapat.models import BerkasRapat, TindakLanjut

Klausa = list[str]


def keputusan(c: Catatan) -> Klausa:
    """A decision: of which meeting, what, by whom and until when."""
    nama = f"Keputusan {c.keadaan.get('nomor', '')} {c.sebut('rapat_id')}"
    if not c.sebelum or not c.sesudah:
        lain = c.isian("rapat_id", "nomor", "uraian")
        return [f"{nama} {'dihapus' if c.sebelum else 'ditambahkan'}: {c.sebut('uraian')}", *lain]
    return _berubah(nama, c.perubahan("rapat_id"))


def tindak_lanjut(c: Catatan) -> Klausa:
    """A report on a decision."""
    status = TindakLanjut.Status(c.keadaan["status"]).label.lower()
    nama = f"Tindak lanjut keputusan “{c.sebut('keputusan_id')}” dilaporkan {status}"
    return [nama, f"keterangan {c.sebut('keterangan')}"]


def peserta(c: Catatan) -> Klausa:
    """Somebody on an attendance sheet; being there is what people look for."""
    nama = f"Peserta {c.keadaan.get('nama', '')} pada {c.sebut('rapat_id')}"
    if not c.sebelum or not c.sesudah:
        return [f"{nama} {'dihapus' if c.sebelum else 'ditambahkan'}"]
    if c.sebelum.get("hadir") != c.sesudah.get("hadir"):
        return [f"{nama} dicatat {'hadir' if c.sesudah.get('hadir') else 'tidak hadir'}", *c.perubahan("hadir")]
    return _berubah(nama, c.perubahan())


def pembahasan(c: Catatan) -> Klausa:
    """What was said about a sasaran."""
    nama = f"Pembahasan {c.sebut('sasaran_id')} pada {c.sebut('rapat_id')}"
    if not c.sebelum or not c.sesudah:
        return [f"{nama} {'dihapus' if c.sebelum else 'ditambahkan'}: {c.sebut('isi')}"]
    return _berubah(nama, c.perubahan("rapat_id", "sasaran_id"))


def berkas(c: Catatan) -> Klausa:
    """A signed paper: kept, taken away or fetched."""
    jenis = BerkasRapat.Jenis(c.keadaan["jenis"]).label if "jenis" in c.keadaan else ""
    if c.jejak.tindakan == "unduh_bukti":
        return [f"Berkas rapat “{c.jejak.objek}” diunduh"]
    nama = f"{jenis} {c.sebut('rapat_id')}"
    if not c.sebelum or not c.sesudah:
        return [f"{nama} {'dihapus' if c.sebelum else 'disimpan'}: {c.sebut('berkas_id')}"]
    return _berubah(nama, c.perubahan("rapat_id"))


def _berubah(nama: str, perubahan: Klausa) -> Klausa:
    if not perubahan:
        return [f"{nama} disimpan tanpa perubahan isi"]
    return [f"{nama}: {perubahan[0]}", *perubahan[1:]]


TENTANG_RAPAT = {
    "rapat.keputusan": keputusan,
    "rapat.tindaklanjut": tindak_lanjut,
    "rapat.peserta": peserta,
    "rapat.pembahasan": pembahasan,
    "rapat.berkasrapat": berkas,
}
