"""Refusals and signing in, as the journal keeps them: who tried what, from where, and why it was not done."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.origin import current_origin
from apps.audit.services import Sistem, record
from apps.organisasi.accounts import chain_of
from apps.organisasi.models import Pengguna

MAX_NAMA = 150
# Names that nobody has can be tried without end; more of them from one place in this time tell nothing new.
MAX_ASING, SELAMA = 20, timedelta(minutes=15)
TANPA_ALASAN = "Tidak diizinkan."


def rantai_of(request: HttpRequest) -> str:
    """The journal that an act of this request belongs to: of the satker looked at, else of the person."""
    if scope := getattr(request, "scope", None):
        return scope.entitas.satker.kode
    return chain_of(request.user) if isinstance(request.user, Pengguna) else ""


def catat_penolakan(request: HttpRequest, alasan: str) -> None:
    """Note that a signed-in person was refused something, with address, method and reason.

    For views that turn a refusal into a message on the page; call it after the refused transaction has ended, or it
    is undone with it. A PermissionDenied that leaves a view is noted by the middleware.
    """
    if not isinstance(request.user, Pengguna):
        return
    record(
        rantai=rantai_of(request),
        pelaku=request.user,
        tindakan="ditolak",
        objek=f"{request.method} {request.path}",
        sesudah={"alamat": request.path, "metode": request.method},
        alasan=alasan or TANPA_ALASAN,
    )


def catat_masuk(pengguna: Pengguna) -> None:
    """Note that somebody signed in."""
    record(rantai=chain_of(pengguna), pelaku=pengguna, tindakan="masuk", objek=pengguna)


def catat_keluar(pengguna: Pengguna) -> None:
    """Note that somebody signed out."""
    record(rantai=chain_of(pengguna), pelaku=pengguna, tindakan="keluar", objek=pengguna)


def catat_gagal_masuk(nama: str, alasan: str) -> None:
    """Note a failed attempt under a typed name, never the password. An account's own satker gets to see it."""
    nama = nama.strip()[:MAX_NAMA]
    pengguna = Pengguna.objects.filter(username=nama).first()
    rantai = chain_of(pengguna) if pengguna else ""
    if pengguna is None and _sudah_cukup():
        return
    record(rantai=rantai, pelaku=Sistem("Pengunjung"), tindakan="gagal_masuk", objek=nama, alasan=alasan)


def _sudah_cukup() -> bool:
    asing = Jejak.objects.filter(rantai="", tindakan="gagal_masuk", asal=current_origin())
    sejak = timezone.now() - SELAMA
    return asing.filter(waktu__gte=sejak).order_by()[:MAX_ASING].count() >= MAX_ASING
