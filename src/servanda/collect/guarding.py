"""The guard around libraries that read damaged files."""

from collections.abc import Iterator
from contextlib import contextmanager

from servanda.errors import BrokenInput, InputError

_N_SHOWN = 200


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn whatever a library raises over damaged bytes into `BrokenInput`: none of them names a complete list."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        detail = f"{type(error).__name__}: {error}".encode("ascii", "backslashreplace").decode()[:_N_SHOWN]
        raise BrokenInput(f"{what} is damaged ({detail}). Save or copy it again.") from error
