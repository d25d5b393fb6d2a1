"""Taking an import back: as a whole, while nothing moved since, and never half of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from apps.audit.models import Jejak
from apps.audit.rows import check_rows
from apps.audit.services import delete_recorded, save_recorded
from apps.audit.verification import verify
from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Keanggotaan, MasaJabatan, Pejabat, Pengguna, Satker, Subbagian
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Target
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.services import antrean, pembatalan
from apps.pertukaran.services.pembatalan import DIHAPUS, DIUBAH, TERTAHAN, batalkan_impor, periksa_pembatalan
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import DATA
from tests.pertukaran.berkas import PEJABAT, batalkan, kantor_baru, lembar, segar, terapkan, unggah

pytestmark = pytest.mark.django_db
GANTI = (PEJABAT, "5371;ismael-manoe;Ismael M. Manoe;")
BARU = "5371;orang-baru;Orang Baru;\n"


@pytest.fixture
def admin(cast: dict[str, Pengguna]) -> Pengguna:
    return cast["administrator"]


@pytest.fixture
def pengelola(db: None) -> Pengguna:
    return Pengguna.objects.create_superuser(username="pengelola", password="sandi-uji-kinerja", nama="Pengelola")


def baris() -> list[Any]:
    return list(Pejabat.objects.order_by("pk").values())


def halangan(impor: Any) -> list[tuple[str, str]]:
    return [(satu["baris"], satu["alasan"]) for satu in (impor.hasil or {})["halangan"]]


def tak_sehat(*rantai: str) -> list[str]:
    """What the checks find, of the chains and of every row that a sheet can write."""
    model = {lembar._meta.model for lembar in SHEETS} - {Satker, Entitas}
    baris = [temuan for hasil in check_rows() if hasil.model in model for temuan in hasil.temuan]
    return baris + [masalah for satu in rantai for masalah in verify(satu).masalah]


def test_everything_is_as_it_was_and_the_journal_says_who_and_why(admin: Pengguna, satker: Satker) -> None:
    sebelum = baris()
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", GANTI, tambah=BARU)))
    assert baris() != sebelum
    impor = batalkan(admin, impor)
    assert (impor.status, impor.dibatalkan_oleh) == ("dibatalkan", admin)
    assert impor.dibatalkan_waktu is not None
    assert baris() == sebelum
    jejak = Jejak.objects.filter(alasan="Impor pejabat.csv dibatalkan")
    assert sorted(jejak.values_list("tindakan", "pelaku_id")) == [("hapus", str(admin.pk)), ("ubah", str(admin.pk))]
    assert tak_sehat("5371") == []
    with pytest.raises(ValidationError, match="tidak dapat dibatalkan"):
        antrean.minta_pembatalan(pelaku=admin, impor_id=impor.pk)


def test_after_it_the_same_file_can_be_applied_again(admin: Pengguna, satker: Satker) -> None:
    isi = lembar("pejabat", GANTI, tambah=BARU)
    batalkan(admin, terapkan(admin, unggah(admin, satker, isi)))
    assert terapkan(admin, unggah(admin, satker, isi)).status == "diterapkan"


def test_rows_that_swap_a_unique_number_go_back(admin: Pengguna, satker: Satker) -> None:
    """A number that one row gave up and a new one took: the opposite order passes through valid states only."""
    teks = (DATA / "uraian_tugas.csv").read_text(encoding="utf-8").splitlines()
    asli = list(Subbagian.objects.order_by("pk").values())
    subbagian = (DATA / "subbagian.csv").read_text(encoding="utf-8")
    pertama = subbagian.splitlines()[1]
    sel = pertama.split(";")
    diubah = ";".join([*sel[:3], "99", *sel[4:]])
    baru = ";".join([sel[0], "pengganti", "Subbagian Pengganti", sel[3], *sel[4:]])
    isi = subbagian.replace(pertama, diubah) + baru + "\n"
    impor = terapkan(admin, unggah(admin, satker, isi.encode(), "subbagian.csv"))
    assert impor.status == "diterapkan", impor.hasil
    assert batalkan(admin, impor).status == "dibatalkan"
    assert list(Subbagian.objects.order_by("pk").values()) == asli
    assert teks


def test_choices_of_many_go_back_too(admin: Pengguna, satker: Satker) -> None:
    semula = {s.kode: set(s.divisi.values_list("kode", flat=True)) for s in Subbagian.objects.all()}
    kode, divisi = next((kode, pilihan) for kode, pilihan in semula.items() if len(pilihan) > 1)
    tertulis = next(satu for satu in (DATA / "subbagian.csv").read_text().splitlines() if f";{kode};" in satu)
    gabung = next(sel for sel in tertulis.split(";") if set(sel.split("|")) == divisi)
    impor = terapkan(
        admin,
        unggah(admin, satker, lembar("subbagian", (f";{gabung};", f";{min(divisi)};")), "subbagian.csv"),
    )
    assert set(Subbagian.objects.get(kode=kode).divisi.values_list("kode", flat=True)) == {min(divisi)}
    assert batalkan(admin, impor).status == "dibatalkan"
    assert set(Subbagian.objects.get(kode=kode).divisi.values_list("kode", flat=True)) == divisi
    assert tak_sehat("5371") == []


def test_a_row_that_somebody_changed_since_stands_in_the_way(admin: Pengguna, satker: Satker) -> None:
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", GANTI, tambah=BARU)))
    ketua = Pejabat.objects.get(satker=satker, kode="ismael-manoe")
    ketua.nip = "1970"
    save_recorded(ketua, rantai="5371", pelaku=admin)
    Pejabat.objects.get(kode="orang-baru").delete()
    sebelum = baris()
    impor = batalkan(admin, impor)
    assert (impor.status, impor.dibatalkan_oleh) == ("diterapkan", None)
    assert (impor.hasil or {})["galat"] == TERTAHAN
    assert {alasan for _, alasan in halangan(impor)} == {DIUBAH, DIHAPUS}
    assert baris() == sebelum


TRIWULAN = "Entitas;Indikator;Tahun;Triwulan;Target;Catatan\n" + "".join(
    f"5371;parpol-mutakhir;2024;{triwulan};{isi};\n" for triwulan, isi in ((1, "10"), (2, "20,5"), (3, "tanpa target"))
)


def test_a_quarter_target_in_the_way_is_told_with_its_indicator_its_quarter_and_its_own_sheet(
    admin: Pengguna, satker: Satker
) -> None:
    impor = terapkan(admin, unggah(admin, satker, TRIWULAN.encode(), "target_triwulan.csv"))
    diubah, dihapus, tanpa = Target.objects.filter(sumber="triwulan", tahun=2024).order_by("triwulan")
    diubah.nilai = Decimal("3.15")
    save_recorded(diubah, rantai="5371", pelaku=admin)
    delete_recorded(dihapus, rantai="5371", pelaku=admin)
    nama = str(diubah.adopsi)
    assert [(satu.lembar, satu.baris, satu.alasan) for satu in periksa_pembatalan(impor)] == [
        ("Target triwulan", f"Target Triwulan I 2024: 3,15% ({nama})", DIUBAH),
        ("Target triwulan", f"Target Triwulan II 2024: 20,5% ({nama})", DIHAPUS),
    ]
    assert str(tanpa) == f"Target Triwulan III 2024: tanpa target ({nama})"


def test_changed_targets_are_named_in_a_fixed_number_of_queries(
    admin: Pengguna, satker: Satker, django_assert_max_num_queries: Any
) -> None:
    impor = terapkan(admin, unggah(admin, satker, TRIWULAN.encode(), "target_triwulan.csv"))
    Target.objects.filter(sumber="triwulan", tahun=2024).update(catatan="diubah")
    with django_assert_max_num_queries(6):
        assert len(periksa_pembatalan(impor)) == 3


def test_what_hangs_on_a_new_row_since_stands_in_the_way(admin: Pengguna, satker: Satker) -> None:
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", tambah=BARU)))
    MasaJabatan.objects.create(pejabat=Pejabat.objects.get(kode="orang-baru"), jabatan="anggota", urutan=9)
    impor = batalkan(admin, impor)
    assert [alasan for _, alasan in halangan(impor)] == ["memakai pejabat dari impor ini"]
    assert Pejabat.objects.filter(kode="orang-baru").exists()


def test_a_new_office_goes_again_as_long_as_nobody_works_there(pengelola: Pengguna) -> None:
    impor = terapkan(pengelola, unggah(pengelola, None, kantor_baru(), "kantor.zip"))
    baru = Satker.objects.get(kode="5399")
    anggota = Keanggotaan.objects.create(pengguna=pengelola, satker=baru, peran="administrator")
    impor = batalkan(pengelola, impor)
    assert impor.status == "diterapkan"
    assert "memakai satker dari impor ini" in {alasan for _, alasan in halangan(impor)}
    anggota.delete()
    assert batalkan(pengelola, impor).status == "dibatalkan"
    assert not Satker.objects.filter(kode="5399").exists()
    assert not Entitas.objects.filter(satker__kode="5399").exists()
    assert segar(impor).berkas is not None
    assert tak_sehat("5399", "") == []


@pytest.mark.parametrize("sudah_ada", [False, True])
def test_what_was_only_tried_in_a_new_office_does_not_hold_it(
    pengelola: Pengguna, client: Client, sudah_ada: bool
) -> None:
    """Refused and unapplied uploads stay, with their files, where the superuser finds them."""
    impor = terapkan(pengelola, unggah(pengelola, None, kantor_baru(), "kantor.zip"))
    baru = Satker.objects.get(kode="5399")
    rusak, siap = b"Satker;Kode\n5399;x\n", b"Satker;Kode;Nama;NIP\n5399;orang-lain;Orang Lain;\n"
    if sudah_ada:
        unggah(pengelola, None, rusak)
    ditolak, menunggu = unggah(pengelola, baru, rusak), unggah(pengelola, baru, siap)
    assert [ditolak.status, menunggu.status] == ["ditolak", "siap"]
    assert periksa_pembatalan(impor) == []
    assert batalkan(pengelola, impor).status == "dibatalkan"
    assert not Satker.objects.filter(kode="5399").exists()
    alasan = (ditolak.hasil or {})["ditolak"]
    ditolak, menunggu = segar(ditolak), segar(menunggu)
    assert [(i.satker, i.status) for i in (ditolak, menunggu)] == [(None, "ditolak"), (None, "ditolak")]
    assert (ditolak.hasil or {})["ditolak"] == alasan
    assert "tidak ada lagi" in (menunggu.hasil or {})["ditolak"][0]["pesan"]
    client.force_login(pengelola)
    for satu, isi in ((ditolak, rusak), (menunggu, siap)):
        assert client.get(f"/data/impor/{satu.pk}/").status_code == 200
        assert b"".join(client.get(f"/data/impor/{satu.pk}/berkas/")) == isi  # type: ignore[arg-type]
    jejak = Jejak.objects.filter(rantai="5399", alasan="Impor kantor.zip dibatalkan")
    assert jejak.filter(objek_jenis="pertukaran.impordata").count() == 2
    assert sorted(jejak.filter(objek_jenis="dokumen.berkas").values_list("tindakan", flat=True)) == (
        ["hapus", "ubah"] if sudah_ada else ["ubah", "ubah"]
    )
    assert tak_sehat("5399", "") == []
    assert [t for hasil in check_rows() if hasil.model is Berkas for t in hasil.temuan] == []


def test_what_was_applied_in_a_new_office_holds_it(pengelola: Pengguna) -> None:
    impor = terapkan(pengelola, unggah(pengelola, None, kantor_baru(), "kantor.zip"))
    baru = Satker.objects.get(kode="5399")
    isi = b"Satker;Kode;Nama;NIP\n5399;orang-lain;Orang Lain;\n"
    kemudian = terapkan(pengelola, unggah(pengelola, baru, isi))
    assert kemudian.status == "diterapkan", kemudian.hasil
    assert {"Impor data", "Berkas", "Pejabat"} <= {satu.lembar for satu in periksa_pembatalan(impor)}
    batalkan(pengelola, kemudian)
    assert periksa_pembatalan(impor) == []


def test_a_closed_period_keeps_what_was_brought_in(admin: Pengguna, satker: Satker, entitas: Entitas) -> None:
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True})
    impor = terapkan(admin, unggah(admin, satker, lembar("realisasi", (";93,52;", ";94,52;")), "realisasi.csv"))
    assert impor.status == "diterapkan", impor.hasil
    realisasi = Realisasi.objects.get(adopsi__nomor=2, tahun=2024, triwulan=0)
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    sah = Pengesahan.objects.create(
        periode=periode,
        cara=Pengesahan.Cara.APLIKASI,
        tanggal="2025-02-01",
        penandatangan="Ketua",
        disahkan_oleh=admin,
    )
    impor = batalkan(admin, impor)
    assert impor.status == "diterapkan"
    assert "disahkan" in halangan(impor)[0][1]
    sah.delete()
    impor = batalkan(admin, impor)
    assert impor.status == "dibatalkan", impor.hasil
    kini = Realisasi.objects.get(pk=realisasi.pk)
    assert str(kini.nilai) == "93.5200"
    # A form opened before must not fit again.
    assert kini.versi == realisasi.versi + 1


def test_it_is_taken_back_by_who_brought_it_or_the_administrator(admin: Pengguna, cast: Any, satker: Satker) -> None:
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", GANTI)))
    for siapa in ("verifikator", "auditor", "satker_lain"):
        with pytest.raises(PermissionDenied):
            antrean.minta_pembatalan(pelaku=cast[siapa], impor_id=impor.pk)


def test_a_killed_worker_takes_nothing_back_by_half(
    admin: Pengguna, satker: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = terapkan(admin, unggah(admin, satker, lembar("pejabat", GANTI, tambah=BARU)))
    sebelum = baris()
    antrean.minta_pembatalan(pelaku=admin, impor_id=impor.pk)

    def terbunuh(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pembatalan, "save_recorded", terbunuh)
        with pytest.raises(KeyboardInterrupt):
            batalkan_impor(impor.pk)
    assert (segar(impor).status, baris()) == ("membatalkan", sebelum)
    batalkan_impor(impor.pk)
    assert segar(impor).status == "dibatalkan"
    batalkan_impor(impor.pk)
    assert baris() != sebelum
