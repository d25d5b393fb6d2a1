"""Who looks at which entitas: the first line of every view below an entitas."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.http import Http404

from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker
from apps.organisasi.models.base import counting_today
from apps.organisasi.permissions import Anggota, Keputusan, Peran


@dataclass(frozen=True)
class Scope:
    """An entitas and year that a person may look at, what that person is there, and whether offices are below it."""

    entitas: Entitas
    tahun: int
    anggota: Anggota
    membawahi: bool = False

    @property
    def kunci(self) -> str:
        return self.entitas.kunci


# Of a membership: the role, the subbagian, and whether that keeps the budget.
Membership = tuple[str, int | None, bool | None]


def anggota_of(user: Pengguna, satker: Satker) -> Anggota:
    """What a person is in a satker today: one query."""
    rows = Keanggotaan.objects.aktif().filter(pengguna=user, satker=satker)
    return _anggota(user, satker.pk, rows.values_list("peran", "subbagian_id", "subbagian__mengelola_anggaran"))


def _anggota(user: Pengguna, satker_id: int, keanggotaan: Iterable[Membership]) -> Anggota:
    rows = list(keanggotaan)
    return Anggota.dari(
        satker_id,
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
    """The scope that an address names. Raises Http404 for another satker's address: it does not exist for strangers.

    One query, which every page pays: the entitas once for each membership of the person in its satker.
    """
    rows = list(
        Entitas.objects.select_related("satker")
        .visible_to(user)
        .by_kunci(kunci)
        .annotate(
            milik=FilteredRelation(
                "satker__keanggotaan",
                condition=counting_today("satker__keanggotaan__") & Q(satker__keanggotaan__pengguna=user),
            ),
            milik_peran=F("milik__peran"),
            milik_subbagian=F("milik__subbagian"),
            milik_anggaran=F("milik__subbagian__mengelola_anggaran"),
            membawahi=Exists(Satker.objects.filter(induk=OuterRef("satker"))),
        )
    )
    if not rows:
        raise Http404("Halaman ini tidak ada, atau bukan milik satker Anda.")
    # A superuser need not be a member: then the only row tells of no role.
    memberships = [(e.milik_peran, e.milik_subbagian, e.milik_anggaran) for e in rows if e.milik_peran]
    return Scope(rows[0], tahun, _anggota(user, rows[0].satker_id, memberships), rows[0].membawahi)


def require(keputusan: Keputusan) -> None:
    """Turn a refusal into a 403 that says why."""
    if not keputusan:
        raise PermissionDenied(getattr(keputusan, "alasan", ""))
