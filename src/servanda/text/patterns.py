"""Regular expressions that are compiled when they are first used: a start pays for none that its texts do not need."""

import re
from typing import cast


class _Pattern:
    """Stands for a compiled expression; from its first use on it has all that one has."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        vars(self).update({own: getattr(compiled, own) for own in dir(compiled) if not own.startswith("__")})
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression like ``re.compile``; a mistake in it raises ``re.error`` at the first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
