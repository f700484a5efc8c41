"""Two event mentions side by side: whether they may be of one time."""

from servanda.corroborate.context import Context, are_alike, counted_again
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.featuring import feature
from servanda.corroborate.windows import HOURS_PER_DAY, Window, shared_hours
from servanda.model.incidents import Feature
from servanda.model.linkage import LinkageWeights

_SAME_DAY_HOURS = 2 * HOURS_PER_DAY


def time_of(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Return what the times of two event mentions say, ``None`` where nothing."""
    if one.time and other.time:
        return _overlap(one.time, other.time, context.weights)
    if one.text == other.text:
        return _within(one, other, context)
    return _guessed(one, other, context.weights) or _undated(one, other, context)


def _overlap(first: Window, second: Window, w: LinkageWeights) -> Feature | None:
    longer = max(first.hours, second.hours)
    if longer > w.limits["longest_window_days"] * HOURS_PER_DAY:
        return None
    if longer <= _SAME_DAY_HOURS:
        return feature(w, "time_same", "the same day")
    shared = min(longer, max(0.0, shared_hours(first, second, 0.0)))
    return feature(
        w, "time_overlap", f"{shared / HOURS_PER_DAY:.1f} of {longer / HOURS_PER_DAY:.1f} days", shared / longer
    )


def _within(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare two mentions of one text where not both state a time."""
    w = context.weights
    if context.times.get((one.text, one.kind), 0) <= 1:
        return feature(w, "single_time_in_document", "the text names no second time")
    first, second = _held(one), _held(other)
    if first and second and first.hours <= _SAME_DAY_HOURS and first == second:
        return feature(w, "time_held", "day of a paragraph")
    count = counted_again(one, other, w)
    return feature(w, "time_by_count", f"{count.words} victims, told again") if count else None


def _undated(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare where one states no time and nobody knows when it was published: only if the texts are alike."""
    if any(claim.time is None and claim.guess is None for claim in (one, other)) and are_alike(one, other, context):
        return feature(context.weights, "time_unknown", "the texts are alike, and one has no day")
    return None


def _held(claim: EventMention) -> Window | None:
    """Return the stated time of a mention, or the one that holds on in its paragraph."""
    return claim.time or (claim.guess if claim.claim.time.carried else None)


def _guessed(one: EventMention, other: EventMention, w: LinkageWeights) -> Feature | None:
    """Compare mentions of two texts of which one states no time: by the day of its paragraph, or of its publication."""
    first, second = one.time or one.guess, other.time or other.guess
    too_long = w.limits["longest_window_days"] * HOURS_PER_DAY
    if not first or not second or max(first.hours, second.hours) > too_long:
        return None
    known, undated = (_held(one), other) if _held(one) else (_held(other), one)
    if known and undated.guess and not _held(undated):
        return _published(known, undated.guess, w)
    shared = min(first.hours, second.hours, max(0.0, shared_hours(first, second, 0.0)))
    share = shared / max(first.hours, second.hours, HOURS_PER_DAY)
    words = "day of a paragraph" if known else "published at the time"
    return feature(w, "time_guessed", words, share if one.time or other.time else share**2)


def _published(known: Window, before: Window, w: LinkageWeights) -> Feature:
    """Weigh how long after a known time an undated account was published; ``before`` ends with the day of publication."""
    days = int(max(0.0, before.end - known.end) // HOURS_PER_DAY)
    share = w.limits[f"published_after_{min(days, 2)}"] * min(1.0, _SAME_DAY_HOURS / max(known.hours, 1.0))
    return feature(w, "time_guessed", "published on that day" if days == 0 else "published soon after", share)
