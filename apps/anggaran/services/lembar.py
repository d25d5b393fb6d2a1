"""What the writers of sheets say when they refuse."""

from collections.abc import Mapping

# A cell: the pos of its line and its month (1–12).
Kunci = tuple[int, int]


class LembarBasi(Exception):
    """Somebody saved after the sheet was shown; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Lembar ini sudah diubah orang lain sejak Anda membukanya.")


class LembarDitolak(Exception):
    """Nothing was saved; ``errors`` says why, in a sentence for each cell."""

    def __init__(self, errors: Mapping[Kunci, str]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(self.errors.values()) or "Tidak ada sel yang disimpan.")
