"""Beginning a year: what is chosen is made, all or nothing; what stands there already is never overwritten."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.audit.models import Jejak
from apps.audit.verification import verify
from apps.organisasi.models import Entitas, MasaJabatan, Pengguna
from apps.pengukuran.facts import fetch_kinerja
from apps.perencanaan.janji import Janji
from apps.perencanaan.models import (
    AdopsiIndikator,
    Indikator,
    PerjanjianKinerja,
    RencanaAksi,
    Target,
    TargetIndikator,
    TingkatSkala,
)
from apps.perencanaan.services.tahun_baru import (
    Bawaan,
    HasilTahunBaru,
    KeteranganPK,
    RencanaBasi,
    mulai_tahun,
    ubah_perjanjian,
)
from apps.perencanaan.tahun_baru import Keadaan, fetch_penandatangan, fetch_tahun_baru
from apps.siklus.models import Pengesahan, Periode

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]
Baru = dict[int, AdopsiIndikator]
PK = KeteranganPK("Perjanjian Kinerja 2025", date(2025, 1, 15))
ENAM_PULUH = Bawaan(target=Janji(Decimal(60)))


def mulai(
    pelaku: Pengguna, entitas: Entitas, bawaan: Mapping[int, Bawaan], tahun: int = 2025, **lain: Any
) -> HasilTahunBaru:
    given = {"keterangan": PK, "periode": False, "sidik": fetch_tahun_baru(entitas, tahun).sidik, **lain}
    return mulai_tahun(pelaku=pelaku, entitas=entitas, tahun=tahun, bawaan=bawaan, **given)


def rows() -> list[int]:
    models = (PerjanjianKinerja, Target, RencanaAksi, Periode, Jejak)
    return [model.objects.count() for model in models] + list(AdopsiIndikator.objects.values_list("sampai", flat=True))


def sahkan(entitas: Entitas, cast: Cast, tahun: int, triwulan: int = 0) -> None:
    periode, _ = Periode.objects.get_or_create(entitas=entitas, tahun=tahun, triwulan=triwulan)
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=date(2026, 1, 20), penandatangan="K", disahkan_oleh=cast["pimpinan"]
    )


def test_a_year_sees_the_last_perjanjian_and_its_own_renstra_beside_each_other(entitas: Entitas, baru: Baru) -> None:
    fakta = fetch_tahun_baru(entitas, 2025)
    satu, tiga = fakta.satu(baru[1].pk), fakta.satu(baru[3].pk)
    assert satu and tiga and fakta.pk_lalu
    assert (fakta.tahun_lalu, fakta.pk_lalu.versi, fakta.pk_kini) == (2024, 1, None)
    assert satu.janji_lalu == Janji(Decimal(40)) and satu.janji_renstra == Janji(Decimal(45))
    assert [len(satu.lalu[t].kegiatan) for t in (1, 2, 3, 4)] == [2, 2, 2, 2]
    assert tiga.ukuran.tampil(tiga.lalu[4].target) == "BB"
    assert tiga.ukuran.tampil(tiga.lalu[1].target) == "tanpa target"
    # The new Renstra goes on measuring them under the same codes; two were not adopted, and their plan has ended.
    assert [c.keadaan for c in fakta.calon] == [Keadaan.SIAP] * 10 + [Keadaan.TIDAK] * 2
    assert "2020-2024 berakhir 2024" in fakta.calon[-1].alasan


def test_a_skipped_year_copies_from_the_last_one_that_has_a_perjanjian(entitas: Entitas, baru: Baru) -> None:
    assert fetch_tahun_baru(entitas, 2027).tahun_lalu == 2024
    assert fetch_tahun_baru(entitas, 2024).tahun_lalu is None


def test_what_was_chosen_is_made_in_one_act_and_journalled(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    bb = TingkatSkala.objects.get(skala=baru[3].indikator.skala, kode="BB")
    Periode.objects.filter(entitas=entitas, tahun=2025, triwulan__gt=0).delete()
    entries = Jejak.objects.count()
    hasil = mulai(
        cast["administrator"],
        entitas,
        {
            baru[1].pk: Bawaan(Janji(Decimal(50)), {1: Janji(Decimal(5))}, {2: ["Satu", "Dua"]}),
            baru[3].pk: Bawaan(Janji(tingkat_id=bb.pk)),
            baru[6].pk: Bawaan(Janji(tanpa_target=True)),
        },
        periode=True,
    )
    assert hasil == HasilTahunBaru(perjanjian=1, target=3, triwulan=1, kegiatan=2, periode=4)
    pk = PerjanjianKinerja.objects.get(entitas=entitas, tahun=2025)
    assert (pk.versi, pk.nama, pk.tanggal) == (1, PK.nama, PK.tanggal)
    steps = RencanaAksi.objects.filter(adopsi=baru[1], tahun=2025).values_list("triwulan", "urutan", "uraian")
    assert list(steps) == [(2, 1, "Satu"), (2, 2, "Dua")]
    assert set(Periode.objects.filter(entitas=entitas, tahun=2025).values_list("triwulan", "dibuka")) == {
        (t, False) for t in range(5)
    }
    indikator = {i.nomor: i for i in fetch_kinerja(entitas, 2025).indikator}
    assert indikator[1].target(2025).nilai.angka == 50 and indikator[6].target(2025).tanpa_target
    assert indikator[3].target(2025).nilai.tingkat.kode == "BB"  # type: ignore[union-attr]
    # Perjanjian, three targets, a quarter target, two lines, four periods.
    assert Jejak.objects.count() == entries + 11
    assert not verify("5371").masalah


def test_nothing_is_made_when_one_part_cannot_be(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    before = rows()
    terlalu_panjang = KeteranganPK("x" * 201)
    with pytest.raises(ValidationError):
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH}, periode=True, keterangan=terlalu_panjang)
    # A number for an indicator that has levels: the first target would have been written by then.
    with pytest.raises(ValidationError, match="bertingkat"):
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH, baru[3].pk: ENAM_PULUH})
    assert rows() == before


def test_what_the_year_has_is_never_overwritten(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    satu = Bawaan(Janji(Decimal(50)), {1: Janji(Decimal(5))}, {1: ["Satu"]})
    mulai(cast["administrator"], entitas, {baru[1].pk: satu})
    calon = fetch_tahun_baru(entitas, 2025).satu(baru[1].pk)
    assert calon and not calon.boleh_target(1) and not calon.boleh_kegiatan(1) and calon.boleh_target(2)
    before = rows()
    for lagi in (ENAM_PULUH, Bawaan(triwulan={1: Janji(Decimal(9))}), Bawaan(kegiatan={1: ["Lain"]})):
        with pytest.raises(ValidationError, match="tidak ditimpa"):
            mulai(cast["administrator"], entitas, {baru[1].pk: lagi})
    assert rows() == before
    # What is still missing joins the same perjanjian kinerja.
    hasil = mulai(cast["administrator"], entitas, {baru[2].pk: ENAM_PULUH, baru[1].pk: Bawaan(kegiatan={2: ["Dua"]})})
    assert (hasil.perjanjian, hasil.target, hasil.kegiatan) == (0, 1, 1)
    assert PerjanjianKinerja.objects.get(entitas=entitas, tahun=2025).target.count() == 2


def test_an_adoption_that_ended_within_its_renstra_is_extended(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH})
    calon = fetch_tahun_baru(entitas, 2026).satu(baru[1].pk)
    assert calon and calon.keadaan == Keadaan.PERPANJANG and "diperpanjang sampai 2026" in calon.alasan
    hasil = mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH}, tahun=2026)
    assert (hasil.diperpanjang, hasil.target) == (1, 1)
    assert AdopsiIndikator.objects.get(pk=baru[1].pk).sampai == 2026
    assert AdopsiIndikator.objects.get(pk=baru[2].pk).sampai == 2025
    assert [i.nomor for i in fetch_kinerja(entitas, 2026).indikator] == [1]


def test_a_number_that_another_indicator_took_is_not_extended_over_it(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH})
    AdopsiIndikator.objects.filter(pk=baru[2].pk).update(dari=2026, sampai=2026, nomor=1)
    calon = fetch_tahun_baru(entitas, 2026).satu(baru[1].pk)
    assert calon and calon.keadaan == Keadaan.TIDAK and "Nomor urut 1 sudah dipakai" in calon.alasan


def test_a_target_in_another_unit_is_shown_but_not_offered(entitas: Entitas, baru: Baru) -> None:
    Indikator.objects.filter(pk=baru[1].indikator_id).update(satuan="indeks")
    calon = fetch_tahun_baru(entitas, 2025).satu(baru[1].pk)
    assert calon and (calon.janji_lalu, calon.satuan_lalu) == (None, "40%")
    assert not calon.boleh_target(1) and calon.boleh_kegiatan(1)


def test_what_cannot_be_carried_is_refused_with_its_reason(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    sebelas = fetch_tahun_baru(entitas, 2025).calon[-2]
    for bawaan, kalimat in (
        ({sebelas.id: ENAM_PULUH}, "berakhir 2024"),
        ({0: ENAM_PULUH}, "tidak dikenal"),
        ({}, "Belum ada yang dipilih"),
        ({baru[1].pk: Bawaan()}, "Belum ada yang dipilih"),
    ):
        with pytest.raises(ValidationError, match=kalimat):
            mulai(cast["administrator"], entitas, bawaan)


@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_only_the_administrator_begins_a_year(entitas: Entitas, cast: Cast, baru: Baru, who: str) -> None:
    with pytest.raises(PermissionDenied, match="administrator"):
        mulai(cast[who], entitas, {baru[1].pk: ENAM_PULUH})


def test_an_approved_year_is_refused_with_its_sentence(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    sahkan(entitas, cast, 2025)
    with pytest.raises(PermissionDenied, match="Tahunan 2025 sudah disahkan"):
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH})


def test_an_approved_quarter_keeps_its_plan_while_the_year_is_open(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    sahkan(entitas, cast, 2025, triwulan=1)
    before = rows()
    with pytest.raises(ValidationError, match="Triwulan I 2025 sudah disahkan"):
        mulai(cast["administrator"], entitas, {baru[1].pk: Bawaan(kegiatan={2: ["Dua"], 1: ["Satu"]})})
    assert rows() == before
    assert mulai(cast["administrator"], entitas, {baru[1].pk: Bawaan(kegiatan={2: ["Dua"]})}).kegiatan == 1


def test_a_form_made_from_something_else_is_stale(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    sidik = fetch_tahun_baru(entitas, 2025).sidik
    mulai(cast["administrator"], entitas, {baru[2].pk: ENAM_PULUH})
    with pytest.raises(RencanaBasi):
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH}, sidik=sidik)


def test_only_people_in_office_sign(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    ketua = fetch_penandatangan(entitas, 2025)[0]
    assert ketua.jabatan == MasaJabatan.Jabatan.KETUA
    MasaJabatan.objects.filter(pk=ketua.pk).update(selesai=date(2024, 12, 31))
    assert ketua.pejabat_id not in {m.pejabat_id for m in fetch_penandatangan(entitas, 2025)}
    with pytest.raises(ValidationError, match="tidak menjabat pada tahun 2025"):
        keterangan = KeteranganPK("PK", None, ketua.pejabat_id)
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH}, keterangan=keterangan)


def test_more_indicators_need_no_more_queries(entitas: Entitas, baru: Baru) -> None:
    with CaptureQueriesContext(connection) as first:
        fetch_tahun_baru(entitas, 2025)
    RencanaAksi.objects.create(adopsi=baru[5], tahun=2025, triwulan=1, urutan=1, uraian="x")
    AdopsiIndikator.objects.filter(entitas=entitas, sampai=2024).update(sampai=2025)
    with CaptureQueriesContext(connection) as second:
        fetch_tahun_baru(entitas, 2025)
    assert len(first) == len(second) <= 9


def ubah(pelaku: Pengguna, entitas: Entitas, target: Mapping[int, Janji], **lain: Any) -> PerjanjianKinerja:
    fakta = fetch_tahun_baru(entitas, 2024)
    given = {"keterangan": KeteranganPK("Perjanjian Kinerja Perubahan"), "alasan": "Pagu dipotong.", **lain}
    return ubah_perjanjian(pelaku=pelaku, entitas=entitas, tahun=2024, target=target, **{"sidik": fakta.sidik, **given})


def test_the_next_version_is_a_copy_with_what_was_changed(entitas: Entitas, cast: Cast) -> None:
    adopsi = {a.nomor: a.pk for a in AdopsiIndikator.objects.berlaku(2024).filter(entitas=entitas)}
    janji = {adopsi[1]: Janji(Decimal(35)), adopsi[2]: Janji(tanpa_target=True)}
    pk = ubah(cast["administrator"], entitas, janji)
    assert (pk.versi, pk.nama, pk.target.count()) == (2, "Perjanjian Kinerja Perubahan", 12)
    assert Target.objects.get(adopsi=adopsi[1], perjanjian__versi=1, tahun=2024).nilai == 40
    indikator = {i.nomor: i for i in fetch_kinerja(entitas, 2024).indikator}
    assert indikator[1].target(2024).nilai.angka == 35 and indikator[2].target(2024).tanpa_target
    assert indikator[5].target(2024).nilai.angka == 100
    assert Jejak.objects.filter(alasan="Pagu dipotong.").count() == 13
    assert ubah(cast["administrator"], entitas, {adopsi[1]: Janji(Decimal(36))}).versi == 3
    assert fetch_tahun_baru(entitas, 2025).pk_lalu.versi == 3  # type: ignore[union-attr]


def test_a_version_keeps_the_notes_of_the_targets_that_stay(entitas: Entitas, cast: Cast) -> None:
    adopsi = {a.nomor: a.pk for a in AdopsiIndikator.objects.berlaku(2024).filter(entitas=entitas)}
    Target.objects.filter(adopsi=adopsi[2], tahun=2024, sumber="pk").update(catatan="Dinilai triwulan pertama.")
    pk = ubah(cast["administrator"], entitas, {adopsi[1]: Janji(Decimal(35))})
    assert pk.target.get(adopsi=adopsi[2]).catatan == "Dinilai triwulan pertama."


def test_a_target_worse_than_the_nations_needs_its_reason(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    TargetIndikator.objects.create(indikator=baru[1].indikator, tahun=2025, nilai=70)
    calon = fetch_tahun_baru(entitas, 2025).satu(baru[1].pk)
    assert calon and "lebih rendah daripada target nasional (70)" in calon.alasan_kurang(
        2025, Janji(Decimal(60)), "Alasan"
    )
    before = rows()
    with pytest.raises(ValidationError, match="lebih rendah daripada target nasional"):
        mulai(cast["administrator"], entitas, {baru[1].pk: ENAM_PULUH})
    assert rows() == before
    beralasan = Bawaan(Janji(Decimal(60), catatan="Pagu dipotong."))
    assert mulai(cast["administrator"], entitas, {baru[1].pk: beralasan}).target == 1
    assert Target.objects.get(adopsi=baru[1], tahun=2025, sumber="pk").catatan == "Pagu dipotong."


def test_a_version_needs_a_reason_a_change_and_a_version_before(entitas: Entitas, cast: Cast, baru: Baru) -> None:
    admin, lama = cast["administrator"], PerjanjianKinerja.objects.get(entitas=entitas, tahun=2024)
    with pytest.raises(ValidationError, match="Tuliskan alasan"):
        ubah(admin, entitas, {}, alasan=" ")
    with pytest.raises(ValidationError, match="Tidak ada yang berubah dari versi 1"):
        ubah(admin, entitas, {}, keterangan=KeteranganPK(lama.nama, lama.tanggal, lama.penandatangan_id))
    with pytest.raises(ValidationError, match="belum ada, jadi belum dapat diubah"):
        sidik = fetch_tahun_baru(entitas, 2025).sidik
        ubah_perjanjian(pelaku=admin, entitas=entitas, tahun=2025, keterangan=PK, target={}, alasan="Ya.", sidik=sidik)
    with pytest.raises(ValidationError, match="tidak dikenal"):
        ubah(admin, entitas, {baru[1].pk + 999: Janji(Decimal(1))})
    with pytest.raises(RencanaBasi):
        ubah(admin, entitas, {}, sidik="lama")
    with pytest.raises(PermissionDenied):
        ubah(cast["verifikator"], entitas, {})
    assert PerjanjianKinerja.objects.filter(entitas=entitas, tahun=2024).count() == 1
