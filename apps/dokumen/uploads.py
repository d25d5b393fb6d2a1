"""How a file comes in: nothing beyond the limit is kept, and what was chosen is told to the person in words."""

from collections.abc import Sequence
from typing import Any, NoReturn

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from apps.dokumen.content import KOSONG, detect
from apps.dokumen.rules import DITERIMA, MAX_UKURAN, TERLALU_BESAR, UKURAN_TERTULIS, YANG_DITERIMA, ContentError


class OversizedFile(UploadedFile):
    """Stands in request.FILES for a file that was too large to keep. It holds nothing, and reading it fails loudly."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ContentError(TERLALU_BESAR)

    # Whoever takes any file from a request must not take this one for an empty file.
    read = seek = chunks = open = __iter__ = _refuse  # type: ignore[assignment]

    def close(self) -> None:
        """Nothing is open; Django closes every file at the end of a request."""


class SizeLimitHandler(FileUploadHandler):
    """Lets the following handlers have a file only up to MAX_UKURAN, and puts an OversizedFile where it was larger.

    The rest of the request is still read, so that the browser gets an answer instead of a broken connection and the
    other fields of the form keep what was typed; it is kept nowhere.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= MAX_UKURAN else None

    def file_complete(self, file_size: int) -> OversizedFile | None:
        if self.received <= MAX_UKURAN:
            return None
        # What the other handlers hold would stay on disk until Python happens to collect the request.
        for handler in self.request.upload_handlers if self.request else []:
            if started := getattr(handler, "file", None):
                started.close()
        return OversizedFile(
            file=None,
            name=self.file_name,
            content_type=self.content_type,
            size=self.received,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


class CheckedFileField(forms.FileField):
    """One file of a kind that its subclass names; cleans to the upload once its size and content are in order."""

    default_error_messages = {"required": "Pilih berkasnya.", "invalid": "Pilih berkasnya.", "empty": KOSONG}
    # The endings that the browser offers, and what is said beside the field.
    endings: Sequence[str] = ()
    accepted = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput({"accept": ",".join(f".{ending}" for ending in self.endings)}))
        kwargs.setdefault("help_text", f"{self.accepted}, paling besar {UKURAN_TERTULIS}.")
        super().__init__(**kwargs)

    def check(self, file: Any) -> None:
        """Raises ContentError with what to do when the file is of no such kind."""
        raise NotImplementedError

    def to_python(self, data: Any) -> Any:
        if isinstance(data, OversizedFile):
            raise forms.ValidationError(TERLALU_BESAR, code="too_large")
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > MAX_UKURAN:
            raise forms.ValidationError(TERLALU_BESAR, code="too_large")
        try:
            self.check(file)
        except ContentError as error:
            raise forms.ValidationError(str(error), code="content") from error
        return file


class EvidenceFileField(CheckedFileField):
    """One file as evidence, of any kind that is kept."""

    default_error_messages = {"required": "Pilih berkas.", "invalid": "Pilih berkas."}
    endings = [ending for isi in DITERIMA for ending in (isi.ekstensi, *isi.ekstensi_lain)]
    accepted = YANG_DITERIMA

    def check(self, file: Any) -> None:
        detect(file, file.name or "")
