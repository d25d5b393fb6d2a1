"""The seven comparisons made ready for templates/dasbor/indikator/perbandingan.html; sasaran pages use it too."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from apps.pengukuran.kalimat import Keadaan, Perbandingan
from apps.pengukuran.narasi import FaktaNarasi
from apps.ui.templatetags.ui import waktu

NADA = {Keadaan.TERISI: "ok", Keadaan.TIDAK_BERLAKU: "", Keadaan.BELUM_ADA: "warn"}
BERUBAH = "Angka berubah sejak kalimat ini disunting."


def perbandingan_view(
    semua: Sequence[Perbandingan],
    narasi: Mapping[int, FaktaNarasi],
    sunting: Callable[[int], str] | None = None,
    pasangan: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    tempat: Mapping[int, str] | None = None,
) -> list[dict[str, Any]]:
    """Each comparison with its state, its sentence or the text in its place, and what stands below it.

    sunting gives the address at which a comparison is edited; None for people who only read. By comparison: pasangan
    are labelled figures, tempat the address where what is missing is mended.
    """
    views = [_satu(p, narasi.get(p.nomor)) for p in semua]
    for view in views:
        nomor = view["nomor"]
        view["url_sunting"] = sunting(nomor) if sunting else ""
        view["pasangan"] = (pasangan or {}).get(nomor, ())
        view["url_saran"] = (tempat or {}).get(nomor, "") if view["saran"] else ""
    return views


def _satu(p: Perbandingan, narasi: FaktaNarasi | None) -> dict[str, Any]:
    # Whoever writes about what the figures leave open has filled it in.
    keadaan = Keadaan.TERISI if narasi else p.keadaan
    berubah = narasi is not None and narasi.dasar != p.kalimat
    return {
        "nomor": p.nomor,
        "judul": p.judul,
        "jangkar": f"perbandingan-{p.nomor}",
        "keadaan": keadaan.value.capitalize(),
        "nada": NADA[keadaan],
        "teks": narasi.isi if narasi else p.kalimat,
        "disunting": f"Disunting {narasi.oleh}, {waktu(narasi.waktu)}." if narasi else "",
        "kalimat": p.kalimat if narasi else "",
        "berubah": BERUBAH if berubah else "",
        "dasar": narasi.dasar if narasi and berubah else "",
        "saran": "" if narasi else p.saran,
        "isi": p.isi,
    }
