"""What stands in the reconciliation of an approved year changes by no way of writing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from apps.anggaran.models import Dipa
from apps.audit.services import Sistem
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.pertukaran.muat import MuatDitolak, muat_folder
from apps.siklus.models import Pengesahan, Periode
from tests.organisasi.test_admin import url
from tests.organisasi.test_admin_writing import add, errors

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SELAIN_2024 = {"subjek": "total", "ukuran": "pagu", "rupiah": "1", "sumber": "Baru"}


@pytest.fixture
def disahkan(satker: Satker) -> None:
    """2024 is approved by the sekretariat: the budget is the satker's, whoever reports it."""
    sekretariat = Entitas.objects.get(satker=satker, jenis=Entitas.Jenis.SEKRETARIAT)
    periode, _ = Periode.objects.get_or_create(entitas=sekretariat, tahun=2024, triwulan=0)
    oleh = Pengguna.objects.create_user("ketua", nama="Ketua")
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal="2025-02-14", penandatangan="Ketua", disahkan_oleh=oleh
    )


@pytest.mark.usefixtures("disahkan")
@pytest.mark.parametrize("model", [AngkaKutipan, Dipa])
def test_the_administration_neither_changes_nor_deletes_it(staff: SignIn, model: type) -> None:
    row = model.objects.filter(tahun=2024).first()
    for who in ("administrator", "superuser"):
        assert "sudah disahkan" in staff(who).get(url(model, "change", row.pk)).content.decode()
        assert staff(who).post(url(model, "change", row.pk), {"tahun": "2031"}).status_code == 403
        assert staff(who).post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.usefixtures("disahkan")
def test_the_administration_adds_nothing_to_it(staff: SignIn, entitas: Entitas) -> None:
    client = staff("administrator")
    said = errors(add(client, AngkaKutipan, entitas=entitas.pk, tahun="2024", **SELAIN_2024))
    assert "sudah disahkan" in said
    assert add(client, AngkaKutipan, entitas=entitas.pk, tahun="2025", **SELAIN_2024).status_code == 302


@pytest.mark.parametrize("tahun", [2024, 2023])
@pytest.mark.usefixtures("disahkan")
def test_a_sheet_changes_only_open_years(tmp_path: Path, tahun: int) -> None:
    k = AngkaKutipan.objects.filter(tahun=2024, rupiah__isnull=False).first()
    assert k
    # What is not said again is taken away on purpose, so that only the closing stands in the way.
    kosong = "KOSONGKAN"
    judul = "Entitas;Tahun;Subjek;Ukuran;Rupiah;Angka;Sumber;Halaman;Tanggal;Catatan"
    isi = f"5371;{tahun};{k.subjek};{k.ukuran};1;;{k.sumber};{kosong};{kosong};{kosong}"
    (tmp_path / "angka_kutipan.csv").write_text(f"{judul}\n{isi}\n", encoding="utf-8")
    if tahun == 2024:
        with pytest.raises(MuatDitolak, match="sudah disahkan"):
            muat_folder(tmp_path, Sistem("Uji"))
    else:
        assert muat_folder(tmp_path, Sistem("Uji")).perubahan
