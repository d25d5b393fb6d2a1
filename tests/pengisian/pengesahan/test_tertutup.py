"""After a pengesahan nothing of the period can change: every way is tried, and each refuses in words."""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.anggaran.models import CapaianRO, Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.audit.models import Jejak
from apps.audit.services import delete_recorded, save_recorded
from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.pengukuran.models import Analisis, BarisTabelPendukung, Bukti, Realisasi, TabelPendukung, Upaya, UpayaUmum
from apps.pengukuran.services import (
    AnalisisIsian,
    NilaiIsian,
    hapus_bukti,
    jalankan_langkah,
    simpan_isian,
    tambah_bukti,
)
from apps.perencanaan.models import (
    AdopsiIndikator,
    Indikator,
    KategoriCapaian,
    PerjanjianKinerja,
    PrioritasNasional,
    RencanaAksi,
    Renstra,
    Target,
    TingkatSkala,
)
from apps.siklus.models import Edisi, Periode
from apps.siklus.services import atur_periode, beri_perpanjangan
from tests.conftest import DATA

pytestmark = pytest.mark.django_db
DISAHKAN = "Tahunan 2024 sudah disahkan pada 14 Februari 2025"
Cast = dict[str, Pengguna]


@pytest.fixture
def enam(entitas: Entitas, cast: Cast, terverifikasi: list[Realisasi], setuju: Callable[..., Edisi]) -> Realisasi:
    """The figure of indicator 6 in the approved year, with an analysis, evidence and an action plan."""
    realisasi = terverifikasi[5]
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca.")
    Bukti.objects.create(
        realisasi=realisasi, jenis="catatan", judul="Rekap", catatan="D.Hasil", ditambahkan_oleh=cast["operator"]
    )
    RencanaAksi.objects.create(adopsi=realisasi.adopsi, tahun=2024, triwulan=1, urutan=1, uraian="Sosialisasi")
    setuju()
    return Realisasi.objects.select_related("adopsi__entitas__satker").get(pk=realisasi.pk)


def rows_of(realisasi: Realisasi) -> list[models.Model]:
    """One row of everything that belongs to the approved year."""
    adopsi, dipa = realisasi.adopsi, Dipa.objects.get(tahun=2024, satker__kode="5371")
    return [
        realisasi,
        Analisis.objects.get(realisasi=realisasi),
        Bukti.objects.get(realisasi=realisasi),
        Target.objects.get(adopsi=adopsi, tahun=2024, sumber="pk"),
        Target.objects.get(adopsi=adopsi, tahun=2024, sumber="renstra"),
        RencanaAksi.objects.get(adopsi=adopsi, tahun=2024),
        PerjanjianKinerja.objects.get(entitas=adopsi.entitas, tahun=2024),
        PrioritasNasional.objects.filter(entitas=adopsi.entitas, tahun=2024)[0],
        Upaya.objects.filter(adopsi=adopsi, tahun=2024)[0],
        UpayaUmum.objects.filter(entitas=adopsi.entitas, tahun=2024)[0],
        TabelPendukung.objects.filter(adopsi__entitas=adopsi.entitas, tahun=2024)[0],
        BarisTabelPendukung.objects.filter(tabel__adopsi__entitas=adopsi.entitas, tabel__tahun=2024)[0],
        VersiDipa.objects.filter(dipa=dipa)[0],
        PosAnggaran.objects.filter(dipa=dipa)[0],
        Pagu.objects.filter(versi__dipa=dipa)[0],
        KeadaanRealisasi.objects.filter(dipa=dipa)[0],
        NilaiRealisasi.objects.filter(keadaan__dipa=dipa)[0],
        CapaianRO.objects.filter(pos__dipa=dipa)[0],
        Periode.objects.get(entitas=adopsi.entitas, tahun=2024, triwulan=0),
    ]


TYPED = (models.CharField, models.TextField, models.DecimalField, models.BigIntegerField, models.DateField)


def touch(row: models.Model) -> None:
    """Change the first thing in a row that a person could type."""
    for field in row._meta.concrete_fields:
        if isinstance(field, TYPED) and not field.choices and not field.primary_key:
            value = field.value_from_object(row)
            if isinstance(field, models.CharField | models.TextField):
                setattr(row, field.attname, "Diubah")
            elif value is not None:
                setattr(row, field.attname, timezone.localdate() if isinstance(field, models.DateField) else value + 1)
            else:
                continue
            return
    raise AssertionError(f"nothing to change in {row._meta.label}")


