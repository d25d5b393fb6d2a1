"""What a reconciliation finds: differences, alone and in groups, and what cannot be compared. Plain frozen values."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from apps.dokumen.models import AngkaKutipan
from apps.ui.numbers import exact_text, format_angka, format_persen, format_rupiah, round_guarded

Nilai = int | Decimal | Fraction
PERSEN = frozenset({AngkaKutipan.Ukuran.SERAPAN.value, AngkaKutipan.Ukuran.EFISIENSI.value})
# NKA and IKPA are only quoted: nothing of ours stands beside them.
DIBANDINGKAN = (
    AngkaKutipan.Ukuran.PAGU,
    AngkaKutipan.Ukuran.REALISASI,
    AngkaKutipan.Ukuran.SISA,
    AngkaKutipan.Ukuran.SERAPAN,
    AngkaKutipan.Ukuran.EFISIENSI,
)


def label_ukuran(ukuran: str) -> str:
    """What a measure is called: "Realisasi", "Persentase serapan"."""
    return str(AngkaKutipan.Ukuran(ukuran).label)


def desimal(nilai: Nilai) -> int:
    """How many decimals a percentage is compared and printed with: ours has two, a quoted one may have more.

    >>> desimal(Decimal("98.2500")), desimal(Decimal("5.4625"))
    (2, 4)
    """
    _, _, pecahan = exact_text(nilai).partition(".")
    return max(2, len(pecahan))


def persen_sama(kita: Nilai, lain: Decimal) -> bool:
    """Whether a quoted percentage is what we would print for ours; a quoted 100% is not our 99,9999%.

    >>> persen_sama(Fraction(9985356, 100000), Decimal("99.85")), persen_sama(Fraction(999999, 10000), Decimal(100))
    (True, False)
    """
    return round_guarded(kita, desimal(lain)) == lain


@dataclass(frozen=True, slots=True)
class Penjelasan:
    """Why two amounts differ, in the words of the office, and for which amounts that was said (exact texts)."""

    id: int
    teks: str
    oleh: str
    waktu: datetime
    nilai_kita: str
    nilai_lain: str


@dataclass(frozen=True, slots=True)
class Selisih:
    """One amount of another source that is not ours: whole rupiah, or percent (0–100) for a measure in PERSEN.

    jalur is empty for the total; dasar says what ours was taken from. penjelasan holds only for these very amounts,
    penjelasan_lama was written about others.
    """

    kunci: str
    subjek: str
    jalur: str
    ukuran: str
    nilai_kita: Nilai
    nilai_lain: int | Decimal
    sumber: str
    halaman: str = ""
    tanggal: date | None = None
    catatan: str = ""
    dasar: str = ""
    pos_id: int | None = None
    penjelasan: Penjelasan | None = None
    penjelasan_lama: Penjelasan | None = None

    @property
    def persen(self) -> bool:
        return self.ukuran in PERSEN

    @property
    def terbuka(self) -> bool:
        return self.penjelasan is None

    @property
    def status(self) -> str:
        return "Belum dijelaskan" if self.terbuka else "Dijelaskan"

    @property
    def selisih(self) -> int | Decimal:
        """The other amount minus ours: rupiah, or percentage points between the two as they are printed."""
        if self.persen:
            return self.nilai_lain - round_guarded(self.nilai_kita, desimal(self.nilai_lain))
        return int(self.nilai_lain) - int(self.nilai_kita)

    @property
    def pasangan(self) -> tuple[str, str]:
        """Both amounts as exact texts: what an explanation is tied to."""
        return exact_text(self.nilai_kita), exact_text(self.nilai_lain)

    def tercetak(self, nilai: Nilai) -> str:
        """An amount of this measure as a person reads it."""
        return format_persen(nilai, desimal(self.nilai_lain)) if self.persen else format_rupiah(int(nilai))

    @property
    def selisih_tercetak(self) -> str:
        """The difference as a person reads it, always with its sign."""
        tanda = "+" if self.selisih > 0 else ""
        if self.persen:
            return f"{tanda}{format_angka(self.selisih, desimal(self.nilai_lain))} poin persen"
        return f"{tanda}{format_rupiah(int(self.selisih))}"


@dataclass(frozen=True, slots=True)
class TakSebanding:
    """An amount of another source that has nothing of ours beside it, and why; it blocks nothing."""

    subjek: str
    ukuran: str
    nilai: str
    sumber: str
    alasan: str
    halaman: str = ""
    tanggal: date | None = None
    catatan: str = ""


@dataclass(frozen=True)
class Kelompok:
    """The same difference from several prints: one explanation serves them all."""

    selisih: tuple[Selisih, ...]

    @property
    def pertama(self) -> Selisih:
        return self.selisih[0]

    @property
    def kunci(self) -> list[str]:
        return [s.kunci for s in self.selisih]

    @property
    def id(self) -> str:
        """A short name for the place on a page."""
        return "selisih-" + hashlib.sha256(self.pertama.kunci.encode()).hexdigest()[:10]

    @property
    def versi(self) -> str:
        """A short fingerprint of how these differences are explained now: a form posts the one that it showed."""
        return versi_penjelasan(self.selisih)


def versi_penjelasan(selisih: Iterable[Selisih]) -> str:
    """The fingerprint behind :attr:`Kelompok.versi`."""
    tahu = sorted((s.kunci, str(p.id), p.waktu.isoformat()) for s in selisih if (p := s.penjelasan))
    return hashlib.sha256(str(tahu).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rekonsiliasi:
    """All differences of a budget year in order of their lines, what could not be compared, and how many are equal."""

    selisih: tuple[Selisih, ...] = ()
    tak_sebanding: tuple[TakSebanding, ...] = ()
    sama: int = 0

    @cached_property
    def kelompok(self) -> tuple[Kelompok, ...]:
        """Rows that say the same of the same line, and are explained alike, stand together."""
        milik: dict[tuple[object, ...], list[Selisih]] = {}
        for s in self.selisih:
            said = s.penjelasan.teks if s.penjelasan else None
            milik.setdefault((s.jalur, s.ukuran, s.tanggal, s.pasangan, said), []).append(s)
        return tuple(Kelompok(tuple(rows)) for rows in milik.values())

    @property
    def ada_beda(self) -> bool:
        """Whether there is anything to be told beside what is equal."""
        return bool(self.selisih or self.tak_sebanding)

    @property
    def terbuka(self) -> list[Kelompok]:
        """What still waits for an explanation."""
        return [k for k in self.kelompok if k.pertama.terbuka]

    @property
    def dijelaskan(self) -> list[Kelompok]:
        return [k for k in self.kelompok if not k.pertama.terbuka]
