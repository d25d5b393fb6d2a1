"""Demonstration accounts: one per role, one that keeps the budget, some of other offices. Everybody knows their
passwords.
"""

from typing import Any, NamedTuple

from django.contrib.auth.hashers import check_password, make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from apps.audit.services import Sistem, save_recorded
from apps.organisasi.models import Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran

SANDI = "Contoh-Kinerja-2024"
PELAKU = Sistem("Perintah buat_akun_contoh")


class Akun(NamedTuple):
    """An account: name to sign in with, name of the person, role, satker, subbagian of an operator, admin pages."""

    username: str
    nama: str
    peran: Peran
    satker: str = "5371"
    subbagian: str = ""
    staff: bool = False


AKUN = (
    Akun("operator", "Operator Teknis (contoh)", Peran.OPERATOR, subbagian="teknis", staff=True),
    Akun("verifikator", "Verifikator Perencanaan (contoh)", Peran.VERIFIKATOR, staff=True),
    Akun("pimpinan", "Pimpinan (contoh)", Peran.PIMPINAN),
    Akun("administrator", "Administrator (contoh)", Peran.ADMINISTRATOR, staff=True),
    Akun("auditor", "Auditor (contoh)", Peran.AUDITOR),
    Akun("keuangan", "Operator Keuangan (contoh)", Peran.OPERATOR, subbagian="keuangan"),
    Akun("operator-contoh", "Operator KPU Kabupaten Contoh", Peran.OPERATOR, "9901", subbagian="teknis"),
    Akun("administrator-contoh", "Administrator KPU Kabupaten Contoh", Peran.ADMINISTRATOR, "9901", staff=True),
    Akun("pimpinan-provinsi", "Pimpinan KPU Provinsi Contoh", Peran.PIMPINAN, "99"),
)


class Command(BaseCommand):
    help = "Buat akun contoh bagi satker contoh yang sudah dimuat, atau tampilkan daftarnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--daftar", action="store_true", help="Hanya tampilkan akun contoh yang ada.")

    def handle(self, *args: Any, daftar: bool, **options: Any) -> None:
        if not daftar:
            self._create()
        akun = {p.username: p for p in Pengguna.objects.filter(username__in=[a.username for a in AKUN])}
        if not akun:
            self.stdout.write("Tidak ada akun contoh.")
            return
        self.stdout.write("Akun contoh (hanya untuk mencoba; jangan dipakai untuk data sungguhan):")
        # Every start of the demonstration waits for this, and one check takes a tenth of a second by design: accounts
        # made together share one salted digest, which is checked once.
        dikenal = {sidik for sidik in {p.password for p in akun.values()} if check_password(SANDI, sidik)}
        for satu in AKUN:
            if satu.username in akun and akun[satu.username].password in dikenal:
                unit = f" subbagian {satu.subbagian}" if satu.subbagian else ""
                self.stdout.write(
                    f"  {satu.username:<20} sandi {SANDI}   peran {satu.peran}{unit}, satker {satu.satker}"
                )

    @transaction.atomic
    def _create(self) -> None:
        satker = {s.kode: s for s in Satker.objects.filter(kode__in={a.satker for a in AKUN})}
        if not satker:
            raise CommandError("Muat data contoh dahulu: manage.py muat_data data/kota-kupang.")
        ada = set(Pengguna.objects.values_list("username", flat=True))
        sidik = make_password(SANDI)
        for satu in AKUN:
            if satu.satker in satker and satu.username not in ada:
                self._account(satu, satker[satu.satker], sidik)

    def _account(self, akun: Akun, satker: Satker, sidik: str) -> None:
        pengguna = Pengguna(username=akun.username, nama=akun.nama, is_staff=akun.staff, password=sidik)
        save_recorded(pengguna, rantai=satker.kode, pelaku=PELAKU, tindakan="buat_akun")
        anggota = Keanggotaan(pengguna=pengguna, satker=satker, peran=akun.peran)
        if akun.subbagian:
            anggota.subbagian = Subbagian.objects.get(satker=satker, kode=akun.subbagian)
        save_recorded(anggota, rantai=satker.kode, pelaku=PELAKU)
