"""Templates: what is written reads back as no change; one edited cell changes exactly that."""

import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from apps.audit.services import Sistem
from apps.organisasi.models import Satker
from apps.pertukaran.buku import baca
from apps.pertukaran.ekspor import isi_satker
from apps.pertukaran.kelompok import KELOMPOK, MENURUT_KELOMPOK, SEMUANYA
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.templat.bentuk import Keterangan
from apps.pertukaran.templat.kalimat import CONTOH, KALIMAT
from apps.pertukaran.templat.kolom import kolom_lembar
from apps.pertukaran.templat.tulis import templat_satker, tulis_templat
from apps.pertukaran.wewenang import Wewenang
from apps.ui.widgets import LookupWidget, ManyLookupWidget

pytestmark = pytest.mark.django_db
KETERANGAN = Keterangan("Uji", "Untuk uji.", "KPU Kota Kupang (5371)")


@pytest.fixture
def satker() -> Satker:
    return Satker.objects.get(kode="5371")


def pratinjau(isi: bytes) -> Hasil:
    buku = baca(io.BytesIO(isi), "templat.xlsx")
    return jalankan(buku, Wewenang(Sistem("Uji")), Sumber("templat.xlsx"), terapkan=False)


def assert_sama(hasil: Hasil, banyak: int) -> None:
    assert [str(satu) for satu in hasil.ditolak] == []
    assert [(satu.lembar, satu.sel) for satu in hasil.perubahan] == []
    assert (hasil.baru, hasil.berubah, hasil.sama) == (0, 0, banyak)


# Declared once


def test_every_sheet_has_a_sentence_and_every_example_fits_its_sheet() -> None:
    menurut_nama = {satu.sheet_name: satu for satu in SHEETS}
    assert set(KALIMAT) == set(menurut_nama)
    assert all(satu.endswith(".") for satu in KALIMAT.values())
    for nama, contoh in CONTOH.items():
        judul = menurut_nama[nama]().headings()
        assert all(set(baris) <= set(judul) and len(baris) <= 9 for baris in contoh), nama


def test_every_sheet_belongs_to_one_group_and_has_a_name_that_excel_takes() -> None:
    lembar = [nama for satu in KELOMPOK if satu is not SEMUANYA for nama in satu.lembar]
    assert sorted(lembar) == sorted(satu.sheet_name for satu in SHEETS)
    assert [satu.sheet_name for satu in SEMUANYA.jenis] == [satu.sheet_name for satu in SHEETS]
    judul = [satu.sheet_title for satu in SHEETS]
    assert len({satu.casefold() for satu in judul}) == len(judul)
    assert all(len(satu) <= 31 and not set(satu) & set("[]:*?/\\") for satu in judul)


@pytest.mark.parametrize("nama", CONTOH)
def test_the_examples_are_written_as_the_sheet_wants_it(nama: str) -> None:
    """Each cell that can be judged alone can be read."""
    resource = next(satu for satu in SHEETS if satu.sheet_name == nama)()
    for field in resource.columns():
        for baris in CONTOH[nama]:
            teks = baris.get(field.column_name)
            if teks is not None and not isinstance(field.widget, (LookupWidget, ManyLookupWidget)):
                field.widget.clean(teks, baris)


# Round trip


@pytest.mark.parametrize("tahun", [2024, None])
@pytest.mark.parametrize("nama", MENURUT_KELOMPOK)
def test_what_is_written_reads_back_as_no_change(satker: Satker, nama: str, tahun: int | None) -> None:
    kelompok = MENURUT_KELOMPOK[nama]
    isi = isi_satker(satker, tahun, kelompok.jenis)
    assert_sama(pratinjau(templat_satker(satker, tahun, kelompok)), sum(len(satu.baris) for satu in isi))


def test_all_sheets_are_there_in_order_the_empty_ones_with_headings(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_satker(satker, 2024, SEMUANYA)))
    assert buku.sheetnames == ["Petunjuk", *(satu.sheet_title for satu in SHEETS), "Daftar pilihan"]
    for satu in SHEETS:
        assert [sel.value for sel in buku[satu.sheet_title][1]] == satu().headings()
    assert buku["Kemajuan RO"].max_row == 1


def test_the_same_data_gives_the_same_bytes(satker: Satker) -> None:
    kelompok = MENURUT_KELOMPOK["organisasi"]
    assert templat_satker(satker, 2024, kelompok) == templat_satker(satker, 2024, kelompok)


