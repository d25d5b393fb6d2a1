"""The page of the design system, for those who keep the application."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from apps.dasbor.gaya.bagan import komponen_bagan
from apps.dasbor.gaya.contoh import KOMPONEN
from apps.dasbor.gaya.komponen import tampilkan
from apps.dasbor.gaya.tokens import Kontras, daftar_kontras, tokens, warna
from apps.organisasi.permissions import boleh_melihat_gaya
from apps.organisasi.scope import peran_of, require
from apps.ui.numbers import format_angka


class GayaPage(TemplateView):
    """Tokens with their contrast, and every component in every state, from the same templates as everywhere."""

    template_name = "dasbor/gaya/gaya.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pengguna: Any = request.user
        require(boleh_melihat_gaya(peran_of(pengguna), superuser=pengguna.is_superuser))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        semua = tokens()
        ukuran = [(nama, nilai) for nama, nilai in semua.items() if not nilai.startswith("#")]
        return super().get_context_data(
            **kwargs,
            warna=list(warna(semua).items()),
            kontras=[_baris(k) for k in daftar_kontras(warna(semua))],
            jarak=[(nama, nilai, nilai.removesuffix("px")) for nama, nilai in ukuran if nilai.endswith("px")],
            huruf=[(nama, nilai) for nama, nilai in ukuran if nilai.endswith("rem")],
            komponen=tampilkan((*KOMPONEN, komponen_bagan()), self.request),
        )


def _baris(k: Kontras) -> dict[str, Any]:
    return {
        "warna": k.warna,
        "dasar": k.dasar,
        "hex_warna": k.hex_warna,
        "hex_dasar": k.hex_dasar,
        "rasio": f"{format_angka(Decimal(str(k.rasio)))} : 1",
        "batas": f"{format_angka(Decimal(str(k.batas)), 1)} : 1",
        "cukup": k.cukup,
    }
