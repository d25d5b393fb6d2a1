"""The only writer of files, and the only way to read them back: never without looking at the fingerprint again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files import File
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.http import FileResponse

from apps.audit.services import Pelaku, Sistem, lock_chain, record, save_recorded
from apps.audit.states import state_of
from apps.dokumen.content import detect
from apps.dokumen.models import Berkas, Lampiran, lokasi_berkas
from apps.dokumen.rules import MENURUT_MIME, ContentError, Isi, clean_name
from apps.organisasi.models import Pengguna, Satker

_BAGIAN = 256 * 1024
_HUBUNGI = "Hubungi administrator satker Anda."
_written: ContextVar[list[str] | None] = ContextVar("berkas_tertulis", default=None)


class BerkasRusak(Exception):
    """A stored file that is missing or is no longer what was uploaded; its text is a sentence for the person."""


@contextmanager
def transaksi_berkas() -> Iterator[None]:
    """A transaction that takes back the files written in it, too, when it is rolled back by an error.

    Use it in place of transaction.atomic() around `simpan_berkas` and what belongs to it. Files outlive a crash of the
    machine, and a commit of which the answer was lost: then a file may stay to which no row refers. That is harmless,
    as nothing shows or serves it; a row without its file would not be.
    """
    mine: list[str] = []
    token = _written.set(mine)
    undone = False
    try:
        with transaction.atomic():
            try:
                yield
            except BaseException:
                undone = True
                raise
    finally:
        _written.reset(token)
        outer = _written.get()
        if undone:
            for name in mine:
                _storage().delete(name)
        elif outer is not None:
            outer.extend(mine)


def simpan_berkas(
    *, satker: Satker | None, isi: IO[bytes], nama: str, pelaku: Pengguna | Sistem, jenis: Isi | None = None
) -> Berkas:
    """Store a file with its fingerprint and journal it; content that this satker already has gives that row back.

    Without satker it belongs to the application.

    `isi` can be read and sought. The caller has asked the permission; what is checked here is the file, unless the
    caller has read it and says with jenis what it is. Raises ValidationError with a sentence for the person when it
    is not accepted; then nothing is stored.
    """
    try:
        kind = jenis or detect(isi, nama)
    except ContentError as error:
        raise ValidationError(str(error), code="content") from error
    sidik, ukuran = _fingerprint(isi)
    known = Berkas.objects.filter(satker=satker, sha256=sidik)
    if stored := known.first():
        return stored
    berkas = Berkas(
        satker=satker,
        nama=clean_name(nama, kind),
        sha256=sidik,
        ukuran=ukuran,
        tipe=kind.mime,
        diunggah_oleh=pelaku if isinstance(pelaku, Pengguna) else None,
    )
    try:
        with transaksi_berkas():
            _write(berkas, isi)
            save_recorded(berkas, rantai=satker.kode if satker else "", pelaku=pelaku)
    except (IntegrityError, ValidationError):
        # Somebody stored the same content in the meantime; anything else is an error.
        if stored := known.first():
            return stored
        raise
    return berkas


@transaction.atomic
def alihkan_ke_aplikasi(*, berkas: Berkas, pelaku: Pelaku, alasan: str) -> Berkas:
    """Give a file to the application because its satker goes, and journal it where it was.

    Where the application has the same content already, that row is given back and this one is left as it is.
    """
    rantai = berkas.satker.kode if berkas.satker else ""
    lock_chain(rantai)
    if sama := Berkas.objects.filter(satker=None, sha256=berkas.sha256).first():
        return sama
    sebelum = state_of(berkas)
    # Past clean(), which holds everybody else to the satker of a file: this is not another file.
    Berkas.objects.filter(pk=berkas.pk).update(satker=None)
    kini = Berkas.objects.get(pk=berkas.pk)
    sesudah = state_of(kini)
    record(rantai=rantai, pelaku=pelaku, tindakan="ubah", objek=kini, sebelum=sebelum, sesudah=sesudah, alasan=alasan)
    return kini


def buka_berkas(berkas: Berkas) -> File:
    """Open a stored file for reading, after its bytes were found to be those that were uploaded.

    Raises BerkasRusak when it is missing or changed. The caller closes it.
    """
    try:
        file = _storage().open(berkas.isi.name or "")
    except (OSError, SuspiciousOperation, ValueError) as error:
        raise BerkasRusak(f"Berkas “{berkas.nama}” tidak ada di penyimpanan. {_HUBUNGI}") from error
    try:
        sidik, ukuran = _fingerprint(file)
    except OSError as error:
        file.close()
        raise BerkasRusak(f"Berkas “{berkas.nama}” tidak dapat dibaca dari penyimpanan. {_HUBUNGI}") from error
    if ukuran != berkas.ukuran:
        fault = f"ukurannya {ukuran} bita, seharusnya {berkas.ukuran} bita"
    elif sidik != berkas.sha256:
        fault = "sidik SHA-256-nya tidak cocok"
    else:
        return file
    file.close()
    raise BerkasRusak(f"Berkas “{berkas.nama}” sudah berubah sejak diunggah: {fault}. {_HUBUNGI}")


def kirim_berkas(berkas: Berkas) -> FileResponse:
    """Answer with a stored file as a download that no browser opens as a page. Raises BerkasRusak as `buka_berkas`."""
    kind = MENURUT_MIME.get(berkas.tipe)
    response = FileResponse(
        buka_berkas(berkas),
        as_attachment=True,
        filename=clean_name(berkas.nama, kind),
        content_type=kind.mime if kind else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def periksa_berkas(satker: Satker | None = None) -> Iterator[str]:
    """Read every stored file (of a satker) again and yield one sentence for each that is missing or changed."""
    berkas_ini = Berkas.objects.filter(satker=satker) if satker else Berkas.objects.all()
    for berkas in berkas_ini.select_related("satker").order_by("pk").iterator(chunk_size=200):
        try:
            buka_berkas(berkas).close()
        except BerkasRusak as error:
            fault = str(error).removesuffix(f" {_HUBUNGI}").removesuffix(".")
            pemilik = f"satker {berkas.satker.kode}" if berkas.satker else "milik aplikasi"
            yield f"{fault} (berkas nomor {berkas.pk}, {pemilik}{_used_by(berkas)})."


def _used_by(berkas: Berkas) -> str:
    """Name a few of the rows that refer to a file, whichever app they belong to."""
    users: list[str] = []
    for relation in Berkas._meta.related_objects:
        model = relation.related_model
        for row in model._base_manager.filter(**{relation.field.name: berkas})[:3]:
            target = row.objek if isinstance(row, Lampiran) and row.objek else row
            users.append(f"{target._meta.verbose_name} “{target}”")
    return f"; dipakai pada {', '.join(users)}" if users else ""


def _write(berkas: Berkas, isi: IO[bytes]) -> None:
    name = lokasi_berkas(berkas, berkas.nama)
    written = _written.get()
    if written is not None:
        # Before writing: a full disk leaves half a file.
        written.append(name)
    berkas.isi.name = _storage().save(name, File(isi))


def _fingerprint(file: IO[bytes] | File) -> tuple[str, int]:
    """Return SHA-256 and size of a file, reading it in pieces; it stands at its beginning afterwards."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_BAGIAN):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return digest.hexdigest(), size


def _storage() -> Storage:
    return Berkas._meta.get_field("isi").storage
