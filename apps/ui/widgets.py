"""How the cells of a sheet are read and written: one widget for each kind of value.

``clean`` turns the text of a cell into a value and refuses whatever is not certain; ``render`` turns a stored value
back into what a workbook shows, as the type that it is (a number stays a number). What is written can be read again.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from import_export import widgets

from apps.ui.codes import CONTROL, plain_code, tidy
from apps.ui.numbers import (
    NumberError,
    NumberKind,
    exact_text,
    format_jumlah,
    format_rupiah,
    format_tanggal,
    parse_number,
)

Row = Mapping[str, str]
# Of the codes that could have been meant so many are named.
MANY = 10
Sel = str | int | Decimal | datetime.date | None


class NotThere(ValueError):
    """A cell names a row that is not there: the row of model whose ``show`` says text."""

    def __init__(self, message: str, model: type[models.Model], show: str, text: str) -> None:
        super().__init__(message)
        self.model, self.show, self.text = model, show, text


def follow(obj: Any, path: str) -> Any:
    """The value at the end of a path ("adopsi__entitas__kunci"); None where it ends early."""
    for name in filter(None, path.split("__")):
        if obj is None:
            return None
        obj = getattr(obj, name, None)
    return obj


def cell_text(cell: Sel) -> str:
    """A cell as text that reads back as the same: numbers with a comma, dates as 2024-12-31, nothing as "".

    >>> cell_text(Decimal("93.5200")), cell_text(datetime.date(2024, 12, 31)), cell_text(None)
    ('93,52', '2024-12-31', '')
    """
    if isinstance(cell, Decimal):
        return exact_text(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def cell_words(cell: Sel) -> str:
    """A cell as people read it where nothing more is known of its column.

    >>> cell_words(Decimal("93.5200")), cell_words(datetime.date(2024, 12, 31)), cell_words(2024)
    ('93,52', '31 Desember 2024', '2024')
    """
    return format_tanggal(cell) if isinstance(cell, datetime.date) else cell_text(cell)


def name_of(row: models.Model | None) -> str:
    """What a row is called, briefly where it can be; "" where it has only a code or a number."""
    return str(getattr(row, "nama_singkat", "") or getattr(row, "nama", "") or "")


class SheetWidget(widgets.Widget):
    """Base: ``petunjuk`` says in a line how a cell is filled in, ``pilihan`` which texts it may hold (if few)."""

    petunjuk = ""

    def __init__(self) -> None:
        super().__init__(coerce_to_string=False)

    @property
    def pilihan(self) -> tuple[str, ...]:
        return ()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        return value

    def named(self, instance: models.Model, attribute: str) -> Any:
        """What it takes to read a cell beside the cell itself: what it names, loaded already. Most need nothing."""
        return None

    def meant(self, text: str) -> str:
        """What a refused cell probably says, so that rows that name it are known to follow from this one."""
        return text

    def words(self, cell: Sel, named: Any = None) -> str:
        """How people read the cell: exact, but grouped, spelled out, a code beside its name. An empty cell is ""."""
        return cell_words(cell)


class TextWidget(SheetWidget):
    """Plain text; surrounding white space is dropped, an empty cell is an empty text (or None)."""

    petunjuk = "Teks."

    def __init__(self, *, null: bool = False, required: bool = False) -> None:
        super().__init__()
        self.null, self.required = null, required

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str | None:
        text = tidy(value or "")
        if CONTROL.search(text):
            raise ValueError("Sel ini memuat karakter tak terlihat. Ketik ulang isinya, jangan disalin apa adanya.")
        if self.required and not text:
            raise ValueError("Sel ini wajib diisi.")
        return text or (None if self.null else "")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        # As it will be read: what some other way left untidy is no difference between a file and what is stored.
        return tidy(value) if isinstance(value, str) else value


class CodeWidget(TextWidget):
    """A code by which other rows refer to this one; refused with signs that make it another one than it looks like."""

    petunjuk = "Kode yang dipakai lembar lain untuk menyebut baris ini. Kode yang sudah dipakai tidak diganti."

    def __init__(self, *, required: bool = False, petunjuk: str = "") -> None:
        super().__init__(required=required)
        self.petunjuk = petunjuk or self.petunjuk

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str | None:
        return super().clean(plain_code(value), row)


class NumberWidget(SheetWidget):
    """A number of the given kind, read by the one parser; an empty cell is None."""

    _PETUNJUK: dict[NumberKind, str] = {
        "rupiah": "Rupiah bulat, misalnya 1.234.567.",
        "bulat": "Bilangan bulat.",
        "jumlah": "Bilangan, paling banyak dua angka di belakang koma.",
        "persen": "Persen tanpa titik, misalnya 72,55.",
        "indeks": "Angka tanpa titik dan tanpa tanda %, misalnya 3,25.",
        "angka": "Angka tanpa titik, misalnya 3,25.",
    }

    def __init__(
        self,
        kind: NumberKind = "bulat",
        *,
        required: bool = False,
        default: int | None = None,
        negative: bool = False,
    ) -> None:
        super().__init__()
        self.kind, self.required, self.default, self.negative = kind, required, default, negative

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        return self._PETUNJUK[self.kind]

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> Any:
        try:
            number = parse_number(value or "", self.kind, negative=self.negative)
        except NumberError as error:
            raise ValueError(str(error)) from error
        if number is None and self.required:
            raise ValueError("Sel ini wajib diisi dengan angka.")
        return self.default if number is None else number

    def words(self, cell: Sel, named: Any = None) -> str:
        if not isinstance(cell, (int, Decimal)):
            return cell_words(cell)
        if self.kind == "rupiah":
            return format_rupiah(int(cell))
        return f"{format_jumlah(cell)}%" if self.kind == "persen" else format_jumlah(cell)


class YearWidget(NumberWidget):
    """A year of this century; "20244" is a slip of the finger that no later check would find."""

    def __init__(self) -> None:
        super().__init__("bulat", required=True)

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        return "Tahun, empat angka."

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> int:
        tahun = super().clean(value, row, **kwargs)
        if not 2000 <= tahun <= 2099:
            raise ValueError(f"Tahun {tahun} tidak dikenal. Tulis tahun antara 2000 dan 2099.")
        return tahun

    def words(self, cell: Sel, named: Any = None) -> str:
        return cell_words(cell)


class DateWidget(SheetWidget):
    """A date written as 2024-12-31; an empty cell is None. A date cell of Excel comes as that text."""

    petunjuk = "Tanggal: sel tanggal Excel, atau teks tahun-bulan-hari seperti 2024-12-31."

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> datetime.date | None:
        text = (value or "").strip()
        if not text:
            return None
        try:
            found = datetime.date.fromisoformat(text)
            if found.isoformat() != text:  # it also reads 20241231 and 2024-W05-7
                raise ValueError
        except ValueError as error:
            raise ValueError(f"“{text}” bukan tanggal. Tulis tahun-bulan-hari, misalnya 2024-12-31.") from error
        if not 1900 <= found.year <= 2199:
            raise ValueError(f"Tahun pada tanggal “{text}” tidak wajar. Periksa tanggalnya.")
        return found


class BooleanWidget(SheetWidget):
    """ "ya" or "tidak"; an empty cell is "tidak"."""

    petunjuk = "Ya atau tidak."

    @property
    def pilihan(self) -> tuple[str, ...]:
        return ("ya", "tidak")

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> bool:
        text = plain_code(value).lower()
        if text not in ("", "ya", "tidak"):
            raise ValueError(f"“{text}” tidak dikenal. Tulis ya atau tidak.")
        return text == "ya"

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        return "ya" if value else "tidak"


class ChoiceWidget(SheetWidget):
    """One of the declared codes; an empty cell is the default, or refused when there is none."""

    petunjuk = "Pilih dari daftar."

    def __init__(self, choices: type[models.TextChoices], default: str | None = None) -> None:
        super().__init__()
        self.codes, self.default = tuple(choices.values), default
        self.labels = {code: str(label) for code, label in choices.choices}

    @property
    def pilihan(self) -> tuple[str, ...]:
        return tuple(filter(None, self.codes))

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str:
        text = plain_code(value).lower()
        if not text and self.default is not None:
            return self.default
        if text not in self.codes:
            salah = f"“{text}” tidak dikenal" if text else "Kolom ini wajib diisi"
            raise ValueError(f"{salah}. Pilih salah satu: {', '.join(self.pilihan)}.")
        return text

    def words(self, cell: Sel, named: Any = None) -> str:
        text = cell_text(cell)
        return self.labels.get(text, text)


class LookupWidget(SheetWidget):
    """A reference to an existing row, found by what the cell and its neighbours say; never created on the way.

    find receives the row and the cell's text and returns the filter; what names the thing in the message; show is the
    path from the row that was found to what the cell says of it; petunjuk says how it is filled in, if not obvious.
    shared are the few rows that all offices use: their codes may be told.
    """

    def __init__(
        self,
        model: type[models.Model],
        find: Callable[[Row, str], Mapping[str, Any]],
        what: str,
        *,
        show: str = "kode",
        required: bool = True,
        related: Sequence[str] = (),
        petunjuk: str = "",
        shared: bool = False,
    ) -> None:
        super().__init__()
        self._petunjuk, self.shared = petunjuk, shared
        self.model, self.find, self.what, self.required, self.related = model, find, what, required, related
        self.show = show
        self._found: dict[tuple, models.Model] = {}
        self._siblings: dict[tuple, dict[Any, list[models.Model]]] = {}

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        kode = ": kodenya" if self.show == "kode" else ""
        return self._petunjuk or f"{self.what} yang sudah ada{kode}, seperti di lembarnya sendiri."

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> models.Model | None:
        text = plain_code(value)
        if not text:
            if self.required:
                raise ValueError(f"{self.what} wajib diisi.")
            return None
        criteria = dict(self.find(row or {}, text))
        key = _key(criteria)
        if key not in self._found:
            self._found[key] = self._among_siblings(criteria) or self._alone(criteria, text)
        return self._found[key]

    def _among_siblings(self, criteria: dict[str, Any]) -> models.Model | None:
        """Look among the rows that differ only in their code: fetched together, because the next cell names another."""
        if len(criteria) < 2 or self.show not in criteria:
            return None
        code = criteria[self.show]
        others = {name: value for name, value in criteria.items() if name != self.show}
        key = _key(others)
        if key not in self._siblings:
            path = [self.show.rpartition("__")[0]] if "__" in self.show else []
            rows = self.model._default_manager.select_related(*self.related, *path).filter(**others)
            group: dict[Any, list[models.Model]] = {}
            for one in rows:
                group.setdefault(follow(one, self.show), []).append(one)
            self._siblings[key] = group
        found = self._siblings[key].get(code, [])
        return found[0] if len(found) == 1 else None

    def _alone(self, criteria: dict[str, Any], text: str) -> models.Model:
        """Ask for exactly this row: it may have been made since its siblings were fetched, or not be the only one."""
        found = list(self.model._default_manager.select_related(*self.related).filter(**criteria)[:2])
        if not found:
            raise NotThere(self.not_found(text), self.model, self.show, text)
        if len(found) > 1:
            raise ValueError(f"{self.what} “{text}” tidak tunggal.")
        return found[0]

    def not_found(self, text: str) -> str:
        """What is said of a code that leads nowhere, and of one that is not for this person to know."""
        # In a whole workbook one wrong row may be why ten others do not find it.
        return (
            f"{self.what} “{text}” tidak ditemukan.{self._known()} Periksa kodenya, muat data itu lebih dahulu, atau "
            "perbaiki dahulu barisnya bila di berkas ini ikut ditolak."
        )

    def _known(self) -> str:
        if not self.shared:
            return ""
        codes = [str(code) for code in self.model._default_manager.order_by("pk").values_list(self.show, flat=True)]
        more = f", dan {len(codes) - MANY} lagi" if len(codes) > MANY else ""
        return f" Yang ada: {', '.join(codes[:MANY])}{more}." if codes else ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        return None if value is None else follow(value, self.show)

    def named(self, instance: models.Model, attribute: str) -> Any:
        """The row whose code the cell says: rendering the cell has loaded it."""
        return follow(getattr(instance, attribute), self.show.rpartition("__")[0])

    def words(self, cell: Sel, named: Any = None) -> str:
        return " · ".join(filter(None, (cell_words(cell), name_of(named))))


def _key(criteria: Mapping[str, Any]) -> tuple:
    return tuple(sorted((name, str(part)) for name, part in criteria.items()))


class ManyLookupWidget(widgets.ManyToManyWidget):
    """Several references in one cell, joined with "|"."""

    def __init__(self, one: LookupWidget) -> None:
        super().__init__(one.model, separator="|")
        self.one = one

    @property
    def petunjuk(self) -> str:
        return f"{self.one.petunjuk} Beberapa kode dipisahkan tanda |."

    pilihan: tuple[str, ...] = ()

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> list[models.Model]:
        parts = [part.strip() for part in (value or "").split("|") if part.strip()]
        return [found for part in parts if (found := self.one.clean(part, row)) is not None]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Sel:
        rows = value if isinstance(value, list) else value.all()
        return "|".join(sorted(str(self.one.render(row)) for row in rows))

    def words(self, cell: Sel, named: Any = ()) -> str:
        return ", ".join(sorted(self.one.words(self.one.render(row), row) for row in named or ()))
