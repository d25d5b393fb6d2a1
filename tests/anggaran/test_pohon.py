"""The tree as it is stored: whatever versions and states were written, every line is the sum of those below it."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.anggaran.facts import FaktaPos, fetch_anggaran, fetch_pohon, fetch_satu_tahun, total
from apps.anggaran.facts.pos import fetch_pagu_versi, fetch_realisasi_keadaan
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Satker

pytestmark = pytest.mark.django_db
TAHUN = 2035
JENIS = PosAnggaran.Jenis.values[2:]


@pytest.fixture
def dipa(satker: Satker) -> Dipa:
    return Dipa.objects.create(satker=satker, tahun=TAHUN)


def tumbuhkan(dipa: Dipa, bentuk: list[int]) -> list[PosAnggaran]:
    """Lines below each other: ``bentuk`` says for each new line which earlier one it stands below (modulo)."""
    semua: list[PosAnggaran] = []
    for n, di_bawah in enumerate(bentuk):
        mungkin = [pos for pos in semua if JENIS.index(pos.jenis) + 1 < len(JENIS)]
        induk = mungkin[di_bawah % len(mungkin)] if mungkin and di_bawah % 5 else None
        jenis = JENIS[JENIS.index(induk.jenis) + 1] if induk else JENIS[0]
        jalur = f"{induk.jalur}.{n:03d}" if induk else f"{n:03d}"
        semua.append(
            PosAnggaran.objects.create(dipa=dipa, induk=induk, jenis=jenis, kode=f"{n:03d}", jalur=jalur, nama=jalur)
        )
    return semua


def daun(semua: list[PosAnggaran]) -> list[PosAnggaran]:
    berinduk = {pos.induk_id for pos in semua}
    return [pos for pos in semua if pos.pk not in berinduk]


def turunan(akar: tuple[FaktaPos, ...]) -> Iterator[FaktaPos]:
    for pos in akar:
        yield from pos.semua()


JUMLAH = st.integers(0, 10**12)
LANGKAH = st.lists(
    st.one_of(
        # A version: pagu of some leaves. A state: its month, whether it only compares, realisasi of some leaves.
        st.tuples(st.just("versi"), st.lists(st.none() | JUMLAH, max_size=12)),
        st.tuples(
            st.just("keadaan"),
            st.integers(1, 12),
            st.booleans(),
            st.lists(st.none() | st.integers(-(10**9), 10**12), max_size=12),
        ),
    ),
    max_size=6,
)


@given(bentuk=st.lists(st.integers(0, 99), min_size=1, max_size=14), langkah=LANGKAH)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_children_sum_up_to_their_parent_after_any_sequence(
    dipa: Dipa, satker: Satker, bentuk: list[int], langkah: list[tuple]
) -> None:
    with transaction.atomic():
        ujung = daun(tumbuhkan(dipa, bentuk))
        nomor = count()
        pagu: dict[str, int] = {}
        berlaku: tuple[tuple[int, int], dict[str, int]] | None = None
        for jenis, *isi in langkah:
            n = next(nomor)
            if jenis == "versi":
                versi = VersiDipa.objects.create(dipa=dipa, urutan=n, nama=f"Versi {n}")
                baru = {pos: j for pos, j in zip(ujung, isi[0], strict=False) if j is not None}
                Pagu.objects.bulk_create(Pagu(versi=versi, pos=pos, jumlah=j, blokir=j // 3) for pos, j in baru.items())
                pagu = {pos.jalur: j for pos, j in baru.items()} or pagu
                continue
            bulan, pembanding, jumlah = isi
            keadaan = KeadaanRealisasi.objects.create(
                dipa=dipa, per_tanggal=date(TAHUN, bulan, 1), urutan=n, pembanding=pembanding, sistem_sumber="Uji"
            )
            nilai = {pos: j for pos, j in zip(ujung, jumlah, strict=False) if j is not None}
            NilaiRealisasi.objects.bulk_create(
                NilaiRealisasi(keadaan=keadaan, pos=pos, jumlah=j) for pos, j in nilai.items()
            )
            if not pembanding and (berlaku is None or (bulan, n) > berlaku[0]):
                berlaku = (bulan, n), {pos.jalur: j for pos, j in nilai.items()}
        realisasi = berlaku[1] if berlaku else {}
        fakta = fetch_anggaran(satker, TAHUN, TAHUN).get(TAHUN)
        transaction.set_rollback(True)
    if not pagu:
        assert fakta is None
        return
    assert fakta is not None
    for pos in turunan(fakta.akar):
        di_bawah = [j for j in {*pagu, *realisasi} if j == pos.jalur or j.startswith(f"{pos.jalur}.")]
        assert pos.pagu == sum(pagu.get(j, 0) for j in di_bawah)
        assert pos.blokir == sum(pagu.get(j, 0) // 3 for j in di_bawah)
        assert pos.realisasi == total(realisasi.get(j) for j in di_bawah)
        if pos.anak:
            assert pos.pagu == sum(anak.pagu for anak in pos.anak)
            assert pos.realisasi == total(anak.realisasi for anak in pos.anak)
            if all(anak.sisa is not None for anak in pos.anak):
                assert pos.sisa == sum(anak.sisa or 0 for anak in pos.anak)
    assert fakta.pagu == sum(pagu.values())
    assert fakta.realisasi == total(realisasi.values())


def test_a_version_without_a_state_keeps_its_lines(dipa: Dipa, satker: Satker) -> None:
    [pos] = tumbuhkan(dipa, [0])
    versi = VersiDipa.objects.create(dipa=dipa, urutan=0, nama="DIPA awal")
    Pagu.objects.create(versi=versi, pos=pos, jumlah=7)
    assert fetch_pohon(versi, None).pagu == 7
    assert fetch_anggaran(satker, 2024, TAHUN)[TAHUN].realisasi is None
    assert fetch_anggaran(satker, 2024, TAHUN)[2024].realisasi == 56_575_128_312


def test_one_year_with_the_years_that_have_a_budget(satker: Satker, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        tahun, fakta = fetch_satu_tahun(satker, 2024)
    assert tahun == [2024]
    assert fakta == fetch_anggaran(satker, 2024, 2024)[2024]
    assert fetch_satu_tahun(satker, 2023) == ([2024], None)


def test_codes_and_names_as_people_read_them(satker: Satker) -> None:
    fakta = fetch_anggaran(satker, 2024, 2024)[2024]
    kegiatan = next(pos for pos in fakta.pos("kegiatan") if pos.kode == "6639")
    jalan = fakta.jalan(next(kegiatan.turunan("komponen")).id)
    assert [pos.kode_tampil for pos in jalan][2:] == ["076.01.CQ", "CQ.6639", "6639.BDB", "6639.BDB.001", "051"]
    assert jalan[4].nama_tampil == "Klasifikasi rincian output (KRO)"
    assert [pos.kode for pos in fakta.teratas] == ["CQ", "WA"]
    assert fakta.jalan(0) == []


def test_a_line_through_versions_and_states_is_the_sum_of_its_leaves(dipa: Dipa) -> None:
    induk, satu, dua = tumbuhkan(dipa, [0, 1, 1])
    if dua.induk_id != induk.pk:
        dua = satu
    awal, revisi = (VersiDipa.objects.create(dipa=dipa, urutan=n, nama=f"V{n}") for n in (0, 1))
    for versi, pos, jumlah, dana in ((awal, satu, 5, "RM"), (revisi, satu, 3, "RM"), (revisi, induk, 0, "")):
        Pagu.objects.create(versi=versi, pos=pos, jumlah=jumlah, sumber_dana=dana, blokir=1)
    hari = date(TAHUN, 3, 31)
    for urutan, jumlah in enumerate((2, 1)):
        keadaan = KeadaanRealisasi.objects.create(dipa=dipa, per_tanggal=hari, urutan=urutan, sistem_sumber="SAKTI")
        NilaiRealisasi.objects.create(keadaan=keadaan, pos=satu, jumlah=jumlah)
    pembanding = KeadaanRealisasi.objects.create(
        dipa=dipa, per_tanggal=hari, urutan=2, sistem_sumber="OM-SPAN", pembanding=True
    )
    assert [(v.pagu, v.blokir, v.sumber_dana) for v in fetch_pagu_versi(induk)] == [(5, 1, "RM"), (3, 2, "RM")]
    keadaan = fetch_realisasi_keadaan(induk)
    assert [(k.realisasi, k.dihitung) for k in keadaan] == [(2, False), (1, True), (None, False)]
    assert keadaan[-1].keadaan_id == pembanding.pk
