"""Files on disk: unguessable, private, journalled, and found out when one byte of them changes."""

import io
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver

from apps.audit.models import Jejak
from apps.audit.services import Sistem, save_recorded
from apps.audit.verification import verify
from apps.dokumen import services
from apps.dokumen.models import Berkas, Lampiran
from apps.dokumen.services import (
    BerkasRusak,
    buka_berkas,
    kirim_berkas,
    periksa_berkas,
    simpan_berkas,
    transaksi_berkas,
)
from apps.dokumen.uploads import OversizedFile
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from tests.conftest import make_user
from tests.dokumen import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "berkas"
    return tmp_path / "berkas"


@pytest.fixture
def operator(satker: Satker) -> Pengguna:
    return make_user(satker, Peran.OPERATOR, "teknis")


@pytest.fixture
def berkas(satker: Satker, operator: Pengguna) -> Berkas:
    return store(satker, operator)


def store(satker: Satker, pelaku: Pengguna, data: bytes = samples.pdf(), nama: str = "ba.pdf") -> Berkas:
    return simpan_berkas(satker=satker, isi=io.BytesIO(data), nama=nama, pelaku=pelaku)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_stored_with_what_it_is(berkas: Berkas, operator: Pengguna) -> None:
    berkas.refresh_from_db()
    assert (berkas.nama, berkas.tipe, berkas.ukuran) == ("ba.pdf", "application/pdf", len(samples.pdf()))
    assert len(berkas.sha256) == 64
    assert berkas.diunggah_oleh == operator
    with buka_berkas(berkas) as file:
        assert file.read() == samples.pdf()


def test_storing_is_journalled_in_the_chain_of_the_satker(berkas: Berkas, satker: Satker) -> None:
    entry = Jejak.objects.get(objek_jenis="dokumen.berkas", objek_id=str(berkas.pk))
    assert (entry.rantai, entry.tindakan) == (satker.kode, "tambah")
    assert entry.sesudah["sha256"] == berkas.sha256
    assert not verify(satker.kode).masalah


def test_the_name_on_disk_says_nothing_and_only_the_application_reads_it(berkas: Berkas, folder: Path) -> None:
    (path,) = on_disk(folder)
    assert len(path.name) == 64
    assert path.name != berkas.sha256
    assert "ba" not in path.suffix
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_address_serves_the_folder(berkas: Berkas) -> None:
    client = Client()
    client.force_login(Pengguna.objects.create_superuser("super", "s@example.go.id", "sandi", nama="Super"))
    for prefix in ("", "media/", "berkas/", "static/"):
        assert client.get(f"/{prefix}{berkas.isi.name}").status_code == 404
    assert not [
        view for view in get_resolver().reverse_dict if getattr(view, "__module__", "") == "django.views.static"
    ]


def test_same_content_in_the_same_satker_is_one_file(
    berkas: Berkas, satker: Satker, satker_lain: Satker, operator: Pengguna, folder: Path
) -> None:
    assert store(satker, operator, nama="lain.pdf") == berkas
    assert len(on_disk(folder)) == 1
    other = store(satker_lain, operator)
    assert other != berkas
    assert other.isi.name != berkas.isi.name


