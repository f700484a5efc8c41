"""Two event mentions side by side: what they have in common."""

from typing import NamedTuple

from servanda.corroborate.acts import Pair, act_of
from servanda.corroborate.context import Context, linked
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.forbidding import forbidden, is_anchored
from servanda.corroborate.places import Site, distance_km, same_site
from servanda.corroborate.tolls import compare_tolls, same_count
from servanda.corroborate.windows import HOURS_PER_DAY, Window, shared_hours
from servanda.model.claims import EventClaim
from servanda.model.incidents import Feature
from servanda.model.linkage import LinkageWeights

_DIGITS = 3
_SAME_DAY_HOURS = 2 * HOURS_PER_DAY


class Comparison(NamedTuple):
    """``score`` is ``None`` where nothing can be said; ``forbidden`` says why the two cannot be one event."""

    score: float | None
    features: tuple[Feature, ...] = ()
    forbidden: str | None = None


_SILENT = Comparison(None)


def compare(a: EventMention, b: EventMention, context: Context) -> Comparison:
    """Return how much speaks for one event, feature by feature; symmetric in its first two arguments."""
    one, other = sorted((a, b), key=lambda mention: mention.token)
    reason = forbidden(one, other, context)
    if reason:
        return Comparison(None, (), reason)
    if _copied(one, other, context) and one.claim.span.quote.casefold() == other.claim.span.quote.casefold():
        same = _feature(context.weights, "copied_sentence", "the same words in a copy of the text")
        return Comparison(same.weight, (same,))
    return _weighed(one, other, context)


def _weighed(one: EventMention, other: EventMention, context: Context) -> Comparison:
    sure = _taken_up(one, other, context) or _cited(one, other, context)
    place, time = _place(one, other, context) or _unplaced(one, other, context), _time(one, other, context)
    if sure is None and (place is None or time is None or not is_anchored(one, other)):
        return _SILENT
    features = (*(part for part in (sure, place, time) if part), *_rest(one, other, context))
    return Comparison(round(sum(feature.weight for feature in features), _DIGITS), features)


