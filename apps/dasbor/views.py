"""The way in, and the answer to a container engine."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Keanggotaan
from apps.organisasi.permissions import Peran
from apps.siklus.models import Periode


@method_decorator(login_not_required, name="dispatch")
class HealthView(View):
    """Tells a container engine that the application and its database answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")


class HomeView(View):
    """Leads people who fill in or check to their tasks, others to the last report; says what to do without either."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entitas = Entitas.objects.visible_to(request.user)  # type: ignore[arg-type]
        urutan = ("-tahun", "entitas__jenis")
        pekerjaan = Keanggotaan.objects.aktif().filter(
            pengguna=request.user.pk, peran__in=(Peran.OPERATOR, Peran.VERIFIKATOR)
        )
        periode = (
            Periode.objects.filter(entitas__satker__in=pekerjaan.values("satker"), dibuka=True)
            .select_related("entitas__satker")
            .order_by(*urutan)
            .first()
        )
        if periode:
            return HttpResponseRedirect(reverse("tugas", args=[periode.entitas.kunci, periode.tahun]))
        laporan = (
            Laporan.objects.filter(entitas__in=entitas).select_related("entitas__satker").order_by(*urutan).first()
        )
        if laporan:
            return HttpResponseRedirect(reverse("dasbor", args=[laporan.entitas.kunci, laporan.tahun]))
        return render(request, "dasbor/kosong.html")
