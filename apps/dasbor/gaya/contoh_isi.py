"""What the samples of the living page are filled with: choices, tasks, fields, a list, a tree."""

from datetime import UTC, datetime
from typing import Any

import django_tables2 as tables
from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from apps.dasbor.daftar.saringan import Pilihan, SaringanBaris
from apps.ui.forms import NumberInput

ALAMAT = "#komponen"


def pilihan(*label: str, aktif: int = 0) -> list[dict[str, Any]]:
    """A choice whose items lead back to the page."""
    return [{"label": teks, "url": ALAMAT, "aktif": n == aktif} for n, teks in enumerate(label)]


def langkah(kini: int) -> list[dict[str, Any]]:
    """The way of an entry, standing at one of its states."""
    nama = ("Draf", "Diajukan", "Diverifikasi", "Disahkan pleno")
    return [{"label": label, "selesai": n < kini, "kini": n == kini} for n, label in enumerate(nama)]


def tugas(**lain: Any) -> dict[str, Any]:
    """A task that is not begun, or what is said otherwise."""
    return {"b": {"nomor": 6, "nama": "Partisipasi pemilih", "url": ALAMAT, "label": "Belum diisi", "nada": "", **lain}}


class ContohForm(forms.Form):
    """A field of each kind."""

    nama = forms.CharField(label="Sumber data", help_text="Nama dokumen atau aplikasi.")
    jumlah = forms.CharField(label="Jumlah pemilih", widget=NumberInput("bulat"), required=False)
    cara = forms.ChoiceField(
        label="Cara mengisi",
        choices=[("a", "Pembilang dan penyebut"), ("b", "Nilai langsung")],
        widget=forms.RadioSelect,
    )
    asumsi = forms.BooleanField(label="Masih asumsi", required=False)


class ContohTable(tables.Table):
    """Two columns, one of them numbers."""

    nama = tables.Column("Program")
    pagu = tables.Column("Pagu (Rp)", attrs={"td": {"class": "num"}, "th": {"class": "num"}})

    class Meta:
        attrs = {"caption": "Contoh daftar"}
        orderable = False
        empty_text = "Belum ada program."


def field(name: str, *, galat: bool = False) -> dict[str, Any]:
    """A field of the sample form, as it opens or after it was sent empty."""
    form = ContohForm({"jumlah": "0"}, auto_id=f"galat-%s-{name}") if galat else ContohForm(auto_id=f"isi-%s-{name}")
    return {"field": form[name]}


def saringan(nama: str, jenis: str = "Program") -> SaringanBaris:
    """What a list of two kinds of rows is narrowed to."""
    ada: Pilihan[str] = Pilihan("jenis", "Jenis", lambda satu: satu)
    form = SaringanBaris({"q": "opini", "jenis": jenis}, "Cari kata", [ada], ["Program", "Kegiatan"])
    form.auto_id = f"saring-{nama}-%s"
    return form


def halaman(nomor: int) -> dict[str, Any]:
    """A page of a long list."""
    return {"page": Paginator(range(1, 134), 50).get_page(nomor), "url_sebelumnya": ALAMAT, "url_berikutnya": ALAMAT}


def _baris(tingkat: int, kode: str, nama: str, angka: tuple[str, ...], buka: str = "") -> str:
    tombol = f'<button class="fold" type="button" aria-expanded="{buka}" aria-label="Rincian {kode}"></button>'
    sel = "".join(
        f'<td class="num" data-label="{label}">{nilai}</td>'
        for label, nilai in zip(("Pagu", "Realisasi", "Serapan"), angka, strict=True)
    )
    return (
        f'<tr class="lv-{tingkat}"><th scope="row"><div class="tree-name">{tombol if buka else ""}<a href="{ALAMAT}">'
        f'<span class="code">{kode}</span> {nama}</a></div></th>{sel}</tr>'
    )


POHON = {
    "judul": "Contoh pohon anggaran",
    "kolom": [("Pagu", "120.000.000"), ("Realisasi", "96.000.000"), ("Serapan", "80,00%")],
    # Built from the literals of this file.
    "baris": mark_safe(  # noqa: S308
        _baris(0, "076.01.CQ", "Penyelenggaraan Pemilu", ("120.000.000", "96.000.000", "80,00%"), "true")
        + _baris(1, "6639", "Pelaksanaan Tahapan", ("120.000.000", "96.000.000", "80,00%"), "false")
        + _baris(2, "6639.BDB", "Fasilitasi dan Pembinaan Lembaga", ("20.000.000", "-", "-"))
    ),
}


BERKAS_MASUK = {
    "judul_isi": "Isi",
    "keterangan": "Berkas contoh yang pernah dimuat",
    "berkas": [
        {
            "nama": "target.xlsx",
            "url": ALAMAT,
            "status": {"teks": "Sudah diterapkan", "nada": "ok"},
            "isi": ["3 perubahan, 12 baris baru"],
            "oleh": "Operator Contoh",
            "waktu": datetime(2025, 1, 20, 2, 0, tzinfo=UTC),
        },
        {
            "nama": "realisasi.csv",
            "url": ALAMAT,
            "status": {"teks": "Menunggu", "nada": ""},
            "isi": [],
            "oleh": "Operator Contoh",
            "waktu": datetime(2025, 1, 19, 2, 0, tzinfo=UTC),
        },
    ],
}
LANGKAH_AWAL = {
    "judul": "Mulai tahun 2026",
    "teks": "Kantor Contoh belum memiliki indikator untuk tahun 2026.",
    "langkah": [
        {"judul": "Muat data", "teks": "Unggah templat Renstra.", "url": ALAMAT},
        {"judul": "Adopsi indikator", "teks": "Pilih indikatornya.", "url": ALAMAT},
    ],
    "lain": [{"nama": "Sekretariat Kantor Contoh", "url": ALAMAT}],
}
