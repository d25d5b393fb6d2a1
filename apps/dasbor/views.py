"""The way in, and the answer to a container engine."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Keanggotaan, Pengguna
from apps.organisasi.permissions import Peran, boleh_melihat_bawahan, boleh_mengelola
from apps.organisasi.scope import anggota_of
from apps.pengukuran.models import Realisasi
from apps.siklus.facts import SELURUH_TAHUN
from apps.siklus.models import Periode


@method_decorator(login_not_required, name="dispatch")
class HealthView(View):
    """Tells a container engine that the application and its database answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")


class HomeView(View):
    """Leads people who fill in or check to their tasks, others to the last year with figures or the offices below."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entitas = Entitas.objects.visible_to(request.user)  # type: ignore[arg-type]
        pekerjaan = Keanggotaan.objects.aktif().filter(
            pengguna=request.user.pk, peran__in=(Peran.OPERATOR, Peran.VERIFIKATOR)
        )
        periode = (
            Periode.objects.filter(entitas__satker__in=pekerjaan.values("satker"), dibuka=True)
            .select_related("entitas__satker")
            .order_by("-tahun", "entitas__jenis")
            .first()
        )
        if periode:
            return HttpResponseRedirect(reverse("tugas", args=[periode.entitas.kunci, periode.tahun]))
        if laporan := self._last_report(entitas):
            return HttpResponseRedirect(reverse("dasbor", args=[laporan.entitas.kunci, laporan.tahun]))
        if bawahan := self._offices_below(request.user):  # type: ignore[arg-type]
            return HttpResponseRedirect(bawahan)
        # Whoever keeps the application brings the first data in; others can look at their office, whatever is missing.
        url_data = reverse("aplikasi_data_masuk") if request.user.is_superuser else ""  # type: ignore[union-attr]
        kantor = [(satu, self._begins_at(satu)) for satu in self._with_last_period(entitas)]
        if not url_data:
            for satu, alamat in kantor:
                # The dashboard tells an administrator how to begin.
                if boleh_mengelola(anggota_of(request.user, satu.satker)):  # type: ignore[arg-type]
                    return HttpResponseRedirect(alamat)
        daftar = [{"nama": str(satu), "url": alamat} for satu, alamat in kantor]
        return render(request, "dasbor/kosong.html", {"kantor": daftar, "url_data": url_data})

    @staticmethod
    def _last_report(entitas: QuerySet[Entitas]) -> Laporan | None:
        """The report of the last year that has figures as a whole; while none has, of the last year."""
        setahun = Realisasi.objects.filter(
            adopsi__entitas=OuterRef("entitas"), tahun=OuterRef("tahun"), triwulan=SELURUH_TAHUN
        )
        milik = Laporan.objects.filter(entitas__in=entitas).annotate(berangka=Exists(setahun))
        return milik.select_related("entitas__satker").order_by("-berangka", "-tahun", "entitas__jenis").first()

    @staticmethod
    def _with_last_period(entitas: QuerySet[Entitas]) -> QuerySet[Entitas]:
        milik = entitas.select_related("satker").annotate(akhir=Max("periode__tahun"))
        return milik.order_by("satker__kode", "jenis")

    @staticmethod
    def _begins_at(entitas: Entitas) -> str:
        """The dashboard of an office without a report: of its last year that has a period, else of this year."""
        tahun = getattr(entitas, "akhir", None) or timezone.localdate().year
        return reverse("dasbor", args=[entitas.kunci, tahun])

    @staticmethod
    def _offices_below(user: Pengguna) -> str:
        """The page of the offices below, for whom no report of the own office waits; "" without any, or the right."""
        induk = Entitas.objects.visible_to(user).filter(satker__bawahan__isnull=False).select_related("satker")
        entitas = induk.order_by("jenis", "satker__kode").first()
        if entitas is None or not boleh_melihat_bawahan(anggota_of(user, entitas.satker)):
            return ""
        setahun = Realisasi.objects.filter(triwulan=SELURUH_TAHUN, adopsi__entitas__satker__induk=entitas.satker)
        milik = {"entitas__satker__induk": entitas.satker}
        # Offices that were just set up have periods before they have a report, and a report before it has figures.
        for tahun_berisi in (setahun, Laporan.objects.filter(**milik), Periode.objects.filter(**milik)):
            if tahun := tahun_berisi.aggregate(akhir=Max("tahun"))["akhir"]:
                return reverse("kantor", args=[entitas.kunci, tahun])
        return reverse("kantor", args=[entitas.kunci, timezone.localdate().year])
