"""An entry as answers to be read: on the read-only page, before handing in, and side by side when two people wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from apps.pengisian.isian.forms import Cara
from apps.pengukuran.isian import FaktaIsian
from apps.pengukuran.models import Analisis, Realisasi, Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.services import AnalisisIsian, RencanaIsian
from apps.ui.numbers import exact_text, format_jumlah, format_tanggal


@dataclass(frozen=True)
class Jawaban:
    """One answer: the field it belongs to, its label, its text ("" when there is none), and where it is mended."""

    nama: str
    label: str
    isi: str
    jangkar: str


@dataclass(frozen=True)
class Kelompok:
    """Answers that belong together."""

    judul: str
    jawaban: tuple[Jawaban, ...]

    @property
    def terisi(self) -> list[Jawaban]:
        """The answers that say something."""
        return [j for j in self.jawaban if j.isi]


JANGKAR = {"nilai": "bagian-nilai", "bukti": "bukti", "cara": "bagian-nilai"}


def jangkar(nama: str) -> str:
    """The id on the entry page where a field is mended."""
    return JANGKAR.get(nama, f"id_{nama}")


def _tanggal(value: date | None) -> str:
    return format_tanggal(value) if value else ""


def _nilai(fakta: FaktaIsian, r: Realisasi) -> list[Jawaban]:
    i = fakta.adopsi.indikator
    if r.keadaan == Realisasi.Keadaan.BELUM_TERUKUR:
        return [_j("cara", "Nilai", "Belum terukur"), _j("alasan", "Alasan belum terukur", r.alasan)]
    if r.tingkat:
        skor = exact_text(r.skor).replace(".", ",") if r.skor is not None else ""
        return [_j("nilai", "Tingkat", r.tingkat.kode), _j("skor", "Skor di balik tingkat", skor)]
    if r.pembilang is not None and r.penyebut is not None:
        return [
            _j("cara", "Cara mengisi nilai", str(Cara.PECAHAN.label)),
            _j("pembilang", i.label_pembilang or "Pembilang", format_jumlah(r.pembilang)),
            _j("penyebut", i.label_penyebut or "Penyebut", format_jumlah(r.penyebut)),
        ]
    if r.nilai is None:
        return [_j("nilai", "Nilai", "")]
    akhiran = {"persen": "%", "jumlah": f" {i.nama_satuan}"}.get(i.satuan, "")
    return [_j("nilai", "Nilai", exact_text(r.nilai).replace(".", ",") + akhiran)]


def _j(nama: str, label: str, isi: str) -> Jawaban:
    return Jawaban(nama, label, isi, jangkar(nama))


def jawaban_nilai(fakta: FaktaIsian, r: Realisasi) -> Kelompok:
    """The value and everything that is said about it."""
    status = str(r.get_status_nilai_display())
    if r.tanggal_final:
        status += f", nilai final diharapkan {format_tanggal(r.tanggal_final)}"
    keandalan = str(r.get_keandalan_display())
    if r.alasan_keandalan:
        keandalan += f": {r.alasan_keandalan}"
    return Kelompok(
        "Nilai",
        (
            *_nilai(fakta, r),
            *((_j("penjelasan", "Penjelasan nilai yang tidak biasa", r.penjelasan),) if r.penjelasan else ()),
            Jawaban("status_nilai", "Status nilai", status, "id_status_nilai_0"),
            Jawaban("keandalan", "Keandalan nilai", keandalan, "id_keandalan_0"),
            _j("catatan_kaki", "Catatan kaki", r.catatan_kaki),
            _j("sumber", "Sumber data", r.sumber),
            _j("per_tanggal", "Keadaan per tanggal", _tanggal(r.per_tanggal)),
            _j("peristiwa", "Peristiwa", str(r.peristiwa) if r.peristiwa else ""),
        ),
    )


def jawaban_analisis(analisis: Analisis | AnalisisIsian | None) -> Kelompok:
    """Why it came out so."""
    a = analisis or AnalisisIsian()
    return Kelompok(
        "Analisis",
        (
            _j("uraian", "Uraian capaian", a.uraian),
            _j("faktor_keberhasilan", "Faktor keberhasilan", a.faktor_keberhasilan),
            _j("hambatan", "Hambatan dan penyebab", a.hambatan),
            _j("alternatif", "Alternatif yang telah dilakukan", a.alternatif),
        ),
    )


def jawaban_rencana(rencana: Iterable[Upaya | RencanaIsian]) -> Kelompok:
    """What was done and what is planned, one line each."""
    baris: dict[str, list[str]] = {}
    for butir in rencana:
        rincian = [butir.penanggung_jawab, f"tenggat {format_tanggal(butir.tenggat)}" if butir.tenggat else ""]
        tambahan = " · ".join(filter(None, rincian))
        satu = baris.setdefault(butir.jenis, [])
        satu.append(f"{len(satu) + 1}. {butir.isi}" + (f" ({tambahan})" if tambahan else ""))
    return Kelompok(
        "Upaya dan rencana tindak lanjut",
        tuple(Jawaban(jenis, label, "\n".join(baris.get(jenis, [])), jenis) for jenis, label in JenisUpaya.choices),
    )


def jawaban_dukungan(kegiatan: Iterable[str]) -> Kelompok:
    """Which kegiatan of the DIPA support the indicator."""
    return Kelompok("Kegiatan pendukung", (Jawaban("dukungan", "Kegiatan DIPA", "\n".join(kegiatan), "kegiatan"),))


@dataclass(frozen=True)
class Perbedaan:
    """A field in which what is stored and what was typed differ."""

    label: str
    tersimpan: str
    isian: str
    jangkar: str


def perbedaan(tersimpan: Sequence[Kelompok], isian: Sequence[Kelompok]) -> list[Perbedaan]:
    """The fields that differ, in the order of the form; one that stands on one side only differs, too."""
    kiri = {j.nama: j for k in tersimpan for j in k.jawaban}
    kanan = {j.nama: j for k in isian for j in k.jawaban}
    hasil = []
    for nama in dict.fromkeys([*kanan, *kiri]):
        a, b = kiri.get(nama), kanan.get(nama)
        ada = b or a
        if ada and (a.isi if a else "") != (b.isi if b else ""):
            hasil.append(Perbedaan(ada.label, a.isi if a else "", b.isi if b else "", ada.jangkar))
    return hasil
