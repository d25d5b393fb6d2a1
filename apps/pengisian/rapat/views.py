"""The meetings of a year, one meeting, and calling, changing and dropping one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from apps.laporan.views import ScopedPage
from apps.organisasi.models import Divisi, MasaJabatan
from apps.organisasi.permissions import Denied, Keputusan, boleh_mengelola_rapat
from apps.organisasi.scope import require
from apps.pengisian.rapat.dasar import FormPage, RapatFormPage, RapatView
from apps.pengisian.rapat.forms import JadwalForm, RapatForm
from apps.pengisian.rapat.presenters import (
    berkas_rows,
    hari_dan_jam,
    hitungan,
    kalimat_hitungan,
    keadaan_rapat,
    kehadiran,
    periode_berikut,
    rapat_rows,
    tindak_lanjut_rows,
)
from apps.rapat.acara import acara_baku
from apps.rapat.facts import FaktaTindakLanjut, fetch_keputusan, fetch_sebelumnya, fetch_terbuka
from apps.rapat.models import Rapat
from apps.rapat.services import IsiRapat, buat_rapat, hapus_rapat, ubah_rapat
from apps.rapat.services.notulen import sasaran_tahun
from apps.siklus.facts import SELURUH_TAHUN, nama_periode
from apps.siklus.models import Pengesahan, alasan_disahkan

TERBUKA = Q(keputusan__tindak_lanjut__isnull=True) | Q(keputusan__tindak_lanjut__status="terbuka")


# What closes a meeting: the pengesahan of its own period, or of the year.
DISAHKAN = Pengesahan.objects.filter(
    Q(periode__triwulan=OuterRef("triwulan")) | Q(periode__triwulan=SELURUH_TAHUN),
    periode__entitas=OuterRef("entitas"),
    periode__tahun=OuterRef("tahun"),
    dibuka_kembali__isnull=True,
)


class TindakLanjutMixin(ScopedPage):
    """Rows of decisions, each leading to pages of its own meeting's year."""

    def baris_tindak_lanjut(self, daftar: list[FaktaTindakLanjut]) -> list[dict[str, Any]]:
        """The decisions as the person who looks sees them."""
        hari, pk = timezone.localdate(), self.request.user.pk or 0
        return tindak_lanjut_rows(daftar, hari, self._address, self.scope.anggota, pk)


class DaftarPage(TindakLanjutMixin):
    """The meetings of a year, and every decision of the office that is still open."""

    template_name = "pengisian/rapat/daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hari = timezone.localdate()
        rapat = Rapat.objects.filter(entitas=self.scope.entitas, tahun=self.scope.tahun).annotate(
            jumlah_peserta=Count("peserta", distinct=True),
            jumlah_hadir=Count("peserta", filter=Q(peserta__hadir=True), distinct=True),
            jumlah_pembahasan=Count("pembahasan", distinct=True),
            jumlah_keputusan=Count("keputusan", distinct=True),
            jumlah_terbuka=Count("keputusan", filter=TERBUKA, distinct=True),
            jumlah_berkas=Count("berkas", distinct=True),
            ditutup=Exists(DISAHKAN),
        )
        terbuka = fetch_terbuka(self.scope.entitas)
        boleh = boleh_mengelola_rapat(self.scope.anggota) and not alasan_disahkan(
            self.scope.entitas.pk, self.scope.tahun
        )
        return super().get_context_data(
            **kwargs,
            rapat=rapat_rows(rapat, hari, self.url),
            tindak_lanjut=self.baris_tindak_lanjut(terbuka),
            hitungan=hitungan(terbuka, hari),
            url_tambah=self.url("rapat_tambah") if boleh else "",
            daftar_tahun=self.years("rapat_daftar"),
        )


class RapatPage(RapatView, TindakLanjutMixin):
    """One meeting: what is prepared for it, and what is known of it."""

    template_name = "pengisian/rapat/rapat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rapat, hari, boleh = self.rapat, timezone.localdate(), bool(self.boleh_mengubah)
        peserta = list(rapat.peserta.all())
        pembahasan = list(rapat.pembahasan.select_related("sasaran").order_by("sasaran__nomor"))
        keputusan = self.baris_tindak_lanjut(fetch_keputusan(rapat))
        berkas = berkas_rows(rapat.berkas.select_related("berkas", "ditambahkan_oleh"), rapat.pk, self.url, boleh=boleh)
        sebelumnya = fetch_sebelumnya(rapat)
        tercatat = any(p.hadir for p in peserta) or bool(pembahasan or keputusan or berkas)
        chip, nada = keadaan_rapat(rapat, hari, tercatat=tercatat, terkunci=bool(self.terkunci))
        return super().get_context_data(
            **kwargs,
            rapat=rapat,
            waktu=hari_dan_jam(rapat),
            chip=chip,
            nada=nada,
            terkunci=self.terkunci,
            boleh=boleh,
            peserta=peserta,
            kehadiran=kehadiran(peserta),
            sebelumnya=self.baris_tindak_lanjut(sebelumnya),
            sebelumnya_teks=kalimat_hitungan(sebelumnya, hari),
            pembahasan=pembahasan,
            keputusan=[
                row | {"url_ubah": self.url("rapat_keputusan_ubah", rapat.pk, row["id"]) if boleh else ""}
                for row in keputusan
            ],
            berkas=berkas,
            bahan=self._bahan(),
            ubah={
                nama: self.url(f"rapat_{nama}", rapat.pk)
                for nama in ("ubah", "peserta", "notulen", "keputusan", "berkas", "hapus")
            },
            remah=self.remah(),
        )

    def _bahan(self) -> dict[str, Any]:
        """The papers that are made from the store."""
        pk = self.rapat.pk
        return {
            "agenda": self.url("rapat_cetak", pk, "agenda"),
            "paparan": self.url("rapat_paparan", pk),
            "daftar_hadir": self.url("rapat_cetak", pk, "daftar-hadir"),
            "notulen": self.url("rapat_cetak", pk, "notulen"),
            "divisi": self._divisi(),
        }

    def _divisi(self) -> list[dict[str, str]]:
        """The printable report of each divisi about the period of the meeting."""
        semua = Divisi.objects.berlaku(self.scope.tahun).filter(satker=self.scope.entitas.satker_id)
        tentang = f"?triwulan={self.rapat.triwulan}" if self.rapat.triwulan else ""
        return [
            {"nama": divisi.nama, "url": self.url("laporan_divisi", divisi.kode) + tentang}
            for divisi in semua.order_by("urutan")
        ]


