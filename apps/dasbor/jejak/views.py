"""The journal of a satker: one entry, and the whole chain as it can be taken out."""

from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from apps.audit import pemeriksa_mandiri
from apps.audit.exports import journal_lines
from apps.audit.models import Jejak
from apps.audit.services import TINDAKAN, record
from apps.dasbor.jejak.filters import jenis_objek
from apps.dasbor.jejak.rincian import selisih
from apps.laporan.views import ScopedPage, ScopedView
from apps.organisasi.permissions import boleh_membaca_jejak
from apps.organisasi.scope import require
from apps.pengukuran.riwayat import fetch_kamus, kalimat


class JejakMixin(ScopedView):
    """The journal of the own satker, for those who answer for the data as a whole."""

    @property
    def rantai(self) -> str:
        return self.scope.entitas.satker.kode

    def entries(self) -> QuerySet[Jejak]:
        require(boleh_membaca_jejak(self.scope.anggota))
        return Jejak.objects.filter(rantai=self.rantai).order_by("-nomor")

    def catat_unduhan(self, objek: str) -> None:
        """What leaves the journal is itself noted in it."""
        record(rantai=self.rantai, pelaku=self.request.user, tindakan="unduh_jejak", objek=objek)  # type: ignore[arg-type]


class JejakRincian(JejakMixin, ScopedPage):
    """One entry: who, when, from where, what before and after, why, and its place in the chain."""

    template_name = "dasbor/jejak/rincian.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.entries()
        nomor = self.kwargs["nomor"]
        jejak = entries.filter(nomor=nomor).first()
        if jejak is None:
            raise Http404(f"Jejak nomor {nomor} tidak ada.")
        kamus = fetch_kamus([jejak])
        beda = selisih(jejak, kamus)
        ada = set(entries.filter(nomor__in=[nomor - 1, nomor + 1]).values_list("nomor", flat=True))
        return super().get_context_data(
            **kwargs,
            jejak=jejak,
            kalimat=kalimat(jejak, kamus),
            tindakan=TINDAKAN.get(jejak.tindakan, jejak.tindakan),
            jenis=jenis_objek(jejak.objek_jenis),
            berubah=[b for b in beda if b.beda],
            tetap=[b for b in beda if not b.beda],
            sebelum=self.url("jejak_rincian", nomor - 1) if nomor - 1 in ada else "",
            sesudah=self.url("jejak_rincian", nomor + 1) if nomor + 1 in ada else "",
            remah=[{"label": "Jejak audit", "url": self.url("jejak")}, {"label": f"Jejak nomor {nomor}"}],
        )


class JejakEkspor(JejakMixin, ScopedView):
    """The whole chain as JSONL, for the verifier that needs no application; streamed, whatever its size."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.entries()
        self.catat_unduhan("Seluruh rantai jejak audit (JSONL)")
        return StreamingHttpResponse(
            journal_lines(self.rantai),
            content_type="application/x-ndjson; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="jejak-{self.rantai}.jsonl"'},
        )


class Pemeriksa(JejakMixin, ScopedView):
    """The verifier that stands alone, to be run by somebody who trusts neither server nor database."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.entries()
        return HttpResponse(
            Path(pemeriksa_mandiri.__file__).read_bytes(),
            content_type="text/x-python; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="pemeriksa_mandiri.py"'},
        )
