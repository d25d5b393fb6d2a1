"""The rencana aksi of an indicator: everybody reads, those who fill it in write, quarter by quarter."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from apps.audit.models import Jejak
from apps.audit.verification import verify
from apps.organisasi.models import Entitas, Pengguna
from apps.perencanaan.models import AdopsiIndikator, RencanaAksi, Target
from apps.perencanaan.rencana import fetch_rencana
from apps.perencanaan.services.rencana import IsiTriwulan, simpan_rencana
from tests.pengisian.reading import css, parse, words
from tests.penyusunan.test_tahun_baru import fields
from tests.penyusunan.test_tahun_baru_services import sahkan

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Cast = dict[str, Pengguna]
Baru = dict[int, AdopsiIndikator]
URL = "/5371/2024/rencana/indikator/1/"


def uraian(triwulan: int) -> list[str]:
    rows = RencanaAksi.objects.filter(adopsi__nomor=1, tahun=2024, triwulan=triwulan).order_by("urutan")
    return list(rows.values_list("uraian", flat=True))


def target(triwulan: int) -> Target:
    return Target.objects.get(adopsi__nomor=1, tahun=2024, triwulan=triwulan, sumber="triwulan")


@pytest.mark.parametrize("who", ["operator", "verifikator", "administrator"])
def test_targets_and_lines_are_changed_added_and_removed(client_of: ClientOf, baru: Baru, who: str) -> None:
    client = client_of(who)
    sent = fields(client.get(URL))
    sent |= {"target-1": "12,5", "target-2": "", "kegiatan-1-1": "", "kegiatan-1-3": "Bimbingan\r\nteknis"}
    response = client.post(URL, sent, follow=True)
    assert "Rencana aksi disimpan." in words(parse(response))
    assert uraian(1) == ["Rapat koordinasi partai politik (1)", "Bimbingan\nteknis"]
    assert str(target(1).nilai) == "12.5000" and target(3).nilai == 30
    assert not Target.objects.filter(adopsi__nomor=1, tahun=2024, triwulan=2, sumber="triwulan").exists()
    assert not verify("5371").masalah


def test_the_note_of_a_target_stays(client_of: ClientOf, baru: Baru) -> None:
    Target.objects.filter(adopsi__nomor=1, tahun=2024, triwulan=1, sumber="triwulan").update(catatan="Bertahap.")
    client = client_of("operator")
    client.post(URL, fields(client.get(URL)) | {"target-1": "11"})
    assert (target(1).nilai, target(1).catatan) == (11, "Bertahap.")


def test_saving_what_stands_there_changes_and_records_nothing(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("operator")
    sent, entries = fields(client.get(URL)), Jejak.objects.count()
    assert "Tidak ada yang berubah." in words(parse(client.post(URL, sent, follow=True)))
    assert Jejak.objects.count() == entries


def test_lines_that_go_leave_the_others_in_order(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("operator")
    client.post(URL, fields(client.get(URL)) | {"kegiatan-3-1": "", "kegiatan-3-2": ""})
    assert uraian(3) == []
    client.post(URL, fields(client.get(URL)) | {"kegiatan-3-1": "Satu", "kegiatan-3-2": "Dua"})
    client.post(URL, fields(client.get(URL)) | {"kegiatan-3-3": "Tiga"})
    assert uraian(3) == ["Satu", "Dua", "Tiga"] and len(uraian(4)) == 2


def test_faults_keep_what_was_typed(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("operator")
    sent = fields(client.get(URL)) | {"target-1": "4.5", "kegiatan-2-1": "x" * 4_001, "kegiatan-1-3": "Baru"}
    response = client.post(URL, sent)
    text = words(css(parse(response), "error-summary")[0])
    assert "Target Triwulan I: Titik tidak dipakai" in text and "Paling banyak 4.000 huruf" in text
    again = fields(response)
    assert (again["target-1"], again["kegiatan-1-3"]) == ("4.5", "Baru")
    assert target(1).nilai == 10


def test_somebody_elses_change_is_told_and_what_was_typed_stays(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("operator")
    first, second = (fields(client.get(URL)) | {"kegiatan-1-1": teks} for teks in ("Satu", "Dua"))
    client.post(URL, first)
    stale = client.post(URL, second)
    assert stale.status_code == 409 and fields(stale)["kegiatan-1-1"] == "Dua"
    assert uraian(1)[0] == "Satu"
    client.post(URL, fields(stale))
    assert uraian(1)[0] == "Dua"


def test_the_others_read_and_learn_why_they_cannot_write(client_of: ClientOf, baru: Baru) -> None:
    for who in ("operator_lain", "pimpinan", "auditor"):
        page = parse(client_of(who).get(URL))
        assert "Memutakhirkan data Sipol (1)" in words(page) and css(page, "notice")
        assert not page.xpath("//main//textarea | //main//button")
        assert client_of(who).post(URL, {"sidik": "x"}).status_code == 403


def test_an_approved_quarter_is_read_only_while_the_others_are_written(
    client_of: ClientOf, cast: Cast, entitas: Entitas, baru: Baru
) -> None:
    sahkan(entitas, cast, 2024, triwulan=1)
    client = client_of("operator")
    response = client.get(URL)
    sent = fields(response)
    assert "Triwulan I 2024 sudah disahkan" in words(parse(response))
    assert "target-1" not in sent
    client.post(URL, sent | {"kegiatan-1-1": "Diam-diam", "kegiatan-2-1": "Terbuka"})
    assert uraian(1)[0] == "Memutakhirkan data Sipol (1)" and uraian(2)[0] == "Terbuka"
    rencana = fetch_rencana(entitas, 2024, 1)
    assert rencana
    with pytest.raises(PermissionDenied, match="Triwulan I 2024 sudah disahkan"):
        simpan_rencana(
            pelaku=cast["operator"],
            entitas=entitas,
            tahun=2024,
            nomor=1,
            isi={1: IsiTriwulan(None, [])},
            sidik=rencana.sidik,
        )


def test_an_indicator_that_is_not_there_is_not_found(client_of: ClientOf, cast: Cast, entitas: Entitas) -> None:
    assert client_of("operator").get(URL.replace("/1/", "/99/")).status_code == 404
    with pytest.raises(ValidationError, match="tidak ada pada tahun 2024"):
        simpan_rencana(pelaku=cast["operator"], entitas=entitas, tahun=2024, nomor=99, isi={}, sidik="")
