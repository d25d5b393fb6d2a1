"""The page of an indicator: its figure, its parts, the seven comparisons and their states."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.dasbor.indikator.views import IndikatorPage
from apps.laporan.diagrams.kinerja import tren_indikator
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Analisis, Narasi, Peristiwa, Realisasi, RincianRealisasi, TransisiRealisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator, Target
from apps.siklus.models import Periode
from tests.pengisian.reading import css, parse, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def at(nomor: int, tahun: int = 2024) -> str:
    return reverse("indikator", args=["5371", tahun, nomor])


def sections(client: Client, nomor: int, tahun: int = 2024) -> dict[int, str]:
    """The seven comparisons as a person reads them."""
    page = parse(client.get(at(nomor, tahun)))
    return {n: words(page.get_element_by_id(f"perbandingan-{n}")) for n in range(1, 8)}


@pytest.fixture
def realisasi(entitas: Entitas) -> Realisasi:
    return Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)


def test_all_seven_stand_with_their_state_and_an_index_leads_to_them(client_of: SignIn) -> None:
    client = client_of("auditor")
    found = sections(client, 6)
    assert found[1].startswith("1. Target dan realisasi tahun ini Terisi Realisasi 2024 sebesar 69,66%,")
    assert "Tidak berlaku Perbandingan ini tidak berlaku karena" in found[2]
    assert found[6] == (
        "6. Efisiensi penggunaan sumber daya Belum ada Kegiatan pendukung belum ditetapkan. "
        "Pilih kegiatan pendukungnya pada isian indikator."
    )
    page = parse(client.get(at(6)))
    [index] = css(page, "comparison-index")
    assert index.xpath(".//a/@href") == [f"#perbandingan-{n}" for n in range(1, 8)]
    assert [words(chip) for chip in css(index, "chip")] == [
        *("Terisi", "Tidak berlaku", "Terisi", "Terisi"),
        *("Belum ada", "Belum ada", "Belum ada"),
    ]


def test_whoever_fills_in_gets_there_in_one_click(client_of: SignIn, realisasi: Realisasi) -> None:
    Periode.objects.update_or_create(
        entitas=realisasi.adopsi.entitas, tahun=2024, triwulan=0, defaults={"dibuka": True}
    )

    def ways(who: str) -> list[str]:
        page = parse(client_of(who).get(at(6)))
        return page.xpath("//a[normalize-space()='Buka isian']/@href")

    assert ways("auditor") == []
    assert ways("operator") == [reverse("isi", args=["5371", 2024, 6, 0])]


def test_a_figure_that_came_back_says_so_until_it_is_handed_in_again(
    client_of: SignIn, realisasi: Realisasi, cast: dict[str, Pengguna]
) -> None:
    def state() -> str:
        return words(css(parse(client_of("auditor").get(at(6))), "trail-head")[0])

    Langkah = TransisiRealisasi.Langkah
    for langkah, tertulis in ((Langkah.KEMBALIKAN, "Dikembalikan"), (Langkah.TARIK, "Draf")):
        TransisiRealisasi.objects.create(
            realisasi=realisasi, langkah=langkah, dari="diajukan", ke="draf", oleh=cast["verifikator"], alasan="Belum."
        )
        assert f"Tahunan 2024 {tertulis} " in state()


def test_doubtful_years_are_named_but_their_figures_stand_in_no_sentence(client_of: SignIn) -> None:
    dua = sections(client_of("auditor"), 6)[2]
    assert "Tahun 2022 dan 2023 tidak dibandingkan karena diragukan." in dua
    assert "100%" not in dua


def test_causes_and_efforts_stand_in_comparison_5(client_of: SignIn, realisasi: Realisasi) -> None:
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca buruk.", alternatif="Jemput bola.")
    lima = sections(client_of("auditor"), 6)[5]
    assert "Target 2024 belum tercapai. Yang dicatat: hambatan dan penyebab, alternatif" in lima
    assert "Hambatan dan penyebab Cuaca buruk." in lima
    assert "Upaya yang dilakukan Mengajak pemilih pemula" in lima


def test_money_and_its_kegiatan_stand_in_6_and_7(client_of: SignIn, entitas: Entitas) -> None:
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    kegiatan = PosAnggaran.objects.filter(dipa__satker=entitas.satker, dipa__tahun=2024, jenis="kegiatan")[0]
    link = DukunganKegiatan.objects.create(pos=kegiatan, adopsi=adopsi)
    found = sections(client_of("auditor"), 6)
    assert "Belum ada Capaian 81,95%. Serapan kegiatan pendukung belum dapat dihitung: porsi" in found[6]
    assert "(porsi belum ditetapkan, serapan " in found[7]
    link.porsi = 40
    link.save()
    found = sections(client_of("auditor"), 6)
    assert "Terisi Capaian 81,95% dicapai dengan serapan" in found[6]
    assert "Pagu pendukung Rp" in found[6]
    assert "(porsi 40%, serapan " in found[7]
    assert "Tidak ada hambatan yang dicatat." in found[7]


def test_numerator_denominator_and_the_details_by_event(client_of: SignIn, realisasi: Realisasi) -> None:
    peristiwa = Peristiwa.objects.filter(entitas=realisasi.adopsi.entitas).order_by("pk")[0]
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=None, pembilang=200_345, penyebut="287602.50")
    for kelompok, pembilang, dihitung in (("semua", 200_345, True), ("disabilitas", 12, False)):
        RincianRealisasi.objects.create(
            realisasi=realisasi,
            peristiwa=peristiwa,
            kelompok=kelompok,
            pembilang=pembilang,
            penyebut="287602.50",
            dihitung=dihitung,
        )
    page = parse(client_of("auditor").get(at(6)))
    [parts] = css(page, "indicator-parts")
    assert words(parts).endswith("287.602,5")
    assert "200.345" in words(parts)
    [details] = css(page, "indicator-details")
    rows = [words(row) for row in details.xpath(".//tbody/tr")]
    assert len(rows) == 2
    assert any("(dihitung untuk tahun ini)" in row and "200.345" in row and "69,66%" in row for row in rows)
    assert any("Penyandang disabilitas" in row and "0,01%" in row for row in rows)


def test_a_figure_that_was_entered_whole_has_no_parts(client_of: SignIn) -> None:
    page = parse(client_of("auditor").get(at(2)))
    assert css(page, "indicator-parts") == [] == css(page, "indicator-details")


@pytest.mark.parametrize(
    ("who", "edits"),
    [("operator", 7), ("operator_lain", 0), ("verifikator", 7), ("administrator", 7), ("pimpinan", 0), ("auditor", 0)],
)
def test_only_those_who_may_write_get_the_way_to_it(client_of: SignIn, who: str, edits: int) -> None:
    page = parse(client_of(who).get(at(6)))
    assert len(css(page, "comparison-edit")) == edits


def test_a_year_without_budget_says_so(client_of: SignIn) -> None:
    found = sections(client_of("auditor"), 5, 2021)
    assert "Anggaran 2021 belum dimuat atau belum disahkan." in found[6]
    assert "Target diambil dari Renstra karena perjanjian kinerja 2021 belum dicatat." in found[1]


def test_a_figure_that_is_withheld_keeps_its_words_back(
    client_of: SignIn, realisasi: Realisasi, cast: dict[str, Pengguna]
) -> None:
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca buruk.")
    Narasi.objects.create(
        entitas=realisasi.adopsi.entitas,
        tahun=2024,
        adopsi=realisasi.adopsi,
        perbandingan=1,
        isi="Hanya 69,66%.",
        dasar="x",
        diubah_oleh=cast["operator"],
    )
    client = client_of("auditor")
    semua, disahkan = (words(parse(client.get(at(6) + q)).xpath("//main")[0]) for q in ("", "?angka=disahkan"))
    for kata in ("Hanya 69,66%.", "Cuaca buruk."):
        assert kata in semua
        assert kata not in disahkan
    assert "Realisasi 2024 belum disahkan. Tunggu pengesahan, atau lihat semua angka." in disahkan
    assert "belum dituliskan" not in disahkan
    assert not parse(client.get(at(6) + "?angka=disahkan")).xpath("//*[@id='perbandingan-5']//a")
    sasaran = words(parse(client.get(reverse("sasaran", args=["5371", 2024, 3]) + "?angka=disahkan")))
    assert "Realisasi indikator 6, 7, dan 8 belum disahkan." in sasaran
    assert "belum dituliskan untuk" not in sasaran


def test_a_quarter_has_its_own_figures_and_only_its_own_comparison(
    client_of: SignIn, realisasi: Realisasi, monkeypatch: pytest.MonkeyPatch
) -> None:
    kuartal = {"adopsi": realisasi.adopsi, "tahun": 2024, "triwulan": 3}
    Target.objects.create(**kuartal, sumber="triwulan", nilai=60)
    Realisasi.objects.create(**kuartal, nilai=57)
    Upaya.objects.create(**kuartal, jenis="dilakukan", urutan=1, isi="Sosialisasi keliling.")
    monkeypatch.setattr(
        IndikatorPage, "outline", property(lambda self: Outline(self.scope.entitas, self.scope.tahun, triwulan=3))
    )
    client = client_of("operator")
    page = parse(client.get(at(6)))
    assert "Perhitungan Triwulan III 2024" in words(page)
    found = sections(client, 6)
    assert "Realisasi Triwulan III 2024 sebesar 57%, lebih rendah 3 poin persen daripada target triwulan" in found[1]
    assert "Sosialisasi keliling." in found[5]
    assert "Mengajak pemilih pemula" not in found[5]
    assert all("Tidak berlaku" in found[n] for n in (2, 3, 4, 6, 7))
    assert css(page, "bagan") == [] == css(page, "comparison-edit")


def test_the_diagram_of_the_years_stands_there_with_its_files(client_of: SignIn, outline: Outline) -> None:
    client = client_of("auditor")
    [bagan] = css(parse(client.get(at(2))), "bagan")
    indikator = next(i for i in outline.fakta.kinerja.indikator if i.nomor == 2)
    chart = tren_indikator(outline.fakta.kinerja, indikator)
    assert chart.caption in words(bagan)
    for url in bagan.xpath(".//a[@download]/@href"):
        response = client.get(url)
        assert response.status_code == 200
        assert "tren-indikator-2" in response["Content-Disposition"]
    assert client.get(reverse("unduh_tren", args=["5371", 2024, 2, "pdf"])).status_code == 404
    assert client.get(reverse("unduh_tren", args=["5371", 2024, 13, "svg"])).status_code == 404


def test_every_indicator_of_every_year_opens(client_of: SignIn) -> None:
    client = client_of("auditor")
    for tahun in range(2020, 2025):
        for nomor in range(1, 13):
            assert client.get(at(nomor, tahun)).status_code == 200, (tahun, nomor)
