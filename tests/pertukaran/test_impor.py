"""A file of data on its way in: tried, shown, applied once as it was shown, or not at all."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.rows import check_rows
from apps.audit.verification import verify
from apps.dokumen.models import Berkas
from apps.dokumen.pekerjaan import GAGAL
from apps.dokumen.services import periksa_berkas
from apps.organisasi.models import Pejabat, Pengguna, Satker
from apps.pertukaran.kemajuan import Pencatat, kemajuan_of
from apps.pertukaran.models import ImporData
from apps.pertukaran.services import antrean, pengolahan
from apps.pertukaran.services.pengolahan import BASI, TERTOLAK, baca_data, terapkan_data
from tests.conftest import DATA
from tests.dokumen import samples
from tests.pertukaran.berkas import PEJABAT, arsip, kantor_baru, lembar, penolakan, segar, terapkan, unggah

pytestmark = pytest.mark.django_db
DIUBAH = (PEJABAT, "5371;ismael-manoe;Ismael M. Manoe;")
BARU = "5371;orang-baru;Orang Baru;\n"


@pytest.fixture
def admin(cast: dict[str, Pengguna]) -> Pengguna:
    return cast["administrator"]


@pytest.fixture
def pengelola(db: None) -> Pengguna:
    """Who keeps the application."""
    return Pengguna.objects.create_superuser(username="pengelola", password="sandi-uji-kinerja", nama="Pengelola")


def nama_ketua() -> str:
    return Pejabat.objects.get(satker__kode="5371", kode="ismael-manoe").nama


def test_the_preview_says_what_would_change_and_changes_nothing(admin: Pengguna, satker: Satker) -> None:
    jejak = Jejak.objects.count()
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH, tambah=BARU))
    assert (impor.status, impor.nama, impor.oleh, impor.tahun) == ("siap", "pejabat.csv", admin, 2024)
    hasil: dict[str, Any] = impor.hasil or {}
    assert hasil["jumlah"]["berubah"] == hasil["jumlah"]["baru"] == 1
    assert hasil["berubah"][0]["sel"] == [["Nama", "Ismael Manoe", "Ismael M. Manoe"]]
    assert (hasil["baru"][0]["kunci"], hasil["baru"][0]["tempat"]) == (
        "Orang Baru (orang-baru)",
        "KPU Kota Kupang (5371)",
    )
    assert nama_ketua() == "Ismael Manoe"
    # Only that the file is kept stands in the journal.
    assert Jejak.objects.count() == jejak + 1
    assert impor.berkas is not None
    assert impor.berkas.sha256 == Berkas.objects.latest("pk").sha256


def test_it_is_applied_as_it_was_shown_and_stands_in_the_journal(admin: Pengguna, satker: Satker) -> None:
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", DIUBAH, tambah=BARU)))
    assert (impor.status, impor.diterapkan_oleh) == ("diterapkan", admin)
    assert nama_ketua() == "Ismael M. Manoe"
    assert Pejabat.objects.filter(satker=satker, kode="orang-baru").exists()
    tindakan = Jejak.objects.filter(pelaku_id=str(admin.pk)).values_list("tindakan", flat=True)[:2]
    assert sorted(tindakan) == ["impor_lembar", "ubah"]
    baru = Jejak.objects.get(pelaku_id=str(admin.pk), tindakan="impor_lembar")
    assert baru.sesudah["sha256_berkas"] == impor.berkas.sha256  # type: ignore[union-attr]
    assert not verify("5371").masalah


def test_all_faults_are_told_with_their_place_and_nothing_can_be_applied(admin: Pengguna, satker: Satker) -> None:
    isi = lembar("pejabat", ("Ismael Manoe", ""), tambah="9999;orang;Orang;\n5371;dua kata;Orang;\n")
    impor = unggah(admin, satker, isi)
    assert impor.status == "ditolak"
    assert [tempat[0] for tempat in penolakan(impor)] == ["pejabat.csv"] * len(penolakan(impor))
    assert {tempat[1] for tempat in penolakan(impor)} >= {2}
    with pytest.raises(ValidationError, match="tidak menunggu penerapan"):
        antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik="")


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("data.xlsx", samples.pdf(), "dokumen PDF. Unggah templat XLSX"),
        ("data.zip", b"PK", "tidak utuh|rusak"),
        ("data.zip", arsip({}), "tidak berisi berkas CSV|rusak"),
        ("pejabat.csv", b"", "kosong"),
        ("pejabat.csv", b"a,b\n", "dengan pemisah titik koma, atau unggah templat XLSX-nya"),
        ("pejabat.csv", "a;b".encode("utf-16"), "UTF-8"),
    ],
)
def test_what_cannot_hold_data_is_refused_at_the_door(
    admin: Pengguna, satker: Satker, nama: str, isi: bytes, kalimat: str
) -> None:
    with pytest.raises(ValidationError, match=kalimat):
        antrean.unggah_data(pelaku=admin, satker=satker, tahun=2024, isi=io.BytesIO(isi), nama=nama)
    assert not ImporData.objects.exists()


def test_the_same_content_under_the_right_name_is_read_by_that_name(admin: Pengguna, satker: Satker) -> None:
    isi = lembar("pejabat", DIUBAH)
    assert unggah(admin, satker, isi, "pejabat (1).csv").status == "ditolak"
    impor = unggah(admin, satker, isi)
    assert (impor.status, impor.nama) == ("siap", "pejabat.csv")
    assert Berkas.objects.filter(satker=satker, sha256=impor.berkas.sha256).count() == 1  # type: ignore[union-attr]


def test_the_same_data_is_nothing_to_apply(admin: Pengguna, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat"))
    assert impor.status == "siap"
    with pytest.raises(ValidationError, match="Tidak ada yang perlu diterapkan"):
        antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)


# Who


@pytest.mark.parametrize("siapa", ["pimpinan", "auditor", "satker_lain", "tanpa_peran"])
def test_who_only_reads_brings_nothing_in(cast: dict[str, Pengguna], satker: Satker, siapa: str) -> None:
    with pytest.raises(PermissionDenied):
        unggah(cast[siapa], satker, lembar("pejabat"))
    assert not Berkas.objects.filter(nama="pejabat.csv").exists()


def test_the_whole_application_is_for_superusers(admin: Pengguna, pengelola: Pengguna, cast: Any) -> None:
    with pytest.raises(PermissionDenied):
        unggah(admin, None, lembar("pejabat"))
    impor = unggah(pengelola, None, lembar("pejabat", DIUBAH))
    assert (impor.status, impor.satker, impor.tahun) == ("siap", None, None)
    assert impor.berkas is not None and impor.berkas.satker is None
    assert not Berkas.objects.visible_to(admin).filter(pk=impor.berkas_id).exists()
    assert not ImporData.objects.visible_to(admin).exists()
    assert Berkas.objects.visible_to(pengelola).filter(pk=impor.berkas_id).exists()
    assert list(periksa_berkas()) == []


def test_a_row_that_the_person_may_not_write_is_refused_by_its_rule(cast: Any, satker: Satker) -> None:
    impor = unggah(cast["operator"], satker, lembar("pejabat", DIUBAH))
    assert impor.status == "ditolak"
    assert "administrator" in (impor.hasil or {})["ditolak"][0]["pesan"]


def test_a_file_is_applied_by_who_brought_it_or_the_administrator(admin: Pengguna, cast: Any, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH))
    with pytest.raises(PermissionDenied, match="diunggah orang lain"):
        antrean.minta_penerapan(pelaku=cast["verifikator"], impor_id=impor.pk, sidik=impor.sidik)
    assert terapkan(admin, impor).status == "diterapkan"


# Moved meanwhile


def test_a_stale_preview_is_made_anew_and_overwrites_nothing(admin: Pengguna, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH))
    Pejabat.objects.filter(satker=satker, kode="ismael-manoe").update(nama="Diubah Orang Lain")
    kedua = terapkan(admin, impor)
    assert (kedua.status, (kedua.hasil or {})["galat"]) == ("siap", BASI)
    assert (kedua.hasil or {})["berubah"][0]["sel"] == [["Nama", "Diubah Orang Lain", "Ismael M. Manoe"]]
    assert kedua.sidik != impor.sidik
    assert nama_ketua() == "Diubah Orang Lain"
    with pytest.raises(ValidationError, match="sudah dibuat ulang"):
        antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)
    assert terapkan(admin, kedua).status == "diterapkan"
    assert nama_ketua() == "Ismael M. Manoe"


def test_what_became_refused_meanwhile_is_told_and_not_applied(admin: Pengguna, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH))
    antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)
    kemarin = timezone.localdate() - timedelta(days=1)
    admin.keanggotaan.update(mulai=kemarin, selesai=kemarin)
    terapkan_data(impor.pk)
    impor = segar(impor)
    assert (impor.status, (impor.hasil or {})["galat"], nama_ketua()) == ("ditolak", TERTOLAK, "Ismael Manoe")


# A work that stops


def test_a_killed_worker_leaves_nothing_and_the_work_is_taken_up_again(
    admin: Pengguna, satker: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH, tambah=BARU))
    antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)

    def terbunuh(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pengolahan, "data_ditulis", terbunuh)
        with pytest.raises(KeyboardInterrupt):
            terapkan_data(impor.pk)
    assert (segar(impor).status, nama_ketua()) == ("menerapkan", "Ismael Manoe")
    assert not antrean.macet(segar(impor))
    with pytest.raises(ValidationError, match="masih berjalan"):
        antrean.ulangi_impor(pelaku=admin, impor_id=impor.pk)
    ImporData.objects.update(diubah=timezone.now() - timedelta(minutes=3))
    assert antrean.macet(segar(impor))
    antrean.ulangi_impor(pelaku=admin, impor_id=impor.pk)
    terapkan_data(impor.pk)
    terapkan_data(impor.pk)
    assert (segar(impor).status, nama_ketua()) == ("diterapkan", "Ismael M. Manoe")
    assert Pejabat.objects.filter(kode="orang-baru").count() == 1


def test_a_work_that_still_counts_rows_does_not_stand_still(admin: Pengguna, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat"))
    ImporData.objects.update(status="dibaca", diubah=timezone.now() - timedelta(minutes=3))
    Pencatat(impor)(40, 100)
    assert kemajuan_of(impor) == (40, 100)
    assert not antrean.macet(segar(impor))
    baca_data(impor.pk)
    assert kemajuan_of(impor) is None


def test_progress_is_told_while_the_one_transaction_runs(
    admin: Pengguna, satker: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tercatat: list[tuple[int, int]] = []
    monkeypatch.setattr(Pencatat, "__call__", lambda _self, *angka: tercatat.append(angka))
    unggah(admin, satker, lembar("pejabat"))
    banyak = len((DATA / "pejabat.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert tercatat == [(n, banyak) for n in range(1, banyak + 1)]


def test_a_failure_nobody_foresaw_is_told_and_leaves_nothing(
    admin: Pengguna, satker: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH))

    def rusak(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr(pengolahan, "data_ditulis", rusak)
    antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)
    with pytest.raises(RuntimeError):
        terapkan_data(impor.pk)
    assert (segar(impor).status, (segar(impor).hasil or {})["galat"]) == ("siap", GAGAL)
    assert nama_ketua() == "Ismael Manoe"


def test_a_lost_file_is_told(admin: Pengguna, satker: Satker) -> None:
    impor = unggah(admin, satker, lembar("pejabat", DIUBAH))
    antrean.minta_penerapan(pelaku=admin, impor_id=impor.pk, sidik=impor.sidik)
    impor.berkas.isi.storage.delete(impor.berkas.isi.name)  # type: ignore[union-attr]
    terapkan_data(impor.pk)
    assert "tidak ada di penyimpanan" in (segar(impor).hasil or {})["ditolak"][0]["pesan"]


# A new office, and commands


def test_a_superuser_makes_an_office_from_one_file(pengelola: Pengguna) -> None:
    impor = unggah(pengelola, None, kantor_baru(), "kantor.zip")
    assert (impor.status, penolakan(impor)) == ("siap", [])
    terapkan(pengelola, impor)
    assert Satker.objects.get(kode="5399").entitas.count() == 2
    assert not verify("5399").masalah
    baris = [temuan for hasil in check_rows() if hasil.model is not Pengguna for temuan in hasil.temuan]
    assert baris == []


def test_what_a_command_brings_in_stands_among_the_imports(satker: Satker, tmp_path: Any) -> None:
    path = tmp_path / "pejabat.csv"
    path.write_bytes(lembar("pejabat", DIUBAH))
    call_command("impor_templat", str(path), stdout=io.StringIO())
    assert not ImporData.objects.exists()
    call_command("impor_templat", str(path), "--terapkan", stdout=io.StringIO())
    impor = ImporData.objects.get()
    assert (impor.status, impor.satker, impor.oleh, impor.tahun) == ("diterapkan", satker, None, None)
    assert impor.berkas is not None and impor.berkas.sha256
    call_command("impor_templat", str(path), "--terapkan", stdout=io.StringIO())
    assert ImporData.objects.count() == 1


def test_a_folder_loaded_by_a_command_is_an_import_without_a_file(satker: Satker, tmp_path: Any) -> None:
    (tmp_path / "pejabat.csv").write_bytes(lembar("pejabat", DIUBAH))
    call_command("muat_data", str(tmp_path), stdout=io.StringIO())
    impor = ImporData.objects.get()
    assert (impor.berkas, impor.satker, impor.status) == (None, satker, "diterapkan")