def _place(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    w = context.weights
    if one.kind == "COMPOSITION":
        return _feature(w, "place_same", f"the same body: {(one.body or '').partition(':')[0]}")
    limit = w.limits["vague_radius_km"]
    here, there = _narrow(one.place, limit), _narrow(other.place, limit)
    if here and there:
        return _near(here, there, w)
    if one.text == other.text:
        n_sites = context.sites.get(_text(one), 0)
        name = "no_site_in_document" if n_sites == 0 else "single_site_in_document"
        return _feature(w, name, "the text names no second place") if n_sites <= 1 else _counted(one, other, w, "place")
    if one.place and other.place and not here and not there and same_site(one.place, other.place):
        return _feature(w, "place_vague_same", one.place.place.name)
    return None


def _unplaced(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare where a text does not say where, but only if the texts are alike: "three soldiers killed" is told every day.

    A claim without a place in a text that names one elsewhere belongs there, and is not taken to another text's. Where
    only one text names places, it must be one place: which of several the other means nobody knows.
    """
    odds = _log_odds(one, other, context)
    if odds is None or odds < context.weights.limits["likeness_without_place"] or one.bare or other.bare:
        return None
    limit = context.weights.limits["vague_radius_km"]
    placed = [claim for claim in (one, other) if _narrow(claim.place, limit)]
    if any(_text(claim) in context.placed for claim in (one, other) if claim not in placed):
        return None
    if not placed:
        return _feature(context.weights, "place_unknown", "the texts are alike and name no place")
    sure = len(placed) == 1 and context.sites[_text(placed[0])] <= 1
    return _feature(context.weights, "place_of_one", "the texts are alike and one names one place") if sure else None


def _text(claim: EventMention) -> Pair:
    """Return a claim's text and kind."""
    return claim.text, claim.kind


def _log_odds(one: EventMention, other: EventMention, context: Context) -> float | None:
    """Return the log odds that two documents speak of the same matters; ``None`` for one document."""
    return None if one.text == other.text else context.alike(one.claim.document_id, other.claim.document_id)


def _narrow(site: Site | None, limit_km: float) -> Site | None:
    """Return the site unless it is too wide to tell events apart."""
    return None if site is None or site.vague(limit_km) else site


def _near(here: Site, there: Site, w: LinkageWeights) -> Feature | None:
    if same_site(here, there):
        known = here.place.place_id and there.place.place_id
        return _feature(w, "place_same" if known else "place_same_name", here.place.name)
    distance = distance_km(here, there)
    if distance is None:
        return None
    words = f"{here.place.name} and {there.place.name}, {distance:.0f} km apart"
    if here.town != there.town:
        return _feature(w, "place_within", words)
    reach = here.radius_km + there.radius_km
    return _feature(w, "place_near", words, 1 - distance / reach if reach else 0.0)


def _time(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    w = context.weights
    if one.time and other.time:
        return _overlap(one.time, other.time, w)
    if one.text == other.text:
        single = context.times.get(_text(one), 0) <= 1
        alone = _feature(w, "single_time_in_document", "the text names no second time")
        return alone if single else _counted(one, other, w, "time")
    first, second = one.time or one.guess, other.time or other.guess
    too_long = w.limits["longest_window_days"] * HOURS_PER_DAY
    if not first or not second or max(first.hours, second.hours) > too_long:
        return None
    shared = min(first.hours, second.hours, max(0.0, shared_hours(first, second, 0.0)))
    share = shared / max(first.hours, second.hours, HOURS_PER_DAY)
    words = "day of a paragraph" if one.claim.time.carried or other.claim.time.carried else "published at the time"
    return _feature(w, "time_guessed", words, share if one.time or other.time else share**2)


def _overlap(first: Window, second: Window, w: LinkageWeights) -> Feature | None:
    longer = max(first.hours, second.hours)
    if longer > w.limits["longest_window_days"] * HOURS_PER_DAY:
        return None
    if longer <= _SAME_DAY_HOURS:
        return _feature(w, "time_same", "the same day")
    shared = min(longer, max(0.0, shared_hours(first, second, 0.0)))
    return _feature(
        w, "time_overlap", f"{shared / HOURS_PER_DAY:.1f} of {longer / HOURS_PER_DAY:.1f} days", shared / longer
    )


def _counted(one: EventMention, other: EventMention, w: LinkageWeights, what: str) -> Feature | None:
    """Where one text names several places or times: a count of several victims that it gives again tells which it means."""
    count = same_count(one.tolls, other.tolls)
    if count is None or count.highest < w.limits["count_again"]:
        return None
    return _feature(w, f"{what}_by_count", f"{count.words} victims, told again")


def _rest(one: EventMention, other: EventMention, context: Context) -> tuple[Feature, ...]:
    w = context.weights
    same_text = one.text == other.text
    targets = ", ".join(sorted(one.targets & other.targets))
    found = [
        _actors(one, other, context),
        _feature(w, "target_same", targets) if targets else None,
        _mode(one, other, same_text, w),
        _toll(one, other, w),
        _words(one, other, context),
        _alike(one, other, context),
        _told_again(one, other, context),
        _feature(w, "same_document", one.claim.document_id) if same_text else None,
        _feature(w, "copied_text", "the documents share most of their words") if _copied(one, other, context) else None,
    ]
    return tuple(feature for feature in found if feature)


def _taken_up(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """The document itself says that both tell one act: "the attack", a heading."""
    if act_of(one.claim) != act_of(other.claim):
        return None
    words = {
        claim.takes_up.mention.quote
        for claim in (one.claim, other.claim)
        if isinstance(claim, EventClaim) and claim.takes_up
    }
    return _feature(context.weights, "taken_up", ", ".join(sorted(words)))


def _cited(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """A row of a table is of the event that the report tells on which it says that it rests, where this names no two places."""
    for row, told in ((one, other), (other, one)):
        pair = row.claim.key, told.claim.document_id
        if pair in context.cited and context.sites.get(_text(told), 0) <= 1:
            return _feature(context.weights, "cited", told.claim.document_id)
    return None


def _copied(one: EventMention, other: EventMention, context: Context) -> bool:
    first, second = sorted((one.claim.document_id, other.claim.document_id))
    return (first, second) in context.copies


def _actors(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    if not one.actors or not other.actors:
        return None
    shared = one.actors & other.actors
    if shared:
        return _feature(context.weights, "actor_same", ", ".join(sorted(shared)))
    one_party = linked(one, other, context)
    words = f"{', '.join(sorted(one.actors))} and {', '.join(sorted(other.actors))}"
    return _feature(context.weights, "actor_linked" if one_party else "actor_differs", words)


def _mode(one: EventMention, other: EventMention, same_text: bool, w: LinkageWeights) -> Feature | None:
    if not one.mode or not other.mode:
        return None
    if one.mode == other.mode:
        return _feature(w, "mode_same", one.mode)
    return _feature(w, "mode_differs_same_document" if same_text else "mode_differs", f"{one.mode} and {other.mode}")


def _toll(one: EventMention, other: EventMention, w: LinkageWeights) -> Feature | None:
    return _feature(w, name, "counts of persons") if (name := compare_tolls(one.tolls, other.tolls)) else None


def _words(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    shared = sorted(one.words & other.words & context.rare)[: int(context.weights.limits["most_rare_words"])]
    same_text = one.text == other.text
    return None if same_text or not shared else _feature(context.weights, "rare_word", ", ".join(shared), len(shared))


def _alike(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Unlike texts say nothing: they may differ in language, or in all but this event."""
    odds = _log_odds(one, other, context)
    return _feature(context.weights, "texts_alike", f"log odds {odds:.1f}", odds) if odds and odds > 0 else None


def _told_again(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """An outlet that reports on another day, without saying of which, rather reports something new."""
    here, there = (context.published.get(claim.claim.document_id) for claim in (one, other))
    undated = one.time is None or other.time is None
    if not undated or not here or not there or here.outlet != there.outlet or here.day == there.day:
        return None
    return _feature(context.weights, "outlet_another_day", here.outlet)


def _feature(weights: LinkageWeights, name: str, value: str, share: float = 1.0) -> Feature:
    return Feature(name=name, value=value, weight=round(weights.weight(name) * share, _DIGITS))
