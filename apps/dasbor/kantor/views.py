"""The offices directly below a satker, side by side; read only, and no way leads into their own pages."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from apps.dasbor.kantor.facts import FaktaBawahan, fetch_bawahan
from apps.dasbor.kantor.presenters import kantor_view
from apps.dasbor.kantor.tables import MATRIKS, RINGKASAN, Judul, matriks_table, ringkasan_table
from apps.dasbor.triwulan import angka_triwulan
from apps.laporan.renderers.html import table_view
from apps.laporan.table import Table
from apps.laporan.views import DOWNLOADS, DownloadView, ScopedPage, ScopedView
from apps.organisasi.permissions import boleh_melihat_bawahan
from apps.organisasi.scope import require
from apps.siklus.facts import nama_periode


class _Bawahan(ScopedView):
    """Base of what shows offices below: 404 where there are none, and only for those who answer for the satker."""

    figures_chosen = True
    periods_chosen = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.scope.membawahi:
            raise Http404("Satker ini tidak membawahi kantor lain.")
        require(boleh_melihat_bawahan(self.scope.anggota))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bawahan(self) -> FaktaBawahan:
        return fetch_bawahan(
            self.scope.entitas, self.scope.tahun, triwulan=self.triwulan, hanya_disahkan=self.hanya_disahkan
        )

    def offered_years(self) -> Collection[int]:
        return self.bawahan.tahun

    @property
    def judul(self) -> Judul:
        return Judul(
            self.scope.entitas.satker.nama_singkat,
            self.scope.tahun,
            self.triwulan,
            hanya_disahkan=self.hanya_disahkan,
        )

    def tables(self) -> dict[str, Table]:
        """The summary, and one table for each shared plan, by the name in their address."""
        matriks = (matriks_table(self.bawahan, renstra, self.judul) for renstra in self.bawahan.bersama)
        return {RINGKASAN: ringkasan_table(self.bawahan, self.judul), **{table.slug: table for table in matriks}}


class KantorPage(_Bawahan, ScopedPage):
    """Completeness, capaian and serapan of each office, and the capaian of shared indicators beside each other."""

    template_name = "dasbor/kantor/kantor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kantor = [kantor_view(satu, self.triwulan) for satu in self.bawahan.kantor]
        return super().get_context_data(
            **kwargs,
            nama_periode=nama_periode(self.scope.tahun, self.triwulan).removeprefix("Tahunan "),
            kantor=kantor,
            jumlah=f"{len(kantor)} kantor",
            ada_angka=any(not satu["alasan"] or not satu["alasan_uang"] for satu in kantor),
            unduhan=self._files(RINGKASAN),
            matriks=[
                {"view": table_view(table), "unduhan": self._files(slug)}
                for slug, table in self.tables().items()
                if slug.startswith(MATRIKS)
            ],
            keadaan=self._choice(),
            periode=self.periods(),
            angka_triwulan=angka_triwulan(self, [satu.kinerja for satu in self.bawahan.kantor], per_kantor=True),
            daftar_tahun=self.years("kantor"),
        )

    def _files(self, slug: str) -> list[dict[str, str]]:
        return [{"label": label, "url": self.url("unduh_kantor", slug, kind)} for kind, label in DOWNLOADS]

    def _choice(self) -> dict[str, Any]:
        """The choice between all and approved figures; how far those of each office are stands in its line."""
        disahkan = sum(kantor.keadaan.berlaku for kantor in self.bawahan.kantor)
        berjalan = any(kantor.keadaan.berjalan for kantor in self.bawahan.kantor)
        pilihan = [("Semua angka", False), ("Hanya yang disahkan", True)]
        semua = len(self.bawahan.kantor)
        belum = "Belum semua disahkan" if disahkan else "Belum disahkan"
        label, nada = ("Disahkan", "ok") if disahkan == semua else (belum, "warn")
        return {
            "chip": label,
            "nada": nada,
            "teks": f"{disahkan} dari {semua} kantor sudah mengesahkan periode ini." if berjalan else "",
            "pilihan": [
                {"label": label, "url": self.same_page(disahkan=only), "aktif": only == self.hanya_disahkan}
                for label, only in pilihan
            ]
            if berjalan
            else [],
        }


class KantorDownload(_Bawahan, DownloadView):
    """One of the tables as a file."""

    def stem(self, label: str) -> str:
        return super().stem(label) + (f"-triwulan-{self.triwulan}" if self.triwulan else "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = self.tables().get(kwargs["tabel"])
        if table is None:
            raise Http404("Tabel ini tidak ada.")
        return self.send_table(table, kwargs["bentuk"])
