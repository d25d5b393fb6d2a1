"""What a target promises, apart from the row that keeps it: read as people type it, compared, and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from apps.perencanaan.aturan_nasional import IsiTarget
from apps.perencanaan.kolom import JENIS_ANGKA
from apps.perencanaan.models import Indikator, Target
from apps.siklus.facts import NAMA_TRIWULAN
from apps.ui.numbers import NumberError, exact_text, format_nilai, parse_number, round_half_up

TANPA_TARGET = "tanpa target"
_NONE_SAID = (TANPA_TARGET, "-", "–", "—")
# What the column of a target holds.
_WHOLE, _DECIMALS = 11, 4
# The quarter with which a year ends.
AKHIR = 4


@dataclass(frozen=True, slots=True)
class Janji:
    """A promised value: a number, a level, or explicitly none; catatan says why it is no better."""

    nilai: Decimal | None = None
    tingkat_id: int | None = None
    tanpa_target: bool = False
    catatan: str = ""

    @classmethod
    def dari(cls, target: Target) -> "Janji":
        return cls(target.nilai, target.tingkat_id, target.tanpa_target, target.catatan)

    def pada(self, target: Target) -> Target:
        """Put it into a row, which is not saved."""
        target.nilai, target.tingkat_id, target.tanpa_target = self.nilai, self.tingkat_id, self.tanpa_target
        target.catatan = self.catatan
        return target

    @property
    def sidik(self) -> str:
        """The value as text, equal for equal values however many noughts they were stored with."""
        angka = "" if self.nilai is None else exact_text(self.nilai)
        return f"{angka}/{self.tingkat_id or ''}/{self.tanpa_target}/{self.catatan}"


@dataclass(frozen=True, slots=True)
class Ukuran:
    """In what the targets of an indicator are promised: its unit and, for a scale, its levels by id."""

    satuan: str
    skala_id: int | None = None
    tingkat: Mapping[int, str] = field(default_factory=dict)
    peringkat: Mapping[int, int] = field(default_factory=dict)
    nama_satuan: str = ""

    def sama(self, lain: "Ukuran") -> bool:
        """Whether a value of the other means the same here."""
        hitungan = self.satuan != Indikator.Satuan.JUMLAH or self.nama_satuan == lain.nama_satuan
        return hitungan and (self.satuan, self.skala_id) == (lain.satuan, lain.skala_id)

    def baca(self, teks: str) -> Janji | None:
        """Read what was typed or chosen; None when it is empty. Raises ValueError with a sentence that says what to do.

        >>> Ukuran("persen").baca("40,5%")
        Janji(nilai=Decimal('40.5'), tingkat_id=None, tanpa_target=False)
        """
        teks = teks.strip()
        if not teks:
            return None
        if teks.lower() in _NONE_SAID:
            return Janji(tanpa_target=True)
        if self.skala_id is not None:
            return self._tingkat(teks)
        try:
            angka = parse_number(teks, JENIS_ANGKA[self.satuan])
        except NumberError as error:
            raise ValueError(str(error)) from error
        if angka is None:
            return None
        nilai = Decimal(angka)
        if nilai >= 10**_WHOLE:
            raise ValueError(f"Angka terlalu besar. Paling banyak {_WHOLE} angka di depan koma.")
        if nilai != round(nilai, _DECIMALS):
            raise ValueError(f"Paling banyak {_DECIMALS} angka di belakang koma.")
        return Janji(nilai)

    def _tingkat(self, teks: str) -> Janji:
        for pk, kode in self.tingkat.items():
            if kode.lower() == teks.lower():
                return Janji(tingkat_id=pk)
        raise ValueError(f"“{teks}” bukan tingkat skala ini. Pilih salah satu: {', '.join(self.tingkat.values())}.")

    def ketik(self, janji: Janji | None) -> str:
        """The value as it would be typed; empty when there is none."""
        if janji is None:
            return ""
        if janji.tanpa_target:
            return TANPA_TARGET
        if janji.nilai is None:
            return self.tingkat.get(janji.tingkat_id or 0, "")
        return exact_text(janji.nilai).replace(".", ",")

    def tampil(self, janji: Janji | None) -> str:
        """The value as tables print it; empty when there is none."""
        if janji is None or janji.nilai is None:
            return self.ketik(janji)
        return format_nilai(janji.nilai, self.satuan, self.nama_satuan)

    def isi(self, janji: Janji) -> IsiTarget:
        """The value as the rules compare it."""
        tingkat_id = janji.tingkat_id
        if tingkat_id is None:
            return IsiTarget(janji.nilai)
        return IsiTarget(peringkat=self.peringkat.get(tingkat_id), kode=self.tingkat.get(tingkat_id, ""))


def beda_setahun(ukuran: Ukuran, agregasi: str, triwulan: Mapping[int, Janji | None], setahun: Janji | None) -> str:
    """How the quarter targets make another year than was promised, as a remark; "" where they make it or cannot tell.

    A quarter of which nothing is said is missing and not zero: a sum is then only too high already, a mean unknown.
    Compared is what people read, so that two equal texts never differ.
    """
    if setahun is None or setahun.tanpa_target:
        return ""
    diisi = {t: janji for t, janji in sorted(triwulan.items()) if janji is not None}
    berisi = {t: janji for t, janji in diisi.items() if not janji.tanpa_target}
    if agregasi in (Indikator.Agregasi.JUMLAH, Indikator.Agregasi.RATA_RATA):
        return _beda_angka(ukuran, agregasi, list(berisi.values()), setahun, lengkap=len(diisi) == AKHIR)
    terakhir = max(berisi, default=0) if AKHIR in diisi else 0
    if agregasi == Indikator.Agregasi.AKHIR_TAHUN and terakhir != AKHIR:
        return ""
    return _kalimat_beda(ukuran, f"Target {NAMA_TRIWULAN[terakhir]}", berisi[terakhir], setahun) if terakhir else ""


def _beda_angka(ukuran: Ukuran, agregasi: str, berisi: list[Janji], setahun: Janji, *, lengkap: bool) -> str:
    nilai = [janji.nilai for janji in berisi if janji.nilai is not None]
    if not nilai or setahun.nilai is None:
        return ""
    jumlah = sum(nilai, Decimal())
    if agregasi == Indikator.Agregasi.JUMLAH:
        if not lengkap and jumlah <= setahun.nilai:
            return ""
        return _kalimat_beda(ukuran, "Target triwulan berjumlah", Janji(jumlah), setahun)
    rata = round_half_up(Fraction(jumlah) / len(nilai), _DECIMALS)
    return _kalimat_beda(ukuran, "Target triwulan rata-rata", Janji(rata), setahun) if lengkap else ""


def _kalimat_beda(ukuran: Ukuran, awal: str, janji: Janji, setahun: Janji) -> str:
    menjadi, dijanjikan = ukuran.tampil(janji), ukuran.tampil(setahun)
    return f"{awal} {menjadi}, target setahun {dijanjikan}." if menjadi != dijanjikan else ""
