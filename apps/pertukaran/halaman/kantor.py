"""Every office with the way to its own pages: for superusers, who are members of none."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.organisasi.models import Satker
from apps.ui.numbers import format_bulat
from apps.ui.search import search_words


def satker_view(q: str) -> dict[str, Any]:
    """The offices whose name or code has every word of q, each with the dashboards of this year: two queries.

    For pertukaran/satker.html.
    """
    kini, kata = timezone.localdate().year, search_words(q)
    satker = [
        {
            "nama": satu.nama,
            "kode": satu.kode,
            "entitas": [
                {"nama": entitas.get_jenis_display(), "url": reverse("dasbor", args=[entitas.kunci, kini])}
                for entitas in satu.entitas.all()
            ],
        }
        for satu in Satker.objects.order_by("kode").prefetch_related("entitas__satker")
        if all(bagian in f"{satu.kode} {satu.nama}".lower() for bagian in kata)
    ]
    return {"daftar_satker": satker, "jumlah_satker": f"{format_bulat(len(satker))} satker", "q": q}
