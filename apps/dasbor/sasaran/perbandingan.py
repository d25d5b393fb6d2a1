"""The seven comparisons of a sasaran: what was written about its indicators, and about the sasaran itself."""

from collections.abc import Callable, Mapping
from typing import Any

from apps.dasbor.indikator.catatan import Baris, satu_kolom, susun_narasi
from apps.dasbor.indikator.perbandingan import perbandingan_view
from apps.dasbor.jejak.telusur import ANALISIS
from apps.laporan.outline import Outline
from apps.laporan.tujuh_perbandingan import perbandingan_sasaran
from apps.organisasi.permissions import Anggota, boleh_menyunting_narasi
from apps.pengukuran.facts import FaktaSasaran
from apps.pengukuran.kalimat import BahanSebab
from apps.pengukuran.models import Analisis, Narasi, Upaya
from apps.pengukuran.narasi import FaktaNarasi, susun_sebab

Alamat = Callable[..., str]


def perbandingan(outline: Outline, sasaran: FaktaSasaran, anggota: Anggota, alamat: Alamat) -> list[dict[str, Any]]:
    """The comparisons for templates/dasbor/indikator/perbandingan.html: one query beside those of the facts.

    Words of a figure that is withheld say what it is: they are withheld with it, edited texts with the year.
    """
    fakta, keadaan = outline.fakta, outline.keadaan
    sebab, narasi = _tulisan(outline, sasaran)
    if any(i.realisasi_tahun(fakta.tahun).tertahan for i in sasaran.indikator):
        sebab = {}
    if keadaan.tertahan:
        narasi = {}
    izin = boleh_menyunting_narasi(
        anggota, {i.subbagian_id for i in sasaran.indikator}, keadaan.kalimat if keadaan.berlaku else ""
    )

    def sunting(nomor: int) -> str:
        return alamat("narasi_sasaran", sasaran.nomor, nomor)

    # Until kegiatan are chosen, on the pages of entry of its indicators, the page of their money has nothing to mend.
    dukungan = fakta.dukungan
    ada = dukungan is None or dukungan.bagian({i.adopsi_id for i in sasaran.indikator}).dukungan
    uang = alamat("anggaran_sasaran") if ada else ""
    return perbandingan_view(
        perbandingan_sasaran(fakta.kinerja, sasaran, fakta.dukungan, sebab, fakta.triwulan),
        narasi,
        sunting if izin and not fakta.triwulan else None,
        tempat={6: uang, 7: uang},
    )


def _tulisan(outline: Outline, sasaran: FaktaSasaran) -> tuple[Mapping[int, BahanSebab], Mapping[int, FaktaNarasi]]:
    """Causes and efforts by adoption, and the edited texts of the sasaran; texts are edited by year."""
    fakta = outline.fakta
    tahun, triwulan = fakta.tahun, fakta.triwulan
    adopsi = [i.adopsi_id for i in sasaran.indikator]
    baris = satu_kolom(
        Upaya.objects.filter(adopsi__in=adopsi, tahun=tahun, triwulan=triwulan),
        "upaya",
        "urutan",
        *("adopsi_id", "jenis", "isi"),
    ).union(
        satu_kolom(
            Analisis.objects.filter(realisasi__adopsi__in=adopsi, realisasi__tahun=tahun, realisasi__triwulan=triwulan),
            "analisis",
            "realisasi_id",
            *ANALISIS,
            adopsi_id="realisasi__adopsi",
        ),
        satu_kolom(
            Narasi.objects.filter(
                entitas=fakta.entitas,
                tahun=tahun if not triwulan else 0,
                sasaran__indikator__adopsi=adopsi[0] if adopsi else 0,
            ),
            "narasi",
            "perbandingan",
            *("perbandingan", "isi", "dasar", "versi", "waktu"),
            oleh="diubah_oleh__nama",
        ),
        all=True,
    )
    menurut: dict[str, list[Baris]] = {}
    for (satu,) in baris:
        menurut.setdefault(satu["macam"], []).append(satu)
    analisis = {a["adopsi_id"]: {nama: a[nama] for nama in ANALISIS} for a in menurut.get("analisis", ())}
    upaya: dict[int, list[tuple[str, str]]] = {}
    for u in sorted(menurut.get("upaya", ()), key=lambda u: (u["urut"], u["id"])):
        upaya.setdefault(u["adopsi_id"], []).append((u["jenis"], u["isi"]))
    sebab = {pk: susun_sebab(upaya.get(pk, ()), **analisis.get(pk, {})) for pk in adopsi}
    return sebab, susun_narasi(menurut.get("narasi", ()))