def test_no_row_of_the_year_is_saved_or_deleted(enam: Realisasi, cast: Cast) -> None:
    entries = Jejak.objects.count()
    for row in rows_of(enam):
        if isinstance(row, Periode):
            row.dibuka = not row.dibuka
        elif isinstance(row, BarisTabelPendukung | TabelPendukung):
            setattr(row, "isi" if isinstance(row, BarisTabelPendukung) else "kolom", ["Diubah"])
        else:
            touch(row)
        with pytest.raises(ValidationError, match=DISAHKAN):
            save_recorded(row, rantai="5371", pelaku=cast["administrator"])
        # The period itself is also held by its pengesahan.
        with pytest.raises((ValidationError, models.ProtectedError), match=f"{DISAHKAN}|Pengesahan.periode"):
            delete_recorded(row, rantai="5371", pelaku=cast["administrator"])
    assert Jejak.objects.count() == entries


def test_the_services_of_entry_refuse(enam: Realisasi, cast: Cast) -> None:
    bukti = Bukti.objects.get(realisasi=enam)
    kunci = {"adopsi": enam.adopsi, "tahun": 2024, "triwulan": 0, "versi": enam.versi}
    nilai = NilaiIsian(nilai=99, sumber="Laporan")
    for siapa in ("operator", "verifikator", "administrator"):
        orang = cast[siapa]
        acts: list[Callable[[], Any]] = [
            lambda o=orang: simpan_isian(pelaku=o, nilai=nilai, **kunci),
            lambda o=orang: simpan_isian(pelaku=o, nilai=nilai, analisis=AnalisisIsian(hambatan="Lain."), **kunci),
            lambda o=orang: hapus_bukti(pelaku=o, bukti=bukti),
            lambda o=orang: tambah_bukti(
                pelaku=o, realisasi_id=enam.pk, jenis="catatan", judul="B", catatan="b", mengoreksi=bukti
            ),
        ]
        for act in acts:
            with pytest.raises(PermissionDenied, match=DISAHKAN):
                act()
    with pytest.raises(PermissionDenied, match="sudah disahkan"):
        jalankan_langkah(
            pelaku=cast["verifikator"], realisasi_id=enam.pk, versi=enam.versi, langkah="kembalikan", alasan="Salah"
        )


def test_the_period_itself_stays_as_it_is(enam: Realisasi, cast: Cast) -> None:
    hari = timezone.localdate()
    with pytest.raises(ValidationError, match=DISAHKAN):
        atur_periode(
            pelaku=cast["administrator"],
            entitas=enam.adopsi.entitas,
            tahun=2024,
            triwulan=0,
            dibuka=True,
            tenggat=hari + timezone.timedelta(days=90),
        )
    periode = Periode.objects.get(entitas=enam.adopsi.entitas, tahun=2024, triwulan=0)
    with pytest.raises(ValidationError, match=DISAHKAN):
        beri_perpanjangan(
            pelaku=cast["administrator"],
            periode=periode,
            subbagian=enam.adopsi.subbagian,
            sampai=hari + timezone.timedelta(days=90),
            alasan="Lupa",
        )


def test_the_administration_refuses_with_the_reason(enam: Realisasi, client_of: Callable[[str], Client]) -> None:
    client = client_of("administrator")
    for row in rows_of(enam):
        meta = row._meta
        for act, data in (("change", {}), ("delete", {"post": "yes"})):
            response = client.post(reverse(f"admin:{meta.app_label}_{meta.model_name}_{act}", args=[row.pk]), data)
            assert response.status_code == 403, meta.label
            assert DISAHKAN in response.content.decode(), (meta.label, act)


def changed_folder(folder: Path, name: str, heading: str, value: str) -> Path:
    """The data of the office with one cell of 2024 changed in one sheet."""
    rows = list(csv.DictReader((DATA / name).open(encoding="utf-8-sig", newline=""), delimiter=";"))
    row = next(r for r in rows if r.get("Tahun", "2024") == "2024" and r[heading] not in ("", value))
    row[heading] = value
    if "Tenggat" in row:
        # The period of the test has a deadline, which an empty cell would not take away.
        row["Tenggat"] = "KOSONGKAN"
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.parametrize(
    ("name", "heading", "value"),
    [
        ("realisasi.csv", "Sumber", "Sumber lain"),
        ("target_pk.csv", "Target", "41"),
        ("upaya.csv", "Isi", "Upaya lain"),
        ("upaya_umum.csv", "Isi", "Upaya lain"),
        ("tabel_pendukung.csv", "Catatan", "Catatan lain"),
        ("baris_tabel_pendukung.csv", "Isi", "Partai Lain|Dilakukan"),
        ("pagu.csv", "Pagu", "1"),
        ("periode.csv", "Dibuka", "ya"),
    ],
)
def test_the_import_refuses_and_loads_nothing(
    enam: Realisasi, tmp_path: Path, name: str, heading: str, value: str
) -> None:
    entries = Jejak.objects.count()
    with pytest.raises(CommandError, match=re.escape(DISAHKAN)):
        call_command("muat_data", str(changed_folder(tmp_path, name, heading, value)))
    assert Jejak.objects.count() == entries


