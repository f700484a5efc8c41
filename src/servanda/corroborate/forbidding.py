"""What forbids that two event mentions are one event, and what a toll needs to be joined at all."""

import math
from collections.abc import Collection
from typing import Final

from servanda.corroborate.acts import Pair, act_of, begins_anew, goes_on, in_order
from servanda.corroborate.context import Context, linked
from servanda.corroborate.event_mentions import EventMention, named_as, who_is
from servanda.corroborate.places import Site, same_site, too_far
from servanda.corroborate.placing import headed_site
from servanda.corroborate.speakers import speaker_of
from servanda.corroborate.tolls import are_telling, disjoint, equal_counts, same_count
from servanda.corroborate.windows import HOURS_PER_DAY, Window, apart
from servanda.model.claims import EventClaim
from servanda.model.linkage import LinkageWeights

_DISJOINT: Final = "disjoint dates"
_PEOPLE = frozenset({"person", "group", "civilians"})


def forbidden(one: EventMention, other: EventMention, context: Context) -> str | None:
    """Return why two event mentions cannot be one event, ``None`` where they may be or a person linked them."""
    pair = key_pair(one, other)
    if pair in context.cannot:
        return "a person split them"
    return None if pair in context.must else _excluded(one, other, context)


def _excluded(one: EventMention, other: EventMention, context: Context) -> str | None:
    if (one.kind, one.aspect, one.body) != (other.kind, other.aspect, other.body):
        return "different kinds"
    if one.claim.key == other.claim.key:
        return "one claim at two places"
    if one.compiled and one.compiled == other.compiled:
        return "two rows of one table of events"
    return _told_apart(one, other, context) or _stated_apart(one, other, context.weights)


def _told_apart(one: EventMention, other: EventMention, context: Context) -> str | None:
    """Tell whether the text itself, or one voice, keeps two acts apart."""
    if in_order(act_of(one.claim), act_of(other.claim)) in context.apart or begins_anew(one, other):
        return "the text tells them apart"
    if _denied_and_told(one, other):
        return "one voice tells the one and denies the other"
    if _of_two_sides(one, other, context):
        return "one voice names two sides"
    return "one voice gives two counts" if _of_two_counts(one, other) else None


def _stated_apart(one: EventMention, other: EventMention, weights: LinkageWeights) -> str | None:
    first, second = _times(one, other)
    reason = _days_apart(first, second, weights) if first and second else None
    if reason == _DISJOINT and not (one.time and other.time):
        reason = "one states no day, and was not published when the other was news"
    here, there = one.place, other.place
    if reason or here is None or there is None:
        return reason
    return "different places" if _places_differ(one, other, here, there) else None


def _times(one: EventMention, other: EventMention) -> tuple[Window | None, Window | None]:
    """Return when two mentions were; that a text appeared days after what it dates says nothing against what hangs on that in it."""
    if one.text == other.text and _hangs_on(one, other):
        return one.time, other.time
    return one.time or one.guess, other.time or other.guess


def _days_apart(first: Window, second: Window, weights: LinkageWeights) -> str | None:
    if apart(first, second, weights.limits["date_slack_hours"]):
        return _DISJOINT
    longest = weights.limits["longest_window_days"] * HOURS_PER_DAY
    since = _goes_on_since(first, second, longest) or _goes_on_since(second, first, longest)
    return "what goes on since long before is no act of that day" if since else None


def _goes_on_since(open_one: Window, dated: Window, longest: float) -> bool:
    """Tell whether a time without an end began long before one that has both: "since late April", against a day in July."""
    ongoing = open_one.end == math.inf and not math.isinf(dated.hours)
    return ongoing and dated.start - open_one.start > longest and not math.isinf(open_one.start)


def _denied_and_told(one: EventMention, other: EventMention) -> bool:
    """Tell whether one named voice of one text, through the same others, denies one act and tells the other: it does not dispute itself."""
    chains = [
        tuple((level.level, who_is(level.entity_id, level.name)) for level in each.claim.attribution)
        for each in (one, other)
    ]
    named = all(level.name or level.entity_id for level in one.claim.attribution)
    return one.denied != other.denied and one.text == other.text and named and chains[0] == chains[1]


def _of_two_sides(one: EventMention, other: EventMention, context: Context) -> bool:
    """Tell whether one voice of one text names two identified doers of different parties: two acts, and no dispute about one."""
    if one.text != other.text or not (_identified(one) and _identified(other)) or one.actors & other.actors:
        return False
    return _voice(one) == _voice(other) and not linked(one, other, context)


