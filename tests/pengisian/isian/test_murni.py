"""Parts of the entry page without a database: texts, rows, sizes, differences."""

import doctest

import pytest
from django.core.exceptions import ValidationError

from apps.pengisian.isian import daftar_bukti, mentah
from apps.pengisian.isian.fields import tanpa_kode
from apps.pengisian.isian.jawaban import Jawaban, Kelompok, perbedaan
from apps.pengisian.isian.simpan import judul_dari, tanda_pertanyaan


@pytest.mark.parametrize("module", [daftar_bukti, mentah])
def test_worked_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["<script>", "</p>", "<!-- x", "a<img src=x onerror=y>", "<ScRiPt\n>"])
def test_code_is_refused_and_shown(text: str) -> None:
    with pytest.raises(ValidationError, match="Teks tidak boleh memuat kode HTML"):
        tanpa_kode(text)


@pytest.mark.parametrize("text", ["3 < 5", "x<3", "a > b", "<-", "100% & lebih", "“kutipan”"])
def test_signs_of_ordinary_text_are_allowed(text: str) -> None:
    tanpa_kode(text)


def test_a_difference_is_found_on_either_side() -> None:
    kiri = [Kelompok("Nilai", (Jawaban("nilai", "Nilai", "70%", "x"), Jawaban("sumber", "Sumber", "A", "y")))]
    kanan = [Kelompok("Nilai", (Jawaban("pembilang", "Pemilih", "7", "z"), Jawaban("sumber", "Sumber", "A", "y")))]
    found = [(p.label, p.tersimpan, p.isian) for p in perbedaan(kiri, kanan)]
    assert found == [("Pemilih", "", "7"), ("Nilai", "70%", "")]


def test_other_remarks_are_another_question() -> None:
    assert tanda_pertanyaan(["a"]) != tanda_pertanyaan(["b"])
    assert tanda_pertanyaan([]) == ""


@pytest.mark.parametrize(
    ("nama", "judul"), [("Rekap D.Hasil.pdf", "Rekap D.Hasil"), ("data/a.xlsx", "a"), (".pdf", ".pdf"), ("", "Berkas")]
)
def test_a_name_for_evidence_comes_from_its_file(nama: str, judul: str) -> None:
    assert judul_dari(nama) == judul
