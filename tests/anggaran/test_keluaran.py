"""Output of RO: computed from volumes, else stated; cumulative; all or nothing; only its keepers, only an open year."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.anggaran.facts import fetch_anggaran
from apps.anggaran.facts.keluaran import FaktaKeluaran, FaktaKemajuan, cara_capaian, fetch_keluaran
from apps.anggaran.models import CapaianRO, Dipa, KemajuanRO, PosAnggaran
from apps.anggaran.services.keluaran import BarisRO, IsiRO, KeluaranDitolak, isi_ro, periksa, simpan_keluaran
from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.siklus.models import Pengesahan, Periode

Cast = dict[str, Pengguna]
VOLUME = IsiRO(target=D(4), satuan="dokumen", volume=D(3))


@pytest.fixture
def dipa(satker: Satker) -> Dipa:
    return Dipa.objects.select_related("satker").get(satker=satker, tahun=2024)


@pytest.fixture
def ro(dipa: Dipa) -> PosAnggaran:
    return PosAnggaran.objects.get(dipa=dipa, jalur="076.01.CQ.6639.BDB.001")


def stored(pos: PosAnggaran) -> FaktaKeluaran:
    [anggaran] = fetch_anggaran(pos.dipa.satker, 2024, 2024).values()
    return next(keluaran for p, keluaran in fetch_keluaran(anggaran) if p.id == pos.pk)


def baris(pos: PosAnggaran, isi: IsiRO, bulan: int) -> BarisRO:
    return BarisRO(pos.pk, isi, isi_ro(stored(pos), bulan).sidik)


def simpan(cast: Cast, pos: PosAnggaran, isi: IsiRO, bulan: int = 3, who: str = "operator_lain") -> int:
    return simpan_keluaran(pelaku=cast[who], dipa=pos.dipa, bulan=bulan, baris=[baris(pos, isi, bulan)])


def refused(cast: Cast, pos: PosAnggaran, isi: IsiRO, bulan: int = 3) -> dict[str, str]:
    with pytest.raises(KeluaranDitolak) as error:
        simpan(cast, pos, isi, bulan)
    return {tempat: kalimat for (_, tempat), kalimat in error.value.galat.items()}


@pytest.mark.django_db
def test_volumes_take_the_place_of_a_stated_capaian(cast: Cast, ro: PosAnggaran) -> None:
    assert (stored(ro).dinyatakan, stored(ro).asumsi) == (D(100), True)
    jejak = Jejak.objects.count()
    assert simpan(cast, ro, VOLUME) == 1
    kini = stored(ro)
    assert (kini.target, kini.dinyatakan, kini.asumsi, kini.volume(3)) == (D(4), None, False, D(3))
    assert kini.capaian() == D("0.75")
    # One entry for the year's row, one for the month's.
    assert Jejak.objects.count() == jejak + 2
    [anggaran] = fetch_anggaran(ro.dipa.satker, 2024, 2024).values()
    assert next(p for p in anggaran.pos("ro") if p.id == ro.pk).capaian == D("0.75")


@pytest.mark.django_db
def test_what_was_not_changed_is_not_written(cast: Cast, ro: PosAnggaran) -> None:
    jejak = Jejak.objects.count()
    assert simpan(cast, ro, isi_ro(stored(ro), 3)) == 0
    assert Jejak.objects.count() == jejak


@pytest.mark.django_db
def test_a_target_without_volume_leaves_the_capaian_open(cast: Cast, ro: PosAnggaran) -> None:
    simpan(cast, ro, replace(VOLUME, volume=None))
    assert stored(ro).capaian() is None
    assert cara_capaian(stored(ro), 3) == "Belum ada volume s.d. Maret."


@pytest.mark.django_db
def test_emptying_a_month_removes_it(cast: Cast, ro: PosAnggaran) -> None:
    simpan(cast, ro, VOLUME)
    assert simpan(cast, ro, replace(VOLUME, volume=None)) == 1
    assert not KemajuanRO.objects.filter(pos=ro).exists()


@pytest.mark.django_db
def test_a_cumulative_volume_never_falls(cast: Cast, ro: PosAnggaran) -> None:
    simpan(cast, ro, VOLUME, bulan=3)
    less = refused(cast, ro, replace(VOLUME, volume=D(2)), bulan=5)
    assert less["volume"].startswith("Volume s.d. Mei (2) lebih kecil daripada s.d. Maret (3).")
    more = refused(cast, ro, replace(VOLUME, volume=D(4)), bulan=2)
    assert more["volume"].startswith("Volume s.d. Februari (4) lebih besar daripada s.d. Maret (3).")
    assert simpan(cast, ro, VOLUME, bulan=5) == 1
    assert sorted(stored(ro).kemajuan) == [3, 5]


@pytest.mark.django_db
def test_a_target_with_volumes_of_other_months_stays(cast: Cast, ro: PosAnggaran) -> None:
    simpan(cast, ro, VOLUME, bulan=3)
    assert "Maret sudah dicatat" in refused(cast, ro, IsiRO(dinyatakan=D(90)), bulan=4)["target"]
    # Emptied together with its only month it goes.
    assert simpan(cast, ro, IsiRO(dinyatakan=D(90)), bulan=3) == 1
    assert stored(ro).capaian() == D("0.9")


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        (IsiRO(target=D(0), satuan="dokumen"), "target"),
        (IsiRO(volume=D(1)), "target"),
        (IsiRO(target=D(1)), "satuan"),
        (IsiRO(asumsi=True), "asumsi"),
        (replace(VOLUME, progres=D("100.01")), "progres"),
        (replace(VOLUME, progres=D("10.005")), "progres"),
        (IsiRO(dinyatakan=D("97.123")), "dinyatakan"),
        (IsiRO(dinyatakan=D(100_000)), "dinyatakan"),
        (replace(VOLUME, satuan="a" * 61), "satuan"),
        (replace(VOLUME, keterangan="a\x00b"), "keterangan"),
        (replace(VOLUME, volume=None, keterangan="Belum mulai"), "volume"),
        (replace(VOLUME, volume=None, progres=D(5)), "volume"),
    ],
)
def test_what_cannot_stand_says_where(isi: IsiRO, tempat: str) -> None:
    assert list(periksa(isi, FaktaKeluaran(), 3)) == [tempat]


@pytest.mark.django_db
def test_one_bad_row_keeps_all_from_being_saved(cast: Cast, ro: PosAnggaran) -> None:
    lain = PosAnggaran.objects.filter(dipa=ro.dipa, jenis="ro").exclude(pk=ro.pk)[0]
    rows = [baris(ro, VOLUME, 3), baris(lain, IsiRO(volume=D(1)), 3)]
    with pytest.raises(KeluaranDitolak):
        simpan_keluaran(pelaku=cast["administrator"], dipa=ro.dipa, bulan=3, baris=rows)
    assert not KemajuanRO.objects.exists()


@pytest.mark.django_db
def test_a_stale_row_shows_both_states(cast: Cast, ro: PosAnggaran) -> None:
    lama = baris(ro, VOLUME, 3)
    simpan(cast, ro, replace(VOLUME, volume=D(1)))
    with pytest.raises(KeluaranDitolak) as error:
        simpan_keluaran(pelaku=cast["administrator"], dipa=ro.dipa, bulan=3, baris=[lama])
    kalimat = error.value.galat[ro.pk, ""]
    assert "Sekarang: target 4 dokumen, volume 1." in kalimat
    assert "Yang Anda ketik: target 4 dokumen, volume 3." in kalimat
    assert error.value.basi == {ro.pk}


@pytest.mark.django_db
def test_only_an_ro_of_this_dipa(cast: Cast, ro: PosAnggaran, dipa: Dipa) -> None:
    kegiatan = PosAnggaran.objects.filter(dipa=dipa, jenis="kegiatan")[0]
    with pytest.raises(ValidationError, match="bukan rincian output"):
        simpan_keluaran(pelaku=cast["administrator"], dipa=dipa, bulan=3, baris=[BarisRO(kegiatan.pk, VOLUME, "")])
    lain = Dipa.objects.exclude(pk=dipa.pk).select_related("satker").first() or Dipa.objects.create(
        satker=dipa.satker, tahun=2019
    )
    with pytest.raises(ValidationError, match="bukan rincian output"):
        simpan_keluaran(pelaku=cast["administrator"], dipa=lain, bulan=3, baris=[BarisRO(ro.pk, VOLUME, "")])


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_others_write_nothing(cast: Cast, ro: PosAnggaran, who: str) -> None:
    with pytest.raises(PermissionDenied):
        simpan(cast, ro, VOLUME, who=who)


@pytest.mark.django_db
def test_an_approved_year_is_closed(cast: Cast, ro: PosAnggaran, entitas: Entitas) -> None:
    tutup(entitas, cast["pimpinan"])
    with pytest.raises(ValidationError, match="sudah disahkan"):
        simpan(cast, ro, VOLUME)
    assert CapaianRO.objects.get(pos=ro).target_volume is None


def tutup(entitas: Entitas, oleh: Pengguna) -> None:
    periode, _ = Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=0)
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal="2025-02-14", penandatangan="Ketua", disahkan_oleh=oleh
    )


@pytest.mark.parametrize(
    ("keluaran", "kalimat"),
    [
        (FaktaKeluaran(), "Belum diisi."),
        (FaktaKeluaran(kemajuan={1: FaktaKemajuan(D(1))}), "Target volume belum diisi."),
        (FaktaKeluaran(dinyatakan=D("97.5")), "97,5%, dinyatakan langsung."),
        (FaktaKeluaran(dinyatakan=D(100), asumsi=True), "100%, diasumsikan, tidak disebut dalam sumbernya."),
        (
            FaktaKeluaran(D(3), "layanan", kemajuan={2: FaktaKemajuan(D(1)), 9: FaktaKemajuan(D(2))}),
            "1 ÷ 3 layanan × 100% = 33,333333% (volume s.d. Februari).",
        ),
        (FaktaKeluaran(D(3), "layanan", kemajuan={9: FaktaKemajuan(D(2))}), "Belum ada volume s.d. Agustus."),
    ],
)
def test_the_working_is_one_sentence(keluaran: FaktaKeluaran, kalimat: str) -> None:
    assert cara_capaian(keluaran, 8) == kalimat