@pytest.mark.parametrize(
    ("nama", "expected"),
    [
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
        ("laporan\u202efdp.pdf", "laporanfdp.pdf"),
        ("a" * 500 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_names_are_cleaned(satker: Satker, operator: Pengguna, folder: Path, nama: str, expected: str) -> None:
    assert store(satker, operator, nama=nama).nama == expected
    assert all(folder in path.parents for path in on_disk(folder))


@pytest.mark.parametrize(
    ("nama", "data", "expected"),
    [
        ("ba.pdf", samples.png(), "bernama .pdf tetapi isinya gambar PNG"),
        ("data.xlsx", samples.nested_bomb(60 * 1024**2, depth=1), "mengembang"),
        ("x.pdf", b"", "kosong"),
    ],
)
def test_a_refused_file_leaves_nothing(
    satker: Satker, operator: Pengguna, folder: Path, nama: str, data: bytes, expected: str
) -> None:
    with pytest.raises(ValidationError, match=expected):
        store(satker, operator, data, nama)
    assert not Berkas.objects.exists()
    assert not on_disk(folder)


def test_a_file_too_large_to_keep_is_refused(satker: Satker, operator: Pengguna) -> None:
    stand_in = OversizedFile(file=None, name="besar.pdf", size=10**8)
    with pytest.raises(ValidationError, match="lebih besar dari 20 MB"):
        simpan_berkas(satker=satker, isi=stand_in, nama="besar.pdf", pelaku=operator)


def test_a_failure_takes_the_written_file_back(
    satker: Satker, operator: Pengguna, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("basis data putus")

    monkeypatch.setattr(services, "save_recorded", fail)
    with pytest.raises(RuntimeError):
        store(satker, operator)
    assert not on_disk(folder)


def test_a_full_disk_leaves_no_half_file(
    satker: Satker, operator: Pengguna, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_content: object, *_args: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr("django.core.files.storage.filesystem.locks.lock", fail)
    with pytest.raises(OSError, match="disk penuh"):
        store(satker, operator)
    assert not on_disk(folder)
    assert not Berkas.objects.exists()


def test_an_outer_rollback_takes_the_written_file_back(satker: Satker, operator: Pengguna, folder: Path) -> None:
    with pytest.raises(RuntimeError), transaksi_berkas():
        store(satker, operator)
        assert len(on_disk(folder)) == 1
        raise RuntimeError("bukti tidak sah")
    assert not on_disk(folder)
    assert not Berkas.objects.exists()


def test_a_failed_part_does_not_take_what_stays(satker: Satker, operator: Pengguna, folder: Path) -> None:
    with transaksi_berkas():
        kept = store(satker, operator)
        with pytest.raises(RuntimeError), transaksi_berkas():
            store(satker, operator, samples.png(), "a.png")
            raise RuntimeError
    assert [path.name for path in on_disk(folder)] == [Path(kept.isi.name).name]


def damage(berkas: Berkas) -> None:
    path = Path(berkas.isi.path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_one_changed_byte_is_found(berkas: Berkas, satker: Satker) -> None:
    assert list(periksa_berkas()) == []
    Lampiran.objects.create(berkas=berkas, objek=satker, keterangan="SK")
    damage(berkas)
    with pytest.raises(BerkasRusak, match="sudah berubah sejak diunggah: sidik SHA-256-nya tidak cocok"):
        buka_berkas(berkas)
    with pytest.raises(BerkasRusak):
        kirim_berkas(berkas)
    assert list(periksa_berkas()) == [
        "Berkas “ba.pdf” sudah berubah sejak diunggah: sidik SHA-256-nya tidak cocok "
        f"(berkas nomor {berkas.pk}, satker 5371; dipakai pada satker “{satker}”)."
    ]


def test_a_longer_and_a_missing_file_are_found(berkas: Berkas) -> None:
    path = Path(berkas.isi.path)
    path.write_bytes(path.read_bytes() + b"x")
    assert "ukurannya" in next(periksa_berkas())
    path.unlink()
    assert "tidak ada di penyimpanan" in next(periksa_berkas())
    with pytest.raises(BerkasRusak, match="tidak ada di penyimpanan"):
        buka_berkas(berkas)


@pytest.mark.parametrize("lokasi", ["", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_a_row_that_points_elsewhere_opens_nothing(berkas: Berkas, lokasi: str) -> None:
    berkas.isi.name = lokasi
    with pytest.raises(BerkasRusak):
        buka_berkas(berkas)


def test_a_file_is_sent_as_a_download_that_no_browser_opens(satker: Satker, operator: Pengguna) -> None:
    response = kirim_berkas(store(satker, operator, nama="Berita Acara Pléno “II”.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Berita%20Acara%20Pl%C3%A9no%20%E2%80%9CII%E2%80%9D.pdf"
    )
    assert int(response["Content-Length"]) == len(samples.pdf())
    assert response.getvalue() == samples.pdf()


def test_a_renamed_file_is_sent_under_an_honest_ending(berkas: Berkas) -> None:
    Berkas.objects.filter(pk=berkas.pk).update(nama="jahat.html", tipe="text/html")
    berkas.refresh_from_db()
    assert kirim_berkas(berkas)["Content-Type"] == "application/octet-stream"
    berkas.tipe = "application/pdf"
    assert kirim_berkas(berkas)["Content-Disposition"] == 'attachment; filename="jahat.html.pdf"'


def test_people_see_the_files_of_their_satker(satker: Satker, satker_lain: Satker, cast: dict[str, Pengguna]) -> None:
    berkas, other = store(satker, cast["operator"]), store(satker_lain, cast["satker_lain"])
    assert list(Berkas.objects.visible_to(cast["auditor"])) == [berkas]
    assert list(Berkas.objects.visible_to(cast["satker_lain"])) == [other]
    assert not Berkas.objects.visible_to(cast["tanpa_peran"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", "b" * 64),
        ("ukuran", 1),
        ("tipe", "image/png"),
        ("isi", "aa/lain"),
        ("isi", ContentFile(b"x", name="x")),
    ],
)
def test_what_a_file_is_cannot_be_changed(berkas: Berkas, satker: Satker, field: str, value: object) -> None:
    setattr(berkas, field, value)
    with pytest.raises(ValidationError, match="tidak dapat diganti"):
        save_recorded(berkas, rantai=satker.kode, pelaku=Sistem("Uji"))


def test_a_file_can_be_renamed(berkas: Berkas, satker: Satker) -> None:
    berkas.nama = "Berita acara pleno.pdf"
    save_recorded(berkas, rantai=satker.kode, pelaku=Sistem("Uji"))
    berkas.refresh_from_db()
    assert berkas.nama == "Berita acara pleno.pdf"


@pytest.mark.parametrize("found_by", ["validation", "constraint"])
def test_somebody_stored_the_same_content_a_moment_before(
    satker: Satker, operator: Pengguna, folder: Path, monkeypatch: pytest.MonkeyPatch, found_by: str
) -> None:
    earlier: list[Berkas] = []

    def overtaken():  # type: ignore[no-untyped-def]
        monkeypatch.undo()
        earlier.append(store(satker, operator))
        if found_by == "constraint":
            monkeypatch.setattr(Berkas, "validate_constraints", lambda *_args, **_kwargs: None)
        return transaksi_berkas()

    monkeypatch.setattr(services, "transaksi_berkas", overtaken)
    assert store(satker, operator) == earlier[0]
    assert len(on_disk(folder)) == 1
    assert Berkas.objects.count() == 1
