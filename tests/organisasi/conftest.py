"""Another office with a row of every model, everybody with access to the administration, and a form as one posts it."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import models
from django.test import Client

from apps.anggaran import models as anggaran
from apps.dokumen import models as dokumen
from apps.laporan.models import Kerangka, Laporan
from apps.organisasi import models as organisasi
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran import models as pengukuran
from apps.perencanaan import models as perencanaan
from apps.rapat import models as rapat
from apps.siklus import models as siklus
from tests.conftest import make_user

# What stands in every name of the other office and must never be read elsewhere.
MILIK_LAIN = "MILIK-LAIN"


def _structure(satker: Satker, entitas: Entitas, user: Pengguna) -> list[models.Model]:
    divisi = organisasi.Divisi.objects.create(satker=satker, kode="lain", nama=MILIK_LAIN, urutan=1)
    sub = organisasi.Subbagian.objects.create(satker=satker, kode="lain", nama=MILIK_LAIN, urutan=1)
    pejabat = organisasi.Pejabat.objects.create(satker=satker, kode="lain", nama=MILIK_LAIN)
    berkas = dokumen.Berkas.objects.create(
        satker=satker, nama=MILIK_LAIN, sha256="a" * 64, ukuran=1, tipe="application/x-milik-lain", diunggah_oleh=user
    )
    return [
        divisi,
        sub,
        pejabat,
        berkas,
        organisasi.UraianTugas.objects.create(divisi=divisi, urutan=1, isi=MILIK_LAIN),
        organisasi.MasaJabatan.objects.create(pejabat=pejabat, jabatan="ketua", urutan=1, periode=MILIK_LAIN),
        organisasi.PeranDivisi.objects.create(divisi=divisi, pejabat=pejabat, peran="ketua"),
        organisasi.Korwil.objects.create(pejabat=pejabat, kecamatan=MILIK_LAIN),
        dokumen.AngkaKutipan.objects.create(
            entitas=entitas, tahun=1999, subjek=MILIK_LAIN, ukuran="nka", angka=1, sumber=MILIK_LAIN
        ),
    ]


def _plan(satker: Satker, entitas: Entitas, sub: models.Model) -> list[models.Model]:
    renstra = perencanaan.Renstra.objects.create(
        pemilik=satker, kode="milik-lain", nama=MILIK_LAIN, tahun_awal=1995, tahun_akhir=1999
    )
    tujuan = perencanaan.Tujuan.objects.create(renstra=renstra, nomor=1, nama=MILIK_LAIN)
    sasaran = perencanaan.SasaranStrategis.objects.create(tujuan=tujuan, nomor=1, nama=MILIK_LAIN)
    indikator = perencanaan.Indikator.objects.create(
        sasaran=sasaran, kode="milik-lain", nomor=1, nama=MILIK_LAIN, satuan="persen"
    )
    adopsi = perencanaan.AdopsiIndikator.objects.create(
        entitas=entitas, indikator=indikator, dari=1995, sampai=1999, subbagian=sub, nomor=1
    )
    return [
        renstra,
        tujuan,
        sasaran,
        indikator,
        adopsi,
        perencanaan.KategoriCapaian.objects.create(renstra=renstra, nama=MILIK_LAIN, batas_bawah=0, gaya="ok"),
        perencanaan.Misi.objects.create(renstra=renstra, nomor=1, isi=MILIK_LAIN),
        perencanaan.PerjanjianKinerja.objects.create(entitas=entitas, tahun=1999, nama=MILIK_LAIN),
        perencanaan.Target.objects.create(adopsi=adopsi, sumber="renstra", tahun=1999, nilai=1, catatan=MILIK_LAIN),
        perencanaan.TargetIndikator.objects.create(indikator=indikator, tahun=1999, nilai=1),
        perencanaan.RencanaAksi.objects.create(adopsi=adopsi, tahun=1999, triwulan=1, urutan=1, uraian=MILIK_LAIN),
        perencanaan.PrioritasNasional.objects.create(
            entitas=entitas,
            tahun=1999,
            urutan=1,
            **dict.fromkeys(["prioritas", "program", "kegiatan"], "-"),
            proyek="-",
        ),
    ]


def _results(entitas: Entitas, adopsi: models.Model, user: Pengguna) -> list[models.Model]:
    peristiwa = pengukuran.Peristiwa.objects.create(entitas=entitas, kode="milik-lain", nama=MILIK_LAIN, tahun=1999)
    realisasi = pengukuran.Realisasi.objects.create(adopsi=adopsi, tahun=1999, nilai=1, sumber=MILIK_LAIN)
    tabel = pengukuran.TabelPendukung.objects.create(adopsi=adopsi, tahun=1999, kolom=["No", MILIK_LAIN])
    periode = siklus.Periode.objects.create(entitas=entitas, tahun=1999)
    return [
        peristiwa,
        realisasi,
        tabel,
        periode,
        pengukuran.RincianRealisasi.objects.create(realisasi=realisasi, peristiwa=peristiwa, pembilang=1, penyebut=1),
        pengukuran.Bukti.objects.create(
            realisasi=realisasi, jenis="catatan", judul=MILIK_LAIN, catatan="-", ditambahkan_oleh=user
        ),
        pengukuran.Analisis.objects.create(realisasi=realisasi, uraian=MILIK_LAIN),
        pengukuran.TransisiRealisasi.objects.create(
            realisasi=realisasi, langkah="ajukan", dari="draf", ke="diajukan", oleh=user
        ),
        pengukuran.Upaya.objects.create(adopsi=adopsi, tahun=1999, jenis="dilakukan", urutan=1, isi=MILIK_LAIN),
        pengukuran.UpayaUmum.objects.create(entitas=entitas, tahun=1999, jenis="dilakukan", urutan=1, isi=MILIK_LAIN),
        pengukuran.Narasi.objects.create(
            entitas=entitas,
            tahun=1999,
            adopsi=adopsi,
            perbandingan=1,
            isi=MILIK_LAIN,
            dasar=MILIK_LAIN,
            diubah_oleh=user,
        ),
        pengukuran.BarisTabelPendukung.objects.create(tabel=tabel, urutan=1, isi=[MILIK_LAIN]),
        siklus.Perpanjangan.objects.create(
            periode=periode, pengguna=user, sampai=date(1999, 12, 31), alasan=MILIK_LAIN, diberikan_oleh=user
        ),
        pengesahan := siklus.Pengesahan.objects.create(
            cara="aplikasi",
            periode=periode,
            nomor_berita_acara=MILIK_LAIN,
            tanggal=date(1999, 12, 31),
            penandatangan="-",
            disahkan_oleh=user,
        ),
        siklus.Edisi.objects.create(pengesahan=pengesahan, nomor=1, isi={}, sha256="b" * 64, versi_kode=MILIK_LAIN),
        Laporan.objects.create(entitas=entitas, tahun=1999, kerangka=Kerangka.objects.first(), tempat=MILIK_LAIN),
    ]


def _money(satker: Satker, adopsi: models.Model, user: Pengguna) -> list[models.Model]:
    dipa = anggaran.Dipa.objects.create(satker=satker, tahun=1999)
    versi = anggaran.VersiDipa.objects.create(dipa=dipa, urutan=0, nama=MILIK_LAIN)
    pos = anggaran.PosAnggaran.objects.create(dipa=dipa, jenis="item", kode="1", jalur="1", nama=MILIK_LAIN)
    keadaan = anggaran.KeadaanRealisasi.objects.create(
        dipa=dipa, per_tanggal=date(1999, 12, 31), sistem_sumber=MILIK_LAIN
    )
    return [
        dipa,
        versi,
        pos,
        keadaan,
        anggaran.Pagu.objects.create(versi=versi, pos=pos, jumlah=19991999),
        anggaran.NilaiRealisasi.objects.create(keadaan=keadaan, pos=pos, jumlah=19991999),
        anggaran.RencanaPenarikan.objects.create(versi=versi, pos=pos, bulan=1, jumlah=19991999),
        anggaran.PenjelasanSelisih.objects.create(
            dipa=dipa, kunci=MILIK_LAIN, nilai_kita="1", nilai_lain="2", penjelasan=MILIK_LAIN, oleh=user
        ),
        anggaran.CapaianRO.objects.create(pos=pos, capaian=1),
        anggaran.KemajuanRO.objects.create(pos=pos, bulan=1, volume=1),
        anggaran.DukunganKegiatan.objects.create(pos=pos, adopsi=adopsi),
    ]


def _meeting(
    entitas: Entitas, sub: models.Model, sasaran: models.Model, berkas: models.Model, user: Pengguna
) -> list[models.Model]:
    pertemuan = rapat.Rapat.objects.create(entitas=entitas, tahun=1999, tanggal=date(1999, 12, 31), tempat=MILIK_LAIN)
    keputusan = rapat.Keputusan.objects.create(
        rapat=pertemuan, nomor=1, uraian=MILIK_LAIN, subbagian=sub, tenggat=date(1999, 12, 31)
    )
    return [
        pertemuan,
        keputusan,
        rapat.Peserta.objects.create(rapat=pertemuan, urutan=1, nama=MILIK_LAIN),
        rapat.Pembahasan.objects.create(rapat=pertemuan, sasaran=sasaran, isi=MILIK_LAIN),
        rapat.BerkasRapat.objects.create(rapat=pertemuan, berkas=berkas, jenis="notulen", ditambahkan_oleh=user),
        rapat.TindakLanjut.objects.create(
            keputusan=keputusan, status="selesai", keterangan=MILIK_LAIN, tanggal=date(1999, 12, 31), oleh=user
        ),
    ]


@pytest.fixture
def lain(satker_lain: Satker) -> dict[type[models.Model], Any]:
    """A row of every model, all of the other office."""
    entitas = satker_lain.entitas.get(jenis="lembaga")
    user = make_user(satker_lain, Peran.ADMINISTRATOR, is_staff=True)
    user.nama = MILIK_LAIN
    user.save()
    rows: dict[type[models.Model], Any] = {Satker: satker_lain, Entitas: entitas, Pengguna: user}
    rows[organisasi.Keanggotaan] = user.keanggotaan.get()
    for row in _structure(satker_lain, entitas, user):
        rows[type(row)] = row
    for row in _plan(satker_lain, entitas, rows[organisasi.Subbagian]):
        rows[type(row)] = row
    for row in _results(entitas, rows[perencanaan.AdopsiIndikator], user):
        rows[type(row)] = row
    for row in _money(satker_lain, rows[perencanaan.AdopsiIndikator], user):
        rows[type(row)] = row
    parts = (rows[model] for model in (organisasi.Subbagian, perencanaan.SasaranStrategis, dokumen.Berkas))
    for row in _meeting(entitas, *parts, user):
        rows[type(row)] = row
    return rows


@pytest.fixture
def staff(satker: Satker) -> Callable[[str], Client]:
    """A client of somebody with access to the administration: a role, "superuser", or "tanpa_peran".

    All years of the plan are open for entry, so that roles alone decide.
    """
    for tahun, triwulan in product(range(2020, 2025), range(5)):
        siklus.Periode.objects.update_or_create(
            entitas=satker.entitas.get(jenis="lembaga"), tahun=tahun, triwulan=triwulan, defaults={"dibuka": True}
        )
    made: dict[str, Client] = {}

    def sign_in(who: str) -> Client:
        if who not in made:
            made[who] = client = Client()
            role, _, sub = who.partition(":")
            if who == "superuser":
                user = Pengguna.objects.create_superuser("super", "super@example.go.id", "sandi", nama="Super")
            elif who == "tanpa_peran":
                user = Pengguna.objects.create_user("staf", password="sandi", nama="Staf tanpa peran", is_staff=True)
            else:
                user = make_user(satker, Peran(role), sub, is_staff=True)
            client.force_login(user)
        return made[who]

    return sign_in


def _value(field: Any) -> Any:
    value = field.value()
    if value is None or value is False:
        return None
    if value is True:
        return "on"
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return value.isoformat() if isinstance(value, date) else str(value).replace("\n", "\r\n")


def as_posted(response: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the form on a page of the administration, with some fields changed; None leaves out."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {field.html_name: _value(field) for form in forms for field in form}
    return {name: value for name, value in {**data, **changes}.items() if value is not None}
