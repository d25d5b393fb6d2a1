"""Files of lists, opened again: numbers are numbers, days are days, what people typed stays text."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from apps.dasbor.daftar import berkas
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Bukti, Realisasi
from tests.dasbor.daftar.baca import baris, data, di, halaman, lembar, pemisah

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
RUMUS = '=HYPERLINK("http://contoh.invalid";"klik")'


@pytest.fixture
def realisasi(entitas: Entitas) -> Realisasi:
    """The figure of indicator 6 with everything beside it, some of it made to look like a formula."""
    found = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)
    found.nilai, found.pembilang, found.penyebut = None, Decimal("1234567.5"), Decimal("2469135")
    found.sumber, found.per_tanggal, found.catatan_kaki = RUMUS, date(2024, 12, 31), ""
    found.save()
    return found


KOLOM = {
    "kolom": ["periode", "target", "realisasi", "capaian", "pembilang", "per_tanggal", "sumber", "bukti"],
    "q": "6 ",
}


def test_excel_holds_numbers_and_days_in_indonesian_formats(client_of: SignIn, realisasi: Realisasi) -> None:
    (row,) = [
        r for r in lembar(client_of("auditor"), di("unduh_daftar_realisasi", "xlsx"), KOLOM) if r["No"].value == 6
    ]
    assert (row["Realisasi"].value, row["Realisasi"].number_format) == (0.5, "[$-421]0%")
    assert row["Realisasi"].data_type == "n"
    assert row["Target"].value == 0.85
    assert row["Capaian"].value == pytest.approx(50 / 85, abs=1e-9)
    assert row["Capaian"].number_format == "[$-421]0.00%"
    assert row["Pembilang"].value == 1234567.5
    assert row["Pembilang"].number_format.startswith("[$-421]#,##0")
    assert row["Keadaan per tanggal"].is_date
    assert row["Keadaan per tanggal"].value == datetime(2024, 12, 31)
    assert row["Keadaan per tanggal"].number_format == "[$-421]d mmmm yyyy"
    assert (row["Sumber data"].value, row["Sumber data"].data_type) == (RUMUS, "s")
    assert (row["Bukti"].value, row["Bukti"].data_type) == (0, "n")


def test_csv_is_what_excel_in_indonesia_reads(client_of: SignIn, realisasi: Realisasi) -> None:
    (row,) = [r for r in pemisah(client_of("auditor"), di("unduh_daftar_realisasi", "csv"), KOLOM) if r["No"] == "6"]
    assert row["Realisasi"] == "50%"
    assert row["Capaian"] == "58,82%"
    assert row["Pembilang"] == "1.234.567,50"
    assert row["Keadaan per tanggal"] == "2024-12-31"
    assert row["Sumber data"] == f"'{RUMUS}"


def test_json_holds_exact_decimals_as_text(client_of: SignIn, realisasi: Realisasi) -> None:
    stored = data(client_of("auditor"), di("unduh_daftar_realisasi", "json"), KOLOM)
    (row,) = [r["nilai"] for r in stored["baris"] if r["nilai"]["nomor"] == "6"]
    assert row == {
        "nomor": "6",
        "nama": realisasi.adopsi.indikator.nama,
        "periode": "Tahunan",
        "target": "85",
        "realisasi": "50",
        "capaian": "58.82352941176470588235294118",
        "bukti": "0",
        "pembilang": "1234567.5",
        "sumber": RUMUS,
        "per_tanggal": "2024-12-31",
    }
    assert {k["kunci"]: k["jenis"] for k in stored["kolom"]}["per_tanggal"] == "tanggal"


def test_what_is_missing_is_null_with_its_reason(client_of: SignIn, realisasi: Realisasi) -> None:
    Realisasi.objects.filter(pk=realisasi.pk).update(
        pembilang=None, penyebut=None, keadaan="belum_terukur", alasan="Survei belum selesai.", per_tanggal=None
    )
    client = client_of("auditor")
    stored = data(client, di("unduh_daftar_realisasi", "json"), KOLOM)
    (row,) = [r for r in stored["baris"] if r["nilai"]["nomor"] == "6"]
    assert (row["nilai"]["realisasi"], row["alasan"]["realisasi"]) == (None, "Survei belum selesai.")
    assert (row["nilai"]["capaian"], row["alasan"]["capaian"]) == (None, "Realisasi belum terukur.")
    assert (row["nilai"]["per_tanggal"], "per_tanggal" in row["alasan"]) == (None, False)
    (cells,) = [r for r in lembar(client, di("unduh_daftar_realisasi", "xlsx"), KOLOM) if r["No"].value == 6]
    assert (cells["Realisasi"].value, cells["Keadaan per tanggal"].value) == ("-", None)
    assert cells["Realisasi"].comment.text == "Survei belum selesai."
    page = halaman(client, di("daftar_realisasi"), KOLOM)
    assert page.xpath("//td[@data-label='Realisasi']/span[@title='Survei belum selesai.']")


def test_the_figures_are_those_of_the_tables(client_of: SignIn, outline: Outline) -> None:
    kinerja = outline.fakta.kinerja
    stored = data(client_of("auditor"), di("unduh_daftar_indikator", "json"))["baris"]
    expected = {str(i.nomor): kinerja.capaian(i).nilai for i in kinerja.indikator}
    assert len(stored) == 12
    for row in stored:
        nilai = expected[row["nilai"]["nomor"]]
        found = row["nilai"]["capaian"]
        assert (found is None) == (nilai is None)
        assert nilai is None or abs(Fraction(found) - nilai) < Fraction(1, 10**20)
    anggaran = outline.fakta.anggaran
    assert anggaran is not None
    pos = data(client_of("auditor"), di("unduh_daftar_anggaran", "json"))["baris"]
    assert [(int(r["nilai"]["pagu"]), r["nilai"]["realisasi"]) for r in pos] == [
        (p.pagu, None if p.realisasi is None else str(p.realisasi)) for p in anggaran.semua()
    ]


def test_evidence_and_people_keep_their_moments(
    client_of: SignIn, realisasi: Realisasi, cast: dict[str, Pengguna]
) -> None:
    given = {"jenis": "catatan", "judul": "+62 rekap", "catatan": RUMUS, "ditambahkan_oleh": cast["operator"]}
    bukti = Bukti.objects.create(realisasi=realisasi, **given)
    (row,) = lembar(client_of("auditor"), di("unduh_daftar_bukti", "xlsx"), {"q": "rekap"})
    lokal = timezone.localtime(bukti.waktu).replace(tzinfo=None)
    assert abs((row["Waktu"].value - lokal).total_seconds()) < 1
    assert row["Waktu"].number_format == r'[$-421]d mmmm yyyy "pukul" hh\.mm'
    assert (row["Bukti"].value, row["Bukti"].data_type) == ("+62 rekap", "s")
    (satu,) = pemisah(client_of("auditor"), di("unduh_daftar_bukti", "csv"), {"q": "rekap"})
    assert satu["Waktu"] == f"{lokal:%Y-%m-%d %H:%M:%S}"
    saya = client_of("administrator")
    (nama,) = data(saya, di("unduh_daftar_pengguna", "json"), {"peran": "Administrator"})["baris"]
    assert datetime.fromisoformat(nama["nilai"]["masuk"]).utcoffset() is not None


def test_a_quoted_amount_of_nothing_is_0_and_a_share_a_percentage(client_of: SignIn) -> None:
    client = client_of("auditor")
    cells = {(r["Subjek"].value, r["Ukuran"].value): r["Nilai"] for r in lembar(client, di("unduh_kutipan", "xlsx"))}
    formats = {ukuran: cell.number_format for (_, ukuran), cell in cells.items()}
    assert all(isinstance(cell.value, int | float) for cell in cells.values())
    assert formats["Pagu"] == "[$-421]#,##0"
    assert "%" in formats["Persentase serapan"]


def test_a_list_that_is_too_long_for_a_sheet_says_so(client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "MAX_BARIS", 5)
    for nama in ("daftar_anggaran", "jejak"):
        stored = data(client_of("auditor"), di(f"unduh_{nama}", "json"))
        assert len(stored["baris"]) == 5
        assert "Hanya 5 baris pertama. Persempit saringannya untuk yang lain." in stored["catatan"]


def test_reasons_that_many_cells_share_stand_once_below_a_sheet(
    client_of: SignIn, entitas: Entitas, monkeypatch: pytest.MonkeyPatch
) -> None:
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(
        keadaan="belum_terukur", nilai=None, tingkat=None, pembilang=None, penyebut=None, alasan="Menunggu survei."
    )
    client = client_of("auditor")
    rows = lembar(client, di("unduh_daftar_realisasi", "xlsx"))
    assert {row["Realisasi"].comment.text for row in rows} == {"Menunggu survei."}
    monkeypatch.setattr(berkas, "MAX_CATATAN", 5)
    rows = lembar(client, di("unduh_daftar_realisasi", "xlsx"))
    assert {row["Realisasi"].comment for row in rows} == {None}
    assert "Menunggu survei." in data(client, di("unduh_daftar_realisasi", "json"))["catatan"]


def test_an_unknown_kind_of_file_does_not_exist(client_of: SignIn) -> None:
    assert client_of("auditor").get(di("unduh_daftar_target", "pdf")).status_code == 404


def test_an_empty_list_is_a_file_too(client_of: SignIn) -> None:
    client, asked = client_of("auditor"), {"q": "tidak-ada"}
    assert baris(halaman(client, di("daftar_target"), asked)) == []
    assert client.get(di("unduh_daftar_target", "xlsx"), asked).status_code == 200
    assert data(client, di("unduh_daftar_target", "json"), asked)["catatan"] == ["Tidak ada target yang cocok."]
