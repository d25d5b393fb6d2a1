"""What every page needs to draw its frame: the menu and the satker that is looked at. No queries of its own."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from apps.organisasi.permissions import boleh_membaca_jejak, boleh_mengelola
from apps.organisasi.scope import Scope

# Group title, then (label, name of the address, further arguments).
MENU: tuple[tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    ("", (("Ringkasan", "dasbor", ()), ("Capaian indikator", "daftar_indikator", ()))),
    (
        "Laporan",
        (
            ("Tabel LKj", "daftar_tabel", ()),
            ("Perbandingan kinerja", "perbandingan", ("kinerja",)),
            ("Perbandingan anggaran", "perbandingan", ("anggaran",)),
            ("Angka kutipan", "kutipan", ()),
        ),
    ),
)
# Pages that belong to a menu item without being it.
BELONGS_TO = {"indikator": "daftar_indikator", "tabel": "daftar_tabel", "diagram": "daftar_tabel"}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu of the current scope; pages outside a scope (login, errors, home) have none."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return {}
    name = (request.resolver_match and request.resolver_match.url_name) or ""

    def item(label: str, target: str, extra: tuple[str, ...] = ()) -> dict[str, Any]:
        url = reverse(target, args=[scope.kunci, scope.tahun, *extra])
        return {"label": label, "url": url, "aktif": request.path == url or BELONGS_TO.get(name) == target}

    groups = [{"judul": title, "butir": [item(*entry) for entry in entries]} for title, entries in MENU]
    governance = []
    if boleh_membaca_jejak(scope.anggota):
        governance.append(item("Jejak audit", "jejak"))
    if boleh_mengelola(scope.anggota) and request.user.is_staff:  # type: ignore[union-attr]
        governance.append({"label": "Administrasi", "url": reverse("admin:index"), "aktif": False})
    if governance:
        groups.append({"judul": "Tata kelola", "butir": governance})
    return {"navigasi": groups, "satker_aktif": scope.entitas.satker, "scope": scope}
