"""What all pages of the budget share: the row of tabs, and the year's DIPA."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from apps.anggaran.models import Dipa
from apps.laporan.views import ScopedPage
from apps.organisasi.permissions import Denied, Keputusan, boleh_mengelola_anggaran
from apps.siklus.models import alasan_anggaran_disahkan


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the budget; ``milik`` are the pages that belong to it."""

    label: str
    tujuan: str
    milik: tuple[str, ...] = ()

    @property
    def halaman(self) -> tuple[str, ...]:
        return (self.tujuan, *self.milik)


# Pages of one question stand together; the first of each group stands in the menu (apps/dasbor/context.py).
KELOMPOK: tuple[tuple[Tab, ...], ...] = (
    (
        Tab("Ikhtisar", "anggaran"),
        Tab("Per bulan", "anggaran_bulanan"),
        Tab("NKA dan IKPA", "anggaran_nilai", milik=("anggaran_nilai_ubah",)),
    ),
    (
        Tab("Rincian", "anggaran_pohon", milik=("anggaran_pos",)),
        Tab("Revisi", "anggaran_revisi", milik=("anggaran_versi",)),
    ),
    (
        Tab("Efisiensi", "anggaran_efisiensi"),
        Tab("Per sasaran", "anggaran_sasaran"),
    ),
    (Tab("Rekonsiliasi", "anggaran_rekonsiliasi"),),
    (
        Tab("Impor berkas", "anggaran_impor", milik=("anggaran_impor_rincian",)),
        Tab("Realisasi bulanan", "anggaran_isi"),
        Tab("Rencana penarikan", "anggaran_rencana"),
        Tab("Capaian RO", "anggaran_keluaran"),
        Tab("Porsi kegiatan", "anggaran_dukungan"),
    ),
)


class HalamanAnggaran(ScopedPage):
    """Base of every page of the budget: everybody of the satker reads, its keepers write."""

    @cached_property
    def boleh_mengelola(self) -> Keputusan:
        return boleh_mengelola_anggaran(self.scope.anggota)

    @cached_property
    def boleh_mengubah(self) -> Keputusan:
        """Keeping the budget, and the year not approved; a refusal says which of them is in the way."""
        return Denied(self.ditutup) if self.boleh_mengelola and self.ditutup else self.boleh_mengelola

    @cached_property
    def ditutup(self) -> str:
        """Why the budget of the year takes nothing any more; "" while it is open."""
        return alasan_anggaran_disahkan(self.scope.entitas.satker_id, self.scope.tahun)

    @cached_property
    def semua_dipa(self) -> dict[int, Dipa]:
        """The budget document of every year that has one."""
        dipa = Dipa.objects.select_related("satker").filter(satker=self.scope.entitas.satker_id)
        return {satu.tahun: satu for satu in dipa}

    @property
    def dipa(self) -> Dipa | None:
        """The budget document of the year; None when there is none yet."""
        return self.semua_dipa.get(self.scope.tahun)

    def offered_years(self) -> Collection[int]:
        """The years of the plan and every year with a budget: a new year's budget comes before its plan."""
        return {*super().offered_years(), *self.semua_dipa}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nama = (self.request.resolver_match and self.request.resolver_match.url_name) or ""
        if "daftar_tahun" not in kwargs:
            kwargs["daftar_tahun"] = self.years("anggaran")
        return super().get_context_data(
            **kwargs,
            tab=[
                {"label": tab.label, "url": self.url(tab.tujuan), "aktif": nama in tab.halaman}
                for tab in next((k for k in KELOMPOK if any(nama in tab.halaman for tab in k)), ())
            ],
            boleh_mengelola=bool(self.boleh_mengelola),
            # Where nothing was loaded yet, its keepers are led to the page that loads it.
            url_muat=self.url("anggaran_impor") if self.boleh_mengelola else "",
        )
