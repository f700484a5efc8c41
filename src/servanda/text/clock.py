"""Hours of the clock in English text: "at 4 p.m.", "between 2 and 4 pm", "half past six", "shortly after midnight".

A score, a duration, a verse and the time at which a page was put up are none. Where neither "a.m." nor a part of the day says
which half of the day is meant, the hour stays undecided: a wrong half would put an event on the wrong side of a truce.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from servanda.model.time import TimePrecision
from servanda.text import clock_words as words
from servanda.text.hours import N_DAY, N_HOUR, UNKNOWN_ZONE, Hour, offset_name
from servanda.text.patterns import regex

_HALF_DAY: Final = N_DAY // 2
_CHARS_BEFORE: Final = 48
_MIDNIGHT: Final = Hour(0, N_DAY + N_HOUR, "part_of_day")  # at the beginning of the day or at its end: nobody can tell
_EAST_MOST: Final = 14 * N_HOUR
_SIX: Final = 6 * N_HOUR
_PARENTHESIS: Final = regex(r"\s*\(")
_CLOSED: Final = regex(r"\)|\s*(?=/)")


@dataclass(frozen=True)
class FoundHour:
    """An hour at ``text[start:end]``.

    ``undecided``: which half of the day is not said; ``weak``: an hour only right behind a day or a word such as "at";
    ``bare``: a number that is an hour only where a part of the day decides it.
    """

    start: int
    end: int
    hour: Hour
    undecided: bool = False
    weak: bool = False
    bare: bool = False

    @property
    def tellable(self) -> bool:
        """Tell whether half of the day and zone are known as far as a text can say."""
        return not self.undecided and self.hour.zone != UNKNOWN_ZONE

    def in_part(self, part: str) -> "FoundHour":
        """Return the hour as a part of the day says that is named beside it."""
        first = self.hour.since if self.hour.since is not None else self.hour.until
        if not self.undecided or first is None:
            return self
        if part == "night" and first < N_HOUR:  # twelve at night
            return replace(self, hour=_MIDNIGHT._replace(zone=self.hour.zone), undecided=False)
        late = (
            part in {"afternoon", "evening"} or (part == "night" and first >= _SIX) or (part == "noon" and first < _SIX)
        )
        return replace(self, hour=_shifted(self.hour, _HALF_DAY if late else 0), undecided=False)


def read_hours(text: str) -> tuple[FoundHour, ...]:
    """Return the hours of the clock in ``text`` in order, none overlapping; undecided and weak ones among them."""
    if not words.MAY_HOLD.search(text):
        return ()
    single = [_with_part(text, _with_zone(text, found)) for found in longest(_singles(text))]
    by_24 = any(one.weak and not one.undecided and one.hour.precision == "minute" for one in single)
    whole = [_of_24(one) if by_24 else one for one in single]
    return tuple(found for one in _joined(text, whole) if (found := _led(text, one)))


def longest(found: Iterable[FoundHour]) -> list[FoundHour]:
    """Return what overlaps nothing longer, in order."""
    chosen: list[FoundHour] = []
    for one in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda item: item.start)


def _singles(text: str) -> Iterator[FoundHour]:
    for pattern in words.NUMERIC:
        for match in pattern.finditer(text):
            if match.groupdict().get("half") or not words.MEASURED.search(_before(text, match.start())):
                yield _numeric(match)
    for match in words.OCLOCK.finditer(text):
        yield _on_dial(match)
    for match in words.PAST.finditer(text):
        if _is_past(text, match):
            yield _past(match)
    for match in words.NAMED.finditer(text):
        noon = Hour(_HALF_DAY, _HALF_DAY + N_HOUR, "hour")
        yield FoundHour(*match.span(), _MIDNIGHT if match["name"] == "midnight" else noon, weak=True)
    for match in words.BARE.finditer(text):
        yield replace(_on_dial(match), weak=True, bare=True)


def _numeric(match: re.Match[str]) -> FoundHour:
    """Read an hour in digits; one to twelve without a leading zero may be of either half of the day."""
    group = match.groupdict()
    hour, minute, half = int(match["hour"]), int(group.get("minute") or 0), group.get("half")
    precision: TimePrecision = "minute" if group.get("minute") else "hour"
    zone = "+00:00" if group.get("hrs") == "Z" else None
    if half:
        hour = hour if hour > words.N_DIAL else hour % words.N_DIAL + (words.N_DIAL if half in "pP" else 0)
        return FoundHour(*match.span(), _lasting(hour * N_HOUR + minute, precision))
    by_24 = bool(group.get("hrs")) or match["hour"].startswith("0") or not 1 <= hour <= words.N_DIAL
    value = (hour if by_24 else hour % words.N_DIAL) * N_HOUR + minute
    strong = bool(group.get("hrs"))
    return FoundHour(*match.span(), _lasting(value, precision, zone), undecided=not by_24, weak=not strong)


def _on_dial(match: re.Match[str]) -> FoundHour:
    hour = words.hour_of(match["hour"]) % words.N_DIAL
    return FoundHour(*match.span(), _lasting(hour * N_HOUR, "hour"), undecided=True)


def _is_past(text: str, match: re.Match[str]) -> bool:
    """Tell whether "ten to six" is an hour: a vote may be; "ten minutes after six" says minutes."""
    side = match["side"].lower()
    if match["minutes"] or words.is_fraction(match["count"]):
        return bool(match["minutes"]) or side in {"past", "to"}
    lead = words.LEAD.search(_before(text, match.start()))
    return side == "past" or (side == "to" and lead is not None and lead["lead"].lower() not in {"from", "between"})


def _past(match: re.Match[str]) -> FoundHour:
    """Read "half past six", "ten minutes before midnight"."""
    count, side, name = words.count_of(match["count"]), match["side"].lower(), match["hour"].lower()
    away = count if side in {"past", "after"} else -count
    if name in {"noon", "midday", "midnight"}:
        value = _HALF_DAY if name != "midnight" else 0 if away > 0 else N_DAY
        return FoundHour(*match.span(), _lasting(value + away, "minute"))
    value = (words.hour_of(name) % words.N_DIAL * N_HOUR + away) % _HALF_DAY
    if match["half"]:
        value += _HALF_DAY if match["half"] in "pP" else 0
    return FoundHour(*match.span(), _lasting(value, "minute"), undecided=not match["half"])


def _lasting(value: int, precision: TimePrecision, zone: str | None = None) -> Hour:
    return Hour(value, value + (1 if precision == "minute" else N_HOUR), precision, zone)


def _with_zone(text: str, found: FoundHour) -> FoundHour:
    match = words.ZONE.match(text, found.end)
    if match is None or found.hour.zone is not None:
        return found
    by_24 = _of_24(found) if found.weak and match["code"] and not found.bare else found
    return replace(by_24, end=match.end(), hour=by_24.hour._replace(zone=words.zone_of(match)), weak=False)


def _with_part(text: str, found: FoundHour) -> FoundHour:
    match = words.PART.match(text, found.end)
    part = (match["part"] or match["night"]).lower() if match else ""
    return replace(found.in_part(part), end=match.end()) if match else found


def _of_24(found: FoundHour) -> FoundHour:
    """Take "10:30" for an hour of 24, as beside "16:00" or "GMT"."""
    if not (found.weak and found.undecided and found.hour.precision == "minute"):
        return found
    twelve = found.hour.since is not None and found.hour.since < N_HOUR
    return replace(found, hour=_shifted(found.hour, _HALF_DAY if twelve else 0), undecided=False)


def _joined(text: str, found: list[FoundHour]) -> list[FoundHour]:
    """Join "from A to B", "between A and B", and "A (B GMT)", which tells the zone of A."""
    joined: list[FoundHour] = []
    for one in found:
        both = joined and (_range(text, joined[-1], one) or _zoned(text, joined[-1], one))
        if both:
            joined[-1] = both
        else:
            joined.append(_from_bare(text, one) or one)
    return joined


def _range(text: str, one: FoundHour, other: FoundHour) -> FoundHour | None:
    joint = words.JOINT.fullmatch(text, one.end, other.start)
    lead = words.LEAD.search(_before(text, one.start))
    word = lead["lead"].lower() if lead else ""
    if joint is None or (joint["word"].lower() == "and" and word != "between") or one.hour.precision == "range":
        return None
    weak = one.weak and other.weak and word not in {"between", "from"}
    return _spanning(one, other) if not weak else replace(_spanning(one, other), weak=True)


def _from_bare(text: str, other: FoundHour) -> FoundHour | None:
    """Read the bare number of "between 2 and 4 pm"."""
    first = words.FIRST_OF_TWO.search(_before(text, other.start))
    if first is None or other.weak or other.hour.precision == "range":
        return None
    value = int(first["hour"]) % words.N_DIAL * N_HOUR + int(first["minute"] or 0)
    at = other.start - len(first[0]) + first.start("hour") - first.start()
    return _spanning(FoundHour(at, at, _lasting(value, "hour"), undecided=True), other)


def _spanning(one: FoundHour, other: FoundHour) -> FoundHour:
    """Return the time from one hour to the other, which decides the half of the day for both; it may pass midnight."""
    since, until = one.hour.since or 0, other.hour.since or 0
    if one.undecided and not other.undecided:
        late = since + _HALF_DAY
        since = late if since <= late < until or since > until else since
    until += N_DAY if until <= since and not other.undecided else 0
    hour = Hour(since, until, "range", other.hour.zone or one.hour.zone)
    return FoundHour(one.start, other.end, hour, undecided=other.undecided)


def _zoned(text: str, one: FoundHour, other: FoundHour) -> FoundHour | None:
    """Read "6 p.m. (1500 GMT)": how far apart the two are tells the zone of the first, whose day is meant."""
    paired = _PARENTHESIS.fullmatch(text, one.end, other.start) and _CLOSED.match(text, other.end)
    if not paired or one.undecided or one.hour.zone or other.hour.zone != "+00:00":
        return None
    apart = ((one.hour.since or 0) - (other.hour.since or 0)) % N_DAY
    zone = offset_name(apart if apart <= _EAST_MOST else apart - N_DAY)
    return replace(one, end=paired.end(), hour=one.hour._replace(zone=zone), weak=False)


def _led(text: str, found: FoundHour) -> FoundHour | None:
    """Apply the words before an hour; ``None`` for one that tells when a page was put up, and for a number without them."""
    before = _before(text, found.start)
    close, about, lead = (pattern.search(before) for pattern in (words.CLOSE, words.ABOUT, words.LEAD))
    if words.FURNITURE.search(before) or (found.bare and not (close or about or lead)):
        return None
    if found.hour.precision == "range":
        return found
    if close:
        return _reaching(found, _close(found.hour, close["side"].lower()), len(close[0]))
    if about:
        return _reaching(found, _about(found.hour), len(about[0]))
    return _after(found, lead, before) if lead else found


def _after(found: FoundHour, lead: re.Match[str], before: str) -> FoundHour:
    """Apply "at", "until", "since" and the like; "to" is an end only behind "from"."""
    word = lead["lead"].lower()
    if word in {"at", "between"} or (word == "to" and " from " not in f" {before.lower()}"):
        return replace(found, weak=False)
    return _reaching(found, _opened(found.hour, word), len(lead[0]))


def _reaching(found: FoundHour, hour: Hour, n_chars: int) -> FoundHour:
    return replace(found, start=found.start - n_chars, hour=hour, weak=False)


def _close(hour: Hour, side: str) -> Hour:
    """Read "shortly after" and "minutes before": within the hour."""
    value = hour.since or 0
    if side == "after":
        return Hour(value, value + N_HOUR, "range", hour.zone)
    value = N_DAY if hour.precision == "part_of_day" else value
    return Hour(value - N_HOUR, value, "range", hour.zone)


def _about(hour: Hour) -> Hour:
    """Read "around": an hour to either side of a whole hour, half an hour of a minute."""
    value, away = hour.since or 0, N_HOUR // 2 if hour.precision == "minute" else N_HOUR
    until = hour.until if hour.precision == "part_of_day" else value + away
    return hour._replace(since=value - away, until=until)


def _opened(hour: Hour, word: str) -> Hour:
    """Open an end; "before" and "after" stay within the day that is named with them."""
    last = N_DAY if hour.precision == "part_of_day" else hour.since
    since, until = {
        "since": (hour.since, None),
        "from": (hour.since, None),
        "after": (hour.since, N_DAY),
        "before": (0, last),
    }.get(word, (None, last))
    return Hour(since, until, "range", hour.zone)


def _shifted(hour: Hour, n_minutes: int) -> Hour:
    """Move an hour to the other half of the day; an end of the day itself stays where it is."""
    since = (
        hour.since if hour.since is None or (hour.precision == "range" and not hour.since) else hour.since + n_minutes
    )
    until = hour.until if hour.until in {None, N_DAY} else (hour.until or 0) + n_minutes
    return hour._replace(since=since, until=until)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _CHARS_BEFORE) : start]
