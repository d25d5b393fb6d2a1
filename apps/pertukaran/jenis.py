"""Whether an uploaded file can hold data at all, told at the door from its name and the least of its content."""

import zipfile
from typing import IO

from apps.dokumen.archive import RUSAK, TANDA_ZIP
from apps.dokumen.content import KOSONG, require_workbook
from apps.dokumen.rules import CSV, MAX_UKURAN, TERLALU_BESAR, ZIP, ContentError, Isi, ending_of
from apps.pertukaran.buku import BUKAN_UTF8, JENIS_BERKAS

_TANPA_TITIK_KOMA = (
    "Kolom-kolom CSV ini tidak dipisahkan dengan titik koma (;). Simpan ulang dengan pemisah titik koma, atau unggah "
    "templat XLSX-nya."
)


def kenali(file: IO[bytes], nama: str) -> Isi:
    """XLSX, CSV or ZIP. `file` stands at its beginning afterwards.

    Raises ContentError with what to do about any other file; what stands in the file is read later.
    """
    awal = _awal(file)
    akhiran = ending_of(nama)
    if akhiran == "csv" and not awal.startswith(TANDA_ZIP):
        _periksa_teks(awal)
        return CSV
    if akhiran == "zip":
        _periksa_zip(file)
        return ZIP
    return require_workbook(file, nama, JENIS_BERKAS)


def _awal(file: IO[bytes]) -> bytes:
    file.seek(0, 2)
    if (ukuran := file.tell()) > MAX_UKURAN:
        raise ContentError(TERLALU_BESAR)
    if not ukuran:
        raise ContentError(KOSONG)
    file.seek(0)
    awal = file.read(4096)
    file.seek(0)
    return awal


def _periksa_teks(awal: bytes) -> None:
    try:
        # A piece may end within a character.
        teks = awal.decode("utf-8-sig", errors="strict" if len(awal) < 4096 else "ignore")
    except UnicodeDecodeError as error:
        raise ContentError(BUKAN_UTF8) from error
    if "\0" in teks:
        raise ContentError(BUKAN_UTF8)
    if ";" not in teks.partition("\n")[0]:
        raise ContentError(_TANPA_TITIK_KOMA)


def _periksa_zip(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as arsip:
            nama = arsip.namelist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ContentError(RUSAK) from error
    finally:
        file.seek(0)
    if not any(ending_of(satu) == "csv" for satu in nama):
        raise ContentError("ZIP ini tidak berisi berkas CSV. Unggah templat XLSX, atau ZIP berisi berkas-berkas CSV.")
