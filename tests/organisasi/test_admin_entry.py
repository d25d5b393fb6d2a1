"""What has been handed in is changed by its steps alone: not in the administration, and not by importing a sheet."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client

from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import BarisTabelPendukung, Bukti, Realisasi, TabelPendukung, TransisiRealisasi, Upaya
from apps.siklus.models import Periode
from tests.conftest import DATA
from tests.organisasi.test_admin import url
from tests.organisasi.test_admin_writing import add, change

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
EVERYBODY = pytest.mark.parametrize("who", ["operator:teknis", "verifikator", "administrator", "superuser"])


def hand_in(adopsi_id: int, tahap: str = "diverifikasi") -> None:
    Realisasi.objects.filter(adopsi=adopsi_id, tahun=2024, triwulan=0).update(tahap=tahap)


@EVERYBODY
@pytest.mark.parametrize("tahap", ["diajukan", "diverifikasi"])
def test_what_is_told_beside_a_figure_is_handed_in_with_it(staff: SignIn, who: str, tahap: str) -> None:
    upaya = Upaya.objects.filter(tahun=2024, triwulan=0).first()
    baris = BarisTabelPendukung.objects.filter(tabel__tahun=2024).first()
    assert upaya
    assert baris
    hand_in(upaya.adopsi_id, tahap)
    hand_in(baris.tabel.adopsi_id, tahap)
    client = staff(who)
    rows: list[Model] = [upaya, baris, baris.tabel]
    for row in rows:
        assert f"sudah {tahap}" in client.get(url(type(row), "change", row.pk)).content.decode(), row
        assert client.post(url(type(row), "change", row.pk), {}).status_code == 403
        assert client.post(url(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    values = {"adopsi": upaya.adopsi_id, "tahun": "2024", "triwulan": "0", "jenis": "dilakukan", "urutan": "77"}
    assert add(client, Upaya, **values, isi="Sesudah diajukan").status_code == 403
    assert not Upaya.objects.filter(urutan=77).exists()


def test_a_row_of_a_table_closes_with_its_period(staff: SignIn) -> None:
    baris = BarisTabelPendukung.objects.filter(tabel__tahun=2024).first()
    assert baris
    Periode.objects.filter(tahun=2024, triwulan=0).update(dibuka=False)
    assert staff("operator:teknis").post(url(BarisTabelPendukung, "change", baris.pk), {}).status_code == 403


@EVERYBODY
def test_evidence_that_was_verified_stays_after_a_return(staff: SignIn, who: str) -> None:
    realisasi = Realisasi.objects.get(adopsi__nomor=1, tahun=2024, triwulan=0)
    user = Pengguna.objects.create_user("pembawa", nama="Pembawa bukti")
    values: dict[str, Any] = {"realisasi": realisasi, "jenis": "catatan", "catatan": "-", "ditambahkan_oleh": user}
    lama = Bukti.objects.create(judul="Lama", **values)
    TransisiRealisasi.objects.create(
        realisasi=realisasi, langkah="verifikasi", dari="diajukan", ke="diverifikasi", oleh=user
    )
    TransisiRealisasi.objects.create(
        realisasi=realisasi, langkah="kembalikan", dari="diverifikasi", ke="draf", oleh=user, alasan="Perbaiki."
    )
    baru = Bukti.objects.create(judul="Baru", **values)
    client = staff(who)
    assert client.post(url(Bukti, "change", lama.pk), {}).status_code == 403
    assert client.post(url(Bukti, "delete", lama.pk), {"post": "yes"}).status_code == 403
    inside = {"bukti-0-judul": "Diganti", "bukti-1-judul": "Diganti"}
    assert change(client, realisasi, **inside).status_code == 403
    assert change(client, realisasi, **{"bukti-0-DELETE": "on", "bukti-1-DELETE": "on"}).status_code == 403
    lama.refresh_from_db()
    assert lama.judul == "Lama"
    assert client.post(url(Bukti, "delete", baru.pk), {"post": "yes"}).status_code == 302


@pytest.mark.parametrize(
    ("lembar", "kolom", "nilai"),
    [
        ("realisasi", "Catatan kaki", "Diganti sesudah verifikasi"),
        ("upaya", "Isi", "Diganti sesudah verifikasi"),
        ("tabel_pendukung", "Catatan", "Diganti sesudah verifikasi"),
    ],
)
def test_an_import_does_not_put_another_figure_under_a_verification(
    entitas: Entitas, tmp_path: Path, lembar: str, kolom: str, nilai: str
) -> None:
    for adopsi_id in TabelPendukung.objects.values_list("adopsi", flat=True):
        hand_in(adopsi_id)
    for adopsi_id in Upaya.objects.values_list("adopsi", flat=True):
        hand_in(adopsi_id)
    with (DATA / f"{lembar}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with (tmp_path / f"{lembar}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    call_command("muat_data", str(tmp_path))
    with (tmp_path / f"{lembar}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows({**row, kolom: nilai} if row["Tahun"] == "2024" else row for row in rows)
    with pytest.raises(CommandError, match="sudah diverifikasi"):
        call_command("muat_data", str(tmp_path))
