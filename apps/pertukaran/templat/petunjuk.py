"""The sheet of instructions: how to fill in, what each sheet holds, examples. Pure: no Django."""

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname

from apps.laporan.renderers.xlsx_layout import line_height, lines, usable
from apps.pertukaran.templat.bentuk import Keterangan, LembarTulis
from apps.pertukaran.templat.gaya import GARIS, LATAR_LEMAH, MAROON, REDUP, TINTA, Buku

LEMBAR = "Petunjuk"
_LEBAR = (25.0, *[13.0] * 9)
_AKHIR = len(_LEBAR) - 1
CARA = (
    (
        "Baris",
        "Satu baris satu data. Baris boleh ditambah, diurutkan, dan disaring. Baris dikenali dari kolom kuncinya; bila "
        "isi kolom kunci diganti, baris itu menjadi data lain.",
    ),
    (
        "Tidak ada yang terhapus",
        "Data yang barisnya tidak ada di berkas ini dibiarkan seperti adanya. Menghapus data hanya lewat aplikasi.",
    ),
    (
        "Sel kosong",
        "Sel yang sudah terisi tidak dapat dikosongkan begitu saja. Tulis KOSONGKAN bila isinya memang hendak dihapus.",
    ),
    (
        "Angka",
        "Desimal ditulis dengan koma: 72,55. Persen dan indeks tanpa titik dan tanpa tanda %. Titik hanya memisahkan "
        "ribuan pada rupiah dan bilangan bulat: 1.234.567. Rupiah tanpa sen. Nol ditulis 0; sel kosong berarti belum "
        "ada angka.",
    ),
    ("Tanggal", "Sel tanggal Excel (31/12/2024), atau teks tahun-bulan-hari (2024-12-31)."),
    (
        "Kode",
        "Kode menghubungkan lembar: tulis persis seperti di lembar asalnya, dengan tanda hubung biasa, tanpa spasi. "
        "Kode baru ditulis dahulu di lembar asalnya. Beberapa kode dalam satu sel dipisahkan tanda |.",
    ),
    (
        "Jangan",
        "Jangan memakai rumus, menggabungkan sel, menyembunyikan baris atau kolom, mengganti judul kolom, atau "
        "mengganti nama lembar. Lembar yang tidak diperlukan boleh dihapus.",
    ),
    (
        "Mengunggah",
        "Setelah diunggah, aplikasi menunjukkan dahulu apa yang baru dan apa yang berubah. Baru setelah disetujui "
        "semuanya disimpan; bila ada satu kesalahan, tidak ada yang disimpan.",
    ),
)


def tulis_petunjuk(
    buku: Buku, keterangan: Keterangan, lembar: Sequence[LembarTulis], urutan: Sequence[tuple[str, str]]
) -> None:
    """Add the sheet; urutan are the steps of a new office. Call it before the sheets of data."""
    _Petunjuk(buku, keterangan).tulis(lembar, urutan)


