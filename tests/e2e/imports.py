"""Imports of data for the browser: one that waits to be applied, one refused, one applied; and who keeps it all."""

from apps.organisasi.management.commands.buat_akun_contoh import SANDI
from apps.organisasi.models import Pengguna, Satker
from apps.pertukaran.models import ImporData
from tests.pertukaran.berkas import PEJABAT, lembar, terapkan, unggah


def fill() -> None:
    """The numbers are those that tests/e2e/test_pages.py asks for."""
    Pengguna.objects.create_superuser(username="pengelola", password=SANDI, nama="Pengelola aplikasi")
    admin, satker = Pengguna.objects.get(username="administrator"), Satker.objects.get(kode="5371")
    diterapkan = terapkan(admin, unggah(admin, satker, lembar("pejabat", tambah="5371;orang-baru;Orang Baru;\n")))
    ditolak = unggah(admin, satker, lembar("pejabat", ("Ismael Manoe", ""), tambah="9999;orang;Orang;\n"))
    diubah = (PEJABAT, "5371;ismael-manoe;Ismael M. Manoe;")
    siap = unggah(admin, satker, lembar("pejabat", diubah, tambah="5371;orang-lain;Orang Lain;\n"))
    for nomor, impor in ((901, siap), (902, ditolak), (903, diterapkan)):
        ImporData.objects.filter(pk=impor.pk).update(id=nomor)
