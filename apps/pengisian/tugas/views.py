"""What a person owes, and the board of the whole satker."""

from typing import Any

from django.utils import timezone

from apps.anggaran.rekonsiliasi import hitung_selisih_terbuka
from apps.organisasi.models import Subbagian
from apps.organisasi.permissions import Peran, boleh_mengelola, boleh_mengesahkan
from apps.pengisian.dasar import WorkPage
from apps.pengisian.rapat.presenters import tindak_lanjut_rows
from apps.pengisian.tugas.papan import Pilihan, papan_rows, rincian_rows
from apps.pengisian.tugas.presenters import antrean_rows, kelompok_pengisi, pengesahan_rows
from apps.pengukuran.tugas import antrean, milik, siap_disahkan, untuk_orang
from apps.rapat.facts import fetch_tugas_rapat
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode


class TugasPage(WorkPage):
    """Everything that waits for the person who looks, one section for each role."""

    template_name = "pengisian/tugas.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        anggota, pengguna = self.scope.anggota, self.request.user
        pk = pengguna.pk or 0
        # Whether a period can be approved depends on closed ones too; only a pimpinan is shown that.
        pimpinan = bool(boleh_mengesahkan(anggota))
        tugas = untuk_orang(self.pekerjaan.berjalan, pk)
        siap = siap_disahkan(self.pekerjaan.tugas) if pimpinan else []
        sendiri = self.scope.entitas.satker.verifikasi_sendiri
        subbagian = list(Subbagian.objects.filter(pk__in=anggota.subbagian)) if anggota.subbagian else []
        return super().get_context_data(
            **kwargs,
            operator=Peran.OPERATOR in anggota.peran,
            kelompok=kelompok_pengisi(milik(tugas, anggota), self.url),
            lembar=[{"nama": s.nama, "url": self.url("grid", s.kode)} for s in subbagian],
            verifikator=Peran.VERIFIKATOR in anggota.peran,
            antrean=antrean_rows(antrean(tugas, anggota), pk, sendiri, self.url),
            pimpinan=pimpinan,
            pengesahan=pengesahan_rows(siap, tugas, self._selisih(siap), self.url) if pimpinan else [],
            url_rekonsiliasi=self.url("anggaran_rekonsiliasi"),
            keputusan=self._keputusan(pk),
            pembaca=not (anggota.superuser or anggota.peran & {Peran.OPERATOR, Peran.VERIFIKATOR, Peran.PIMPINAN}),
            mengelola=bool(boleh_mengelola(anggota)),
            ada_periode=bool(tugas),
            url_papan=self.url("papan"),
            url_periode=self.url("periode"),
            url_pemberitahuan=self.url("pemberitahuan"),
            daftar_tahun=self.years("tugas"),
        )

    def _keputusan(self, pk: int) -> list[dict[str, Any]]:
        """The open decisions of meetings that the person answers for, whichever year they are from."""
        anggota = self.scope.anggota
        daftar = fetch_tugas_rapat(self.scope.entitas, pk, anggota.subbagian)
        return tindak_lanjut_rows(daftar, timezone.localdate(), self._address, anggota, pk)

    def _selisih(self, siap: list[FaktaPeriode]) -> int:
        """What the budget still lacks, asked only when nothing else holds the year up."""
        if not any(periode.triwulan == SELURUH_TAHUN for periode in siap):
            return 0
        return hitung_selisih_terbuka(self.scope.entitas.satker, self.scope.tahun)


class PapanPage(WorkPage):
    """How complete the satker is, by subbagian and period; everybody of the satker reads it."""

    template_name = "pengisian/papan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tugas = self.pekerjaan.berjalan
        subbagian = list(Subbagian.objects.filter(satker=self.scope.entitas.satker).order_by("urutan") if tugas else [])
        asked = self.request.GET
        pilihan = Pilihan.dari(asked.get("subbagian", ""), asked.get("periode", ""))
        periode, rows = papan_rows(tugas, subbagian, pilihan, self.url("papan"))
        terbuka = next(((r, s) for r in rows for s in r.sel if s.aktif), None)
        return super().get_context_data(
            **kwargs,
            periode=[p.nama for p in periode],
            papan=rows if tugas else [],
            rincian=rincian_rows(tugas, subbagian, pilihan, self.url) if terbuka else [],
            rincian_judul=f"{terbuka[0].nama}, {terbuka[1].periode}" if terbuka else "",
            mengelola=bool(boleh_mengelola(self.scope.anggota)),
            url_periode=self.url("periode"),
            daftar_tahun=self.years("papan"),
        )
