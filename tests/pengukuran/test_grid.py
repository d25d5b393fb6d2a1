"""The sheet of a subbagian as a service: every touched cell or none, and nothing beside the value changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.scope import anggota_of
from apps.pengukuran.grid import fetch_grid
from apps.pengukuran.models import DrafIsian, Realisasi
from apps.pengukuran.services import GridDitolak, SelGrid, simpan_draf, simpan_grid
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


@pytest.fixture
def terbuka(entitas: Entitas, periode: Periode) -> None:
    """Triwulan I is open beside the year; the other quarters are not."""
    Periode.objects.create(
        entitas=entitas, tahun=2024, triwulan=1, dibuka=True, tenggat=timezone.localdate() + timedelta(days=3)
    )


def simpan(siapa: Pengguna, entitas: Entitas, *sel: SelGrid) -> int:
    return simpan_grid(pelaku=siapa, entitas=entitas, tahun=2024, sel=sel)


def tersimpan(entitas: Entitas, nomor: int, triwulan: int = 0) -> Realisasi | None:
    return Realisasi.objects.filter(adopsi__entitas=entitas, adopsi__nomor=nomor, tahun=2024, triwulan=triwulan).first()


def galat(siapa: Pengguna, entitas: Entitas, sel: SelGrid) -> str:
    with pytest.raises(GridDitolak) as refused:
        simpan(siapa, entitas, sel)
    return refused.value.errors[sel.nomor, sel.triwulan]


def test_touched_cells_are_saved_and_the_rest_of_a_realisasi_stays(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    lama = tersimpan(entitas, 6)
    assert lama is not None
    jumlah = simpan(
        cast["operator"],
        entitas,
        SelGrid(6, 0, lama.versi, "71,5", "69,66"),
        SelGrid(7, 1, 0, "50"),
        SelGrid(8, 1, 0, "  "),
    )
    assert jumlah == 2
    baru = tersimpan(entitas, 6)
    assert baru is not None
    assert (baru.nilai, baru.versi) == (Decimal("71.5"), lama.versi + 1)
    assert (baru.catatan_kaki, baru.sumber, baru.peristiwa_id) == (lama.catatan_kaki, lama.sumber, lama.peristiwa_id)
    assert tersimpan(entitas, 7, 1).nilai == 50
    assert tersimpan(entitas, 8, 1) is None


def test_one_bad_cell_leaves_everything_as_it_was(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    versi, jejak = tersimpan(entitas, 6).versi, Jejak.objects.count()
    with pytest.raises(GridDitolak) as refused:
        simpan(
            cast["operator"],
            entitas,
            SelGrid(6, 0, versi, "71", "69,66"),
            SelGrid(7, 1, 0, "98.765"),
            SelGrid(8, 1, 0, "x"),
        )
    assert set(refused.value.errors) == {(7, 1), (8, 1)}
    assert "Titik tidak dipakai" in refused.value.errors[7, 1]
    assert tersimpan(entitas, 6).nilai == Decimal("69.66")
    assert Jejak.objects.count() == jejak


def test_a_stale_cell_says_both_values_and_an_untouched_one_is_left_alone(
    terbuka: None, entitas: Entitas, cast: Cast
) -> None:
    versi = tersimpan(entitas, 6).versi
    simpan(cast["verifikator"], entitas, SelGrid(6, 0, versi, "75", "69,66"))
    assert simpan(cast["operator"], entitas, SelGrid(6, 0, versi, "69,66", "69,66")) == 0
    kalimat = galat(cast["operator"], entitas, SelGrid(6, 0, versi, "72", "69,66"))
    assert "kini “75”" in kalimat
    assert "Anda mengetik “72”" in kalimat
    assert tersimpan(entitas, 6).nilai == 75


def test_a_figure_is_not_deleted_by_emptying_its_cell(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    versi = tersimpan(entitas, 6).versi
    for kosong in ("", "-", "–"):
        assert "tidak dihapus" in galat(cast["operator"], entitas, SelGrid(6, 0, versi, kosong, "69,66"))


def test_belum_terukur_is_said_on_the_entry_page_and_a_number_ends_it(
    terbuka: None, entitas: Entitas, cast: Cast
) -> None:
    assert "memerlukan alasan" in galat(cast["operator"], entitas, SelGrid(7, 1, 0, "Belum terukur"))
    Realisasi.objects.create(
        adopsi=AdopsiIndikator.objects.get(entitas=entitas, nomor=7),
        tahun=2024,
        triwulan=1,
        keadaan="belum_terukur",
        alasan="Belum ada pemungutan suara.",
    )
    simpan(cast["operator"], entitas, SelGrid(7, 1, 1, "53", "belum terukur"))
    baru = tersimpan(entitas, 7, 1)
    assert (baru.keadaan, baru.alasan, baru.nilai) == ("terukur", "", 53)


def test_a_level_is_read_by_its_code(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    simpan(cast["verifikator"], entitas, SelGrid(4, 1, 0, "wtp"))
    assert tersimpan(entitas, 4, 1).tingkat.kode == "WTP"
    assert "Tulis salah satu: WTP" in galat(cast["verifikator"], entitas, SelGrid(4, 1, 1, "BB", "WTP"))
    assert "bukan tingkat" in galat(cast["verifikator"], entitas, SelGrid(4, 1, 1, "12", "WTP"))


def test_what_hangs_on_parts_is_never_overwritten(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    Realisasi.objects.create(
        adopsi=AdopsiIndikator.objects.get(entitas=entitas, nomor=7), tahun=2024, triwulan=1, pembilang=1, penyebut=3
    )
    assert "pembilang dan penyebut" in galat(cast["operator"], entitas, SelGrid(7, 1, 1, "40", "33,33%"))
    Realisasi.objects.filter(adopsi__nomor=7, tahun=2024, triwulan=1).update(pembilang=2)
    assert tersimpan(entitas, 7, 1).pembilang == 2


@pytest.mark.parametrize(
    ("siapa", "kalimat"),
    [("operator_lain", "subbagian lain"), ("pimpinan", "hanya membaca"), ("auditor", "hanya membaca")],
)
def test_others_may_not_write(terbuka: None, entitas: Entitas, cast: Cast, siapa: str, kalimat: str) -> None:
    assert kalimat in galat(cast[siapa], entitas, SelGrid(7, 1, 0, "50"))


def test_closed_periods_and_what_is_handed_in_say_why(
    terbuka: None, entitas: Entitas, cast: Cast, lengkap: Realisasi, langkah
) -> None:
    assert "belum dibuka" in galat(cast["operator"], entitas, SelGrid(7, 2, 0, "50"))
    langkah("operator", "ajukan", lengkap)
    versi = tersimpan(entitas, 6).versi
    assert "sudah diajukan" in galat(cast["operator"], entitas, SelGrid(6, 0, versi, "71", "69,66"))
    assert "tidak ada" in galat(cast["operator"], entitas, SelGrid(99, 0, 0, "71"))


def test_what_is_being_typed_on_the_entry_page_stays(
    terbuka: None, entitas: Entitas, cast: Cast, adopsi: AdopsiIndikator
) -> None:
    simpan_draf(pengguna=cast["operator"], adopsi=adopsi, tahun=2024, triwulan=1, isi={"hambatan": ["Hujan."]})
    simpan(cast["operator"], entitas, SelGrid(6, 1, 0, "60"))
    assert DrafIsian.objects.get().isi == {"hambatan": ["Hujan."]}


def test_the_same_value_written_otherwise_changes_nothing(terbuka: None, entitas: Entitas, cast: Cast) -> None:
    versi = tersimpan(entitas, 6).versi
    assert simpan(cast["operator"], entitas, SelGrid(6, 0, versi, "69,660 %", "69,66")) == 0
    assert tersimpan(entitas, 6).versi == versi


def test_fetching_needs_as_many_queries_for_twelve_indicators_as_for_one(entitas: Entitas, cast: Cast) -> None:
    anggota = anggota_of(cast["operator"], entitas.satker)
    with CaptureQueriesContext(connection) as semua:
        assert len(fetch_grid(cast["operator"], anggota, entitas, 2024).baris) == 12
    AdopsiIndikator.objects.filter(entitas=entitas).exclude(nomor=4).update(sampai=2023)
    with CaptureQueriesContext(connection) as satu:
        assert len(fetch_grid(cast["operator"], anggota, entitas, 2024).baris) == 1
    assert len(semua) == len(satu) <= 12
