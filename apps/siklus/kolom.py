"""The column of a quarter, which the sheets of several apps have."""

from typing import Any

from apps.ui.numbers import NumberError, parse_number
from apps.ui.widgets import NumberWidget, Row


class TriwulanWidget(NumberWidget):
    """A quarter, 1 to 4; 0 stands for the year where a sheet has rows of a whole year."""

    def __init__(self, *, setahun: bool) -> None:
        super().__init__("bulat", required=True)
        self.setahun = setahun

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        return f"Triwulan diisi 1, 2, 3, atau 4{'; 0 untuk setahun' if self.setahun else ''}."

    @property
    def pilihan(self) -> tuple[int, ...]:  # type: ignore[override]
        return (0, 1, 2, 3, 4) if self.setahun else (1, 2, 3, 4)

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> int:
        try:
            triwulan = parse_number(value or "", "bulat")
        except NumberError as error:
            raise ValueError(self.petunjuk) from error
        if triwulan not in self.pilihan:
            raise ValueError(self.petunjuk)
        return int(triwulan)


TRIWULAN_ATAU_TAHUN = TriwulanWidget(setahun=True)
