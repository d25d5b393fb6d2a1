"""The supporting table as a service: who writes it when, what is recorded, and how a pasted block is fitted in."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import BarisTabelPendukung, Realisasi, TabelPendukung
from apps.pengukuran.pendukung import BarisPendukung, IsiPendukung, Tempelan, isi_pendukung, susun_tempelan
from apps.pengukuran.services import PendukungBasi, simpan_tabel_pendukung
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from apps.ui.pasted import PastedError

Cast = dict[str, Pengguna]
KOLOM = ("NOMOR URUT", "PARTAI POLITIK", "HASIL PEMUKTAHIRAN")


@pytest.fixture
def parpol(entitas: Entitas) -> AdopsiIndikator:
    """Indicator 1, whose supporting table is Tabel 12."""
    return AdopsiIndikator.objects.select_related("indikator", "entitas__satker").get(entitas=entitas, nomor=1)


def simpan(siapa: Pengguna, adopsi: AdopsiIndikator, lama: IsiPendukung, **beda: object) -> bool:
    values = {"kolom": lama.kolom, "baris": lama.baris, "catatan": lama.catatan, "versi": lama.versi} | beda
    return simpan_tabel_pendukung(pelaku=siapa, adopsi=adopsi, tahun=2024, **values)  # type: ignore[arg-type]


def jejak_baru(sejak: int) -> list[tuple[str, str]]:
    return [(e.tindakan, e.objek_jenis) for e in Jejak.objects.order_by("id")[sejak:]]


@pytest.mark.django_db
def test_only_what_changed_is_recorded(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    lama, sejak = isi_pendukung(parpol, 2024), Jejak.objects.count()
    assert not simpan(cast["operator"], parpol, lama)
    assert jejak_baru(sejak) == []
    baris = list(lama.baris)
    baris[2] = BarisPendukung((baris[2].isi[0], "Dilakukan"), "*", baris[2].urutan)
    assert simpan(
        cast["operator"], parpol, lama, baris=[*baris, BarisPendukung(("Partai Baru", "-")), BarisPendukung(("", " "))]
    )
    assert jejak_baru(sejak) == [
        ("ubah", "pengukuran.baristabelpendukung"),
        ("tambah", "pengukuran.baristabelpendukung"),
    ]
    baru = isi_pendukung(parpol, 2024)
    assert (baru.baris[2].isi[1], baru.baris[2].tanda) == ("Dilakukan", "*")
    assert [b.isi for b in baru.baris[len(lama.baris) :]] == [("Partai Baru", "-")]


@pytest.mark.django_db
def test_removing_a_row_leaves_the_others_alone(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    lama, sejak = isi_pendukung(parpol, 2024), Jejak.objects.count()
    simpan(cast["operator"], parpol, lama, baris=lama.baris[1:])
    assert jejak_baru(sejak) == [("hapus", "pengukuran.baristabelpendukung")]
    assert [b.isi for b in isi_pendukung(parpol, 2024).baris] == [b.isi for b in lama.baris[1:]]


@pytest.mark.django_db
def test_rows_that_change_places_exchange_their_contents(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    lama, sejak = isi_pendukung(parpol, 2024), Jejak.objects.count()
    tukar = [lama.baris[1], lama.baris[0], *lama.baris[2:]]
    simpan(cast["operator"], parpol, lama, baris=tukar)
    assert [b.isi for b in isi_pendukung(parpol, 2024).baris] == [b.isi for b in tukar]
    assert jejak_baru(sejak) == [("ubah", "pengukuran.baristabelpendukung")] * 2


@pytest.mark.django_db
def test_titles_and_note_have_one_entry(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    lama, sejak = isi_pendukung(parpol, 2024), Jejak.objects.count()
    simpan(cast["operator"], parpol, lama, kolom=("NO", "PARTAI", "HASIL"), catatan="* Partai lokal Aceh")
    assert jejak_baru(sejak) == [("ubah", "pengukuran.tabelpendukung")]


@pytest.mark.django_db
def test_a_new_table_begins_with_its_titles(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    TabelPendukung.objects.all().delete()
    kosong = isi_pendukung(parpol, 2024)
    assert not kosong.ada
    simpan(cast["operator"], parpol, kosong, baris=[BarisPendukung(("=1+1",))])
    assert isi_pendukung(parpol, 2024).baris == (BarisPendukung(("=1+1",), "", 1),)


@pytest.mark.django_db
def test_a_stale_form_is_refused_and_says_what_stands_there(
    periode: Periode, parpol: AdopsiIndikator, cast: Cast
) -> None:
    lama = isi_pendukung(parpol, 2024)
    simpan(cast["verifikator"], parpol, lama, catatan="Diubah verifikator.")
    with pytest.raises(PendukungBasi) as refused:
        simpan(cast["operator"], parpol, lama, catatan="Diubah operator.")
    assert refused.value.tersimpan.catatan == "Diubah verifikator."
    assert TabelPendukung.objects.get(adopsi=parpol, tahun=2024).catatan == "Diubah verifikator."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("siapa", "kalimat"),
    [("operator_lain", "subbagian lain"), ("pimpinan", "hanya membaca"), ("auditor", "hanya membaca")],
)
def test_others_may_not_write(periode: Periode, parpol: AdopsiIndikator, cast: Cast, siapa: str, kalimat: str) -> None:
    with pytest.raises(PermissionDenied, match=kalimat):
        simpan(cast[siapa], parpol, isi_pendukung(parpol, 2024), catatan="x")


@pytest.mark.django_db
def test_it_closes_with_the_realisasi_of_the_year(parpol: AdopsiIndikator, cast: Cast, entitas: Entitas) -> None:
    with pytest.raises(PermissionDenied, match="belum dibuka"):
        simpan(cast["operator"], parpol, isi_pendukung(parpol, 2024), catatan="x")
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=0).update(dibuka=True)
    Realisasi.objects.filter(adopsi=parpol, tahun=2024, triwulan=0).update(tahap="diajukan")
    with pytest.raises(PermissionDenied, match="sudah diajukan"):
        simpan(cast["operator"], parpol, isi_pendukung(parpol, 2024), catatan="x")


@pytest.mark.django_db
def test_every_bad_place_is_named_and_nothing_is_saved(periode: Periode, parpol: AdopsiIndikator, cast: Cast) -> None:
    lama, sejak = isi_pendukung(parpol, 2024), Jejak.objects.count()
    with pytest.raises(ValidationError) as refused:
        simpan(
            cast["operator"],
            parpol,
            lama,
            kolom=("NO", "", "no"),
            baris=[
                BarisPendukung(("baik", "baik")),
                BarisPendukung(("x" * 501, "a\x07")),
                BarisPendukung(("kurang",)),
                BarisPendukung(("a", "b"), "******"),
            ],
            catatan="x" * 2001,
        )
    assert set(refused.value.message_dict) == {
        "kolom-1", "kolom-2", "sel-1-0", "sel-1-1", "baris-2", "tanda-3", "catatan",
    }  # fmt: skip
    assert Jejak.objects.count() == sejak
    with pytest.raises(ValidationError, match="paling banyak 500 baris"):
        simpan(cast["operator"], parpol, lama, baris=[BarisPendukung(("a", "b"))] * 501)
    with pytest.raises(ValidationError, match="2 sampai 12 kolom"):
        simpan(cast["operator"], parpol, lama, kolom=("NO",), baris=[])
    assert BarisTabelPendukung.objects.filter(tabel__adopsi=parpol).count() == len(lama.baris)


@pytest.mark.django_db
def test_an_indicator_without_supporting_table_gets_none(periode: Periode, adopsi: AdopsiIndikator, cast: Cast) -> None:
    with pytest.raises(ValidationError, match="tidak memiliki tabel pendukung"):
        simpan(cast["operator"], adopsi, isi_pendukung(adopsi, 2024), baris=[BarisPendukung(("a",))])


def sel(tempelan: Tempelan) -> list[tuple[str, ...]]:
    return [b.isi for b in tempelan.baris]


def test_stars_at_the_end_of_the_first_cell_are_its_mark() -> None:
    hasil = susun_tempelan("Partai Aceh*\tya\nA * B\tya*\n*\tya", KOLOM)
    assert [(b.isi[0], b.tanda) for b in hasil.baris] == [("Partai Aceh", "*"), ("A * B", ""), ("*", "")]
    assert len(hasil.catatan) == 1


def test_a_block_with_titles_and_numbers_is_recognised() -> None:
    hasil = susun_tempelan("Nomor Urut\tPartai Politik\tHasil Pemuktahiran\n1\tA\tya\n2.\tB\ttidak\n", KOLOM)
    assert (hasil.kolom, sel(hasil)) == (KOLOM, [("A", "ya"), ("B", "tidak")])
    assert len(hasil.catatan) == 2


def test_a_block_without_titles_and_numbers_is_taken_as_it_is() -> None:
    assert sel(susun_tempelan("A\tya\nB\t\n", KOLOM)) == [("A", "ya"), ("B", "")]
    assert sel(susun_tempelan("Partai politik\tHasil pemuktahiran\nA\tya", KOLOM)) == [("A", "ya")]


def test_the_first_row_gives_the_titles_when_asked() -> None:
    hasil = susun_tempelan("No\tNama\tKet\tSkor\n1\tA\tx\t3\n", KOLOM, berjudul=True)
    assert (hasil.kolom, sel(hasil)) == (("No", "Nama", "Ket", "Skor"), [("A", "x", "3")])
    hasil = susun_tempelan("Nama\tKet\nA\tx\n", KOLOM, berjudul=True)
    assert hasil.kolom == ("NOMOR URUT", "Nama", "Ket")


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "Tempelkan dahulu"),
        ("A\tB\tC\tD", "berisi 4 kolom, padahal tabel ini punya 2"),
        ("A\tB\tC", "berisi 3 kolom"),
        ("A\tB\nC", "Baris 2 berisi 1 sel"),
        ("PARTAI POLITIK\tHASIL PEMUKTAHIRAN", "hanya berisi judul"),
    ],
)
def test_a_block_that_does_not_fit_says_why(teks: str, kalimat: str) -> None:
    with pytest.raises(PastedError, match=kalimat):
        susun_tempelan(teks, KOLOM)
