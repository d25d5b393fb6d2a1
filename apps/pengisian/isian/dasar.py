"""What every view of one entry shares: the facts of the address, its addresses, and what can be chosen."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from apps.anggaran.models import DukunganKegiatan
from apps.anggaran.services import kegiatan_of
from apps.laporan.views import ScopedView
from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import boleh_melihat_temuan, boleh_mengisi
from apps.organisasi.scope import require
from apps.pengisian.isian.forms import Pilihan
from apps.pengisian.isian.jawaban import (
    Kelompok,
    jawaban_analisis,
    jawaban_dukungan,
    jawaban_nilai,
    jawaban_rencana,
)
from apps.pengisian.isian.presenters import perhitungan_view
from apps.pengukuran.isian import FaktaIsian, Perhitungan, fetch_isian
from apps.pengukuran.models import DrafIsian, Peristiwa


class IsianView(ScopedView):
    """Base: the indicator and period that the address names; 404 when the entitas does not answer for it then."""

    @property
    def pelaku(self) -> Pengguna:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def fakta(self) -> FaktaIsian:
        nomor, triwulan = self.kwargs["nomor"], self.kwargs["triwulan"]
        scope = self.scope
        fakta = fetch_isian(self.pelaku, scope.anggota, scope.entitas, scope.tahun, nomor, triwulan)
        if fakta is None:
            raise Http404(f"Indikator {nomor} tidak diisi untuk tahun {scope.tahun}. Periksa nomor dan tahunnya.")
        return fakta

    @property
    def tempat(self) -> dict[str, Any]:
        """Which entry, as the draft services take it."""
        return {"adopsi": self.fakta.adopsi, "tahun": self.scope.tahun, "triwulan": self.fakta.triwulan}

    @cached_property
    def pilihan(self) -> Pilihan:
        """What the form offers: two queries, and one for what is chosen."""
        kegiatan = tuple(kegiatan_of(self.scope.entitas.satker, self.scope.tahun))
        dukungan = DukunganKegiatan.objects.filter(adopsi=self.fakta.adopsi, pos__in=[k.pk for k in kegiatan])
        peristiwa = Peristiwa.objects.filter(entitas=self.scope.entitas, tahun=self.scope.tahun)
        return Pilihan(tuple(peristiwa), kegiatan, tuple(dukungan.values_list("pos_id", flat=True)))

    @property
    def boleh_mengisi(self) -> bool:
        """Whether this person fills in this indicator at all, be it open now or not."""
        return bool(boleh_mengisi(self.scope.anggota, self.fakta.indikator.subbagian_id))

    @property
    def boleh_temuan(self) -> bool:
        return bool(boleh_melihat_temuan(self.scope.anggota, self.fakta.indikator.subbagian_id))

    def require_pengisi(self) -> None:
        """403 with the reason for people who do not fill in this indicator."""
        require(boleh_mengisi(self.scope.anggota, self.fakta.indikator.subbagian_id))

    def alamat(self, nama: str) -> str:
        """The address of a page of this entry."""
        return self.url(nama, self.kwargs["nomor"], self.kwargs["triwulan"])

    def draf_tersimpan(self) -> DrafIsian | None:
        """What this person typed here and did not save."""
        return DrafIsian.objects.filter(**self.tempat, pengguna=self.pelaku).first()

    def jawaban_tersimpan(self) -> list[Kelompok]:
        """The stored entry as answers; empty when nobody has entered anything."""
        fakta = self.fakta
        if fakta.realisasi is None:
            return []
        dipilih = set(self.pilihan.dukungan)
        kelompok = [
            jawaban_nilai(fakta, fakta.realisasi),
            jawaban_analisis(fakta.analisis),
            jawaban_rencana(fakta.upaya),
        ]
        if self.pilihan.kegiatan:
            dukungan = (f"{k.kode} {k.nama}" for k in self.pilihan.kegiatan if k.pk in dipilih)
            kelompok.append(jawaban_dukungan(dukungan))
        return kelompok

    def perhitungan_tersimpan(self, hasil: Perhitungan) -> dict[str, Any]:
        """The working of the stored value, as this person may see it."""
        hambatan = self.fakta.analisis.hambatan if self.fakta.analisis else ""
        return perhitungan_view(self.fakta, hasil, temuan=self.boleh_temuan, hambatan=hambatan)

    def remah(self, akhir: str = "") -> list[dict[str, str]]:
        """The way here; akhir names a page below the entry page."""
        indikator = f"Indikator {self.fakta.indikator.nomor}"
        jalan = [
            {"label": "Tugas saya", "url": self.url("tugas")},
            {"label": self.fakta.periode.nama, "url": self.url("tugas")},
        ]
        if akhir:
            return [*jalan, {"label": indikator, "url": self.alamat("isi")}, {"label": akhir, "url": ""}]
        return [*jalan, {"label": indikator, "url": ""}]
