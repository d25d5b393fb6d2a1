"""Golden test of the money of 2024: every level adds up to the printed LKj, and where the LKj contradicts itself."""

import json
from datetime import date
from pathlib import Path

import pytest

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, fetch_anggaran
from apps.anggaran.facts.versi import fetch_versi, jalan_pagu
from apps.anggaran.models import Dipa
from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.organisasi.models import Satker
from apps.ui.numbers import format_persen, round_guarded

pytestmark = pytest.mark.django_db
EMAS = Path(__file__).parent.parent / "emas" / "lkj-2024"
PAGU, REALISASI, SISA = 56_658_099_000, 56_575_128_312, 82_970_688
TINGKAT = ("program", "kegiatan", "kro", "ro", "komponen")


@pytest.fixture
def fakta(satker: Satker) -> FaktaAnggaran:
    return fetch_anggaran(satker, 2024, 2024)[2024]


def tercetak(nomor: int) -> list[dict[str, str | None]]:
    """The rows of a printed table, by column."""
    return [b["sel"] for b in json.loads((EMAS / f"tabel-{nomor:02d}.json").read_text("utf-8"))["baris"]]


def rupiah(teks: str | None) -> int:
    """A printed amount, grouped by dots or by commas; a printed dash is nothing spent."""
    assert teks
    return 0 if teks == "-" else int(teks.replace(".", "").replace(",", ""))


def angka(pos: FaktaPos) -> tuple[int, int | None, int | None]:
    return pos.pagu, pos.realisasi, pos.sisa


@pytest.mark.parametrize("jenis", TINGKAT)
def test_every_level_adds_up_to_the_total(fakta: FaktaAnggaran, jenis: str) -> None:
    semua = fakta.pos(jenis)
    assert [sum(satu or 0 for satu in nilai) for nilai in zip(*map(angka, semua), strict=True)] == [
        PAGU,
        REALISASI,
        SISA,
    ]
    assert None not in [nilai for pos in semua for nilai in angka(pos)]


def test_every_line_is_the_sum_of_the_lines_right_below_it(fakta: FaktaAnggaran) -> None:
    berinduk = [pos for pos in fakta.semua() if pos.anak]
    for pos in berinduk:
        assert angka(pos) == tuple(sum(n or 0 for n in nilai) for nilai in zip(*map(angka, pos.anak), strict=True))
    assert {pos.jenis for pos in berinduk} == {"bagian_anggaran", "unit", *TINGKAT[:-1]}
    assert {pos.jenis for pos in fakta.semua() if not pos.anak} == {"komponen"}


def test_programs_and_kegiatan_are_the_printed_cells_of_table_8(fakta: FaktaAnggaran) -> None:
    kita = {pos.kode_program: angka(pos) for jenis in ("program", "kegiatan") for pos in fakta.pos(jenis)}
    *baris, jumlah = tercetak(8)
    lkj = {
        (sel["program"] or "").split()[0]: tuple(rupiah(sel[nama]) for nama in ("pagu", "realisasi", "sisa"))
        for sel in baris
    }
    assert kita == lkj
    assert [rupiah(jumlah[nama]) for nama in ("pagu", "realisasi", "sisa")] == [PAGU, REALISASI, SISA]


def test_the_lines_are_those_of_table_30_but_for_the_known_misprint(fakta: FaktaAnggaran) -> None:
    kita: dict[tuple[str, str], tuple[int, int | None]] = {
        (ro.kode_kegiatan, pos.kode): (pos.pagu, pos.realisasi) for ro in fakta.pos("ro") for pos in ro.anak
    }
    lkj, ro = {}, ""
    for sel in tercetak(30):
        kode = (sel["komponen"] or "").split()[0]
        if sel["no"]:
            lkj[ro, kode] = (rupiah(sel["alokasi"]), rupiah(sel["realisasi"]))
        else:
            ro = kode
    assert kita.keys() == lkj.keys()
    assert {kode: (kita[kode], lkj[kode]) for kode in kita if kita[kode] != lkj[kode]} == {
        ("6639.BDB.001", "051"): ((26_247_745_000, 26_247_720_174), (26_247_747_997, 26_247_720_174))
    }


def test_the_road_from_dipa_awal_to_the_last_revision(satker: Satker) -> None:
    awal, akhir = jalan_pagu(fetch_versi(Dipa.objects.get(satker=satker, tahun=2024)))
    assert (awal.versi.pagu, awal.selisih) == (29_794_345_000, None)
    assert (akhir.versi.pagu, akhir.selisih) == (PAGU, 26_863_754_000)


def test_efficiency_is_a_seventh_of_a_percent_and_its_value_just_above_fifty(fakta: FaktaAnggaran) -> None:
    nilai = fakta.efisiensi.nilai
    assert nilai is not None
    assert format_persen(nilai) == "0,15%"
    ne = fakta.nilai_efisiensi
    assert ne is not None
    assert str(round_guarded(ne)) == "50.37"
    assert (fakta.per_tanggal, fakta.ada_asumsi) == (date(2024, 12, 31), True)


def test_where_the_lkj_contradicts_itself_is_listed_to_the_rupiah(satker: Satker) -> None:
    """Items 1, 2 and 4 of the known contradictions, every print of them."""
    selisih = fetch_rekonsiliasi(satker, 2024).selisih
    assert {(s.ukuran, s.selisih) for s in selisih if s.ukuran in ("realisasi", "sisa")} == {
        ("realisasi", -601_190),
        ("sisa", 601_190),
    }
    [pagu] = [s for s in selisih if s.ukuran == "pagu"]
    assert (pagu.selisih, pagu.nilai_kita, pagu.nilai_lain) == (2_997, 26_247_745_000, 26_247_747_997)
    [efisiensi] = [s for s in selisih if s.ukuran == "efisiensi"]
    assert (efisiensi.tercetak(efisiensi.nilai_kita), efisiensi.tercetak(efisiensi.nilai_lain)) == ("0,15%", "5,46%")
    # What the list compares is what the tables print.
    for nomor in (2, 29):
        wa, jumlah = tercetak(nomor)[1:]
        assert rupiah(wa["realisasi"]) - 3_400_009_655 == rupiah(jumlah["realisasi"]) - REALISASI == -601_190
