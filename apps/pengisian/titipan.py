"""Typed text of a person whose session ended: kept in the new session until that same person has signed in again.

The form carries who it was made for as a signed value; without it nothing is kept, and nobody else is ever shown it.
"""

from urllib.parse import urljoin

from django.core import signing
from django.http import HttpRequest, QueryDict

KUNCI = "titipan_isian"
NAMA_PENANDA = "penanda"
# Text of one form; more is not typing, and a stranger must not fill the session table.
MAX_HURUF = 200_000
_BUKAN_TEKS = frozenset({"csrfmiddlewaretoken", NAMA_PENANDA, "aksi"})


def penanda_of(pengguna_id: int) -> str:
    """The signed mark of a person for a form."""
    return signing.Signer(salt=KUNCI).sign(str(pengguna_id))


def titipkan(request: HttpRequest, tujuan: str = ".") -> bool:
    """Keep the texts of a posted form for the person it was made for; False when it says nobody or is too much.

    tujuan is the address that shows them again, seen from the one they were posted to.
    """
    try:
        pemilik = signing.Signer(salt=KUNCI).unsign(request.POST.get(NAMA_PENANDA, ""))
    except signing.BadSignature:
        return False
    isi = _teks(request.POST)
    if sum(len(nama) + sum(map(len, values)) for nama, values in isi.items()) > MAX_HURUF:
        return False
    request.session[KUNCI] = {"pemilik": pemilik, "jalur": urljoin(request.path, tujuan), "isi": isi}
    return True


def _teks(post: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in post.lists() if name not in _BUKAN_TEKS}


def buang_milik_orang_lain(request: HttpRequest) -> None:
    """Forget what was kept for somebody else than the person who has signed in."""
    titipan = request.session.get(KUNCI)
    if titipan and titipan["pemilik"] != str(request.user.pk):
        del request.session[KUNCI]


def lihat(request: HttpRequest) -> dict[str, list[str]] | None:
    """What is kept for this person and this address; None when there is nothing."""
    titipan = request.session.get(KUNCI)
    if titipan and titipan["jalur"] == request.path and titipan["pemilik"] == str(request.user.pk):
        return titipan["isi"]
    return None


def lupakan(request: HttpRequest, jalur: str) -> None:
    """Forget what is kept for an address: it was saved, or thrown away."""
    titipan = request.session.get(KUNCI)
    if titipan and titipan["jalur"] == jalur:
        del request.session[KUNCI]
