"""The road between versions, what a revision changed, and what the keepers of the budget say about a version."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.versi import FaktaVersi, PerubahanPos, bandingkan_pohon, bawaan, fetch_versi, jalan_pagu
from apps.anggaran.models import Dipa, Pagu, PosAnggaran, VersiDipa
from apps.anggaran.services.versi import KeteranganVersi, VersiBasi, ubah_versi
from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.siklus.models import Pengesahan, Periode
from tests.laporan.anggaran_uji import pohon, pos

Cast = dict[str, Pengguna]


def versi(urutan: int, pagu: int | None, baris: int = 1) -> FaktaVersi:
    return FaktaVersi(urutan, urutan, f"V{urutan}", "", None, "", "", "", pagu, baris)


def komponen(kode: str, pagu: int, *anak: FaktaPos, blokir: int = 0, jenis: str = "komponen") -> FaktaPos:
    return pos(jenis, f"076.01.CQ.1.A.1.{kode}", *anak, pagu=pagu, blokir=blokir)


def ringkas(perubahan: Iterable[PerubahanPos]) -> list[tuple[str, int | None, int | None, int, str]]:
    return [(p.kode, p.lama, p.baru, p.selisih, p.perubahan) for satu in perubahan for p in satu.semua()]


def test_new_changed_and_vanished_lines_each_with_its_difference() -> None:
    lama = pos("ro", "076.01.CQ.1.A.1", komponen("051", 10), komponen("052", 20), komponen("053", 5))
    baru = pos("ro", "076.01.CQ.1.A.1", komponen("051", 10), komponen("052", 17), komponen("054", 9))
    assert ringkas(bandingkan_pohon([lama], [baru])) == [
        ("1.A.1", 35, 36, 1, "berubah"),
        ("052", 20, 17, -3, "berubah"),
        ("053", 5, None, -5, "hilang"),
        ("054", None, 9, 9, "baru"),
    ]


def test_money_that_only_moves_shows_in_the_lines_and_not_in_the_total() -> None:
    lama = pos("ro", "076.01.CQ.1.A.1", komponen("051", 10), komponen("052", 20))
    baru = pos("ro", "076.01.CQ.1.A.1", komponen("051", 12), komponen("052", 18))
    assert [p[3] for p in ringkas(bandingkan_pohon([lama], [baru]))] == [0, 2, -2]


def test_a_line_that_is_detailed_for_the_first_time_balances() -> None:
    lama = komponen("051", 100)
    baru = komponen("051", 0, pos("akun", "076.01.CQ.1.A.1.051.521211", pagu=150))
    assert ringkas(bandingkan_pohon([lama], [baru])) == [
        ("051", 100, 150, 50, "berubah"),
        ("", 100, None, -100, "hilang"),
        ("521211", None, 150, 150, "baru"),
    ]


def test_what_is_blocked_or_released_is_a_change() -> None:
    [satu] = bandingkan_pohon([komponen("051", 10, blokir=4)], [komponen("051", 10)])
    assert (satu.selisih, satu.blokir_lama, satu.blokir_baru) == (0, 4, 0)
    assert bandingkan_pohon([komponen("051", 10)], [komponen("051", 10)]) == ()


@given(st.lists(pohon(), max_size=3), st.lists(pohon(), max_size=3))
@settings(max_examples=25)
def test_the_total_of_the_differences_is_the_difference_of_the_totals(
    lama: list[FaktaPos], baru: list[FaktaPos]
) -> None:
    lama, baru = ([*{p.jalur: p for p in daftar}.values()] for daftar in (lama, baru))
    # Some lines must meet: half of the old ones stand in the new version too.
    baru = [*{p.jalur: p for p in (*baru, *lama[::2])}.values()]
    perubahan = bandingkan_pohon(lama, baru)
    assert sum(p.selisih for p in perubahan) == sum(p.pagu for p in baru) - sum(p.pagu for p in lama)
    for satu in perubahan:
        for p in satu.semua():
            assert not p.anak or p.selisih == sum(anak.selisih for anak in p.anak)
    assert bandingkan_pohon(baru, baru) == ()


@given(st.lists(st.none() | st.integers(0, 10**13), max_size=8))
def test_the_steps_of_the_road_sum_up_to_the_whole_way(pagu: list[int | None]) -> None:
    jalan = jalan_pagu(versi(n, p) for n, p in enumerate(pagu))
    known = [p for p in pagu if p is not None]
    assert sum(langkah.selisih or 0 for langkah in jalan) == (known[-1] - known[0] if known else 0)
    assert all((langkah.selisih is None) for langkah in jalan if langkah.versi.pagu is None)


def test_the_last_two_versions_with_lines_are_compared_first() -> None:
    semua = [versi(0, 1), versi(1, 2), versi(2, 3, baris=0), versi(3, 4)]
    assert [v.urutan for v in bawaan(semua) or ()] == [1, 3]
    assert bawaan(semua[2:]) is None


@pytest.mark.django_db
def test_the_road_of_2024_begins_with_a_quoted_figure(satker: Satker, django_assert_num_queries) -> None:
    dipa = Dipa.objects.get(satker=satker, tahun=2024)
    with django_assert_num_queries(3):
        awal, akhir = fetch_versi(dipa)
    assert (awal.pagu, awal.dirinci, awal.kutipan) == (29_794_345_000, False, "LKj 2024, Ringkasan Eksekutif")
    assert (akhir.pagu, akhir.dirinci, akhir.kutipan) == (56_658_099_000, True, "")
    assert jalan_pagu([awal, akhir])[1].selisih == 26_863_754_000


@pytest.mark.django_db
def test_lines_count_more_than_a_quotation(satker: Satker) -> None:
    dipa = Dipa.objects.get(satker=satker, tahun=2024)
    awal = VersiDipa.objects.get(dipa=dipa, urutan=0)
    Pagu.objects.create(versi=awal, pos=PosAnggaran.objects.filter(dipa=dipa, jenis="komponen")[0], jumlah=5)
    assert (fetch_versi(dipa)[0].pagu, fetch_versi(dipa)[0].kutipan) == (5, "")


@pytest.fixture
def awal(satker: Satker) -> VersiDipa:
    return VersiDipa.objects.select_related("dipa__satker").get(dipa__satker=satker, dipa__tahun=2024, urutan=0)


ISI = KeteranganVersi("SP DIPA-076.01", date(2023, 11, 24), "DIPA awal", "", "DIPA 2024")


def ubah(pelaku: Pengguna, awal: VersiDipa, sidik: str | None = None) -> bool:
    return ubah_versi(
        pelaku=pelaku, versi=awal, keterangan=ISI, sidik=KeteranganVersi.dari(awal).sidik if sidik is None else sidik
    )


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["operator_lain", "administrator"])
def test_the_keepers_say_what_is_known_about_a_version(cast: Cast, awal: VersiDipa, who: str) -> None:
    assert ubah(cast[who], awal)
    awal.refresh_from_db()
    assert KeteranganVersi.dari(awal) == ISI
    entri = Jejak.objects.latest("pk")
    assert (entri.tindakan, entri.objek_id, entri.pelaku) == ("ubah", str(awal.pk), cast[who].nama)
    assert not ubah(cast[who], awal)
    assert Jejak.objects.latest("pk") == entri


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_others_change_nothing(cast: Cast, awal: VersiDipa, who: str) -> None:
    with pytest.raises(PermissionDenied):
        ubah(cast[who], awal)
    assert VersiDipa.objects.get(pk=awal.pk).nomor == ""


@pytest.mark.django_db
def test_a_stale_form_is_refused_with_what_is_stored(cast: Cast, awal: VersiDipa) -> None:
    dilihat = KeteranganVersi.dari(awal).sidik
    VersiDipa.objects.filter(pk=awal.pk).update(nomor="Orang lain")
    with pytest.raises(VersiBasi) as galat:
        ubah(cast["administrator"], awal, dilihat)
    assert galat.value.tersimpan.nomor == "Orang lain"
    assert VersiDipa.objects.get(pk=awal.pk).nomor == "Orang lain"


@pytest.mark.django_db
def test_an_approved_year_is_closed(cast: Cast, awal: VersiDipa, entitas: Entitas) -> None:
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2025, 2, 14),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    with pytest.raises(ValidationError, match="disahkan"):
        ubah(cast["administrator"], awal)
