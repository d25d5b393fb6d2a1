"""A body of 100 MB costs neither memory nor disk, and the person reads why the file was not taken."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from apps.dokumen.rules import MAX_UKURAN, ContentError
from apps.dokumen.uploads import EvidenceFileField, OversizedFile
from tests.dokumen import samples

BATAS = b"--batas\r\n"


class EvidenceForm(forms.Form):
    catatan = forms.CharField()
    berkas = EvidenceFileField()


class Body:
    """A multipart body that is made while it is read; it notes how much stands on disk meanwhile."""

    def __init__(self, parts: list[bytes | int], temporary: Path) -> None:
        self.size = sum(part if isinstance(part, int) else len(part) for part in parts)
        self.temporary = temporary
        self.largest_on_disk = 0
        self._pieces = self._made(parts)
        self._rest = b""

    def _made(self, parts: list[bytes | int]) -> Iterator[bytes]:
        block = b"x" * 65536
        for part in parts:
            if isinstance(part, bytes):
                yield part
                continue
            for at in range(0, part, len(block)):
                yield block[: part - at]

    def readline(self, _count: int = -1) -> bytes:
        raise NotImplementedError("A multipart body is read in blocks.")

    def read(self, count: int = -1) -> bytes:
        while len(self._rest) < count and (piece := next(self._pieces, b"")):
            self._rest += piece
        given, self._rest = self._rest[:count], self._rest[count:]
        on_disk = sum(path.stat().st_size for path in self.temporary.iterdir())
        self.largest_on_disk = max(self.largest_on_disk, on_disk)
        return given


def file_part(field: str, nama: str, content: bytes | int) -> list[bytes | int]:
    head = f'Content-Disposition: form-data; name="{field}"; filename="{nama}"\r\nContent-Type: application/pdf\r\n\r\n'
    return [BATAS, head.encode(), content, b"\r\n"]


def text_part(field: str, text: str) -> list[bytes | int]:
    return [BATAS, f'Content-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'.encode()]


@pytest.fixture
def post(tmp_path: Path, settings):  # type: ignore[no-untyped-def]
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    def send(*parts: list[bytes | int]) -> tuple[WSGIRequest, Body]:
        body = Body([piece for part in parts for piece in part] + [b"--batas--\r\n"], tmp_path)
        environ = RequestFactory().get("/").environ
        environ |= {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=batas",
            "CONTENT_LENGTH": str(body.size),
            "wsgi.input": body,
        }
        return WSGIRequest(environ), body

    return send


def test_100_mb_are_read_but_not_kept_and_the_typed_fields_survive(post) -> None:  # type: ignore[no-untyped-def]
    request, body = post(
        text_part("sebelum", "satu"), file_part("berkas", "besar.pdf", 100 * 1024**2), text_part("catatan", "dua")
    )
    tracemalloc.start()
    form = EvidenceForm(request.POST, request.FILES)
    valid = form.is_valid()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not valid
    assert form.errors["berkas"][0].startswith("Berkas ini lebih besar dari 20 MB. ")
    assert list(form.errors) == ["berkas"]
    assert (request.POST["sebelum"], request.POST["catatan"]) == ("satu", "dua")
    assert body.read(1) == b""
    assert peak < 4 * 1024**2
    assert body.largest_on_disk <= MAX_UKURAN
    assert not list(body.temporary.iterdir())


def test_of_several_files_only_the_too_large_one_is_dropped(post) -> None:  # type: ignore[no-untyped-def]
    request, body = post(
        file_part("satu", "a.pdf", samples.pdf()),
        file_part("dua", "b.pdf", MAX_UKURAN + 1),
        file_part("tiga", "c.pdf", MAX_UKURAN),
        file_part("empat", "d.png", samples.png()),
    )
    files = request.FILES
    assert isinstance(files["dua"], OversizedFile)
    assert files["dua"].size == MAX_UKURAN + 1
    assert files["satu"].read() == samples.pdf()
    assert files["tiga"].size == MAX_UKURAN
    assert files["empat"].read() == samples.png()
    assert body.largest_on_disk <= 2 * MAX_UKURAN
    request.close()


def test_a_file_that_was_not_kept_is_never_taken_for_an_empty_one() -> None:
    stand_in = OversizedFile(file=None, name="besar.pdf", size=MAX_UKURAN + 1)
    for use in (stand_in.read, stand_in.chunks, stand_in.open):
        with pytest.raises(ContentError, match="lebih besar dari 20 MB"):
            use()


@pytest.mark.parametrize(
    ("nama", "data", "expected"),
    [
        ("ba.pdf", samples.png(), "Berkas ini bernama .pdf tetapi isinya gambar PNG."),
        ("ba.pdf", b"", "Berkas ini kosong"),
        ("data.xlsx", samples.lying_bomb(60 * 1024**2), "mengembang"),
    ],
)
def test_the_field_says_what_is_wrong(nama: str, data: bytes, expected: str) -> None:
    with pytest.raises(ValidationError, match=expected.replace(".", r"\.")):
        EvidenceFileField().clean(SimpleUploadedFile(nama, data))


def test_the_field_accepts_a_real_file_and_describes_itself() -> None:
    field = EvidenceFileField()
    file = field.clean(SimpleUploadedFile("ba.pdf", samples.pdf()))
    assert file.read() == samples.pdf()
    assert field.help_text == "PDF, PNG, JPEG, XLSX, atau DOCX, paling besar 20 MB."
    assert ".xlsx" in field.widget.attrs["accept"]
    assert EvidenceFileField(required=False).clean(None) is None


def test_one_request_brings_few_files() -> None:
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 10
    assert settings.FILE_UPLOAD_HANDLERS[0] == "apps.dokumen.uploads.SizeLimitHandler"
