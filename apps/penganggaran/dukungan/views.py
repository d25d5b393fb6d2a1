"""Shares: which indicators the money of a kegiatan is for, and how much of it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from apps.anggaran.facts.sasaran import FaktaDukungan
from apps.anggaran.services.dukungan import PorsiDitolak, PorsiKegiatan, sidik_porsi, simpan_porsi
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.dukungan.forms import KetikanPorsi, baca_ketikan
from apps.penganggaran.dukungan.presenters import Galat, galat_items, kegiatan_view, porsi_of
from apps.pengukuran.facts import FaktaIndikator


class DukunganPage(HalamanAnggaran):
    """Everybody of the satker reads it; the keepers of the budget write, all kegiatan at once."""

    template_name = "penganggaran/dukungan.html"
    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def uang(self) -> FaktaDukungan | None:
        return self.outline.fakta.dukungan

    @cached_property
    def indikator(self) -> list[FaktaIndikator]:
        return list(self.outline.fakta.kinerja.indikator)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengelola)
        if self.dipa is None or self.uang is None:
            raise Http404("Anggaran tahun ini belum dimuat.")
        adopsi = [i.adopsi_id for i in self.indikator]
        sent = {k.id: baca_ketikan(request.POST, k.id, adopsi) for k in self.uang.anggaran.pos("kegiatan")}
        ketikan = {pos_id: k for pos_id, k in sent.items() if k is not None}
        dibaca = {pos_id: k.baca() for pos_id, k in ketikan.items()}
        galat: Galat = {(pos_id, a): kalimat for pos_id, (_, g) in dibaca.items() for a, kalimat in g.items()}
        if galat:
            return self._lagi(ketikan, galat)
        try:
            jumlah = simpan_porsi(
                pelaku=request.user,  # type: ignore[arg-type]
                entitas=self.scope.entitas,
                dipa=self.dipa,
                kegiatan=[PorsiKegiatan(pos_id, porsi, ketikan[pos_id].sidik) for pos_id, (porsi, _) in dibaca.items()],
            )
        except PorsiDitolak as error:
            return self._lagi(self._disegarkan(ketikan, error.basi), error.galat)
        except ValidationError as error:
            catat_penolakan(request, " ".join(error.messages))
            return self._lagi(ketikan, {}, " ".join(error.messages))
        messages.success(request, f"{jumlah} kaitan disimpan." if jumlah else "Tidak ada yang berubah.")
        return HttpResponseRedirect(self.url("anggaran_dukungan"))

    def _disegarkan(self, ketikan: dict[int, KetikanPorsi], basi: frozenset[int]) -> dict[int, KetikanPorsi]:
        """What was typed over what stands there now, where others were faster: saved again, it counts."""
        if self.uang is None:
            return ketikan
        return {
            p: replace(k, sidik=sidik_porsi(porsi_of(self.uang, p))) if p in basi else k for p, k in ketikan.items()
        }

    def _lagi(self, ketikan: dict[int, KetikanPorsi], galat: Galat, alasan: str = "") -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(ketikan=ketikan, galat=galat, alasan=alasan))

    def get_context_data(
        self,
        ketikan: dict[int, KetikanPorsi] | None = None,
        galat: Galat | None = None,
        alasan: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        ringkasan = galat_items(galat or {}, self.uang, self.indikator) if self.uang else []
        if alasan:
            ringkasan.insert(0, {"teks": f"{alasan} Yang Anda isi belum disimpan.", "href": ""})
        kwargs.setdefault("daftar_tahun", self.years("anggaran_dukungan"))
        return super().get_context_data(
            **kwargs,
            kegiatan=kegiatan_view(
                self.uang,
                self.indikator,
                lambda nomor: self.url("indikator", nomor),
                ketikan=ketikan or {},
                galat=galat or {},
            )
            if self.uang
            else [],
            belum=sum(d.porsi is None for d in self.uang.dukungan) if self.uang else 0,
            ada_kaitan=bool(self.uang and self.uang.dukungan),
            ada_indikator=bool(self.indikator),
            # Typed shares stay in their inputs even when the year has been approved in the meantime.
            tulis=bool(self.boleh_mengelola) and (not self.ditutup or ketikan is not None),
            alasan=self.ditutup if not ketikan else "",
            hanya_baca=getattr(self.boleh_mengelola, "alasan", ""),
            form={"errors": ringkasan},
            galat=ringkasan,
            url_sasaran=self.url("anggaran_sasaran"),
        )
