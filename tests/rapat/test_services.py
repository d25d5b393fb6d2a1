"""Writing meetings: journalled, closed with their period, never over what somebody else saved."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.rows import check_rows
from apps.dokumen.models import Berkas
from apps.organisasi.kepemilikan import satker_path
from apps.organisasi.models import Entitas, MasaJabatan, Pengguna, Satker, Subbagian
from apps.perencanaan.models import AdopsiIndikator
from apps.rapat.facts import fetch_calon_peserta
from apps.rapat.models import BerkasRapat, Keputusan, Pembahasan, Peserta, Rapat, TindakLanjut
from apps.rapat.services import (
    BarisPeserta,
    IsiKeputusan,
    IsiNotulen,
    IsiRapat,
    KeputusanBasi,
    RapatBasi,
    TindakLanjutBasi,
    hapus_berkas,
    hapus_keputusan,
    hapus_rapat,
    lapor_tindak_lanjut,
    simpan_keputusan,
    simpan_notulen,
    simpan_peserta,
    tambah_berkas,
    ubah_rapat,
)
from apps.rapat.services.notulen import sasaran_tahun
from tests.dokumen import samples

pytestmark = pytest.mark.django_db


def scan(text: str = "Notulen") -> SimpleUploadedFile:
    return SimpleUploadedFile("notulen.pdf", samples.pdf(text), content_type="application/pdf")


def acts(rapat: Rapat) -> list[tuple[str, str]]:
    entries = Jejak.objects.filter(pokok=f"rapat/{rapat.pk}").order_by("pk")
    return list(entries.values_list("tindakan", "objek_jenis"))


def test_a_new_meeting_knows_who_is_in_office_on_its_day(rapat: Rapat) -> None:
    nama = list(rapat.peserta.values_list("nama", "jabatan"))
    assert nama[0] == ("Ismael Manoe", "Ketua")
    assert [jabatan for _, jabatan in nama[1:5]] == ["Anggota"] * 4
    assert not rapat.peserta.filter(hadir=True).exists()
    assert acts(rapat)[0] == ("tambah", "rapat.rapat")


def test_whoever_left_or_came_later_is_not_invited(satker: Satker, cast: dict[str, Pengguna]) -> None:
    jabatan = MasaJabatan.objects.get(pejabat__kode="zunaidin-harun")
    jabatan.selesai = date(2024, 6, 30)
    jabatan.save()
    nama = [c.nama for c in fetch_calon_peserta(satker, date(2024, 10, 14))]
    assert "Zunaidin Harun" not in nama
    hari_ini = [c.nama for c in fetch_calon_peserta(satker, timezone.localdate())]
    assert cast["operator"].nama in hari_ini
    assert cast["operator"].nama not in nama
    assert len(hari_ini) == len(set(hari_ini))


def test_the_same_period_meets_once_a_day(gelar: Callable[..., Rapat], rapat: Rapat) -> None:
    with pytest.raises(ValidationError, match="sudah dicatat"):
        gelar(3, rapat.tanggal)


def test_changing_a_meeting_is_journalled_and_counts_its_version(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    isi = IsiRapat(triwulan=3, tanggal=date(2024, 10, 15), acara="Pembukaan")
    ubah_rapat(pelaku=cast["pimpinan"], rapat_id=rapat.pk, versi=1, isi=isi)
    rapat.refresh_from_db()
    assert (rapat.versi, rapat.tanggal) == (2, date(2024, 10, 15))
    entry = Jejak.objects.filter(objek_jenis="rapat.rapat", tindakan="ubah").get()
    assert entry.sebelum["tanggal"] == "2024-10-14"
    with pytest.raises(RapatBasi) as basi:
        ubah_rapat(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, isi=isi)
    assert basi.value.tersimpan.versi == 2


def test_an_unchanged_meeting_leaves_no_trace(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    before = len(acts(rapat))
    ubah_rapat(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, isi=IsiRapat.dari(rapat))
    assert len(acts(rapat)) == before
    assert Rapat.objects.get().versi == 1


def test_attendance_is_saved_line_by_line(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    pertama, kedua = rapat.peserta.all()[:2]
    baris = [
        BarisPeserta(kedua.nama, kedua.jabatan, kedua.unit, True, kedua.pk),
        BarisPeserta("Ani", "Tamu", "Bawaslu", True),
    ]
    simpan_peserta(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, baris=baris)
    assert list(rapat.peserta.values_list("nama", "hadir")) == [(kedua.nama, True), ("Ani", True)]
    assert not Peserta.objects.filter(pk=pertama.pk).exists()
    assert ("hapus", "rapat.peserta") in acts(rapat)
    assert Rapat.objects.get().versi == 2


def test_names_on_the_attendance_sheet_may_change_places(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    pertama, kedua = rapat.peserta.all()[:2]
    baris = [BarisPeserta(kedua.nama, id=pertama.pk), BarisPeserta(pertama.nama, id=kedua.pk)]
    simpan_peserta(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, baris=baris)
    assert list(rapat.peserta.values_list("nama", flat=True)) == [kedua.nama, pertama.nama]


def test_a_line_that_comes_twice_loses_nobody(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    pertama = rapat.peserta.all()[0]
    baris = [BarisPeserta("Ani", id=pertama.pk), BarisPeserta("Budi", id=pertama.pk)]
    simpan_peserta(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, baris=baris)
    assert list(rapat.peserta.values_list("nama", flat=True)) == ["Ani", "Budi"]


def test_nobody_is_on_the_sheet_twice(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    baris = [BarisPeserta("Ani"), BarisPeserta("ani"), BarisPeserta("", "Tamu")]
    with pytest.raises(ValidationError) as error:
        simpan_peserta(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, baris=baris)
    assert set(error.value.message_dict) == {"nama-1", "nama-2"}


def test_minutes_are_kept_by_sasaran(rapat: Rapat, cast: dict[str, Pengguna], entitas: Entitas) -> None:
    pertama, kedua, *_ = sasaran_tahun(entitas.pk, 2024)
    orang = cast["verifikator"]
    isi = IsiNotulen("Arahan.", {pertama.pk: "Dibahas.", kedua.pk: ""})
    simpan_notulen(pelaku=orang, rapat_id=rapat.pk, versi=1, isi=isi)
    assert list(Pembahasan.objects.values_list("sasaran__nomor", "isi")) == [(1, "Dibahas.")]
    simpan_notulen(pelaku=orang, rapat_id=rapat.pk, versi=2, isi=IsiNotulen("", {pertama.pk: ""}))
    assert not Pembahasan.objects.exists()
    assert Rapat.objects.get().catatan == ""
    with pytest.raises(ValidationError, match="tidak berlaku"):
        simpan_notulen(pelaku=orang, rapat_id=rapat.pk, versi=3, isi=IsiNotulen("", {10_000: "x"}))


def test_decisions_are_numbered_and_keep_their_numbers(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    pertama, kedua = putuskan(rapat), putuskan(rapat, "Kedua.")
    hapus_keputusan(pelaku=cast["verifikator"], rapat_id=rapat.pk, keputusan_id=pertama.pk, versi=1)
    assert kedua.nomor == 2
    assert putuskan(rapat, "Ketiga.").nomor == 3


def test_a_decision_needs_an_owner_of_the_office_and_a_day_to_come(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna], satker_lain: Satker
) -> None:
    lain = Subbagian.objects.create(satker=satker_lain, kode="umum", nama="Umum", urutan=1)
    for values, pesan in (
        ({"subbagian": None}, "Pilih subbagian atau orang"),
        ({"subbagian": lain}, "milik satker lain"),
        ({"subbagian": None, "pengguna": cast["satker_lain"]}, "bukan dari satker Anda"),
        ({"tenggat": date(2024, 10, 1)}, "sebelum tanggal rapat"),
    ):
        with pytest.raises(ValidationError, match=pesan):
            putuskan(rapat, **values)
    assert not Keputusan.objects.exists()


def test_the_database_itself_refuses_a_decision_without_owner(rapat: Rapat) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Keputusan.objects.create(rapat=rapat, nomor=1, uraian="x", tenggat=date(2024, 12, 1))


def test_a_meeting_does_not_move_behind_the_deadline_of_what_it_decided(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    putuskan(rapat, tenggat=date(2024, 10, 20))
    with pytest.raises(ValidationError, match="tenggatnya sebelum"):
        isi = IsiRapat(triwulan=3, tanggal=date(2024, 10, 21))
        ubah_rapat(pelaku=cast["verifikator"], rapat_id=rapat.pk, versi=1, isi=isi)


def test_a_changed_decision_is_asked_for_the_version_that_was_seen(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna], teknis: Subbagian
) -> None:
    keputusan = putuskan(rapat)
    given = {"pelaku": cast["verifikator"], "rapat_id": rapat.pk, "keputusan_id": keputusan.pk, "versi": 1}
    isi = IsiKeputusan("Lain.", date(2024, 12, 1), subbagian=teknis)
    simpan_keputusan(**given, isi=isi)
    with pytest.raises(KeputusanBasi):
        simpan_keputusan(**given, isi=IsiKeputusan("Lagi.", date(2024, 12, 1), subbagian=teknis))
    assert Keputusan.objects.get().uraian == "Lain."


def test_follow_up_is_reported_by_its_owner_and_the_last_report_stands(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat)
    given = {"keputusan_id": keputusan.pk, "keterangan": "Sedang disusun."}
    lapor_tindak_lanjut(pelaku=cast["operator"], versi=0, status="terbuka", **given)
    lapor_tindak_lanjut(pelaku=cast["pimpinan"], versi=1, status="selesai", **given)
    laporan = TindakLanjut.objects.get()
    assert (laporan.status, laporan.oleh, laporan.tanggal) == ("selesai", cast["pimpinan"], timezone.localdate())
    with pytest.raises(TindakLanjutBasi):
        lapor_tindak_lanjut(pelaku=cast["operator"], versi=1, status="terbuka", **given)
    with pytest.raises(PermissionDenied, match="penanggung jawabnya"):
        lapor_tindak_lanjut(pelaku=cast["operator_lain"], versi=2, status="terbuka", **given)
    with pytest.raises(ValidationError):
        lapor_tindak_lanjut(
            pelaku=cast["operator"], versi=2, status="selesai", keputusan_id=keputusan.pk, keterangan=" "
        )
    assert [a for a in acts(rapat) if a[1] == "rapat.tindaklanjut"] == [
        ("tambah", "rapat.tindaklanjut"),
        ("ubah", "rapat.tindaklanjut"),
    ]


def test_a_decision_that_was_reported_on_stays(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat)
    lapor_tindak_lanjut(
        pelaku=cast["operator"], keputusan_id=keputusan.pk, versi=0, status="terbuka", keterangan="Mulai."
    )
    with pytest.raises(ValidationError, match="tetap disimpan"):
        hapus_keputusan(pelaku=cast["verifikator"], rapat_id=rapat.pk, keputusan_id=keputusan.pk, versi=1)


@pytest.mark.parametrize("triwulan", [3, 0])
def test_the_record_closes_with_its_period_and_follow_up_goes_on(
    rapat: Rapat,
    putuskan: Callable[..., Keputusan],
    cast: dict[str, Pengguna],
    sahkan_triwulan: Callable[[int], object],
    triwulan: int,
) -> None:
    keputusan = putuskan(rapat)
    berkas = tambah_berkas(pelaku=cast["verifikator"], rapat_id=rapat.pk, jenis="notulen", unggahan=scan())
    sahkan_triwulan(triwulan)
    orang = cast["verifikator"]
    isi = IsiRapat(triwulan=3, tanggal=date(2024, 10, 15))
    for act in (
        lambda: ubah_rapat(pelaku=orang, rapat_id=rapat.pk, versi=1, isi=isi),
        lambda: simpan_peserta(pelaku=orang, rapat_id=rapat.pk, versi=1, baris=[]),
        lambda: simpan_notulen(pelaku=orang, rapat_id=rapat.pk, versi=1, isi=IsiNotulen("x")),
        lambda: putuskan(rapat, "Lagi."),
        lambda: hapus_keputusan(pelaku=orang, rapat_id=rapat.pk, keputusan_id=keputusan.pk, versi=1),
        lambda: tambah_berkas(pelaku=orang, rapat_id=rapat.pk, jenis="foto", unggahan=scan("Lain")),
        lambda: hapus_berkas(pelaku=orang, rapat_id=rapat.pk, berkas_id=berkas.pk),
        lambda: hapus_rapat(pelaku=orang, rapat_id=rapat.pk),
    ):
        with pytest.raises(PermissionDenied, match="sudah disahkan"):
            act()
    assert "sudah disahkan" in berkas.berkas.alasan_terkunci()
    lapor_tindak_lanjut(
        pelaku=cast["operator"], keputusan_id=keputusan.pk, versi=0, status="selesai", keterangan="Lengkap."
    )
    assert TindakLanjut.objects.get().status == "selesai"


def test_another_quarters_approval_closes_nothing_here(
    rapat: Rapat, putuskan: Callable[..., Keputusan], sahkan_triwulan: Callable[[int], object]
) -> None:
    sahkan_triwulan(2)
    assert putuskan(rapat).nomor == 1


def test_a_paper_is_kept_once_and_its_removal_is_told(rapat: Rapat, cast: dict[str, Pengguna]) -> None:
    given = {"pelaku": cast["verifikator"], "rapat_id": rapat.pk}
    berkas = tambah_berkas(**given, jenis="notulen", unggahan=scan())
    with pytest.raises(ValidationError, match="isi yang sama"):
        tambah_berkas(**given, jenis="foto", unggahan=scan())
    hapus_berkas(**given, berkas_id=berkas.pk)
    assert not BerkasRapat.objects.exists()
    assert Berkas.objects.filter(pk=berkas.berkas_id).exists()
    entry = Jejak.objects.filter(objek_jenis="rapat.berkasrapat", tindakan="hapus").get()
    assert entry.objek == "Notulen: notulen.pdf"


def test_only_a_meeting_that_decided_nothing_is_dropped(
    rapat: Rapat, gelar: Callable[..., Rapat], putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    kosong = gelar(2, date(2024, 7, 15))
    putuskan(rapat)
    hapus_rapat(pelaku=cast["administrator"], rapat_id=kosong.pk)
    with pytest.raises(ValidationError, match="tetap disimpan"):
        hapus_rapat(pelaku=cast["administrator"], rapat_id=rapat.pk)
    assert list(Rapat.objects.all()) == [rapat]


@pytest.mark.parametrize("siapa", ["operator", "operator_lain", "auditor"])
def test_others_read_and_do_not_write(rapat: Rapat, cast: dict[str, Pengguna], siapa: str) -> None:
    with pytest.raises(PermissionDenied, match="dikelola verifikator"):
        simpan_notulen(pelaku=cast[siapa], rapat_id=rapat.pk, versi=1, isi=IsiNotulen("x"))


@pytest.mark.parametrize("siapa", ["satker_lain", "tanpa_peran"])
def test_for_strangers_there_is_no_meeting(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna], siapa: str
) -> None:
    keputusan = putuskan(rapat)
    assert not Rapat.objects.visible_to(cast[siapa]).exists()
    assert not Keputusan.objects.visible_to(cast[siapa]).exists()
    with pytest.raises(Rapat.DoesNotExist):
        simpan_notulen(pelaku=cast[siapa], rapat_id=rapat.pk, versi=1, isi=IsiNotulen("x"))
    with pytest.raises(Keputusan.DoesNotExist):
        lapor_tindak_lanjut(pelaku=cast[siapa], keputusan_id=keputusan.pk, versi=0, status="selesai", keterangan="x")


def test_every_row_of_a_meeting_stands_in_the_journal_and_belongs_to_its_satker(
    rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]
) -> None:
    keputusan = putuskan(rapat, subbagian=None, pengguna=cast["operator"])
    lapor_tindak_lanjut(
        pelaku=cast["operator"], keputusan_id=keputusan.pk, versi=0, status="terbuka", keterangan="Mulai."
    )
    models = (Rapat, Peserta, Keputusan, TindakLanjut)
    temuan = [t for hasil in check_rows() if hasil.model in models for t in hasil.temuan]
    assert temuan == []
    # A decision of a person alone still belongs to its office.
    assert satker_path(Keputusan) == "rapat__entitas__satker"
    assert satker_path(TindakLanjut) == "keputusan__rapat__entitas__satker"


def test_an_indicator_of_another_entitas_is_refused(
    rapat: Rapat, putuskan: Callable[..., Keputusan], entitas: Entitas
) -> None:
    adopsi = AdopsiIndikator.objects.filter(entitas=entitas).first()
    assert putuskan(rapat, adopsi=adopsi).adopsi == adopsi
    sekretariat = Entitas.objects.get(satker=entitas.satker, jenis="sekretariat")
    lain = AdopsiIndikator.objects.create(
        entitas=sekretariat, indikator=adopsi.indikator, dari=2020, sampai=2024, subbagian=adopsi.subbagian, nomor=1
    )
    with pytest.raises(ValidationError, match="entitas lain"):
        putuskan(rapat, adopsi=lain)


def test_a_deadline_may_be_today(rapat: Rapat, putuskan: Callable[..., Keputusan]) -> None:
    assert putuskan(rapat, tenggat=rapat.tanggal).tenggat == rapat.tanggal
    assert putuskan(rapat, "Nanti.", tenggat=rapat.tanggal + timedelta(days=900)).nomor == 2
