"""The journal of a chain as a file that can be checked without this application (see pemeriksa_mandiri.py)."""

from collections.abc import Iterator

from apps.audit.models import Jejak
from apps.audit.services import chained_content
from apps.audit.states import canonical_json
from apps.audit.verification import CHUNK


def journal_lines(rantai: str) -> Iterator[str]:
    """Every entry of a chain in order, one JSON object a line: exactly what its fingerprint covers, and that."""
    for entry in Jejak.objects.filter(rantai=rantai).order_by("nomor").iterator(chunk_size=CHUNK):
        yield canonical_json({**chained_content(entry), "sidik": entry.sidik}) + "\n"
