"""Do the counts of one series of reports agree with how each report compares itself with the one before?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.text.comparisons import Range, Statement, statements

Verdict = Literal["agrees", "differs", "unknown"]


@dataclass(frozen=True)
class Checked:
    """A comparison in report ``name``: ``verdict``, why in words, and the earlier report it was held against, if any."""

    name: str
    statement: Statement
    verdict: Verdict
    words: str
    other: str | None = None


def check_series(reports: Sequence[tuple[str, str]]) -> Iterator[Checked]:
    """Yield a verdict on every comparison in reports (name, text), which must be in order of time.

    A comparison that gives both counts is held against itself, one with the period before against the count of the same unit
    in the nearest earlier report. Where ranges can be reconciled it agrees; where nothing is there to hold it against it stays
    unknown: also a comparison of weeks, since an earlier report may count another period.
    """
    found = [(name, list(statements(text))) for name, text in reports]
    for place, (name, told) in enumerate(found):
        for one in told:
            if one.against is not None:
                yield _checked(name, one, found[:place])


def _checked(name: str, one: Statement, earlier: Sequence[tuple[str, list[Statement]]]) -> Checked:
    if one.count is None:
        return Checked(name, one, "unknown", "a change is told, but no count")
    if one.before and one.ratio:
        return _held(name, one, (one.before, one.before_words or ""), None)
    if one.before is None and one.against != "period":
        return Checked(name, one, "unknown", "compared with a period that no report here counts")
    for other, told in reversed(earlier):
        counts = [(item.count, item.words or "") for item in told if item.unit == one.unit and item.count]
        if counts:
            return _held(name, one, max(counts), other)
    return Checked(name, one, "unknown", "no earlier report gives a count of the same")


def _held(name: str, one: Statement, earlier: tuple[Range, str], other: str | None) -> Checked:
    """Compare the ratio that counts allow with the one that is told, or the earlier count with the one repeated."""
    before, before_words = earlier
    if one.ratio is None:
        least, most = one.before or before
        verdict: Verdict = "agrees" if least <= before[1] and before[0] <= most else "differs"
        return Checked(
            name, one, verdict, f"{one.before_words or before_words} is told of what was {before_words}", other
        )
    count = one.count or (0.0, 0.0)
    least, most = count[0] / before[1], count[1] / before[0] if before[0] else float("inf")
    verdict = "agrees" if least <= one.ratio[1] and one.ratio[0] <= most else "differs"
    words = f"{one.words} against {before_words} is {_words((least, most))} times; told are {_words(one.ratio)} times"
    return Checked(name, one, verdict, words, other)


def _words(value: Range) -> str:
    least, most = (f"{end:,.2f}".rstrip("0").rstrip(".") for end in value)
    if value[0] == value[1]:
        return least
    return f"at least {least}" if value[1] == float("inf") else f"{least} to {most}"
