"""Typed months: what they become, what stays, what is refused, and that they read back as they were typed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.anggaran.facts import fetch_anggaran
from apps.anggaran.facts.lembar import fetch_lembar
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi
from apps.anggaran.services import LembarBasi, LembarDitolak, simpan_realisasi_bulanan
from apps.anggaran.services.realisasi import susun_bulanan
from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna, Satker
from tests.anggaran.conftest import A, B, C, Kecil

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]
HARI = date(2026, 1, 1)


@pytest.fixture
def simpan(cast: Cast, kecil: Kecil):  # type: ignore[no-untyped-def]
    """Save months typed as {bulan: (a, b, c)}."""

    def save(sel: dict[int, tuple[int | None, ...]], alasan: str = "", **lain: object) -> list[KeadaanRealisasi]:
        baris = [kecil.id(jalur) for jalur in (A, B, C)]
        dipa = Dipa.objects.get(pk=kecil.dipa.pk)
        given = {
            "pelaku": cast["operator_lain"],
            "basis": "sp2d",
            "sidik": fetch_lembar(dipa).sidik,
            "nilai": {bulan: dict(zip(baris, satu, strict=True)) for bulan, satu in sel.items()},
        }
        return simpan_realisasi_bulanan(dipa=dipa, alasan=alasan, **(given | lain))

    return save


def kumulatif(kecil: Kecil, bulan: int) -> list[int | None]:
    ada = fetch_lembar(kecil.dipa).bulan[bulan].kumulatif
    return [ada.get(kecil.id(jalur)) for jalur in (A, B, C)]


def impor(kecil: Kecil, tanggal: date, nilai: dict[str, int], urutan: int = 0) -> KeadaanRealisasi:
    keadaan = KeadaanRealisasi.objects.create(
        dipa=kecil.dipa, per_tanggal=tanggal, sistem_sumber="SAKTI", basis="sp2d", urutan=urutan
    )
    for jalur, jumlah in nilai.items():
        NilaiRealisasi.objects.create(keadaan=keadaan, pos=kecil.tambah(jalur), jumlah=jumlah)
    return keadaan


def test_rows_are_the_leaves_cut_at_komponen(kecil: Kecil) -> None:
    lembar = fetch_lembar(kecil.dipa)
    assert [(b.kode, b.pagu, b.kegiatan) for b in lembar.baris] == [
        (C, 300, "3355"),
        (A, 1000, "6639"),
        (B, 500, "6639"),
    ]


def test_months_become_cumulative_states_of_their_last_days(simpan, kecil: Kecil, satker: Satker) -> None:
    keadaan = simpan({1: (100, 0, 10), 2: (50, -5, 0)})
    assert [(k.per_tanggal, k.basis, k.sistem_sumber, k.urutan, k.alasan) for k in keadaan] == [
        (date(2022, 1, 31), "sp2d", "Ketikan", 0, ""),
        (date(2022, 2, 28), "sp2d", "Ketikan", 0, ""),
    ]
    assert (kumulatif(kecil, 1), kumulatif(kecil, 2)) == ([100, 0, 10], [150, -5, 10])
    assert fetch_anggaran(satker, 2022, 2022)[2022].realisasi == 155


def test_a_correction_is_a_new_state_and_the_typed_months_after_it_shift(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 0, 10), 2: (50, 0, 0), 3: (1, 1, 1)})
    keadaan = simpan({2: (80, 0, 0)}, alasan="Salah ketik.")
    assert [(k.per_tanggal.month, k.urutan, k.alasan) for k in keadaan] == [
        (2, 1, "Salah ketik."),
        (3, 1, "Salah ketik."),
    ]
    assert KeadaanRealisasi.objects.filter(dipa=kecil.dipa).count() == 5
    lama = NilaiRealisasi.objects.get(keadaan__per_tanggal=date(2022, 3, 31), keadaan__urutan=0, pos=kecil.id(A))
    assert (lama.jumlah, kumulatif(kecil, 3)) == (151, [181, 1, 11])
    lembar = fetch_lembar(kecil.dipa)
    assert [lembar.jumlah(kecil.id(A), b) for b in (1, 2, 3, 4)] == [100, 80, 1, None]


def test_the_plan_tells_which_months_change_and_which_only_shift(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 0, 10), 2: (50, 0, 0)})
    susunan = susun_bulanan(fetch_lembar(kecil.dipa), {1: {kecil.id(A): 99}}, "sp2d", HARI)
    assert [(k.bulan, k.perbaikan, k.bergeser) for k in susunan.keadaan] == [(1, True, False), (2, True, True)]


def test_a_correction_needs_a_reason_a_new_month_none(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 0, 10)})
    with pytest.raises(ValidationError, match="Tulis alasan perbaikan"):
        simpan({1: (101, 0, 10)}, alasan="  ")
    assert kumulatif(kecil, 1) == [100, 0, 10]
    simpan({2: (1, 0, 0)})


def test_saving_what_stands_there_writes_nothing(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 0, 10)})
    jejak = Jejak.objects.count()
    assert simpan({1: (100, 0, 10)}) == []
    assert Jejak.objects.count() == jejak


def test_another_basis_gives_every_typed_month_a_new_state(simpan) -> None:
    simpan({1: (100, 0, 10), 2: (0, 0, 0)})
    keadaan = simpan({}, basis="spm", alasan="Angka SPM.")
    assert [(k.per_tanggal.month, k.basis, k.urutan) for k in keadaan] == [(1, "spm", 1), (2, "spm", 1)]


def test_no_gaps_and_no_half_months(simpan, kecil: Kecil) -> None:
    with pytest.raises(LembarDitolak) as gagal:
        simpan({1: (100, 0, 10), 3: (1, 1, 1)})
    assert gagal.value.errors == {
        (kecil.id(C), 3): "Isi Februari dahulu. Tulis 0 pada baris yang tidak ada realisasinya."
    }
    with pytest.raises(LembarDitolak) as gagal:
        simpan({1: (100, None, None)})
    [((pos, bulan), kalimat)] = gagal.value.errors.items()
    assert (pos, bulan) == (kecil.id(C), 1)
    assert kalimat == f"Januari belum lengkap: {C} dan 1 baris lain masih kosong. Tulis 0 bila tidak ada realisasi."
    assert not KeadaanRealisasi.objects.filter(dipa=kecil.dipa).exists()


def test_a_saved_month_cannot_be_emptied(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 0, 10)})
    with pytest.raises(LembarDitolak, match="Januari sudah disimpan dan tidak dapat dikosongkan"):
        simpan({1: (None, None, None)}, alasan="x")


def test_months_from_a_file_are_locked_and_typed_ones_go_on_from_them(simpan, kecil: Kecil) -> None:
    impor(kecil, date(2022, 3, 31), {A: 400, B: 0, f"{C}.0A.511111": 20, f"{C}.0A.511129": 5})
    with pytest.raises(LembarDitolak, match="Maret dimuat dari SAKTI per 31 Maret 2022"):
        simpan({3: (1, 1, 1)})
    simpan({4: (50, 0, 5)})
    assert kumulatif(kecil, 4) == [450, 0, 30]
    # What comes before the file may still be typed; nothing after it shifts.
    assert [k.per_tanggal.month for k in simpan({1: (100, 0, 0)})] == [1]
    assert kumulatif(kecil, 4) == [450, 0, 30]
    assert fetch_lembar(kecil.dipa).jumlah(kecil.id(A), 3) == 300


def test_a_state_after_the_year_tells_the_end_of_december(kecil: Kecil) -> None:
    impor(kecil, date(2023, 1, 15), {A: 400, B: 0, C: 0})
    impor(kecil, date(2021, 12, 31), {A: 9, B: 9, C: 9})
    lembar = fetch_lembar(kecil.dipa)
    assert [b for b, isi in lembar.bulan.items() if isi.keadaan] == [12]
    assert lembar.jumlah(kecil.id(A), 12) == 400


def test_a_typed_state_sits_on_komponen_only(simpan, kecil: Kecil) -> None:
    impor(kecil, date(2022, 1, 31), {A: 400, B: 0, f"{C}.0A.511111": 20, f"{C}.0A.511129": 5})
    [keadaan] = simpan({2: (0, 0, 0)})
    assert set(keadaan.nilai.values_list("pos", flat=True)) == {kecil.id(x) for x in (A, B, C)}


def test_corrections_count_across_all_sources_of_a_date(simpan, kecil: Kecil) -> None:
    impor(kecil, date(2022, 1, 31), {A: 1, B: 1, C: 1}, urutan=4)
    KeadaanRealisasi.objects.update(pembanding=True)
    [keadaan] = simpan({1: (2, 2, 2)})
    assert (keadaan.urutan, keadaan.alasan) == (5, "")


def test_where_an_amount_stands_above_others_the_upper_line_is_typed(kecil: Kecil) -> None:
    impor(kecil, date(2022, 6, 30), {"6639.BDB.001": 700, C: 0})
    assert [(b.kode, b.pagu) for b in fetch_lembar(kecil.dipa).baris] == [(C, 300), ("6639.BDB.001", 1500)]


def test_a_line_that_a_revision_adds_starts_from_zero_and_one_that_it_drops_stays(simpan, kecil: Kecil) -> None:
    simpan({1: (100, 5, 10)})
    d = "6639.BDB.001.053"
    kecil.revisi("Revisi 2", {A: 1000, C: 300, d: 200})
    lembar = fetch_lembar(kecil.dipa)
    assert [b.pagu for b in lembar.baris if b.kode in (B, d)] == [0, 200]
    assert lembar.jumlah(kecil.id(d), 1) is None
    simpan({}, sidik=lembar.sidik)
    nilai = {kecil.id(A): 0, kecil.id(B): 0, kecil.id(C): 0, kecil.id(d): 7}
    simpan({}, nilai={2: nilai})
    assert fetch_lembar(kecil.dipa).bulan[2].kumulatif[kecil.id(d)] == 7


def test_more_than_the_pagu_and_less_than_nothing_are_remarked_not_refused(simpan, kecil: Kecil) -> None:
    nilai = {1: {kecil.id(A): 1001, kecil.id(B): -1, kecil.id(C): 0}}
    susunan = susun_bulanan(fetch_lembar(kecil.dipa), nilai, "sp2d", HARI)
    assert susunan.peringatan == [
        f"{A}: realisasi s.d. Januari Rp1.001 melebihi pagu Rp1.000.",
        f"{B}: realisasi s.d. Januari menjadi negatif (-Rp1).",
    ]
    assert simpan({1: (1001, -1, 0)})


def test_a_month_that_has_not_begun_takes_nothing(kecil: Kecil) -> None:
    baris = [kecil.id(x) for x in (A, B, C)]
    nilai = {bulan: dict.fromkeys(baris, 0) for bulan in (1, 2, 3)}
    susunan = susun_bulanan(fetch_lembar(kecil.dipa), nilai, "sp2d", date(2022, 2, 1))
    assert susunan.galat == {(kecil.id(C), 3): "Maret 2022 belum berjalan."}


def test_a_stale_sheet_is_refused(simpan, kecil: Kecil) -> None:
    lama = fetch_lembar(kecil.dipa).sidik
    simpan({1: (1, 1, 1)})
    with pytest.raises(LembarBasi):
        simpan({1: (2, 2, 2)}, alasan="x", sidik=lama)
    assert kumulatif(kecil, 1) == [1, 1, 1]


def test_an_unknown_line_or_basis_is_refused(simpan) -> None:
    with pytest.raises(LembarDitolak, match="Baris ini tidak ada"):
        simpan({}, nilai={1: {999999: 1}})
    with pytest.raises(ValidationError, match="Pilih basis"):
        simpan({}, basis="kira-kira")


@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_only_the_keepers_of_the_budget_write(simpan, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        simpan({1: (1, 1, 1)}, pelaku=cast[who])


def test_a_closed_year_refuses(simpan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.anggaran.models.realisasi.alasan_anggaran_disahkan", lambda *_: "Sudah disahkan.")
    with pytest.raises(ValidationError, match=r"Sudah disahkan\."):
        simpan({1: (1, 1, 1)})


def test_each_state_and_its_amounts_are_journalled(simpan) -> None:
    jejak = Jejak.objects.count()
    simpan({1: (1, 2, 3)})
    baru = list(Jejak.objects.order_by("nomor")[jejak:].values_list("tindakan", "objek_jenis"))
    assert baru == [("tambah", "anggaran.keadaanrealisasi"), ("tambah", "anggaran.nilairealisasi")]
    nilai = Jejak.objects.order_by("nomor").last()
    assert (nilai.sesudah["baris"], nilai.sesudah["jumlah"], len(nilai.sesudah["keadaan"])) == (3, 6, 3)


JUMLAH = st.integers(-(10**12), 10**12)
SEL = st.tuples(JUMLAH, JUMLAH, JUMLAH)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(langkah=st.lists(st.tuples(st.integers(1, 12), SEL), min_size=1, max_size=8))
def test_after_any_saves_months_read_back_as_typed_and_parents_are_sums(
    simpan, kecil: Kecil, satker: Satker, langkah: list[tuple[int, tuple[int, int, int]]]
) -> None:
    # Examples share the database of the test, so each starts from an empty year.
    KeadaanRealisasi.objects.filter(dipa=kecil.dipa).delete()
    diketik: dict[int, tuple[int, int, int]] = {}
    for bulan, sel in langkah:
        nilai = {bulan: sel}
        if bulan - 1 not in {0, *diketik}:
            with pytest.raises(LembarDitolak):
                simpan(nilai, alasan="x")
            nilai = dict.fromkeys(range(max(diketik, default=0) + 1, bulan), (0, 0, 0)) | nilai
        simpan(nilai, alasan="x")
        diketik |= nilai
    lembar = fetch_lembar(kecil.dipa)
    terbaca = {b: tuple(lembar.jumlah(kecil.id(x), b) for x in (A, B, C)) for b in range(1, 13)}
    assert {b: sel for b, sel in terbaca.items() if sel != (None, None, None)} == diketik
    anggaran = fetch_anggaran(satker, 2022, 2022)[2022]
    assert anggaran.realisasi == sum(map(sum, diketik.values()))
    for pos in anggaran.semua():
        if pos.anak and pos.jenis not in ("komponen", "subkomponen"):
            assert pos.realisasi == sum(anak.realisasi or 0 for anak in pos.anak)


@pytest.mark.parametrize("sel", [{1: (10**18 - 1, 1, 0)}, {1: (10**18 - 1, 0, 0), 2: (10**18 - 1, 0, 0)}])
def test_amounts_that_no_database_adds_up_are_refused(simpan, kecil: Kecil, sel: dict[int, tuple[int, ...]]) -> None:
    with pytest.raises(LembarDitolak) as refused:
        simpan(sel)
    [(kunci, sebab)] = refused.value.errors.items()
    assert kunci == (kecil.id(A), max(sel))
    assert "melebihi Rp999.999.999.999.999.999. Periksa banyaknya nol" in sebab
    assert not KeadaanRealisasi.objects.filter(dipa=kecil.dipa).exists()
