"""The way in, and the answer to a container engine."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Keanggotaan, Pengguna
from apps.organisasi.permissions import Peran, boleh_melihat_bawahan
from apps.organisasi.scope import anggota_of
from apps.siklus.models import Periode


@method_decorator(login_not_required, name="dispatch")
class HealthView(View):
    """Tells a container engine that the application and its database answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")


class HomeView(View):
    """Leads people who fill in or check to their tasks, others to the last report or the offices below them."""

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
        if bawahan := self._offices_below(request.user):  # type: ignore[arg-type]
            return HttpResponseRedirect(bawahan)
        # Whoever keeps the application brings the first data in; others can look at their office, whatever is missing.
        url_data = reverse("aplikasi_data_masuk") if request.user.is_superuser else ""  # type: ignore[union-attr]
        return render(request, "dasbor/kosong.html", {"kantor": self._tanpa_laporan(entitas), "url_data": url_data})

    @staticmethod
    def _tanpa_laporan(entitas: QuerySet[Entitas]) -> list[dict[str, str]]:
        """The offices, each with its dashboard of the last year that has a period, else of this year."""
        kini = timezone.localdate().year
        milik = entitas.select_related("satker").annotate(akhir=Max("periode__tahun")).order_by("satker__kode", "jenis")
        return [{"nama": str(satu), "url": reverse("dasbor", args=[satu.kunci, satu.akhir or kini])} for satu in milik]

    @staticmethod
    def _offices_below(user: Pengguna) -> str:
        """The page of the offices below, for whom no report of the own office waits; "" without any, or the right."""
        induk = Entitas.objects.visible_to(user).filter(satker__bawahan__isnull=False).select_related("satker")
        entitas = induk.order_by("jenis", "satker__kode").first()
        if entitas is None or not boleh_melihat_bawahan(anggota_of(user, entitas.satker)):
            return ""
        # Offices that were just set up have periods before they have a report.
        for model in (Laporan, Periode):
            bawahan = model._default_manager.filter(entitas__satker__induk=entitas.satker)
            if tahun := bawahan.aggregate(akhir=Max("tahun"))["akhir"]:
                return reverse("kantor", args=[entitas.kunci, tahun])
        return reverse("kantor", args=[entitas.kunci, timezone.localdate().year])