def _of_two_counts(one: EventMention, other: EventMention) -> bool:
    """Tell whether one voice of one text gives two counts of one effect that no number satisfies: two acts, unless it takes one up."""
    if one.text != other.text or _voice(one) != _voice(other) or act_of(one.claim) == act_of(other.claim):
        return False
    return any(disjoint(one.tolls[effect], other.tolls[effect]) for effect in one.tolls.keys() & other.tolls.keys())


def _identified(one: EventMention) -> bool:
    return bool(one.actors) and not any(actor.startswith("~") for actor in one.actors)


def _voice(one: EventMention) -> str | None:
    who = speaker_of(one.claim)
    return (who.entity_id or who.name) if who else None


def is_anchored(one: EventMention, other: EventMention, context: Context) -> bool:
    """Tell whether something stated joins two mentions: that texts are alike, or tell of one region, joins no acts.

    Of two texts one place does, stated by both, or by one and in what heads the other. Where one leaves it out the doer, whom it hit, the means or the counts must be the same, and
    two of these where no day is stated by both either. In one text a toll that has neither day nor place, and words that tell of an act nothing but that it was ("markets
    have been hit before"), need something in common with what stands beside them: that the text names no other place and no other day is no agreement.
    """
    if one.text != other.text:
        return headed_site(one, other, context) is not None or _agree(one, other, context.weights)
    return not any(_is_loose(each) for each in (one, other)) or _hangs_on(one, other)


def is_general(one: EventMention, other: EventMention, context: Context) -> bool:
    """Tell whether one of two mentions of a text may tell what is done again and again, and not the act beside it."""
    if one.text != other.text or _hangs_on(one, other):
        return False
    further = context.weights.further_people
    return any(_may_be_general(*pair, further) for pair in ((one, other), (other, one)))


def _hangs_on(one: EventMention, other: EventMention) -> bool:
    """Tell whether words of one text have more in common than the text."""
    overlapping = one.claim.span.overlaps(other.claim.span)
    return bool(overlapping or goes_on(one, other) or one.targets & other.targets or same_count(one.tolls, other.tolls))


def _may_be_general(one: EventMention, other: EventMention, further: Collection[str]) -> bool:
    """Tell whether a mention says neither when nor where, nor by what means, nor that further people were hit ("many others"), where the other says when or where."""
    unsaid = one.place is None and one.time is None and one.mode is None and bool(other.place or other.time)
    return unsaid and not any(
        word.lower() in further for hit in named_as(one.claim, "target") for word in hit.name.split()
    )


def _is_loose(one: EventMention) -> bool:
    """Tell whether a mention with neither day nor place may be of any act: a toll, or words that tell neither doer, means nor people hit."""
    if one.place or one.time or not isinstance(one.claim, EventClaim):
        return False
    hit = any(target.type in _PEOPLE for target in named_as(one.claim, "target"))
    return bool(one.tolls) or not (one.mode or one.actors or hit)


def _agree(one: EventMention, other: EventMention, w: LinkageWeights) -> bool:
    """Tell whether two texts state one place, or share what makes up for it."""
    if one.body is not None or _is_placed(one.place, other.place, w.limits["vague_radius_km"]):
        return True
    return _n_details(one, other, w) > (one.time is None or other.time is None)


def _n_details(one: EventMention, other: EventMention, w: LinkageWeights) -> int:
    """Count what two mentions tell alike beside day and place: doer, whom it hit, the means, the counts; telling counts are two."""
    equal = equal_counts(one.tolls, other.tolls)
    details = (
        one.actors & other.actors,
        one.targets & other.targets,
        one.mode == other.mode and one.mode not in (None, *w.no_means),
        equal,
        are_telling(equal, w.limits["count_again"]),
    )
    return sum(map(bool, details))


def _is_placed(here: Site | None, there: Site | None, limit_km: float) -> bool:
    """Tell whether two places are stated and can be compared: two narrow ones, or a town and its wide surroundings."""
    if here is None or there is None:
        return False
    n_wide = here.vague(limit_km) + there.vague(limit_km)
    return n_wide == 0 or (n_wide == 1 and same_site(here, there))


def key_pair(one: EventMention, other: EventMention) -> Pair:
    """Return the two claim keys in order."""
    return in_order(one.claim.key, other.claim.key)


def _places_differ(one: EventMention, other: EventMention, here: Site, there: Site) -> bool:
    if too_far(here, there):
        return True
    same_text = one.text == other.text
    both_towns = (here.town or not here.located) and (there.town or not there.located)
    return same_text and both_towns and not same_site(here, there)
