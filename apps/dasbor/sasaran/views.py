"""Pages of sasaran and tujuan: what is reached, with which money, what needs attention."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from apps.dasbor.halaman import HalamanAnalisis
from apps.dasbor.kelompok import rata_view, uang_view
from apps.dasbor.perhatian import fetch_perhatian, perhatian_view
from apps.dasbor.ringkasan.presenters import capaian_view, kelengkapan_view, kelompok_view
from apps.dasbor.sasaran.perbandingan import perbandingan
from apps.dasbor.sasaran.presenters import bagian_of, tabel_rows, tujuan_view
from apps.dasbor.triwulan import angka_triwulan
from apps.pengukuran.facts import FaktaSasaran, FaktaTujuan


class SasaranList(HalamanAnalisis):
    """All tujuan of the year with their sasaran."""

    template_name = "dasbor/sasaran/daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            tujuan=[tujuan_view(self.outline, t, self.url) for t in self.outline.fakta.kinerja.tujuan],
            angka_triwulan=angka_triwulan(self, [self.outline.fakta.kinerja]),
            daftar_tahun=self.years("daftar_sasaran"),
            url_pohon=self.url("pohon_kinerja"),
        )


class HalamanKelompok(HalamanAnalisis):
    """Base of the pages about some sasaran of the year: their indicators, their money, what needs attention."""

    part_of_office = True

    @property
    def sasaran(self) -> Sequence[FaktaSasaran]:
        """The sasaran that the page is about."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline = self.outline
        bagian = bagian_of(outline.fakta.kinerja, *self.sasaran)
        nomor = {indikator.nomor for indikator in bagian.indikator}
        kelompok, catatan = kelompok_view(bagian, self.triwulan, self.url)
        perhatian = [p for p in fetch_perhatian(outline) if p.amatan.nomor in nomor]
        adopsi = {indikator.adopsi_id for indikator in bagian.indikator}
        return super().get_context_data(
            **kwargs,
            rata=rata_view(bagian),
            capaian=capaian_view(bagian),
            kelengkapan=kelengkapan_view(bagian, berjalan=outline.keadaan.berjalan),
            sasaran=kelompok,
            catatan=catatan,
            uang=uang_view(outline, adopsi, self.scope.anggota, self.url),
            perhatian=perhatian_view(perhatian, self.triwulan, self.scope.anggota, self.url),
        )


class SasaranPage(HalamanKelompok):
    """One sasaran."""

    template_name = "dasbor/sasaran/sasaran.html"

    @cached_property
    def _tempat(self) -> tuple[FaktaTujuan, FaktaSasaran]:
        """The sasaran of the address with its tujuan, found as the tables find it; 404 when the year has none."""
        nomor = self.kwargs["nomor"]
        for tujuan in self.outline.fakta.kinerja.tujuan:
            for sasaran in tujuan.sasaran:
                if sasaran.nomor == nomor:
                    return tujuan, sasaran
        raise Http404(f"Sasaran {nomor} tidak ada tahun {self.scope.tahun}.")

    @property
    def sasaran(self) -> Sequence[FaktaSasaran]:
        return self._tempat[1:]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tujuan, ini = self._tempat
        semua = list(self.outline.fakta.kinerja.sasaran)
        letak = semua.index(ini)
        return super().get_context_data(
            **kwargs,
            ini=ini,
            tujuan=tujuan,
            url_tujuan=self.url("tujuan", tujuan.nomor),
            perbandingan=perbandingan(self.outline, ini, self.scope.anggota, self.url),
            tabel=tabel_rows(self.outline, ini, self.url),
            sebelum=self._tetangga(semua[letak - 1]) if letak else None,
            sesudah=self._tetangga(semua[letak + 1]) if letak + 1 < len(semua) else None,
            remah=[
                {"label": "Sasaran dan tujuan", "url": self.url("daftar_sasaran")},
                {"label": f"Tujuan {tujuan.nomor}", "url": self.url("tujuan", tujuan.nomor)},
                {"label": f"Sasaran {ini.nomor}"},
            ],
            daftar_tahun=self.years("sasaran", ini.nomor),
        )

    def _tetangga(self, sasaran: FaktaSasaran) -> dict[str, str]:
        return {
            "label": f"Sasaran {sasaran.nomor}",
            "judul": sasaran.nama,
            "url": self.url("sasaran", sasaran.nomor),
        }


class TujuanPage(HalamanKelompok):
    """One tujuan with all of its sasaran."""

    template_name = "dasbor/sasaran/tujuan.html"

    @cached_property
    def _tujuan(self) -> FaktaTujuan:
        nomor = self.kwargs["nomor"]
        for tujuan in self.outline.fakta.kinerja.tujuan:
            if tujuan.nomor == nomor:
                return tujuan
        raise Http404(f"Tujuan {nomor} tidak ada tahun {self.scope.tahun}.")

    @property
    def sasaran(self) -> Sequence[FaktaSasaran]:
        return self._tujuan.sasaran

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ini = self._tujuan
        return super().get_context_data(
            **kwargs,
            ini=ini,
            tujuan=tujuan_view(self.outline, ini, self.url),
            remah=[
                {"label": "Sasaran dan tujuan", "url": self.url("daftar_sasaran")},
                {"label": f"Tujuan {ini.nomor}"},
            ],
            daftar_tahun=self.years("tujuan", ini.nomor),
        )
