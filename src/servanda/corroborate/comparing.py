"""Two event mentions side by side: what they have in common."""

from typing import NamedTuple

from servanda.corroborate.acts import act_of, goes_on
from servanda.corroborate.context import Context, linked, log_odds
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.featuring import DIGITS, feature
from servanda.corroborate.forbidding import forbidden, is_anchored
from servanda.corroborate.placing import place_of
from servanda.corroborate.timing import time_of
from servanda.corroborate.tolls import are_telling, compare_tolls, equal_counts
from servanda.corroborate.windows import shared_hours
from servanda.model.claims import EventClaim
from servanda.model.incidents import Feature
from servanda.model.linkage import LinkageWeights
from servanda.reference.rarity import load_rarity
from servanda.text.terms import stem


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
        same = feature(context.weights, "copied_sentence", "the same words in a copy of the text")
        return Comparison(same.weight, (same,))
    return _weighed(one, other, context)


def _weighed(one: EventMention, other: EventMention, context: Context) -> Comparison:
    sure = _taken_up(one, other, context) or _cited(one, other, context)
    place, time = place_of(one, other, context), time_of(one, other, context)
    if sure is None and (place is None or time is None or not is_anchored(one, other, context)):
        return _SILENT
    features = (*(part for part in (sure, place, time) if part), *_rest(one, other, context))
    return Comparison(round(sum(part.weight for part in features), DIGITS), features)


def _rest(one: EventMention, other: EventMention, context: Context) -> tuple[Feature, ...]:
    w = context.weights
    same_text = one.text == other.text
    targets = ", ".join(sorted(one.targets & other.targets))
    found = [
        _actors(one, other, context),
        feature(w, "target_same", targets) if targets else None,
        _mode(one, other, same_text, w),
        _toll(one, other, w),
        _words(one, other, context),
        _alike(one, other, context),
        _told_again(one, other, context),
        feature(w, "same_document", one.claim.document_id) if same_text else None,
        feature(w, "goes_on", "it goes on about what was just told") if goes_on(one, other) else None,
        feature(w, "copied_text", "the documents share most of their words") if _copied(one, other, context) else None,
    ]
    return tuple(part for part in found if part)


def _taken_up(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """The document itself says that both tell one act: "the attack", a heading."""
    if act_of(one.claim) != act_of(other.claim):
        return None
    words = {
        claim.takes_up.mention.quote
        for claim in (one.claim, other.claim)
        if isinstance(claim, EventClaim) and claim.takes_up
    }
    return feature(context.weights, "taken_up", ", ".join(sorted(words)))


def _cited(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """A row of a table is of the event that the report tells on which it says that it rests, where this names no two places."""
    for row, told in ((one, other), (other, one)):
        pair = row.claim.key, told.claim.document_id
        if pair in context.cited and context.sites.get((told.text, told.kind), 0) <= 1:
            return feature(context.weights, "cited", told.claim.document_id)
    return None


def _copied(one: EventMention, other: EventMention, context: Context) -> bool:
    first, second = sorted((one.claim.document_id, other.claim.document_id))
    return (first, second) in context.copies


def _actors(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    if not one.actors or not other.actors:
        return None
    shared = one.actors & other.actors
    if shared:
        return feature(context.weights, "actor_same", ", ".join(sorted(shared)))
    one_party = linked(one, other, context)
    words = f"{', '.join(sorted(one.actors))} and {', '.join(sorted(other.actors))}"
    return feature(context.weights, "actor_linked" if one_party else "actor_differs", words)


def _mode(one: EventMention, other: EventMention, same_text: bool, w: LinkageWeights) -> Feature | None:
    if not one.mode or not other.mode:
        return None
    if one.mode == other.mode:
        return feature(w, "mode_same", one.mode)
    if w.are_alike(one.mode, other.mode):
        return None
    return feature(w, "mode_differs_same_document" if same_text else "mode_differs", f"{one.mode} and {other.mode}")


def _toll(one: EventMention, other: EventMention, w: LinkageWeights) -> Feature | None:
    """Weigh the counts: that several victims, or both the dead and the injured, are as many in two texts is hardly chance."""
    name = compare_tolls(one.tolls, other.tolls)
    if name != "toll_same":
        return feature(w, name, "counts of persons") if name else None
    equal = equal_counts(one.tolls, other.tolls)
    telling = are_telling(equal, w.limits["count_again"])
    words = ", ".join(f"{toll.words} {effect}" for effect, toll in equal.items()) or "counts of persons"
    return feature(w, "tolls_same" if telling else name, words)


def _words(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    if one.text == other.text:
        return None
    rarity, limits = load_rarity(), context.weights.limits
    rare = [word for word in one.words & other.words if rarity.share(stem(word)) <= limits["rare_share"]]
    shared = sorted(rare, key=lambda word: (rarity.share(stem(word)), word))[: int(limits["most_rare_words"])]
    return feature(context.weights, "rare_word", ", ".join(shared), len(shared)) if shared else None


def _alike(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Unlike texts say nothing: they may differ in language, or in all but this event. Nor do alike ones of an act of which one tells nothing but where it was."""
    if any(mention.only_placed for mention in (one, other)) and not _copied(one, other, context):
        return None
    odds = log_odds(one, other, context)
    return feature(context.weights, "texts_alike", f"log odds {odds:.1f}", odds) if odds and odds > 0 else None


def _told_again(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """An outlet that reports on another day, without saying of which, rather reports something new."""
    here, there = (context.published.get(claim.claim.document_id) for claim in (one, other))
    if not here or not there or here.outlet != there.outlet or here.day == there.day:
        return None
    return None if _says_of_which(one, other, context) else feature(context.weights, "outlet_another_day", here.outlet)


def _says_of_which(one: EventMention, other: EventMention, context: Context) -> bool:
    """Tell whether both say when, or the text of the one that does not tells such acts of one time only, at which the other was."""
    if one.time and other.time:
        return True
    first, second = (each.time or context.told_on.get((each.text, each.kind)) for each in (one, other))
    return first is not None and second is not None and shared_hours(first, second, 0.0) > 0
