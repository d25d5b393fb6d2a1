"""What the person of a request is in every satker, for lists and choices over many rows at once.

The rules themselves stand in apps.organisasi.permissions; here they are only asked for each membership.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from apps.organisasi.models import Keanggotaan, Satker
from apps.organisasi.permissions import Anggota, Keputusan, Peran, boleh_mengisi


@dataclass(frozen=True, slots=True)
class Access:
    """The memberships of one person: fetched once per request, asked many times."""

    superuser: bool
    anggota: Mapping[int, Anggota]
    kode: Mapping[int, str]

    def where(self, rule: Callable[[Anggota], Keputusan]) -> set[int]:
        """The satker in which a rule allows this person something."""
        return {pk for pk, anggota in self.anggota.items() if rule(anggota)}

    def at(self, satker: Satker | None) -> Anggota:
        """What the person is in one satker; a stranger there has no role."""
        pk = satker.pk if satker else None
        return self.anggota.get(pk or 0) or Anggota(pk, superuser=self.superuser)

    @property
    def subbagian(self) -> set[int]:
        """The subbagian that the person enters data for."""
        return {pk for anggota in self.anggota.values() for pk in anggota.subbagian}


def access_of(request: HttpRequest) -> Access:
    """The memberships that count today: one query, kept on the request."""
    if (known := getattr(request, "admin_access", None)) is not None:
        return known
    user: Any = request.user
    rows: dict[int, list[tuple[str, int | None]]] = {}
    kode: dict[int, str] = {}
    if user.is_authenticated:
        active = Keanggotaan.objects.aktif().filter(pengguna=user)
        for pk, name, peran, subbagian in active.values_list("satker_id", "satker__kode", "peran", "subbagian_id"):
            rows.setdefault(pk, []).append((peran, subbagian))
            kode[pk] = name
    superuser = bool(user.is_active and user.is_superuser)
    anggota = {pk: Anggota.dari(pk, pairs, superuser=superuser) for pk, pairs in rows.items()}
    access = Access(superuser, anggota, kode)
    request.admin_access = access  # type: ignore[attr-defined]
    return access


def fills_all(anggota: Anggota) -> Keputusan:
    """Whether the person fills in the data of every subbagian."""
    return boleh_mengisi(anggota, None)


def fills_some(anggota: Anggota) -> Keputusan:
    """Whether the person fills in the data of any subbagian; the refusal is the one that the whole satker gives."""
    return any(boleh_mengisi(anggota, pk) for pk in anggota.subbagian) or fills_all(anggota)


def reads_all_entry(anggota: Anggota) -> bool:
    """An operator's lists hold what that operator answers for; the pages of the report show the rest."""
    return bool(anggota.peran - {Peran.OPERATOR})
