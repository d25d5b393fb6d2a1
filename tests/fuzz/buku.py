"""Mangled workbooks and archives, and odd cells in sound ones: told in sentences, nothing half-saved, little memory."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from apps.audit.services import Sistem
from apps.organisasi.models import Pengguna, Satker
from apps.pertukaran.buku import BukuDitolak, baca
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from tests.pertukaran.buku_uji import BukuUji, Galat, Persen, Rumus

Failure = type("Failure", (AssertionError,), {})
FOREIGN = re.compile(r"NoneType|object has|attribute|constraint|Traceback|argument|current transaction|DataError")
CELLS = ["", " ", "0", 0, -1, 1.5, 2024, 98.765, 1e300, float(2**60), True, "98.765", "1,234", "12.5", "KOSONGKAN",
         "kosongkan", "belum terukur", "tanpa target", "ya", "BB", "5371", "5371-", "9999", "=1+1", Rumus("=1"),
         Galat("#N/A"), Persen(0.85), Persen(12345.678), "\u00a0", "a\u2011b", "x" * 40_000, "_x0000_", "_x000B_", "٣",
         "\ufeff1", "|", "||", "2024-02-30", "31/12/2024", "%s{}", "\ud800".encode("utf-16", "surrogatepass").decode(
             "utf-16", "replace")]  # fmt: skip
Isi = bytes


def _ganti_bita(chance: random.Random, isi: Isi) -> Isi:
    kini = bytearray(isi)
    for _ in range(chance.randrange(1, 8)):
        kini[chance.randrange(len(kini))] = chance.randrange(256)
    return bytes(kini)


def _potong(chance: random.Random, isi: Isi) -> Isi:
    return isi[: chance.randrange(len(isi))]


def _isi_arsip(chance: random.Random, isi: Isi) -> Isi:
    """Mangle a member and pack the archive again, so that its checksums hold."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as baru:
        sasaran = chance.choice(lama.namelist())
        for nama in lama.namelist():
            data = lama.read(nama)
            if nama == sasaran and data:
                act = chance.random()
                data = _ganti_bita(chance, data) if act < 0.6 else _potong(chance, data)
                data = data * 2 if act > 0.95 else data
            baru.writestr(nama, data)
    return keluar.getvalue()


RUSAKKAN: tuple[Callable[[random.Random, Isi], Isi], ...] = (_ganti_bita, _potong, _isi_arsip, _isi_arsip, _isi_arsip)


class Buku:
    """The workbook of the demonstration, and who brings it in."""

    def __init__(self, data: Path) -> None:
        self.satker = Satker.objects.get(kode="5371")
        self.pengguna = Pengguna.objects.create_superuser("fuzz", "fuzz@example.com", "sandi-fuzz-kinerja")
        self.xlsx = BukuUji(self.satker).xlsx()
        arsip = io.BytesIO()
        with zipfile.ZipFile(arsip, "w", zipfile.ZIP_DEFLATED) as zip_csv:
            for satu in sorted(data.glob("*.csv")):
                zip_csv.write(satu, satu.name)
        self.zip = arsip.getvalue()

    def fuzz(self, chance: random.Random) -> str:
        """One case, rolled back; returns what came of it."""
        nama, isi = self._berkas(chance)
        try:
            lembar = baca(io.BytesIO(isi), nama)
        except BukuDitolak as error:
            _periksa_kalimat(str(error))
            return "berkas ditolak"
        wewenang = Wewenang(self.pengguna, self.satker) if chance.random() < 0.5 else Wewenang(Sistem("Fuzz"))
        with transaction.atomic():
            hasil = jalankan(lembar, wewenang, Sumber(nama), terapkan=True)
            self._periksa(hasil, lambda: jalankan(lembar, wewenang, Sumber(nama), terapkan=False))
            transaction.set_rollback(True)
        return "isi ditolak" if hasil.ditolak else "diterima"

    def _berkas(self, chance: random.Random) -> tuple[str, Isi]:
        act = chance.random()
        if act < 0.45:
            return "fuzz.xlsx", self._sel_aneh(chance)
        if act < 0.85:
            return "fuzz.xlsx", chance.choice(RUSAKKAN)(chance, self.xlsx)
        return "fuzz.zip", chance.choice(RUSAKKAN)(chance, self.zip)

    def _sel_aneh(self, chance: random.Random) -> Isi:
        buku = BukuUji(self.satker)
        for _ in range(chance.randrange(1, 6)):
            baris = buku.lembar[chance.choice(list(buku.lembar))]
            nomor = chance.randrange(1, len(baris)) if len(baris) > 1 and chance.random() < 0.95 else 0
            baris[nomor][chance.randrange(len(baris[nomor]))] = chance.choice(CELLS)
        # A few sheets at a time, as people send them.
        tinggal = chance.sample(list(buku.lembar), chance.randrange(1, 8))
        buku.lembar = {nama: buku.lembar[nama] for nama in tinggal}
        return buku.xlsx()

    def _periksa(self, hasil: Hasil, lagi: Callable[[], Hasil]) -> None:
        for satu in hasil.ditolak:
            _periksa_kalimat(satu.pesan)
            if satu.baris and not satu.kolom and "tersembunyi" not in satu.pesan and " sel, " not in satu.pesan:
                raise Failure(f"Tanpa kolom: {satu}")
        if not hasil.ditolak and lagi().perubahan:
            raise Failure("Dimuat dua kali, dan yang kedua masih mengubah sesuatu")


def _periksa_kalimat(pesan: str) -> None:
    if not pesan.strip() or FOREIGN.search(pesan):
        raise Failure(f"Bukan kalimat kami: {pesan!r}")
