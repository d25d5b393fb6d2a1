"""Pages of divisi and subbagian. That of a divisi is printed for the pleno."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from apps.dasbor.halaman import HalamanAnalisis
from apps.dasbor.kelompok import rata_view, uang_view
from apps.dasbor.perhatian import fetch_perhatian, perhatian_view
from apps.dasbor.ringkasan.presenters import capaian_view, kelengkapan_view, kelompok_view
from apps.dasbor.unit.presenters import bagian_of, pejabat_view, rekan_view, terlambat, tindak_lanjut, unit_row
from apps.organisasi.facts import FaktaUnit, fetch_unit_divisi, fetch_unit_subbagian
from apps.pengukuran.facts import FaktaKinerja

TANPA_RENCANA = "Belum ada rencana tindak lanjut untuk periode ini."
TANPA_RENCANA_DISAHKAN = "Belum ada rencana tindak lanjut yang disahkan untuk periode ini."


class UnitList(HalamanAnalisis):
    """All divisi and subbagian of the satker with what they answer for."""

    template_name = "dasbor/unit/daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        satker, tahun = self.scope.entitas.satker, self.scope.tahun
        return super().get_context_data(
            **kwargs,
            divisi=[
                unit_row(self.outline, unit, self.url("laporan_divisi", unit.kode))
                for unit in fetch_unit_divisi(satker, tahun)
                if unit.berlaku
            ],
            subbagian=[
                unit_row(self.outline, unit, self.url("subbagian", unit.kode))
                for unit in fetch_unit_subbagian(satker, tahun)
                if unit.berlaku
            ],
            daftar_tahun=self.years("daftar_unit"),
        )


class HalamanUnit(HalamanAnalisis):
    """Base of the page of one unit: what it answers for, how far that is, its money, what is planned."""

    part_of_office = True
    halaman: str

    def fetch(self) -> list[FaktaUnit]:
        """The unit of the address, if there is one."""
        raise NotImplementedError

    @cached_property
    def unit(self) -> FaktaUnit:
        """The unit of the address; 404 for one that this satker never had."""
        found = self.fetch()
        if not found:
            raise Http404("Divisi atau subbagian ini tidak ada di satker Anda.")
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline, unit = self.outline, self.unit
        bagian = bagian_of(outline.fakta.kinerja, unit)
        indikator = list(bagian.indikator)
        kwargs |= {
            "unit": unit,
            "satker": self.scope.entitas.satker,
            "pejabat": pejabat_view(unit),
            "rekan": rekan_view(unit, self.url),
            "jumlah": len(indikator) if unit.berlaku else 0,
            "dicetak": timezone.localtime(),
            "remah": [
                {"label": "Divisi dan subbagian", "url": self.url("daftar_unit")},
                {"label": unit.nama},
            ],
            "daftar_tahun": self.years(self.halaman, unit.kode),
        }
        return super().get_context_data(**kwargs, **(self._isi() if kwargs["jumlah"] else {}))

    def _isi(self) -> dict[str, Any]:
        """The figures; a unit that answers for nothing has none."""
        outline, unit = self.outline, self.unit
        bagian = bagian_of(outline.fakta.kinerja, unit)
        nomor = {indikator.nomor for indikator in bagian.indikator}
        adopsi = {indikator.adopsi_id for indikator in bagian.indikator}
        sasaran, catatan = kelompok_view(bagian, self.triwulan, self.url)
        perhatian = [p for p in fetch_perhatian(outline) if p.amatan.nomor in nomor]
        return {
            "rata": rata_view(bagian),
            "capaian": capaian_view(bagian),
            "kelengkapan": kelengkapan_view(bagian, berjalan=outline.keadaan.berjalan),
            "terlambat": terlambat(perhatian),
            "sasaran": sasaran,
            "catatan": catatan,
            "uang": uang_view(outline, adopsi, self.scope.anggota, self.url, seluruhnya=unit.mengelola_anggaran),
            "perhatian": perhatian_view(perhatian, self.triwulan, self.scope.anggota, self.url),
            "rencana": tindak_lanjut(self._terbaca(bagian), self.triwulan, timezone.localdate(), self.url),
            "tanpa_rencana": TANPA_RENCANA_DISAHKAN if outline.keadaan.hanya_disahkan else TANPA_RENCANA,
        }

    def _terbaca(self, bagian: FaktaKinerja) -> FaktaKinerja:
        """The indicators whose plans may be read: words beside a figure that is withheld are withheld with it."""
        keadaan = self.outline.keadaan
        if not (keadaan.hanya_disahkan and keadaan.berjalan):
            return bagian
        return bagian.hanya({i.adopsi_id for i in bagian.indikator if i.realisasi_tahun(bagian.tahun).terisi})


class DivisiPage(HalamanUnit):
    """The report of a divisi."""

    template_name = "dasbor/unit/divisi.html"
    halaman = "laporan_divisi"

    def fetch(self) -> list[FaktaUnit]:
        return fetch_unit_divisi(self.scope.entitas.satker, self.scope.tahun, self.kwargs["kode"])


class SubbagianPage(HalamanUnit):
    """What a subbagian answers for."""

    template_name = "dasbor/unit/subbagian.html"
    halaman = "subbagian"

    def fetch(self) -> list[FaktaUnit]:
        return fetch_unit_subbagian(self.scope.entitas.satker, self.scope.tahun, self.kwargs["kode"])
