"""The page of a list, its files, and the index of all lists."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from apps.dasbor.daftar.berkas import tabel_berkas
from apps.dasbor.daftar.dasar import KOLOM, Daftar
from apps.dasbor.daftar.saringan import tersaring
from apps.dasbor.daftar.tabel import SORT, dapat_diurut, paginate, susun_tabel, urutan
from apps.laporan.views import ANGKA, DISAHKAN, DOWNLOADS, DownloadView, ScopedPage, ScopedView
from apps.organisasi.scope import require
from apps.ui.numbers import format_bulat

ARAH = (("", "menaik"), ("-", "menurun"))


class DaftarView(ScopedView):
    """Base: which list, for whom, and its state as pairs of an address."""

    daftar: type[Daftar[Any]] = Daftar

    @cached_property
    def isi(self) -> Daftar[Any]:
        daftar = self.daftar(self)
        require(daftar.izin())
        return daftar

    def keadaan_alamat(self, *tanpa: str) -> list[tuple[str, str]]:
        """What the address says of the list but for these names and the page; what means nothing here is left out."""
        asked, isi = self.request.GET, self.isi
        pasangan = [(name, asked[name]) for name in isi.form.fields if asked.get(name)]
        if not isi.kolom_bawaan:
            pasangan += [(KOLOM, k.kunci) for k in isi.dipilih if not k.tetap]
        pasangan += [(SORT, asked[SORT])] if asked.get(SORT) == urutan(isi, self.request) else []
        pasangan += [(ANGKA, DISAHKAN)] if self.hanya_disahkan else []
        return [(name, value) for name, value in pasangan if name not in tanpa]


class DaftarPage(DaftarView, ScopedPage):
    """A list with search, filters, order, columns and pages, all of whose state stands in the address."""

    def get_template_names(self) -> list[str]:
        return [self.daftar.templat]

    def same_page(self, *, disahkan: bool) -> str:
        return _address(self.request.path, [*self.keadaan_alamat(ANGKA), *([(ANGKA, DISAHKAN)] if disahkan else [])])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = self.isi
        table = susun_tabel(isi, self.request)
        paginate(table, self.request)
        saringan = list(isi.form.fields)
        path = self.request.path
        return super().get_context_data(
            **kwargs,
            daftar=isi,
            table=table,
            jumlah=format_bulat(len(table.data)),
            saringan=isi.form,
            tersaring=tersaring(isi.form),
            url_bersih=_address(path, self.keadaan_alamat(*saringan)),
            tetap=_hidden(self.keadaan_alamat(*saringan)),
            pengaturan=self._settings(),
            unduhan=[{"label": label, "url": self._file(kind)} for kind, label in DOWNLOADS],
            catatan=isi.catatan(),
            keadaan=self.figure_state() if isi.memilih_angka else {},
            daftar_tahun=self.years(isi.halaman) if isi.per_tahun else [],
            remah=[]
            if isi.menu_sendiri
            else [{"label": "Daftar data", "url": self.url("daftar_data")}, {"label": isi.judul}],
        )

    def _settings(self) -> dict[str, Any]:
        """Which columns there are and what they can be ordered by, for templates/dasbor/daftar/pengaturan.html."""
        isi, alias = self.isi, urutan(self.isi, self.request)
        return {
            "kolom": [
                {"kunci": k.kunci, "label": k.label, "dipilih": k in isi.dipilih} for k in isi.kolom if not k.tetap
            ],
            "urutan": [
                {"nilai": f"{tanda}{k.kunci}", "label": f"{k.label}, {arah}", "dipilih": f"{tanda}{k.kunci}" == alias}
                for k in isi.dipilih
                if dapat_diurut(isi, k)
                for tanda, arah in ARAH
            ],
            "tetap": _hidden(self.keadaan_alamat(KOLOM, SORT)),
            "url_bawaan": ""
            if isi.kolom_bawaan and alias == isi.urutan
            else _address(self.request.path, self.keadaan_alamat(KOLOM, SORT)),
        }

    def _file(self, kind: str) -> str:
        url = self.url(f"unduh_{self.isi.halaman}", kind).partition("?")[0]
        return _address(url, self.keadaan_alamat())


class DaftarUnduh(DaftarView, DownloadView):
    """What the page shows, all pages of it, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        isi = self.isi
        response = self.send_table(tabel_berkas(isi), kwargs["bentuk"])
        isi.dicatat(kwargs["bentuk"])
        return response


class DaftarIndex(ScopedPage):
    """All lists that the person may open."""

    template_name = "dasbor/daftar/indeks.html"
    semua: tuple[type[Daftar[Any]], ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        daftar = [satu(self) for satu in self.semua]
        return super().get_context_data(
            **kwargs,
            daftar=[
                {"judul": satu.judul, "penjelasan": satu.penjelasan, "url": self.url(satu.halaman)}
                for satu in daftar
                if satu.izin()
            ],
            daftar_tahun=self.years("daftar_data"),
        )


def _address(path: str, pasangan: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pasangan))
    return f"{path}?{query}" if query else path


def _hidden(pasangan: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"nama": nama, "nilai": nilai} for nama, nilai in pasangan]
