"""The page of a person, for handing work over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.organisasi.models import Keanggotaan
from apps.pengukuran.models import DrafIsian
from tests.pengisian.jejak.reading import at, by_class, page, sheet_of, texts

pytestmark = pytest.mark.django_db


def test_a_persons_page_holds_roles_open_work_drafts_and_last_acts(client_of, worked_on, cast, adopsi) -> None:
    orang = cast["operator"]
    DrafIsian.objects.create(adopsi=adopsi, tahun=2024, triwulan=0, pengguna=orang, isi={"nilai": ["rahasia-ketikan"]})
    root = page(client_of("verifikator").get(at("orang", orang.pk)))
    text = " ".join(root.text_content().split())
    assert f"Operator, {Keanggotaan.objects.get(pengguna=orang).subbagian.nama} Sejak" in text
    work = texts(root, by_class("open-work") + "/li")
    assert any("Partisipasi Pemilih" in line and "Dikembalikan" in line and "tenggat" in line for line in work)
    assert "Ketikan yang belum disimpan" in text
    assert "rahasia-ketikan" not in text
    lines = texts(root, by_class("timeline-main"))
    assert lines[0] == "Realisasi tahun 2024 (indikator 6) diajukan"
    assert not any("dikembalikan" in line for line in lines)


def test_work_is_handed_over_after_the_role_has_ended(client_of, worked_on, cast, satker) -> None:
    Keanggotaan.objects.filter(pengguna=cast["operator"]).update(
        mulai=timezone.localdate() - timedelta(days=30), selesai=timezone.localdate() - timedelta(days=1)
    )
    root = page(client_of("auditor").get(at("orang", cast["operator"].pk)))
    assert "(sudah berakhir)" in root.text_content()
    assert texts(root, by_class("open-work") + "/li")


def test_what_a_person_did_leaves_as_excel(client_of, worked_on, cast) -> None:
    sheet = sheet_of(client_of("auditor").get(at("orang_unduh", cast["operator"].pk)))
    kejadian = [cell.value for cell in sheet[4]].index("Kejadian") + 1
    assert sheet.cell(5, kejadian).value == "Realisasi tahun 2024 (indikator 6) diajukan."
