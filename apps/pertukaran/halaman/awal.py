"""The way from the administration to the page where files come in: of the person's own satker."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas
from apps.organisasi.permissions import boleh_mengimpor_data
from apps.organisasi.scope import anggota_of


class MuatDariAdmin(View):
    """Leads a superuser to the data of the application, others to that of the first satker they may write for."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pengguna: Any = request.user
        if pengguna.is_superuser:
            return HttpResponseRedirect(reverse("aplikasi_data_masuk"))
        for entitas in Entitas.objects.visible_to(pengguna).select_related("satker"):
            if boleh_mengimpor_data(anggota_of(pengguna, entitas.satker)):
                akhir = Laporan.objects.filter(entitas=entitas).order_by("-tahun").first()
                tahun = akhir.tahun if akhir else timezone.localdate().year
                return HttpResponseRedirect(reverse("data_masuk", args=[entitas.kunci, tahun]))
        raise Http404("Halaman ini tidak ada.")
