"""What one written date or instant stands for: a day, a minute or a second, half-open."""

from datetime import date, datetime, timedelta
from typing import Final, Literal

_TO_THE_MINUTE: Final = 16  # characters of 2019-03-14T10:30


def unit_after(start: str) -> tuple[str, Literal["day", "minute", "instant"]]:
    """Return where the day, minute or second that ``start`` names ends, in the form of ``start``, and how precise that is.

    Raises `ValueError` for what is neither an ISO day nor an instant with offset.
    """
    if "T" not in start:
        return (date.fromisoformat(start) + timedelta(days=1)).isoformat(), "day"
    instant = datetime.fromisoformat(start)
    if instant.tzinfo is None:
        raise ValueError(start)
    to_minute = start[_TO_THE_MINUTE : _TO_THE_MINUTE + 1] in {"Z", "+", "-"}
    end = instant + (timedelta(minutes=1) if to_minute else timedelta(seconds=1))
    written = end.isoformat(timespec="minutes" if to_minute else "auto")
    ending = written.replace("+00:00", "Z") if start.endswith("Z") else written
    return ending, "minute" if to_minute else "instant"