# What is edited where, and how; a sheet that is not named is edited in its first text that may say anything.
SUNTINGAN: dict[str, tuple[str, Any]] = {
    "masa_jabatan": ("Masa jabatan", "2024–2030"),
    "peran_divisi": ("Selesai", datetime.date(2029, 2, 3)),
    "korwil": ("Urutan", 9),
    "periode": ("Tenggat", datetime.date(2025, 1, 20)),
    "tingkat_skala": ("Nama", "Nama lain"),
    "kategori": ("Batas bawah", 85.25),
    "adopsi": ("Penanggung jawab", "teknis"),
    "target_renstra": ("Target", 41.25),
    "target_pk": ("Target", 41.25),
    "target_nasional": ("Target", 41.25),
    "realisasi": ("Catatan kaki", "Catatan lain."),
    "tabel_pendukung": ("Catatan", "Catatan lain."),
    "baris_tabel_pendukung": ("Tanda", "*"),
    "pagu": ("Pagu", 26_247_745_001),
    "realisasi_anggaran": ("Realisasi", 1),
    "capaian_ro": ("Capaian", 87.5),
    "simpul_kerangka": ("Judul", "Judul lain"),
    "laporan": ("Tanggal", datetime.date(2025, 3, 31)),
    "angka_kutipan": ("Catatan", "Catatan lain."),
}
TANPA_ISI = {"target_indikator", "target_triwulan", "rencana_aksi", "analisis", "rencana_penarikan", "kemajuan_ro",
             "dukungan_kegiatan"}  # fmt: skip
# Nothing but its key.
HANYA_KUNCI = {"dipa"}


@pytest.mark.parametrize("nama", [s.sheet_name for s in SHEETS if s.sheet_name not in TANPA_ISI | HANYA_KUNCI])
def test_one_edited_cell_changes_exactly_that(satker: Satker, nama: str) -> None:
    [isi] = isi_satker(satker, None, [satu for satu in SHEETS if satu.sheet_name == nama])
    kolom = kolom_lembar(isi.resource, {})
    bawaan = next((k.judul for k in kolom if not k.kunci and k.jenis == "teks" and not k.pilihan), "")
    judul, nilai = SUNTINGAN.get(nama, (bawaan, "Isi lain"))
    buku = openpyxl.load_workbook(io.BytesIO(tulis_templat([isi], KETERANGAN)))
    letak = [satu.judul for satu in kolom].index(judul) + 1
    # The last row belongs to the office itself and not to one above it.
    baris = len(isi.baris) + 1
    assert baris > 1
    buku[isi.resource.sheet_title].cell(baris, letak).value = nilai
    simpan = io.BytesIO()
    buku.save(simpan)
    hasil = pratinjau(simpan.getvalue())
    assert [str(satu) for satu in hasil.ditolak] == []
    assert [(satu.baris, satu.baru, [sel[0] for sel in satu.sel]) for satu in hasil.perubahan] == [
        (baris, False, [judul])
    ]
    assert (hasil.berubah, hasil.sama) == (1, len(isi.baris) - 1)


def test_the_sheets_without_rows_are_those_that_the_edits_leave_out(satker: Satker) -> None:
    isi = isi_satker(satker, None)
    assert {satu.resource.sheet_name for satu in isi if not satu.baris} == TANPA_ISI


def test_an_empty_cell_is_refused_and_the_word_for_it_empties(satker: Satker) -> None:
    [isi] = isi_satker(satker, None, [satu for satu in SHEETS if satu.sheet_name == "divisi"])
    buku = openpyxl.load_workbook(io.BytesIO(tulis_templat([isi], KETERANGAN)))
    lembar = buku["Divisi"]
    for nilai, ditolak, berubah in ((None, 1, 0), ("KOSONGKAN", 0, 1)):
        lembar.cell(2, 5).value = nilai
        simpan = io.BytesIO()
        buku.save(simpan)
        hasil = pratinjau(simpan.getvalue())
        assert (len(hasil.ditolak), hasil.berubah) == (ditolak, berubah)


# The look of the cells


def test_cells_are_what_they_are(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_satker(satker, 2024, SEMUANYA)))
    dipa, capaian, divisi = buku["Pagu"], buku["Capaian RO"], buku["Divisi"]
    judul = {sel.value: sel.column for sel in dipa[1]}
    tahun, jalur, pagu = (dipa.cell(2, judul[nama]) for nama in ("Tahun", "Jalur", "Pagu"))
    assert (tahun.value, tahun.number_format) == (2024, "0")
    assert (jalur.data_type, jalur.number_format) == ("s", "@")
    assert (pagu.value, pagu.number_format) == (26_247_745_000, "[$-421]#,##0")
    assert capaian.cell(2, 6).value == 100
    assert "%" not in capaian.cell(2, 6).number_format
    mulai = divisi.cell(2, 6)
    assert (mulai.value, mulai.number_format) == (datetime.datetime(2024, 2, 4), "dd/mm/yyyy")
    # Also where nothing stands yet.
    assert dipa.column_dimensions["D"].number_format == "@"
    target = buku["Target PK"]
    assert {target.cell(baris, 5).value for baris in range(2, 14)} >= {"BB", 40, 80}
    assert buku["Divisi"].cell(2, 7).value is None


