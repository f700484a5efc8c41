"""What a run can read texts with."""

from typing import Final

from servanda.errors import UsageError

_ENGINES: Final = ("local", "spark")


def check_engine(name: str) -> None:
    """Raise `UsageError` for an engine that there is not, also where a run has nothing to read."""
    if name not in _ENGINES:
        raise UsageError(f"there is no engine {name!r}; take one of: {', '.join(_ENGINES)}")
