"""Demonstration accounts: one per role, one that keeps the budget. Everybody knows their passwords."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from apps.audit.services import Sistem, save_recorded
from apps.organisasi.models import Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran

SATKER = "5371"
SANDI = "Contoh-Kinerja-2024"
PELAKU = Sistem("Perintah buat_akun_contoh")
# Name to sign in with, name of the person, role, subbagian (for the operator), may open the admin pages.
AKUN = (
    ("operator", "Operator Teknis (contoh)", Peran.OPERATOR, "teknis", True),
    ("verifikator", "Verifikator Perencanaan (contoh)", Peran.VERIFIKATOR, "", True),
    ("pimpinan", "Pimpinan (contoh)", Peran.PIMPINAN, "", False),
    ("administrator", "Administrator (contoh)", Peran.ADMINISTRATOR, "", True),
    ("auditor", "Auditor (contoh)", Peran.AUDITOR, "", False),
    ("keuangan", "Operator Keuangan (contoh)", Peran.OPERATOR, "keuangan", False),
)


class Command(BaseCommand):
    help = "Buat akun contoh, satu untuk setiap peran, atau tampilkan daftarnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--daftar", action="store_true", help="Hanya tampilkan akun contoh yang ada.")

    def handle(self, *args: Any, daftar: bool, **options: Any) -> None:
        if not daftar:
            self._create()
        names = [nama for nama, *_ in AKUN]
        existing = {p.username: p for p in Pengguna.objects.filter(username__in=names)}
        if not existing:
            self.stdout.write("Tidak ada akun contoh.")
            return
        self.stdout.write("Akun contoh (hanya untuk mencoba; jangan dipakai untuk data sungguhan):")
        for nama, _, peran, subbagian, _ in AKUN:
            if nama in existing and existing[nama].check_password(SANDI):
                unit = f" subbagian {subbagian}" if subbagian else ""
                self.stdout.write(f"  {nama:<14} sandi {SANDI}   peran {peran}{unit}")

    @transaction.atomic
    def _create(self) -> None:
        satker = Satker.objects.filter(kode=SATKER).first()
        if satker is None:
            raise CommandError("Muat data contoh dahulu: manage.py muat_data data/kota-kupang.")
        for nama, lengkap, peran, subbagian, staff in AKUN:
            if Pengguna.objects.filter(username=nama).exists():
                continue
            pengguna = Pengguna(username=nama, nama=lengkap, is_staff=staff)
            pengguna.set_password(SANDI)
            save_recorded(pengguna, rantai=satker.kode, pelaku=PELAKU, tindakan="buat_akun")
            anggota = Keanggotaan(pengguna=pengguna, satker=satker, peran=peran)
            if subbagian:
                anggota.subbagian = Subbagian.objects.get(satker=satker, kode=subbagian)
            save_recorded(anggota, rantai=satker.kode, pelaku=PELAKU)
