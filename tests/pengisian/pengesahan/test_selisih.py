"""A year waits until the differences of its budget are explained; its edition keeps them with their explanations."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from apps.anggaran.models import Dipa, PenjelasanSelisih
from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.laporan.banding import bandingkan
from apps.laporan.pengesahan import periksa_kesiapan, sahkan, sidik_angka
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Edisi, Pengesahan, Periode
from tests.pengisian.pengesahan.conftest import TANGGAL
from tests.pengisian.selisih import PENJELASAN, jelaskan_semua

pytestmark = pytest.mark.django_db
KALIMAT = "Masih ada 7 selisih anggaran yang belum dijelaskan. Jelaskan di halaman Rekonsiliasi."


@pytest.fixture
def berselisih(terverifikasi: list[Realisasi]) -> list[Realisasi]:
    """All figures verified, nothing of the budget explained."""
    PenjelasanSelisih.objects.all().delete()
    return terverifikasi


def test_a_year_with_unexplained_differences_is_not_approved(
    berselisih: list[Realisasi], setuju: Callable[..., Edisi], cast: dict[str, Pengguna], satker: Satker
) -> None:
    with pytest.raises(ValidationError) as refused:
        setuju()
    assert refused.value.messages == [KALIMAT]
    assert not Pengesahan.objects.exists()
    assert jelaskan_semua(cast["operator_lain"], satker) == 7
    assert setuju().nomor == 1


def test_unfinished_figures_and_differences_are_told_together(berselisih: list[Realisasi], entitas: Entitas) -> None:
    Realisasi.objects.filter(pk=berselisih[5].pk).update(tahap="diajukan")
    kalimat = periksa_kesiapan(entitas, 2024)[0].kalimat
    assert len(kalimat) == 2
    assert kalimat[1] == KALIMAT


def test_no_quarter_waits_for_the_budget(
    berselisih: list[Realisasi], entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=4, defaults={"dibuka": True})
    rows = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    for r in rows.filter(adopsi__nomor=6):
        Realisasi.objects.create(
            adopsi=r.adopsi, tahun=2024, triwulan=4, nilai=50, keadaan=r.keadaan, tahap="diverifikasi"
        )
    kesiapan = periksa_kesiapan(entitas, 2024)
    assert kesiapan[0].selisih == 7
    assert {kesiapan[triwulan].selisih for triwulan in (1, 2, 3, 4)} == {0}
    if kesiapan[4].dapat_disahkan:
        edisi = sahkan(
            pelaku=cast["pimpinan"],
            entitas=entitas,
            tahun=2024,
            triwulan=4,
            cara="aplikasi",
            tanggal=TANGGAL,
            penandatangan="Ketua",
        )
        assert edisi.isi["rekonsiliasi"] is None


def test_a_year_without_a_dipa_waits_for_nothing(
    berselisih: list[Realisasi], entitas: Entitas, setuju: Callable[..., Edisi]
) -> None:
    Dipa.objects.filter(satker=entitas.satker, tahun=2024).delete()
    assert periksa_kesiapan(entitas, 2024)[0].dapat_disahkan
    edisi = setuju()
    assert edisi.isi["rekonsiliasi"] == {"sama": 0, "selisih": [], "tidak_dibandingkan": []}
    assert "rekonsiliasi-anggaran" not in [t["slug"] for t in edisi.isi["tabel"]]


@pytest.mark.parametrize("halaman", [("pengesahan",), ("sahkan", 0)])
def test_the_pages_say_so_and_lead_there(
    berselisih: list[Realisasi], client_of: Callable[[str], Client], halaman: tuple[str, ...]
) -> None:
    nama, *args = halaman
    text = client_of("pimpinan").get(reverse(nama, args=["5371", 2024, *args])).content.decode()
    assert KALIMAT in text
    assert reverse("anggaran_rekonsiliasi", args=["5371", 2024]) in text
    assert "Semua 12 angka sudah diverifikasi." in text or nama == "sahkan"
    assert "Sahkan dalam aplikasi" not in text
    assert "Periksa dan sahkan Tahunan 2024" not in text


def test_the_edition_keeps_every_difference_with_its_explanation(
    terverifikasi: list[Realisasi], setuju: Callable[..., Edisi], satker: Satker, cast: dict[str, Pengguna]
) -> None:
    edisi = Edisi.objects.get(pk=setuju().pk)
    kept = edisi.isi["rekonsiliasi"]
    ours = fetch_rekonsiliasi(satker, 2024)
    assert [s["kunci"] for s in kept["selisih"]] == [s.kunci for s in ours.selisih]
    assert {(s["penjelasan"], s["dijelaskan_oleh"]) for s in kept["selisih"]} == {
        (PENJELASAN, cast["verifikator"].nama)
    }
    assert (kept["sama"], len(kept["tidak_dibandingkan"])) == (20, 1)
    pagu = next(s for s in kept["selisih"] if s["ukuran"] == "pagu")
    assert (pagu["nilai_kita"], pagu["nilai_lain"]) == ("26247745000", "26247747997")
    [tabel] = [t for t in edisi.isi["tabel"] if t["slug"] == "rekonsiliasi-anggaran"]
    assert all(PENJELASAN in row["teks"].values() for row in tabel["baris"][: len(ours.selisih)])


def test_the_table_of_the_edition_opens(
    terverifikasi: list[Realisasi], setuju: Callable[..., Edisi], client_of: Callable[[str], Client]
) -> None:
    edisi = setuju()
    alamat = reverse("edisi_tabel", args=["5371", 2024, edisi.pk, "rekonsiliasi-anggaran"])
    for query in ("", "?bentuk=xlsx"):
        assert client_of("auditor").get(alamat + query).status_code == 200


def test_a_changed_explanation_is_read_again_before_it_is_approved(
    terverifikasi: list[Realisasi], setuju: Callable[..., Edisi], entitas: Entitas
) -> None:
    sidik, triwulan = sidik_angka(entitas, 2024, 0), sidik_angka(entitas, 2024, 1)
    for baris in PenjelasanSelisih.objects.filter(kunci__contains="efisiensi"):
        baris.penjelasan = "Lain."
        baris.save()
    assert sidik_angka(entitas, 2024, 0) != sidik
    assert sidik_angka(entitas, 2024, 1) == triwulan
    with pytest.raises(ValidationError, match="Ada angka yang berubah"):
        setuju(sidik=sidik)


def test_two_editions_are_compared_in_their_explanations_too(
    terverifikasi: list[Realisasi],
    setuju: Callable[..., Edisi],
    buka: Callable[..., Periode],
) -> None:
    satu = setuju()
    buka(satu)
    PenjelasanSelisih.objects.filter(kunci__contains="efisiensi").update(penjelasan="Lain.")
    dua = setuju()
    [bagian] = bandingkan(satu.isi, dua.isi)
    assert bagian.judul == "Rekonsiliasi Anggaran Tahun 2024"
    assert [(s.kolom, s.lama, s.baru) for s in bagian.sel] == [("Penjelasan", PENJELASAN, "Lain.")]
