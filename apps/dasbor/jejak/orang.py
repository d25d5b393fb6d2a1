"""The page of a person, for handing work over: roles, open work, drafts, and what the person last did."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from apps.audit.models import Jejak
from apps.dasbor.daftar.berkas import tabel_semua
from apps.dasbor.daftar.jejak import JejakDaftar
from apps.dasbor.jejak.linimasa import linimasa
from apps.laporan.views import DownloadView, ScopedPage, ScopedView
from apps.organisasi.models import Keanggotaan, Pengguna
from apps.organisasi.permissions import Anggota, Peran, boleh_melihat_orang
from apps.organisasi.scope import require
from apps.pengukuran.models import DrafIsian
from apps.pengukuran.riwayat import entri_orang
from apps.pengukuran.tugas import KEADAAN, fetch_tugas, menunggu, untuk_orang
from apps.siklus.facts import nama_periode
from apps.ui.numbers import format_tanggal


def masa(baris: Keanggotaan) -> str:
    """From when to when a role counts, in words."""
    sampai = f" sampai {format_tanggal(baris.selesai)}" if baris.selesai else ""
    return f"sejak {format_tanggal(baris.mulai)}{sampai}"


def peran_view(rows: Iterable[Keanggotaan]) -> list[dict[str, Any]]:
    """Roles with their unit and time; those that are over say so."""
    hari = timezone.localdate()
    return [
        {
            "peran": baris.get_peran_display(),
            "subbagian": baris.subbagian.nama if baris.subbagian else "",
            "masa": masa(baris),
            "berlaku": baris.mulai <= hari and (baris.selesai is None or baris.selesai >= hari),
        }
        for baris in rows
    ]


def milik_dulu(satker_id: int, rows: Iterable[Keanggotaan]) -> Anggota:
    """The person as work is handed over: units of past roles count too, checking only while it is the role."""
    hari = timezone.localdate()
    counted = [
        (baris.peran, baris.subbagian_id)
        for baris in rows
        if baris.peran == Peran.OPERATOR or baris.selesai is None or baris.selesai >= hari
    ]
    return Anggota.dari(satker_id, counted)


class OrangMixin(ScopedView):
    """A person with a role, now or once, in the own satker; anybody else does not exist."""

    @cached_property
    def keanggotaan(self) -> list[Keanggotaan]:
        rows = Keanggotaan.objects.filter(pengguna=self.kwargs["pk"], satker=self.scope.entitas.satker)
        return list(rows.select_related("pengguna", "subbagian").order_by("-mulai", "peran"))

    @cached_property
    def orang(self) -> Pengguna:
        if not self.keanggotaan:
            raise Http404("Orang ini tidak ada di satker Anda.")
        orang = self.keanggotaan[0].pengguna
        require(boleh_melihat_orang(self.scope.anggota, self.request.user.pk or 0, orang.pk))
        return orang

    def entries(self) -> QuerySet[Jejak]:
        return entri_orang(self.scope.entitas.satker.kode, self.orang.pk).order_by("-id")


class OrangDaftar(ScopedPage):
    """Everybody who has or had a role here; each sees at least the own page."""

    template_name = "dasbor/jejak/orang_daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Keanggotaan.objects.filter(satker=self.scope.entitas.satker)
        per_orang: dict[int, list[Keanggotaan]] = {}
        for baris in rows.select_related("pengguna", "subbagian").order_by("pengguna__nama", "-mulai"):
            if boleh_melihat_orang(self.scope.anggota, self.request.user.pk or 0, baris.pengguna_id):
                per_orang.setdefault(baris.pengguna_id, []).append(baris)
        return super().get_context_data(
            **kwargs,
            orang=[
                {
                    "nama": milik[0].pengguna.nama,
                    "url": self.url("orang", pk),
                    "peran": peran_view(milik),
                    "aktif": milik[0].pengguna.is_active,
                }
                for pk, milik in per_orang.items()
            ],
        )


class OrangPage(OrangMixin, ScopedPage):
    """What a successor must know of a person."""

    template_name = "dasbor/jejak/orang.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        orang = self.orang
        return super().get_context_data(
            **kwargs,
            **linimasa(self, self.entries(), lengkap=True),
            orang=orang,
            peran=peran_view(self.keanggotaan),
            tugas=self._tugas(),
            draf=self._draf(),
            url_excel=self.url("orang_unduh", orang.pk),
            remah=[{"label": "Orang", "url": self.url("orang_daftar")}, {"label": orang.nama}],
        )

    def _tugas(self) -> list[dict[str, Any]]:
        satker = self.scope.entitas.satker
        orang_id = self.orang.pk
        terbuka = menunggu(
            untuk_orang(fetch_tugas(self.scope.entitas, self.scope.tahun), orang_id),
            milik_dulu(satker.pk, self.keanggotaan),
            orang_id,
            sendiri_diizinkan=satker.verifikasi_sendiri,
        )
        return [
            {
                "nomor": t.indikator.nomor,
                "nama": t.indikator.nama,
                "url": self.url("indikator", t.indikator.nomor),
                "periode": t.periode.nama,
                "keadaan": KEADAAN[t.keadaan][0],
                "nada": KEADAAN[t.keadaan][1],
                "tenggat": format_tanggal(t.tenggat) if t.tenggat else "",
            }
            for t in terbuka
        ]

    def _draf(self) -> list[dict[str, Any]]:
        """That something was typed and not saved; what it is stays the person's own."""
        rows = DrafIsian.objects.filter(pengguna=self.orang, adopsi__entitas__satker=self.scope.entitas.satker)
        return [
            {
                "nomor": d.adopsi.nomor,
                "nama": d.adopsi.indikator.nama,
                "periode": nama_periode(d.tahun, d.triwulan),
                "waktu": d.waktu,
            }
            for d in rows.select_related("adopsi__indikator").defer("isi")
        ]


class OrangUnduh(OrangMixin, DownloadView):
    """What the person did, all of it, as Excel."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        judul, slug = f"Yang dilakukan {self.orang.nama}", f"orang-{self.orang.pk}"
        return self.send_table(tabel_semua(JejakDaftar(self), self.entries(), judul=judul, slug=slug), "xlsx")
