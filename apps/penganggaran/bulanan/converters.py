"""What of the months is downloaded: all lines ("bulanan"), or one with its plan ("rincian-bulanan")."""


class IsiConverter:
    """The name of the content in an address."""

    regex = "bulanan|rincian-bulanan"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
