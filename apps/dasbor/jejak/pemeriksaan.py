"""The page that checks whether journal, database and anchors still agree."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.audit.anchors import Anchor, parse_anchor
from apps.dasbor.jejak.views import JejakMixin
from apps.dokumen.models import Berkas
from apps.laporan.integritas import check_satker
from apps.laporan.views import ScopedPage
from apps.ui.numbers import format_bulat

# More than this takes longer than a page may: the command does it then.
MAX_JEJAK = 50_000
MAX_BITA = 1024**3
MAX_TEMUAN = 100
MAX_JANGKAR = 10


class PemeriksaanPage(JejakMixin, ScopedPage):
    """Shows the last check of this session and the latest anchors; a POST checks now, while the person waits."""

    template_name = "dasbor/jejak/pemeriksaan.html"

    @property
    def session_key(self) -> str:
        return f"pemeriksaan-{self.rantai}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jumlah = self.entries().count()
        hasil = self.request.session.get(self.session_key)
        return super().get_context_data(
            **kwargs,
            jumlah=format_bulat(jumlah),
            batas=format_bulat(MAX_JEJAK),
            terlalu_banyak=self.terlalu_banyak(jumlah),
            hasil={**hasil, "waktu": parse_datetime(hasil["waktu"])} if hasil else None,
            jangkar=jangkar_terakhir(settings.DATA_DIR / "jangkar", self.rantai),
            url_ekspor=self.url("jejak_ekspor"),
            url_pemeriksa=self.url("jejak_pemeriksa"),
            remah=[{"label": "Jejak audit", "url": self.url("jejak")}, {"label": "Pemeriksaan keutuhan"}],
        )

    def terlalu_banyak(self, jumlah: int) -> bool:
        """Whether entries or files are more than somebody waits for."""
        milik = Berkas.objects.filter(satker=self.scope.entitas.satker)
        return jumlah > MAX_JEJAK or (milik.aggregate(bita=Sum("ukuran"))["bita"] or 0) > MAX_BITA

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = HttpResponseRedirect(self.url("jejak_pemeriksaan"))
        if self.terlalu_banyak(self.entries().count()):
            messages.error(request, "Terlalu banyak untuk halaman ini. Jalankan perintah verifikasi_jejak.")
            return here
        results = check_satker(self.scope.entitas.satker)
        temuan = [text for hasil in results for text in hasil.temuan]
        request.session[self.session_key] = {
            "waktu": timezone.now().isoformat(),
            "diperiksa": [text for hasil in results for text in hasil.diperiksa],
            "temuan": temuan[:MAX_TEMUAN],
            "lebih": max(len(temuan) - MAX_TEMUAN, 0),
        }
        return here


def jangkar_terakhir(folder: Path, rantai: str) -> list[dict[str, Any]]:
    """The latest anchors of a chain, newest first."""
    return [
        {"waktu": parse_datetime(anchor.waktu), "nomor": anchor.nomor, "sidik": anchor.sidik}
        for anchor in islice(_anchors(folder, rantai), MAX_JANGKAR)
    ]


def _anchors(folder: Path, rantai: str) -> Iterator[Anchor]:
    for path in sorted(folder.glob("jangkar-*.jsonl"), reverse=True):
        with path.open(encoding="utf-8", errors="replace") as file:
            found = [anchor for line in file if (anchor := parse_anchor(line)) and anchor.rantai == rantai]
        yield from reversed(found)
