"""How a period stands in an address: "tahunan", "triwulan-1" … "triwulan-4"."""


class PeriodeConverter:
    """The triwulan of a period (0 = the whole year) by its name in the address."""

    regex = "tahunan|triwulan-[1-4]"

    def to_python(self, value: str) -> int:
        return 0 if value == "tahunan" else int(value[-1])

    def to_url(self, value: int) -> str:
        return f"triwulan-{value}" if value else "tahunan"