class TambahPage(FormPage):
    """Calls a meeting; its agenda and attendance sheet are written for it."""

    judul = "Jadwalkan rapat evaluasi"
    tombol = "Jadwalkan rapat"
    pengantar = (
        "Acara dan daftar hadir disiapkan dari data satker sesudah rapat dijadwalkan, dan masih dapat Anda ubah."
    )

    def izin(self) -> Keputusan:
        """Keeping meetings, and the year not approved: that closes all of its quarters."""
        izin = boleh_mengelola_rapat(self.scope.anggota)
        ditutup = alasan_disahkan(self.scope.entitas.pk, self.scope.tahun)
        return Denied(ditutup) if izin and ditutup else izin

    def form(self, data: Any = None, files: Any = None) -> JadwalForm:
        entitas, tahun = self.scope.entitas, self.scope.tahun
        if data is not None:
            return JadwalForm(data)
        ada = Rapat.objects.filter(entitas=entitas, tahun=tahun).values_list("triwulan", flat=True)
        ketua = (
            MasaJabatan.objects.berlaku(tahun)
            .filter(pejabat__satker=entitas.satker_id, jabatan=MasaJabatan.Jabatan.KETUA)
            .select_related("pejabat")
            .order_by("urutan")
            .first()
        )
        awal: dict[str, Any] = {"triwulan": periode_berikut(ada)}
        if ketua:
            awal |= {"pimpinan_rapat": ketua.pejabat.nama, "jabatan_pimpinan": f"Ketua {entitas.satker.nama_singkat}"}
        return JadwalForm(initial=awal)

    def simpan(self, form: JadwalForm) -> str:
        nilai, tahun = form.cleaned_data, self.scope.tahun
        triwulan = nilai["triwulan"]
        sasaran = [(s.nomor, s.nama) for s in sasaran_tahun(self.scope.entitas.pk, tahun)]
        acara = acara_baku(nama_periode(tahun, triwulan), tahun, triwulan, sasaran)
        self.baru = buat_rapat(
            pelaku=self.request.user,  # type: ignore[arg-type]
            entitas=self.scope.entitas,
            tahun=tahun,
            isi=IsiRapat(**nilai, acara="\n".join(acara)),
        )
        return f"{self.baru} dijadwalkan {hari_dan_jam(self.baru)}. Acara dan daftar hadirnya sudah disiapkan."

    baru: Rapat | None = None

    def tujuan(self) -> str:
        return self.url("rapat", self.baru.pk) if self.baru else self.url("rapat_daftar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remah = [{"label": "Rapat evaluasi", "url": self.url("rapat_daftar")}, {"label": "Jadwalkan", "url": ""}]
        return super().get_context_data(**kwargs, remah=remah)


class UbahPage(RapatFormPage):
    """Day, place, people and agenda of a meeting."""

    judul = "Ubah jadwal dan acara"

    def form(self, data: Any = None, files: Any = None) -> RapatForm:
        return RapatForm(data, initial=self.awal(self.rapat))

    def awal(self, tersimpan: Rapat) -> dict[str, Any]:
        return {name: getattr(IsiRapat.dari(tersimpan), name) for name in IsiRapat.__slots__}

    def simpan(self, form: RapatForm) -> str:
        isi = IsiRapat(**form.cleaned_data)
        ubah_rapat(pelaku=self.request.user, rapat_id=self.rapat.pk, versi=self.versi_dikirim, isi=isi)  # type: ignore[arg-type]
        return "Jadwal dan acara rapat disimpan."


class HapusPage(RapatView, ScopedPage):
    """Asks once, then drops a meeting that was called by mistake."""

    template_name = "pengisian/rapat/hapus.html"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.boleh_mengubah)
        try:
            hapus_rapat(pelaku=request.user, rapat_id=self.rapat.pk)  # type: ignore[arg-type]
        except ValidationError as galat:
            messages.error(request, f"Rapat tidak dihapus. {' '.join(galat.messages)}")
            return HttpResponseRedirect(self.url_rapat)
        messages.success(request, f"{self.rapat} dihapus.")
        return HttpResponseRedirect(self.url("rapat_daftar"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            judul="Hapus rapat",
            tanya=f"Hapus {self.rapat} {hari_dan_jam(self.rapat)}?",
            teks="Hanya rapat tanpa keputusan dan berkas yang dapat dihapus. Penghapusannya tercatat dalam jejak.",
            tombol="Hapus rapat",
            url_batal=self.url_rapat,
            remah=self.remah("Hapus"),
        )
