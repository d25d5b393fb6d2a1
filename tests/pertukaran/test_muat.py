"""Loading sheets: everything or nothing, the same twice is nothing, and every fault is named where it stands."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.anggaran.models import Pagu
from apps.audit.models import Jejak
from apps.audit.services import Sistem
from apps.audit.verification import verify
from apps.laporan.outline import Outline
from apps.laporan.renderers.data import to_dict
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Analisis, Realisasi
from apps.perencanaan.models import Target
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.muat import MuatDitolak, muat_folder
from tests.conftest import DATA

pytestmark = pytest.mark.django_db
PELAKU = Sistem("Uji")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def replace(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return change


def state() -> list[tuple[str, int]]:
    return [(sheet._meta.model._meta.label, sheet._meta.model.objects.count()) for sheet in SHEETS]


def test_every_file_of_the_demonstration_is_a_known_sheet_and_the_other_way_round() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == {sheet.sheet_name for sheet in SHEETS}


def test_loading_again_changes_nothing_and_records_nothing() -> None:
    before, entries = state(), Jejak.objects.count()
    hasil = muat_folder(DATA, PELAKU)
    assert hasil.baru + hasil.berubah == 0
    assert hasil.sama > 500
    assert (state(), Jejak.objects.count()) == (before, entries)


def test_one_changed_cell_changes_exactly_that(folder: Path) -> None:
    path = folder / "realisasi.csv"
    path.write_text(replace(";93,52;", ";94,52;")(path.read_text(encoding="utf-8")), encoding="utf-8")
    hasil = muat_folder(folder, PELAKU)
    assert [(r.lembar, r.baru, r.berubah) for r in hasil.lembar if r.baru or r.berubah] == [("realisasi.csv", 0, 1)]
    assert [p.sel for p in hasil.perubahan] == [(("Realisasi", "93,52", "94,52"),)]
    assert Realisasi.objects.get(adopsi__nomor=2, tahun=2024).nilai == Decimal("94.52")
    entry = Jejak.objects.filter(rantai="5371").first()
    assert entry is not None
    assert (entry.tindakan, entry.objek_jenis) == ("ubah", "pengukuran.realisasi")
    assert (Decimal(entry.sebelum["nilai"]), Decimal(entry.sesudah["nilai"])) == (Decimal("93.52"), Decimal("94.52"))
    assert not verify("5371").masalah


# The plan by quarter and the analysis: what the LKj does not print, but people plan and write.
QUARTERS = {
    "target_triwulan.csv": [
        "parpol-mutakhir;2024;1;10;",
        "parpol-mutakhir;2024;2;tanpa target;",
        "nilai-sakip;2024;4;BB;",
    ],
    "rencana_aksi.csv": ["parpol-mutakhir;2024;1;1;Memutakhirkan Sipol", "parpol-mutakhir;2024;1;2;Rapat koordinasi"],
    "analisis.csv": ["parpol-mutakhir;2024;0;Uraian;Faktor;Hambatan;Alternatif"],
}


def test_the_plan_by_quarter_and_the_analysis_load_and_load_again_as_the_same(folder: Path) -> None:
    for berkas, baris in QUARTERS.items():
        path = folder / berkas
        path.write_text(path.read_text(encoding="utf-8") + "".join(f"5371;{satu}\n" for satu in baris), "utf-8")
    results = {r.lembar: r for r in muat_folder(folder, PELAKU).lembar}
    assert [(results[name].baru, results[name].berubah) for name in QUARTERS] == [(3, 0), (2, 0), (1, 0)]
    satu, dua, empat = Target.objects.filter(sumber="triwulan").order_by("triwulan")
    assert (satu.nilai, satu.triwulan, dua.tanpa_target, str(empat.tingkat)) == (Decimal(10), 1, True, "BB")
    assert Analisis.objects.get().hambatan == "Hambatan"
    assert muat_folder(folder, PELAKU).perubahan == []


def _without_reason(text: str) -> str:
    lines = text.splitlines()
    index = next(i for i, line in enumerate(lines) if ";belum terukur;" in line)
    cells = lines[index].split(";")
    lines[index] = ";".join([*cells[:8], "KOSONGKAN", *cells[10:]])
    return "\n".join(lines) + "\n"


def _nothing_to_divide_by(text: str) -> str:
    # Pembilang and penyebut stand three cells after the value that they replace.
    return replace(";93,52;;;;", ";KOSONGKAN;;1;0;")(text)


FAULTS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "unknown code": ("adopsi.csv", replace(";teknis;1", ";tidak-ada;1"), "baris 2, kolom Penanggung jawab"),
    "ambiguous rupiah": ("pagu.csv", replace(";26247745000;", ";12.5;"), "kolom Pagu: “12.5” tidak jelas"),
    "dot in a percentage": ("target_renstra.csv", replace(";0,17", ";98.765"), "kolom Target: Titik tidak dipakai"),
    "text for a number": ("realisasi.csv", replace(";93,52;", ";tinggi;"), "kolom Realisasi: “tinggi” bukan angka"),
    "wrong date": ("divisi.csv", replace(";2024-02-04;", ";4 Februari 2024;"), "kolom Mulai"),
    "missing column": ("misi.csv", replace("Nomor;", "No;"), "baris 1, kolom Nomor: Kolom ini tidak ada"),
    "unknown column": ("misi.csv", replace("Isi", "Isi;Warna"), "baris 1, kolom Warna: Kolom ini tidak dikenal"),
    "column twice": (
        "misi.csv",
        replace("Nomor;Isi", "Nomor;Isi;Isi"),
        "kolom Isi: Kolom ini muncul lebih dari sekali",
    ),
    "too many cells": ("tujuan.csv", replace("\n", ";lebih\n", 2), "seharusnya"),
    "too few cells": ("tujuan.csv", replace("renstra-5371-2020;1;", "renstra-5371-2020;", 1), "baris 2: Ada 2 sel"),
    "empty required cell": ("tujuan.csv", replace(";1;", ";;"), "baris 2, kolom Nomor"),
    "unknown level": ("target_pk.csv", replace(";BB", ";CCC"), "kolom Target: “CCC” bukan tingkat skala ini"),
    "unknown choice": ("indikator.csv", replace(";minimal;", ";menurun;"), "kolom Arah: “menurun” tidak dikenal"),
    "reason missing": ("realisasi.csv", _without_reason, "Tuliskan alasan mengapa belum terukur"),
    "negative money": ("pagu.csv", replace(";3366050000;", ";-5;"), "kolom Pagu: Angka tidak boleh negatif"),
    "nothing to divide by": ("realisasi.csv", _nothing_to_divide_by, "penyebut harus lebih besar dari nol"),
    "minus before a percentage": (
        "target_pk.csv",
        replace(";1;40", ";1;-40"),
        "baris 2, kolom Target: Angka tidak boleh",
    ),
    "number for a level": ("target_pk.csv", replace(";BB", ";72,55"), "kolom Target: “72,55” bukan tingkat skala ini"),
    "too many decimals": ("realisasi.csv", replace(";93,52;", ";93,52001;"), "Paling banyak 4 angka di belakang koma"),
    "unknown owner": ("dipa.csv", replace("5371;", "5372;"), "baris 2, kolom Satker: Satker “5372” tidak ditemukan"),
    "half a quote": ("misi.csv", lambda text: text + '"renstra;9;x\n', "Tanda kutip"),
    "same key twice": ("misi.csv", lambda text: text + text.splitlines()[1] + "\n", "sama kuncinya dengan baris 2"),
    "parent missing": ("pos_anggaran.csv", replace("076.01;", "077.01;"), "Pos induk"),
    "level for a number": ("target_renstra.csv", replace(";0,17", ";WTP"), "bukan angka"),
    "target of no quarter": (
        "target_triwulan.csv",
        lambda text: text + "5371;parpol-mutakhir;2024;0;10;\n",
        "Triwulan diisi 1, 2, 3, atau 4.",
    ),
    "step of a fifth quarter": (
        "rencana_aksi.csv",
        lambda text: text + "5371;parpol-mutakhir;2024;5;1;x\n",
        "Triwulan",
    ),
    "analysis of nothing": (
        "analisis.csv",
        lambda text: text + "5371;parpol-mutakhir;2024;3;a;;;\n",
        "kolom Indikator: Realisasi indikator “parpol-mutakhir” tidak ditemukan",
    ),
    "empty file": ("misi.csv", lambda text: "", "Berkas kosong"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_and_nothing_is_loaded(folder: Path, name: str) -> None:
    berkas, change, expected = FAULTS[name]
    path = folder / berkas
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    # A change in an earlier sheet must not stay behind either.
    satker = folder / "satker.csv"
    satker.write_text(replace("KPU Kota Kupang", "KPU Kota Lain")(satker.read_text(encoding="utf-8")), encoding="utf-8")
    before, entries = state(), Jejak.objects.count()
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(folder, PELAKU)
    assert berkas in str(refusal.value)
    assert expected in str(refusal.value)
    assert (state(), Jejak.objects.count()) == (before, entries)
    assert Entitas.objects.by_kunci("5371").get().satker.nama_singkat == "KPU Kota Kupang"


def test_all_faults_of_a_sheet_are_told_at_once(folder: Path) -> None:
    path = folder / "target_renstra.csv"
    text = replace(";85;\n", ";8.5;\n", 3)(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(folder, PELAKU)
    assert len(refusal.value.ditolak) == 3


def test_a_row_is_counted_as_a_spreadsheet_does_after_a_cell_of_several_lines(folder: Path) -> None:
    path = folder / "misi.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], 'renstra-5371-2020;1;"satu\ndua\ntiga"', "renstra-5371-2020;dua;x"]), "utf-8")
    with pytest.raises(MuatDitolak) as refusal:
        muat_folder(folder, PELAKU)
    assert [(fault.baris, fault.kolom) for fault in refusal.value.ditolak] == [(3, "Nomor")]


@pytest.mark.parametrize("sheet", ["misi.csv", "realisasi.csv", "pagu.csv"])
def test_a_sheet_as_another_program_saves_it_is_the_same(folder: Path, sheet: str) -> None:
    """With a byte order mark, CRLF line ends and empty lines at the end, as Excel writes."""
    path = folder / sheet
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode() + b";;\r\n\r\n")
    assert muat_folder(folder, PELAKU).perubahan == []


def test_an_unknown_sheet_and_a_wrong_encoding_are_refused(folder: Path) -> None:
    (folder / "catatan.csv").write_text("A;B\n", encoding="utf-8")
    with pytest.raises(MuatDitolak, match=r"catatan\.csv: Nama lembar ini tidak dikenal"):
        muat_folder(folder, PELAKU)
    (folder / "catatan.csv").unlink()
    (folder / "misi.csv").write_bytes("Renstra;Nomor;Isi\nr;1;é\n".encode("latin-1"))
    with pytest.raises(MuatDitolak, match="bukan UTF-8"):
        muat_folder(folder, PELAKU)


def test_the_command_says_what_happened(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call_command("muat_data", folder)
    assert "Tidak ada perubahan" in capsys.readouterr().out
    (folder / "misi.csv").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match="Tidak ada data yang dimuat"):
        call_command("muat_data", folder)
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("muat_data", tmp_path / "kosong")
    (tmp_path / "hampa").mkdir()
    with pytest.raises(CommandError, match="Tidak ada berkas CSV"):
        call_command("muat_data", tmp_path / "hampa")


def test_two_offices_stand_side_by_side(folder: Path, outline: Outline) -> None:
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("5371", "5399").replace("KPU Kota Kupang", "KPU Kota Contoh")
        path.write_text(text, encoding="utf-8")
    pagu, targets = Pagu.objects.count(), Target.objects.count()
    muat_folder(folder, PELAKU)
    assert (Pagu.objects.count(), Target.objects.count()) == (2 * pagu, 2 * targets)
    other = Outline(Entitas.objects.select_related("satker").by_kunci("5399").get(), 2024)
    ours = [to_dict(outline.table(entry))["baris"] for entry in outline.tables]
    theirs = [to_dict(other.table(entry))["baris"] for entry in other.tables]
    assert len(ours) == len(theirs) == 30
    assert str(theirs).replace("KPU Kota Contoh", "KPU Kota Kupang") == str(ours)
    assert not verify("5399").masalah


def test_a_change_of_one_office_leaves_the_other_and_its_journal_alone(folder: Path, outline: Outline) -> None:
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("5371", "5399"), encoding="utf-8")
    ours, entries = to_dict(outline.table(outline.find("tabel", "10"))), verify("5371")
    muat_folder(folder, PELAKU)
    path = folder / "realisasi.csv"
    path.write_text(replace(";93,52;", ";40;")(path.read_text(encoding="utf-8")), encoding="utf-8")
    muat_folder(folder, PELAKU)
    again = Outline(outline.fakta.entitas, 2024)
    assert to_dict(again.table(again.find("tabel", "10"))) == ours
    assert verify("5371") == entries
    theirs = Outline(Entitas.objects.select_related("satker").by_kunci("5399").get(), 2024)
    row = to_dict(theirs.table(theirs.find("tabel", "10")))["baris"][2]
    assert row["teks"]["realisasi"] == "40"
