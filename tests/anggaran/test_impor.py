"""From a budget file to stored figures: what is compared, what is refused, and that nothing is half applied."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, fetch_anggaran
from apps.anggaran.importers.baris import BerkasDitolak, IsiBerkas, Jumlah, KepalaBerkas
from apps.anggaran.importers.contoh import buat_contoh, geser_rupiah
from apps.anggaran.importers.fa_detail_tulis import tulis_xlsx
from apps.anggaran.importers.pemeriksaan import baca
from apps.anggaran.importers.templat_tulis import tulis_templat
from apps.anggaran.isi_templat import baris_templat
from apps.anggaran.models import ImporAnggaran, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.anggaran.services import antrean, impor, pengolahan
from apps.anggaran.services.impor import susun_pratinjau, terapkan
from apps.anggaran.services.penerapan import Pilihan
from apps.audit.models import Jejak
from apps.audit.rows import check_rows
from apps.audit.services import Sistem
from apps.dokumen.models import Berkas
from apps.organisasi.models import Satker
from apps.siklus.models import Pengesahan, Periode

pytestmark = pytest.mark.django_db
TAHUN = 2026


def berkas_xlsx(isi: IsiBerkas) -> io.BytesIO:
    file = io.BytesIO()
    tulis_xlsx(isi, file)
    file.seek(0)
    return file


def contoh(banyak: int = 40, **pilihan: Any) -> IsiBerkas:
    return buat_contoh(banyak, tahun=TAHUN, **pilihan)


@pytest.fixture
def berkas(satker: Satker) -> Berkas:
    return Berkas.objects.create(satker=satker, nama="fa.xlsx", sha256="c" * 64, ukuran=1, tipe="x")


@pytest.fixture
def masuk(satker: Satker, berkas: Berkas) -> Callable[..., tuple[int | None, int | None]]:
    """Compare and apply at once, as the application itself."""

    def run(isi: IsiBerkas, tahun: int = TAHUN, **pilihan: Any) -> tuple[int | None, int | None]:
        satker.refresh_from_db()
        return terapkan(
            pelaku=Sistem(),
            satker=satker,
            tahun=tahun,
            pratinjau=susun_pratinjau(satker, tahun, isi),
            berkas=berkas,
            pilihan=Pilihan(**pilihan),
        )

    return run


def tersimpan(satker: Satker, tahun: int = TAHUN) -> FaktaAnggaran:
    return fetch_anggaran(satker, tahun, tahun)[tahun]


def pasti_berjumlah(fakta: FaktaAnggaran) -> None:
    """Every line with lines below it is their sum: pagu, realisasi, sisa, blokir."""

    def periksa(pos: FaktaPos) -> None:
        if pos.anak:
            assert pos.pagu == sum(anak.pagu for anak in pos.anak)
            assert pos.blokir == sum(anak.blokir for anak in pos.anak)
            assert pos.realisasi == sum(anak.realisasi or 0 for anak in pos.anak)
            assert pos.sisa == sum(anak.sisa or 0 for anak in pos.anak)
        for anak in pos.anak:
            periksa(anak)

    for akar in fakta.akar:
        periksa(akar)


def test_a_first_file_makes_the_dipa_its_lines_one_version_and_one_state(satker: Satker, masuk) -> None:
    isi = contoh(120)
    versi_id, keadaan_id = masuk(isi, basis="sp2d")
    versi, keadaan = VersiDipa.objects.get(pk=versi_id), KeadaanRealisasi.objects.get(pk=keadaan_id)
    assert (versi.nama, versi.urutan, versi.dipa.tahun) == ("DIPA awal", 0, TAHUN)
    assert (keadaan.per_tanggal, keadaan.sistem_sumber, keadaan.basis) == (date(TAHUN, 12, 31), "SAKTI", "sp2d")
    fakta = tersimpan(satker)
    assert (fakta.pagu, fakta.realisasi) == (isi.jumlah_seluruhnya.pagu, isi.jumlah_seluruhnya.realisasi)
    pasti_berjumlah(fakta)
    satker.refresh_from_db()
    assert satker.kode_satker_kemenkeu == "654321"


def test_a_database_that_plans_by_counts_counts_what_came_in(masuk) -> None:
    with CaptureQueriesContext(connection) as queries:
        masuk(contoh(40))
    counted = [q["sql"] for q in queries if q["sql"].startswith("ANALYZE")]
    assert len(counted) == (3 if connection.vendor == "postgresql" else 0)


def test_the_same_file_again_changes_nothing(satker: Satker, masuk) -> None:
    isi = contoh(60)
    masuk(isi)
    satker.refresh_from_db()
    ulang = susun_pratinjau(satker, TAHUN, isi)
    data = ulang.data()
    assert (data["baru"], data["berubah"], data["hilang"], data["sama"]) == ([], [], [], 62)
    assert not ulang.perbandingan.ada
    with pytest.raises(ValidationError, match="Tidak ada yang berubah"):
        masuk(isi)


def test_out_as_a_template_and_in_again_changes_nothing(satker: Satker, masuk) -> None:
    masuk(contoh(150))
    fakta = tersimpan(satker)
    kepala = KepalaBerkas("templat", satker.kode, satker.nama, TAHUN, fakta.per_tanggal)
    jumlah = Jumlah(pagu=fakta.pagu, blokir=sum(p.blokir for p in fakta.akar), realisasi=fakta.realisasi)
    isi = baca(io.BytesIO(tulis_templat(kepala, baris_templat(fakta), jumlah)), "templat.xlsx")
    satker.refresh_from_db()
    beda = susun_pratinjau(satker, TAHUN, isi).perbandingan
    assert (list(beda.baru), list(beda.berubah), list(beda.hilang)) == ([], [], [])
    assert not beda.ada


def test_the_lkj_lines_go_out_as_a_template_and_come_back_unchanged(satker: Satker) -> None:
    fakta = tersimpan(satker, 2024)
    kepala = KepalaBerkas("templat", satker.kode, satker.nama, 2024, fakta.per_tanggal)
    jumlah = Jumlah(pagu=fakta.pagu, blokir=0, realisasi=fakta.realisasi)
    isi = baca(io.BytesIO(tulis_templat(kepala, baris_templat(fakta), jumlah)), "templat.xlsx")
    assert not susun_pratinjau(satker, 2024, isi).perbandingan.ada


def test_a_file_of_the_next_month_makes_a_state_and_no_version(satker: Satker, masuk) -> None:
    masuk(contoh(50, bulan=3))
    versi, keadaan = masuk(contoh(50, bulan=4))
    assert versi is None
    assert KeadaanRealisasi.objects.get(pk=keadaan).per_tanggal == date(TAHUN, 4, 30)
    assert KeadaanRealisasi.objects.filter(dipa__tahun=TAHUN).count() == 2


def test_months_may_come_in_any_order_and_the_latest_pagu_stays(satker: Satker, masuk) -> None:
    juni = _tambah_pagu(contoh(50, bulan=6), 1_000_000)
    masuk(juni)
    maret = contoh(50, bulan=3)
    satker.refresh_from_db()
    data = susun_pratinjau(satker, TAHUN, maret).data()
    assert (data["terlambat"], data["versi_baru"], data["keadaan_baru"]) == (True, False, True)
    assert all(baris["realisasi"][0] is None for baris in data["berubah"])
    versi, keadaan = masuk(maret)
    assert versi is None
    assert KeadaanRealisasi.objects.get(pk=keadaan).per_tanggal == date(TAHUN, 3, 31)
    fakta = tersimpan(satker)
    assert (fakta.pagu, fakta.per_tanggal) == (juni.jumlah_seluruhnya.pagu, date(TAHUN, 6, 30))


def test_a_revision_makes_a_version_and_the_old_one_stays(satker: Satker, masuk) -> None:
    isi = contoh(50)
    masuk(isi)
    lama = tersimpan(satker)
    versi, keadaan = masuk(_tambah_pagu(isi, 1_000_000), nomor="02/REV", alasan="Pergeseran")
    assert keadaan is None
    baru = VersiDipa.objects.get(pk=versi)
    assert (baru.nama, baru.nomor, baru.alasan) == ("Revisi 1", "02/REV", "Pergeseran")
    assert tersimpan(satker).pagu == lama.pagu + 1_000_000
    assert sum(Pagu.objects.filter(versi__urutan=0, versi__dipa__tahun=TAHUN).values_list("jumlah", flat=True)) == (
        lama.pagu
    )
    pasti_berjumlah(tersimpan(satker))


def _tambah_pagu(isi: IsiBerkas, rupiah: int) -> IsiBerkas:
    """One item gets more, and so does every line above it."""
    terakhir = isi.baris[-1]
    baris = [
        replace(b, jumlah=replace(b.jumlah, pagu=(b.jumlah.pagu or 0) + rupiah, sisa=(b.jumlah.sisa or 0) + rupiah))
        if terakhir.jalur[: len(b.jalur)] == b.jalur and b.jumlah.pagu is not None
        else b
        for b in isi.baris
    ]
    total = isi.jumlah_seluruhnya
    return replace(
        isi,
        baris=baris,
        jumlah_seluruhnya=replace(total, pagu=(total.pagu or 0) + rupiah, sisa=(total.sisa or 0) + rupiah),
    )


def test_items_that_were_only_renumbered_are_the_same_items(satker: Satker, masuk) -> None:
    isi = contoh(60)
    masuk(isi)
    ganti = [replace(b, nomor=f"{int(b.nomor) + 700:06d}") if b.nomor else b for b in isi.baris]
    satker.refresh_from_db()
    assert not susun_pratinjau(satker, TAHUN, replace(isi, baris=ganti)).perbandingan.ada


def test_a_correction_of_the_same_day_is_a_new_state_with_a_reason(satker: Satker, masuk) -> None:
    isi = contoh(50)
    masuk(isi)
    koreksi = _tambah_realisasi(isi, -500)
    with pytest.raises(ValidationError, match="Tuliskan mengapa"):
        masuk(koreksi)
    _, pk = masuk(koreksi, alasan_perbaikan="Setoran balik belum terhitung")
    keadaan = KeadaanRealisasi.objects.get(pk=pk)
    assert (keadaan.urutan, keadaan.alasan) == (1, "Setoran balik belum terhitung")
    total = isi.jumlah_seluruhnya.realisasi or 0
    assert tersimpan(satker).realisasi == total - 500
    lama = NilaiRealisasi.objects.filter(keadaan__dipa__tahun=TAHUN, keadaan__urutan=0)
    assert sum(lama.values_list("jumlah", flat=True)) == total


def _tambah_realisasi(isi: IsiBerkas, rupiah: int) -> IsiBerkas:
    terakhir = isi.baris[-1]
    baris = [
        replace(b, jumlah=replace(b.jumlah, realisasi=(b.jumlah.realisasi or 0) + rupiah))
        if terakhir.jalur[: len(b.jalur)] == b.jalur and b.jumlah.realisasi is not None
        else b
        for b in isi.baris
    ]
    return replace(isi, baris=baris)


def test_a_state_to_compare_with_is_kept_and_not_counted(satker: Satker, masuk) -> None:
    isi = contoh(50)
    masuk(isi)
    versi, pk = masuk(_tambah_realisasi(_tambah_pagu(isi, 7), 9), pembanding=True, sistem_sumber="OM-SPAN")
    keadaan = KeadaanRealisasi.objects.get(pk=pk)
    assert (versi, keadaan.pembanding, keadaan.sistem_sumber) == (None, True, "OM-SPAN")
    fakta = tersimpan(satker)
    assert (fakta.pagu, fakta.realisasi) == (isi.jumlah_seluruhnya.pagu, isi.jumlah_seluruhnya.realisasi)


def test_names_that_are_known_stay_and_missing_ones_are_filled(satker: Satker, masuk) -> None:
    resmi = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.WA").nama
    assert not PosAnggaran.objects.get(dipa__tahun=2024, jalur="076").nama
    isi = contoh(90)
    masuk(
        replace(isi, kepala=replace(isi.kepala, tahun=2024, per_tanggal=date(2024, 12, 31))),
        tahun=2024,
        alasan_perbaikan="Dari SAKTI",
    )
    assert PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.WA").nama == resmi
    assert PosAnggaran.objects.get(dipa__tahun=2024, jalur="076").nama == "KOMISI PEMILIHAN UMUM"


@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        ({"tahun": 2025}, "Berkas ini untuk tahun 2025, bukan 2026"),
        ({"nama_satker": "KPU KOTA LAIN"}, "belum dicatat dan namanya berbeda"),
        ({"bentuk": "templat", "kode_satker": "9999"}, "bukan satker Anda (kode 5371)"),
    ],
)
def test_a_file_of_another_year_or_office_is_refused(satker: Satker, ubah: dict[str, Any], sebab: str) -> None:
    isi = contoh()
    with pytest.raises(BerkasDitolak) as error:
        susun_pratinjau(satker, TAHUN, replace(isi, kepala=replace(isi.kepala, **ubah)))
    assert sebab in str(error.value)


def test_a_known_code_decides_and_belongs_to_one_office(satker: Satker, satker_lain: Satker) -> None:
    isi = contoh()
    satker_lain.kode_satker_kemenkeu = "654321"
    satker_lain.save()
    with pytest.raises(BerkasDitolak, match="milik satker lain"):
        susun_pratinjau(satker, TAHUN, isi)
    satker.kode_satker_kemenkeu = "111111"
    with pytest.raises(BerkasDitolak, match="kode Kemenkeu 111111"):
        susun_pratinjau(satker, TAHUN, isi)


def test_a_full_name_of_the_office_is_its_name_too(satker: Satker) -> None:
    isi = contoh(nama_satker="Komisi Pemilihan Umum Kota Kupang")
    assert susun_pratinjau(satker, TAHUN, isi).kode_kemenkeu == "654321"


def test_what_changed_since_the_preview_is_not_overwritten(satker: Satker, berkas: Berkas, masuk) -> None:
    isi = contoh(50)
    pratinjau = susun_pratinjau(satker, TAHUN, isi)
    masuk(_tambah_pagu(isi, 5))
    satker.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        terapkan(pelaku=Sistem(), satker=satker, tahun=TAHUN, pratinjau=pratinjau, berkas=berkas, pilihan=Pilihan())
    assert error.value.code == "basi"


def test_an_approved_year_takes_no_file(satker: Satker, entitas, cast, masuk) -> None:
    periode = Periode.objects.create(entitas=entitas, tahun=TAHUN, triwulan=0)
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(TAHUN, 12, 31),
        penandatangan="-",
        disahkan_oleh=cast["pimpinan"],
    )
    with pytest.raises(ValidationError, match="sudah disahkan"):
        masuk(contoh())
    with pytest.raises(ValidationError, match="sudah disahkan"):
        antrean.unggah_impor(
            pelaku=cast["administrator"], satker=satker, tahun=TAHUN, isi=berkas_xlsx(contoh()), nama="fa.xlsx"
        )
    assert not Berkas.objects.filter(nama="fa.xlsx", ukuran__gt=1).exists()


def test_all_or_nothing(satker: Satker, berkas: Berkas, masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the last step leaves no line, no version, no entry of the journal."""
    sebelum = (PosAnggaran.objects.count(), VersiDipa.objects.count(), Jejak.objects.count())

    def gagal(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("apps.anggaran.services.penerapan._keadaan", gagal)
    with pytest.raises(RuntimeError):
        masuk(contoh())
    assert (PosAnggaran.objects.count(), VersiDipa.objects.count(), Jejak.objects.count()) == sebelum
    satker.refresh_from_db()
    assert satker.kode_satker_kemenkeu is None


def test_every_row_that_came_in_stands_in_the_journal(satker: Satker, masuk) -> None:
    masuk(contoh(80))
    found = {e.objek_jenis for e in Jejak.objects.filter(tindakan="impor_anggaran")}
    assert {"anggaran.posanggaran", "anggaran.pagu", "anggaran.nilairealisasi", "anggaran.versidipa"} <= found
    nilai = Jejak.objects.get(tindakan="impor_anggaran", objek_jenis="anggaran.pagu")
    assert nilai.sesudah["sha256"] == "c" * 64
    assert [t for h in check_rows() for t in h.temuan if h.model._meta.app_label == "anggaran"] == []


@given(data=st.data())
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_after_any_sequence_of_files_sums_hold_at_every_level(satker: Satker, masuk, data: st.DataObject) -> None:
    """Revisions, months and corrections in any order: what counts is the last pagu and the last day's realisasi."""
    from django.db import transaction

    with transaction.atomic():
        langkah = data.draw(
            st.lists(
                st.tuples(st.integers(1, 12), st.integers(0, 2), st.integers(0, 3), st.integers(-3, 3)),
                min_size=1,
                max_size=4,
            )
        )
        terakhir, pagu = 0, 0
        for bulan, benih, tambahan, geser in langkah:
            isi = _tambah_realisasi(_tambah_pagu(contoh(30, bulan=bulan, benih=benih), tambahan), geser)
            satker.refresh_from_db()
            if susun_pratinjau(satker, TAHUN, isi).perbandingan.ada:
                masuk(isi, alasan_perbaikan="Perbaikan")
            fakta = tersimpan(satker)
            pasti_berjumlah(fakta)
            # An earlier month than the last one brings its realisasi and leaves the pagu alone.
            terakhir, pagu = (bulan, isi.jumlah_seluruhnya.pagu or 0) if bulan >= terakhir else (terakhir, pagu)
            assert fakta.pagu == pagu
        transaction.set_rollback(True)


# The way of an upload.


@pytest.fixture
def unggah(satker: Satker, cast, django_capture_on_commit_callbacks) -> Callable[..., ImporAnggaran]:
    def run(isi: IsiBerkas, tahun: int = TAHUN, siapa: str = "administrator") -> ImporAnggaran:
        with django_capture_on_commit_callbacks(execute=True):
            impor = antrean.unggah_impor(
                pelaku=cast[siapa], satker=satker, tahun=tahun, isi=berkas_xlsx(isi), nama="fa.xlsx"
            )
        impor.refresh_from_db()
        return impor

    return run


def test_an_upload_is_read_shown_and_applied_in_the_background(
    satker: Satker, cast, unggah, django_capture_on_commit_callbacks
) -> None:
    isi = contoh(60)
    impor = unggah(isi, siapa="operator_lain")
    assert impor.status == "siap"
    assert (impor.dibaca, impor.hasil["jumlah"]["baru"]) == (impor.seluruhnya, 62)
    assert impor.hasil["total"]["pagu"] == isi.jumlah_seluruhnya.pagu
    with django_capture_on_commit_callbacks(execute=True):
        antrean.minta_penerapan(
            pelaku=cast["operator_lain"],
            impor_id=impor.pk,
            pilihan=Pilihan(nama="DIPA awal", tanggal=date(TAHUN, 1, 2), basis="spm"),
        )
    impor.refresh_from_db()
    assert impor.status == "diterapkan"
    assert impor.versi and impor.versi.tanggal == date(TAHUN, 1, 2)
    assert impor.versi.berkas == impor.berkas
    assert impor.keadaan and impor.keadaan.basis == "spm"
    assert Jejak.objects.filter(tindakan="impor_anggaran", pelaku_id=str(cast["operator_lain"].pk)).exists()


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "pimpinan", "auditor"])
def test_only_keepers_of_the_budget_bring_files_in(satker: Satker, cast, unggah, siapa: str) -> None:
    with pytest.raises(PermissionDenied, match="subbagian keuangan"):
        unggah(contoh(), siapa=siapa)
    impor = unggah(contoh())
    with pytest.raises(PermissionDenied):
        antrean.minta_penerapan(pelaku=cast[siapa], impor_id=impor.pk, pilihan=Pilihan())


