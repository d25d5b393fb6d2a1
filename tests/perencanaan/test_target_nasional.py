"""National targets: who reads them, what they must be, what they ask of local ones, and where they are shown."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.audit.services import Sistem, save_recorded
from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.pengukuran.facts import fetch_kinerja
from apps.perencanaan.models import AdopsiIndikator, Renstra, Target, TargetIndikator, TingkatSkala
from apps.pertukaran.muat import MuatDitolak, muat_folder
from tests.conftest import DATA
from tests.perencanaan.kantor import Nasional, renstra_nasional

pytestmark = pytest.mark.django_db
PELAKU = Sistem("Uji")


@pytest.fixture
def nasional(satker: Satker) -> Nasional:
    return renstra_nasional(satker)


def adopsi(entitas: Entitas, nasional: Nasional, kode: str) -> AdopsiIndikator:
    baris = AdopsiIndikator(
        entitas=entitas,
        indikator=nasional.indikator[kode],
        dari=2025,
        sampai=2029,
        subbagian=Subbagian.objects.get(satker=entitas.satker, kode="teknis"),
        nomor=90 + nasional.indikator[kode].nomor,
    )
    save_recorded(baris, rantai="5371", pelaku=PELAKU)
    return baris


def janjikan(baris: AdopsiIndikator, nilai: str, catatan: str = "", sumber: str = "renstra") -> Target:
    target = Target(adopsi=baris, tahun=2025, sumber=sumber, catatan=catatan)
    if nilai == "-":
        target.tanpa_target = True
    elif baris.indikator.skala_id:
        target.tingkat = TingkatSkala.objects.get(skala=baris.indikator.skala_id, kode=nilai)
    else:
        target.nilai = Decimal(nilai)
    save_recorded(target, rantai="5371", pelaku=PELAKU)
    return target


@pytest.mark.parametrize(
    ("kode", "nilai", "kalimat"),
    [
        ("naik", "79", "Target 2025 (79) lebih rendah daripada target nasional (80)."),
        ("turun", "6", "Target 2025 (6) lebih tinggi daripada target nasional (5)."),
        ("tepat", "101", "Target 2025 (101) berbeda dari target nasional (100)."),
        ("predikat", "B", "Target 2025 (B) di bawah target nasional (BB)."),
        ("naik", "-", "Tahun 2025 tanpa target, sedangkan target nasionalnya 80."),
    ],
)
def test_a_worse_local_target_needs_a_reason(
    entitas: Entitas, nasional: Nasional, kode: str, nilai: str, kalimat: str
) -> None:
    baris = adopsi(entitas, nasional, kode)
    with pytest.raises(ValidationError) as refusal:
        janjikan(baris, nilai)
    assert list(refusal.value.message_dict) == ["catatan"]
    assert refusal.value.messages[0].startswith(kalimat)
    assert janjikan(baris, nilai, "Anggaran dipangkas.").pk


@pytest.mark.parametrize(
    ("kode", "nilai"), [("naik", "80"), ("naik", "95"), ("turun", "0"), ("tepat", "100"), ("predikat", "A")]
)
def test_a_local_target_as_good_needs_none(entitas: Entitas, nasional: Nasional, kode: str, nilai: str) -> None:
    assert janjikan(adopsi(entitas, nasional, kode), nilai).pk


def test_without_a_national_target_anything_may_be_promised(entitas: Entitas, nasional: Nasional) -> None:
    assert janjikan(adopsi(entitas, nasional, "bebas"), "0").pk


def test_what_stood_before_the_nation_asked_for_more_stays_until_it_is_changed(
    entitas: Entitas, nasional: Nasional
) -> None:
    target = janjikan(adopsi(entitas, nasional, "naik"), "80")
    TargetIndikator.objects.filter(indikator=nasional.indikator["naik"], tahun=2025).update(nilai=90)
    assert save_recorded(target, rantai="5371", pelaku=PELAKU) is False
    target.nilai = Decimal(85)
    with pytest.raises(ValidationError, match=r"\(85\) lebih rendah daripada target nasional \(90\)"):
        save_recorded(target, rantai="5371", pelaku=PELAKU)


@pytest.mark.parametrize(
    ("kode", "isi", "kolom"),
    [
        ("naik", {"tahun": 2024, "nilai": 1}, "tahun"),
        ("naik", {"tahun": 2030, "nilai": 1}, "tahun"),
        ("predikat", {"tahun": 2029, "nilai": 1}, "nilai"),
        ("naik", {"tahun": 2029}, "__all__"),
        ("naik", {"tahun": 2029, "nilai": -1}, "__all__"),
    ],
)
def test_a_national_target_is_of_its_plan_and_kind(
    nasional: Nasional, kode: str, isi: dict[str, int], kolom: str
) -> None:
    TargetIndikator.objects.filter(tahun=2029).delete()
    with pytest.raises(ValidationError) as refusal:
        save_recorded(
            TargetIndikator(indikator=nasional.indikator[kode], **isi), rantai=nasional.ri.kode, pelaku=PELAKU
        )
    assert kolom in refusal.value.message_dict


def test_a_level_is_of_the_indicators_scale(nasional: Nasional) -> None:
    wtp = TingkatSkala.objects.get(kode="WTP")
    target = TargetIndikator.objects.get(indikator=nasional.indikator["predikat"], tahun=2025)
    target.tingkat = wtp
    with pytest.raises(ValidationError, match="bukan dari skala"):
        target.full_clean()


# Who reads a plan, and who may adopt from it.


def test_a_published_plan_is_read_below_its_owner_and_nowhere_else(
    nasional: Nasional, cast: dict[str, Pengguna], satker_lain: Satker
) -> None:
    def dibaca(name: str) -> bool:
        return Renstra.objects.visible_to(cast[name]).filter(pk=nasional.renstra.pk).exists()

    assert dibaca("operator")
    assert not dibaca("satker_lain")
    for terbit in (None, date.today() + timedelta(days=1)):
        Renstra.objects.filter(pk=nasional.renstra.pk).update(terbit=terbit)
        assert not dibaca("operator")


def test_the_plans_of_offices_below_are_not_read_above(nasional: Nasional, satker: Satker) -> None:
    milik = Renstra.objects.get(kode="renstra-5371-2020")
    Renstra.objects.filter(pk=milik.pk).update(terbit=date(2025, 1, 1))
    assert milik not in Renstra.objects.terbaca([nasional.provinsi.pk])
    assert milik in Renstra.objects.terbaca([satker.pk])


def test_only_own_and_published_plans_above_are_adopted(
    entitas: Entitas, nasional: Nasional, satker_lain: Satker
) -> None:
    baris = adopsi(entitas, nasional, "naik")
    Renstra.objects.filter(pk=nasional.renstra.pk).update(terbit=None)
    with pytest.raises(ValidationError, match=f"Renstra yang belum terbit bagi {entitas.satker}"):
        adopsi(entitas, nasional, "turun")
    baris.sampai = 2028
    assert save_recorded(baris, rantai="5371", pelaku=PELAKU)  # what is adopted stays so
    Renstra.objects.filter(pk=nasional.renstra.pk).update(terbit=date(2025, 1, 2), pemilik=satker_lain)
    with pytest.raises(ValidationError, match="belum terbit"):
        adopsi(entitas, nasional, "turun")


def test_administrators_read_national_targets_below_and_write_them_only_as_owner(
    nasional: Nasional, client_of: Callable[[str], Client]
) -> None:
    target = TargetIndikator.objects.filter(indikator=nasional.indikator["naik"]).first()
    alamat = reverse("admin:perencanaan_targetindikator_change", args=[target.pk])
    assert client_of("administrator").get(alamat).status_code == 200
    assert client_of("administrator").post(alamat, {"nilai": "1"}).status_code == 403
    assert client_of("satker_lain").get(alamat).status_code == 404


def test_the_lists_of_targets_write_round_numbers_whole(nasional: Nasional, client_of: Callable[[str], Client]) -> None:
    for name in ("target", "targetindikator"):
        text = client_of("administrator").get(reverse(f"admin:perencanaan_{name}_changelist")).content.decode()
        assert '<td class="field-isi">80</td>' in text
        assert '<td class="field-isi">8</td>' not in text


# Where they are shown.


def test_the_national_column_falls_back_to_the_nation(entitas: Entitas, nasional: Nasional) -> None:
    baris = {kode: adopsi(entitas, nasional, kode) for kode in ("naik", "predikat", "bebas")}
    Target.objects.create(adopsi=baris["naik"], sumber="nasional", tahun=2026, nilai=82)
    for triwulan in (0, 2):
        kinerja = fetch_kinerja(entitas, 2025, triwulan=triwulan)
        naik, predikat, bebas = [i for t in kinerja.tujuan for s in t.sasaran for i in s.indikator]
        angka = {tahun: target.nilai.angka for tahun, target in naik.target_nasional.items()}
        assert angka == {2025: 80, 2026: 82, 2027: 80, 2028: 80, 2029: 80}
        assert predikat.target_nasional[2025].nilai.tingkat.kode == "BB"
        assert bebas.target_nasional == {}
        assert kinerja.renstra.label_nasional == "Renstra Nasional 2025–2029 (contoh)"


def test_nations_targets_cost_one_query_and_only_where_there_are_some(entitas: Entitas, nasional: Nasional) -> None:
    with CaptureQueriesContext(connection) as tanpa:
        fetch_kinerja(entitas, 2024)
    adopsi(entitas, nasional, "naik")
    with CaptureQueriesContext(connection) as dengan:
        fetch_kinerja(entitas, 2025)
    assert len(dengan) == len(tanpa) + 1


# Files.


def folder_with(tmp_path: Path, **lembar: str) -> Path:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    for name, lines in lembar.items():
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(lines)
    return folder


def test_national_targets_load_from_their_sheet(tmp_path: Path) -> None:
    baris = "renstra-5371-2020;{};2024;{}\n"
    lembar = baris.format("indeks-rb", "78,5") + baris.format("nilai-sakip", "BB")
    assert muat_folder(folder_with(tmp_path, target_indikator=lembar), PELAKU).baru == 2
    isi = {str(t.indikator.kode): str(t.isi) for t in TargetIndikator.objects.all()}
    assert isi == {"indeks-rb": "78,5", "nilai-sakip": "BB"}


@pytest.mark.parametrize(
    ("baris", "kalimat"),
    [
        ("renstra-5371-2020;indeks-rb;2030;80", "kolom Tahun: Tahun 2030 di luar Renstra ini (2020–2024)"),
        ("renstra-5371-2020;indeks-rb;2024;", "Target wajib diisi. Hapus barisnya"),
        ("renstra-5371-2020;nilai-sakip;2024;80", "bukan tingkat skala ini"),
    ],
)
def test_a_faulty_national_target_is_named(tmp_path: Path, baris: str, kalimat: str) -> None:
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(folder_with(tmp_path, target_indikator=f"{baris}\n"), PELAKU)
    assert kalimat in str(refusal.value)


def test_a_sheet_of_worse_targets_is_refused_without_reason_and_taken_with_it(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, target_indikator="renstra-5371-2020;indeks-rb;2023;99\n")
    muat_folder(folder, PELAKU)  # the targets stood before: they are left alone
    path = folder / "target_renstra.csv"
    lama = next(b for b in path.read_text(encoding="utf-8").splitlines() if b.startswith("5371;indeks-rb;2023;"))
    path.write_text(path.read_text(encoding="utf-8").replace(lama, "5371;indeks-rb;2023;98;"), encoding="utf-8")
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(folder, PELAKU)
    assert "kolom Catatan: Target 2023 (98) lebih rendah daripada target nasional (99)." in str(refusal.value)
    path.write_text(
        path.read_text(encoding="utf-8").replace("2023;98;", "2023;98;Anggaran dipangkas."), encoding="utf-8"
    )
    muat_folder(folder, PELAKU)
    assert Target.objects.get(adopsi__nomor=2, tahun=2023, sumber="renstra").catatan == "Anggaran dipangkas."
