"""Where data comes and goes: a satker and its year, or the whole application, which only superusers see."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from apps.laporan.models import Laporan
from apps.laporan.views import ScopedView
from apps.organisasi.models import Satker
from apps.organisasi.permissions import Anggota, Keputusan, boleh_mengimpor_data
from apps.perencanaan.models import Renstra
from apps.pertukaran.models import ImporData


class DiSatker(ScopedView):
    """Below an entitas and year: data of its satker."""

    @property
    def satker(self) -> Satker | None:
        return self.scope.entitas.satker

    @property
    def tahun(self) -> int | None:
        return self.scope.tahun

    @property
    def anggota(self) -> Anggota:
        return self.scope.anggota

    def alamat(self, nama: str, *args: Any) -> str:
        return self.url(f"data_{nama}", *args)

    def alamat_impor(self, impor: ImporData) -> str:
        """An import stands below the year from which it was uploaded."""
        return self._address("data_impor", impor.tahun or self.scope.tahun, impor.pk)

    def offered_years(self) -> Collection[int]:
        """Every year of the satker, of whatever plan, and the next one, whose data may come first: one query."""
        satker = self.scope.entitas.satker
        rencana = Renstra.objects.dipakai(satker).order_by().values_list("tahun_awal", "tahun_akhir")
        laporan = Laporan.objects.filter(entitas__satker=satker).order_by().values_list("tahun", "tahun")
        ada = (t for awal, akhir in rencana.union(laporan) for t in range(awal, akhir + 1))
        return {*ada, self.scope.tahun, self.scope.tahun + 1}

    @property
    def kerangka(self) -> dict[str, Any]:
        """What the frame of the page needs."""
        pengguna: Any = self.request.user
        return {
            "daftar_tahun": self.years("data_masuk"),
            "url_aplikasi": reverse("aplikasi_data_masuk") if pengguna.is_superuser else "",
        }


class DiAplikasi(View):
    """Data of every satker, and of one that is only being made. For everybody else it does not exist."""

    satker: Satker | None = None
    tahun: int | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pengguna: Any = request.user
        if pengguna.is_authenticated and not pengguna.is_superuser:
            raise Http404("Halaman ini tidak ada.")

    @cached_property
    def anggota(self) -> Anggota:
        return Anggota(None, superuser=True)

    def alamat(self, nama: str, *args: Any) -> str:
        return reverse(f"aplikasi_data_{nama}", args=args)

    def alamat_impor(self, impor: ImporData) -> str:
        return self.alamat("impor", impor.pk)

    @property
    def kerangka(self) -> dict[str, Any]:
        return {}


class Tempat:
    """What the pages of both places share. A page is combined with one of them (``apps/pertukaran/urls.py``)."""

    request: HttpRequest
    kwargs: dict[str, Any]
    satker: Satker | None
    tahun: int | None
    anggota: Anggota
    kerangka: dict[str, Any]

    def alamat(self, nama: str, *args: Any) -> str:
        raise NotImplementedError

    def alamat_impor(self, impor: ImporData) -> str:
        raise NotImplementedError

    @property
    def boleh_memuat(self) -> Keputusan:
        return boleh_mengimpor_data(self.anggota)

    @property
    def semua_impor(self) -> Any:
        """The imports of this place, the newest first."""
        return ImporData.objects.filter(satker=self.satker)

    @cached_property
    def impor(self) -> ImporData:
        """The import that the address names, where it belongs."""
        tahun = Q(tahun=self.tahun) | Q(tahun=None) if self.satker else Q()
        milik = self.semua_impor.filter(tahun, pk=self.kwargs["impor_id"])
        found = milik.select_related("satker", "berkas", "oleh", "diterapkan_oleh", "dibatalkan_oleh")
        if (satu := found.defer("ditulis").first()) is None:
            raise Http404("Impor ini tidak ada.")
        return satu
