"""What a person should know now, as a list."""

from typing import Any

from apps.pengisian.dasar import WorkPage
from apps.pengukuran.pemberitahuan import fetch_pemberitahuan

# The chip of each kind and its tone.
JENIS = {
    "dikembalikan": ("Dikembalikan", "warn"),
    "tenggat": ("Tenggat", "warn"),
    "terlambat": ("Lewat tenggat", "bad"),
    "periksa": ("Pemeriksaan", "good"),
    "sahkan": ("Pengesahan", "good"),
    "perpanjangan": ("Perpanjangan", ""),
}


class PemberitahuanPage(WorkPage):
    """The notices of the person who looks; they go away when the work is done."""

    template_name = "pengisian/pemberitahuan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        daftar = fetch_pemberitahuan(
            self.scope.entitas,
            self.scope.tahun,
            self.request.user,  # type: ignore[arg-type]
            self.scope.anggota,
            self.pekerjaan.tugas,
        )
        return super().get_context_data(
            **kwargs,
            pemberitahuan=[
                {
                    "label": JENIS[p.jenis][0],
                    "nada": JENIS[p.jenis][1],
                    "judul": p.judul,
                    "teks": p.teks,
                    "waktu": p.waktu,
                    "url": self.url(p.alamat[0], *p.alamat[1]),
                }
                for p in daftar
            ],
            url_tugas=self.url("tugas"),
            remah=[{"label": "Tugas saya", "url": self.url("tugas")}, {"label": "Pemberitahuan"}],
            daftar_tahun=self.years("pemberitahuan"),
        )
