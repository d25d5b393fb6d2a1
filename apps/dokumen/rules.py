"""What a file may be: its kinds, its limits, its name. Pure: no Django, no disk."""

import re
import unicodedata
from dataclasses import dataclass

# The largest file that is kept, in bytes; the words that people read follow from it.
MAX_UKURAN = 20 * 1024 * 1024
MAX_NAMA = 200
UKURAN_TERTULIS = f"{MAX_UKURAN // 1024**2} MB"
YANG_DITERIMA = "PDF, PNG, JPEG, XLSX, atau DOCX"
TERLALU_BESAR = (
    f"Berkas ini lebih besar dari {UKURAN_TERTULIS}. Perkecil berkasnya, misalnya dengan memindai pada resolusi lebih "
    "rendah atau membaginya menjadi beberapa berkas, lalu unggah lagi."
)


class ContentError(Exception):
    """A file that is not accepted; its text is a sentence for the person who chose the file."""


class KindError(ContentError):
    """Content of a kind that is not accepted, or not the one that the name says; ``jenis`` is what it is."""

    def __init__(self, kalimat: str, jenis: str) -> None:
        self.jenis = jenis
        super().__init__(kalimat)


@dataclass(frozen=True, slots=True)
class Isi:
    """A kind of file that is accepted: what people call it, its MIME type, the ending that we write."""

    jenis: str
    mime: str
    ekstensi: str
    ekstensi_lain: tuple[str, ...] = ()

    def bernama(self, akhiran: str) -> bool:
        """Whether a name with this ending (without the dot, lower case) is honest about the content."""
        return akhiran == self.ekstensi or akhiran in self.ekstensi_lain


_OOXML = "application/vnd.openxmlformats-officedocument"
PDF = Isi("dokumen PDF", "application/pdf", "pdf")
PNG = Isi("gambar PNG", "image/png", "png")
JPEG = Isi("gambar JPEG", "image/jpeg", "jpg", ("jpeg", "jpe", "jfif"))
XLSX = Isi("buku kerja Excel (XLSX)", f"{_OOXML}.spreadsheetml.sheet", "xlsx")
DOCX = Isi("dokumen Word (DOCX)", f"{_OOXML}.wordprocessingml.document", "docx")
DITERIMA = (PDF, PNG, JPEG, XLSX, DOCX)
# Text has no mark by which to know it, so it is kept only where its reader has understood it: files of data.
CSV = Isi("berkas CSV", "text/csv", "csv", ("txt",))
# Kept only where its reader looks into it: several sheets of data in one file.
ZIP = Isi("arsip ZIP berisi CSV", "application/zip", "zip")
MENURUT_MIME = {isi.mime: isi for isi in (*DITERIMA, CSV, ZIP)}


@dataclass(frozen=True, slots=True)
class Asing:
    """A kind of file that is recognised and not accepted, and what the person can do instead."""

    jenis: str
    saran: str


# "No.12" and "v1.2" end a name without being an ending, so at least one letter.
_AKHIRAN = re.compile(r"\.(?=[0-9]*[a-z])([a-z0-9]{1,10})$", re.IGNORECASE)
_CATEGORIES_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})


def ending_of(nama: str) -> str:
    """Return the ending of a name in lower case without its dot, "" when it has none."""
    found = _AKHIRAN.search(_tidy(nama))
    return found[1].lower() if found else ""


def clean_name(nama: str, isi: Isi | None = None) -> str:
    """Return a name that is safe to store, to show and to save on any computer, at most MAX_NAMA characters.

    Folders, control characters and invisible signs (among them the right-to-left override, by which "fdp.exe" reads
    as "exe.pdf") go; the ending stays. With `isi`, a name whose ending does not fit the content gets the right one.
    """
    text = _tidy(nama)
    found = _AKHIRAN.search(text)
    base, ending = (text[: found.start()], found[0]) if found else (text, "")
    if isi and not isi.bernama(ending[1:].lower()):
        base, ending = text, f".{isi.ekstensi}"
    base = base[: MAX_NAMA - len(ending)].strip(" .")
    return (base or "berkas") + ending


def _tidy(nama: str) -> str:
    text = unicodedata.normalize("NFC", re.split(r"[/\\]", nama)[-1])
    kept = (" " if char.isspace() else char for char in text)
    text = "".join(char for char in kept if unicodedata.category(char) not in _CATEGORIES_DROPPED)
    # Only now: what went may have stood between two blanks.
    text = re.sub(r" +", " ", text)
    # Windows refuses these in a name, and none of them helps anybody.
    return re.sub(r'[<>:"|?*]', "_", text).strip(" .")