class _Petunjuk:
    def __init__(self, buku: Buku, keterangan: Keterangan) -> None:
        self._buku, self._keterangan = buku, keterangan
        self._lembar = buku.lembar(LEMBAR, keterangan.kaki)
        self._baris = 0
        atas: dict[str, object] = {"valign": "top", "text_wrap": True, "font_color": TINTA}
        self._teks = buku.gaya(**atas)
        self._nama = buku.gaya(**atas, bold=True)
        self._redup = buku.gaya(**{**atas, "font_color": REDUP})
        self._bagian = buku.gaya(bold=True, font_size=12, font_color=MAROON)
        self._tautan = buku.gaya(**{**atas, "font_color": MAROON}, underline=1)
        self._kotak = buku.gaya(**atas, border=1, border_color=GARIS, num_format="@")

    def tulis(self, lembar: Sequence[LembarTulis], urutan: Sequence[tuple[str, str]]) -> None:
        self._atur()
        self._kepala()
        self._mulai_bagian("Cara mengisi")
        for nama, teks in CARA:
            self._pasangan(nama, teks)
        self._warna()
        self._mulai_bagian("Urutan kerja satker baru")
        for nomor, (nama, teks) in enumerate(urutan, start=1):
            self._pasangan(f"{nomor}. {nama}", teks)
        self._mulai_bagian("Isi buku kerja ini")
        for satu in lembar:
            self._tulis_tautan(satu)
        contoh = [satu for satu in lembar if satu.contoh]
        if contoh:
            self._mulai_bagian("Contoh")
            self._paragraf("Baris rekaan, hanya untuk menunjukkan cara menulis. Kolom lain boleh kosong.", self._redup)
        for satu in contoh:
            self._tulis_contoh(satu)
        self._lembar.protect("", {"format_columns": True, "format_rows": True})

    def _atur(self) -> None:
        self._lembar.hide_gridlines(2)
        self._lembar.fit_to_pages(1, 0)
        for kolom, lebar in enumerate(_LEBAR):
            self._lembar.set_column(kolom, kolom, lebar)
        self._lembar.activate()

    def _kepala(self) -> None:
        judul = self._buku.gaya(bold=True, font_size=15, font_color=MAROON)
        self._lembar.set_row(0, 24)
        self._lembar.write_string(0, 0, f"Templat · {self._keterangan.judul}", judul)
        self._lembar.write_string(1, 0, f"{self._keterangan.satker}, {self._keterangan.masa}", self._nama_lurus())
        self._baris = 2
        self._paragraf(self._keterangan.kalimat, self._teks)

    def _nama_lurus(self) -> Format:
        return self._buku.gaya(bold=True, font_color=TINTA)

    def _mulai_bagian(self, judul: str) -> None:
        self._lembar.set_row(self._baris, 28)
        self._lembar.write_string(self._baris, 0, judul, self._bagian)
        self._baris += 1

    def _paragraf(self, teks: str, gaya: Format) -> None:
        self._lembar.merge_range(self._baris, 0, self._baris, _AKHIR, teks, gaya)
        self._lembar.set_row(self._baris, line_height(lines(teks, usable(_LEBAR))))
        self._baris += 1

    def _pasangan(self, nama: str, teks: str, dari: int = 1) -> None:
        """A name and what is to be said of it."""
        self._lembar.write_string(self._baris, 0, nama, self._nama)
        self._lembar.merge_range(self._baris, dari, self._baris, _AKHIR, teks, self._teks)
        tinggi = max(lines(teks, usable(_LEBAR[dari:])), lines(nama, usable(_LEBAR[:1]), bold=True))
        self._lembar.set_row(self._baris, line_height(tinggi) + 2)
        self._baris += 1

    def _warna(self) -> None:
        for nama, wajib, teks in (
            ("Judul maroon", True, "Kolom wajib diisi. Kolom paling kiri yang tetap terlihat adalah kunci baris."),
            ("Judul muda", False, "Kolom yang boleh kosong."),
        ):
            self._pasangan(nama, f"{teks} Keterangan setiap kolom muncul bila judulnya ditunjuk.")
            self._lembar.write_string(self._baris - 1, 0, nama, self._buku.gaya_judul(wajib=wajib))

    def _tulis_tautan(self, satu: LembarTulis) -> None:
        banyak = f"{len(satu.baris)} baris" if satu.baris else "masih kosong"
        self._pasangan("", satu.kalimat, dari=2)
        tempat = f"internal:{quote_sheetname(satu.nama)}!A1"
        self._lembar.write_url(self._baris - 1, 0, tempat, self._tautan, satu.nama)
        self._lembar.write_string(self._baris - 1, 1, banyak, self._redup)

    def _tulis_contoh(self, satu: LembarTulis) -> None:
        dipakai = {nama for baris in satu.contoh for nama in baris}
        judul = [kolom.judul for kolom in satu.kolom if kolom.judul in dipakai]
        self._lembar.write_string(self._baris, 0, satu.nama, self._nama)
        self._deret(judul, self._buku.gaya(
            bold=True, font_color=MAROON, bg_color=LATAR_LEMAH, border=1, border_color=GARIS, text_wrap=True,
            valign="top",
        ))  # fmt: skip
        for baris in satu.contoh:
            self._deret([baris.get(nama, "") for nama in judul], self._kotak)
        self._baris += 1

    def _deret(self, isi: Sequence[str], gaya: Format) -> None:
        tinggi = 1
        for kolom, teks in enumerate(isi, start=1):
            self._lembar.write_string(self._baris, kolom, teks, gaya)
            tinggi = max(tinggi, lines(teks, usable(_LEBAR[1:2]), bold=True))
        self._lembar.set_row(self._baris, line_height(tinggi))
        self._baris += 1
