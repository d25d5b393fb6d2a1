"""Uploading what is no budget file: a sentence that says what to upload, at once, and nothing is kept."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.anggaran.models import ImporAnggaran
from apps.dokumen.models import Berkas
from tests.dokumen import samples
from tests.pengisian.reading import parse, words

pytestmark = pytest.mark.django_db
HTML = b"<html><table><tr><td>1</td></tr></table></html>"
ANGGARAN = "bukan berkas anggaran. Unggah Laporan Fa Detail"


@pytest.mark.parametrize(
    ("nama", "isi", "sebab"),
    [
        ("fa.xlsx", samples.pdf(), ANGGARAN),
        ("fa.pdf", samples.pdf(), ANGGARAN),
        ("fa.xls", HTML, ANGGARAN),
        ("fa.xls", samples.OLE, ANGGARAN),
        ("fa.txt", b"a;b\n1;2\n", ANGGARAN),
        ("fa.csv", HTML, "tidak dipisahkan dengan titik koma"),
        ("fa.csv", b"a,b\n1,2\n", "tidak dipisahkan dengan titik koma"),
        ("fa.csv", b" \n\n", "kosong"),
        ("fa.csv", "a;b\n".encode("utf-16"), "CSV UTF-8"),
        ("fa.csv", b"a;b\0\n", "CSV UTF-8"),
    ],
)
def test_it_is_refused_at_once(client_of: Callable[[str], Client], nama: str, isi: bytes, sebab: str) -> None:
    ada = Berkas.objects.count()
    jawaban = client_of("operator_lain").post("/5371/2024/anggaran/impor/", {"unggahan": SimpleUploadedFile(nama, isi)})
    assert jawaban.status_code == 200
    assert sebab in words(parse(jawaban).find(".//main"))
    assert (Berkas.objects.count(), ImporAnggaran.objects.count()) == (ada, 0)
