"""Tables of money beside performance: literal rows of 2024 with shares made up here, empty ones, totals that hold."""

from decimal import Decimal as D

import pytest

from apps.anggaran.models import CapaianRO, DukunganKegiatan, KemajuanRO, PosAnggaran
from apps.laporan.exports import FORMATS, render
from apps.laporan.outline import Outline
from apps.laporan.renderers.data import to_dict
from apps.organisasi.models import Entitas
from apps.perencanaan.models import AdopsiIndikator

pytestmark = pytest.mark.django_db


def link(kode: str, nomor: int, porsi: str | None) -> None:
    DukunganKegiatan.objects.create(
        pos=PosAnggaran.objects.get(dipa__tahun=2024, jenis="kegiatan", kode=kode),
        adopsi=AdopsiIndikator.objects.get(entitas__jenis="lembaga", nomor=nomor),
        porsi=None if porsi is None else D(porsi),
    )


def baris(entitas: Entitas, slug: str) -> list[dict]:
    return to_dict(Outline(entitas, 2024).comparison(slug))["baris"]


def indikator(entitas: Entitas, nomor: int) -> dict:
    return next(b for b in baris(entitas, "anggaran-sasaran") if b["teks"]["no"] == str(nomor))


def test_shares_of_2024(entitas: Entitas) -> None:
    link("3355", 2, "40")
    satu = indikator(entitas, 2)["teks"]
    assert (satu["pagu"], satu["realisasi"], satu["serapan"]) == ("1.346.420.000", "1.322.194.262", "98,20%")
    assert (satu["capaian"], satu["selisih"], satu["e"], satu["ne"]) == ("116,90%", "18,70%", "1,80%", "54,50")
    # The only RO has a capaian that is assumed.
    assert indikator(entitas, 2)["tanda"]["e"] == indikator(entitas, 2)["tanda"]["ne"] == "*"


def test_the_total_is_the_satkers_and_the_rest_stays_undivided(entitas: Entitas) -> None:
    link("3355", 2, "40")
    link("6639", 6, "33.33")
    link("6639", 7, "66.67")
    *_, sisa, jumlah = baris(entitas, "anggaran-sasaran")
    assert (sisa["teks"]["uraian"], jumlah["teks"]["uraian"]) == ("Tidak dibagi", "JUMLAH SATKER")
    assert (jumlah["teks"]["pagu"], jumlah["teks"]["realisasi"]) == ("56.658.099.000", "56.575.128.312")
    assert sisa["teks"]["pagu"] == "29.063.934.000"
    assert jumlah["teks"]["serapan"] == "99,85%"


def test_a_link_without_a_share_says_so_and_gives_nothing(entitas: Entitas) -> None:
    link("3355", 2, None)
    satu = indikator(entitas, 2)
    assert satu["teks"]["pagu"] == satu["teks"]["serapan"] == satu["teks"]["e"] == "-"
    assert satu["alasan"]["pagu"] == "Porsi kegiatan WA.3355 belum ditetapkan."
    link("6639", 2, "10")
    satu = indikator(entitas, 2)
    assert satu["teks"]["pagu"] == "2.624.774.500"
    assert satu["tanda"]["pagu"] == "*"
    assert satu["alasan"]["serapan"] == "Porsi kegiatan WA.3355 belum ditetapkan."


def test_without_links_every_indicator_says_why(entitas: Entitas) -> None:
    rows = baris(entitas, "anggaran-sasaran")
    assert {b["alasan"]["pagu"] for b in rows[:-2]} == {"Belum ada kegiatan pendukung."}
    assert rows[-2]["teks"]["pagu"] == "56.658.099.000"
    table = Outline(entitas, 2024).comparison("kegiatan-pendukung")
    assert (table.rows, table.empty_reason[:14]) == ((), "Belum ada kegi")


def test_supporting_kegiatan_with_their_output(entitas: Entitas) -> None:
    link("6639", 6, "40")
    link("6639", 7, None)
    ro = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.CQ.6639.BDB.001")
    CapaianRO.objects.filter(pos=ro).update(target_volume=D(3), satuan="dokumen", capaian=None, asumsi=False)
    KemajuanRO.objects.create(pos=ro, bulan=9, volume=D(2))
    judul, kegiatan, output, judul_7, kegiatan_7, _ = baris(entitas, "kegiatan-pendukung")
    assert judul["teks"]["uraian"].startswith("Indikator 6. ")
    assert kegiatan["teks"] | {"uraian": ""} == {
        "uraian": "",
        "porsi": "40%",
        "pagu": "10.499.098.000",
        "realisasi": "10.499.088.070",
        "serapan": "99,99%",
        "target": "",
        "volume": "",
        "satuan": "",
        "capaian": "",
    }
    assert [output["teks"][key] for key in ("target", "volume", "satuan", "capaian")] == ["3", "2", "dokumen", "66,67%"]
    assert judul_7["gaya"] == "bagian"
    assert (kegiatan_7["teks"]["porsi"], kegiatan_7["alasan"]["porsi"]) == ("-", "Porsi belum ditetapkan.")


@pytest.mark.parametrize("tahun", [2020, 2023, 2024, 2025])
@pytest.mark.parametrize("slug", ["anggaran-sasaran", "kegiatan-pendukung"])
def test_every_format_in_every_year(entitas: Entitas, slug: str, tahun: int) -> None:
    link("6639", 6, "33.33")
    table = Outline(entitas, tahun).comparison(slug)
    assert table.rows or table.empty_reason
    assert all(render(table, name) for name in FORMATS)
