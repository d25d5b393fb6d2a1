"""Who looks at which entitas: the first line of every view below an entitas."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker
from apps.organisasi.permissions import Anggota, Keputusan, Peran


@dataclass(frozen=True)
class Scope:
    """An entitas and year that a person may look at, and what that person is there."""

    entitas: Entitas
    tahun: int
    anggota: Anggota

    @property
    def kunci(self) -> str:
        return self.entitas.kunci


def anggota_of(user: Pengguna, satker: Satker) -> Anggota:
    """What a person is in a satker today: one query."""
    rows = list(
        Keanggotaan.objects.aktif()
        .filter(pengguna=user, satker=satker)
        .values_list("peran", "subbagian_id", "subbagian__mengelola_anggaran")
    )
    return Anggota.dari(
        satker.pk,
        [(peran, subbagian_id) for peran, subbagian_id, _ in rows],
        superuser=user.is_superuser,
        mengelola_anggaran=any(peran == Peran.OPERATOR and anggaran for peran, _, anggaran in rows),
    )


def peran_of(user: Pengguna) -> frozenset[Peran]:
    """The roles that a person has today, wherever: for the few pages that belong to no satker. One query."""
    return frozenset(
        Peran(p) for p in Keanggotaan.objects.aktif().filter(pengguna=user).values_list("peran", flat=True)
    )


def scope_or_404(user: Pengguna, kunci: str, tahun: int) -> Scope:
    """The scope that an address names. Raises Http404 for another satker's address: it does not exist for strangers."""
    entitas = Entitas.objects.select_related("satker").visible_to(user).by_kunci(kunci).first()
    if entitas is None:
        raise Http404("Halaman ini tidak ada, atau bukan milik satker Anda.")
    return Scope(entitas, tahun, anggota_of(user, entitas.satker))


def require(keputusan: Keputusan) -> None:
    """Turn a refusal into a 403 that says why."""
    if not keputusan:
        raise PermissionDenied(getattr(keputusan, "alasan", ""))
