"""Two people at the budget at once, on real connections that commit: one wins, the other is told, nothing is half."""

from collections.abc import Callable

import pytest

from apps.anggaran.facts.lembar import fetch_lembar
from apps.anggaran.importers.contoh import buat_contoh
from apps.anggaran.models import Dipa, ImporAnggaran, KeadaanRealisasi, VersiDipa
from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.anggaran.services import antrean, jelaskan_selisih, simpan_realisasi_bulanan
from apps.anggaran.services.penerapan import Pilihan
from apps.anggaran.services.pengolahan import terapkan_impor
from apps.anggaran.services.selisih import SelisihBasi
from apps.audit.verification import verify
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from tests.anggaran.conftest import A, Kecil
from tests.anggaran.test_impor import TAHUN, berkas_xlsx
from tests.conftest import make_user
from tests.pengukuran.test_connections import at_once

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def kantor(own_database) -> Satker:  # type: ignore[no-untyped-def]
    return Satker.objects.get(kode="5371")


@pytest.fixture
def pelaku(kantor: Satker) -> Pengguna:
    return make_user(kantor, Peran.ADMINISTRATOR)


def unggah(kantor: Satker, pelaku: Pengguna, benih: int = 0) -> ImporAnggaran:
    isi = berkas_xlsx(buat_contoh(40, tahun=TAHUN, benih=benih))
    impor = antrean.unggah_impor(pelaku=pelaku, satker=kantor, tahun=TAHUN, isi=isi, nama="fa.xlsx")
    impor.refresh_from_db()
    assert impor.status == "siap"
    return impor


def minta(impor: ImporAnggaran, pelaku: Pengguna) -> Callable[[], None]:
    return lambda: antrean.minta_penerapan(pelaku=pelaku, impor_id=impor.pk, pilihan=Pilihan())


def ditulis() -> tuple[int, int]:
    dipa = {"dipa__tahun": TAHUN}
    return VersiDipa.objects.filter(**dipa).count(), KeadaanRealisasi.objects.filter(**dipa).count()


def test_of_two_imports_one_is_applied_and_the_other_shown_anew(kantor: Satker, pelaku: Pengguna) -> None:
    kedua = [unggah(kantor, pelaku, benih) for benih in (0, 1)]
    at_once(*(minta(impor, pelaku) for impor in kedua))
    for impor in kedua:
        impor.refresh_from_db()
    assert sorted(impor.status for impor in kedua) == ["diterapkan", "siap"]
    [tertinggal] = [impor for impor in kedua if impor.status == "siap"]
    assert "berubah sejak pratinjau" in tertinggal.hasil["galat"]
    assert ditulis() == (1, 1)
    assert not verify("5371").masalah


def test_three_workers_apply_an_import_once(kantor: Satker, pelaku: Pengguna) -> None:
    impor = unggah(kantor, pelaku)
    minta(impor, pelaku)()
    pilihan = ImporAnggaran.objects.get(pk=impor.pk).pilihan
    assert ditulis() == (1, 1)
    ulang = unggah(kantor, pelaku, 1)
    ulang.pilihan = pilihan | {"isian": pilihan["isian"] | {"alasan_perbaikan": "Berkas resmi."}}
    ulang.status = "menerapkan"
    ulang.save()
    at_once(*[lambda: terapkan_impor(ulang.pk)] * 3)
    ulang.refresh_from_db()
    assert ulang.status == "diterapkan"
    assert ditulis() == (2, 2)
    assert not verify("5371").masalah


def test_months_typed_while_a_file_is_applied_are_not_lost(kantor: Satker, pelaku: Pengguna) -> None:
    kecil = Kecil(kantor, TAHUN)
    kecil.revisi("Revisi 1", {A: 1000})
    impor = unggah(kantor, pelaku)
    dipa = Dipa.objects.select_related("satker").get(pk=kecil.dipa.pk)
    lembar = fetch_lembar(dipa)
    nilai = {1: {lembar.baris[0].id: 5}}
    ketik = {"pelaku": pelaku, "dipa": dipa, "basis": "sp2d", "nilai": nilai, "alasan": "", "sidik": lembar.sidik}
    hasil = at_once(minta(impor, pelaku), lambda: simpan_realisasi_bulanan(**ketik))
    impor.refresh_from_db()
    diketik = KeadaanRealisasi.objects.filter(dipa=dipa, sistem_sumber="Ketikan").count()
    # Whoever came second is told: by the preview made anew, or by the sheet that has moved.
    assert (impor.status, diketik) in {("siap", 1), ("diterapkan", 0)}, hasil
    assert not verify("5371").masalah


def test_of_two_explanations_one_is_kept_and_the_other_told(kantor: Satker, pelaku: Pengguna) -> None:
    lain = make_user(kantor, Peran.VERIFIKATOR)
    selisih = fetch_rekonsiliasi(kantor, 2024).kelompok[0]
    kita, sumber_lain = selisih.pertama.pasangan

    def jelaskan(siapa: Pengguna) -> Callable[[], int]:
        return lambda: jelaskan_selisih(
            pelaku=siapa,
            satker=kantor,
            tahun=2024,
            kunci=selisih.kunci,
            nilai_kita=kita,
            nilai_lain=sumber_lain,
            penjelasan=f"Menurut {siapa.nama}.",
            versi=selisih.versi,
        )

    hasil = at_once(jelaskan(pelaku), jelaskan(lain))
    assert sorted(type(satu) for satu in hasil if not isinstance(satu, int)) == [SelisihBasi]
    assert not verify("5371").masalah
