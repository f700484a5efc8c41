"""Two event mentions side by side: whether they may be at one place.

A place that is not stated with the act, but holds on in its paragraph or is the only one that its text names, speaks for one place
where both agree; it weighs less than a stated one, forbids nothing, and never decides alone.
"""

from servanda.corroborate.acts import Pair
from servanda.corroborate.context import Context, are_alike, counted_again
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.featuring import feature
from servanda.corroborate.headings import is_named
from servanda.corroborate.places import Site, distance_km, same_site, too_far
from servanda.corroborate.tolls import rare_counts
from servanda.corroborate.windows import HOURS_PER_DAY
from servanda.model.incidents import Feature
from servanda.model.linkage import LinkageWeights


def place_of(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Return what the places of two event mentions say, ``None`` where nothing."""
    if one.kind == "COMPOSITION":
        return feature(context.weights, "place_same", f"the same body: {(one.body or '').partition(':')[0]}")
    limit = context.weights.limits["vague_radius_km"]
    stated = _stated(one.place, other.place, context.weights) if one.place and other.place else None
    both_narrow = _narrow(one.place, limit) and _narrow(other.place, limit)
    if one.text == other.text:
        return stated if both_narrow else _within(one, other, context)
    return stated if stated or both_narrow else _over(one, other, context)


def _stated(here: Site, there: Site, w: LinkageWeights) -> Feature | None:
    """Compare two stated places: one entry, circles that meet, or a region and what lies in it."""
    vague = [site.vague(w.limits["vague_radius_km"]) for site in (here, there)]
    if same_site(here, there):
        return _same(here, there, w)
    distance = distance_km(here, there)
    if distance is None or all(vague) or too_far(here, there):
        return None
    words = f"{here.place.name} and {there.place.name}, {distance:.0f} km apart"
    if any(vague) or here.town != there.town:
        return feature(w, "place_within", words)
    reach = here.radius_km + there.radius_km
    return feature(w, "place_near", words, 1 - distance / reach if reach else 0.0)


def _same(here: Site, there: Site, w: LinkageWeights) -> Feature:
    name, limit = here.place.name, w.limits["vague_radius_km"]
    if not (here.vague(limit) or there.vague(limit)):
        known = here.place.place_id and there.place.place_id
        return feature(w, "place_same" if known else "place_same_name", name)
    around = {here.place.precision, there.place.precision} <= {"point", "town", "area"}
    return feature(w, "place_around" if around else "place_vague_same", name)


def _within(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare two mentions of one text where not both state a place."""
    w, n_sites = context.weights, context.sites.get(_text(one), 0)
    if n_sites <= 1:
        name = "no_site_in_document" if n_sites == 0 else "single_site_in_document"
        return feature(w, name, "the text names no second place")
    here, there = one.place or one.held_site, other.place or other.held_site
    if here and there and same_site(here, there):
        return feature(w, "place_held", here.place.name)
    count = counted_again(one, other, w)
    return feature(w, "place_by_count", f"{count.words} victims, told again") if count else None


def _over(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare mentions of two texts where not both state a narrow place."""
    headed = headed_site(one, other, context)
    if headed:
        return feature(context.weights, "place_in_title", headed.place.name)
    here, there = _hinted(one, context), _hinted(other, context)
    if here and there:
        agree = same_site(here, there) or _stated(here, there, context.weights) is not None
        return feature(context.weights, "place_held", here.place.name) if agree else None
    return _unplaced(one, other, context)


def headed_site(one: EventMention, other: EventMention, context: Context) -> Site | None:
    """Return the narrow place of one mention that heads the text of the other, where that tells one act and not where it was."""
    limit = context.weights.limits["vague_radius_km"]
    for silent, placed in ((one, other), (other, one)):
        site = _narrow(placed.place, limit)
        if site and _leaves_out_its_place(silent, context) and is_named(site, context.headed[silent.claim.document_id]):
            return site
    return None


def _leaves_out_its_place(claim: EventMention, context: Context) -> bool:
    is_headed = claim.claim.document_id in context.headed
    return is_headed and claim.place is None and claim.held_site is None and _text(claim) in context.of_one


def _hinted(claim: EventMention, context: Context) -> Site | None:
    """Return the narrow place of a claim: as stated, as it holds on in its paragraph, or the only one of its text."""
    limit = context.weights.limits["vague_radius_km"]
    held = _narrow(claim.place, limit) or _narrow(claim.held_site, limit) or context.told_at.get(claim.text)
    return held if claim.place is None or held is None or not too_far(claim.place, held) else None


def _unplaced(one: EventMention, other: EventMention, context: Context) -> Feature | None:
    """Compare where a text does not say where, but only if the texts are alike: "three soldiers killed" is told every day.

    A mention with neither place nor day nor victims is then compared only with one that tells the same deed: to the same target, by the same means or doer.

    A claim without a place in a text that names one elsewhere belongs there; it is taken to another text's only where the texts
    are very much alike. Where one of two claims names its place, its text must name one place: which of several the other means
    nobody knows.
    """
    rare = _rare_counts(one, other, context.weights)
    if rare:
        return feature(context.weights, "place_by_rare_count", rare)
    if not are_alike(one, other, context) or ((one.bare or other.bare) and not _one_deed(one, other)):
        return None
    w = context.weights
    placed = [claim for claim in (one, other) if _narrow(claim.place, w.limits["vague_radius_km"])]
    elsewhere = any(_text(claim) in context.placed for claim in (one, other) if claim not in placed)
    if elsewhere and not are_alike(one, other, context, "likeness_with_other_place"):
        return None
    if not placed:
        return feature(w, "place_unknown", "the texts are alike and do not say where")
    sure = len(placed) == 1 and context.sites[_text(placed[0])] <= 1
    return feature(w, "place_of_one", "the texts are alike and one names one place") if sure else None


def _rare_counts(one: EventMention, other: EventMention, w: LinkageWeights) -> str:
    """Return in words the counts hardly met twice that two mentions of one last day give."""
    first, second = one.time or one.guess, other.time or other.guess
    if not first or not second or abs(first.end - second.end) >= HOURS_PER_DAY:
        return ""
    least = w.limits["rare_count"]
    return ", ".join(
        f"{n} {effect}" for effect, n in sorted(rare_counts(one.tolls, least) & rare_counts(other.tolls, least))
    )


def _one_deed(one: EventMention, other: EventMention) -> bool:
    means = one.mode is not None and one.mode == other.mode
    return bool(one.targets & other.targets and (means or one.actors & other.actors))


def _text(claim: EventMention) -> Pair:
    """Return a claim's text and kind."""
    return claim.text, claim.kind


def _narrow(site: Site | None, limit_km: float) -> Site | None:
    """Return the site unless it is too wide to tell events apart."""
    return None if site is None or site.vague(limit_km) else site
