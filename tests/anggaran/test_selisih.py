"""Explaining differences: by whom, for which amounts, in all prints at once, journalled, and until the year closes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.anggaran.models import Dipa, NilaiRealisasi, PenjelasanSelisih
from apps.anggaran.rekonsiliasi import Kelompok, fetch_rekonsiliasi, hitung_selisih_terbuka
from apps.anggaran.services import SelisihBasi, jelaskan_selisih, tarik_penjelasan
from apps.audit.models import Jejak
from apps.audit.rows import check_model
from apps.audit.verification import verify
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.siklus.models import Pengesahan, Periode

Cast = dict[str, Pengguna]
WA = "076.01.WA"
TEKS = "Tabel 29 memakai angka sebelum koreksi 30 Desember."


def wa(satker: Satker) -> Kelompok:
    """The realisasi of program WA, printed in Tabel 2 and 29."""
    semua = fetch_rekonsiliasi(satker, 2024).kelompok
    return next(k for k in semua if (k.pertama.jalur, k.pertama.ukuran) == (WA, "realisasi"))


@pytest.fixture
def jelaskan(satker: Satker, cast: Cast) -> Callable[..., int]:
    """Explain the realisasi of program WA as the page showed it, unless told otherwise."""

    def explain(siapa: str = "operator_lain", **given: Any) -> int:
        kelompok = wa(satker)
        kita, lain = kelompok.pertama.pasangan
        values = {"kunci": kelompok.kunci, "nilai_kita": kita, "nilai_lain": lain, "penjelasan": TEKS, "tahun": 2024}
        return jelaskan_selisih(pelaku=cast[siapa], satker=satker, **{**values, **given})

    return explain


@pytest.mark.parametrize("siapa", ["operator_lain", "verifikator", "administrator"])
def test_one_explanation_serves_every_print(jelaskan: Callable[..., int], satker: Satker, siapa: str) -> None:
    sebelum = hitung_selisih_terbuka(satker, 2024)
    assert jelaskan(siapa) == 2
    assert hitung_selisih_terbuka(satker, 2024) == sebelum - 1
    kelompok = wa(satker)
    assert len(kelompok.selisih) == 2
    assert {(s.penjelasan.teks, s.penjelasan.oleh[:4], s.status) for s in kelompok.selisih if s.penjelasan} == {
        (TEKS, siapa[:4], "Dijelaskan")
    }


@pytest.mark.parametrize("siapa", ["operator", "pimpinan", "auditor", "satker_lain", "tanpa_peran"])
def test_others_explain_nothing(jelaskan: Callable[..., int], siapa: str) -> None:
    with pytest.raises(PermissionDenied, match="Selisih dijelaskan pengelola anggaran, verifikator"):
        jelaskan(siapa)
    assert not PenjelasanSelisih.objects.exists()


def test_words_and_their_withdrawal_stay_in_the_journal(
    jelaskan: Callable[..., int], satker: Satker, cast: Cast
) -> None:
    sebelum = Jejak.objects.latest("pk").pk
    jelaskan()
    jelaskan("verifikator", penjelasan="  Lebih jelas.  ")
    assert jelaskan("verifikator", penjelasan="Lebih jelas.") == 0
    assert tarik_penjelasan(pelaku=cast["verifikator"], satker=satker, tahun=2024, kunci=wa(satker).kunci) == 2
    told = Jejak.objects.filter(pk__gt=sebelum).order_by("pk")
    assert [e.tindakan for e in told] == ["tambah"] * 2 + ["ubah"] * 2 + ["hapus"] * 2
    assert told[2].sesudah["penjelasan"] == "Lebih jelas."
    assert not PenjelasanSelisih.objects.exists()
    assert wa(satker).pertama.terbuka
    assert verify("5371").masalah == ()
    assert check_model(PenjelasanSelisih).temuan == ()


@pytest.mark.parametrize("teks", ["", "  \n "])
def test_an_empty_explanation_explains_nothing(jelaskan: Callable[..., int], teks: str) -> None:
    with pytest.raises(ValidationError) as refused:
        jelaskan(penjelasan=teks)
    assert refused.value.message_dict == {"penjelasan": ["Tuliskan mengapa kedua angka ini berbeda."]}


def test_other_amounts_open_it_again_and_the_former_words_are_kept(
    jelaskan: Callable[..., int], satker: Satker
) -> None:
    jelaskan()
    AngkaKutipan.objects.filter(subjek=WA, ukuran="realisasi", sumber__endswith="Tabel 29").update(rupiah=1)
    satu, dua = sorted(
        (
            k
            for k in fetch_rekonsiliasi(satker, 2024).kelompok
            if (k.pertama.jalur, k.pertama.ukuran) == (WA, "realisasi")
        ),
        key=lambda k: k.pertama.terbuka,
    )
    assert not satu.pertama.terbuka
    assert dua.pertama.terbuka
    assert dua.pertama.penjelasan_lama is not None
    assert (dua.pertama.penjelasan_lama.teks, dua.pertama.penjelasan_lama.nilai_lain) == (TEKS, "3399408465")
    kita, lain = dua.pertama.pasangan
    assert jelaskan(kunci=dua.kunci, nilai_kita=kita, nilai_lain=lain, penjelasan="Salah ketik.") == 1
    assert PenjelasanSelisih.objects.get(kunci=dua.kunci[0]).nilai_lain == "1"


def test_a_figure_of_ours_that_moved_opens_it_again_too(jelaskan: Callable[..., int], satker: Satker) -> None:
    jelaskan()
    baris = NilaiRealisasi.objects.filter(keadaan__dipa__tahun=2024, pos__jalur__startswith=f"{WA}.").first()
    assert baris is not None
    NilaiRealisasi.objects.filter(pk=baris.pk).update(jumlah=baris.jumlah + 1)
    assert all(s.terbuka for s in wa(satker).selisih)


@pytest.mark.parametrize("given", [{"nilai_kita": "1"}, {"nilai_lain": "1"}])
def test_amounts_that_moved_are_refused_with_those_of_now(jelaskan: Callable[..., int], given: dict[str, str]) -> None:
    with pytest.raises(SelisihBasi, match="Angkanya sudah berubah") as refused:
        jelaskan(**given)
    assert {s.pasangan for s in refused.value.kini} == {("3400009655", "3399408465")}
    assert not PenjelasanSelisih.objects.exists()


def test_a_difference_that_is_gone_is_refused(jelaskan: Callable[..., int], satker: Satker) -> None:
    kunci = wa(satker).kunci
    AngkaKutipan.objects.filter(subjek=WA, ukuran="realisasi", sumber__endswith="Tabel 29").delete()
    with pytest.raises(SelisihBasi, match="sudah tidak ada") as refused:
        jelaskan(kunci=kunci)
    assert [s.sumber for s in refused.value.kini] == ["LKj 2024, Tabel 2"]
    with pytest.raises(SelisihBasi):
        jelaskan(kunci=[])
    with pytest.raises(SelisihBasi):
        jelaskan(tahun=2019)


def test_of_two_who_explain_the_second_sees_the_words_of_the_first(
    jelaskan: Callable[..., int], satker: Satker, cast: Cast
) -> None:
    versi = wa(satker).versi
    jelaskan(versi=versi)
    with pytest.raises(SelisihBasi, match="sudah diubah orang lain") as refused:
        jelaskan("verifikator", versi=versi, penjelasan="Lain.")
    assert {s.penjelasan.teks for s in refused.value.kini if s.penjelasan} == {TEKS}
    with pytest.raises(SelisihBasi):
        tarik_penjelasan(pelaku=cast["verifikator"], satker=satker, tahun=2024, kunci=wa(satker).kunci, versi=versi)
    assert jelaskan("verifikator", versi=wa(satker).versi, penjelasan="Lain.") == 2


def test_an_approved_year_takes_no_words(
    jelaskan: Callable[..., int], satker: Satker, entitas: Entitas, cast: Cast
) -> None:
    jelaskan()
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2025, 2, 14),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    with pytest.raises(ValidationError, match="sudah disahkan"):
        jelaskan(penjelasan="Lain.")
    with pytest.raises(ValidationError, match="sudah disahkan"):
        tarik_penjelasan(pelaku=cast["verifikator"], satker=satker, tahun=2024, kunci=wa(satker).kunci)
    assert set(PenjelasanSelisih.objects.values_list("penjelasan", flat=True)) == {TEKS}


def test_another_office_is_not_touched(jelaskan: Callable[..., int], satker_lain: Satker, cast: Cast) -> None:
    Dipa.objects.create(satker=satker_lain, tahun=2024)
    with pytest.raises(PermissionDenied):
        tarik_penjelasan(pelaku=cast["verifikator"], satker=satker_lain, tahun=2024, kunci=["x"])
