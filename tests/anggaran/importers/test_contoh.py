"""The generator: exactly as long as asked, the same for the same seed, months that belong together, odd codes."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.anggaran.importers.baris import BENTUK_KODE, IsiBerkas
from apps.anggaran.importers.contoh import MIN_BARIS, buat_contoh
from apps.anggaran.importers.fa_detail_tulis import tulis_csv, tulis_xlsx
from apps.anggaran.importers.pemeriksaan import baca, periksa


def berkode(isi: IsiBerkas) -> int:
    return sum(satu.jenis not in ("bagian_anggaran", "unit") for satu in isi.baris)


@pytest.mark.parametrize("banyak", [*range(MIN_BARIS, 60), 137, 500, 3_001])
def test_a_budget_has_exactly_the_lines_that_were_asked_for(banyak: int) -> None:
    isi = buat_contoh(banyak)
    assert berkode(isi) == banyak
    assert periksa(isi) == []
    assert len({satu.jalur for satu in isi.baris}) == banyak + 2


def test_a_budget_shorter_than_its_levels_is_refused() -> None:
    with pytest.raises(ValueError, match="Paling sedikit 8 baris"):
        buat_contoh(MIN_BARIS - 1)


def test_the_same_seed_gives_the_same_bytes() -> None:
    pertama, kedua, lain = io.BytesIO(), io.BytesIO(), io.BytesIO()
    tulis_csv(buat_contoh(300, benih=7), pertama)
    tulis_csv(buat_contoh(300, benih=7), kedua)
    tulis_csv(buat_contoh(300, benih=8), lain)
    assert pertama.getvalue() == kedua.getvalue() != lain.getvalue()


def test_months_of_one_seed_belong_together() -> None:
    sebelum = None
    for bulan in range(1, 13):
        isi = buat_contoh(400, bulan=bulan)
        if sebelum is not None:
            assert [satu.jumlah.lalu for satu in isi.baris] == [satu.jumlah.realisasi for satu in sebelum.baris]
            assert [satu.jumlah.pagu for satu in isi.baris] == [satu.jumlah.pagu for satu in sebelum.baris]
        sebelum = isi


def test_every_form_of_code_and_a_negative_month_occur() -> None:
    isi = buat_contoh(2_000)
    assert {"ZZ1"} <= {satu.kode for satu in isi.baris if satu.jenis == "ro"}
    assert {"A", "0A"} <= {satu.kode for satu in isi.baris if satu.jenis == "subkomponen"}
    assert all(BENTUK_KODE[satu.jenis].fullmatch(satu.kode) for satu in isi.baris)
    assert any((satu.jumlah.ini or 0) < 0 for satu in isi.daun())
    assert any((satu.jumlah.blokir or 0) > 0 for satu in isi.daun())
    assert all(0 <= (satu.jumlah.realisasi or 0) <= (satu.jumlah.pagu or 0) for satu in isi.daun())


def test_the_report_repeats_its_header_and_has_footnotes() -> None:
    file = io.BytesIO()
    tulis_csv(buat_contoh(100), file)
    teks = file.getvalue().decode("utf-8-sig")
    assert teks.count("Pagu Revisi") == 3
    assert "*) Lock Pagu" in teks


@pytest.mark.parametrize(("pilihan", "nama"), [({}, "fa.xlsx"), ({"csv": True}, "fa.csv"), ({"geser": 4}, "fa.xlsx")])
def test_the_command_writes_a_file_that_can_be_imported(tmp_path: Path, pilihan: dict[str, object], nama: str) -> None:
    berkas = tmp_path / nama
    keluaran = io.StringIO()
    call_command(
        "buat_contoh_fa_detail", baris=120, output=berkas, tahun=2025, bulan=3, satker_kode="123456",
        satker_nama="KPU KABUPATEN KUPANG", benih=5, stdout=keluaran, **pilihan,
    )  # fmt: skip
    with berkas.open("rb") as file:
        isi = baca(file, nama)
    assert berkode(isi) == 120
    assert (isi.kepala.kode_satker, isi.kepala.nama_satker) == ("123456", "KPU KABUPATEN KUPANG")
    assert str(isi.kepala.per_tanggal) == "2025-03-31"
    assert keluaran.getvalue() == f"120 baris ditulis ke {berkas}.\n"


@pytest.mark.parametrize(
    ("pilihan", "sebab"),
    [
        ({"baris": 7}, "harus 8 sampai 180000"),
        ({"baris": 180_001}, "harus 8 sampai 180000"),
        ({"satker_kode": "5371"}, "enam angka"),
        ({"geser": -1}, "Geser harus 0 sampai"),
        ({"tahun": 1}, "tahun 2000 sampai"),
        ({"output": Path("/tidak/ada/fa.xlsx")}, "tidak dapat ditulis"),
    ],
)
def test_the_command_says_what_it_cannot_do(tmp_path: Path, pilihan: dict[str, object], sebab: str) -> None:
    with pytest.raises(CommandError, match=sebab):
        call_command("buat_contoh_fa_detail", **{"baris": 10, "output": tmp_path / "fa.xlsx", **pilihan})


def test_a_workbook_keeps_its_texts_in_the_cells() -> None:
    file = io.BytesIO()
    tulis_xlsx(buat_contoh(20), file)
    with zipfile.ZipFile(file) as buku:
        assert "xl/sharedStrings.xml" not in buku.namelist()
        assert b'name="GLP039_LAPORAN REALISASI SUPER "' in buku.read("xl/workbook.xml")
