"""The accounts of a satker, for those who keep them: what each person is here, and since when nobody saw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from apps.dasbor.daftar.dasar import DaftarBaris
from apps.dasbor.daftar.indikator import ya_tidak
from apps.dasbor.daftar.kolom import Kolom
from apps.dasbor.daftar.saringan import Pilihan
from apps.organisasi.models import Keanggotaan
from apps.organisasi.permissions import Keputusan, boleh_mengelola


@dataclass
class Baris:
    """An account with its roles in this satker; those of others are not asked for."""

    id: int
    nama: str
    username: str
    aktif: bool
    masuk: datetime | None
    peran: list[str] = field(default_factory=list)
    subbagian: list[str] = field(default_factory=list)
    berakhir: list[str] = field(default_factory=list)


class PenggunaDaftar(DaftarBaris[Baris]):
    """Only accounts that have or had a role here."""

    halaman = "daftar_pengguna"
    slug = "pengguna"
    judul = "Pengguna"
    penjelasan = "Akun yang memiliki, atau pernah memiliki, peran di satker ini."
    kosong = "Tidak ada pengguna yang cocok."
    kartu_lega = True
    urutan = "nama"
    per_tahun = False
    cari = "Cari nama atau nama pengguna"

    def izin(self) -> Keputusan:
        return boleh_mengelola(self.scope.anggota)

    def semua(self) -> Sequence[Baris]:
        hari = timezone.localdate()
        akun = ("pengguna_id", "pengguna__nama", "pengguna__username", "pengguna__is_active", "pengguna__last_login")
        rows = (
            Keanggotaan.objects.filter(satker=self.scope.entitas.satker)
            .order_by("pengguna__nama", "pengguna_id", "mulai", "peran")
            .values_list("peran", "subbagian__nama", "mulai", "selesai", *akun)
        )
        per_orang: dict[int, Baris] = {}
        for peran, subbagian, mulai, selesai, pk, nama, username, aktif, masuk in rows:
            orang = per_orang.setdefault(pk, Baris(pk, nama, username, aktif, masuk))
            berlaku = mulai <= hari and (selesai is None or selesai >= hari)
            (orang.peran if berlaku else orang.berakhir).append(str(peran).capitalize())
            if berlaku and subbagian:
                orang.subbagian.append(subbagian)
        return list(per_orang.values())

    def teks(self, baris: Baris) -> str:
        return f"{baris.nama} {baris.username}"

    @property
    def pilihan(self) -> Sequence[Pilihan[Baris]]:
        return (
            Pilihan("peran", "Peran", lambda o: o.peran),
            Pilihan("subbagian", "Subbagian", lambda o: o.subbagian),
            Pilihan("aktif", "Aktif", lambda o: ya_tidak(o.aktif)),
        )

    @cached_property
    def kolom(self) -> tuple[Kolom[Baris], ...]:
        return (
            Kolom(
                "nama",
                "Nama",
                lambda o: o.nama,
                lebar=30,
                tautan=lambda o: self.url("orang", o.id),
                tetap=True,
                penuh=True,
            ),
            Kolom("username", "Nama pengguna", lambda o: o.username, lebar=20),
            Kolom("peran", "Peran", lambda o: ", ".join(dict.fromkeys(o.peran)), lebar=24),
            Kolom("subbagian", "Subbagian", lambda o: ", ".join(dict.fromkeys(o.subbagian)), lebar=36, penuh=True),
            Kolom("aktif", "Aktif", lambda o: ya_tidak(o.aktif), lebar=8),
            Kolom("masuk", "Terakhir masuk", lambda o: o.masuk and timezone.localtime(o.masuk), "waktu", 28),
            Kolom(
                "berakhir",
                "Peran di luar masanya",
                lambda o: ", ".join(dict.fromkeys(o.berakhir)),
                lebar=24,
                awal=False,
            ),
        )