def test_what_was_loaded_and_did_not_change_loads_again_without_a_word(enam: Realisasi, tmp_path: Path) -> None:
    for name in ("target_pk.csv", "pagu.csv", "upaya.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    call_command("muat_data", str(tmp_path))


def test_another_year_stays_open(enam: Realisasi, cast: Cast) -> None:
    lain = Realisasi.objects.get(adopsi=enam.adopsi, tahun=2023, triwulan=0)
    lain.sumber = "Sumber lain"
    assert save_recorded(lain, rantai="5371", pelaku=cast["administrator"])


def test_a_row_cannot_be_moved_into_the_approved_year(enam: Realisasi, cast: Cast) -> None:
    target = Target.objects.filter(adopsi=enam.adopsi, tahun=2023, sumber="renstra").get()
    Target.objects.filter(adopsi=enam.adopsi, tahun=2024, sumber="renstra").delete()
    target.tahun = 2024
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(target, rantai="5371", pelaku=cast["administrator"])


def test_a_new_figure_of_a_quarter_cannot_enter_it(enam: Realisasi, cast: Cast) -> None:
    adopsi = AdopsiIndikator.objects.get(pk=enam.adopsi_id)
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(
            Realisasi(adopsi=adopsi, tahun=2024, triwulan=3, nilai=1), rantai="5371", pelaku=cast["administrator"]
        )


@pytest.mark.parametrize("berubah", [{"sampai": 2023}, {"dari": 2025, "sampai": 2025}, {"nomor": 99}])
def test_no_indicator_leaves_an_approved_year(enam: Realisasi, cast: Cast, berubah: dict[str, int]) -> None:
    adopsi = AdopsiIndikator.objects.get(pk=enam.adopsi_id)
    for name, value in berubah.items():
        setattr(adopsi, name, value)
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(adopsi, rantai="5371", pelaku=cast["administrator"])


def test_no_indicator_comes_to_an_approved_year(enam: Realisasi, cast: Cast) -> None:
    lama = AdopsiIndikator.objects.get(pk=enam.adopsi_id)
    isi = {"entitas": lama.entitas, "indikator": lama.indikator, "subbagian": lama.subbagian, "nomor": 77}
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(AdopsiIndikator(**isi, dari=2024, sampai=2025), rantai="5371", pelaku=cast["administrator"])
    assert save_recorded(AdopsiIndikator(**isi, dari=2025, sampai=2026), rantai="5371", pelaku=cast["administrator"])


@pytest.mark.parametrize(
    ("model", "berubah"),
    [
        (Indikator, {"arah": "minimal"}),
        (TingkatSkala, {"peringkat": 50}),
        (KategoriCapaian, {"batas_bawah": Decimal("71")}),
        (Renstra, {"batas_capaian": 100}),
    ],
    ids=lambda part: part.__name__ if isinstance(part, type) else "",
)
def test_what_an_approved_year_is_calculated_by_stays(
    enam: Realisasi, cast: Cast, model: Any, berubah: dict[str, Any]
) -> None:
    row = model.objects.get(pk=enam.adopsi.indikator_id) if model is Indikator else model.objects.first()
    for name, value in berubah.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(row, rantai="5371", pelaku=cast["administrator"])


def test_a_spelling_mistake_may_still_be_mended(enam: Realisasi, cast: Cast) -> None:
    indikator = Indikator.objects.get(pk=enam.adopsi.indikator_id)
    indikator.definisi += "."
    assert save_recorded(indikator, rantai="5371", pelaku=cast["administrator"])


def test_another_subbagian_may_take_an_indicator_over(enam: Realisasi, cast: Cast) -> None:
    adopsi = AdopsiIndikator.objects.get(pk=enam.adopsi_id)
    adopsi.subbagian = Subbagian.objects.get(satker__kode="5371", kode="hukum")
    assert save_recorded(adopsi, rantai="5371", pelaku=cast["administrator"])


def test_a_file_of_an_approved_figure_keeps_its_name(enam: Realisasi, cast: Cast) -> None:
    berkas = Berkas.objects.create(
        satker=enam.adopsi.entitas.satker,
        nama="rekap.pdf",
        sha256="a" * 64,
        ukuran=1,
        tipe="application/pdf",
        diunggah_oleh=cast["operator"],
    )
    Bukti.objects.create(
        realisasi=enam, jenis="berkas", judul="Rekap", berkas=berkas, ditambahkan_oleh=cast["operator"]
    )
    berkas.nama = "lain.pdf"
    with pytest.raises(ValidationError, match=DISAHKAN):
        save_recorded(berkas, rantai="5371", pelaku=cast["administrator"])
