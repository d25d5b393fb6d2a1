"""What a command of the server brings in stands among the imports too, so that it can be taken back there."""

import hashlib
from typing import IO

from django.utils import timezone

from apps.audit.services import Sistem
from apps.dokumen.models import Berkas
from apps.dokumen.rules import clean_name
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Satker
from apps.pertukaran.buku import baca
from apps.pertukaran.hasil import data_hasil
from apps.pertukaran.jenis import kenali
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.catatan import data_ditulis
from apps.pertukaran.wewenang import Wewenang


def impor_berkas(file: IO[bytes], nama: str, pelaku: Sistem, *, terapkan: bool) -> Hasil:
    """Try a file, and with terapkan keep what it says and the file itself.

    Raises BukuDitolak or ContentError for a file that cannot be read; what is refused in it stands in the result.
    """
    jenis = kenali(file, nama)
    buku = baca(file, nama)
    file.seek(0)
    sumber = Sumber(nama, hashlib.file_digest(file, "sha256").hexdigest())  # type: ignore[arg-type]
    with transaksi_berkas():
        hasil = jalankan(buku, Wewenang(pelaku), sumber, terapkan=terapkan)
        if terapkan and not hasil.ditolak and hasil.ditulis:
            berkas = simpan_berkas(satker=_satker(hasil), isi=file, nama=nama, pelaku=pelaku, jenis=jenis)
            catat_impor(hasil, clean_name(nama, jenis), berkas)
    return hasil


def catat_impor(hasil: Hasil, nama: str, berkas: Berkas | None) -> None:
    """Note what a command has written, in the transaction in which it was; nothing where nothing changed."""
    if not hasil.ditulis:
        return
    ImporData.objects.create(
        satker=_satker(hasil),
        berkas=berkas,
        nama=nama[:200],
        status=ImporData.Status.DITERAPKAN,
        hasil=data_hasil(hasil),
        sidik=hasil.sidik,
        ditulis=data_ditulis(hasil.ditulis),
        diterapkan_waktu=timezone.now(),
    )


def _satker(hasil: Hasil) -> Satker | None:
    """The one satker whose rows all are; not one that the file itself made, which would then hold on to itself."""
    buatan = {satu.pk for satu in hasil.ditulis if satu.model == Satker._meta.label_lower and satu.sebelum is None}
    if len(hasil.satker) != 1:
        return None
    return Satker.objects.exclude(pk__in=buatan).filter(kode=next(iter(hasil.satker))).first()
