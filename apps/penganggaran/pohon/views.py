"""The budget tree. It opens line by line without scripts: every button sends the form with the lines turned so far."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from apps.anggaran.facts import FaktaAnggaran, fetch_satu_tahun
from apps.anggaran.facts.pos import fetch_pagu_versi, fetch_realisasi_keadaan
from apps.anggaran.models import PosAnggaran
from apps.laporan.tables.anggaran_pohon import DI_ATAS_PROGRAM
from apps.laporan.views import DOWNLOADS, DownloadView
from apps.organisasi.permissions import boleh_membaca_jejak
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.pohon.baris_html import baris_html
from apps.penganggaran.pohon.pos import keadaan_rows, perhitungan, rincian_rows, versi_rows
from apps.penganggaran.pohon.presenters import (
    TINGKAT,
    TINGKAT_BAWAAN,
    angka,
    baris_pohon,
    cocok,
    keadaan_teks,
    kolom,
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
    """The tree with search; ?sampai= opens a level, ?ubah= are the lines turned before, ?balik= the one turned now.

    ?pos= is the full code of one line, as the tables of the report name it: it leads to the page of that line.
    """

    template_name = "penganggaran/pohon.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if jalur := request.GET.get("pos"):
            pos = PosAnggaran.objects.filter(
                jalur=jalur, dipa__satker=self.scope.entitas.satker, dipa__tahun=self.scope.tahun
            ).first()
            if pos is None:
                raise Http404("Pos anggaran ini tidak ada.")
            return redirect(self.url("anggaran_pos", pos.pk))
        return super().get(request, *args, **kwargs)

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
        ubah = sorted({*asked.getlist("ubah")} ^ {*asked.getlist("balik")[-1:]})
        ditemukan = cocok(anggaran, q) if q else None
        blokir = sum(pos.blokir for pos in anggaran.akar)
        url = self.url("anggaran_pohon")
        baris = baris_pohon(anggaran, sampai, frozenset(ubah), ditemukan)
        return {
            "baris": baris_html(baris, url, blokir=bool(blokir)),
            "kolom": kolom(angka(anggaran.pagu, blokir, anggaran.realisasi), blokir=bool(blokir)),
            "judul_tabel": f"Pagu, realisasi, dan sisa setiap pos anggaran {self.scope.tahun}, dalam rupiah",
            "keadaan": keadaan_teks(anggaran),
            "q": q,
            "jumlah_cocok": None if ditemukan is None else len(ditemukan),
            "sampai": sampai,
            "ubah": ubah,
            "url": url,
            "unduhan": [{"label": label, "url": self.url("unduh_anggaran", kind)} for kind, label in DOWNLOADS],
            "pilihan": [
                {
                    "label": TINGKAT[jenis],
                    "url": f"{url}?{urlencode({'sampai': jenis})}",
                    "aktif": jenis == sampai and not q,
                }
                for jenis in tingkat
            ],
        }


class PosPage(TahunAnggaran):
    """One line: how its figures came about, what stands right below, its pagu per version, its realisasi per state."""

    template_name = "penganggaran/pos.html"

    @cached_property
    def pos(self) -> PosAnggaran:
        """The line of the address; 404 for another satker's or year's."""
        pos = PosAnggaran.objects.filter(
            pk=self.kwargs["pk"], dipa__satker=self.scope.entitas.satker, dipa__tahun=self.scope.tahun
        ).first()
        if pos is None:
            raise Http404("Pos anggaran ini tidak ada.")
        return pos

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jalan = self.anggaran.jalan(self.pos.pk) if self.anggaran else []
        ini = jalan[-1] if jalan else None
        kode = ini.kode_tampil if ini else self.pos.jalur
        jejak = self.alamat_jejak if boleh_membaca_jejak(self.scope.anggota) else None
        return super().get_context_data(
            **kwargs,
            kode=kode,
            nama=self.pos.nama or self.pos.get_jenis_display(),
            jenis=self.pos.get_jenis_display() if self.pos.nama else "",
            keadaan=keadaan_teks(self.anggaran) if self.anggaran else "",
            angka=angka(ini.pagu, ini.blokir, ini.realisasi) if ini else None,
            perhitungan=perhitungan(ini) if ini else [],
            rincian=rincian_rows(ini.anak, self.url) if ini else [],
            versi=versi_rows(fetch_pagu_versi(self.pos), jejak, self.url),
            realisasi=keadaan_rows(fetch_realisasi_keadaan(self.pos), jejak, self.url),
            daftar_tahun=self.daftar_tahun(),
            remah=[
                {"label": "Rincian anggaran", "url": self.url("anggaran_pohon")},
                *(
                    {"label": pos.kode_tampil, "url": self.url("anggaran_pos", pos.id)}
                    for pos in jalan[:-1]
                    if pos.jenis not in DI_ATAS_PROGRAM
                ),
                {"label": kode or "Item"},
            ],
        )

    def alamat_jejak(self, nomor: int) -> str:
        """The entry of the journal with this number."""
        return self.url("jejak_rincian", nomor)


class PohonUnduh(DownloadView):
    """The whole tree as a file: Excel with grouped levels and live sums, CSV or JSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_table(self.outline.comparison("pohon-anggaran"), kwargs["bentuk"])