def test_a_refused_file_says_where_and_why(unggah) -> None:
    impor = unggah(geser_rupiah(contoh(), 30, "pagu"))
    assert impor.status == "ditolak"
    assert any("selisih Rp1" in d["alasan"] and d["baris"] for d in impor.hasil["ditolak"])
    assert not PosAnggaran.objects.filter(dipa__tahun=TAHUN).exists()


def test_a_preview_that_became_old_is_made_again_and_not_applied(
    cast, unggah, masuk, django_capture_on_commit_callbacks
) -> None:
    isi = contoh(50)
    impor = unggah(isi)
    masuk(_tambah_pagu(isi, 5))
    with django_capture_on_commit_callbacks(execute=True):
        antrean.minta_penerapan(pelaku=cast["administrator"], impor_id=impor.pk, pilihan=Pilihan())
    impor.refresh_from_db()
    assert impor.status == "siap"
    assert "berubah sejak pratinjau" in impor.hasil["galat"]
    assert impor.hasil["jumlah"]["berubah"] > 0


def test_a_failing_application_says_so_and_can_be_tried_again(
    cast, unggah, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = unggah(contoh())

    def gagal(**kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(pengolahan, "terapkan", gagal)
    with django_capture_on_commit_callbacks(execute=True):
        antrean.minta_penerapan(pelaku=cast["administrator"], impor_id=impor.pk, pilihan=Pilihan())
    impor.refresh_from_db()
    assert (impor.status, impor.hasil["galat"]) == ("siap", pengolahan.GAGAL)


def test_an_interrupted_work_is_taken_up_again(cast, unggah, django_capture_on_commit_callbacks) -> None:
    impor = unggah(contoh())
    ImporAnggaran.objects.filter(pk=impor.pk).update(status="dibaca")
    with pytest.raises(ValidationError, match="masih berjalan"):
        antrean.ulangi_impor(pelaku=cast["administrator"], impor_id=impor.pk)
    ImporAnggaran.objects.filter(pk=impor.pk).update(diubah=timezone.now() - timedelta(minutes=3))
    with django_capture_on_commit_callbacks(execute=True):
        antrean.ulangi_impor(pelaku=cast["administrator"], impor_id=impor.pk)
    impor.refresh_from_db()
    assert impor.status == "siap"


def test_the_same_preview_is_applied_once(cast, unggah, django_capture_on_commit_callbacks) -> None:
    impor = unggah(contoh())
    with django_capture_on_commit_callbacks(execute=True):
        antrean.minta_penerapan(pelaku=cast["administrator"], impor_id=impor.pk, pilihan=Pilihan())
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        antrean.minta_penerapan(pelaku=cast["administrator"], impor_id=impor.pk, pilihan=Pilihan())
    assert VersiDipa.objects.filter(dipa__tahun=TAHUN).count() == 1


def test_the_sentence_about_old_previews_is_the_services_own() -> None:
    assert "berubah sejak pratinjau" in impor.BASI


# The command.


def jalankan(path: Path, *args: str, tahun: int = TAHUN) -> tuple[int, dict[str, Any]]:
    keluar = io.StringIO()
    try:
        call_command("impor_fa_detail", str(path), "--satker", "5371", "--tahun", str(tahun), *args, stdout=keluar)
    except SystemExit as error:
        return int(str(error.code)), json.loads(keluar.getvalue())
    return 0, json.loads(keluar.getvalue())


def test_the_command_previews_applies_and_then_finds_nothing_to_do(tmp_path: Path, satker: Satker) -> None:
    path = tmp_path / "fa.xlsx"
    path.write_bytes(berkas_xlsx(contoh(80)).getvalue())
    kode, data = jalankan(path)
    assert (kode, len(data["baru"]), data["ditolak"], data["diterapkan"]) == (0, 82, [], False)
    assert not PosAnggaran.objects.filter(dipa__tahun=TAHUN).exists()
    kode, data = jalankan(path, "--terapkan")
    assert (kode, data["diterapkan"]) == (0, True)
    assert tersimpan(satker).pagu == data["total"]["pagu"] == data["total"]["jumlah_seluruhnya"]
    kode, data = jalankan(path, "--terapkan")
    assert (kode, data["baru"], data["berubah"], data["hilang"], data["sama"]) == (0, [], [], [], 82)
    assert data["diterapkan"] is False
    assert Berkas.objects.get(nama="fa.xlsx").diunggah_oleh is None


def test_the_command_ends_with_1_when_anything_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fa.xlsx"
    path.write_bytes(berkas_xlsx(geser_rupiah(contoh(), 20, "realisasi")).getvalue())
    kode, data = jalankan(path, "--terapkan")
    assert kode == 1
    assert data["ditolak"] and all({"baris", "kolom", "alasan"} == set(d) for d in data["ditolak"])
    kosong = tmp_path / "kosong.xlsx"
    kosong.write_bytes(b"")
    assert jalankan(kosong)[0] == 1


@pytest.mark.parametrize("langkah", ["baca_impor", "terapkan_impor"])
def test_a_slower_second_worker_takes_nothing_back(langkah: str, cast, unggah, monkeypatch) -> None:
    impor = unggah(contoh())
    antrean.minta_penerapan(pelaku=cast["administrator"], impor_id=impor.pk, pilihan=Pilihan())
    if langkah == "baca_impor":
        ImporAnggaran.objects.filter(pk=impor.pk).update(status="menunggu")
    asli = pengolahan._pratinjau

    def disusul(satu: ImporAnggaran) -> Any:
        hasil = asli(satu)
        monkeypatch.setattr(pengolahan, "_pratinjau", asli)
        ImporAnggaran.objects.filter(pk=satu.pk).update(status="menerapkan")
        pengolahan.terapkan_impor(satu.pk)
        return hasil

    monkeypatch.setattr(pengolahan, "_pratinjau", disusul)
    getattr(pengolahan, langkah)(impor.pk)
    impor.refresh_from_db()
    assert impor.status == "diterapkan"
    assert VersiDipa.objects.filter(dipa__tahun=TAHUN).count() == 1
