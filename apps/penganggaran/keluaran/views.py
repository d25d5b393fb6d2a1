"""The sheet of output: target, unit, volume, progress and capaian of every RO by the end of a month."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property

from apps.anggaran.facts import FaktaAnggaran, fetch_anggaran
from apps.anggaran.facts.keluaran import fetch_keluaran
from apps.anggaran.services.keluaran import BarisRO, Galat, KeluaranDitolak, isi_ro, setelah, simpan_keluaran
from apps.laporan.views import ScopedPage, ScopedView
from apps.organisasi.penolakan import catat_penolakan
from apps.organisasi.scope import require
from apps.penganggaran.dasar import HalamanAnggaran
from apps.penganggaran.keluaran.forms import Ketikan, baca_ketikan
from apps.penganggaran.keluaran.presenters import Keluaran, bulan_awal, galat_items, hasil_view, kelompok_view
from apps.ui.numbers import MONTHS


class _KeluaranView(ScopedView):
    """What page and live calculation share: the year's RO and the month that is asked for."""

    @cached_property
    def anggaran(self) -> FaktaAnggaran | None:
        scope = self.scope
        return fetch_anggaran(scope.entitas.satker, scope.tahun, scope.tahun).get(scope.tahun)

    @cached_property
    def keluaran(self) -> Keluaran:
        return fetch_keluaran(self.anggaran) if self.anggaran else []

    @cached_property
    def bulan(self) -> int:
        """The month of the address (?bulan=3); anything else is the month that the page opens with."""
        teks = self.request.GET.get("bulan", "")
        if teks in {str(bulan) for bulan in range(1, 13)}:
            return int(teks)
        hari: date = timezone.localdate()
        return bulan_awal(self.keluaran, self.scope.tahun, (hari.year, hari.month))


class KeluaranPage(_KeluaranView, HalamanAnggaran):
    """Everybody of the satker reads it; the keepers of the budget write, all rows at once."""

    template_name = "penganggaran/keluaran.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengelola)
        if self.dipa is None:
            raise Http404("DIPA tahun ini belum dimuat.")
        sent = {pos.id: baca_ketikan(request.POST, pos.id) for pos, _ in self.keluaran}
        ketikan = {pos_id: k for pos_id, k in sent.items() if k is not None}
        dibaca = {pos_id: k.baca() for pos_id, k in ketikan.items()}
        galat: Galat = {(pos_id, t): kalimat for pos_id, (_, g) in dibaca.items() for t, kalimat in g.items()}
        if galat:
            return self._lagi(ketikan, galat)
        baris = [BarisRO(pos_id, isi, ketikan[pos_id].sidik) for pos_id, (isi, _) in dibaca.items()]
        try:
            jumlah = simpan_keluaran(
                pelaku=request.user,  # type: ignore[arg-type]
                dipa=self.dipa,
                bulan=self.bulan,
                baris=baris,
            )
        except KeluaranDitolak as error:
            return self._lagi(self._disegarkan(ketikan, error.basi), error.galat)
        except ValidationError as error:
            catat_penolakan(request, " ".join(error.messages))
            return self._lagi(ketikan, {}, " ".join(error.messages))
        tak_dipakai = sum(isi.dinyatakan is not None and isi.target is not None for isi, _ in dibaca.values())
        messages.success(request, _kabar(jumlah, tak_dipakai))
        return HttpResponseRedirect(f"{self.url('anggaran_keluaran')}?bulan={self.bulan}")

    def _disegarkan(self, ketikan: dict[int, Ketikan], basi: frozenset[int]) -> dict[int, Ketikan]:
        """What was typed, with the fingerprint of what stands there now where others were faster: saved next time."""
        kini = {pos.id: isi_ro(isi, self.bulan).sidik for pos, isi in self.keluaran}
        return {p: Ketikan(k.teks, k.asumsi, kini[p]) if p in basi else k for p, k in ketikan.items()}

    def _lagi(self, ketikan: dict[int, Ketikan], galat: Galat, alasan: str = "") -> HttpResponse:
        """The page once more with what was typed."""
        return self.render_to_response(self.get_context_data(ketikan=ketikan, galat=galat, alasan=alasan))

    def get_context_data(
        self,
        ketikan: dict[int, Ketikan] | None = None,
        galat: Galat | None = None,
        alasan: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        ringkasan = galat_items(galat or {}, self.keluaran)
        if alasan:
            ringkasan.insert(0, {"teks": f"{alasan} Yang Anda ketik belum disimpan.", "href": ""})
        kwargs.setdefault("daftar_tahun", self.years("anggaran_keluaran"))
        return super().get_context_data(
            **kwargs,
            kelompok=kelompok_view(
                self.keluaran,
                self.anggaran.pos("kegiatan") if self.anggaran else (),
                self.bulan,
                lambda pos_id: f"{self.url('keluaran_hitung', pos_id)}?bulan={self.bulan}",
                ketikan=ketikan or {},
                galat=galat or {},
            ),
            # Typed text stays in its inputs even when the year has been approved in the meantime.
            tulis=bool(self.boleh_mengelola) and (not self.ditutup or ketikan is not None),
            alasan=self.ditutup if not ketikan else "",
            hanya_baca=getattr(self.boleh_mengelola, "alasan", ""),
            form={"errors": ringkasan},
            galat=ringkasan,
            nama_bulan=MONTHS[self.bulan - 1],
            bulan=[
                {
                    "nama": nama,
                    "singkat": nama[:3],
                    "url": f"{self.url('anggaran_keluaran')}?bulan={nomor}",
                    "aktif": nomor == self.bulan,
                    "terisi": any(nomor in isi.kemajuan for _, isi in self.keluaran),
                }
                for nomor, nama in enumerate(MONTHS, start=1)
            ],
            belum=sum(isi.capaian(self.bulan) is None for _, isi in self.keluaran),
            jumlah=len(self.keluaran),
        )


def _kabar(jumlah: int, tak_dipakai: int) -> str:
    """What was done, in words."""
    kabar = f"{jumlah} rincian output disimpan." if jumlah else "Tidak ada yang berubah."
    if jumlah and tak_dipakai:
        kabar += f" Capaian yang dinyatakan pada {tak_dipakai} RO dihapus, karena kini dihitung dari volumenya."
    return kabar


class HitungView(_KeluaranView, ScopedPage):
    """What the typed volumes of one RO come to, while somebody types; nothing is kept."""

    template_name = "penganggaran/keluaran_hasil.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pos_id = self.kwargs["ro"]
        lama = next((isi for pos, isi in self.keluaran if pos.id == pos_id), None)
        if lama is None:
            raise Http404("Rincian output ini tidak ada dalam DIPA tahun ini.")
        ketikan = baca_ketikan(self.request.GET, pos_id)
        if ketikan is None:
            return {"hasil": hasil_view(lama, self.bulan)}
        isi, galat = ketikan.baca()
        if galat:
            return {"hasil": {"capaian": "-", "cara": next(iter(galat.values())), "asumsi": False}}
        return {"hasil": hasil_view(setelah(isi, lama, self.bulan), self.bulan)}
