"""The history of one figure."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.services import record, save_recorded
from apps.dokumen.models import Berkas
from apps.pengukuran.models import Bukti
from apps.perencanaan.models import Target
from tests.pengisian.jejak.reading import at, by_class, main_lines, page, sheet_of, texts

pytestmark = pytest.mark.django_db


def test_a_figure_tells_what_happened_to_it_newest_first(client_of, worked_on, cast) -> None:
    response = client_of("operator").get(at("riwayat", 6, 0))
    lines = main_lines(response)
    assert lines[:2] == ["Realisasi tahun 2024 dikembalikan", "Realisasi tahun 2024 diajukan"]
    assert lines[2] == "Realisasi tahun 2024 diubah dari 69,66% menjadi 71,25%"
    assert lines[-1].startswith("Lembar ")
    root = page(response)
    assert "Alasan: Bukti kurang jelas" in texts(root, by_class("timeline-reason"))
    assert f"Oleh {cast['verifikator'].nama}" in texts(root, by_class("timeline-by"))[0]


def test_evidence_analysis_and_targets_stand_in_the_same_history(client_of, worked_on, cast) -> None:
    bukti = Bukti(
        realisasi=worked_on, jenis="catatan", judul="D.Hasil", catatan="Ada", ditambahkan_oleh=cast["operator"]
    )
    save_recorded(bukti, rantai="5371", pelaku=cast["operator"])
    target = Target.objects.filter(adopsi=worked_on.adopsi_id, tahun=2024, sumber="pk").first()
    target.nilai = 82
    save_recorded(target, rantai="5371", pelaku=cast["administrator"])
    lines = main_lines(client_of("auditor").get(at("riwayat", 6, 0)))
    assert lines[0].startswith("Target Perjanjian kinerja tahun 2024 diubah dari ")
    assert lines[1] == "Bukti dukung “D.Hasil” untuk tahun 2024 ditambahkan"


def test_other_figures_stay_out(client_of, worked_on) -> None:
    assert main_lines(client_of("auditor").get(at("riwayat", 7, 0)))[0].startswith("Lembar ")
    assert main_lines(client_of("auditor").get(at("riwayat", 6, 2))) == []


def test_the_history_is_narrowed_by_person_kind_and_days(client_of, worked_on, cast) -> None:
    client, url = client_of("auditor"), at("riwayat", 6, 0)
    assert main_lines(client.get(url, {"pelaku": cast["verifikator"].nama})) == ["Realisasi tahun 2024 dikembalikan"]
    assert len(main_lines(client.get(url, {"kejadian": "langkah"}))) == 2
    assert len(main_lines(client.get(url, {"kejadian": "nilai"}))) == 1
    assert {line.split()[0] for line in main_lines(client.get(url, {"kejadian": "muat"}))} == {"Lembar"}
    besok = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = client.get(url, {"dari": besok})
    assert "Tidak ada kejadian yang cocok dengan saringan." in response.content.decode()
    excel = page(client.get(url, {"kejadian": "langkah"})).xpath("//a[@download]/@href")
    assert excel == [at("riwayat_unduh", 6, 0) + "?kejadian=langkah"]


def test_the_history_leaves_as_excel_as_it_is_narrowed(client_of, worked_on) -> None:
    sheet = sheet_of(client_of("operator").get(at("riwayat_unduh", 6, 0), {"kejadian": "langkah"}))
    kejadian = [cell.value for cell in sheet[4]].index("Kejadian") + 1
    found = [sheet.cell(row, kejadian).value for row in (5, 6)]
    assert found == ["Realisasi tahun 2024 dikembalikan.", "Realisasi tahun 2024 diajukan."]
    assert sheet.cell(5, 2).is_date
    assert sheet.max_row == 6


def test_a_long_history_has_pages_that_keep_the_filters(client_of, worked_on, cast) -> None:
    for number in range(60):
        record(
            rantai="5371",
            pelaku=cast["operator"],
            tindakan="unduh_bukti",
            objek=worked_on,
            pokok=worked_on.pokok_jejak(),
            alasan=str(number),
        )
    client = client_of("auditor")
    root = page(client.get(at("riwayat", 6, 0), {"pelaku": cast["operator"].nama}))
    assert len(root.xpath(by_class("timeline-main"))) == 50
    (following,) = root.xpath("//a[@rel='next']/@href")
    second = page(client.get(at("riwayat", 6, 0) + following))
    assert 10 <= len(second.xpath(by_class("timeline-main"))) < 50


def test_an_auditor_follows_the_trail_from_table_10_to_evidence_and_history(client_of, worked_on, cast) -> None:
    client = client_of("auditor")
    table = page(client.get(at("tabel", "10")))
    indikator = at("indikator", 6)
    assert indikator in table.xpath("//table//a/@href")
    root = page(client.get(indikator))
    trail = root.xpath(by_class("trail"))[0]
    assert "Rekap" in trail.text_content()
    assert f"Dikembalikan oleh {cast['verifikator'].nama}" in " ".join(trail.text_content().split())
    assert at("riwayat", 6, 0) in trail.xpath(".//a/@href")
    back = page(client.get(at("riwayat", 6, 0)))
    assert indikator in back.xpath("//main//a/@href")


def test_evidence_links_lead_out_without_a_trace_of_where_from(client_of, realisasi, cast) -> None:
    Bukti.objects.create(
        realisasi=realisasi,
        jenis="tautan",
        judul="Laman",
        tautan="https://kpu.example/",
        ditambahkan_oleh=cast["operator"],
    )
    (link,) = page(client_of("auditor").get(at("indikator", 6))).xpath("//a[text()='Laman']")
    assert (link.get("href"), link.get("rel")) == ("https://kpu.example/", "noopener noreferrer")


def test_an_evidence_file_is_one_step_from_the_figure(client_of, realisasi, satker, cast) -> None:
    berkas = Berkas.objects.create(
        satker=satker,
        nama="rekap.pdf",
        isi="ab/ab",
        sha256="ab" * 32,
        ukuran=1,
        tipe="application/pdf",
        diunggah_oleh=cast["operator"],
    )
    bukti = Bukti.objects.create(
        realisasi=realisasi, jenis="berkas", judul="Rekap", berkas=berkas, ditambahkan_oleh=cast["operator"]
    )
    (link,) = page(client_of("auditor").get(at("indikator", 6))).xpath("//a[text()='Rekap']/@href")
    assert link == at("bukti_unduh", bukti.pk)


def test_those_who_read_the_journal_step_from_a_sentence_to_its_entry(client_of, worked_on) -> None:
    nomor = Jejak.objects.filter(rantai="5371", tindakan="kembalikan", objek_jenis="pengukuran.realisasi").get().nomor
    links = page(client_of("auditor").get(at("riwayat", 6, 0))).xpath(by_class("timeline-by") + "/a/@href")
    assert links[0] == at("jejak_rincian", nomor)
    assert not page(client_of("operator").get(at("riwayat", 6, 0))).xpath(by_class("timeline-by") + "/a")
