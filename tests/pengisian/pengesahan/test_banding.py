"""Editions compared cell by cell."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from apps.laporan.banding import bandingkan
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Edisi

pytestmark = pytest.mark.django_db


@pytest.fixture
def isi(terverifikasi: list[Realisasi], setuju: Callable[..., Edisi]) -> dict[str, Any]:
    return setuju().isi


def test_the_same_contents_differ_in_nothing(isi: dict[str, Any]) -> None:
    assert bandingkan(isi, copy.deepcopy(isi)) == []


def test_a_changed_figure_is_shown_in_every_table_that_holds_it(
    isi: dict[str, Any], terverifikasi: list[Realisasi], setuju: Callable[..., Edisi], buka: Callable[..., Any]
) -> None:
    buka(Edisi.objects.get())
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(nilai="70.5", sumber="Berita acara")
    found = {part.judul.split(".")[0]: part for part in bandingkan(isi, setuju().isi)}
    tabel = {"Tabel 1", "Tabel 10", "Tabel 19", "Tabel 20"}
    assert set(found) == {*tabel, "Data di balik angka", "Kalimat perbandingan"}
    kalimat = {(s.baris, s.kolom): (s.lama, s.baru) for s in found["Kalimat perbandingan"].sel}
    lama, baru = kalimat["Indikator 6", "1. Target dan realisasi tahun ini"]
    assert "69,66%" in lama and "70,50%" in baru
    sel = [(s.kolom, s.lama, s.baru) for s in found["Tabel 10"].sel]
    assert sel == [("Realisasi", "69,66%*", "70,50%*"), ("Persentase Capaian", "81,95%", "82,94%")]
    assert found["Tabel 10"].sel[0].baris.startswith("Persentase Partisipasi Pemilih")
    masukan = {(s.baris, s.kolom): (s.lama, s.baru) for s in found["Data di balik angka"].sel}
    assert masukan["Indikator 6, Tahunan 2024", "Nilai"] == ("69,66", "70,5")
    assert masukan["Indikator 6, Tahunan 2024", "Sumber data"][1] == "Berita acara"


def test_words_that_people_put_in_place_of_a_sentence_are_compared(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    lain["perbandingan"]["sasaran"][2]["perbandingan"][4]["narasi"] = {"isi": "Jarak ke TPS."}
    [part] = bandingkan(isi, lain)
    [sel] = part.sel
    assert (part.judul, sel.baris, sel.baru) == ("Kalimat perbandingan", "Sasaran 3", "Jarak ke TPS.")
    # An edition from before the sentences were kept has none to compare.
    del lain["perbandingan"]
    assert bandingkan(lain, isi) == []


def table(isi: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(t for t in isi["tabel"] if t["slug"] == slug)


def only(isi: dict[str, Any], lain: dict[str, Any]) -> Any:
    [part] = bandingkan(isi, lain)
    return part


def test_new_and_vanished_rows_are_named(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    rows = table(lain, "capaian-kinerja")["baris"]
    gone = rows.pop(3)
    part = only(isi, lain)
    assert part.baris_hilang == (gone["teks"]["indikator"],)
    assert (part.sel, part.baris_baru) == ((), ())
    assert only(lain, isi).baris_baru == (gone["teks"]["indikator"],)


def test_a_changed_text_is_a_cell_and_not_another_row(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    row = table(lain, "capaian-kinerja")["baris"][3]
    row["teks"]["indikator"] = "Nama lain"
    part = only(isi, lain)
    assert [(s.kolom, s.baru) for s in part.sel] == [("Indikator", "Nama lain")]
    assert (part.baris_baru, part.baris_hilang) == ((), ())


def test_columns_notes_and_titles_are_told(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    data = table(lain, "capaian-kinerja")
    data["judul"] = "Judul lain"
    data["kolom"][4]["label"] = "Sasaran tahun ini"
    data["kolom"].append({"kunci": "baru", "label": "Kolom baru", "jenis": "teks"})
    for row in data["baris"]:
        row["teks"]["baru"] = ""
    data["catatan"] = ["Catatan baru."]
    told = " ".join(only(isi, lain).catatan)
    for text in ("Judul semula: Capaian", "Kolom baru: Kolom baru.", "kini “Sasaran tahun ini”", "Catatan hilang: *"):
        assert text in told
    assert "Kolom hilang: Kolom baru." in only(lain, isi).catatan


def test_a_table_or_a_diagram_of_one_edition_only_is_told(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    lain["tabel"].pop()
    assert only(isi, lain).catatan == ("Tabel ini tidak ada dalam edisi baru.",)
    assert only(lain, isi).catatan == ("Tabel ini tidak ada dalam edisi lama.",)


def test_a_bar_of_another_length_is_told(isi: dict[str, Any]) -> None:
    lain = copy.deepcopy(isi)
    lain["diagram"][0]["seri"][1]["teks"][0] = "Rp1"
    part = only(isi, lain)
    assert part.judul.startswith("Diagram 1.")
    assert [(s.kolom, s.baru) for s in part.sel] == [("Realisasi", "Rp1")]
