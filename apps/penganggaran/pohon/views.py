"""The budget tree. It opens line by line without scripts: every button sends the form with the lines turned so far."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import cached_property

from apps.anggaran.facts import FaktaAnggaran, fetch_satu_tahun
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.pohon.baris_html import baris_html
from apps.penganggaran.pohon.presenters import (
    TINGKAT,
    TINGKAT_BAWAAN,
    angka,
    baris_pohon,
    cocok,
    keadaan_teks,
    tingkat_ada,
)


class TahunAnggaran(HalamanAnggaran):
    """Base of pages about one year's tree: fetched once, with the years that have one."""

    halaman = "anggaran_pohon"

    @cached_property
    def _fakta(self) -> tuple[list[int], FaktaAnggaran | None]:
        return fetch_satu_tahun(self.scope.entitas.satker, self.scope.tahun)

    @property
    def anggaran(self) -> FaktaAnggaran | None:
        """The tree of the year; None when it has no lines."""
        return self._fakta[1]

    def daftar_tahun(self) -> list[dict[str, Any]]:
        """The years that have a budget, and the one of the address, each leading to the same page."""
        ini = self.scope.tahun
        tahun = sorted({*self._fakta[0], ini})
        return [{"tahun": t, "url": self._address(self.halaman, t), "aktif": t == ini} for t in tahun]


class PohonPage(TahunAnggaran):
    """The tree with search; ?sampai= opens a level, ?ubah= turns single lines (twice is not at all), ?q= searches."""

    template_name = "penganggaran/pohon.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs |= self.pohon(self.anggaran) if self.anggaran else {}
        return super().get_context_data(**kwargs, anggaran=self.anggaran, daftar_tahun=self.daftar_tahun())

    def pohon(self, anggaran: FaktaAnggaran) -> dict[str, Any]:
        """What the table shows."""
        asked = self.request.GET
        q = asked.get("q", "").strip()
        tingkat = tingkat_ada(anggaran)
        sampai = asked.get("sampai", TINGKAT_BAWAAN)
        sampai = sampai if sampai in tingkat else TINGKAT_BAWAAN
        ubah = [jalur for jalur, kali in Counter(asked.getlist("ubah")).items() if kali % 2]
        ditemukan = cocok(anggaran, q) if q else None
        blokir = sum(pos.blokir for pos in anggaran.akar)
        url = self.url("anggaran_pohon")
        baris = baris_pohon(anggaran, sampai, frozenset(ubah), ditemukan)
        return {
            "baris": baris_html(baris, url, blokir=bool(blokir)),
            "jumlah": angka(anggaran.pagu, blokir, anggaran.realisasi),
            "ada_blokir": bool(blokir),
            "keadaan": keadaan_teks(anggaran),
            "q": q,
            "jumlah_cocok": None if ditemukan is None else len(ditemukan),
            "sampai": sampai,
            "ubah": ubah,
            "url": url,
            "pilihan": [
                {
                    "label": TINGKAT[jenis],
                    "url": f"{url}?{urlencode({'sampai': jenis})}",
                    "aktif": jenis == sampai and not q,
                }
                for jenis in tingkat
            ],
        }
