"""Which hours a part of a day means at the widest: "on the morning of 5 May" is some time between three and noon."""

import re
from typing import Final

_HOURS: Final = {"morning": (3, 12), "afternoon": (12, 19), "evening": (16, 24)}
_PART: Final = re.compile(rf"\b({'|'.join(_HOURS)})\b", re.IGNORECASE)
_OTHERWISE: Final = re.compile(r"night|\bearly|\blate|\bdawn|\bdusk|\bnoon", re.IGNORECASE)


def hours_of(words: str) -> tuple[int, int] | None:
    """Return the hours ``[first, last)`` of the one part of a day that words name.

    ``None`` where they name none or two, the night (which has two days), or the edge of a part ("early in the morning").
    """
    parts = {found.lower() for found in _PART.findall(words)}
    return _HOURS[parts.pop()] if len(parts) == 1 and not _OTHERWISE.search(words) else None
