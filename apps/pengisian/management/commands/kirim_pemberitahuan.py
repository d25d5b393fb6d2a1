"""Sends the new notices by e-mail; run every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.pengisian.pemberitahuan.surat import kirim_pemberitahuan, surel_disetel


class Command(BaseCommand):
    help = "Kirim pemberitahuan yang baru lewat surel, satu surel untuk setiap orang."

    def handle(self, *args: Any, **options: Any) -> None:
        if not surel_disetel():
            self.stdout.write("Surel belum disetel (EMAIL_URL kosong); tidak ada yang dikirim.")
            return
        hasil = kirim_pemberitahuan()
        self.stdout.write(
            f"{hasil.terkirim} surel terkirim, {hasil.gagal} gagal, {hasil.tanpa_alamat} orang tanpa alamat surel."
        )
