"""Address parts below an entitas: /5371/2024/… and /5371-sekretariat/2024/…"""


class TextConverter:
    """Base of parts that stay text."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


class KunciConverter(TextConverter):
    """The key of an entitas."""

    regex = r"[0-9]{1,10}(?:-sekretariat)?"


class TahunConverter:
    """A year of this century."""

    regex = "20[0-9][0-9]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class AlamatConverter(TextConverter):
    """A table or diagram: its number, or its slug with an optional parameter."""

    regex = "[0-9]{1,3}|[a-z][a-z-]+(?:/[0-9]{1,3})?"


class TopikConverter(TextConverter):
    """What is compared over the years."""

    regex = "kinerja|anggaran"
