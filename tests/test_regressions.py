"""Faults that once were there; each test fails without its mend."""

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from apps.anggaran.models import NilaiRealisasi
from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import Sistem, delete_recorded, record, save_recorded
from apps.audit.verification import verify
from apps.laporan.renderers.data import to_csv
from apps.laporan.table import Cell, Column, Row, Table
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Renstra
from apps.pertukaran.muat import MuatDitolak, muat_folder
from apps.ui.numbers import NumberError, parse_number
from tests.conftest import DATA

pytestmark = pytest.mark.django_db
P = Sistem("Uji")


def load_one(tmp_path: Path, name: str, change) -> MuatDitolak:
    text = (DATA / name).read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (tmp_path / name).write_text(changed, encoding="utf-8", newline="")
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(tmp_path, P)
    return refusal.value


@pytest.mark.parametrize("text", ["1." + "9" * 5000, "0" * 5000 + "1", "0" * 5000 + "1,5"])
@pytest.mark.parametrize("kind", ["rupiah", "bulat"])
def test_a_number_of_any_length_is_read_or_refused(text, kind):
    with suppress(NumberError):
        assert parse_number(text, kind) == 1


@pytest.mark.parametrize("text", [".", "..", ".5", "5.", "-.5"])
@pytest.mark.parametrize("kind", ["persen", "indeks", "rupiah"])
def test_what_a_refusal_offers_can_itself_be_typed(text, kind):
    with pytest.raises(NumberError) as refusal:
        parse_number(text, kind, negative=True)
    hint = str(refusal.value).partition("Tulis ")[2]
    assert hint
    for offered in re.findall(r"-?[\d.,]*\d[\d.,]*", hint.rstrip(".")):
        parse_number(offered.rstrip("."), kind, negative=True)


@pytest.mark.parametrize("text", ["0.500", "000.123", "0.001"])
def test_a_group_that_begins_with_zero_is_not_thousands(text):
    with pytest.raises(NumberError):
        parse_number(text, "rupiah")


def test_every_constraint_message_can_be_shown():
    for model in apps.get_models():
        for c in model._meta.constraints:
            c.get_violation_error_message()


def test_a_cap_below_one_hundred_is_refused_in_words():
    r = Renstra.objects.first()
    r.batas_capaian = 90
    with pytest.raises(ValidationError, match="100"):
        r.full_clean()


def test_blank_lines_count_when_a_row_is_named(tmp_path):
    e = load_one(tmp_path, "misi.csv", lambda t: "\n".join([*t.splitlines()[:2], ";;", "", "renstra-5371-2020;dua;x"]))
    assert [f.baris for f in e.ditolak] == [5]


def test_blank_lines_count_when_a_double_row_is_named(tmp_path):
    def change(t):
        lines = t.splitlines()
        return "\n".join([lines[0], "", lines[1], "", lines[1]])

    e = load_one(tmp_path, "misi.csv", change)
    assert [(f.baris, f.pesan) for f in e.ditolak] == [(5, "Baris ini sama kuncinya dengan baris 3.")]


def test_the_same_key_spelt_otherwise_is_refused(tmp_path):
    load_one(tmp_path, "misi.csv", lambda t: t + "renstra-5371-2020;01;Lain\n")


def test_the_same_decimal_spelt_otherwise_records_nothing():
    r = Realisasi.objects.get(adopsi__nomor=2, tahun=2024)
    r.nilai = Decimal("93.52")
    save_recorded(r, rantai="uji", pelaku=P)
    assert not Jejak.objects.filter(rantai="uji").exists()


def test_the_recorded_state_after_is_what_is_stored():
    r = Realisasi.objects.get(adopsi__nomor=2, tahun=2024)
    r.nilai = Decimal("94.5")
    save_recorded(r, rantai="uji", pelaku=P)
    assert Jejak.objects.get(rantai="uji").sesudah["nilai"] == "94.5000"


def test_the_recorded_state_of_a_deletion_is_what_was_stored():
    r = Realisasi.objects.get(adopsi__nomor=2, tahun=2024)
    r.nilai = Decimal(1)
    delete_recorded(r, rantai="uji", pelaku=P)
    assert Jejak.objects.get(rantai="uji").sebelum["nilai"] == "93.5200"


def test_a_lost_head_of_a_chain_shows():
    record(rantai="uji", pelaku=P, tindakan="ubah", objek="x")
    KepalaRantai.objects.filter(rantai="uji").delete()
    assert verify("uji").masalah
    with pytest.raises(SystemExit):
        call_command("verifikasi_jejak")


def test_a_table_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("tabel", "1", satker="5371", tahun=2024, output=tmp_path / "a" / "b.json")


def test_a_diagram_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("diagram", "1", satker="5371", tahun=2024, output=tmp_path / "a" / "b.svg")


def test_a_csv_heading_is_no_formula():
    table = Table("x", "X", [Column("a", "=1+1")], [Row({"a": Cell("b")})])
    assert to_csv(table).splitlines()[0] == "'=1+1"


def test_missing_realisasi_gives_no_efisiensi(outline):
    NilaiRealisasi.objects.all().delete()
    anggaran = outline.fakta.anggaran
    assert anggaran.realisasi is None
    assert anggaran.efisiensi.nilai is None


def test_an_unknown_slug_in_the_outline_is_refused(tmp_path, entitas):
    load_one(tmp_path, "simpul_kerangka.csv", lambda t: t.replace("capaian-kinerja", "capaian-kinreja"))


def test_an_empty_key_names_its_column(tmp_path):
    e = load_one(tmp_path, "pos_anggaran.csv", lambda t: t.replace(";076;", ";;", 1))
    assert e.ditolak[0].kolom == "Jalur"


def test_a_bad_date_in_a_reference_names_its_column(tmp_path):
    e = load_one(tmp_path, "realisasi_anggaran.csv", lambda t: t.replace("2024-12-31", "31-12-2024", 1))
    assert e.ditolak[0].kolom == "Keadaan per"


@pytest.mark.parametrize("value", ["20241231", "2024-W05-7"])
def test_there_is_one_way_to_write_a_date(tmp_path, value):
    e = load_one(tmp_path, "versi_dipa.csv", lambda t: t.replace("2024-12-31", value, 1))
    assert e.ditolak[0].kolom == "Tanggal"


def test_a_year_of_five_digits_is_refused(tmp_path):
    load_one(tmp_path, "adopsi.csv", lambda t: t.replace(";2020;2024;", ";2020;20244;", 1))


def test_a_nul_character_is_refused(tmp_path):
    e = load_one(tmp_path, "misi.csv", lambda t: t.replace("Isi\n", "Isi\n\x00", 1))
    assert "karakter" in str(e)


def test_sheets_of_a_renstra_are_recorded_with_its_owner():
    assert not Jejak.objects.filter(rantai="", objek__in=["Lembar Tujuan", "Lembar Misi", "Lembar Indikator"]).exists()
