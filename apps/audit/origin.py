"""From where an act comes: the address of a request, the command that runs, or the server itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# What runs without anybody having said so: a task of the server, a shell.
SERVER = "proses peladen"
LONGEST = 100
_origin: ContextVar[str] = ContextVar("asal", default=SERVER)


def current_origin() -> str:
    """Where the running code was started from, as the journal keeps it."""
    return _origin.get()


@contextmanager
def acting_from(origin: str) -> Iterator[None]:
    """Say for everything inside the block where it was started from."""
    token = _origin.set(origin[:LONGEST])
    try:
        yield
    finally:
        _origin.reset(token)