def test_headings_are_locked_and_cells_are_not(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_satker(satker, 2024, MENURUT_KELOMPOK["target"])))
    lembar = buku["Target PK"]
    lindung = lembar.protection
    assert lindung.sheet
    assert not lindung.password
    assert not (lindung.insertRows or lindung.deleteRows or lindung.sort or lindung.autoFilter or lindung.formatCells)
    assert lembar.cell(1, 1).protection.locked
    assert not lembar.cell(2, 1).protection.locked
    assert lembar.freeze_panes == "E2"
    assert lembar.auto_filter.ref == "A1:F13"
    petunjuk = lembar.cell(1, 5).comment
    assert petunjuk is not None
    assert "koma" in petunjuk.text
    assert "Wajib" in petunjuk.text


def test_cells_offer_what_they_may_hold(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_satker(satker, 2024, SEMUANYA)))
    nama = {satu: buku.defined_names[satu].value for satu in buku.defined_names}

    def aturan(lembar: str, sel: str) -> Any:
        [satu] = [v for v in buku[lembar].data_validations.dataValidation if sel in v.sqref]
        return satu

    skala = aturan("Indikator", "K2")
    assert (skala.type, skala.errorStyle, skala.formula1) == ("list", "warning", "pilihan_skala_kode")
    assert nama["pilihan_skala_kode"].startswith("Skala!$A$2:INDEX(")
    assert "lembar Skala" in skala.error
    entitas = aturan("Target PK", "A2")
    [tempat] = buku.defined_names[entitas.formula1].destinations
    assert [sel.value for (sel,) in buku[tempat[0]][tempat[1]]] == ["5371", "5371-sekretariat"]
    satuan = aturan("Indikator", "J2")
    assert "persen" in satuan.error
    baris = {buku["Target PK"].cell(i, 2).value: i for i in range(2, 14)}
    sakip = aturan("Target PK", f"E{baris['nilai-sakip']}")
    [tempat] = buku.defined_names[sakip.formula1].destinations
    isi = [sel.value for (sel,) in buku[tempat[0]][tempat[1]]]
    assert isi[:3] == ["AA", "A", "BB"]
    assert isi[-1] == "tanpa target"
    assert "tanpa titik" in aturan("Target PK", f"E{baris['parpol-mutakhir']}").error
    assert all(len(v.error or "") <= 255 for lembar in buku for v in lembar.data_validations.dataValidation)


def test_the_instructions_lead_to_every_sheet(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_satker(satker, None, SEMUANYA)))
    petunjuk = buku["Petunjuk"]
    tautan = {sel.hyperlink.location for baris in petunjuk for sel in baris if sel.hyperlink}
    assert len(tautan) == len(SHEETS)
    assert {satu.rpartition("!")[0].strip("'") for satu in tautan} <= set(buku.sheetnames)
    teks = [str(sel.value) for baris in petunjuk for sel in baris if sel.value]
    assert any("semua tahun" in satu and "Kota Kupang" in satu for satu in teks)
    assert any("KOSONGKAN" in satu for satu in teks)
    assert (petunjuk.page_setup.paperSize, petunjuk.sheet_properties.pageSetUpPr.fitToPage) == (9, True)


# The command


def test_the_command_writes_a_template(tmp_path: Path) -> None:
    berkas = tmp_path / "target.xlsx"
    call_command("ekspor_templat", satker="5371", tahun=2024, kelompok="target", output=berkas)
    buku = openpyxl.load_workbook(berkas)
    assert buku.sheetnames[:3] == ["Petunjuk", "Target indikator", "Target Renstra"]
    for salah in ({"satker": "9999"}, {"tahun": 20244}, {"output": tmp_path / "tidak-ada" / "x.xlsx"}):
        with pytest.raises(CommandError):
            call_command("ekspor_templat", **{"satker": "5371", "output": berkas, **salah})


def test_numbers_too_long_for_excel_are_kept_as_text(satker: Satker) -> None:
    [isi] = isi_satker(satker, None, [satu for satu in SHEETS if satu.sheet_name == "pagu"])
    isi.baris[0]["Pagu"] = 123_456_789_012_345_678
    isi.baris[1]["Pagu"] = Decimal("12345678901234.25")
    [lembar] = baca(io.BytesIO(tulis_templat([isi], KETERANGAN)), "x.xlsx")
    assert [baris["Pagu"] for _, baris in lembar.baris[:2]] == ["123456789012345678", "12345678901234,25"]
